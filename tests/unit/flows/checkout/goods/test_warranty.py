"""Goods with a warranty: said once when they come in, and named with their serial number on paper and on the phone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.blockers import ITEM_AGE_CHECK, ITEM_WARRANTY
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.terms import Terms
from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.domain.text import text
from kiosk.flows.checkout.events import Beep, MorePressed, Scanned
from kiosk.flows.checkout.shopping.explained import explained_view
from kiosk.flows.checkout.states import Explained, Scanning
from kiosk.papers.digital import receipt_link
from kiosk.papers.document import Pair
from kiosk.papers.receipt import receipt
from kiosk.phrases import phrase
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.flows.given import Checkout, goods
from tests.unit.papers.test_digital import FRAME, KEY, in_dutch, opened

LAMP = replace(goods(3), sku="lamp", terms=Terms(warranty_months=24))


def notice(run: Checkout) -> Blocker | None:
    assert isinstance(run.state, Scanning)
    return run.state.notice


def test_it_is_said_once_beside_the_line_and_keeps_nobody_from_paying() -> None:
    run = Checkout()
    run.take(Scanned(LAMP))
    told = notice(run)
    assert told is not None
    assert (told.code, told.subject) == (ITEM_WARRANTY, ("line", "1"))
    assert (run.effect(Beep).sound, holds(run.sale)) == ("ok", ())
    for event in (Scanned(LAMP), MorePressed(1), Scanned(goods(1))):
        run.take(event)
        assert notice(run) is None


def test_each_piece_with_a_number_of_its_own_is_a_line_and_it_is_still_said_once() -> None:
    run = Checkout()
    for serial, is_told in (("A1", True), ("A2", False)):
        run.take(Scanned(LAMP, facts=LineFacts(serial=serial)))
        assert (notice(run) is not None) is is_told
    assert [line.facts.warranty_months for line in run.sale.lines] == [24, 24]


def test_what_holds_the_payment_is_said_before_it() -> None:
    run = Checkout()
    run.take(Scanned(replace(LAMP, terms=Terms(warranty_months=24, min_age=18))))
    assert notice(run) is None
    assert [hold.code for hold in holds(run.sale)] == [ITEM_AGE_CHECK]


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_names_serial_number_and_months(language: str) -> None:
    run = Checkout()
    run.take(Scanned(LAMP, facts=LineFacts(serial="SN-77")), Scanned(goods(1)))
    paper = receipt(run.sale, PrintJob("j", "d", 1, PaperKind.CUSTOMER, 1, language), "Shop", is_demo=False, utc_ms=1)
    pairs = [(own.left, own.right) for own in paper if isinstance(own, Pair)]
    assert (text("checkout.explained.serial"), "SN-77") in pairs
    months = text("checkout.explained.months", n=24)
    assert pairs.count((text("checkout.explained.warranty"), months)) == 1
    assert phrase(months, Words(language, SiteFormat())).startswith("24 ")


@pytest.mark.parametrize(("facts", "tail"), [(LineFacts(serial="SN-77"), ["SN-77", 24]), (LineFacts(), ["", 24])])
def test_the_phone_gets_them_behind_what_a_line_always_has(facts: LineFacts, tail: list[str | int]) -> None:
    run = Checkout()
    run.take(Scanned(LAMP, facts=facts), Scanned(goods(1)))
    lamp, other = opened(receipt_link(run.sale, FRAME, KEY, in_dutch))["lines"]
    assert lamp[5:] == [0, 0, LAMP.unit.minor, 0, *tail]
    assert len(other) == 5


def test_the_page_of_the_line_names_them() -> None:
    run = Checkout()
    run.take(Scanned(LAMP))
    facts = explained_view(Explained(run.sale, 1)).parts["facts"]
    assert isinstance(facts, tuple)
    assert {"label": text("checkout.explained.warranty"), "value": text("checkout.explained.months", n=24)} in facts
