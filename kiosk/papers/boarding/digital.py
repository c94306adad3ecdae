"""The boarding pass as a link for a phone: the same page, key and form as receipts, `kind` PASS.

The page draws the barcode by itself from `msg`, so that the link stays short. docs/reference/receipt.md names the
members. A pass names its traveller: the link is shown on the glass and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.domain.text import text
from kiosk.papers.boarding.document import BoardingPass, day_of, facts
from kiosk.papers.digital import MOST_CHARACTERS, VERSION, Frame, Signer, address_of, signed
from kiosk.papers.document import Printable

KIND = "PASS"


def pass_link(
    own: BoardingPass, frame: Frame, signer: Signer, say: Callable[[Printable], str], most: int = MOST_CHARACTERS
) -> str:
    """Return the link of a boarding pass; ASCII, at most `most` characters.

    The smaller facts are left out where they do not fit. Raises ValueError where not even the rest fits.
    """
    rows = [*_rows(own, say), *((say(label), say(fact)) for label, fact in facts(own))]
    for count in (len(rows), len(_rows(own, say))):
        link = address_of(frame.site, signed(_members(own, frame, signer.id, rows[:count]), signer))
        if len(link) <= most:
            return link
    raise ValueError(f"a boarding pass of {len(link)} characters; {most} fit")


def _rows(own: BoardingPass, say: Callable[[Printable], str]) -> list[tuple[str, str]]:
    told: tuple[tuple[str, Printable], ...] = (
        ("date", day_of(own)),
        ("gate", own.gate_or_word),
        ("boards", own.boards.clock),
        ("seat", own.seat_or_word),
        ("departs", own.departs.clock),
    )
    return [(say(text(f"paper.pass.{name}")), say(value)) for name, value in told]


def _members(own: BoardingPass, frame: Frame, key_id: str, rows: list[tuple[str, str]]) -> dict[str, Any]:
    members = {
        "v": VERSION,
        "key": key_id,
        "kind": KIND,
        "shop": frame.shop,
        "kiosk": frame.kiosk,
        "at": frame.at,
        "lang": frame.language,
        "name": " + ".join((own.name, *own.infants)),
        "flight": own.flight,
        "from": [own.origin.code, own.origin.city],
        "to": [own.destination.code, own.destination.city],
        "rows": [list(row) for row in rows],
        "msg": own.message,
    }
    return members | {"demo": True} if frame.is_demo else members
