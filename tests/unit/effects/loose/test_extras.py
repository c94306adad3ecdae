"""The bag and the good cause are asked of the catalogue at the moment they are offered."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kiosk.effects.loose.extras import Extras
from kiosk.flows.base import Event
from kiosk.flows.checkout.extras.events import ExtrasFound, FindExtras
from tests.unit.flows.given import goods


@dataclass
class Named:
    """What a site offers."""

    carrier_bag: str = ""
    good_cause: str = ""
    currency: str = "EUR"


class Shelf:
    """A catalogue of two articles."""

    def find(self, code: str) -> object:
        """Find one of them."""
        return {"bag": goods(1), "cause": goods(2)}.get(code)


@pytest.mark.parametrize(
    ("site", "found"),
    [
        (Named("bag", "cause"), (goods(1), goods(2), 100)),
        (Named("bag"), (goods(1), None, 0)),
        (Named("", "cause", "KWD"), (None, goods(2), 1000)),
        (Named("bag", "cause", "JPY"), (goods(1), goods(2), 0)),
        (Named("gone", "gone"), (None, None, 0)),
    ],
)
def test_what_the_catalogue_has_is_told_with_what_totals_are_rounded_to(
    site: Named, found: tuple[object, object, int]
) -> None:
    told: list[Event] = []
    performer = Extras(Shelf(), told.append, site)  # type: ignore[arg-type]  # a shelf of this test
    performer.table()[FindExtras](FindExtras("s"))
    assert told == [ExtrasFound("s", *found)]  # type: ignore[arg-type]  # goods or none
