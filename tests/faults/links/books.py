"""What the terminal charged beside what the kiosk wrote down: the verdict on one sale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind
from kiosk.store.database import Database

HELD = (AttemptState.APPROVED, AttemptState.CONFIRMED)
OPEN = (AttemptState.INTENT, AttemptState.SENT, AttemptState.CANCELLING, AttemptState.UNKNOWN, *HELD[:1])
GIVEN = (SaleState.PAID, SaleState.FULFILLED)
A_PERSON_DECIDES = (SaleState.REVIEW,)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """One sale when everything has come to rest. Amounts in minor units.

    `kept`: the payments that the terminal booked in its time and did not give back.
    """

    state: str
    total_minor: int
    attempts: Sequence[Row]
    kept: Sequence[Row]

    @property
    def wrongs(self) -> list[str]:
        """What is wrong with it: doubled, free, ghost, stuck, false; empty when all is well."""
        kept = [int(row["amount_minor"]) for row in self.kept]
        found = []
        if len(kept) > 1:
            found.append("doubled")
        if self.state in GIVEN and sum(kept) < self.total_minor:
            found.append("free")
        if self.state not in (*GIVEN, *A_PERSON_DECIDES) and kept:
            found.append("ghost")
        if self.state in ("OPEN", "PAYING") or any(own["state"] in OPEN for own in self.attempts):
            found.append("stuck")
        return found + self._false(kept)

    def _false(self, kept: Sequence[int]) -> list[str]:
        """I3: what we hold confirmed is what the terminal kept, one for one; a person decides only where asked."""
        payments = [own for own in self.attempts if own["kind"] == AttemptKind.PAYMENT]
        confirmed = [int(own["amount_minor"]) for own in payments if own["state"] == AttemptState.CONFIRMED]
        unclear = [own for own in payments if own["state"] == AttemptState.REVIEW]
        if confirmed == kept or (unclear and len(confirmed) <= len(kept) <= len(confirmed) + len(unclear)):
            return []
        return ["false"]

    def told(self) -> str:
        """Return it for a person who looks for the fault."""
        ours = [(own["kind"], own["state"], own["ref"], own["receipt_no"], own["refusal"]) for own in self.attempts]
        return f"sale {self.state} of {self.total_minor}, attempts {ours}, the terminal kept {list(self.kept)}"


def account(database: Database, turnovers: Sequence[Row]) -> Account:
    """Return the account of the newest sale; `turnovers` are the terminal's own since that sale began."""
    with database.reader.connect() as connection:
        newest = text("SELECT id, state, total_minor FROM sale ORDER BY opened_seq DESC, id DESC LIMIT 1")
        sale = connection.execute(newest).mappings().one()
        own = text("SELECT * FROM attempt WHERE sale_id = :sale ORDER BY n")
        attempts = [dict(row) for row in connection.execute(own, {"sale": sale["id"]}).mappings()]
    return Account(sale["state"], sale["total_minor"], attempts, [row for row in turnovers if is_kept(row)])


def is_kept(row: Row) -> bool:
    """Tell whether a turnover of a terminal is a payment whose money stayed with the shop."""
    return row["kind"] == "payment" and row["result"] == "00" and row["state"] != "undone" and not row["reversed"]
