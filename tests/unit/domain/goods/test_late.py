"""What goes out of a basket after its total was asked for is counted, and what comes back no longer is."""

from __future__ import annotations

from kiosk.domain.goods.extras import with_donation
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.settling.figures import Period, figures
from kiosk.domain.values import replace
from kiosk.flows.checkout.events import FewerPressed, TerminalNotReached, UndoPressed
from kiosk.flows.checkout.states import Scanning
from tests.unit.flows.given import Checkout, goods


def late(sale: Sale) -> tuple[int, int]:
    """Return what was taken out late: pieces, and their worth."""
    return sale.facts.late_pieces, sale.facts.late_minor


def test_before_the_total_a_removal_is_nobodys_business() -> None:
    run = Checkout().scan(0, 1)
    run.take(FewerPressed(1))
    assert late(run.sale) == (0, 0)


def test_after_it_pieces_count_until_they_come_back() -> None:
    run = Checkout().scan(0, 0, 1).intended()
    run.take(TerminalNotReached(run.attempt.id, "away"))
    assert isinstance(run.state, Scanning)
    run.take(FewerPressed(1))
    assert late(run.sale) == (1, 549)
    run.take(FewerPressed(1))
    assert late(run.sale) == (2, 1098)
    run.take(UndoPressed())
    assert late(run.sale) == (1, 549)
    assert isinstance(run.state, Scanning)


def test_what_is_put_back_otherwise_leaves_the_count() -> None:
    run = Checkout().scan(0).intended()
    run.take(TerminalNotReached(run.attempt.id, "away"))
    run.scan(1)
    assert late(run.sale) == (0, 0)


def test_the_day_counts_them_also_of_sales_given_up_and_what_was_rounded_up() -> None:
    run = Checkout().scan(0, 1).intended()
    run.take(TerminalNotReached(run.attempt.id, "away"), FewerPressed(1))
    void = replace(run.sale, state=SaleState.VOID)
    given = with_donation(Checkout().scan(0).sale, replace(goods(4), unit=Money(0, "EUR")), 100)
    day = figures(Period("EUR", 1, 2, 0, 1, ended=(void, replace(given, state=SaleState.FULFILLED))))
    assert (day.late_pieces, day.late_minor) == (1, 549)
    assert (day.donations, day.donated_minor, day.pieces, day.sold_minor) == (1, 51, 1, 600)
