"""What the tables forbid, read from `schema`, so that rows in memory are refused for the same reasons as on a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from kiosk.domain.moves import HOLDS_TENDER, HOLDS_TERMINAL, AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.sale import AttemptKind, TenderKind

Held: TypeAlias = Mapping[str, Any]  # a row, by column
Rule: TypeAlias = Callable[[Held], bool]
_K, _A = AttemptKind, AttemptState
ENDED: Final = frozenset({_A.DECLINED, _A.REVERSED})
HOLDING: Final = frozenset({TenderState.OPEN, TenderState.CONFIRMED, TenderState.REVERSING})

# The conditions of the schema's text, by the names they have there; a rule of the schema without one is a KeyError.
CHECKS: Final[Mapping[str, Rule]] = {
    "sale_state": lambda row: isinstance(row["state"], SaleState),
    "sale_currency": lambda row: len(row["currency"]) == 3,
    "sale_next_n": lambda row: row["next_n"] >= 1,
    "sale_line_discount": lambda row: (
        row["discount_minor"] == 0 or (row["discount_minor"] > 0 and row["total_minor"] >= 0)
    ),
    "sale_line_n": lambda row: row["n"] >= 1,
    "sale_line_qty": lambda row: row["qty_milli"] != 0,
    "sale_line_vat": lambda row: 0 <= row["vat_bp"] <= 10000,
    "sale_line_weight": lambda row: row["weight_g"] is None or row["weight_g"] >= 0,
    "sale_line_is_removed": lambda row: row["is_removed"] in (0, 1),
    "tender_kind": lambda row: isinstance(row["kind"], TenderKind),
    "tender_state": lambda row: isinstance(row["state"], TenderState),
    "tender_amount": lambda row: row["amount_minor"] > 0,
    "tender_received": lambda row: row["received_minor"] >= 0,
    "attempt_kind": lambda row: isinstance(row["kind"], AttemptKind),
    "attempt_state": lambda row: isinstance(row["state"], AttemptState),
    "attempt_amount": lambda row: row["amount_minor"] > 0,
    "attempt_last4": lambda row: len(row["last4"]) <= 4,
    "attempt_has_tender": lambda row: row["tender_id"] is not None or row["kind"] == _K.ORPHAN,
    "attempt_reverses": lambda row: (row["kind"] == _K.REVERSAL) == (row["reverses_id"] is not None),
    "attempt_watch": lambda row: row["watch"] in (0, 1),
    "print_job_state": lambda row: isinstance(row["state"], PrintState),
    "print_job_copy_no": lambda row: row["copy_no"] >= 1,
}
PARTS: Final[Mapping[str, Rule]] = {
    "u1_payment_of_tender": lambda row: row["kind"] == _K.PAYMENT and row["state"] in HOLDS_TENDER,
    "u2_attempt_at_terminal": lambda row: row["kind"] != _K.ORPHAN and row["state"] in HOLDS_TERMINAL,
    "u3_reversal_of_attempt": lambda row: row["kind"] == _K.REVERSAL and row["state"] not in ENDED,
    "u4_open_tender_of_sale": lambda row: row["state"] == TenderState.OPEN,
    "u5_refund_of_tender": lambda row: row["kind"] == _K.REFUND and row["state"] in HOLDS_TERMINAL | {_A.REVIEW},
    "u6_print_job_of_doc": lambda row: row["state"] in (PrintState.QUEUED, PrintState.SENDING),
}


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns that no two rows share, among those that meet `where`; a row with none of a value is not among them."""

    columns: tuple[str, ...]
    where: Rule | None

    def key(self, row: Held) -> tuple[Any, ...] | None:
        """Return what no other row may have, None where this row is free."""
        if self.where is not None and not self.where(row):
            return None
        own = tuple([row[name] for name in self.columns])
        return None if None in own else own


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules of one table. `refers` are columns with the table whose row they name."""

    key: tuple[str, ...]
    wanted: tuple[str, ...]
    checks: tuple[tuple[str, Rule], ...]
    uniques: tuple[Unique, ...]
    refers: tuple[tuple[str, str], ...]


def limits_of(table: Table, columns: tuple[str, ...]) -> Limits:
    """Read the rules of a table of which `columns` are written. Raises KeyError for one that is not known here."""
    key = tuple(column.name for column in table.primary_key)
    checks = sorted(str(own.name) for own in table.constraints if isinstance(own, CheckConstraint))
    return Limits(
        key,
        tuple(name for name in columns if not table.c[name].nullable),
        tuple((name, CHECKS[name]) for name in checks),
        tuple(_uniques(table)),
        tuple((column.name, own.column.table.name) for column in table.c for own in column.foreign_keys),
    )


def _uniques(table: Table) -> Iterator[Unique]:
    for own in table.constraints:
        if isinstance(own, UniqueConstraint):
            yield Unique(tuple(column.name for column in own.columns), None)
    for index in table.indexes:
        if index.unique:
            yield Unique(tuple(column.name for column in index.columns), PARTS[str(index.name)])
