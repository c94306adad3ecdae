"""The hands of a shopper who chooses and weighs loose goods, brings coupons and a card, and keeps baskets."""

from __future__ import annotations

from collections import deque
from typing import Any, Final

from devices.api import Scan
from kiosk.domain.aside.keeping import MARK
from kiosk.domain.benefits.coupons import MARK as COUPON
from kiosk.domain.benefits.coupons import MEMBER_MARK
from kiosk.flows.base import Action, View
from kiosk.flows.shell import Frame
from kiosk.runtime import Core
from tests.faults.killloop.child import Hands, Life, Tell

CARDS: Final = ("9980000000013", "9980000000020", "9980000000037")
LOADS_G: Final = (85, 240, 455, 1_120)
TARES: Final = ("none", "bag", "own")
BAGGED_G: Final = (160, 420, 1_035)
ANSWERS: Final = ("InBagPressed", "OwnBagPressed", "NotBaggedPressed")
ANY: Final = 99  # lines that may be there: a basket that is offered back, or fetched


class Shopper(Hands):
    """One life's customers, one after another. What is on the glass and not theirs is told as `leaked`."""

    def __init__(
        self, core: Core, life: Life, tell: Tell, codes: tuple[str, ...], coupons: tuple[str, ...],
        gifts: tuple[str, ...],
    ) -> None:  # fmt: skip
        super().__init__(core, life, tell)
        self._gifts = gifts
        self._codes = list(codes)
        self._coupons = coupons
        self._asked = ""  # the code that was read; its answer may come behind what is scanned next
        self._own = ANY  # lines that this customer put in: until somebody left, those of whom the kill interrupted
        self._screen = ""
        self._trail: deque[str] = deque(maxlen=16)  # what was shown and done, for who reads of a leak
        self._is_resumed = False
        self.pan: Any = None
        self.bags: Any = None

    def present(self, shown: Frame) -> None:
        """Show, after a look for what is not this customer's."""
        lines = _lines(shown.view)
        self._trail.append(f"{shown.screen} {lines}")
        if shown.screen == "shell/Attract" and (self._own == ANY or self._screen.startswith("checkout/")):
            self._own, self._asked, self._is_resumed = 0, "", False
        self._screen = shown.screen
        if lines > self._own and self._asked and shown.screen == "checkout/Scanning":
            self._tell(at="fetched", code=self._asked)
            self._own, self._asked = ANY, ""
        if shown.screen == "checkout/ResumeOffer":
            self._own, self._is_resumed = ANY, True
        if lines > self._own and shown.screen.startswith("checkout/"):
            self._tell(at="leaked", screen=shown.screen, lines=lines, own=self._own, trail=list(self._trail))
        if shown.screen == "checkout/ResumeOffer" and lines:
            self._tell(at="leaked", screen=shown.screen, lines=lines, own=0)
        if shown.screen == "checkout/Scanning" and self._is_resumed and lines:
            self._is_resumed = False
            items: tuple[Any, ...] = shown.view.rows.items if shown.view.rows is not None else ()
            self._tell(at="resumed", total=sum(line.total.minor for line in items))
        super().present(shown)

    def _press(self, event: str, args: dict[str, int | str] | None = None) -> None:
        self._trail.append(event)
        super()._press(event, args)

    def _read(self, held: str) -> None:
        self._trail.append(f"read {held[:14]}")
        self.scanner.scanned(Scan(held.encode(), self._core.loop.time()))

    def _scan(self) -> None:
        if self.rng.random() < 0.25 and self._codes and self._own == 0:
            self._asked = self.rng.choice(self._codes)
            self._read(MARK + self._asked)
            return
        self._own += 1
        self._trail.append("scan")
        super()._scan()
        if self.bags is not None:
            self.bags.lay(self.rng.choice(BAGGED_G) * self._own)

    def _do(self, action: Action | None) -> bool:
        if action is None or not action.is_enabled or action.is_busy:
            return False
        self._press(action.event, dict(action.args))
        return True

    def _act(self, seen: Frame) -> None:
        view, chance = seen.view, self.rng.random()
        if seen.sheet is not None:
            self._do(seen.sheet.actions[-1] if chance < 0.4 and seen.sheet.actions else None) or self._do(
                seen.sheet.actions[0] if seen.sheet.actions else None
            )
            return
        match seen.screen:
            case "checkout/Scanning":
                self._shop(seen, view, chance)
            case "checkout/Choosing":
                tiles: Any = view.parts.get("goods") or ()
                if tiles and chance < 0.85 and not self._life.is_last:
                    told = self.rng.choice(tiles)
                    self._press(str(told["event"]), dict(told["args"]))
                else:
                    self._do(view.back)
            case "checkout/Typing" if chance < 0.5 and not self._life.is_last:
                self._press("EnrolPressed")
            case "checkout/Enrolling" if chance < 0.8 and not self._life.is_last:
                self._press("EnrolTyped", {"text": f"{self.rng.randrange(40)}@example.org"})
            case "checkout/Enrolling":
                self._do(view.back)
            case "checkout/Naming" | "checkout/Explained" | "checkout/Membership" | "checkout/Typing":
                self._do(view.back) or self._do(view.primary)
            case "checkout/Weighing":
                self._weigh(view, chance)
            case "checkout/Keeping":
                self._keep(view, chance)
            case _:
                super()._act(seen)

    def _shop(self, seen: Frame, view: View, chance: float) -> None:
        lines = _lines(view)
        if self._life.is_last:
            self._leave(view, chance)
        elif lines < self._wanted + 1 and chance < 0.3:
            self._scan()
        elif chance < 0.42:
            self._press("LooseWanted")
        elif chance < 0.52:
            self._read(COUPON + self.rng.choice(self._coupons))
        elif chance < 0.57:
            self._read(MEMBER_MARK + self.rng.choice(CARDS))
        elif chance < 0.7:
            self._read(self.rng.choice(self._gifts))
        elif chance < 0.73:
            self._press("TypePressed")
        elif chance < 0.75 and lines:
            self._press("ExplainPressed", {"n": 1})
        elif chance < 0.79 and view.keep is not None:
            self._do(view.keep)
        elif self.bags is not None and chance < 0.83:
            self._press(self.rng.choice(ANSWERS[:2]))
        else:
            self._leave(view, chance)

    def _leave(self, view: View, chance: float) -> None:
        """Pay; who has nothing, or cannot, gives up now and then."""
        if chance > 0.97 or not self._do(view.primary):
            self._do(view.cancel)

    def _weigh(self, view: View, chance: float) -> None:
        if self._life.is_last or chance < 0.1:
            self._do(view.back)
        elif chance < 0.3:
            self._press("TarePicked", {"tare": self.rng.choice(TARES)})
        elif view.primary is not None and view.primary.is_enabled:
            self._own += 1
            self._do(view.primary)
        else:
            self.pan.lay(self.rng.choice(LOADS_G))

    def _keep(self, view: View, chance: float) -> None:
        code = str(view.parts["qr"]).removeprefix(MARK)
        if code not in self._codes:
            self._codes.append(code)
            self._tell(at="kept", code=code)
        self._do(view.back if chance < 0.2 else view.primary) or self._do(view.secondary)


def _lines(view: View) -> int:
    return len(view.rows.items) if view.rows is not None else 0
