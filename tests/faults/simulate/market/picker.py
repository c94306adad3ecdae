"""Who shops there: chooses, names and weighs loose goods, brings coupons, asks for prices, and comes back later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kiosk.flows.base import Action, View
from tests.faults.simulate.market.cards import NUMBERS
from tests.faults.simulate.market.stall import BROUGHT, Stall
from tests.faults.simulate.outside.customers import ATTRACT, Customer

NAMES: Final = ("apple", "a", "", "zeppelin", "' OR 1=1")
TARES: Final = ("none", "bag", "own", "bucket")
CONTACTS: Final = ("ana@example.org", "jan@example.org", "+31600000000", "nobody", "")
PLUS: Final = ("4000", "4002", "4099")


@dataclass(slots=True)
class Picker(Customer):
    """One of them."""

    stall: Stall | None = None

    @property
    def _own(self) -> Stall:
        assert self.stall is not None
        return self.stall

    def _go_on(self, screen: str, view: View) -> None:
        chance = self.rng.random()
        if screen in (ATTRACT, "checkout/Scanning") and self._own.codes and chance < 0.05:
            self.has_begun = True
            self.scanner.hold(self.rng.choice(self._own.codes))
        elif screen == "checkout/Choosing":
            self._choose(view, chance)
        elif screen == "checkout/Naming":
            self._press("BackPressed" if chance < 0.2 else "NameTyped", () if chance < 0.2 else self._name())
        elif screen == "checkout/Weighing":
            self._weigh(view, chance)
        elif screen == "checkout/Keeping":
            self._keep(view, chance)
        elif screen == "checkout/Enrolling":
            self._enrol(view, chance)
        elif screen == "checkout/Extras" and chance < 0.6:
            self._add(view, chance)
        else:
            super(Picker, self)._go_on(screen, view)

    def _name(self) -> tuple[tuple[str, int | str], ...]:
        return (("text", self.rng.choice(NAMES)),)

    def _shop(self, view: View, chance: float) -> None:
        lines = view.rows.items if view.rows is not None else ()
        again = self.rng.random()
        if again < 0.25 and len(lines) < self.wants:
            self.has_begun = True
            self._press("LooseWanted", ())
        elif again < 0.4:
            self.has_begun = True
            self.scanner.hold(self.rng.choice(BROUGHT) if chance < 0.5 else self.rng.choice(NUMBERS).encode())
        elif again < 0.44 and lines:
            self._press("ExplainPressed", (("n", self.rng.randrange(len(lines)) + 1),))
        elif again < 0.48 and view.keep is not None:
            self._press_action(view.keep)
        elif again < 0.54:
            self.has_begun = True
            self._press("TypePressed", ())
        else:
            super(Picker, self)._shop(view, chance)

    def _type(self, view: View, chance: float) -> None:
        if chance < 0.25:
            self._press("CodeTyped", (("code", self.rng.choice(NUMBERS)),))
        elif chance < 0.5:
            self._press("EnrolPressed", ())
        elif chance < 0.55:
            self._press("GiftLeftOut", ())
        else:
            super(Picker, self)._type(view, chance)

    def _enrol(self, view: View, chance: float) -> None:
        if chance < 0.2:
            self._press_action(view.back)
        else:
            self._press("EnrolTyped", (("text", self.rng.choice(CONTACTS)),))

    def _choose(self, view: View, chance: float) -> None:
        tiles = _told(view.parts.get("goods"))
        kinds = _told(view.parts.get("groups"))
        if chance < 0.1:
            self._press("NameWanted", ())
        elif chance < 0.15:
            self._press("TypePressed", ())
        elif chance < 0.25 and kinds:
            self._press_told(self.rng.choice(kinds))
        elif chance < 0.85 and tiles:
            self._press_told(self.rng.choice(tiles))
        else:
            self._press_action(view.back)

    def _weigh(self, view: View, chance: float) -> None:
        if chance < 0.1:
            self._press("TarePicked", (("tare", self.rng.choice(TARES)),))
        elif chance < 0.18:
            self._press_action(view.back)
        elif chance < 0.22:
            self.scanner.read()
        elif view.primary is not None and view.primary.is_enabled and chance < 0.8:
            self._press_action(view.primary)
        else:
            self._own.pan.lay()

    def _add(self, view: View, chance: float) -> None:
        if chance < 0.1:
            self._press_action(view.back)
        elif chance < 0.15:
            self.scanner.read()
        elif chance < 0.4:
            self._press("CarrierBagsPressed", (("count", self.rng.randrange(-1, 12)),))
        else:
            self._press("RoundUpPressed" if self.rng.random() < 0.7 else "RoundUpDropped", ())

    def _keep(self, view: View, chance: float) -> None:
        code = view.parts.get("qr")
        if isinstance(code, str):
            self._own.codes = [*self._own.codes[-4:], code.encode()]
        action: Action | None = view.back if chance < 0.2 else view.primary if chance < 0.6 else view.secondary
        self._press_action(action or view.primary)

    def _press_told(self, told: Mapping[str, Any]) -> None:
        self._press(str(told["event"]), tuple(told["args"].items()))


def _told(value: object) -> tuple[Mapping[str, Any], ...]:
    return value if isinstance(value, tuple) else ()
