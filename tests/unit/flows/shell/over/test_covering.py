"""A guest has the glass over the customer's screen, and the customer finds everything as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.flows import confirm, registry
from kiosk.flows.base import (
    Abandoned,
    Access,
    AccessChosen,
    BackPressed,
    DeviceChanged,
    Effect,
    EffectFailed,
    Event,
    HelpPressed,
    LanguageChosen,
    PersonCalled,
    SheetClosed,
    Site,
    StartTimer,
    StopTimer,
    TimedOut,
    View,
)
from kiosk.flows.checkout.events import CodeTyped, MorePressed, PayPressed, PrintPressed, Scanned, TypePressed
from kiosk.flows.checkout.states import Paying, Scanning
from kiosk.flows.guests import Gone, GoneWith, Guest, Pass, Tell
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.over.covering import ASKED_TIMER
from kiosk.flows.shell.session import Attract, InFlow, OutOfService, Over, ScreenFailed, ServiceLost, StillThere
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.flows.staffed import (
    AskPermit,
    BadgeRead,
    CodeGiven,
    NotPermitted,
    Permitted,
    SecondGiven,
    SecondNamed,
    StaffPressed,
)
from tests.unit.flows.given import Checkout, Glass, goods

SOFIA = Person("sofia", frozenset({Role.SUPERVISOR}))
ASK = AskPermit("ask-1", Permission.DISCOUNT, SOFIA)


@dataclass(frozen=True, slots=True)
class Page:
    """What a guest of these tests holds: everything it was told, and what it knows of the customer."""

    told: tuple[str, ...] = ()
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A guest that answers a few events, each in one way."""

    name: str
    is_for_staff: bool = True

    @property
    def module(self) -> Any:
        entry = Guest(self.name, 1, text("a"), text("b"), "x", is_for_staff=self.is_for_staff)
        return SimpleNamespace(
            ENTRY=entry, MOVES={Page: frozenset()}, SCREENS=(Page,), EXAMPLES={},
            enter=self.enter, step=self.step, view=lambda _state, _site: View(text("a"), timeout_s=120),
        )  # fmt: skip

    def enter(self, person: Person | None, _at: Stamp, site: Site) -> tuple[Page, tuple[Effect, ...]]:
        return Page((person.id if person is not None else "nobody",), site), ()

    def step(self, state: Page, event: Event, _at: Stamp, site: Site) -> tuple[object, tuple[Effect, ...]]:
        known = Page((*state.told, type(event).__name__), site)
        answers: Mapping[type[Event], object] = {
            BackPressed: Gone(),
            PayPressed: Pass("room", SOFIA),
            MorePressed: Tell(MorePressed(1), known),
            Abandoned: Gone(),
        }
        if self.is_for_staff:
            answers = {**answers, EffectFailed: Gone()}
        if isinstance(event, PrintPressed):
            return known, (ASK,)
        if type(event) in answers:
            return answers[type(event)], (StopTimer(self.name),) if isinstance(event, Abandoned) else ()
        wanted = (DeviceChanged, Permitted, NotPermitted, BadgeRead) if self.is_for_staff else (DeviceChanged,)
        return (known if isinstance(event, wanted) else state), ()


@pytest.fixture(autouse=True)
def guests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = dict(registry._found())  # noqa: SLF001  # these guests are found as if they stood in the package
    found.update({name: Made(name).module for name in ("staff", "room")}, help=Made("help", is_for_staff=False).module)
    monkeypatch.setattr(registry, "_found", lambda: found)
    registry.guests.cache_clear()
    yield
    registry.guests.cache_clear()


@pytest.fixture
def shopping() -> Glass:
    """A customer in Dutch with large letters and two goods."""
    run = Checkout().scan()
    base = EXAMPLES["checkout/Scanning"]
    site = replace(base.site, language="nl")
    return Glass(replace(base, screen=InFlow("checkout", run.state), site=site, access=Access(text="150")))


def paying() -> Session:
    base = EXAMPLES["checkout/Paying"]
    assert isinstance(base.screen, InFlow)
    assert isinstance(base.screen.state, Paying)
    return base


