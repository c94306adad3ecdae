"""Days with staff (T4): they come between no payment, change by leave only, and stay no longer than they are there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Rule
from kiosk.flows.base import BackPressed, TimedOut
from kiosk.flows.lane.events import LaneTold
from kiosk.flows.registry import guests
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.session import InFlow
from kiosk.flows.staffed import Permitted, SignedIn, StaffPressed
from kiosk.people.audit import Audited
from tests.faults.simulate.__main__ import days_with_staff
from tests.faults.simulate.report import Report
from tests.faults.simulate.rules import Broken
from tests.faults.simulate.staff.backroom import TWO
from tests.faults.simulate.staff.faults import FAULTS
from tests.faults.simulate.staff.rules import StaffRules, of_customer
from tests.faults.simulate.world import STAFF_SEEDS, World
from tests.unit.flows.given import Checkout, Glass

DAYS = 60
ANSWERED = ("help", "staff", "assist", "lane", "day", "maintenance")
NOT_HERE = {"staff/First", "staff/Secret", "staff/Prove"}  # everybody is enrolled on these days


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The product warns of every fault; what must not happen breaks the day and needs no log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_days_with_staff_break_no_rule_and_meet_every_page_they_work_on(part: int) -> None:
    report = Report().add(days_with_staff(DAYS // 3, 1 + part))
    assert report.failed == [], "\n".join(report.lines(0))
    assert report.stray_moves == []
    assert report.visits > report.sessions / 2
    assert report.changes > 10
    never = set(FAULTS) - {fault for (_, fault), count in report.struck.items() if count}
    assert never == set()
    met = {screen for move in report.moves for screen in move}
    pages = {f"{name}/{own.__name__}" for name in ANSWERED for own in guests()[name].SCREENS}
    assert len(pages - NOT_HERE - met) <= 4, pages - NOT_HERE - met


@pytest.mark.slow
def test_days_with_staff_and_without_a_fault_still_sell() -> None:
    for seed in range(STAFF_SEEDS, STAFF_SEEDS + 5):
        day = World(seed, is_clean=True).run()
        assert day.breach == "", seed
        assert day.boots == 1
        assert day.visits > 0


def test_a_day_with_staff_is_the_same_again() -> None:
    seeds = range(STAFF_SEEDS + 20, STAFF_SEEDS + 22)
    once = [World(seed).run().trace for seed in seeds]
    assert [World(seed).run().trace for seed in seeds] == once
    assert len(set(once)) == len(seeds)


# --- the rules themselves ---------------------------------------------------------------------------------------------


def _working() -> tuple[StaffRules, Glass]:
    """Staff at a customer with two goods, as the day saw it."""
    base = EXAMPLES["checkout/Scanning"]
    glass = Glass(replace(base, screen=InFlow("checkout", Checkout().scan().state)))
    glass.take(StaffPressed())
    rules = StaffRules(Rule())
    _seen(rules, glass.session)
    return rules, glass


def _seen(rules: StaffRules, session: Session, now_s: float = 0.0) -> None:
    rules.show(frame(session), session, now_s)


def test_staff_over_a_payment_are_told() -> None:
    paying = EXAMPLES["checkout/Paying"]
    _rules, glass = _working()
    with pytest.raises(Broken, match="staff: on the glass while money"):
        _seen(StaffRules(Rule()), replace(paying, over=glass.session.over))


def test_staff_who_stay_logged_in_are_told() -> None:
    rules, _glass = _working()
    rules.look(60.0)
    with pytest.raises(Broken, match="staff: still logged in"):
        rules.look(1000.0)


def test_a_sale_that_changes_while_staff_look_is_told() -> None:
    rules, glass = _working()
    (sale,) = of_customer(glass.session)
    changed = replace(sale, lines=sale.lines[:1])
    with pytest.raises(Broken, match="staff: a sale changed by BackPressed"):
        rules.kept(BackPressed(), {sale.id: sale}, (changed,))
    rules.kept(TimedOut("x"), {sale.id: sale}, (sale,))


def test_a_change_by_leave_that_is_never_recorded_is_told() -> None:
    rules, glass = _working()
    (sale,) = of_customer(glass.session)
    rules.kept(SignedIn("ann", ("attendant",)), {}, ())
    rules.kept(Permitted("ask", "void-line", "ann"), {sale.id: sale}, (replace(sale, lines=()),))
    with pytest.raises(Broken, match="never recorded: void-line"):
        rules.audit((), {})
    rules.kept(Audited(who="ann", act="void-line"), {}, ())
    rules.audit((), {})


def test_leave_that_nobody_could_give_and_records_without_leave_are_told() -> None:
    rules, _glass = _working()
    with pytest.raises(Broken, match="nobody gave leave"):
        rules.kept(Audited(who="ann", act="void-line"), {}, ())
    with pytest.raises(Broken, match="no role of theirs"):
        rules.kept(Permitted("ask", "refund-last-sale", "ann"), {}, ())
    with pytest.raises(Broken, match="not signed in"):
        rules.kept(Permitted("ask", "void-line", "ann"), {}, ())
    with pytest.raises(Broken, match="the lane without leave"):
        rules.lane(LaneTold("closed"))


@pytest.mark.parametrize("second", ["", "sue", "tom"])
def test_an_act_of_two_persons_that_one_did_is_told(second: str) -> None:
    rules = StaffRules(TWO)
    rules.kept(SignedIn("sue", ("supervisor",)), {}, ())
    with pytest.raises(Broken, match="two persons are wanted"):
        rules.kept(Permitted("ask", "discount", "sue", second), {}, ())
