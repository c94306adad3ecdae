"""Recorded frames of other implementations, sent to the simulated terminal as a host: the answers keep the protocol."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from devices.sim.zvt.frames import Apdu, Assembler, Unreadable, parse_fields
from devices.sim.zvt.serial_line import SerialTerminal
from devices.sim.zvt.serial_line.blocks import Deblocker, blocked
from devices.sim.zvt.store import TurnoverStore
from devices.sim.zvt.terminal import ZvtTerminal
from tests.unit.sim.rig import Rig
from tests.unit.sim.zvt.host import PAY_12_99, names, quick_knobs, registered

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "vectors" / "zvt"
ANSWERS = (0x80, 0x84)
MADE_BY_HOSTS = ("06 00", "06 01", "06 30", "06 31", "06 20", "05 01", "06 50", "06 70", "06 93", "06 91", "06 02")


def foreign_frames() -> list[Apdu]:
    """Every recorded row that is exactly one frame, whoever sent it."""
    found = []
    for path in sorted(VECTORS.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["frames"]:
            octets = bytes.fromhex(row["hex"]) if "..." not in row["hex"] else b""
            frames = Assembler().feed(octets)
            if len(frames) == 1 and octets in (frames[0].encoded(), frames[0].encoded(extended_length=True)):
                found += frames
    return found


FRAMES = foreign_frames()
here = pytest.mark.skipif(not FRAMES, reason="no third-party frames in ../shared/vectors/zvt")


def answers_to(frame: Apdu) -> list[Apdu]:
    """What a registered, idle terminal says at once; the link is new for each frame."""
    rig, _host = registered()
    return Assembler().feed(rig.host(frame.encoded()))


@here
def test_every_command_gets_one_answer_first_and_an_answer_to_nothing_gets_none() -> None:
    for frame in FRAMES:
        answers = answers_to(frame)
        if frame.control[0] in ANSWERS:
            assert answers == [], frame.name
            continue
        assert answers, frame.name
        assert answers[0].control[0] in ANSWERS, frame.name
        assert all(answer.control[0] not in ANSWERS for answer in answers[1:]), frame.name
        if answers[0].control != b"\x80\x00":
            assert len(answers) == 1, frame.name


@here
def test_a_terminal_refuses_what_only_terminals_say() -> None:
    for frame in FRAMES:
        if frame.control[0] not in ANSWERS and frame.name not in (*MADE_BY_HOSTS, "06 B0"):
            assert [answer.name for answer in answers_to(frame)] == ["84 83"], frame.name


@here
def test_a_payment_of_another_host_is_taken_when_it_is_one_and_refused_with_a_reason_when_not() -> None:
    payments = [frame for frame in FRAMES if frame.name == "06 01"]
    for frame in payments:
        rig, host = registered()
        host.command(frame.encoded().hex())
        try:
            amount = parse_fields(frame.body).number(0x04)
        except Unreadable:
            amount = None
        if not amount:
            assert names(host.frames)[0].startswith("84"), frame.name
            continue
        host.card()
        assert names(host.frames)[-1] == "06 0F"
        assert [row["amount_minor"] for row in rig.do("turnovers")["turnovers"]] == [amount]


@here
def test_foreign_frames_in_the_middle_of_a_payment_neither_stop_nor_double_it() -> None:
    for frame in FRAMES:
        if frame.control[0] in ANSWERS or frame.name == "06 B0":
            continue
        rig, host = registered()
        host.command(PAY_12_99)
        assert rig.host(frame.encoded()) == b"\x84\x9c\x00", frame.name
        host.card()
        assert names(host.frames)[-1] == "06 0F"
        assert len(rig.do("turnovers")["turnovers"]) == 1


@here
def test_over_a_serial_line_each_foreign_frame_is_answered_by_06_before_it_is_understood() -> None:
    for frame in FRAMES:
        rig = Rig(
            lambda faults, outlet: SerialTerminal(
                faults,
                outlet,
                lambda inner: ZvtTerminal(
                    faults, inner, quick_knobs(), TurnoverStore(), lambda: datetime(2026, 11, 21, 14, 32, 5)
                ),
            )
        )
        received = Deblocker().feed(rig.host(blocked(frame.encoded())))
        assert received[0].answer == b"\x06", frame.name
        blocks = [one.data for one in received[1:]]
        assert len(blocks) == (frame.control[0] not in ANSWERS), frame.name  # the next leaves after its 06
        assert all(data is not None and data[0] in ANSWERS for data in blocks), frame.name
