"""Who stands at the glass: people who hurry, hesitate, tap twice, change their minds, press anything, or walk away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Final, TypeAlias

from kiosk.flows.base import Action, Event, View
from kiosk.flows.intents import event_of
from kiosk.flows.shell import Frame
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.outside.ports import CODES, UNKNOWN, HandScanner

PATIENCE: Final = 60  # acts before anybody gives up
PAUSES_S: Final[Mapping[str, tuple[float, float]]] = {
    "steady": (0.8, 4.0), "hurried": (0.02, 0.4), "slow": (4.0, 45.0), "undecided": (0.5, 6.0), "chaotic": (0.05, 20.0),
}  # fmt: skip
MANNERS: Final = tuple(PAUSES_S)
ATTRACT: Final = "shell/Attract"
_TYPED: Final = (*(code.decode() for code in (*CODES, UNKNOWN)), "9520", "", "9520000000005")


@cache
def sent(name: str, args: tuple[tuple[str, int | str], ...]) -> Event:
    """Return the event that the glass sends; the same one is the same value."""
    return event_of(name, dict(args))


Press: TypeAlias = tuple[str, tuple[tuple[str, int | str], ...]]
ANY: Final[tuple[Press, ...]] = (
    ("BackPressed", ()), ("CancelPressed", ()), ("CancelConfirmed", ()), ("HelpPressed", ()), ("PersonCalled", ()),
    ("LanguagePressed", ()), ("LanguageChosen", (("language", "pt-BR"),)), ("SheetClosed", ()), ("Touched", ()),
    ("MoreTimePressed", ()), ("StartPressed", ()), ("FlowChosen", (("flow", "checkout"),)),
    ("MorePressed", (("n", 1),)), ("FewerPressed", (("n", 1),)), ("UndoPressed", ()),
    ("PayPressed", ()), ("SharePressed", ()), ("GiveBackPressed", ()), ("ResumePressed", ()),
    ("DiscardPressed", ()), ("PrintPressed", ()), ("NoReceiptPressed", ()), ("FinishPressed", ()), ("TypePressed", ()),
    ("CodeTyped", (("code", "9520000000004"),)), ("AccessPressed", ()), ("KeypadUsed", ()), ("ReadAgainPressed", ()),
    ("AccessChosen", (("setting", "look"), ("value", "contrast"))), ("GuidancePressed", ()),
)  # fmt: skip


@dataclass(slots=True)
class Customer:
    """One person. `press` hands an event to the kiosk, `glass` is what it shows; None while it is dark."""

    loop: Loop
    rng: Random
    faults: Faults
    scanner: HandScanner
    glass: Callable[[], Frame | None]
    press: Callable[[Event], None]
    manner: str = "steady"
    wants: int = 3
    acts: int = 0
    has_begun: bool = False
    is_gone: bool = False
    _pauses: tuple[float, float] = field(default=(1.0, 2.0))

    def come(self, manner: str) -> None:
        """Begin to act."""
        self.manner = manner
        self.wants = self.rng.choice((1, 1, 2, 2, 3, 3, 4, 6))
        self._pauses = PAUSES_S[self.manner]
        self._soon()

    def _soon(self) -> None:
        low, high = self._pauses
        self.loop.later(low + self.rng.random() * (high - low), self._act)

    def _act(self) -> None:
        shown = self.glass()
        self.acts += 1
        is_over = self.has_begun and shown is not None and shown.screen == ATTRACT
        if is_over or self.acts > PATIENCE or self.faults.hit("customer: walks away"):
            self.is_gone = True
            return
        if shown is not None:
            self._do(shown)
        self._soon()

    def _do(self, shown: Frame) -> None:
        if self.faults.hit("customer: presses anything") or (self.manner == "chaotic" and self.rng.random() < 0.2):
            self._do_anything(_offered(shown), self.rng.random())
        elif shown.sheet is not None:
            self._answer(shown.sheet.actions)
        else:
            self._go_on(shown.screen, shown.view)
        if self.manner == "hurried" and self.rng.random() < 0.15:  # also while the terminal leads
            self.scanner.read()

    def _answer(self, actions: tuple[Action, ...]) -> None:
        """Answer a question that lies over the page; not everybody says the first thing, least who is undecided."""
        is_sure = self.rng.random() < (0.5 if self.manner == "undecided" else 0.8)
        self._press_action(actions[0 if is_sure else -1] if actions else None)

    def _do_anything(self, offered: list[Press], chance: float) -> None:
        if chance < 0.25:  # also where nothing is to be scanned
            self.scanner.read()
        else:
            self._press(*self.rng.choice(ANY if chance < 0.5 or not offered else offered))

    def _go_on(self, screen: str, view: View) -> None:
        chance = self.rng.random()
        if screen == ATTRACT:
            self._begin(view, chance)
        elif screen == "checkout/Scanning":
            self._shop(view, chance)
        elif screen == "checkout/Typing":
            self._type(view, chance)
        elif screen == "shell/Language":
            self._press("LanguageChosen", (("language", self.rng.choice(("nl", "en", "pt-PT"))),))
        elif screen == "shell/Home":
            self._look_around(chance)
        elif screen == "checkout/Declined":
            self._after_a_decline(view, chance)
        elif self.manner == "undecided" and chance < 0.3:
            self._press_action(view.cancel or view.back or view.secondary)
        elif chance < 0.15:
            self._press_action(view.secondary or view.primary)
        else:
            self._press_action(view.primary or view.secondary)

    def _begin(self, view: View, chance: float) -> None:
        self.has_begun = True
        if chance < 0.6:
            self.scanner.read()
        else:
            self._press("StartPressed", ())

    def _after_a_decline(self, view: View, chance: float) -> None:
        if chance < 0.35:
            self._press("SharePressed", ())
        elif chance < 0.45:
            self._press_action(view.cancel)
        else:
            self._press_action(view.back if chance < 0.5 else view.primary)

    def _look_around(self, chance: float) -> None:
        if chance < 0.2:
            self._press("FlowChosen", (("flow", "checkout"),))
        elif chance < 0.3:
            self.scanner.read()
        elif chance < 0.7:
            self._press("HelpPressed", ())

    def _type(self, view: View, chance: float) -> None:
        if chance < 0.8:
            self._press("CodeTyped", (("code", self.rng.choice(_TYPED)),))
        else:
            self._press_action(view.back)

    def _shop(self, view: View, chance: float) -> None:
        self.has_begun = True
        lines = view.rows.items if view.rows is not None else ()
        if len(lines) < self.wants and chance < 0.8:
            self.scanner.read()
        elif chance < 0.06:
            self._press("TypePressed", ())
        elif chance < 0.18 and lines:
            self._press(self.rng.choice(("MorePressed", "FewerPressed")), (("n", self.rng.randrange(len(lines)) + 1),))
        elif chance < 0.22 and view.toast is not None:
            self._press_action(view.toast.action)
        elif chance < 0.26 and self.manner == "undecided":
            self._press_action(view.cancel)
        else:
            self._press_action(view.primary)

    def _press_action(self, action: Action | None) -> None:
        if action is not None and action.is_enabled and not action.is_busy:
            self._press(action.event, action.args)

    def _press(self, name: str, args: tuple[tuple[str, int | str], ...]) -> None:
        event = sent(name, args)
        self.press(event)
        if self.faults.hit("customer: taps twice"):
            self.loop.later(self.rng.random() * 0.05, lambda: self.press(event))


def _offered(shown: Frame) -> list[Press]:
    view, sheet = shown.view, shown.sheet
    over = sheet.actions if sheet is not None else ()
    toast = view.toast.action if view.toast is not None else None
    actions = (view.primary, view.secondary, view.back, view.cancel, toast, *over)
    return [(one.event, one.args) for one in actions if one is not None and one.is_enabled and not one.is_busy]
