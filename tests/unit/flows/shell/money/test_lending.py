"""The glass lent to a payment: the flow that asked goes on when the money is there, or when it is not."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from typing import Any

import pytest

from kiosk.domain.moves import SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows import registry
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    Effect,
    EffectFailed,
    Event,
    ForPayment,
    GuidancePressed,
    Site,
    StartTimer,
    StopTimer,
    TimedOut,
)
from kiosk.flows.checkout.events import (
    DialogueEnded,
    MakeCode,
    NotReleased,
    PrintPaper,
    Released,
    ReleaseGoods,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.paying import RELEASE_S, RELEASE_TIMER
from kiosk.flows.checkout.states import Declined, Ended, GivingBack, Paying
from kiosk.flows.shell import Session, lending
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Attract, InFlow
from tests.unit.flows.given import Glass, goods
from tests.unit.flows.given import without as site_without

LENDER = "lender"
LET_GO = StopTimer("let go")


@dataclass(frozen=True, slots=True)
class Asking:
    """A flow that wants money for a service."""

    sale: Sale


@dataclass(frozen=True, slots=True)
class GoingOn:
    """The same flow, when the payment is over."""

    sale: Sale


class Lending:
    """A flow of two states; any event but leaving asks for money."""

    ENTRY: Any = None

    def step(self, state: Asking, event: Event, at: Stamp, site: Site) -> tuple[object, tuple[Effect, ...]]:
        if isinstance(event, Abandoned):
            return Ended(state.sale), (LET_GO,)
        return ForPayment(state, state.sale), ()

    def settled(self, state: Asking, sale: Sale, at: Stamp, site: Site) -> tuple[GoingOn, tuple[Effect, ...]]:
        assert isinstance(state, Asking)
        assert not site.is_lent
        return GoingOn(sale), ()

    def sales(self, state: Asking | GoingOn) -> tuple[Sale, ...]:
        return (state.sale,)

    def view(self, state: Asking | GoingOn, site: Site) -> Any:
        return registry.flows()["checkout"].view(registry.flows()["checkout"].EXAMPLES["Scanning"], site)


def service() -> Sale:
    own = goods()
    line = Line(
        1, "BAG", "", own.name, own.detail, "", 1, own.unit, own.unit, own.vat_bp, 1, kind=LineKind.SERVICE
    )  # fmt: skip
    return Sale("sale-1", "EUR", "session-1", 0, lines=(line,), next_n=2)


@pytest.fixture
def glass(monkeypatch: pytest.MonkeyPatch) -> Glass:
    known = {**registry.flows(), LENDER: Lending()}
    for module in (registry, lending, *_modules()):
        monkeypatch.setattr(module, "flows", lambda: known)
    return asked(SITE)


def _modules() -> tuple[Any, ...]:
    """Every module of the shell that knows the flows by name."""
    own = (
        importlib.import_module(f"kiosk.flows.shell.{name}") for name in ("boot", "session", "settle", "step", "views")
    )
    return tuple(module for module in own if hasattr(module, "flows"))


def asked(site: Site) -> Glass:
    """A customer whose flow asks for money now."""
    glass = Glass(Session(site, "en", id="session-1", screen=InFlow(LENDER, Asking(service()))))
    glass.take(EffectFailed("any", ""))
    return glass


def paid(glass: Glass) -> Glass:
    """The terminal takes the card, and says its last word."""
    state = glass.state
    assert isinstance(state, Paying)
    attempt = state.sale.attempts[-1]

    result = Result(True, attempt.amount, 12, "1", "A1", "T1", "Demo", "4471", "00")
    glass.take(
        TerminalConnected(attempt.id, "T1", 11),
        TerminalAnswered(attempt.id, result),
        DialogueEnded(attempt.id, "completed", "text"),
    )
    return glass


def effects_of(glass: Glass, kind: type[Effect]) -> list[Effect]:
    return [effect for effect in glass.effects if isinstance(effect, kind)]


def test_the_checkout_takes_the_money_and_the_flow_goes_on_with_what_is_paid_and_carried_out(glass: Glass) -> None:
    assert glass.session.lender == InFlow(LENDER, Asking(service()))
    paid(glass)
    (release,) = effects_of(glass, ReleaseGoods)
    assert release == ReleaseGoods("sale-1", is_service=True)
    glass.take(Released("sale-1"))
    assert isinstance(glass.state, GoingOn)
    assert glass.state.sale.state is SaleState.FULFILLED
    assert glass.session.lender is None
    assert not effects_of(glass, MakeCode)
    assert not effects_of(glass, PrintPaper)


def test_a_site_that_prints_every_receipt_prints_none_of_a_payment_it_lent_the_glass_to(glass: Glass) -> None:
    glass.session = replace(glass.session, site=replace(glass.session.site, receipt="print"))
    paid(glass).take(Released("sale-1"))
    assert isinstance(glass.state, GoingOn)
    assert not effects_of(glass, PrintPaper)


def test_who_goes_back_from_a_declined_card_is_where_they_came_from_and_has_paid_nothing(glass: Glass) -> None:
    state = glass.state
    assert isinstance(state, Paying)
    attempt = state.sale.attempts[-1]

    glass.take(
        TerminalConnected(attempt.id, "T1", 11),
        TerminalAnswered(attempt.id, Result(False, None, 12, refusal="card")),
        DialogueEnded(attempt.id, "completed"),
    )
    assert isinstance(glass.state, Declined)
    glass.take(BackPressed())
    assert isinstance(glass.state, GoingOn)
    assert glass.state.sale.state is SaleState.OPEN


def test_without_a_terminal_the_flow_goes_on_unpaid_at_once(glass: Glass) -> None:
    own = asked(site_without("terminal"))
    assert isinstance(own.state, GoingOn)
    assert own.state.sale.state is SaleState.OPEN
    assert not own.state.sale.attempts


def test_what_cannot_be_carried_out_goes_back_before_the_flow_goes_on(glass: Glass) -> None:
    paid(glass).take(NotReleased("sale-1", "closed"))
    assert isinstance(glass.state, GivingBack)
    assert glass.session.lender is not None


def test_what_nobody_confirms_keeps_its_money_and_is_asked_for_again_until_somebody_says_so(glass: Glass) -> None:
    paid(glass).take(EffectFailed("ReleaseGoods", "sale-1"))
    state = glass.state
    assert isinstance(state, Paying)
    assert state.notice is not None
    assert state.notice.code == "CKIN.SILENT"
    assert StartTimer(RELEASE_TIMER, RELEASE_S) in glass.effects
    assert not glass.take(EffectFailed("ReleaseGoods", "another"))
    glass.take(TimedOut(RELEASE_TIMER))
    assert effects_of(glass, ReleaseGoods) == [ReleaseGoods("sale-1", is_service=True)]
    assert state.sale.confirmed.minor == state.sale.total.minor
    glass.take(NotReleased("sale-1", "unknown"))
    assert isinstance(glass.state, GivingBack)


def test_a_word_about_goods_before_they_are_paid_asks_for_nothing(glass: Glass) -> None:
    for event in (EffectFailed("ReleaseGoods", "sale-1"), TimedOut(RELEASE_TIMER)):
        assert not effects_of(glass, ReleaseGoods)
        glass.take(event)
        assert not effects_of(glass, ReleaseGoods)


def test_who_cancels_at_the_payment_ends_both_and_the_flow_lets_go_of_what_it_holds(glass: Glass) -> None:
    state = glass.state
    assert isinstance(state, Paying)
    attempt = state.sale.attempts[-1]

    glass.take(
        TerminalConnected(attempt.id, "T1", 11),
        TerminalAnswered(attempt.id, Result(False, None, 12, refusal="card")),
        DialogueEnded(attempt.id, "completed"),
        CancelConfirmed(),
    )
    assert isinstance(glass.session.screen, Attract)
    assert glass.session.lender is None
    assert LET_GO in glass.effects


def test_a_sheet_over_the_payment_changes_nothing_of_it(glass: Glass) -> None:
    lent = glass.session.lender
    glass.take(GuidancePressed())
    assert glass.session.lender is lent


def test_a_flow_that_cannot_be_told_of_the_end_of_a_payment_may_not_lend_the_glass() -> None:
    with pytest.raises(TypeError, match="checkout lends the glass and has no `settled`"):
        registry.lender("checkout")
