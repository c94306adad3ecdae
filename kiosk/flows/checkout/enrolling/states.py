"""Where becoming a member stands."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class Enrolling:
    """The one field a member needs is typed; the text is the glass's alone. `problem`: why it was not taken."""

    sale: Sale
    problem: str = ""
    is_asking: bool = False
