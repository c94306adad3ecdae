"""A kiosk without a device that it must have serves nobody, says so, and comes back by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.blockers import DEV_REQUIRED_AWAY, SYS_STORAGE
from kiosk.domain.text import text
from kiosk.flows.base import (
    BackPressed,
    CancelConfirmed,
    CancelPressed,
    DeviceChanged,
    HelpPressed,
    LanguageChosen,
    PersonCalled,
)
from kiosk.flows.checkout.events import PayPressed, Scanned
from kiosk.flows.shell import Session, frame
from kiosk.flows.shell.examples import EXAMPLES, SESSION
from kiosk.flows.shell.session import (
    Attract,
    Home,
    InFlow,
    Language,
    OutOfService,
    ServiceLost,
    Started,
    Starting,
    StartPressed,
)
from tests.unit.flows.given import Glass, goods

SCALE = ("scale",)
AWAY, BACK = DeviceChanged("scale", "ABSENT", False), DeviceChanged("scale", "READY", True)
WAITING = OutOfService(DEV_REQUIRED_AWAY, "scale")


def with_scale(session: Session, *, is_there: bool = True, required: tuple[str, ...] = SCALE) -> Session:
    devices = {**session.site.devices, "scale": BACK if is_there else AWAY}
    return replace(session, sheet=None, site=replace(session.site, devices=devices, required=required))


@pytest.mark.parametrize("screen", [Attract(), Language(), Home()])
def test_a_required_device_that_goes_takes_the_kiosk_out_of_service_and_brings_it_back(screen: Attract) -> None:
    glass = Glass(replace(with_scale(SESSION), id="s", screen=screen))
    glass.take(AWAY)
    assert glass.state == WAITING
    assert glass.session.id == ""
    for event in (StartPressed(), Scanned(goods()), PayPressed(), CancelPressed(), Started()):
        glass.take(event)
        assert glass.state == WAITING
    glass.take(BACK)
    assert isinstance(glass.state, Attract)


def test_the_screen_says_what_happened_and_names_the_device_for_staff() -> None:
    glass = Glass(replace(with_scale(SESSION), screen=Attract()))
    glass.take(AWAY)
    parts = frame(glass.session).view.parts
    assert parts["code"] == "DEV.REQUIRED_AWAY scale"
    assert parts["what_happened"] == text("blocker.DEV.REQUIRED_AWAY.what")


def test_an_optional_device_that_goes_takes_nothing_out_of_service() -> None:
    glass = Glass(replace(with_scale(SESSION, required=()), screen=Attract()))
    glass.take(AWAY)
    assert isinstance(glass.state, Attract)


def test_a_device_that_never_said_a_word_is_away() -> None:
    glass = Glass(replace(SESSION, screen=Starting(), site=replace(SESSION.site, required=("tags",))))
    glass.take(Started())
    assert glass.state == OutOfService(DEV_REQUIRED_AWAY, "tags")


def test_of_two_that_are_away_the_other_is_named_when_the_first_is_back() -> None:
    glass = Glass(replace(with_scale(SESSION, required=("scale", "lights")), screen=Attract()))
    glass.take(AWAY)
    glass.take(BACK)
    assert glass.state == OutOfService(DEV_REQUIRED_AWAY, "lights")
    glass.take(DeviceChanged("lights", "READY", True))
    assert isinstance(glass.state, Attract)


def test_a_customer_in_a_flow_finishes_it_and_the_next_one_is_not_served() -> None:
    glass = Glass(with_scale(EXAMPLES["checkout/Scanning"]))
    glass.take(AWAY)
    assert glass.session.sales == EXAMPLES["checkout/Scanning"].sales
    glass.take(CancelConfirmed())
    assert glass.session.screen == WAITING


def test_a_fault_of_the_kiosk_itself_is_not_healed_by_a_device() -> None:
    glass = Glass(replace(with_scale(SESSION), screen=Attract()))
    glass.take(AWAY)
    glass.take(ServiceLost(SYS_STORAGE))
    assert glass.state == OutOfService(SYS_STORAGE)
    glass.take(BACK)
    assert glass.state == OutOfService(SYS_STORAGE)


def test_a_person_and_another_language_are_to_be_had_meanwhile_and_neither_is_left_for_the_next() -> None:
    glass = Glass(replace(with_scale(SESSION), screen=Attract()))
    glass.take(AWAY)
    glass.take(LanguageChosen("es"))
    glass.take(PersonCalled())
    assert glass.session.call is not None
    glass.take(HelpPressed(), BackPressed())
    assert glass.session.site.language == "es"
    glass.take(BACK)
    assert glass.session.site.language == glass.session.home_language
    assert not isinstance(glass.session.screen, InFlow)
