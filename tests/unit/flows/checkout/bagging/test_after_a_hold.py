"""What held the basket goes out of the bag again, before staff come: the glass waits for nobody any more."""

from __future__ import annotations

from kiosk.domain.goods.blockers import WEIGHT_UNSETTLED
from kiosk.flows.checkout.bagging.events import BagRested
from kiosk.flows.checkout.events import PayPressed, TypePressed
from kiosk.flows.checkout.states import Paying, Scanning, Typing
from tests.unit.flows.checkout.bagging.lanes import MILK, TOLD, lane


def test_a_hold_that_is_settled_at_the_scale_is_told_no_more_and_pay_is_free() -> None:
    run = lane(0, MILK, 1030, 2030, TOLD, 3030, TOLD, PayPressed())
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    assert run.state.notice.code == WEIGHT_UNSETTLED
    run.take(BagRested(9, 1030))
    assert isinstance(run.state, Scanning)
    assert run.state.notice is None
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_on_another_page_nothing_is_told_anyway() -> None:
    run = lane(0, MILK, 1030, 2030, TOLD, 3030, TOLD, TypePressed())
    run.take(BagRested(9, 1030))
    assert isinstance(run.state, Typing)