def page(session: Session) -> Page:
    assert session.over is not None
    state = session.over.state
    assert isinstance(state, Page)
    return state


# --- faults first ---------------------------------------------------------------------------------------------------


def test_staff_wait_for_the_end_of_a_payment_and_come_in_by_themselves_then() -> None:
    glass = Glass(paying())
    glass.take(StaffPressed())
    assert (glass.session.over, glass.session.is_staff_asked) == (None, True)
    glass.take(StaffPressed())
    assert not glass.took
    glass.session = replace(EXAMPLES["checkout/Scanning"], is_staff_asked=True)
    glass.take(DeviceChanged("scanner", "READY", is_usable=True))
    assert glass.session.over is not None
    assert not glass.session.is_staff_asked


def test_staff_who_asked_during_a_payment_are_forgotten_after_two_minutes() -> None:
    glass = Glass(paying())
    glass.take(StaffPressed(), TimedOut(ASKED_TIMER))
    assert not glass.session.is_staff_asked


def test_a_page_over_the_customers_that_raised_goes_alone(shopping: Glass) -> None:
    before = shopping.session
    shopping.take(StaffPressed(), ScreenFailed())
    assert shopping.session.over is None
    assert shopping.session.sales == before.sales
    assert (shopping.session.site.language, shopping.session.access) == ("nl", Access(text="150"))


def test_when_service_is_lost_under_a_customer_no_guest_hides_it(shopping: Glass) -> None:
    shopping.take(StaffPressed(), ServiceLost("SYS.STORAGE"))
    assert shopping.session.over is None
    assert isinstance(shopping.session.screen, OutOfService)


def test_when_service_is_lost_nobody_waits_on_a_page_for_what_nobody_writes_down_any_more() -> None:
    glass = Glass(replace(EXAMPLES["shell/Attract"], id=""))
    glass.take(StaffPressed(), ServiceLost("SYS.STORAGE"))
    assert glass.session.over is None
    assert isinstance(glass.session.screen, OutOfService)


def test_staff_who_look_after_an_idle_kiosk_stay_when_a_device_goes_away() -> None:
    base = EXAMPLES["shell/Attract"]
    glass = Glass(replace(base, id="", site=replace(base.site, required=("scanner",))))
    glass.take(StaffPressed(), DeviceChanged("scanner", "ABSENT", is_usable=False))
    assert glass.session.over is not None
    assert isinstance(glass.session.screen, OutOfService)


def test_what_nobody_asked_leave_for_opens_no_page_that_asks_for_a_code(shopping: Glass) -> None:
    shopping.take(StaffPressed(), NotPermitted("ask-1", "needs-totp"))
    assert shopping.session.over is not None
    assert shopping.session.over.flow == "staff"


def test_a_refusal_of_another_question_opens_no_page_that_asks_for_a_code(shopping: Glass) -> None:
    shopping.take(StaffPressed(), PrintPressed(), NotPermitted("another", "needs-totp"))
    assert shopping.session.over is not None
    assert shopping.session.over.flow == "staff"


# --- the customer's session beneath -----------------------------------------------------------------------------------


def test_staff_find_the_sites_language_and_look_and_the_customers_come_back(shopping: Glass) -> None:
    before = shopping.session
    shopping.take(StaffPressed())
    shown = frame(shopping.session)
    assert (shown.screen, shown.language, shown.access) == ("staff/Page", "en", Access())
    shopping.take(LanguageChosen("es"), AccessChosen("look", "dark"))
    assert frame(shopping.session).language == "es"
    shopping.take(BackPressed())
    assert shopping.session.over is None
    assert (shopping.session.site, shopping.session.access) == (before.site, before.access)
    assert shopping.session.screen == before.screen


