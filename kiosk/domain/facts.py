"""What is known of a line besides what every line has; most lines have none of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saving:
    """What one promotion takes off a line: `minor` of the currency, for `pieces` of it. `text` names it on paper."""

    promotion: str
    minor: int
    pieces: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Facts of one line. Each default says nothing; a field that is added later needs one, for lines written before.

    `batch` is GS1 AI (10), `expires` AI (17) or (15) as ISO date, `serial` AI (21); `tare_g` what the scale took off;
    `deposit_minor` is contained in the line's total and taxed with it; `savings` are off in the total.
    """

    batch: str = ""
    expires: str = ""
    serial: str = ""
    tare_g: int | None = None
    deposit_minor: int = 0
    savings: tuple[Saving, ...] = ()


PLAIN = LineFacts()
