"""One day's staff: when somebody comes, what they are answered, and the rules that watch them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from kiosk.domain.access.roles import Rule
from kiosk.domain.sale import Sale
from kiosk.flows.base import Event
from kiosk.flows.lane.events import LaneTold
from kiosk.flows.shell import Frame, Session
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.outside.ports import HandScanner
from tests.faults.simulate.staff.backroom import TWO, BackRoom
from tests.faults.simulate.staff.persons import WANTED, Colleague
from tests.faults.simulate.staff.rules import StaffRules

OPEN: Final = LaneTold("open")
Press = Callable[[Event], None]


@dataclass(slots=True)
class Shift:
    """Who works today. It outlives each start of the kiosk."""

    loop: Loop
    rng: Random
    faults: Faults
    back: BackRoom
    rules: StaffRules
    who: Colleague | None = field(default=None)
    is_over: bool = False

    @classmethod
    def begun(
        cls, loop: Loop, rng: Random, faults: Faults, sales: Mapping[str, Sale], utc_ms: Callable[[], int]
    ) -> Shift:
        """Begin a day; on every second one some acts want two persons."""
        rule = TWO if rng.random() < 0.5 else Rule()
        return cls(loop, rng, faults, BackRoom(rng, faults, sales, utc_ms, rule), StaffRules(rule))

    @property
    def left(self) -> LaneTold | None:
        """How the lane was left, when it does not serve."""
        lane = self.back.lane
        return None if lane is None or lane.state == OPEN.state else LaneTold(lane.state, lane.back_at)

    def comes(self, scanner: HandScanner, glass: Callable[[], Frame | None], press: Press) -> None:
        """Let somebody come some time from now, unless one is there; who pauses a lane opens it again."""
        is_shut = self.left is not None
        if (self.who is not None and not self.who.is_gone) or (not is_shut and self.rng.random() < 0.3):
            return
        wants = "lane" if is_shut else self.rng.choice(WANTED)
        self.who = Colleague(self.loop, self.rng, self.faults, scanner, glass, press, wants)
        self.who.come(self.rng.random() * 60)

    def ends(self) -> LaneTold:
        """Let whoever is there go home, and the lane be open."""
        self.is_over = True
        if self.who is not None:
            self.who.is_gone = True
        self.back.lane = OPEN
        return OPEN

    def seen(self, shown: Frame, session: Session) -> None:
        """Check a picture."""
        self.rules.show(shown, session, self.loop.time())

    def kept(self, event: Event, before: Mapping[str, Sale], after: Sequence[Sale]) -> None:
        """Check what one event made of sales, and remember how the lane was left."""
        if isinstance(event, LaneTold):
            if event != self.left and not self.is_over:
                self.rules.lane(event)
            self.back.lane = event
        self.rules.kept(event, before, after)

    def alive(self) -> None:
        """Take note that somebody is there."""
        self.rules.alive_s = self.loop.time()

    def look(self) -> None:
        """Check that nobody stays logged in who is not there."""
        self.rules.look(self.loop.time())
