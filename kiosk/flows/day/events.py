"""What happens on the pages of a day, and what they ask to be done.

`key` is the question an answer is for. What only fills a page is passing; what changes a sale or closes a day is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.access.roles import Person
from kiosk.domain.money import Money
from kiosk.domain.sale import Sale
from kiosk.domain.settling.figures import DayFigures
from kiosk.flows.base import Effect, Event

# --- pressed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageChosen(Event):
    """A page of the menu: `figures`, `closing`, `reviews`, `copies`."""

    page: str


@dataclass(frozen=True, slots=True)
class PrintDayPressed(Event):
    """The figures are wanted on paper."""


@dataclass(frozen=True, slots=True)
class AskTerminalPressed(Event):
    """The terminal shall close its own day, and say what it holds."""


@dataclass(frozen=True, slots=True)
class ClosePressed(Event):
    """The day shall be closed as it stands."""


@dataclass(frozen=True, slots=True)
class CaseChosen(Event):
    """One of the cases."""

    sale_id: str


@dataclass(frozen=True, slots=True)
class OutcomeChosen(Event):
    """What became of the payment: a value of `Outcome`."""

    outcome: str


@dataclass(frozen=True, slots=True)
class ResolvePressed(Event):
    """Yes: it is decided as chosen."""


@dataclass(frozen=True, slots=True)
class ReceiptChosen(Event):
    """The receipt of this sale is wanted again."""

    sale_id: str


# --- answers that fill a page ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Doubt:
    """An attempt that may explain a difference, or waits for a person. `when`: as the site writes times."""

    sale_id: str
    reference: str
    amount: Money
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Where the day stands. `last`: the number of the last report, 0: none; `since` and `until`: as the site writes.

    `terminal_minor`: what the terminal named since then, None: nothing; `doubts`: what may explain a difference.
    """

    figures: DayFigures
    last: int
    since: str
    until: str
    terminal_minor: int | None = None
    is_terminal_heard: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def difference_minor(self) -> int:
        """What the terminal holds more than the kiosk; 0 where it named no sum."""
        return 0 if self.terminal_minor is None else self.terminal_minor - self.figures.at_terminal_minor


@dataclass(frozen=True, slots=True)
class DayReckoned(Event):
    """The answer to `ReckonDay`. The journal keeps it: what was compared before a day was closed."""

    is_activity: ClassVar[bool] = False
    key: str
    day: Reckoned


@dataclass(frozen=True, slots=True)
class CasesFound(Event):
    """The answer to `FindCases`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    key: str
    cases: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class ReceiptFound:
    """A sale that was carried out, as a row: `reference` is what stands on its receipt."""

    sale_id: str
    reference: str
    amount: Money
    when: str
    copies: int


@dataclass(frozen=True, slots=True)
class ReceiptsFound(Event):
    """The answer to `FindReceipts`, the newest first."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    key: str
    receipts: tuple[ReceiptFound, ...]


# --- answers that change something ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaleRead(Event):
    """The answer to `ReadSale`, as the store holds it; None: there is none. `when`: of its last attempt."""

    is_activity: ClassVar[bool] = False
    key: str
    sale: Sale | None
    when: str = ""


@dataclass(frozen=True, slots=True)
class SaleSettled(Event):
    """A sale that no customer holds is as staff left it: the shell has it written."""

    is_activity: ClassVar[bool] = False
    sale: Sale


@dataclass(frozen=True, slots=True)
class TerminalDayTold(Event):
    """The terminal closed its day, or did not: `why` is its fault. None: it named no sum."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    key: str
    total_minor: int | None = None
    count: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """The day is closed: a Z. Numbers have no gap, and each goes on where the last one ended; the file refuses others.

    `terminal_minor`: what the terminal named for the same stretch, None: nothing.
    """

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    key: str
    number: int
    figures: DayFigures
    terminal_minor: int | None
    person_id: str
    second_id: str = ""


@dataclass(frozen=True, slots=True)
class DayNotClosed(Event):
    """Nothing was closed; `why` says what stood against it."""

    is_activity: ClassVar[bool] = False
    key: str
    why: str


@dataclass(frozen=True, slots=True)
class DayPrinted(Event):
    """The printer's word on a report: DONE, FAILED or UNKNOWN."""

    is_activity: ClassVar[bool] = False
    key: str
    verdict: str
    reason: str = ""


# --- asked for ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked(Effect):
    """A question with a key."""

    of: str

    @property
    def key(self) -> str:
        """The question that waits for its answer."""
        return self.of


@dataclass(frozen=True, slots=True)
class ReckonDay(_Asked):
    """Reckon from the end of the last report until now; answers `DayReckoned`."""


@dataclass(frozen=True, slots=True)
class CloseTerminalDay(_Asked):
    """Let the terminal close its own day; answers `TerminalDayTold`."""


@dataclass(frozen=True, slots=True)
class CloseDay(_Asked):
    """Close the day; answers `DayClosed` or `DayNotClosed`."""

    person: Person
    second_id: str = ""


@dataclass(frozen=True, slots=True)
class PrintDay(_Asked):
    """Put figures on paper; `number` 0: an X. Answers `DayPrinted`."""

    figures: DayFigures
    number: int = 0
    terminal_minor: int | None = None
    person_id: str = ""
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class FindCases(_Asked):
    """List the sales whose outcome a person must say; answers `CasesFound`."""


@dataclass(frozen=True, slots=True)
class FindReceipts(_Asked):
    """List the sales last carried out; answers `ReceiptsFound`."""


@dataclass(frozen=True, slots=True)
class ReadSale(_Asked):
    """Read a sale; answers `SaleRead`."""

    sale_id: str
