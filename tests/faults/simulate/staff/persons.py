"""Who comes beside the customer: staff who sign in, look, change, forget themselves and go; and customers who read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from kiosk.flows.base import Action, Event, View
from kiosk.flows.registry import guests
from kiosk.flows.shell import Frame
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.outside.customers import ANY, Customer, Press, sent
from tests.faults.simulate.outside.ports import HandScanner
from tests.faults.simulate.staff.backroom import CODE, PIN
from tests.faults.simulate.travel.travellers import controls

PATIENCE: Final = 45
HELP: Final = "help"
AREAS: Final[Mapping[str, tuple[str, ...]]] = {  # what somebody comes for, and who
    "assist": ("sue", "sue", "ann"), "lane": ("ann", "tom", "sue"), "day": ("sue",), "maintenance": ("tom", "sue"),
    "logs": ("tom",),
}  # fmt: skip
WANTED: Final = ("assist",) * 6 + ("lane", "day", "day", "maintenance", "logs")
TYPED: Final = ("1", "2", "3", "10", "50", "120", "0", "", "9999999", "x")
QUESTIONS: Final = ("", "barcode", "' OR 1=1", "zeppelin")
LEAVES: Final = ("BackPressed", "HelpClosed")
RESOLVED: Final = "ResolvePressed"  # wants somebody who knows what the bank did


def of_staff(screen: str) -> bool:
    """True for a page of the staff."""
    name = screen.partition("/")[0]
    return name != HELP and name in guests()


def filled(press: Press, kind: str, rng: Random) -> Press:
    """Type something into what a page wants typed."""
    name, args = press
    own = {"person_id": ("ann", "sue", "sam", "nobody"), "code": (CODE, CODE, CODE, "000000"), "pin": (PIN, PIN, "1")}
    typed = tuple(
        (key, rng.choice(own.get(key, TYPED if kind == "digits" else QUESTIONS)) if value == "" else value)
        for key, value in args
    )
    return name, typed


def presses(view: View) -> list[Press]:
    """Return what a guest's page offers."""
    return [one for one in controls(view) if one[0] != RESOLVED]


def kind_of(view: View) -> str:
    """Return what kind of thing is typed on a page."""
    asked: Any = view.parts.get("field")
    return str(asked["kind"]) if isinstance(asked, Mapping) else ""


class Reader(Customer):
    """A customer who also reads help, and who mostly steps aside for staff."""

    def _press(self, name: str, args: tuple[tuple[str, int | str], ...]) -> None:
        if name != RESOLVED:
            super()._press(name, args)

    def _go_on(self, screen: str, view: View) -> None:
        if screen.startswith("help/") and (offered := presses(view)):
            going = [one for one in offered if one[0] in LEAVES]
            chosen = going if going and self.rng.random() < 0.2 else offered
            self._press(*filled(self.rng.choice(chosen), kind_of(view), self.rng))
        elif of_staff(screen):
            if self.rng.random() < 0.03:
                self._press(*self.rng.choice(ANY))
        elif self.rng.random() < 0.03:
            self._press("HelpPressed", ())
        else:
            super()._go_on(screen, view)


@dataclass(slots=True)
class Colleague:
    """One of the staff, from the corner that is held to the glass that is given back. `wants`: an area of the menu."""

    loop: Loop
    rng: Random
    faults: Faults
    scanner: HandScanner
    glass: Callable[[], Frame | None]
    press: Callable[[Event], None]
    wants: str
    who: str = ""
    acts: int = 0
    is_gone: bool = False
    _is_in: bool = False
    _visits: int = field(default=0)

    def come(self, after_s: float) -> None:
        """Be there some time from now."""
        self.who = self.rng.choice(AREAS[self.wants])
        self.loop.later(after_s, self._act)

    def _act(self) -> None:
        shown = self.glass()
        self.acts += 1
        if self.is_gone or self.acts > PATIENCE or self.faults.hit("staff: walks away"):
            self.is_gone = True
            return
        if shown is not None:
            self._do(shown)
        if not self.is_gone:
            self.loop.later(0.5 + self.rng.random() * 4, self._act)

    def _do(self, shown: Frame) -> None:
        view, screen = shown.view, shown.screen
        if shown.sheet is not None and shown.sheet.actions:
            action = self.rng.choice(shown.sheet.actions)
            self._press(action.event, action.args)
        elif of_staff(screen) or (self._is_in and screen.startswith("help/")):
            self._is_in = True
            self._work(screen, view)
        elif screen in ("checkout/TakingBack", "checkout/Refunding", "checkout/Reprinting"):
            self._press_one(view.primary or view.secondary or view.back)
        elif self._is_in:
            self.is_gone = True
        elif self.rng.random() < 0.85:
            self._press("StaffPressed", ())
        else:
            self.scanner.hold(b"PB1.not-a-badge")

    def _work(self, screen: str, view: View) -> None:
        if screen == "staff/SignIn":
            is_typo = self.faults.hit("staff: mistypes")
            typed = {"person_id": self.who, "pin": "000000" if is_typo else PIN}
            self._press_typed(view.primary, typed)
        elif screen == "staff/Menu":
            self._choose()
        else:
            offered = presses(view)
            onward = [one for one in offered if one[0] not in LEAVES]
            if onward and self.rng.random() < 0.85:
                offered = self._liked(onward)
            if offered:
                self._press(*filled(self.rng.choice(offered), kind_of(view), self.rng))

    def _liked(self, offered: list[Press]) -> list[Press]:
        """Return what is pressed rather: a lane is opened again by whoever came for it."""
        opening: list[Press] = [one for one in offered if one == ("LaneChosen", (("state", "open"),))]
        return opening or offered

    def _choose(self) -> None:
        self._visits += 1
        if self._visits > 2 or (self._visits == 2 and self.rng.random() < 0.5):
            self._press("BackPressed", ())
            self.is_gone = True
        else:
            self._press("AreaPressed", (("flow", self.wants),))

    def _press_typed(self, action: Action | None, typed: Mapping[str, str]) -> None:
        if action is not None:
            self._press(action.event, tuple((name, typed.get(name, "")) for name, _ in action.args))

    def _press_one(self, action: Action | None) -> None:
        if action is not None and action.is_enabled and not action.is_busy:
            self._press(action.event, action.args)

    def _press(self, name: str, args: tuple[tuple[str, int | str], ...]) -> None:
        self.press(sent(name, args))
