"""The back room of a simulated day: who works here, and what the staff's pages and help are answered.

The entrance, the lane and the records are the product's own; the register of persons, the store and the articles behind
them are values in memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import Any, Final, cast

from kiosk.backroom import lanes
from kiosk.backroom.inside import Inside
from kiosk.backroom.persons import entrance
from kiosk.domain.access.roles import DANGEROUS, Permission, Person, Role, Rule, Verdict, verdict
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.settling.resolving import is_case
from kiosk.domain.stamp import short_id
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.assist.events import FindLastSale, LastSaleFound
from kiosk.flows.base import Effect, Event
from kiosk.flows.day.events import (
    CasesFound,
    Doubt,
    FindCases,
    FindReceipts,
    ReadSale,
    ReceiptFound,
    ReceiptsFound,
    SaleRead,
)
from kiosk.flows.help.events import SEARCH, FindHelp, HelpFound, QuestionAnswered
from kiosk.flows.help.examples import HELD
from kiosk.flows.lane.events import LaneTold
from kiosk.flows.maintenance import EXAMPLES as PAGES
from kiosk.flows.maintenance.events import (
    BeginCounts,
    LookAtMachine,
    LookAtParts,
    MachineSeen,
    PartActed,
    PartsSeen,
    StartPartAnew,
)
from kiosk.flows.maintenance.flow import Dashboard, Machine
from kiosk.people.badges import Badge, BadgeFault
from kiosk.people.door import Admitted, Refusal, Refused
from tests.faults.simulate.faults import Faults

PIN: Final = "481526"
CODE: Final = "123456"
REGISTER: Final[Mapping[str, Person]] = {
    own.id: own
    for own in (
        Person("ann", frozenset({Role.ATTENDANT})),
        Person("tom", frozenset({Role.TECHNICIAN})),
        Person("sue", frozenset({Role.SUPERVISOR})),
        Person("sam", frozenset({Role.SUPERVISOR})),
    )
}
TWO: Final = Rule(frozenset({Permission.DISCOUNT, Permission.REFUND_LAST_SALE, Permission.VOID_LINE}))


@dataclass(slots=True)
class Door:
    """The register's answers without its arithmetic: PINs and codes are compared, nobody is locked out."""

    async def log_in(self, person_id: str, pin: str) -> Admitted | Refused:
        """Compare an id and a PIN."""
        person = REGISTER.get(person_id)
        return Admitted(person) if person is not None and pin == PIN else Refused(Refusal.WRONG)

    async def log_in_by_badge(self, _badge: Badge | BadgeFault, _pin: str) -> Refused:
        """Nobody has a badge that is genuine."""
        return Refused(Refusal.BAD_BADGE)

    async def permit(
        self, act: Permission, first: Person, rule: Rule, *, second: Person | None = None, code: str | None = None
    ) -> Verdict | Refused:
        """Ask the permission table."""
        if code is not None and code != CODE and act in DANGEROUS:
            return Refused(Refusal.CODE_WRONG)
        return verdict(act, first, rule, second=second, has_fresh_totp=code == CODE)


class _First:
    """Everybody is enrolled."""

    async def code(self) -> None:
        """There is no first admin to come."""


@dataclass(slots=True)
class BackRoom:
    """Outlives each start. `sales` is what the disk holds; `lane` how staff left the lane."""

    rng: Random
    faults: Faults
    sales: Mapping[str, Sale]
    utc_ms: Callable[[], int]
    rule: Rule = field(default_factory=Rule)
    lane: LaneTold | None = None

    async def opened(self) -> SimpleNamespace:
        """Open the register of persons, or not."""
        await asyncio.sleep(0.1)
        if self.faults.hit("staff: the register fails"):
            raise OSError("the key file cannot be read")
        return SimpleNamespace(first=_First(), door=Door())

    def performers(self, tasks: Tasks) -> dict[type[Effect], Perform]:
        """Return who performs what staff and help ask for; of all else the page hears that nobody does."""
        settings = SimpleNamespace(
            site=SimpleNamespace(timezone="Europe/Amsterdam"), people=SimpleNamespace(rule=self.rule, public_keys=())
        )
        inside = cast(
            Inside,
            SimpleNamespace(settings=settings, utc_ms=self.utc_ms, tasks=tasks, post=tasks.post, persons=self),
        )

        def told(answer: Callable[[Any], Event | tuple[Event, ...]]) -> Perform:
            return lambda effect: tasks.start(effect, effect.key, self._answered(tasks, answer, effect))

        answers: dict[type[Effect], Callable[[Any], Event | tuple[Event, ...]]] = {
            FindLastSale: lambda _: LastSaleFound(self._last()),
            FindCases: lambda of: CasesFound(of.of, tuple(_doubt(own) for own in self.sales.values() if is_case(own))),
            FindReceipts: lambda of: ReceiptsFound(of.of, tuple(map(_row, self._sold()[-5:]))),
            ReadSale: lambda of: SaleRead(of.of, self.sales.get(of.sale_id)),
            FindHelp: self._found,
            LookAtParts: lambda _: PartsSeen(cast(Dashboard, PAGES["Dashboard"]).parts or ()),
            LookAtMachine: lambda _: MachineSeen(cast(Machine, PAGES["Machine"]).facts or ()),
            StartPartAnew: lambda of: PartActed(of.part, "SILENT", "READY"),
            BeginCounts: lambda of: PartActed(of.part),
        }
        performed = {kind: told(answer) for kind, answer in answers.items()}
        return {**entrance.table(inside), **lanes.table(inside), **performed}

    def _answered(
        self, tasks: Tasks, answer: Callable[[Any], Event | tuple[Event, ...]], effect: Effect
    ) -> Coroutine[Any, Any, None]:
        async def work() -> None:
            await asyncio.sleep(0.02)
            if self.faults.hit("staff: nothing is found"):
                raise OSError("the tables cannot be read")
            said = answer(effect)
            for event in said if isinstance(said, tuple) else (said,):
                tasks.post(event)

        return work()

    def _found(self, effect: FindHelp) -> tuple[Event, ...]:
        found = HELD[: self.rng.choice((0, 1, 6))]
        if effect.article:
            found = tuple(own for own in HELD if own.id == effect.article)
        told = HelpFound(effect.kind, effect.screen, found, effect.question)
        return (
            (QuestionAnswered(effect.language, effect.screen, len(found)), told) if effect.kind == SEARCH else (told,)
        )

    def _sold(self) -> list[Sale]:
        return [own for own in self.sales.values() if own.state is SaleState.FULFILLED and own.total.minor > 0]

    def _last(self) -> Sale | None:
        sold = self._sold()
        return sold[-1] if sold else None


def _doubt(sale: Sale) -> Doubt:
    return Doubt(sale.id, short_id(sale.id), sale.total, "10:00", sale.state.value)


def _row(sale: Sale) -> ReceiptFound:
    return ReceiptFound(sale.id, short_id(sale.id), sale.total, "10:00", 0)
