"""The walk at an airport: travellers with passes and passports, and an aim for the screens of check-in."""

from __future__ import annotations

import random
from collections.abc import Collection
from pathlib import Path

from PySide6.QtQuick import QQuickView

from kiosk.session import screens
from screens.bridge import Shell
from tests.faults.walk import hands
from tests.faults.walk.airport import BAD_DOCUMENTS, CAST, Hall, Travellers, surnames
from tests.faults.walk.moved import Clock
from tests.faults.walk.report import Report
from tests.faults.walk.shop import Fitted
from tests.faults.walk.walker import Walker

SHARE = 0.6  # of all acts; the others have no aim
TAKES = ("shell/Attract", "checkin/Identify", "checkin/Documents")  # where a document leads on
ONWARD = {  # the ways on, the first that can be pressed
    "shell/Language": ("language:en",),
    "checkin/Identify": ("way:code",),
    "checkin/Typing": ("back",),
    "checkin/OneMore": ("back",),
    "checkin/Refused": ("secondary", "primary"),
    "checkin/Passengers": ("primary",),
    "checkin/Documents": ("primary", "secondary"),
    "checkin/Details": ("back",),
    "checkin/Summary": ("primary", "answer:none", "later"),
    "checkin/Seats": ("primary",),
    "checkin/Bags": ("primary",),
    "checkin/Extras": ("primary", "back"),
    "checkin/GoodsAdvice": ("primary",),
    "checkin/Printing": ("primary",),
    "checkin/CheckedIn": ("secondary",),
    "checkin/ThankYou": ("primary",),
    "checkout/Declined": ("back",),
    "checkout/PartPaid": ("secondary",),
    "checkout/Returned": ("primary",),
}
ASIDE = {  # from the summary
    "checkin/Seats": "change:SeatsPressed",
    "checkin/Bags": "change:BagsPressed",
    "checkin/Extras": "change:ExtrasPressed",
    "checkin/GoodsAdvice": "answer:some",
}
WHO = {  # whose document leads to a screen
    "checkin/Refused": ("EARLY1", "CLOSE1", "PAST01"),
    "checkin/CheckedIn": ("DONE01",),
    "checkin/Passengers": ("FAMI04", "GROUP6", "THRU02"),
    "checkin/Documents": ("LETTR1", "APOST1", "GROUP6"),
    "checkin/Details": ("LETTR1", "APOST1"),
    "checkin/OneMore": ("NODOB1",),
}
EVERYBODY = tuple(CAST)


def travelled() -> tuple[str, ...]:
    """Return the screens of check-in."""
    return tuple(name for name in screens() if name.startswith("checkin/"))


class TravelAim:
    """What to do next to see a screen of check-in that was not seen, in whatever language."""

    def __init__(self, report: Report, draws: random.Random) -> None:
        self._report, self._draws = report, draws

    def lacking(self) -> list[str]:
        """Return the screens that were not seen."""
        return self._report.missing(travelled())

    def wants(self) -> bool:
        """True when the next act shall have an aim."""
        return bool(self.lacking()) and self._draws.random() < SHARE

    def who(self, screen: str) -> tuple[str, ...]:
        """Return whose document to show here; empty where none leads on."""
        if screen not in TAKES:
            return ()
        wanted = [own for own in self.lacking() if own in WHO]
        return WHO[self._draws.choice(wanted)] if wanted and self._draws.random() < SHARE else EVERYBODY

    def control(self, screen: str, names: Collection[str]) -> str:
        """Return the name of the control to press among those there are; empty for none."""
        if "sheet0" in names:
            return "sheet0"
        aside = [ASIDE[own] for own in self.lacking() if own in ASIDE and ASIDE[own] in names]
        if screen == "checkin/Summary" and aside:
            return self._draws.choice(aside)
        return next((name for name in ONWARD.get(screen, ()) if name in names), "")


class TravelWalker(Walker):
    """The walk of one life at an airport."""

    def __init__(
        self, view: QQuickView, shell: Shell, own: Hall, clock: Clock, report: Report, draws: random.Random,
        data_dir: Path,
    ) -> None:  # fmt: skip
        super().__init__(view, shell, own, clock, report, draws)
        self._hall = own
        self._screens = travelled()
        self._travel_aim = TravelAim(report, random.Random(draws.random()))  # noqa: S311  # repeatable, no secret
        self._travellers = Travellers(data_dir, draws)
        self._shop.terminal.next_end = lambda: ""

    def _wants(self) -> bool:
        return self._travel_aim.wants()

    def _is_cut(self) -> bool:
        return False

    def _aimed(self) -> str:
        screen = self._screen
        who = self._travel_aim.who(screen)
        known = {item.objectName(): item for item in hands.controls(self._view)}
        name = self._travel_aim.control(screen, known)
        if who and (not name or self._draws.random() < 0.5):
            return self._show(who)
        return self._pressed(known[name]) if name else self._pass_time() if screen.startswith("checkout/") else ""

    def _devices(self) -> tuple[Fitted, ...]:
        own = self._hall
        return own.scanner, own.printer, own.terminal, own.documents, own.tags, own.scale

    def _scan(self) -> str:
        kind = self._draws.random()
        if kind < 0.1:
            problem = self._draws.choice(BAD_DOCUMENTS)
            self._on_core(lambda: self._hall.documents.fail(problem))
            return f"bad-document {problem}"
        return super()._scan() if kind < 0.3 else self._show(EVERYBODY)

    def _show(self, refs: tuple[str, ...]) -> str:
        """Hold the document of one of them before its reader."""
        booking = self._travellers.booking(refs)
        if booking is None:
            return "nobody"
        self.typed.update(surnames(booking))
        if self._draws.random() < 0.5:
            lines = self._travellers.passport(booking)
            self._on_core(lambda: self._hall.documents.read(lines))
            return f"passport {booking.ref}"
        code = self._travellers.itinerary(booking)
        self._on_core(lambda: self._hall.scanner.read(code))
        return f"pass {booking.ref}"
