"""What the pages show of devices and machine: values, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.domain.selftests.values import Verdict
from kiosk.domain.text import Text

WELL: Final = ("READY", "BUSY", "STARTING")
SOON: Final = ("DEGRADED",)
GONE: Final = ("ABSENT", "SILENT")


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its code, whose words are `advice.<code>.cause` and `.todo`, and the help article about it."""

    code: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a device's last self-test, when at the site, and who tried it (an id of the staff)."""

    verdict: Verdict
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One device. `since` is a time of day at the site, empty: not known; `because_of` the part whose fault it is.

    `counts` are of the present period, by name; `left` what is left of consumables, by name; `remark` is the driver's
    (`bronze`: it never met hardware); of the part that is looked at, `log` has its last lines and
    `tried` its last self-test (None: never).
    """

    part: str
    state: str
    is_usable: bool
    is_required: bool = False
    driver: str = ""
    model: str = ""
    remark: str = ""
    since: str = ""
    detail: str = ""
    because_of: str = ""
    whys: tuple[Why, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    log: tuple[tuple[str, str], ...] = ()
    tried: Tried | None = None

    @property
    def is_well(self) -> bool:
        """True when nobody has to do anything about it."""
        return self.state in WELL and not self.whys

    @property
    def rank(self) -> int:
        """How soon somebody should see to it, the soonest first."""
        if self.is_well:
            return 4
        if self.state in SOON:
            return 3
        return 1 - self.is_required if not self.is_usable else 2


@dataclass(frozen=True, slots=True)
class MachineFact:
    """One thing about the machine: `name` is a key below `maintenance.machine`, `kind` as staff rows have it."""

    name: str
    value: Text | str
    kind: str = "plain"