def test_a_guest_knows_what_it_covers(shopping: Glass) -> None:
    shopping.take(StaffPressed())
    site = page(shopping.session).site
    assert site is not None
    assert site.customer is not None
    assert site.customer.screen == "checkout/Scanning"
    assert site.customer.language == "nl"
    assert site.customer.sales == shopping.session.sales
    assert not site.customer.is_busy
    assert shopping.session.site.customer is None  # the session itself keeps nothing of it


def test_what_is_pressed_reaches_the_guest_alone(shopping: Glass) -> None:
    before = shopping.session.sales
    shopping.take(StaffPressed(), Scanned(goods(2)))
    assert not shopping.took
    assert shopping.session.sales == before


def test_devices_reach_the_guest_and_the_session_beneath(shopping: Glass) -> None:
    away = DeviceChanged("printer", "ABSENT", is_usable=False)
    shopping.take(StaffPressed(), away)
    assert page(shopping.session).told[-1] == "DeviceChanged"
    assert shopping.session.site.devices["printer"] == away


def test_the_session_is_told_what_staff_did_and_the_guest_goes_on(shopping: Glass) -> None:
    shopping.take(StaffPressed(), MorePressed(1))
    assert shopping.session.sales[0].lines[0].qty == 2
    assert page(shopping.session).told[-1] == "MorePressed"
    assert shopping.session.site.language == "en"


def test_a_call_for_a_person_goes_out_from_a_guests_page_too(shopping: Glass) -> None:
    shopping.take(HelpPressed(), PersonCalled())
    assert shopping.session.open_call is not None
    assert shopping.session.open_call.step == "checkout/Scanning"
    assert shopping.session.over is not None


# --- help: the customer's own guest -----------------------------------------------------------------------------------


def test_help_keeps_the_customers_language_and_goes_when_the_screen_beneath_becomes_another(shopping: Glass) -> None:
    shopping.take(HelpPressed())
    assert frame(shopping.session).language == "nl"
    shopping.session = replace(paying(), over=shopping.session.over)
    shopping.take(ServiceLost("SYS.STORAGE"))
    assert shopping.session.over is None


def test_a_scan_while_help_is_read_is_the_customers(shopping: Glass) -> None:
    shopping.take(HelpPressed(), Scanned(goods(2)))
    assert len(shopping.session.sales[0].lines) == 3
    assert shopping.session.over is not None


@pytest.mark.parametrize("cover", [StaffPressed(), HelpPressed()])
def test_a_typed_number_is_answered_beneath_whoever_covers_the_customer(shopping: Glass, cover: Event) -> None:
    shopping.take(TypePressed(), CodeTyped("9520000000004"), cover)
    assert shopping.session.over is not None
    shopping.take(Scanned(goods(2), is_typed=True))
    beneath = shopping.session.screen
    assert isinstance(beneath, InFlow)
    assert isinstance(beneath.state, Scanning)
    assert [line.sku for line in beneath.state.sale.lines] == [goods(n).sku for n in range(3)]
    assert (shopping.session.over is not None) is isinstance(cover, StaffPressed)  # help was for the page that is gone


def test_help_over_a_staff_page_gives_the_glass_back_to_it(shopping: Glass) -> None:
    shopping.take(StaffPressed(), HelpPressed())
    assert frame(shopping.session).screen == "help/Page"
    assert frame(shopping.session).language == "en"
    shopping.take(BackPressed())
    assert frame(shopping.session).screen == "staff/Page"


# --- leave for one act ------------------------------------------------------------------------------------------------


def test_a_page_under_help_hears_what_it_waits_for_and_help_stays(shopping: Glass) -> None:
    shopping.take(StaffPressed(), PayPressed(), HelpPressed(), Permitted("ask-1", "discount", "sofia"))
    assert shopping.session.over is not None
    assert shopping.session.over.flow == "help"
    shopping.take(BackPressed())
    assert page(shopping.session).told == ("sofia", "Permitted")


def test_a_page_that_goes_takes_the_help_over_it_along(shopping: Glass) -> None:
    shopping.take(StaffPressed(), HelpPressed(), EffectFailed("LookWho", "look-who"))
    assert shopping.session.over is None


