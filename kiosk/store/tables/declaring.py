"""What every declaration of a table shares: the metadata, checks by lists of states, and triggers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from sqlalchemy import DDL, CheckConstraint, MetaData, Table, event

metadata: Final = MetaData()


def listed(values: Iterable[StrEnum]) -> str:
    """Return the values as a list of SQL, sorted."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def one_of(column: str, values: Iterable[StrEnum], name: str) -> CheckConstraint:
    """Return the check that a column holds one of these."""
    return CheckConstraint(f"{column} IN ({listed(values)})", name=name)


def truth(column: str, name: str) -> CheckConstraint:
    """Return the check that a column holds 0 or 1."""
    return CheckConstraint(f"{column} IN (0, 1)", name=name)


def guard(triggers: Iterable[tuple[Table, str]]) -> None:
    """Have each trigger made with its table."""
    for table, ddl in triggers:
        event.listen(table, "after_create", DDL(ddl))  # type: ignore[no-untyped-call] # SQLAlchemy left it untyped
