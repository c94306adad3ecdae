"""A payment that a person must judge says what it was asked of: a gift card is looked up elsewhere than a bank's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import pytest

from kiosk.domain.sale import TenderKind
from kiosk.domain.text import text
from kiosk.flows.base import Viewable
from kiosk.flows.day.states import Case
from kiosk.flows.day.view import view
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.day.test_day import case_of, on, unclear


@pytest.mark.parametrize(("kind", "is_named"), [(TenderKind.GIFT, True), (TenderKind.CARD, False)])
def test_the_evidence_names_a_gift_card(kind: TenderKind, is_named: bool) -> None:
    sale = unclear()
    day = case_of(sale.with_tender(replace(sale.tenders[0], kind=kind)))
    rows = cast(tuple[Mapping[str, Viewable], ...], view(on(Case, day), SITE).parts["facts"])
    fact = (text("checkout.means"), text("checkout.gift.label"))
    assert (fact in [(row["name"], row["value"]) for row in rows]) is is_named
