"""A device is replaced in three touches, and nothing is written before it was asked and leave was given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Place, Site
from kiosk.flows.fitting import EXAMPLES, enter, step, view
from kiosk.flows.fitting.events import (
    DeviceFitted,
    DeviceNotFitted,
    FindDevices,
    FitAddressGiven,
    FitAddressPressed,
    FitAgainPressed,
    FitChosen,
    FitDevice,
    FitFound,
    FitListed,
    FitPart,
    FitPartChosen,
    FitPartsListed,
    FitProof,
    FitProved,
    FitUsePressed,
    ListParts,
    ProveDevice,
)
from kiosk.flows.fitting.flow import FAILED, REFUSED, SIMULATED, Address, Fitted, Found, Proven, Roles, State
from kiosk.flows.guests import Customer, Gone, Pass
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

SITE = Site("Shop", "K1", "EUR", ("en",), "en", Place(LocalText(()), "", "", ""))
RUI = Person("rui", frozenset({Role.TECHNICIAN}))
AT = Stamp(1_790_000_000_000, 5, 77)
LATER = Stamp(1_790_000_001_000, 1005, 78)
PRINTER = FitPart("printer", "escpos", "10.0.0.7:9100", is_usable=False)
SCANNER = FitPart("scanner", "linescan", "/dev/x", is_usable=True)
NEW = FitFound("escpos+tcp://10.0.0.9:9100", "escpos", "10.0.0.9:9100", "", is_same=True)
OTHER = FitFound("escpos+serial:///dev/y", "escpos", "/dev/y", "", is_same=False)
GOOD = FitProof(answers=True, is_open=True, is_usable=True, state="READY")
GONE = FitProof(answers=False, is_open=False, is_usable=False, state="ABSENT")


class Behind:
    """What stands behind the pages: it answers each effect at once, as the backroom would."""

    def __init__(self, proof: FitProof = GOOD) -> None:
        self.proof = proof
        self.taps = 0
        self.done: list[Effect] = []
        entered, effects = enter(RUI, AT, SITE)
        assert isinstance(entered, Roles)
        self.state: State = entered
        self._answer(effects)

    def tap(self, event: Event) -> None:
        self.taps += 1
        self.told(event)

    def told(self, event: Event) -> None:
        stepped, effects = step(self.state, event, AT, SITE)
        assert not isinstance(stepped, Gone | Pass)
        self.state = stepped
        self._answer(effects)

    def _answer(self, effects: tuple[Effect, ...]) -> None:
        self.done += effects
        for effect in effects:
            match effect:
                case ListParts():
                    self.told(FitPartsListed((SCANNER, PRINTER)))
                case FindDevices(part=part):
                    self.told(FitListed(part, (NEW, OTHER)))
                case ProveDevice(ask=ask):
                    self.told(FitProved(ask, self.proof))
                case AskPermit(ask_id=ask_id):
                    self.told(Permitted(ask_id, "replace-device", "rui"))
                case FitDevice(part=part, driver=driver):
                    self.told(DeviceFitted(part, driver))


@pytest.mark.parametrize("n", [0, 1])
def test_the_same_or_another_model_takes_three_touches(n: int) -> None:
    site = Behind()
    site.tap(FitPartChosen("printer"))
    site.tap(FitChosen(n))
    site.tap(FitUsePressed())
    assert site.taps == 3
    assert isinstance(site.state, Fitted)
    assert site.state.is_done
    assert [effect.url for effect in site.done if isinstance(effect, FitDevice)] == [(NEW, OTHER)[n].url]
    recorded = [effect for effect in site.done if isinstance(effect, Record)]
    assert [(own.before, own.subject) for own in recorded] == [("escpos 10.0.0.7:9100", "printer")]


def test_what_does_not_work_stands_first() -> None:
    state = Behind().state
    assert isinstance(state, Roles)
    assert [part.part for part in state.parts or ()] == ["printer", "scanner"]


def test_a_device_whose_line_cannot_be_opened_cannot_be_used() -> None:
    site = Behind(GONE)
    site.tap(FitPartChosen("printer"))
    site.tap(FitChosen(0))
    before = site.state
    site.tap(FitUsePressed())
    assert site.state is before
    assert not any(isinstance(effect, AskPermit | FitDevice) for effect in site.done)
    primary = view(site.state, SITE).primary
    assert primary is not None
    assert not primary.is_enabled


def proven() -> Proven:
    return Proven(RUI, PRINTER, NEW, "ask", GOOD)


def test_nothing_is_written_without_leave() -> None:
    asked, effects = step(proven(), FitUsePressed(), AT, SITE)
    assert isinstance(asked, Proven)
    assert effects == (AskPermit(asked.ask_id, Permission.REPLACE_DEVICE, RUI),)
    assert step(asked, Permitted("other", "replace-device", "rui"), AT, SITE) == (asked, ())
    assert step(asked, FitUsePressed(), AT, SITE) == (asked, ())
    refused, effects = step(asked, NotPermitted(asked.ask_id, "wrong"), AT, SITE)
    assert (refused, effects) == (replace(proven(), why=REFUSED), ())


def test_a_customer_who_came_meanwhile_is_served_first() -> None:
    asked, _ = step(proven(), FitUsePressed(), AT, SITE)
    assert isinstance(asked, Proven)
    there: Site = replace(SITE, customer=Customer("checkout/Scanning", "a session"))
    state, effects = step(asked, Permitted(asked.ask_id, "replace-device", "rui"), AT, there)
    assert (state, effects) == (replace(proven(), why=REFUSED), ())


@pytest.mark.parametrize("why", [FAILED, SIMULATED, "devices.printer = 'x': no such driver"])
def test_settings_that_were_not_written_are_said_to_be_as_they_were(why: str) -> None:
    fitted = Fitted(RUI, PRINTER, NEW, GOOD)
    event = EffectFailed("FitDevice", "printer") if why == FAILED else DeviceNotFitted("printer", why)
    state, _ = step(fitted, event, AT, SITE)
    assert isinstance(state, Proven)
    assert state.why == why
    assert step(fitted, BackPressed(), AT, SITE) == (fitted, ()), "while it is written nobody leaves"


def test_a_late_answer_of_another_device_is_not_taken_for_this_one() -> None:
    asking = Proven(RUI, PRINTER, NEW, "now")
    assert step(asking, FitProved("before", GOOD), AT, SITE) == (asking, ())
    failed, _ = step(asking, EffectFailed("ProveDevice", "now"), AT, SITE)
    assert isinstance(failed, Proven)
    assert failed.proof is not None
    assert not failed.proof.is_open
    again, effects = step(failed, FitAgainPressed(), LATER, SITE)
    assert isinstance(again, Proven)
    assert effects == (ProveDevice(again.ask, "printer", NEW.url),)


@pytest.mark.parametrize("n", [-1, 2, 10**9])
def test_only_what_was_found_can_be_chosen(n: int) -> None:
    found = Found(RUI, PRINTER, (NEW, OTHER))
    assert step(found, FitChosen(n), AT, SITE) == (found, ())
    looking = Found(RUI, PRINTER)
    assert step(looking, FitChosen(0), AT, SITE) == (looking, ())
    assert step(looking, FitListed("scanner", (NEW,)), AT, SITE) == (looking, ())
    assert step(looking, EffectFailed("FindDevices", ""), AT, SITE) == (Found(RUI, PRINTER, ()), ())


@pytest.mark.parametrize(("typed", "is_taken"), [("10.0.0.9", True), ("", False), ("  ", False), ("x" * 10_000, False)])
def test_an_address_can_be_typed(typed: str, *, is_taken: bool) -> None:
    page, _ = step(Found(RUI, PRINTER, ()), FitAddressPressed(), AT, SITE)
    assert page == Address(RUI, PRINTER)
    state, effects = step(Address(RUI, PRINTER), FitAddressGiven(typed), AT, SITE)
    if is_taken:
        assert (state, effects) == (Found(RUI, PRINTER), (FindDevices("printer", typed),))
    else:
        assert (state, effects) == (Address(RUI, PRINTER, is_wrong=True), ())


def test_back_goes_the_way_that_came_and_a_part_that_is_not_there_opens_nothing() -> None:
    assert step(proven(), BackPressed(), AT, SITE) == (Found(RUI, PRINTER), (FindDevices("printer"),))
    assert step(Address(RUI, PRINTER), BackPressed(), AT, SITE) == (Found(RUI, PRINTER), (FindDevices("printer"),))
    assert step(Found(RUI, PRINTER), BackPressed(), AT, SITE) == (Roles(RUI), (ListParts(),))
    assert step(Roles(RUI), BackPressed(), AT, SITE) == (Pass("staff", RUI), ())
    assert step(Fitted(RUI, PRINTER, NEW, GOOD, is_done=True), BackPressed(), AT, SITE) == (Pass("staff", RUI), ())
    roles = Behind().state
    assert step(roles, FitPartChosen("safe"), AT, SITE) == (roles, ())
    assert enter(None, AT, SITE) == (Gone(), ())
    assert step(Roles(RUI), EffectFailed("ListParts", ""), AT, SITE) == (Roles(RUI, ()), ())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("event", [Permitted("?", "x", "y"), FitListed("?", ()), FitProved("?", GOOD)])
def test_what_is_not_meant_for_a_page_leaves_it(name: str, event: Event) -> None:
    assert step(EXAMPLES[name], event, AT, SITE) == (EXAMPLES[name], ())


@pytest.mark.parametrize(
    ("proof", "word"),
    [
        (GOOD, "answers"),
        (GONE, "nobody"),
        (replace(GOOD, answers=False), "quiet"),
        (replace(GOOD, is_usable=False), "fault"),
        (replace(GOOD, answers=False, is_usable=False), "silent"),
    ],
)
def test_what_the_device_told_is_said_in_words(proof: FitProof, word: str) -> None:
    said = view(replace(proven(), proof=proof), SITE).instruction
    assert said is not None
    assert said.key == f"fitting.proven.{word}"
