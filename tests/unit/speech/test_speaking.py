"""One utterance at a time: interrupting, repeating, pausing, private words, rate and volume."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.services.speech.playback import REWIND_S
from kiosk.services.speech.port import MAX_RATE, MAX_VOLUME, MIN_RATE, MIN_VOLUME, Route, Utterance
from tests.unit.speech.rig import LINE_S, Rig, on_real_time, on_virtual_time, said


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "speech")


def test_of_a_hundred_utterances_at_once_only_the_last_is_heard(rig: Rig) -> None:
    async def play() -> None:
        for n in range(100):
            rig.speech.speak(said(f"line {n}"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.lines == rig.player.said == ["line 99"]
    assert len(rig.voice.asked) <= 2  # one try at the start, and the last


@pytest.mark.parametrize("steps", range(12))
def test_of_a_hundred_utterances_in_a_row_the_last_is_heard_and_none_overlaps(rig: Rig, steps: int) -> None:
    async def play() -> None:
        for n in range(100):
            rig.speech.speak(said(f"line {n}"))
            for _ in range(steps):
                await asyncio.sleep(0)
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["line 99"]
    assert rig.player.most_at_once == 1


def test_an_utterance_cuts_off_the_one_before_and_its_making(rig: Rig) -> None:
    async def play() -> None:
        await asyncio.sleep(1)
        rig.voice.gate = asyncio.Event()
        rig.speech.speak(said("old"))
        await asyncio.sleep(1)
        rig.voice.gate = None
        rig.speech.speak(said("new"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.voice.cut_off == ["old"]
    assert rig.player.lines == rig.player.said == ["new"]


def test_the_old_words_are_silent_before_the_new_ones_begin(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("old"))
        await asyncio.sleep(1)
        rig.speech.speak(said("new"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    old, new = rig.player.log
    assert (old.is_whole, new.is_whole) == (False, True)
    assert old.ended_s is not None
    assert old.ended_s <= new.began_s
    assert rig.player.most_at_once == 1


def test_an_utterance_that_cuts_off_a_paused_one_is_not_mixed_with_it(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("old"))
        await asyncio.sleep(1)
        rig.speech.pause()
        await asyncio.sleep(1)
        rig.speech.speak(said("new"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.lines == ["old", "new"]
    assert rig.player.said == ["new"]


def test_an_utterance_that_is_paused_at_once_waits(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("words"))
        rig.speech.pause()
        await asyncio.sleep(60)
        assert rig.player.lines == []
        rig.speech.resume()
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]


def test_stopping_is_silence_until_something_is_said_again(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("one\ntwo"))
        await asyncio.sleep(1)
        rig.speech.stop()
        await asyncio.sleep(0.001)
        assert rig.player.sounding == 0
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.lines == ["one"]
    assert rig.player.said == []


def test_closing_leaves_no_sound_behind(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("one"))
        await asyncio.sleep(1)
        assert rig.player.sounding == 1

    on_virtual_time(rig, play)
    assert rig.player.sounding == 0


def test_lines_follow_each_other_and_the_next_is_made_while_one_sounds(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("one\n\n  two  \nthree"))
        await asyncio.sleep(1)
        assert [line for line, _, _ in rig.voice.asked][-2:] == ["one", "two"]
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["one", "two", "three"]
    assert rig.player.most_at_once == 1


def test_nothing_to_say_is_silence(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("words"))
        await asyncio.sleep(1)
        rig.speech.speak(said(" \n\u200b"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == []


def test_repeating_begins_anew_also_after_stopping(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.repeat()
        await asyncio.sleep(5)
        rig.speech.speak(said("words"))
        await asyncio.sleep(5)
        rig.speech.repeat()
        await asyncio.sleep(1)
        rig.speech.stop()
        rig.speech.repeat()
        await asyncio.sleep(5)

    on_virtual_time(rig, play)
    assert rig.player.lines == ["words"] * 3
    assert [played.is_whole for played in rig.player.log] == [True, False, True]


def test_pausing_keeps_the_place(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("one\ntwo"))
        await asyncio.sleep(1.5)
        rig.speech.pause()
        await asyncio.sleep(1000)
        rig.speech.resume()
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["one", "two"]
    first, rest, _ = rig.player.log
    assert first.ended_s == pytest.approx(1.5, abs=0.01)
    assert rest.began_s == pytest.approx(1001.5, abs=0.01)
    assert rest.duration_s == pytest.approx(LINE_S - 1.5 + REWIND_S, abs=0.01)


def test_pausing_and_resuming_out_of_turn_do_nothing(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.resume()
        rig.speech.pause()
        rig.speech.pause()
        rig.speech.stop()
        rig.speech.resume()
        rig.speech.speak(said("words"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]


def test_pausing_again_and_again_ends_all_the_same(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("words"))
        for _ in range(100):
            await asyncio.sleep(0.4)
            rig.speech.pause()
            rig.speech.resume()

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]
    assert rig.player.most_at_once == 1


def test_private_words_are_refused_on_a_loudspeaker_and_silence_what_was_said(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.route = Route.SPEAKER

    async def play() -> None:
        rig.speech.speak(Utterance("public", "en"))
        await rig.player.begun.get()
        rig.speech.speak(said("secret"))
        rig.speech.repeat()

    caplog.set_level("DEBUG")
    on_real_time(rig, play)
    assert rig.player.lines == ["public"]
    assert rig.player.said == []
    assert "private words are not said" in caplog.text
    assert "secret" not in caplog.text


def test_private_words_stop_when_the_headset_is_pulled_out_and_can_be_repeated_on_it(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("secret one\nsecret two"))
        await asyncio.sleep(1)
        rig.route = Route.SPEAKER
        rig.speech.route_changed()
        rig.speech.repeat()
        await asyncio.sleep(60)
        assert rig.player.lines == ["secret one"]
        assert rig.player.said == []
        rig.route = Route.HEADSET
        rig.speech.route_changed()
        rig.speech.repeat()
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["secret one", "secret two"]


def test_a_private_line_does_not_begin_on_the_loudspeaker_even_when_nobody_told_of_the_change(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("secret one\nsecret two"))
        await asyncio.sleep(1)
        rig.route = Route.SPEAKER
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.lines == ["secret one"]


def test_public_words_go_on_when_the_headset_is_pulled_out(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(Utterance("public", "en"))
        await rig.player.begun.get()
        rig.route = Route.SPEAKER
        rig.speech.route_changed()
        await asyncio.sleep(0)
        assert rig.player.sounding == 1

    on_real_time(rig, play)


def test_private_words_leave_no_file_and_public_ones_do(rig: Rig, tmp_path: Path) -> None:
    async def play() -> None:
        rig.speech.speak(said("secret"))
        assert await rig.player.begun.get() == "secret"
        rig.speech.speak(Utterance("public", "en"))
        assert await rig.player.begun.get() == "public"

    on_real_time(rig, play)
    files = list((tmp_path / "speech").iterdir())
    assert [rig.voice.line(file.read_bytes()) for file in files] == ["public"]
    assert "public" not in files[0].name


def test_a_line_known_in_its_language_and_rate_is_not_made_again_also_after_a_start(rig: Rig, tmp_path: Path) -> None:
    async def say(rig: Rig, *wanted: tuple[str, float]) -> None:
        for language, rate in wanted:
            rig.speech.set_rate(rate)
            rig.speech.speak(Utterance("Toque para começar", language))
            assert await rig.player.begun.get() == "Toque para começar"

    on_real_time(rig, lambda: say(rig, ("pt-BR", 1.0), ("pt-PT", 1.0), ("pt-BR", 1.5)))
    assert [asked[1:] for asked in rig.voice.asked if asked[0] != "1"] == [
        ("pt-BR", 1.0), ("pt-PT", 1.0), ("pt-BR", 1.5)
    ]  # fmt: skip

    later = Rig(tmp_path / "speech")
    later.player.voice = rig.voice  # who knows what the files say
    on_real_time(later, lambda: say(later, ("pt", 1.0), ("pt-PT", 1.0), ("pt-BR", 1.5)))
    assert [asked for asked in later.voice.asked if asked[0] != "1"] == []


def test_the_volume_changes_in_the_middle_of_a_word(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("words"))
        await asyncio.sleep(1)
        rig.speech.set_volume(2)
        rig.speech.set_volume(2)
        await asyncio.sleep(60)
        rig.speech.speak(said("more"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert [(played.line, played.volume) for played in rig.player.log] == [("words", 0), ("words", 2), ("more", 2)]
    assert rig.player.said == ["words", "more"]


@pytest.mark.parametrize("rate", [MIN_RATE - 0.01, MAX_RATE + 0.01, 0, -1, float("nan"), float("inf")])
def test_a_rate_outside_the_limits_is_refused_and_nothing_changes(rig: Rig, rate: float) -> None:
    with pytest.raises(ValueError, match=r"0\.75 and 2\.0"):
        rig.speech.set_rate(rate)

    async def play() -> None:
        rig.speech.speak(said("words"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert ("words", "en", 1.0) in rig.voice.asked


@pytest.mark.parametrize("volume", [MIN_VOLUME - 1, MAX_VOLUME + 1])
def test_a_volume_outside_the_limits_is_refused_and_nothing_changes(rig: Rig, volume: int) -> None:
    with pytest.raises(ValueError, match="-6 and 3"):
        rig.speech.set_volume(volume)

    async def play() -> None:
        rig.speech.speak(said("words"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert [played.volume for played in rig.player.log] == [0]


@pytest.mark.parametrize("rate", [MIN_RATE, MAX_RATE])
@pytest.mark.parametrize("volume", [MIN_VOLUME, MAX_VOLUME])
def test_the_limits_themselves_are_allowed(rig: Rig, rate: float, volume: int) -> None:
    async def play() -> None:
        rig.speech.set_rate(rate)
        rig.speech.set_volume(volume)
        rig.speech.speak(said("words"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert ("words", "en", rate) in rig.voice.asked
    assert rig.player.log[0].volume == volume


def test_a_reset_forgets_words_rate_and_volume(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.set_rate(1.5)
        rig.speech.set_volume(3)
        rig.speech.speak(said("the customer before"))
        await asyncio.sleep(1)
        rig.speech.reset()
        rig.speech.repeat()
        await asyncio.sleep(60)
        rig.speech.speak(said("the next one"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.lines == ["the customer before", "the next one"]
    assert rig.voice.asked[-1] == ("the next one", "en", 1.0)
    assert rig.player.log[-1].volume == 0


def test_wishes_before_serving_begins_are_not_lost(rig: Rig) -> None:
    rig.speech.speak(said("early"))
    rig.speech.speak(said("words"))

    async def play() -> None:
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]


def test_a_text_becomes_wav_without_a_trace_on_disk(rig: Rig, tmp_path: Path) -> None:
    async def play() -> None:
        wav = await rig.speech.synth_to_wav("Bonjour\nà tous", "nl")
        assert rig.voice.line(wav) == "Bonjour à tous"
        assert len(await rig.speech.synth_to_wav("", "nl")) == 44
        with pytest.raises(ValueError, match="'fr'"):
            await rig.speech.synth_to_wav("Bonjour", "fr")

    on_real_time(rig, play)
    assert not (tmp_path / "speech").exists()
