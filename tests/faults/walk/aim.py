"""Where a walk has not been yet, and which act leads there: without it rare screens are met in one language only."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

from kiosk.session import screens
from tests.faults.walk.report import LANGUAGES, Report

WALKED = ("shell", "checkout")  # the walk's kiosk offers the checkout alone
CHOICE = "language:"
SWITCH = "language"
WAITING = ("checkout/Paying", "checkout/GivingBack", "checkout/PaymentUnclear")  # what follows takes time, not hands
ONWARD = {
    "checkout/Scanning": "primary",
    "checkout/Typing": "back",
    "checkout/Choosing": "back",
    "checkout/Naming": "back",
    "checkout/Explained": "primary",  # back to the basket
    "checkout/Membership": "primary",  # back to the basket
    "checkout/Enrolling": "back",
    "checkout/Extras": "primary",
    "checkout/Keeping": "secondary",  # done
    "checkout/PartPaid": "secondary",  # gives back what is paid
    "checkout/Declined": "primary",
    "checkout/Receipt": "primary",
    "checkout/Returned": "primary",
    "checkout/ThankYou": "primary",
}
ENDS = {  # how a payment has to end to lead there
    "checkout/Returned": "part",
    "checkout/GivingBack": "part",
    "checkout/PartPaid": "part",
    "checkout/Declined": "declined",
    "checkout/PaymentUnclear": "unheard",
    "checkout/Receipt": "approved",
    "checkout/ThankYou": "approved",
}
# customers do not come there, and nobody who walks signs in
OF_STAFF = ("checkout/TakingBack", "checkout/Refunding", "checkout/Reprinting")
OF_COUNTRY = ("checkout/TaxNumber",)  # the walk's shop is where no receipt names who bought
OF_MEMBERS = "checkout/Membership"  # a card that is read twice shows it
OF_TYPED = ("checkout/Typing", "checkout/Enrolling")
OF_LOOSE = ("checkout/Choosing", "checkout/Naming", "checkout/Weighing")
# how the names of controls begin that lead where something may be lacking
ASIDE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "checkout/Scanning": {"secondary": (*OF_LOOSE, *OF_TYPED)},
    "checkout/Choosing": {
        "goods:": ("checkout/Weighing",), "primary": ("checkout/Naming",), "secondary": OF_TYPED,
    },
    "checkout/Typing": {"secondary": ("checkout/Enrolling",)},
}  # fmt: skip
KEEP, STOP = "sheet1", "sheet2"  # of the question before giving up
SHARE = 0.5  # of all acts; the others have no aim
CUT = 0.1  # of the acts before a basket, while a basket that is offered back was not seen in every language


def walked() -> tuple[str, ...]:
    """Return the screens that the walk's kiosk can show."""
    unseen = OF_STAFF + OF_COUNTRY
    return tuple(name for name in screens() if name.partition("/")[0] in WALKED and name not in unseen)


class Aim:
    """What to do next to see a pair of screen and language that was not seen. Without one it wants nothing."""

    def __init__(self, screens: tuple[str, ...], report: Report, draws: random.Random) -> None:
        self._screens, self._report, self._draws = screens, report, draws
        self._end_draws = random.Random(draws.random())  # noqa: S311  # drawn on the core's thread

    @property
    def is_met(self) -> bool:
        """True once every screen was seen in every language."""
        return not self._report.missing(self._screens)

    def wants(self) -> bool:
        """True when the next act shall have an aim."""
        return not self.is_met and self._draws.random() < SHARE

    def control(self, screen: str, names: Collection[str]) -> str:
        """Return the name of the control to press among those there are; empty for none."""
        lacking = self._lacking(screen)
        choices = [name for name in names if name.removeprefix(CHOICE) in lacking]
        if choices:
            return self._draws.choice(sorted(choices))
        if lacking and SWITCH in names:
            return SWITCH
        if screen == "shell/Attract":
            return "start" if "start" in names and self._lacks("shell/Language", "shell/Home") else ""
        if self._lacks("checkout/Keeping"):
            if STOP in names:
                return KEEP
            if screen == "checkout/Scanning" and "cancel" in names and self._draws.random() < CUT:
                return "cancel"
        if aside := self._aside(screen, names):
            return aside
        wanted = "sheet0" if "sheet0" in names else ONWARD.get(screen, "")
        return wanted if wanted in names else ""

    def _aside(self, screen: str, names: Collection[str]) -> str:
        """Return a control that leads from the basket to pages that are lacking; empty where a question lies over."""
        ways = tuple(way for way, further in ASIDE.get(screen, {}).items() if self._lacks(*further))
        found = sorted(name for name in names if name.startswith(ways)) if ways and "sheet0" not in names else []
        return self._draws.choice(found) if found else ""

    def device(self, screen: str) -> str:
        """Return the role of a device that has to be away here; empty for none."""
        if screen == "shell/Attract" and self._lacks("shell/OutOfService"):
            return "scanner"  # without it the walk's kiosk is out of service
        return "terminal" if screen == "shell/Language" and self._lacks("shell/Home") else ""

    def is_card(self, screen: str) -> bool:
        """True when a member's card shall be read here."""
        return screen == "checkout/Scanning" and self._lacks(OF_MEMBERS) and self._draws.random() < SHARE

    def end(self) -> str:
        """Return how the next payment has to end; empty: as it likes."""
        ends = [end for screen, end in ENDS.items() if self._lacks(screen)]
        return self._end_draws.choice(ends) if ends and self._end_draws.random() < SHARE else ""

    def is_cut(self, screen: str, rows: int) -> bool:
        """True when this life shall end now: the next one offers the basket back."""
        is_here = screen == "checkout/Scanning" and rows > 0
        return is_here and self._lacks("checkout/ResumeOffer") and self._draws.random() < CUT

    def is_time(self, screen: str) -> bool:
        """True where waiting leads on and the screen itself holds nothing new."""
        return screen in WAITING and not self._lacking(screen)

    def _lacks(self, *screens: str) -> bool:
        return any(self._lacking(screen) for screen in screens)

    def _lacking(self, screen: str) -> list[str]:
        return [tag for tag in LANGUAGES if (screen, tag) not in self._report.reached]
