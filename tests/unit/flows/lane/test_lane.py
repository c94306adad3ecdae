"""The lane: opened, paused and closed with leave; a customer under way finishes first, unless they are forced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.effects.lights import pattern_of
from kiosk.flows.base import LANE, Abandoned, BackPressed, DeviceChanged, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.guests import Customer, Gone, Pass
from kiosk.flows.lane import EXAMPLES, MOVES, SCREENS, enter, step, view
from kiosk.flows.lane.events import (
    BackInChosen,
    ForceChosen,
    ForcePressed,
    LaneChosen,
    LaneSet,
    LaneState,
    LaneTold,
    SetLane,
    TellLane,
)
from kiosk.flows.lane.flow import Forcing, Lane, Setting
from kiosk.flows.shell import frame
from kiosk.flows.shell.examples import SITE as SHOP
from kiosk.flows.shell.session import Attract, OutOfService, StartPressed
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from tests.unit.flows.given import Glass, goods

TOM = Person("tom", frozenset({Role.ATTENDANT}))
TECHNICIAN = Person("tess", frozenset({Role.TECHNICIAN}))
ADMIN = Person("ada", frozenset({Role.ADMIN}))
NOBODY = replace(SHOP, customer=Customer("shell/Attract"))
SERVED = replace(SHOP, customer=Customer("checkout/Scanning", id="session-1"))


class Pages:
    """The lane's pages under test."""

    def __init__(self, person: Person | None = TOM, site: Site = NOBODY) -> None:
        self.site, self.draws = site, 0
        self.state: object = enter(person, Stamp(0, 0, 0), site)[0]

    def take(self, *events: Event) -> tuple[Effect, ...]:
        effects: tuple[Effect, ...] = ()
        for event in events:
            assert isinstance(self.state, SCREENS)
            self.draws += 1
            after, effects = step(self.state, event, Stamp(self.draws, 0, self.draws << 12), self.site)
            assert type(after) is type(self.state) or type(after) in MOVES[type(self.state)]
            self.state = after
            if isinstance(after, SCREENS):
                view(after, self.site)
        return effects

    def asked(self, *events: Event) -> AskPermit:
        (effect,) = self.take(*events)
        assert isinstance(effect, AskPermit)
        return effect


def allowed(ask: AskPermit) -> Permitted:
    return Permitted(ask.ask_id, ask.act.value, ask.person.id)


def test_nobody_sets_the_lane_without_a_person_and_idle_ends_each_page() -> None:
    assert Pages(None).state == Gone()
    for state in EXAMPLES.values():
        assert step(state, Abandoned(), Stamp(0, 0, 0), NOBODY)[0] == Gone()


@pytest.mark.parametrize("person", [TOM, TECHNICIAN])
def test_a_lane_is_paused_with_leave_for_so_many_minutes(person: Person) -> None:
    pages = Pages(person)
    assert pages.take(LaneChosen("open"), LaneChosen("what")) == ()
    ask = pages.asked(LaneChosen("paused"), BackInChosen(7), BackInChosen(15), LaneSet())
    assert ask.act is Permission.PAUSE_LANE
    assert pages.take(Permitted("another", "pause-lane", "tom"), BackPressed(), LaneSet()) == ()
    lane, note = pages.take(allowed(ask))
    assert lane == SetLane(ask.ask_id, LaneState.PAUSED, person, 15)
    assert isinstance(note, Record)
    pages.take(LaneTold(LaneState.PAUSED.value, "14:30"))
    assert isinstance(pages.state, Lane)
    assert pages.state.note == "done"
    pages.take(BackPressed())
    gone: object = pages.state
    assert gone == Pass("staff", person)


def test_who_may_not_is_offered_nothing() -> None:
    pages = Pages(ADMIN)
    assert pages.take(LaneChosen("closed")) == ()
    assert isinstance(pages.state, Lane)


