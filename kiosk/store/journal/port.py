"""What the runtime asks of a journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event


class Journal(Protocol):
    """Makes events durable, one at a time; perform effects only after `commit` has returned."""

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> int:
        """Commit one event with the rows in which `after` differs from `before`; return its number, without gaps.

        A sale may leave `after` only when an earlier commit has kept its last state. `session_id` is empty while
        nobody is at the glass. Raises `CommitFailed` (outcome unknown) or its kind `Rejected` (nothing was kept); the
        journal refuses everything afterwards.
        """
        ...

    async def reserve(self, name: str) -> int:
        """Take the next number of a durable counter (`receipt`, `print_job`), 1 to 2**32 - 1. Raises `CommitFailed`."""
        ...

    async def checkpoint(self) -> None:
        """Fold the log into the file, when nobody waits. Raises `CheckpointFailed`: then stop selling."""
        ...

    async def close(self) -> None:
        """Finish what is under way and let the file go."""
        ...
