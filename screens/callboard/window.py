"""Opens the call board: a window of its own, shown anew each second and whenever a kiosk told something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtQuick import QQuickView

from kiosk.flows.base import Site
from kiosk.flows.callboard import Lane, view
from kiosk.flows.glass import Frame, strip
from kiosk.phrases import Speaker
from screens.app import Glass, make_view
from screens.bridge import Shell
from screens.ending import each_second

BOARD = Path(__file__).with_name("Board.qml")


class BoardWindow:
    """The window. `lanes` gives what is known now; `answered` takes lane, call and kind of what a person pressed."""

    def __init__(
        self,
        site: Site,
        glass: Glass,
        words_for: Callable[[str], Speaker],
        lanes: Callable[[], Sequence[Lane]],
        answered: Callable[[str, str, str], None],
        clock_text: Callable[[int], str],
        *,
        on_warning: Callable[[str], None] | None = None,
    ) -> None:
        self._site = site
        self._lanes = lanes
        self._answered = answered
        self.shell = Shell(words_for, self._sent, clock_text=clock_text)
        self.shell.show_now(self.frame())
        self.window: QQuickView = make_view(self.shell, glass, on_warning=on_warning, source=BOARD)
        self._beat: QTimer | None = None

    def frame(self) -> Frame:
        """Return the board as it is now."""
        site = self._site
        return Frame("callboard/Board", view(self._lanes()), site.language, strip(site), None, site.is_demo)

    def show(self) -> None:
        """Put the window on the screen and keep it fresh."""
        self.window.show()
        self.shell.start_clock()
        self._beat = each_second(self.refresh)

    def refresh(self) -> None:
        """Show what is known now; from any thread."""
        self.shell.present(self.frame())

    def _sent(self, _event: str, args: dict[str, int | str]) -> None:
        self._answered(str(args["lane"]), str(args["call"]), str(args["kind"]))
