"""Taps and seconds of whole tasks by the keystroke-level model: each tap must stand on the glass when it is made.

1.1 s a tap, 1.35 s for each decision that is new, and what hands and host need: 4 s a scan, 12 s a card that is put in
with its PIN, 6 s one that is held to the reader (1 s to reach, 1 s to hold, 4 s for the host: our assumption).
Source: ux.md 11; S. Card, T. Moran, A. Newell, The Keystroke-Level Model, 1980.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, is_dataclass, replace
from typing import Any

from kiosk.domain.payment import Result
from kiosk.flows.checkout.events import (
    DialogueEnded,
    PrintEnded,
    Released,
    Scanned,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.intents import event_of
from kiosk.flows.shell import frame
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Glass, goods

TAP_S, DECISION_S, SCAN_S = 1.1, 1.35, 4.0
CHIP_S, CONTACTLESS_S = 12.0, 6.0


class NotOnTheGlass(LookupError):
    """The task needs something that cannot be touched now."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a customer comes for, and its limits; `limit_taps` without the scans."""

    name: str
    limit_taps: int
    limit_s: float
    act: Callable[[Customer], None]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took."""

    task: Task
    taps: int
    seconds: float

    @property
    def is_within(self) -> bool:
        """True when both limits hold."""
        return self.taps <= self.task.limit_taps and self.seconds <= self.task.limit_s


class Customer:
    """Somebody at the kiosk of a site; counts what they do."""

    def __init__(self, receipt: str = "ask") -> None:
        self._glass = Glass(site=replace(SITE, receipt=receipt))
        self.taps = 0
        self.seconds = 0.0

    def tap(self, event: str, *, is_new: bool = True, **args: int | str) -> None:
        """Touch what sends this event; `is_new`: it has to be found and decided first. Raises `NotOnTheGlass`."""
        shown = frame(self._glass.session)
        view: dict[str, Any] = asdict(shown) if shown.sheet is None else {"sheet": asdict(shown.sheet)}
        if shown.view.rows is not None and shown.sheet is None:
            view["rows"] = [shown.view.rows.row(item) for item in shown.view.rows.items]
        if not any(_sends(action, event, args) for action in _actions(view)):
            raise NotOnTheGlass(f"{event} {args} on {shown.screen}")
        self.taps += 1
        self.seconds += TAP_S + (DECISION_S if is_new else 0)
        self._take(event_of(event, args))

    def scan(self, count: int) -> None:
        """Hold so many different goods to the scanner."""
        for index in range(count):
            self.seconds += SCAN_S
            self._take(Scanned(goods(index)))

    def pay(self, takes_s: float) -> None:
        """Pay by a card that is approved; the receipt comes out where the site prints by itself."""
        self.seconds += takes_s
        attempt = self._sale().last_attempt
        if attempt is None:
            raise NotOnTheGlass("nothing is to be paid")
        result = Result(True, attempt.amount, 12, "1", "A1", "T1", "Demo", "4471", "00", "")
        self._take(TerminalConnected(attempt.id, "T1", 11))
        self._take(TerminalAnswered(attempt.id, result))
        self._take(DialogueEnded(attempt.id, "completed"))
        self._take(Released(self._sale().id))
        for job in self._sale().jobs:
            self._take(PrintEnded(job.id, "DONE"))

    def is_on(self, screen: str) -> bool:
        """True when the glass shows this screen."""
        return frame(self._glass.session).screen == screen

    def require(self, screen: str) -> None:
        """Raise `NotOnTheGlass` unless the task has ended here."""
        if not self.is_on(screen):
            raise NotOnTheGlass(f"the task ended on {frame(self._glass.session).screen}, not on {screen}")

    @property
    def is_called(self) -> bool:
        """True while a person is called."""
        return bool(frame(self._glass.session).call)

    @property
    def language(self) -> str:
        """What the glass is written in."""
        return frame(self._glass.session).language

    def _sale(self) -> Any:
        return self._glass.session.sales[-1]

    def _take(self, event: Any) -> None:
        self._glass.take(event)
        if not self._glass.took:
            raise NotOnTheGlass(f"{type(event).__name__} was not taken")


def _actions(value: Any) -> Iterator[Mapping[str, Any]]:
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        if "event" in value:
            yield value
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for one in value:
            yield from _actions(one)


def _sends(action: Mapping[str, Any], event: str, args: Mapping[str, int | str]) -> bool:
    return action["event"] == event and dict(action["args"] or {}) == dict(args) and action.get("is_enabled", True)


# --- the tasks --------------------------------------------------------------------------------------------------------


def _buy(count: int, receipt: str, card_s: float) -> Callable[[Customer], None]:
    def act(customer: Customer) -> None:
        customer.scan(count)
        customer.tap("PayPressed")
        customer.pay(card_s)
        if receipt == "ask":
            customer.tap("NoReceiptPressed")
        customer.require("checkout/ThankYou")

    return act


def _remove(customer: Customer) -> None:
    customer.scan(2)
    customer.taps, customer.seconds = 0, 0.0
    customer.tap("FewerPressed", n=2)


def _dutch(customer: Customer) -> None:
    customer.scan(1)
    customer.taps, customer.seconds = 0, 0.0
    customer.tap("LanguagePressed", is_new=False)
    customer.tap("LanguageChosen", is_new=False, language="nl")
    if customer.language != "nl":
        raise NotOnTheGlass("the language did not change")


def _person(customer: Customer) -> None:
    customer.tap("PersonCalled", is_new=False)
    if not customer.is_called:
        raise NotOnTheGlass("no person is called")


def _reach(customer: Customer) -> None:
    customer.tap("AccessChosen", is_new=False, setting="reach", value="on")


def _large(customer: Customer) -> None:
    customer.tap("AccessPressed", is_new=False)
    customer.tap("AccessChosen", is_new=False, setting="text", value="150")


TASKS: tuple[tuple[Task, str], ...] = (
    (Task("one item, contactless, receipt by the site's default", 1, 15.0, _buy(1, "print", CONTACTLESS_S)), "print"),
    (Task("one item, contactless, no receipt", 2, 15.0, _buy(1, "ask", CONTACTLESS_S)), "ask"),
    (Task("five items, chip and PIN, receipt by the site's default", 2, 45.0, _buy(5, "print", CHIP_S)), "print"),
    (Task("five items, chip and PIN, no receipt", 2, 45.0, _buy(5, "ask", CHIP_S)), "ask"),
    (Task("take an item out", 2, 3.0, _remove), "ask"),
    (Task("another language, in the middle", 2, 3.0, _dutch), "ask"),
    (Task("ask for a person", 1, 1.2, _person), "ask"),
    (Task("reach mode", 2, 2.3, _reach), "ask"),
    (Task("large text", 2, 2.3, _large), "ask"),
)
"""Each task with what the site does about receipts. Source of the limits: ux.md 11."""


def costs() -> tuple[Cost, ...]:
    """Do every task once. Raises `NotOnTheGlass` when one cannot be done."""
    found = []
    for task, receipt in TASKS:
        customer = Customer(receipt)
        task.act(customer)
        found.append(Cost(task, customer.taps, customer.seconds))
    return tuple(found)


def table() -> str:
    """Return what each task took beside its limits."""
    lines = ["| task | taps (limit) | seconds by the model (limit) | |", "|---|---|---|---|"]
    for cost in costs():
        taps = f"{cost.taps} ({cost.task.limit_taps})"
        seconds = f"{cost.seconds:.1f} ({cost.task.limit_s:g})"
        lines.append(f"| {cost.task.name} | {taps} | {seconds} | {'within' if cost.is_within else 'MISSED'} |")
    return "\n".join(lines)
