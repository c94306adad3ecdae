"""The simulated relay board: both dialects, and what goes wrong with boards."""

from __future__ import annotations

import pytest

from devices.sim.lights.board import RelayBoard
from tests.unit.sim.rig import Rig


def board(**knobs: str) -> Rig:
    return Rig(lambda faults, outlet: RelayBoard(faults, outlet, knobs))


@pytest.mark.parametrize(
    "sent", ["A00101A3", "A00901AA", "A00001A1", "A00102A3", "00", "A0A00101A2"], ids=lambda sent: f"bytes {sent}"
)
def test_a_command_with_a_wrong_sum_number_or_state_switches_nothing(sent: str) -> None:
    rig = board()
    assert rig.host(sent) == b""
    assert rig.do("state")["on"] == []


def test_a_relay_that_sticks_stays_and_a_brown_out_lets_all_go() -> None:
    rig = board()
    rig.fault("relay 2 sticks")
    rig.host("A00101A2 A00201A3")
    assert rig.do("state")["on"] == [1]
    rig.do("faults_clear")
    rig.host("A00201A3")
    assert rig.do("state")["on"] == [1, 2]
    rig.fault("brown out")
    assert rig.do("state")["on"] == []


def test_one_command_is_lost_by_a_deaf_board() -> None:
    rig = board()
    rig.fault("deaf")
    rig.host("A00101A2 A00201A3")
    assert rig.do("state")["on"] == [2]
    rig.fault("deaf")
    assert rig.host("FF") == b""
    assert rig.host("FF").startswith(b"CH1: OFF\r\nCH2: ON\r\n")


def test_text_is_echoed_and_answered_with_a_prompt() -> None:
    rig = board(board="text")
    assert rig.host(b"relay on 3\r") == b"relay on 3\n\r>"
    assert rig.host(b"relay read 3\r") == b"relay read 3\n\ron\n\r>"
    assert rig.host(b"relay read 9\r") == b"relay read 9\n\r>"
    rig.do("input", number=1, closed=True)
    assert rig.host(b"gpio read 0\rgpio read 1\r") == b"gpio read 0\n\r0\n\r>gpio read 1\n\r1\n\r>"


def test_knobs_and_inputs_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="board is one of"):
        board(board="brass")
    with pytest.raises(ValueError, match="unknown knob"):
        board(colour="red")
    assert "1..4" in board().refuse("input", number=5, closed=True)
