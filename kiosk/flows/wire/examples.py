"""One of each page of the lines, for the gallery and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.wire.events import DEVICE, HOST, LINE, WireFile, WireLine, WireOf, WirePlayed
from kiosk.flows.wire.flow import Devices, Recording, Replayed, State, Trace

_PERSON = Person("sofia", frozenset({Role.TECHNICIAN}))
_LINES = (
    WireLine(6, "14:03:22.704", DEVICE, "16", "status: ready"),
    WireLine(5, "14:03:22.702", HOST, "10 04 01", "asks for the status"),
    WireLine(4, "14:03:21.130", HOST, '"xxxxxxx xxxxxx" 0A 1B 64 03 1D 56 42 00'),
    WireLine(3, "14:03:21.101", HOST, '1B 40 1B 74 13 1B 61 01 "Xxxxxx Xxxxx" 0A "Xxxxxxxxxx 00" 0A … 412 bytes'),
    WireLine(2, "14:03:20.998", LINE, "opened"),
    WireLine(1, "14:03:20.411", LINE, "lost"),
)
_NAMES = ("printer-20261122-140320.wire", "printer-20261121-091207.wire")
_FILES = (WireFile(_NAMES[0], 4, "22-11-2026 14:03"), WireFile(_NAMES[1], 118, "21-11-2026 09:12"))

EXAMPLES: Final[Mapping[str, State]] = {
    "Devices": Devices(
        _PERSON,
        (
            WireOf("scanner", "linescan", is_open=True, count=48),
            WireOf("scanner-2", "wedge", is_open=False, count=2),
            WireOf("printer", "escpos", is_open=True, count=10_412, recording=_NAMES[0]),
            WireOf("terminal", "zvt", is_open=True, count=351),
        ),
    ),
    "Trace": Trace(_PERSON, "printer", "look", _LINES, 6),
    "Trace, empty": Trace(_PERSON, "scanner-2", "", way="in", is_paused=True),
    "Recording": Recording(_PERSON, "printer", _FILES, _NAMES[0]),
    "Replayed": Replayed(
        _PERSON,
        "printer",
        _NAMES[1],
        WirePlayed(_NAMES[1], "diverged", 17, 24, "line 17, byte 3: expected 04 01, got 04 04", ("STARTING", "READY")),
    ),
}
