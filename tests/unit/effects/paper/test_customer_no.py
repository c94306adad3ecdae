"""The customer's tax number: checked by the country's digits, told, and printed below the seller's."""

from __future__ import annotations

import pytest

from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.domain.text import text
from kiosk.effects.paper.tax_number import CustomerNumbers
from kiosk.flows.base import Event
from kiosk.flows.checkout.taxno.events import CheckTaxNumber, TaxNumberTold
from kiosk.papers.document import Pair
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts, head
from kiosk.services.fiscal.profiles import countries, profile_of
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
def test_a_wrong_number_is_told_and_says_nothing_of_itself(country: str) -> None:
    desk, sale = Desk(country), Checkout().sale
    for number, problem in ((WRONG[country], "CHECK_DIGIT"), ("1", "LENGTH"), ("*", "LENGTH")):
        assert desk.typed(sale, number) == TaxNumberTold(sale.id, problem, Private(""))


@pytest.mark.parametrize("country", sorted(RIGHT))
def test_a_right_number_is_told_as_it_is_checked_and_an_empty_one_takes_it_back(country: str) -> None:
    desk, sale = Desk(country), Checkout().sale
    told = desk.typed(sale, RIGHT[country].lower())
    assert (told.sale_id, told.problem) == (sale.id, "")
    assert told.number.value.isalnum()
    assert desk.typed(sale, "") == TaxNumberTold(sale.id, "", Private(""))


def test_it_stands_below_the_seller_where_there_is_one() -> None:
    assert head(NOTHING_KNOWN) == []
    own = Pair(text("paper.customer_no"), "123456789")
    assert head(PaperFacts(tax_no="PT1", customer_no="123456789"))[-1] == own
