"""Who checks in: alone or with a family, with a pass, a passport or a code; some change seats, some bring bags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kiosk.flows.base import Action, View
from tests.faults.simulate.outside.customers import Customer, Press
from tests.faults.simulate.travel.airport import CUT_AT, Held, parties
from tests.faults.simulate.travel.machines import PassportReader

EASY: Final = (
    "HAND01", "FAMI04", "BABY03", "GOLD01", "PAID01", "WEIGH2", "APOST1", "DONE01", "LAST01", "THRU02",
    "AMER01", "AMER02",
)  # fmt: skip
ANY: Final[tuple[Press, ...]] = (
    ("WayChosen", (("way", "code"),)), ("WayChosen", (("way", "ticket"),)), ("FactTyped", (("text", "XXXXXX"),)),
    ("PassengerToggled", (("passenger", "p1"),)), ("PassengerToggled", (("passenger", "p2"),)), ("GoOnPressed", ()),
    ("GoodsAnswered", (("answer", "none"),)), ("GoodsAnswered", (("answer", "some"),)), ("PrintPassesPressed", ()),
    ("SeatsPressed", ()), ("BagsPressed", ()), ("SeatChosen", (("seat", "14A"),)), ("SeatKept", ()),
    ("BagAdded", (("passenger", "p1"),)), ("BagRemoved", (("passenger", "p1"),)), ("ReadAnotherPressed", ()),
    ("TypeInsteadPressed", ()), ("LeftForDesk", ()), ("TogetherPressed", ()), ("SlipPressed", ()),
    ("PassesAgainPressed", ()), ("OnPhonePressed", ()), ("NotTravellingPressed", ()), ("NotTravellingConfirmed", ()),
    ("FinishPressed", ()), ("BackPressed", ()), ("CancelPressed", ()), ("CancelConfirmed", ()),
    ("FlowChosen", (("flow", "checkin"),)),
)  # fmt: skip
TYPED: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("X1234567", "", "?"), "expiry": ("2033-01-31", "2019-01-31", "2033-02-31"),
    "country": ("NLD", "XXX", ""), "address": ("1 Cloud Street, Lisbon", "7"), "contact": ("+31 20 1234567", "x"),
    "date": ("2026-09-21", "2026-09-22"), "destination": ("LIS", "BCN"),
}  # fmt: skip


@dataclass(slots=True)
class Traveller(Customer):
    """One party. `reader` is where they lay their documents."""

    reader: PassportReader | None = None
    who: Held = field(default_factory=lambda: parties()[0])

    def choose(self, again: Held | None) -> Held:
        """Decide who it is: now and then the ones who were here before."""
        if again is not None and self.rng.random() < 0.25:
            self.who = again
        elif self.rng.random() < 0.8:
            wanted = self.rng.choice(EASY)
            self.who = next(own for own in parties() if own.ref == wanted)
        else:
            self.who = self.rng.choice(parties())
        return self.who

    def _begin(self, view: View, chance: float) -> None:
        self.has_begun = True
        if chance < 0.75:
            self._show()
        else:
            self._press("StartPressed", ())

    def _show(self) -> None:
        """Hold out a pass, at times one that is torn, or a document."""
        if self.rng.random() < 0.6 or self.reader is None:
            held = self.rng.choice(self.who.passes)
            self.scanner.hold(held[:CUT_AT] if self.rng.random() < 0.08 else held)
        else:
            self.reader.lay(self.who, parties())

    def _look_around(self, chance: float) -> None:
        if chance < 0.7:
            self._press("FlowChosen", (("flow", "checkin"),))
        else:
            self._show()

    def _do_anything(self, offered: list[Press], chance: float) -> None:
        if chance < 0.25:
            self._show()
        else:
            self._press(*self.rng.choice(ANY if chance < 0.5 or not offered else offered))

    def _go_on(self, screen: str, view: View) -> None:
        chance = self.rng.random()
        if not screen.startswith("checkin/"):
            super(Traveller, self)._go_on(screen, view)
        elif chance < 0.1:
            self._press(*self.rng.choice(controls(view) or list(ANY)))
        else:
            self._check_in(screen.removeprefix("checkin/"), view, self.rng.random())

    def _check_in(self, screen: str, view: View, chance: float) -> None:
        match screen:
            case "Identify":
                self._identify(view, chance)
            case "Typing" | "OneMore" | "Details":
                self._type_in(view, chance)
            case "Documents" if not view.parts["facts"] and chance < 0.8:
                self._lay(view)
            case "Summary":
                self._sum_up(view, chance)
            case "Refused" if chance < 0.5:
                self._press("FinishPressed", ())
            case "Bags" if chance < 0.65:
                self._bring(view)
            case "Seats" | "Passengers" if chance < 0.4:
                self._press(*self.rng.choice(controls(view) or list(ANY)))
            case "CheckedIn" if chance < 0.7:
                self._press(*self.rng.choice(controls(view) or list(ANY)))
            case _ if chance < 0.12:
                self._press_action(view.secondary or view.back or view.primary)
            case _:
                self._press_action(view.primary or view.secondary or view.back)

    def _identify(self, view: View, chance: float) -> None:
        if chance < 0.75:
            self._show()
        elif chance < 0.9:
            self._press("WayChosen", (("way", "code"),))
        else:
            self._press(*self.rng.choice(controls(view) or list(ANY)))

    def _bring(self, view: View) -> None:
        """Put one more bag on the scale, or one fewer."""
        wanted = "BagAdded" if self.rng.random() < 0.8 else "BagRemoved"
        steps = [own for own in controls(view) if own[0] == wanted]
        self._press(*self.rng.choice(steps or list(ANY)))

    def _lay(self, view: View) -> None:
        choices = [own for own in controls(view) if own[0] == "CharacterChosen"]
        if choices:
            self._press(*self.rng.choice(choices))
        elif self.reader is not None:
            self.reader.lay(self.who, parties())

    def _type_in(self, view: View, chance: float) -> None:
        asked: Any = view.parts["field"]
        name = str(asked["name"])
        if chance < 0.08:
            self._press_action(view.back)
        elif name in ("reference", "ticket", "surname"):
            own = {"reference": self.who.ref, "ticket": self.who.ticket, "surname": self.who.surname}[name]
            self._press("FactTyped", (("text", own if chance < 0.9 else "QQQQQQ"),))
        else:
            own = TYPED[name][0] if chance < 0.85 else self.rng.choice(TYPED[name])
            self._press("FactTyped", (("text", own),))

    def _sum_up(self, view: View, chance: float) -> None:
        if chance < 0.15:
            self._press("SeatsPressed", ())
        elif chance < 0.4:
            self._press("BagsPressed", ())
        elif chance < 0.5:
            self._press(*self.rng.choice(controls(view) or list(ANY)))
        elif view.primary is not None and view.primary.is_enabled:
            self._press_action(view.primary)
        else:
            answers = [own for own in controls(view) if own[0] == "GoodsAnswered"]
            self._press(*(answers[0] if chance < 0.9 else answers[-1]))


def controls(view: View) -> list[Press]:
    """Return everything on a page that can be pressed; what is typed into is none of it."""
    own = (view.primary, view.secondary, view.back, *_found(view.parts))
    return [one for one in map(_press_of, own) if one is not None and one[0] != "FactTyped"]


def _found(value: Any) -> Iterator[Any]:
    if isinstance(value, Action):
        yield value
    elif isinstance(value, Mapping):
        if value.get("event"):
            yield value
        for part in value.values():
            yield from _found(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _found(part)


def _press_of(value: Any) -> Press | None:
    if isinstance(value, Action):
        return (value.event, value.args) if value.is_enabled and not value.is_busy else None
    if isinstance(value, Mapping):
        return str(value["event"]), tuple(value["args"].items())
    return None
