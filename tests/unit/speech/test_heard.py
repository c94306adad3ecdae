"""What follows the line that is being said, and what others read along: each utterance as lines of JSON."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from kiosk.services.speech import Recorder, Route, Utterance, transcript
from tests.unit.speech.rig import LINE_S, Rig, on_virtual_time, said
from tests.virtual_time import run


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "speech")


def written(file: Path) -> list[tuple[int, str, str]]:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [(line["n"], line["event"], line["text"]) for line in lines]


def test_a_folder_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        transcript(tmp_path / "none" / "heard.jsonl")


def test_each_utterance_begins_and_ends_in_its_turn(tmp_path: Path) -> None:
    file = tmp_path / "heard.jsonl"

    async def main() -> None:
        clock = asyncio.get_running_loop().time
        recorder = Recorder(lambda: Route.SPEAKER, clock, transcript(file))
        serving = asyncio.create_task(recorder.run())
        recorder.speak(Utterance("Olá", "pt-PT"))
        recorder.speak(Utterance("Bom dia", "pt-PT"))
        await asyncio.sleep(10)
        recorder.speak(Utterance("Card ending in 1234", "en", True))
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    run(main())
    assert written(file) == [
        (1, "begun", "Olá"), (1, "cut_off", "Olá"), (2, "begun", "Bom dia"), (2, "said", "Bom dia"),
        (3, "refused", "Card ending in 1234"),
    ]  # fmt: skip
    first = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    assert {key: first[key] for key in ("language", "private", "rate", "volume")} == {
        "language": "pt-PT", "private": False, "rate": 1.0, "volume": 0,
    }  # fmt: skip


def test_a_paused_utterance_ends_only_after_it_went_on(tmp_path: Path) -> None:
    file = tmp_path / "heard.jsonl"

    async def main() -> list[list[str]]:
        recorder = Recorder(clock=asyncio.get_running_loop().time, heard=transcript(file))
        serving = asyncio.create_task(recorder.run())
        recorder.speak(Utterance("One line", "en"))
        recorder.pause()
        await asyncio.sleep(100)
        paused = [event for _, event, _ in written(file)]
        recorder.resume()
        await asyncio.sleep(100)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return [paused, [event for _, event, _ in written(file)]]

    assert run(main()) == [["begun"], ["begun", "said"]]


# --- what follows, and what was left --------------------------------------------------------------------------------


def test_lines_that_follow_come_after_the_one_that_is_being_said_and_cut_nothing_off(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("one\ntwo\nthree"))
        await asyncio.sleep(1.5 * LINE_S)
        assert rig.speech.left() == "two\nthree"
        rig.speech.amend(said("four\nfive"))
        assert rig.speech.left() == "two\nfour\nfive"
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == rig.player.lines == ["one", "two", "four", "five"]
    assert rig.speech.left() == ""


@pytest.mark.parametrize("is_stopped", [False, True])
def test_lines_that_follow_silence_are_said_at_once(rig: Rig, is_stopped: bool) -> None:
    async def play() -> None:
        rig.speech.speak(said("one"))
        if is_stopped:
            await asyncio.sleep(0.5)
            rig.speech.stop()
        else:
            await asyncio.sleep(60)
        assert rig.speech.left() == ""
        rig.speech.amend(said("two"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.lines[-1] == rig.player.said[-1] == "two"


def test_words_not_yet_begun_are_all_left(rig: Rig) -> None:
    async def play() -> None:
        rig.speech.speak(said("one"))
        await asyncio.sleep(0.5)
        rig.speech.speak(said("two\nthree"))
        assert rig.speech.left() == "two\nthree"
        rig.speech.amend(said("four"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["four"]
