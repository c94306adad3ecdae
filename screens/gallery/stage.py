"""One window on which examples are shown one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QObject, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickView

from kiosk.flows.base import Access
from kiosk.flows.glass import starting
from kiosk.flows.shell import EXAMPLES, Frame, Session, frame
from kiosk.words import SiteFormat, Words
from screens.app import Glass, dressed, make_view
from screens.bridge import Shell
from screens.gallery.geometry import walk
from screens.gallery.pseudo import PSEUDO, pseudo_words

LANGUAGES = ("en", "nl", "es", "pt-BR", "pt-PT")
PSEUDO_FILES = Path(__file__).resolve().parents[2] / "var" / "gallery" / "pseudo"
NOW_MS = 1_790_000_042_000  # 42 s after the clock of the examples
CLOCK = "14:32"
SETTLE_MS = 5000


def in_language(session: Session, language: str) -> Session:
    """Return the session as a customer of another language has it."""
    return replace(session, site=replace(session.site, language=language))


def examples(only: str = "") -> dict[str, Session]:
    """Return the examples of all flows whose name begins with `only`."""
    return {name: session for name, session in EXAMPLES.items() if name.startswith(only)}


class Catalogues(dict[str, Words]):
    """The words of each language of the gallery, read when they are first asked for."""

    def __missing__(self, language: str) -> Words:
        """Read a catalogue; the pseudo-language is made first."""
        self[language] = pseudo_words(PSEUDO_FILES) if language == PSEUDO else Words(language, SiteFormat())
        return self[language]


class Stage:
    """One window on which examples are shown one after the other, and everything its engine complains about.

    `paints`: whether a page is painted as it settles; who only measures saves a fifth. `grab` paints in any case.
    """

    def __init__(self, glass: Glass, words: Mapping[str, Words] | None = None, *, paints: bool = True) -> None:
        self.paints = paints
        self.sent: list[tuple[str, dict[str, int | str]]] = []
        self.warnings: list[str] = []
        self.glass = replace(glass, is_calm=True)
        self._words = words if words is not None else Catalogues()
        self._is_pseudo = False
        self.shell = Shell(
            lambda tag: self._words[PSEUDO if self._is_pseudo else tag],
            lambda event, args: self.sent.append((event, args)),
            now_ms=lambda: NOW_MS,
            clock_text=lambda _now_ms: CLOCK,
        )
        self.shell.show_now(frame(EXAMPLES["shell/Starting"]))
        self.shell.tick()
        self.view: QQuickView = make_view(self.shell, self.glass, on_warning=self.warnings.append)
        self.view.show()

    @property
    def worn(self) -> Access:
        """How the window looks now."""
        text, reach = str(round(self.glass.text_scale * 100)), "on" if self.glass.is_reach else "off"
        return Access(text=text, look=self.glass.look, motion="calm", reach=reach)

    def dress(self, access: Access) -> None:
        """Let the window look as a customer wants it, from an empty page on; motion stays off."""
        self.glass = dressed(self.glass, replace(access, motion="calm"))
        self.show_frame(starting(EXAMPLES["shell/Starting"].site))

    def show(self, session: Session, language: str | None = None) -> Frame:
        """Show a session and wait until all its pictures are loaded."""
        shown = frame(session if language is None else in_language(session, language))
        self.show_frame(shown)
        return shown

    def show_frame(self, shown: Frame) -> None:
        """Show a finished frame and wait until all its pictures are loaded; it looks as the window is dressed.

        The pseudo-language lends its words to English; all else, such as the keyboard, is English.
        """
        self._is_pseudo = shown.language == PSEUDO
        language = "en" if self._is_pseudo else shown.language
        access = replace(self.worn, speech=shown.access.speech)
        self.shell.show_now(replace(shown, language=language, access=access))
        self.settle()

    def settle(self) -> None:
        """Let the event loop run until no picture is loading."""
        deadline = QDeadlineTimer(SETTLE_MS)
        with self._unseen():
            for _ in range(3):
                QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        while any(is_loading(item) for item in walk(self.view.contentItem())):
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if deadline.hasExpired():
                raise TimeoutError("a picture of the screen does not load")
        with self._unseen():
            QGuiApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # outside `exec` no page would ever go

    @contextmanager
    def _unseen(self) -> Iterator[None]:
        """Lay everything out and paint nothing meanwhile, when nobody looks: what is transparent is left out."""
        content = self.view.contentItem()
        content.setOpacity(1 if self.paints else 0)
        try:
            yield
        finally:
            content.setOpacity(1)

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
