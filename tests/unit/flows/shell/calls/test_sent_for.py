"""A call that nobody pressed for goes when its customer has settled what the basket waited for."""

from __future__ import annotations

from kiosk.domain.calls import How
from kiosk.flows.base import PersonCalled
from kiosk.flows.checkout.events import FewerPressed, PayPressed
from kiosk.flows.shell.calling import CallAccepted, CallEnded, CallWithdrawn, PersonArrived
from tests.unit.flows.shell.calls.test_calling import call_of, ended, held, toast


def test_goods_that_go_off_the_list_take_the_call_along_that_they_sent() -> None:
    glass = held()
    glass.take(FewerPressed(2))
    assert ended(glass) == [How.WITHDRAWN]
    assert toast(glass)[1] != "CallWithdrawn"


def test_also_when_somebody_is_on_the_way_but_not_once_they_stand_here() -> None:
    glass = held()
    glass.take(CallAccepted(call_of(glass).id, "Ana"), FewerPressed(2))
    assert ended(glass) == [How.WITHDRAWN]
    glass = held()
    glass.take(CallAccepted(call_of(glass).id, "Ana"), PersonArrived(call_of(glass).id), FewerPressed(2))
    assert call_of(glass).is_open


def test_a_call_that_the_customer_pressed_for_stays_whatever_goes_off_the_list() -> None:
    glass = held()
    glass.take(CallWithdrawn(), CallEnded(call_of(glass).id, How.UNDONE), PayPressed(), CallWithdrawn())
    glass.take(CallEnded(call_of(glass).id, How.UNDONE), PersonCalled(), FewerPressed(2))
    assert call_of(glass).is_open


def test_what_is_still_on_the_list_keeps_the_call() -> None:
    glass = held()
    glass.take(FewerPressed(1))
    assert call_of(glass).is_open
