"""Reading the usual pass at a glance: every part as the standard prints it, and where the sizes say it stands.

Nothing is put right and nothing is named here. Any other message is left to `reading.py`, which says what differs.
"""

from __future__ import annotations

import re
from typing import Final

from kiosk.formats.bcbp.forms import ISSUE_DATE, LEG_AND_SIZE, PROOF
from kiosk.formats.bcbp.values import (
    REPEATED_ENDS,
    UNIQUE_ENDS,
    BoardingPassMessage,
    Leg,
    RepeatedConditional,
    Security,
    UniqueConditional,
)

_HEAD: Final = re.compile("M([1-4])([ -`{-~]{20})([EL])")
_VERSIONS: Final = {f">{version}": version for version in range(1, 9)}
_SIZES: Final = {f"{size:02X}": size for size in range(256)}
_UNIQUE_SIZES: Final = {f"{size:02X}": size for size in UNIQUE_ENDS}
_REPEATED_SIZES: Final = {f"{size:02X}": size for size in REPEATED_ENDS}
_NOTHING_ONCE: Final = UniqueConditional()
_NOTHING_MORE: Final = RepeatedConditional()


class _NotStraight(Exception):  # no error: the message is only not the usual one
    """Something stands elsewhere, or looks otherwise."""


def straight(body: str, text: str) -> BoardingPassMessage | None:
    """Read a message without deviations from `body`; None when it may have some. `text`: as it was scanned."""
    head = _HEAD.match(body)
    if head is None or not (body.isascii() and body.isprintable()):
        return None
    count, printed, indicator = head.groups()
    name = printed.strip()
    try:
        version, unique, legs, at = _legs(body, head.end(), int(count))
        security = _security(body, at)
    except _NotStraight:
        return None
    return BoardingPassMessage(name, legs, version, unique, security, indicator, (), text) if name else None


def _legs(body: str, at: int, count: int) -> tuple[int | None, UniqueConditional, tuple[Leg, ...], int]:
    """Read the legs, and what stands once within the first; last is where they end."""
    version, unique, legs = None, _NOTHING_ONCE, []
    for number in range(count):
        found = LEG_AND_SIZE.match(body, at)
        if found is None:
            raise _NotStraight
        block, size = found.groups()
        start = found.end()
        at = start + _SIZES[size]
        more = _NOTHING_MORE
        if start < at and number == 0:
            version = _VERSIONS.get(body[start : start + 2])
            once, start = _block(body, start + 2, at, _UNIQUE_SIZES)
            if version is None or (len(once) > 6 and ISSUE_DATE.fullmatch(once, 3, 7) is None):
                raise _NotStraight
            unique = UniqueConditional(once)
        if start < at:
            conditional, start = _block(body, start, at, _REPEATED_SIZES)
            more = RepeatedConditional(conditional)
        legs.append(Leg(block, more, body[start:at]))
    return version, unique, tuple(legs), at


def _block(body: str, at: int, end: int, sizes: dict[str, int]) -> tuple[str, int]:
    """Return a block of a size that ends with a field, and where it ends."""
    size = sizes.get(body[at : at + 2])
    if size is None or at + 2 + size > end:
        raise _NotStraight
    block = body[at + 2 : at + 2 + size]
    if block.upper() != block:
        raise _NotStraight
    return block, at + 2 + size


def _security(body: str, at: int) -> Security | None:
    """Read the proof behind the last leg, with which the message ends; None when it ends without any."""
    if at == len(body) and "^" not in body:
        return None
    found = PROOF.match(body, at)
    if found is None or found.end() + int(found[2], 16) != len(body):
        raise _NotStraight
    return Security(found[1], body[found.end() :])
