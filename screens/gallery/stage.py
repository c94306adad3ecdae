"""One window on which examples are shown one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickView

from kiosk.flows.shell import EXAMPLES, Frame, Session, frame
from kiosk.words import SiteFormat, Words
from screens.app import Glass, make_view
from screens.bridge import Shell
from screens.gallery.geometry import walk

LANGUAGES = ("en", "nl", "es", "pt-BR", "pt-PT")
NOW_MS = 1_790_000_042_000  # 42 s after the clock of the examples
CLOCK = "14:32"
SETTLE_MS = 5000


def in_language(session: Session, language: str) -> Session:
    """Return the session as a customer of another language has it."""
    return replace(session, site=replace(session.site, language=language))


def examples(only: str = "") -> dict[str, Session]:
    """Return the examples of all flows whose name begins with `only`."""
    return {name: session for name, session in EXAMPLES.items() if name.startswith(only)}


class Stage:
    """One window on which examples are shown one after the other, and everything its engine complains about."""

    def __init__(self, glass: Glass, words: Mapping[str, Words] | None = None) -> None:
        self.sent: list[tuple[str, dict[str, int | str]]] = []
        self.warnings: list[str] = []
        self.glass = glass
        self._words = words if words is not None else {tag: Words(tag, SiteFormat()) for tag in LANGUAGES}
        self.shell = Shell(
            lambda tag: self._words[tag],
            lambda event, args: self.sent.append((event, args)),
            now_ms=lambda: NOW_MS,
            clock_text=lambda _now_ms: CLOCK,
        )
        self.shell.show_now(frame(EXAMPLES["shell/Starting"]))
        self.shell.tick()
        self.view: QQuickView = make_view(self.shell, replace(glass, is_calm=True), on_warning=self.warnings.append)
        self.view.show()

    def show(self, session: Session, language: str | None = None) -> Frame:
        """Show a session and wait until all its pictures are loaded."""
        shown = frame(session if language is None else in_language(session, language))
        self.show_frame(shown)
        return shown

    def show_frame(self, shown: Frame) -> None:
        """Show a finished frame and wait until all its pictures are loaded."""
        self.shell.show_now(shown)
        self.settle()

    def settle(self) -> None:
        """Let the event loop run until no picture is loading."""
        deadline = QDeadlineTimer(SETTLE_MS)
        for _ in range(3):
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        while any(is_loading(item) for item in walk(self.view.contentItem())):
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if deadline.hasExpired():
                raise TimeoutError("a picture of the screen does not load")
        QGuiApplication.processEvents()

    def grab(self) -> QImage:
        """Return the picture of the window."""
        return self.view.grabWindow()

    def close(self) -> None:
        """Take the window down before its engine."""
        self.view.close()
        self.view.setSource("")
        self.view.deleteLater()
        QGuiApplication.processEvents()


def is_loading(item: QObject) -> bool:
    """True while an image of the item is on its way."""
    source, progress = item.property("source"), item.property("progress")
    return isinstance(source, QUrl) and not source.isEmpty() and isinstance(progress, float) and progress < 1
