"""The reference page of the simulators says what the code does."""

from pathlib import Path

import pytest

from devices.sim.escpos import phrases as printer
from devices.sim.fault_words import Phrase
from devices.sim.keys import keypad
from devices.sim.lights import board
from devices.sim.mrzserial import reader
from devices.sim.nexo import phrases as nexo
from devices.sim.nexo.knobs import Knobs as NexoKnobs
from devices.sim.process.front import arguments
from devices.sim.scales import cas, toledo8217
from devices.sim.scales.machine import LIMITS
from devices.sim.scanners import camera, linescan, wedge
from devices.sim.scanners.body import EVENTS as SCAN_EVENTS
from devices.sim.shaping import LINK_PHRASES
from devices.sim.signdemo import device as signer
from devices.sim.zpl import phrases as tags
from devices.sim.zpl.printer import KNOBS
from devices.sim.zvt import phrases as terminal
from devices.sim.zvt.knobs import Knobs

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "simulators.md").read_text(encoding="utf-8")
SCALES = [*toledo8217.PHRASES, *cas.PHRASES]
PHRASES = [
    *LINK_PHRASES,
    *linescan.PHRASES,
    *printer.PHRASES,
    *terminal.PHRASES,
    *nexo.PHRASES,
    *SCALES,
    *board.PHRASES,
    *reader.PHRASES,
    *tags.PHRASES,
    *wedge.PHRASES,
    *keypad.PHRASES,
    *camera.PHRASES,
    *signer.PHRASES,
]
EVENTS = [
    *SCAN_EVENTS,
    *printer.EVENTS,
    *terminal.EVENTS,
    *nexo.EVENTS,
    *toledo8217.EVENTS,
    *board.EVENTS,
    *reader.EVENTS,
    *tags.EVENTS,
    *keypad.EVENTS,
    *signer.EVENTS,
]
DEVICE_KNOBS = [
    *KNOBS,
    *board.KNOBS,
    "parity",
    "mode",
    *reader.KNOBS,
    *wedge.KNOBS,
    *keypad.KNOBS,
    *signer.KNOBS,
    *LIMITS,
]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.words)
def test_every_action_stands_in_the_reference(phrase: Phrase) -> None:
    works = {"NOW": "at once", "ONCE": "once", "STANDING": "standing"}[phrase.lasts.name]
    assert f"| `{phrase.words}` | {works} | {phrase.meaning} |" in PAGE


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_stands_in_the_reference(event: str) -> None:
    assert f"`{event}`" in PAGE


@pytest.mark.parametrize("knob", [*Knobs().shown(), *NexoKnobs().shown(), *DEVICE_KNOBS])
def test_every_knob_stands_in_the_reference(knob: str) -> None:
    assert f"`{knob}`" in PAGE


def test_every_option_stands_in_the_reference() -> None:
    options = [name for action in arguments()._actions for name in action.option_strings]  # noqa: SLF001 - no other way
    assert [name for name in options if name.startswith("--") and name != "--help" and f"`{name}" not in PAGE] == []
