"""Runs the call board until its window is closed."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from kiosk.flows.base import Site
from kiosk.flows.callboard import Lane
from kiosk.words import SiteFormat, Words
from screens.app import Glass, make_application
from screens.callboard.window import BoardWindow
from screens.display import problem
from screens.ending import quit_application, quit_on_interrupt

NOT_RUN = 2
PANEL = Glass(width=1280, height=800, diagonal_in=21.5, place=(0, 0))  # of a screen on a desk, read from a metre


class Lines(Protocol):
    """The lines to the kiosks: what is known of them, and how they are answered."""

    site: Site
    formats: tuple[str, str, str]
    changed: Callable[[], None]

    def start(self) -> None:
        """Begin to connect."""
        ...

    def stop(self) -> None:
        """Let go of every line."""
        ...

    def lanes(self) -> Sequence[Lane]:
        """Return every lane as it is now."""
        ...

    def answered(self, address: str, call_id: str, kind: str) -> None:
        """Tell a kiosk what a person pressed."""
        ...


def run_board(opened: Callable[[], Lines | None]) -> int:
    """Open the board on this machine's screen; return the exit status."""
    refusal = problem()
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return NOT_RUN
    lines = opened()
    if lines is None:
        return NOT_RUN
    application = make_application()
    restore = quit_on_interrupt(quit_application)
    formats = SiteFormat(*lines.formats)
    words_for = functools.cache(lambda language: Words(language, formats))
    own = words_for(lines.site.language)
    shown = BoardWindow(
        lines.site, PANEL, words_for, lines.lanes, lines.answered,
        lambda now_ms: own.time(datetime.fromtimestamp(now_ms / 1000, UTC)),
    )  # fmt: skip
    lines.changed = shown.refresh
    shown.window.closing.connect(quit_application)
    lines.start()
    shown.show()
    application.exec()
    restore()
    lines.stop()
    return 0
