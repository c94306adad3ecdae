"""Transcripts of the wire, with the simulator as the device: it answers what the manual says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from devices.sim.escpos.printer import EscPosPrinter
from tests.unit.sim.rig import Rig
from tests.wire.player import Step, read

WIRE = Path(__file__).parents[3] / "wire" / "escpos"


def nothing(rig: Rig) -> None:
    pass


@pytest.mark.parametrize(
    ("name", "meanwhile"),
    [
        ("done", nothing),
        ("codes", nothing),
        ("logo", nothing),
        ("drawer", lambda rig: rig.do("drawer", open=False)),
    ],
)
def test_the_simulator_answers_as_the_transcript_says(name: str, meanwhile: Callable[[Rig], object]) -> None:
    rig = Rig(lambda faults, outlet: EscPosPrinter(faults, outlet, 512))
    (steps,) = read(WIRE / f"{name}.wire")
    sent = expected = heard = b""
    for step in [*steps, Step(0, ">")]:
        if step.kind == ">" and not expected:
            sent += step.sent  # one write, whether it stands on one line or on five
            continue
        if sent:
            heard, sent = heard + rig.host(sent), b""
        match step.kind:
            case ">":
                assert heard == expected, f"before line {step.line}"
                sent, heard, expected = step.sent, b"", b""
            case "<":
                expected += step.sent
            case _:
                meanwhile(rig)
                heard += rig.advance(step.seconds)
    assert (heard, sent) == (b"", b"")
