"""One of each page of a replacement, for the gallery and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.fitting.events import FitFound, FitPart, FitProof
from kiosk.flows.fitting.flow import Address, Fitted, Found, Proven, Roles, State

_PERSON = Person("sofia", frozenset({Role.TECHNICIAN}))
_PRINTER = FitPart("printer", "escpos", "10.0.0.7:9100", is_usable=False)
_LINE = "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"
_NEW = "10.0.0.9:9100"
_SAME = FitFound(f"escpos+tcp://{_NEW}?profile=tm-t20ii", "escpos", _NEW, _NEW, is_same=True)
_OTHER = FitFound(f"escpos+serial://{_LINE}", "escpos", _LINE, _LINE.rpartition("/")[2], is_same=False)
_FAULT = FitProof(
    answers=True, is_open=True, is_usable=False, state="NEEDS_PERSON", reasons=("MEDIA_EMPTY",), detail="paper end"
)

EXAMPLES: Final[Mapping[str, State]] = {
    "Roles": Roles(
        _PERSON,
        (
            _PRINTER,
            FitPart("scale", "", "", is_usable=False, is_required=True),
            FitPart("scanner", "linescan", _LINE, is_usable=True),
            FitPart("terminal", "zvt", "10.0.0.5:20007", is_usable=True),
        ),
    ),
    "Found": Found(_PERSON, _PRINTER, (_SAME, _OTHER)),
    "Found, none": Found(_PERSON, _PRINTER, ()),
    "Address": Address(_PERSON, _PRINTER, is_wrong=True),
    "Proven": Proven(_PERSON, _PRINTER, _SAME, "ask", _FAULT),
    "Fitted": Fitted(_PERSON, _PRINTER, _SAME, _FAULT, is_done=True),
}
