"""Boards as files: what is wrong in one is named; and transcripts of both dialects."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import HealthState, Pattern
from devices.drivers.lights import open as open_lights
from devices.drivers.lights.answers import CAP, AnswerFramer
from devices.drivers.lights.board import FOLDER, Board, load
from devices.profiles import ProfileError
from devices.registry import open_device
from devices.sim.lights.board import RelayBoard
from devices.url import UrlError, parse
from tests.unit.sim.rig import Rig
from tests.virtual_time import run
from tests.wire.player import Player
from tests.wire.player import read as transcript

WIRE = Path(__file__).parents[3] / "wire" / "lights"
PROFILES = [file.stem for file in sorted(FOLDER.glob("*.toml"))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("relays = 0", "relays"),
        ("relays = 2", "wiring"),
        ("switch_on = 'A0 01 sum'", "switch_on: it names no relay"),
        ("switch_on = 'A0 nn 01'", "switch_on: allowed"),
        ("switch_on = '\"é\" d'", "switch_on: allowed"),
        ("answer = 'CH: {state}'", "answer: allowed"),
        ("answer = '{state} {n}'", "answer: allowed"),
        ('on = "OFF"', "two different"),
        ("gap_ms = -1", "gap_ms"),
        ("colour = 3", "colour: unknown"),
        ("bell = 3", "a lamp, too"),
        ("free = [5]", "wiring.free"),
        ("free = 1", "wiring.free"),
        ("door = 1", "wiring.door"),
        ("door_closes = 1", "wiring.door_closes"),
        ("lamp = 1", "wiring.lamp: unknown"),
    ],
)
def test_what_is_wrong_in_a_profile_is_named(line: str, said: str, tmp_path: Path) -> None:
    key = line.partition(" ")[0]
    lines = (FOLDER / "lcus-4.toml").read_text().splitlines()
    changed = [line if one.partition(" ")[0] == key else one for one in lines]
    if changed == lines:
        changed = [line, *lines] if key == "colour" else [*lines, line]
    (tmp_path / "mine.toml").write_text("\n".join(changed), encoding="utf-8")
    with pytest.raises(ProfileError, match=said):
        load("mine", tmp_path)


def test_a_profile_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UrlError, match="lcus-1, lcus-4, numato-4"):
        open_device("lights+serial:///dev/x?profile=brass")
    with pytest.raises(UrlError, match="serial, tcp"):
        open_device("lights+file:///dev/x")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_board_that_is_shipped_can_be_used(profile: str) -> None:
    board = load(profile)
    assert board.wiring.lamps[Pattern.OFF] == frozenset()
    assert board.wiring.lamps[Pattern.CALL]
    assert board.switch_on.bytes_for(board.on_wire(1)) != board.switch_off.bytes_for(board.on_wire(1))


def test_commands_are_those_of_the_makers() -> None:
    lcus, text = load("lcus-4"), load("numato-4")
    assert lcus.switch_on.bytes_for(lcus.on_wire(1)) == bytes.fromhex("A00101A2")
    assert lcus.switch_off.bytes_for(lcus.on_wire(2)) == bytes.fromhex("A00200A2")
    assert text.switch_on.bytes_for(text.on_wire(1)) == b"relay on 0\r"
    assert text.switch_off.bytes_for(10) == b"relay off A\r"


@pytest.mark.parametrize("name", ["lcus", "text"])
def test_a_transcript_is_spoken_to_the_byte(name: str) -> None:
    async def main() -> None:
        player = Player(WIRE / f"{name}.wire")
        profile = {"lcus": "lcus-4", "text": "numato-4"}[name]
        lights = open_lights(parse(f"lights+serial:///dev/x?profile={profile}"), player.open_port)
        running = asyncio.ensure_future(lights.run())
        async with asyncio.timeout(20):
            while lights.health.state is not HealthState.READY:
                await asyncio.sleep(0.01)
            if name == "lcus":
                await lights.show(Pattern.CALL)
            else:
                await asyncio.sleep(0.1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await player.finish()

    run(main())


@pytest.mark.parametrize("name", ["lcus", "text"])
def test_the_simulated_board_answers_as_the_transcript_says(name: str) -> None:
    rig = Rig(lambda faults, outlet: RelayBoard(faults, outlet, {"board": name}))
    if name == "text":
        rig.do("input", number=1, closed=True)
    due = b""
    for step in transcript(WIRE / f"{name}.wire")[0]:
        if step.kind == ">":
            assert due == b""
            due = rig.host(step.sent)
        elif step.kind == "<":
            assert due.startswith(step.sent)
            due = due[len(step.sent) :]
    assert due == b""


# --- the framer ---


def states(board: Board, portions: list[bytes]) -> list[Any]:
    questions = [question for question in (board.relay_state, board.input_state) if question is not None]
    framer = AnswerFramer(questions)
    return [dict(told.states) for portion in portions for told in framer.feed(portion)]


@given(st.data())
def test_any_portions_give_the_same_answers(data: st.DataObject) -> None:
    sent = b"\r\n\x00CH1: ON\r\nCH2: OFF\r\nCH3: ON \r\nCH4: OFF\r\n" * 2
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=6)))
    portions = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert states(load("lcus-4"), portions) == [{1: True, 2: False, 3: True, 4: False}] * 2


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_noise_is_never_more_than_its_cap_and_an_answer_behind_it_is_found(noise: list[bytes]) -> None:
    board = load("numato-4")
    framer = AnswerFramer([board.relay_state] if board.relay_state else [])
    for portion in noise:
        framer.feed(portion)
        assert framer.held <= CAP
    framer.clear()
    (told,) = framer.feed(b"relay read 2\n\ron\n\r>")
    assert told.states == {2: True}
