"""What the fields of a leg look like: whether a text can be a leg at all, and where it differs from the standard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kiosk.formats.bcbp.layout import DAY
from kiosk.formats.bcbp.values import LEG_WIDTH, SHORTEST_LEG, Deviation

# A text that is no boarding pass fails here: letters of two airports, a carrier, a flight, a day of digits or blank.
_POSSIBLE: Final = re.compile(
    "[ -~]{7}[A-Z]{6}[A-Z0-9]{2}[A-Z0-9 ](?! {5})[A-Z0-9 ]{5}(?:[0-9]{3}|[0-9]{2} |[0-9] {2}| [0-9]{2}| {2}[0-9]| {3})"
    "[ -~]*"
)

_FORMS: Final = (
    (Deviation.PNR_FORM, 7, "[A-Z0-9]{5}[A-Z0-9 ]{2}"),
    (None, 9, "[A-Z]{6}[A-Z0-9]{2}[A-Z0-9 ]"),  # airports and carrier: without them it is no leg
    (Deviation.FLIGHT_FORM, 5, "[0-9]{4}[A-Z ]"),
    (Deviation.DAY_FORM, 3, DAY),
    (Deviation.CABIN_FORM, 1, "[A-Z ]"),
    (Deviation.SEAT_FORM, 4, "(?:[0-9]{3}[A-Z]|[A-Z]{3}[A-Z ]| {4})"),  # INF, GATE and STBY stand for no seat
    (Deviation.SEQUENCE_FORM, 5, "(?:[0-9]{4}[A-Z0-9 ]| {5})"),
    (Deviation.STATUS_FORM, 1, "[A-Z0-9 ]"),
)
_AS_STANDARD: Final = re.compile("".join(form for _, _, form in _FORMS))
LEG_AND_SIZE: Final = re.compile(f"({_AS_STANDARD.pattern})([0-9A-F]{{2}})")
"""A leg as the standard prints it, and the size of its variable part."""
ISSUE_DATE: Final = re.compile(f"[0-9]{DAY}| {{4}}")
PROOF: Final = re.compile(r"\^([ -~])([0-9A-Fa-f]{2})")
"""How a security field begins: the kind of its proof, and its size."""
_PIECES: Final = tuple((deviation, width, re.compile(form)) for deviation, width, form in _FORMS)


def leg_at(text: str, at: int) -> str | None:
    """Return the mandatory fields of the leg that stands at a place, in capitals, as far as they are there.

    None when no leg stands there. Control characters are not taken for a field.
    """
    if is_as_standard(text, at):
        return text[at : at + LEG_WIDTH]
    block = text[at : at + LEG_WIDTH].upper()
    return block if len(block) >= SHORTEST_LEG and _POSSIBLE.fullmatch(block) else None


def is_as_standard(text: str, at: int) -> bool:
    """Whether all mandatory fields of a leg stand at a place, each as the standard prints it."""
    return _AS_STANDARD.match(text, at) is not None


def find_leg(text: str, start: int) -> int | None:
    """Return where the first leg behind a place begins that is as the standard prints it, its size included."""
    found = LEG_AND_SIZE.search(text, start)
    return None if found is None else found.start()


def leg_deviations(block: str) -> Iterator[Deviation]:
    """Yield what of a leg's mandatory fields is not as the standard prints it; fields that are cut off do not count."""
    at = 0
    for deviation, width, form in _PIECES:
        piece = block[at : at + width]
        if deviation is not None and len(piece) == width and not form.fullmatch(piece):
            yield deviation
        at += width
