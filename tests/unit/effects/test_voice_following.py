"""What is new follows what is being said; what was interrupted can be gone on with; nothing outlives a session."""

from __future__ import annotations

import asyncio

from kiosk.effects.voice import Sounds
from tests.unit.effects.voice_stage import Stage, on_stage, spawn


def test_what_is_new_follows_the_line_that_is_being_said_without_what_it_replaced() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["Follow the terminal", "Amount: 5 euros", "It shows: Wait", "Back, button", "6 choices"], "en")
        await asyncio.sleep(0.1)
        stage.voice.follow(
            ["It shows: Tap your card"], "en", stale=["It shows: Wait"], last=["Back, button", "6 choices"]
        )

    stage = on_stage(play)
    assert stage.recorder.texts[-1] == "Amount: 5 euros\nIt shows: Tap your card"
    assert stage.captions[-1] == stage.recorder.texts[-1]


def test_words_that_were_still_to_come_at_the_end_come_anew_in_place_of_the_total() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["Scan", "Milk, 1 euro", "Pay 1 euro, button"], "en")
        stage.voice.follow(
            ["Bread, 2 euros", "To pay: 3 euros"], "en", last=["Pay 1 euro, button"], again=["Pay 3 euros, button"]
        )

    assert on_stage(play).recorder.texts[-1] == "Milk, 1 euro\nBread, 2 euros\nPay 3 euros, button"


def test_what_follows_silence_is_said_at_once() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.follow(["Paid"], "en", last=["Pay, button"], again=["Print, button"])

    assert on_stage(play).recorder.texts == ("Paid",)


def test_an_interruption_goes_on_at_the_line_it_cut_and_only_once() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["One", "Two is a longer line", "Three"], "en")
        await asyncio.sleep(0.5)
        stage.voice.interrupt()
        stage.voice.keep_place()
        stage.voice.say(["Help"], "en")
        stage.voice.go_on(["The screen"], "en")
        stage.voice.go_on(["The screen"], "en")

    assert on_stage(play).recorder.texts[-3:] == ("Help", "Two is a longer line\nThree", "The screen")


def test_private_words_are_left_out_on_the_loudspeaker_also_when_they_are_gone_on_with() -> None:
    async def play(stage: Stage) -> None:
        stage.has_headset = True
        stage.voice.say(["Paid", "Card ending in 1234"], "en", ["Card ending in 1234"])
        stage.voice.keep_place()
        stage.voice.say(["Help"], "en")
        stage.has_headset = False
        stage.voice.go_on(["The screen"], "en")

    stage = on_stage(play)
    assert stage.recorder.texts[-1] == "Paid"
    assert "1234" not in stage.captions[-1]


def test_a_session_leaves_no_wish_and_no_word() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.tune(1.5, 2, is_muted=True)
        stage.voice.say(["One", "Two"], "en")
        stage.voice.keep_place()
        stage.voice.reset()
        stage.voice.go_on(["New"], "en")
        stage.sounds.play("ok")

    stage = on_stage(play)
    last = stage.recorder.log[-1]
    assert (last.utterance.text, last.rate, last.volume) == ("New", 1.0, 0)
    assert stage.player.begun == ["ok"]
    assert stage.player.volumes == [0]


def test_a_site_without_sounds_lets_a_customer_have_them() -> None:
    async def play(stage: Stage) -> None:
        sounds = Sounds(stage.player, spawn, is_muted=True)
        sounds.play("ok")
        sounds.set_muted(False)
        sounds.play("ok")
        await asyncio.sleep(1)
        sounds.set_muted(None)
        sounds.play("ok")

    assert on_stage(play).player.begun == ["ok"]
