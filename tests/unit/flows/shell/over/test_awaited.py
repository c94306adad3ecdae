"""Staff who wait for the end of a payment are told so on the customer's glass, which is else as it was."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.text import text
from kiosk.flows.base import DeviceChanged, TimedOut
from kiosk.flows.shell import frame
from kiosk.flows.shell.over.covering import ASKED_TIMER
from kiosk.flows.staffed import StaffPressed
from tests.unit.flows.given import Glass
from tests.unit.flows.shell.over.test_covering import paying


def test_staff_who_wait_are_told_so_and_nothing_else_of_the_customers_glass_changes() -> None:
    glass = Glass(paying())
    before = frame(glass.session)
    glass.take(StaffPressed())
    told = frame(glass.session)
    assert told.strip.awaited == text("staff.awaited")
    assert replace(told, strip=replace(told.strip, awaited=None)) == before
    glass.take(TimedOut(ASKED_TIMER))
    assert frame(glass.session) == before


def test_what_the_payment_goes_on_with_lets_nobody_in() -> None:
    glass = Glass(paying())
    glass.take(StaffPressed(), DeviceChanged("scanner", "ABSENT", is_usable=False))
    assert glass.session.over is None
    assert glass.session.is_staff_asked
