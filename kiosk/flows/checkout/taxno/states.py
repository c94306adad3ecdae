"""Where the asking for a customer's tax number stands."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class TaxNumber:
    """A tax number is typed; the text is the glass's alone. `problem`: why the last one was not taken."""

    sale: Sale
    problem: str = ""
    is_checking: bool = False
