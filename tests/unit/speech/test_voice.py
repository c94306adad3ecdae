"""Words with their captions, and how they and the sounds keep out of each other's way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.effects.voice import SOUNDS, Sounds
from kiosk.flows.checkout.events import Beep
from kiosk.services.speech import Mute, NullPlayer, Outcome, SpeechFailed, SpeechReason
from kiosk.services.speech.wav import read_wav
from tests.unit.effects.voice_stage import Loudspeaker, Stage, on_stage, spawn
from tests.virtual_time import run

# --- faults ---------------------------------------------------------------------------------------------------------


def test_captions_come_without_a_voice() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["Scan your items", "Step 1 of 3"], "en")
        stage.voice.repeat()
        stage.voice.hush()

    assert on_stage(play, Mute()).captions == ["Scan your items\nStep 1 of 3", "Scan your items\nStep 1 of 3", ""]


def test_a_language_without_a_voice_is_a_fault_of_the_caller_and_nothing_is_said() -> None:
    async def play(stage: Stage) -> None:
        with pytest.raises(ValueError, match="'fr'"):
            stage.voice.say(["Bonjour"], "fr")

    stage = on_stage(play)
    assert (stage.captions, stage.recorder.log) == ([], ())


def test_a_player_that_fails_is_said_once_and_is_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")

    async def play(stage: Stage) -> None:
        stage.player.failures = [SpeechFailed(SpeechReason.PLAYER_FAILED, "no device")] * 3
        for _ in range(3):
            stage.sounds.play("error")
            await asyncio.sleep(1)
        stage.voice.say(["We don't know this item."], "en")
        stage.sounds.play("ok")

    stage = on_stage(play)
    assert stage.player.ended == ["ok"]
    assert stage.recorder.log[-1].outcome is Outcome.SAID  # a sound that failed holds no words back
    assert [record.levelname for record in caplog.records] == ["INFO"]


@pytest.mark.allowed_logs("the sound 'ok' cannot be read", "the sound 'key' cannot be read")
def test_a_missing_file_silences_that_sound_only(tmp_path: Path) -> None:
    for name in ("error", "attention"):
        (tmp_path / f"{name}.wav").write_bytes((SOUNDS / f"{name}.wav").read_bytes())

    async def main() -> list[str]:
        player = Loudspeaker()
        sounds = Sounds(player, spawn, folder=tmp_path)
        for name in ("ok", "key", "error"):
            sounds.play(name)
            await asyncio.sleep(1)
        return player.ended

    assert run(main()) == ["error"]


@pytest.mark.allowed_logs("there is no sound 'bang'")
def test_a_sound_nobody_knows_is_a_fault_that_stops_nothing() -> None:
    async def play(stage: Stage) -> None:
        stage.sounds.beep(Beep("bang"))
        stage.sounds.beep(Beep("ok"))

    assert on_stage(play).player.ended == ["ok"]


def test_a_machine_without_a_player_takes_every_sound() -> None:
    async def main() -> None:
        sounds = Sounds(NullPlayer("no player"), spawn)
        for name in ("ok", "error", "attention", "key"):
            sounds.play(name)
        await asyncio.sleep(1)

    run(main())


# --- sounds ---------------------------------------------------------------------------------------------------------


def test_a_burst_of_scans_never_sounds_twice_at_once_and_ends_with_a_whole_sound() -> None:
    async def play(stage: Stage) -> None:
        for n in range(100):
            stage.sounds.play("ok")
            if n % 3:
                await asyncio.sleep(0.03)

    stage = on_stage(play)
    assert stage.player.ended[-1:] == ["ok"]


@pytest.mark.parametrize(
    ("first", "second", "ended"),
    [
        ("error", "ok", ["error"]),
        ("attention", "error", ["attention"]),
        ("ok", "key", ["ok"]),
        ("ok", "error", ["error"]),
        ("key", "ok", ["ok"]),
        ("error", "attention", ["attention"]),
        ("error", "error", ["error"]),
    ],
)
def test_a_sound_gives_way_to_a_heavier_one_only(first: str, second: str, ended: list[str]) -> None:
    async def play(stage: Stage) -> None:
        stage.sounds.play(first)
        await asyncio.sleep(0.01)
        stage.sounds.play(second)

    assert on_stage(play).player.ended == ended


def test_muting_is_at_once_for_this_customer_and_the_captions_stay() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["One"], "nl")
        stage.sounds.play("ok")
        await asyncio.sleep(0.01)
        stage.voice.set_muted(True)
        assert stage.recorder.speaking is None
        stage.sounds.play("error")
        stage.voice.say(["Two"], "nl")
        await asyncio.sleep(1)
        stage.voice.set_muted(False)
        stage.voice.repeat()
        await asyncio.sleep(1)
        stage.sounds.play("ok")

    stage = on_stage(play)
    assert stage.player.ended == ["ok"]
    assert stage.recorder.texts == ("One", "Two")
    assert stage.captions == ["One", "Two", "Two"]


def test_a_site_may_mute_its_sounds_and_a_reset_returns_to_that() -> None:
    async def main() -> list[str]:
        player = Loudspeaker()
        sounds = Sounds(player, spawn, is_muted=True)
        sounds.play("ok")
        sounds.set_muted(False)
        sounds.play("error")
        await asyncio.sleep(1)
        sounds.reset()
        sounds.play("ok")
        await asyncio.sleep(1)
        return player.begun

    assert run(main()) == ["error"]


# --- words ----------------------------------------------------------------------------------------------------------


def test_the_caption_is_the_utterance() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["  To pay ", "", "€ 16,72 "], "pt-PT")
        stage.has_headset = True
        stage.voice.say(["Paid", "Card ending in 1234"], "en", ["Card ending in 1234"])

    stage = on_stage(play)
    spoken = [(log.utterance.text, log.utterance.language, log.utterance.is_private) for log in stage.recorder.log]
    assert spoken == [("To pay\n€ 16,72", "pt-PT", False), ("Paid\nCard ending in 1234", "en", True)]
    assert stage.captions == [text for text, _, _ in spoken]


def test_nothing_to_say_is_silence() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["words"], "en")
        stage.voice.say(["", "  "], "en")
        assert stage.recorder.speaking is None

    assert on_stage(play).captions == ["words", ""]


def test_repeating_says_and_shows_the_last_words_also_after_silence() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.repeat()
        stage.voice.say(["words"], "es")
        stage.voice.hush()
        stage.voice.repeat()

    stage = on_stage(play)
    assert stage.recorder.texts == ("words", "words")
    assert stage.captions == ["words", "", "words"]


def test_the_sound_of_a_scan_does_not_touch_what_is_being_said() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["x" * 140], "en")
        for _ in range(10):
            await asyncio.sleep(0.5)
            stage.sounds.play("ok")
            stage.sounds.play("key")

    stage = on_stage(play)
    (spoken,) = stage.recorder.log
    assert spoken.ended_s == pytest.approx(10)
    assert spoken.outcome is Outcome.SAID


@pytest.mark.parametrize("sound", ["error", "attention"])
def test_words_wait_for_a_sound_that_wants_attention_and_then_go_on(sound: str) -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["x" * 140], "en")
        await asyncio.sleep(5)
        stage.sounds.play(sound)

    (spoken,) = on_stage(play).recorder.log
    length_s = read_wav((SOUNDS / f"{sound}.wav").read_bytes()).duration_s
    assert spoken.outcome is Outcome.SAID
    assert spoken.ended_s == pytest.approx(10 + length_s, abs=0.001)


@pytest.mark.parametrize("pause_s", [0, 0.01])
def test_words_that_come_with_an_error_begin_after_its_sound(pause_s: float) -> None:
    async def play(stage: Stage) -> None:
        stage.sounds.play("error")
        await asyncio.sleep(pause_s)
        stage.voice.say(["x" * 14], "en")
        await asyncio.sleep(0.2)
        assert stage.player.sounding == 1

    (spoken,) = on_stage(play).recorder.log
    length_s = read_wav((SOUNDS / "error.wav").read_bytes()).duration_s
    assert spoken.ended_s == pytest.approx(length_s + 1, abs=0.02)


def test_a_customer_who_paused_is_not_spoken_to_because_a_sound_ended() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["x" * 14], "en")
        stage.voice.pause()
        stage.sounds.play("attention")
        await asyncio.sleep(60)
        assert stage.recorder.speaking is not None
        stage.voice.resume()

    assert on_stage(play).recorder.log[-1].outcome is Outcome.SAID


def test_resuming_during_a_sound_waits_for_its_end() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["x" * 14], "en")
        stage.voice.pause()
        stage.sounds.play("attention")
        await asyncio.sleep(0.1)
        stage.voice.resume()

    (spoken,) = on_stage(play).recorder.log
    length_s = read_wav((SOUNDS / "attention.wav").read_bytes()).duration_s
    assert spoken.ended_s == pytest.approx(1 + length_s, abs=0.001)


def test_sounds_that_follow_each_other_hold_words_back_until_the_last() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["x" * 14], "en")
        for _ in range(20):
            stage.sounds.play("error")
            await asyncio.sleep(0.1)

    (spoken,) = on_stage(play).recorder.log
    length_s = read_wav((SOUNDS / "error.wav").read_bytes()).duration_s
    assert spoken.ended_s == pytest.approx(1 + 1.9 + length_s, abs=0.01)


def test_between_two_sounds_that_replace_each_other_the_words_are_not_let_go() -> None:
    seen: list[bool] = []

    async def play(stage: Stage) -> None:
        stage.sounds.before_words(seen.append)
        for sound in ("error", "error", "attention"):
            stage.sounds.play(sound)
            await asyncio.sleep(0.1)

    on_stage(play)
    assert seen == [True, True, True, False]


def test_stopping_a_sound_lets_the_words_go_on() -> None:
    async def play(stage: Stage) -> None:
        stage.voice.say(["x" * 14], "en")
        stage.sounds.play("attention")
        await asyncio.sleep(0.1)
        stage.sounds.stop()
        stage.sounds.stop()

    (spoken,) = on_stage(play).recorder.log
    assert spoken.ended_s == pytest.approx(1.1, abs=0.001)


def test_rate_and_volume_are_those_of_words_and_sounds_and_a_reset_forgets_them() -> None:
    async def play(stage: Stage) -> None:
        with pytest.raises(ValueError, match="rate"):
            stage.voice.set_rate(2.01)
        with pytest.raises(ValueError, match="volume"):
            stage.voice.set_volume(4)
        stage.voice.set_rate(1.5)
        stage.voice.set_volume(2)
        stage.voice.say(["the customer before"], "en")
        stage.sounds.play("ok")
        await asyncio.sleep(60)
        stage.voice.reset()
        stage.voice.repeat()
        stage.voice.say(["the next one"], "en")
        stage.sounds.play("ok")

    stage = on_stage(play)
    assert [(log.rate, log.volume) for log in stage.recorder.log] == [(1.5, 2), (1.0, 0)]
    assert stage.player.volumes == [2, 0]
    assert stage.captions == ["the customer before", "", "the next one"]