def test_a_code_is_asked_for_over_the_page_and_the_flow_hears_the_end_of_it_only(shopping: Glass) -> None:
    shopping.take(StaffPressed(), PayPressed(), PrintPressed(), NotPermitted("ask-1", "needs-totp"))
    assert frame(shopping.session).screen == "confirm/Code"
    asked = shopping.take(CodeGiven("123456"))
    assert asked[:1] == (replace(ASK, code="123456"),)
    shopping.take(NotPermitted("ask-1", "code-wrong"))
    assert frame(shopping.session).screen == "confirm/Code"
    shopping.take(CodeGiven("654321"), NotPermitted("ask-1", "needs-second"))
    assert frame(shopping.session).screen == "confirm/Second"
    shopping.take(SecondNamed("rui"), SecondGiven("424242"), Permitted("ask-1", "discount", "sofia", "rui"))
    assert page(shopping.session).told == ("sofia", "PrintPressed", "Permitted")


def test_who_goes_back_from_the_code_has_no_leave(shopping: Glass) -> None:
    shopping.take(StaffPressed(), PrintPressed(), NotPermitted("ask-1", "needs-totp"), BackPressed())
    assert page(shopping.session).told[-1] == "NotPermitted"


# --- time -------------------------------------------------------------------------------------------------------------


def test_staff_who_walk_away_are_logged_out_and_the_customers_session_stays(shopping: Glass) -> None:
    before = shopping.session
    shopping.take(StaffPressed(), TimedOut(IDLE_TIMER))
    assert isinstance(shopping.session.sheet, StillThere)
    shopping.take(TimedOut(LEAVE_TIMER))
    assert shopping.session.over is None
    assert shopping.session.screen == before.screen
    assert shopping.session.site == before.site


def test_staff_are_logged_out_as_soon_while_a_customer_waits_for_a_person(shopping: Glass) -> None:
    """Three times the time is the customer's, who waits; of staff it would leave a page open to whoever comes."""
    called = shopping.take(PersonCalled())
    assert StartTimer(IDLE_TIMER, 360) in called
    shopping.take(SheetClosed())
    assert StartTimer(IDLE_TIMER, 120) in shopping.take(StaffPressed())


def test_a_site_may_log_staff_out_sooner(shopping: Glass) -> None:
    shopping.session = replace(shopping.session, site=replace(shopping.session.site, staff_idle_s=45))
    assert StartTimer(IDLE_TIMER, 45) in shopping.take(StaffPressed())


def test_who_is_logged_out_lets_go_of_every_page(shopping: Glass) -> None:
    shopping.take(StaffPressed(), PayPressed(), HelpPressed(), TimedOut(IDLE_TIMER))
    gone = shopping.take(TimedOut(LEAVE_TIMER))
    assert shopping.session.over is None
    assert StopTimer("room") in gone


def test_who_walks_away_from_help_leaves_the_session_too(shopping: Glass) -> None:
    shopping.take(HelpPressed(), TimedOut(IDLE_TIMER), TimedOut(LEAVE_TIMER))
    assert shopping.session.over is None
    assert isinstance(shopping.session.screen, Attract)


def test_a_badge_before_the_reader_brings_the_sign_in_and_is_told_to_it(shopping: Glass) -> None:
    shopping.take(BadgeRead("badge"))
    assert page(shopping.session).told == ("nobody", "BadgeRead")


def test_the_page_that_asks_comes_over_no_menu(shopping: Glass) -> None:
    assert confirm.enter(SOFIA, shopping.clock.stamp(), shopping.session.site)[0] == Gone()
    asked = confirm.step(confirm.Code(ASK), Abandoned(), shopping.clock.stamp(), shopping.session.site)[0]
    assert asked == GoneWith(NotPermitted("ask-1", "withdrawn"))


def test_the_example_of_a_guest_lies_over_a_customer() -> None:
    assert isinstance(EXAMPLES["confirm/Code"].over, Over)
    screen = EXAMPLES["confirm/Code"].screen
    assert isinstance(screen, InFlow)
    assert isinstance(screen.state, Scanning)