def test_what_is_not_permitted_or_fails_changes_nothing() -> None:
    pages = Pages()
    pages.take(NotPermitted(pages.asked(LaneChosen("closed"), LaneSet()).ask_id, "withdrawn"))
    assert isinstance(state := pages.state, Setting)
    assert state.problem == "withdrawn"
    ask = pages.asked(LaneSet())
    pages.take(allowed(ask), EffectFailed("SetLane", ask.ask_id))
    assert isinstance(state := pages.state, Setting)
    assert (state.problem, state.ask_id) == ("failed", "")


def test_a_customer_is_forced_out_with_a_reason_and_two_leaves() -> None:
    pages = Pages(site=SERVED)
    pages.take(LaneChosen("closed"), ForcePressed())
    assert isinstance(pages.state, Forcing)
    assert pages.take(ForceChosen("no reason")) == ()
    lane = pages.asked(ForceChosen("safety"), LaneSet())
    end = pages.take(allowed(lane))
    assert isinstance(end[0], AskPermit)
    assert end[0].act is Permission.END_SESSION
    told, *notes = pages.take(allowed(end[0]))
    assert isinstance(told, SetLane)
    assert told.is_forced
    assert [note.why for note in notes if isinstance(note, Record)] == ["safety", "safety"]


def test_nobody_is_forced_where_nobody_is_money_is_under_way_or_it_is_not_permitted() -> None:
    busy = replace(SHOP, customer=Customer("checkout/Paying", id="session-1", is_busy=True))
    for person, site in ((TOM, NOBODY), (TOM, busy), (TECHNICIAN, SERVED)):
        pages = Pages(person, site)
        pages.take(LaneChosen("closed"), ForcePressed())
        assert isinstance(pages.state, Setting)
    pages = Pages(site=SERVED)
    pages.take(LaneChosen("closed"), ForcePressed(), BackPressed(), BackPressed())
    assert isinstance(pages.state, Lane)


# --- the shell ------------------------------------------------------------------------------------------------------


def test_a_paused_lane_serves_nobody_until_it_is_opened_and_its_light_is_out() -> None:
    glass = Glass()
    glass.take(LaneTold(LaneState.PAUSED.value, "14:30"))
    assert glass.session.screen == OutOfService("LANE.PAUSED", LANE)
    shown = frame(glass.session)
    assert "14:30" in str(shown.view.title)
    assert pattern_of(shown).value == "off"
    glass.take(StartPressed(), Scanned(goods()))
    assert isinstance(glass.session.screen, OutOfService)
    glass.take(LaneTold(LaneState.CLOSED.value))
    assert glass.session.screen == OutOfService("LANE.CLOSED", LANE)
    glass.take(LaneTold(LaneState.OPEN.value))
    assert isinstance(glass.session.screen, Attract)


def test_a_basket_is_finished_first_and_then_the_lane_is_paused() -> None:
    glass = Glass()
    glass.take(Scanned(goods()))
    glass.take(LaneTold(LaneState.PAUSED.value))
    assert isinstance(glass.state, Scanning)
    glass.take(Abandoned())
    assert glass.session.screen == OutOfService("LANE.PAUSED", LANE)


def test_a_forced_customer_is_gone_at_once_and_the_basket_is_kept_by_its_code() -> None:
    glass = Glass()
    glass.take(Scanned(goods()))
    glass.take(LaneTold(LaneState.CLOSED.value, is_forced=True))
    assert glass.session.screen == OutOfService("LANE.CLOSED", LANE)
    assert [own.sale.state.value for own in glass.session.kept] == ["SUSPENDED"]


@pytest.mark.parametrize(("told", "stands"), [("paused", "paused"), ("open", "open"), ("of a later version", "closed")])
def test_the_call_boards_are_told_how_the_lane_stands(told: str, stands: str) -> None:
    assert TellLane(stands) in Glass().take(LaneTold(told))


def test_a_lane_that_opens_waits_for_a_device_that_is_away() -> None:
    glass = Glass()
    glass.take(LaneTold(LaneState.CLOSED.value), DeviceChanged("storage", "FULL", False))
    glass.take(LaneTold(LaneState.OPEN.value))
    assert glass.session.screen == OutOfService("SYS.STORAGE", "storage")
