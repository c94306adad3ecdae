"""What tests of flows begin with: a checkout or a whole session, stepped event by event on a clock of its own."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TypeVar

from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import DeviceChanged, Effect, Event, Site, TimedOut
from kiosk.flows.checkout import begin, sales, step
from kiosk.flows.checkout.events import (
    AskLastPayment,
    DialogueEnded,
    LastPaymentTold,
    PayPressed,
    Released,
    Scanned,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.examples import product
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.states import Paying, PaymentUnclear, State
from kiosk.flows.shell import Session
from kiosk.flows.shell import step as shell_step
from kiosk.flows.shell.examples import DEVICES, SITE
from kiosk.flows.shell.session import Started

T0_MS = 1_790_000_000_000
KINDS = TypeVar("KINDS", bound=object)


DRAWS = itertools.count(1)  # no two events of a test run share an id


class Clock:
    """Stamps in order; each has a draw of its own."""

    def __init__(self) -> None:
        self.ms = 0

    def stamp(self) -> Stamp:
        """Return the time now."""
        return Stamp(T0_MS + self.ms, 50_000 + self.ms, next(DRAWS) * 1000 + (7 << 66))


def without(*devices: str, site: Site = SITE) -> Site:
    """Return the site with devices that are gone."""
    gone = {name: DeviceChanged(name, "ABSENT", False) for name in devices}
    return replace(site, devices={**DEVICES, **gone})


def goods(index: int = 0, *, minor: int | None = None) -> Product:
    """Return an invented product."""
    own = product(index)
    return own if minor is None else replace(own, sku=f"own-{minor}", unit=Money(minor, "EUR"))


class Checkout:
    """A checkout under test. `took` is False when the last event was not taken."""

    def __init__(self, state: State | None = None, *, site: Site = SITE) -> None:
        self.clock = Clock()
        self.site = site
        self.effects: tuple[Effect, ...] = ()
        self.took = True
        begun = begin(None, self.clock.stamp(), site, "session-1")
        assert begun is not None
        self.state: State = state if state is not None else begun[0]

    def take(self, *events: Event, after_s: float = 0) -> tuple[Effect, ...]:
        """Take events, the first `after_s` seconds from now; return the effects of the last."""
        self.clock.ms += round(after_s * 1000)
        for event in events:
            was = self.state
            self.state, self.effects = step(was, event, self.clock.stamp(), self.site)
            self.took = self.state is not was or bool(self.effects)
        return self.effects

    def scan(self, *indexes: int) -> Checkout:
        """Scan goods."""
        for index in indexes or (0, 1):
            self.take(Scanned(goods(index)))
        return self

    @property
    def sale(self) -> Sale:
        """The sale it holds."""
        return sales(self.state)[0]

    @property
    def attempt(self) -> Attempt:
        """The newest attempt."""
        last = self.sale.last_attempt
        assert last is not None
        return last

    def effect(self, kind: type[KINDS]) -> KINDS:
        """Return the one effect of a kind among the last effects."""
        found = [effect for effect in self.effects if isinstance(effect, kind)]
        assert len(found) == 1, self.effects
        return found[0]

    # --- a payment, stage by stage --------------------------------------------------------------------------------

    def intended(self) -> Checkout:
        """Scan and press pay: W1."""
        if not self.sale.lines:
            self.scan()
        self.take(PayPressed())
        return self

    def sent(self, prior: int | None = 11) -> Checkout:
        """Go on to where the request has left: W2."""
        self.intended()
        self.take(TerminalConnected(self.attempt.id, "T1", prior))
        return self

    def result(self, *, is_approved: bool = True, number: int | None = 12) -> Result:
        """Return what the terminal says of the newest attempt."""
        refusal = "" if is_approved else "card"
        amount = self.attempt.amount
        return Result(
            is_approved, amount, number, "1", "A1", "T1", "Demo", "4471", "00" if is_approved else "05", refusal
        )

    def answered(self, *, is_approved: bool = True) -> Checkout:
        """Go on to the terminal's answer: W3."""
        self.sent()
        self.take(TerminalAnswered(self.attempt.id, self.result(is_approved=is_approved)))
        return self

    def declined(self) -> Checkout:
        """Go on to a card that was declined."""
        self.answered(is_approved=False)
        self.take(DialogueEnded(self.attempt.id, "completed"))
        return self

    def paid(self) -> Checkout:
        """Go on to the terminal's last word: W4."""
        self.answered()
        self.take(DialogueEnded(self.attempt.id, "completed", "the terminal's text"))
        return self

    def receipt(self) -> Checkout:
        """Go on to the question for a receipt."""
        self.paid()
        self.take(Released(self.sale.id))
        return self

    def unclear(self) -> Checkout:
        """Go on to a payment whose answer was lost."""
        self.sent()
        self.take(DialogueEnded(self.attempt.id, "unknown"))
        assert isinstance(self.state, PaymentUnclear)
        assert self.attempt.state is AttemptState.UNKNOWN
        return self

    def told(
        self, result: Result | None, *, after_s: float, is_idle: bool = True, text: str = ""
    ) -> tuple[Effect, ...]:
        """Ask, `after_s` from now, and take the terminal's answer."""
        of = self.attempt.id
        self.take(TimedOut(ASK_TIMER), after_s=after_s)
        if isinstance(self.state, Paying | PaymentUnclear):
            self.effect(AskLastPayment)
        return self.take(LastPaymentTold(of, result, is_idle, text))


class Glass:
    """A whole session under test."""

    def __init__(self, session: Session | None = None, *, site: Site = SITE, sales: tuple[Sale, ...] = ()) -> None:
        self.clock = Clock()
        self.effects: tuple[Effect, ...] = ()
        self.took = True
        self.session = session if session is not None else Session(site, site.language)
        if session is None:
            self.take(Started(sales))

    def take(self, *events: Event, after_s: float = 0) -> tuple[Effect, ...]:
        """Take events; return the effects of the last."""
        self.clock.ms += round(after_s * 1000)
        for event in events:
            was = self.session
            self.session, self.effects = shell_step(was, event, self.clock.stamp())
            self.took = self.session is not was or bool(self.effects)
        return self.effects

    @property
    def state(self) -> object:
        """What owns the glass: the flow's state, or the shell's screen."""
        return getattr(self.session.screen, "state", self.session.screen)
