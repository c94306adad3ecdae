"""Where a life cuts itself: at its n-th commit, or at its n-th operation on the files of one service.

A commit is cut before it, or behind it while nobody heard of it. Operations on files are seen by the shim of
`tests.faults.disk`, where the program was started under it.
"""

from __future__ import annotations

import ctypes
import os
import signal
from typing import Any, Final

from kiosk.effects.benefits import asking
from kiosk.store.journal import backends
from kiosk.store.journal.writer import Writer
from kiosk.wiring import benefits

BEFORE, BEHIND = "before a commit", "behind a commit"
FILES: Final = {"the coupons' file": b"benefits.sqlite", "the signing device's file": b"fiscal-sim"}
PLACES: Final = (BEFORE, BEHIND, *FILES)
LONG_S: Final = 600.0  # threads ask a file, and the clock runs a hundred times as fast beside them


def has_shim() -> bool:
    """Tell whether this process was started under the shim."""
    try:
        return bool(ctypes.CDLL(None).shim_stab)
    except AttributeError:
        return False


def places() -> tuple[str, ...]:
    """Return where a life can be cut here."""
    return PLACES if has_shim() else (BEFORE, BEHIND)


def armed(place: str, nth: int) -> None:
    """Cut this life there; the wiring's intervals that wait for a thread are made long."""
    vars(asking)["ANSWER_S"] = LONG_S
    vars(benefits)["TOLD_AGAIN_MS"] = 10**14  # sales of the fast clock are old
    if place in FILES:
        stab = ctypes.CDLL(None).shim_stab
        stab.argtypes = (ctypes.c_char_p, ctypes.c_long)
        stab(FILES[place], nth)
    elif place:
        vars(backends)["Writer"] = _cutting(nth, is_behind=place == BEHIND)


def _cutting(nth: int, *, is_behind: bool) -> type[Writer]:
    class Cutting(Writer):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self._commits = 0
            self._connection.set_trace_callback(self._heard)

        def _heard(self, statement: str) -> None:
            self._commits += statement == "COMMIT"
            if statement == "COMMIT" and self._commits == nth and not is_behind:
                os.kill(os.getpid(), signal.SIGKILL)

        def commit(self, *given: Any) -> int:
            done = super().commit(*given)
            if is_behind and self._commits >= nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

    return Cutting
