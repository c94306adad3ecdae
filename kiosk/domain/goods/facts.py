"""What is known of a line besides what every line has; most lines have none of it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.text import LocalText

_NO_WORDS = LocalText(())


@dataclass(frozen=True, slots=True)
class Saving:
    """What one promotion takes off a line: `minor` of the currency, for `pieces` of it. `text` names it to people."""

    promotion: str
    minor: int
    pieces: int = 0
    text: LocalText = _NO_WORDS


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Facts of one line. Each default says nothing; a field that is added later needs one, for lines written before.

    `batch` is GS1 AI (10), `expires` AI (17) or (15) as ISO date, `serial` AI (21); `tare_g` what the scale took off;
    `deposit_minor` is contained in the line's total and taxed with it; `savings` are off in the
    total; `category` is the catalogue's, where promotions go by it.
    `min_age`, `max_qty`, `needs_serial`, `is_price_asked` and `warranty_months` are what was asked of the product
    (`goods.terms`) when it came in; `is_age_seen`: staff have seen that the customer is old enough for this line.
    """

    batch: str = ""
    expires: str = ""
    serial: str = ""
    tare_g: int | None = None
    deposit_minor: int = 0
    savings: tuple[Saving, ...] = ()
    category: str = ""
    min_age: int = 0
    max_qty: int = 0
    needs_serial: bool = False
    is_price_asked: bool = False
    is_age_seen: bool = False
    warranty_months: int = 0


PLAIN = LineFacts()
