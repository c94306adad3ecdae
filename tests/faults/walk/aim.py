"""Where a walk has not been yet, and which act leads there: without it rare screens are met in one language only."""

from __future__ import annotations

import random
from collections.abc import Collection

from tests.faults.walk.report import LANGUAGES, Report

CHOICE = "language:"
SWITCH = "language"
WAITING = ("checkout/Paying", "checkout/GivingBack", "checkout/PaymentUnclear")  # what follows takes time, not hands
SHARE = 0.5  # of all acts; the others have no aim


class Aim:
    """What to do next to see a pair of screen and language that was not seen. Without one it wants nothing."""

    def __init__(self, screens: tuple[str, ...], report: Report, draws: random.Random) -> None:
        self._screens, self._report, self._draws = screens, report, draws

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
        return "start" if screen == "shell/Attract" and "start" in names and self._is_choice_lacking else ""

    def device(self, screen: str) -> str:
        """Return the role of a device that has to be away here; empty for none."""
        if screen == "shell/Attract" and self._lacking("shell/OutOfService"):
            return "scanner"  # without it the walk's kiosk is out of service
        return "terminal" if screen == "shell/Language" and self._lacking("shell/Home") else ""

    def is_time(self, screen: str) -> bool:
        """True where waiting leads on and the screen itself holds nothing new."""
        return screen in WAITING and not self._lacking(screen)

    @property
    def _is_choice_lacking(self) -> bool:
        return bool(self._lacking("shell/Language") or self._lacking("shell/Home"))

    def _lacking(self, screen: str) -> list[str]:
        return [tag for tag in LANGUAGES if (screen, tag) not in self._report.reached]
