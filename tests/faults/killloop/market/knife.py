"""Where a life cuts itself: at its n-th commit, or at its n-th operation on the files of one service.

A commit is cut before it, or behind it while nobody heard of it: any, or one that ends a sale. What is done to files is
seen by the shim of `tests.faults.disk`, where the program was started under it.
"""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.effects.benefits import asking, enrolling
from kiosk.effects.gifts import hand
from kiosk.flows.base import Event
from kiosk.store.journal import backends
from kiosk.store.journal.writer import Writer
from kiosk.wiring import benefits

BEFORE, BEHIND, END = "before a commit", "behind a commit", "behind the end of a sale"
OVER: Final = (SaleState.FULFILLED, SaleState.VOID, SaleState.SUSPENDED)
FILES: Final = {
    "the coupons' file": b"benefits.sqlite",
    "the signing device's file": b"fiscal-sim",
    "the gift cards' file": b"gift-cards.sqlite",
    "the members' file": b"members.sqlite",
}
PLACES: Final = (BEFORE, BEHIND, END, *FILES)
Sales: TypeAlias = Sequence[Sale]
LONG_S: Final = 600.0  # threads ask a file, and the clock runs a hundred times as fast beside them


def has_shim() -> bool:
    """Tell whether this process was started under the shim."""
    try:
        return bool(ctypes.CDLL(None).shim_stab)
    except AttributeError:
        return False


def places() -> tuple[str, ...]:
    """Return where a life can be cut here."""
    return PLACES if has_shim() else (BEFORE, BEHIND, END)


def armed(place: str, nth: int) -> None:
    """Cut this life there; the wiring's intervals that wait for a thread are made long."""
    for own in (asking, enrolling, hand):
        vars(own)["ANSWER_S"] = LONG_S
    vars(benefits)["TOLD_AGAIN_MS"] = 10**14  # sales of the fast clock are old
    if place in FILES:
        stab = ctypes.CDLL(None).shim_stab
        stab.argtypes = (ctypes.c_char_p, ctypes.c_long)
        stab(FILES[place], nth)
    elif place:
        vars(backends)["Writer"] = _cutting(place, nth)


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _cutting(place: str, nth: int) -> type[Writer]:
    class Cutting(Writer):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self._commits = self._ends = 0
            self._connection.set_trace_callback(self._heard)

        def _heard(self, statement: str) -> None:
            self._commits += statement == "COMMIT"
            if statement == "COMMIT" and self._commits == nth and place == BEFORE:
                _end()

        def commit(self, event: Event, at: Stamp, session_id: str, before: Sales, after: Sales) -> int:
            done = super().commit(event, at, session_id, before, after)
            were = {sale.id for sale in before if sale.state in OVER}
            self._ends += any(sale.state in OVER and sale.id not in were for sale in after)
            if (place == BEHIND and self._commits >= nth) or (place == END and self._ends >= nth):
                _end()
            return done

    return Cutting
