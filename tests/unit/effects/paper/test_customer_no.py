"""The customer's tax number: checked by the country's digits, held for one sale, and printed on its receipt alone."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.configuring.fiscal import FiscalSettings
from kiosk.domain.private import Private
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.text import text
from kiosk.effects.paper.tax_number import CustomerNumbers
from kiosk.flows.base import Event
from kiosk.flows.checkout.taxno.events import CheckTaxNumber, ForgetTaxNumber, TaxNumberTold
from kiosk.papers.document import Pair
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts, head
from kiosk.services.fiscal.profiles import countries, profile_of
from kiosk.wiring.receipts import Paperwork
from tests.unit.flows.given import Checkout

RIGHT = {"PT": "123456789", "ES": "12345678Z", "BR": "111.444.777-35"}
WRONG = {"PT": "123456788", "ES": "12345678A", "BR": "11144477734"}


class Desk:
    """What holds the numbers of a country, and what it answered."""

    def __init__(self, country: str) -> None:
        self.posted: list[Event] = []
        self.numbers = CustomerNumbers(country, self.posted.append)

    def typed(self, sale: Sale, number: str) -> TaxNumberTold:
        effect = CheckTaxNumber(sale.id, Private(number))
        self.numbers.table()[CheckTaxNumber](effect)
        told = self.posted[-1]
        assert isinstance(told, TaxNumberTold)
        return told


def test_only_countries_whose_digits_are_known_ask() -> None:
    asking = {own for own in countries() if profile_of(own).customer_no is not None}
    assert asking == set(RIGHT)


@pytest.mark.parametrize("country", sorted(RIGHT))
def test_a_wrong_number_is_told_and_changes_nothing(country: str) -> None:
    desk, sale = Desk(country), Checkout().sale
    for number, problem in ((WRONG[country], "CHECK_DIGIT"), ("1", "LENGTH"), ("*", "LENGTH")):
        assert desk.typed(sale, number) == TaxNumberTold(sale.id, problem, Private(""))
        assert desk.numbers.of(sale) == ""
    desk.typed(sale, RIGHT[country])
    held = desk.numbers.of(sale)
    desk.typed(sale, WRONG[country])
    assert desk.numbers.of(sale) == held != ""


@pytest.mark.parametrize("country", sorted(RIGHT))
def test_a_right_number_is_held_as_it_is_checked_for_its_own_sale(country: str) -> None:
    desk, sale, other = Desk(country), Checkout().sale, Checkout().sale
    told = desk.typed(sale, RIGHT[country].lower())
    assert told == TaxNumberTold(sale.id, "", Private(desk.numbers.of(sale)))
    assert desk.numbers.of(sale).isalnum()
    assert desk.numbers.of(other) == ""


def test_a_number_is_forgotten_with_its_sale_and_not_with_another() -> None:
    desk, sale, other = Desk("PT"), Checkout().sale, Checkout().sale
    desk.typed(sale, RIGHT["PT"])
    forget = desk.numbers.table()[ForgetTaxNumber]
    forget(ForgetTaxNumber(other.id))
    assert desk.numbers.of(sale) == RIGHT["PT"]
    forget(ForgetTaxNumber(sale.id))
    assert desk.numbers.of(sale) == ""


def test_it_stands_below_the_seller_where_there_is_one() -> None:
    assert head(NOTHING_KNOWN) == []
    own = Pair(text("paper.customer_no"), "123456789")
    assert head(PaperFacts(tax_no="PT1", customer_no="123456789"))[-1] == own


def test_the_receipt_of_the_sale_carries_it_and_that_of_money_back_does_not() -> None:
    async def no_number(_read: object) -> None:
        return None

    desk, sale = Desk("PT"), Checkout().sale
    desk.typed(sale, RIGHT["PT"])
    work = Paperwork(FiscalSettings(), no_number, None, None, desk.numbers)  # type: ignore[arg-type]  # reads nothing
    assert set(work.table()) == {CheckTaxNumber, ForgetTaxNumber}
    printed = {
        kind: asyncio.run(work.of(sale, PrintJob("j", "d", 1, kind, 1, "en", "a"))).customer_no
        for kind in (PaperKind.CUSTOMER, PaperKind.REFUND, PaperKind.SLIP)
    }
    assert printed == {PaperKind.CUSTOMER: RIGHT["PT"], PaperKind.REFUND: "", PaperKind.SLIP: ""}
