"""Stands between the core and the glass: frames come in from any thread, events go out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.text import Text
from kiosk.phrases import Speaker, phrase
from screens.finish import Plain, finish_toast, finish_view
from screens.keyboards.board import Board
from screens.pictures import Codes
from screens.rows import RowModel
from screens.sheets import finish_controls, finish_sheet, finish_strip
from screens.ticking import Ticker

if TYPE_CHECKING:
    from kiosk.flows.base import Access
    from kiosk.flows.glass import Frame

QML_IMPORT_NAME = "Pronto"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1000
HELP = "help/"  # pages that lie over others for a while, as sheets do
MOST_MENDS = 3  # of a page, while it stands
_log = logging.getLogger(__name__)


def utc_ms() -> int:
    """Return wall-clock milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@QmlElement
class Shell(QObject):
    """The glass as QML sees it.

    Signals:
        presented: a frame has come; `screen`, `view` and all else belong together.
        changed: what stands round the screens is another: strip, sheet, toast, words of controls.
        ticked: a second has passed that something on the glass counts.
        dressed: the customer chose how the glass looks; an `Access`.
        captioned: what is being said has changed.
        keyed: a key of the keyboard on the glass was pressed; its name.
        closing: the glass goes away.
    """

    presented = Signal()
    ticked = Signal()
    closing = Signal()
    changed = Signal()
    dressed = Signal(object)
    captioned = Signal()
    keyed = Signal(str)
    _spoken = Signal(str)
    _arrived = Signal(object)

    def __init__(
        self,
        words_for: Callable[[str], Speaker],
        on_event: Callable[[str, dict[str, int | str]], None],
        *,
        codes: Codes | None = None,
        now_ms: Callable[[], int] = utc_ms,
        clock_text: Callable[[int], str] = lambda _now_ms: "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words_for = words_for
        self._on_event = on_event
        self._now_ms = now_ms
        self._clock_text = clock_text
        self._clock = ""
        self._ticker = Ticker(now_ms)
        self.sent_count = 0
        self.last_sent: tuple[str, Mapping[str, object]] = ("", {})
        self._rows = RowModel(self)
        self._board = Board(words_for, self)
        self._board.pressed.connect(self.keyed)
        self.codes = codes if codes is not None else Codes()
        self._screen = ""
        self._page = 0
        self._mends = 0
        self._demo = ""
        self._language = ""
        self._view: dict[str, Plain] = {}
        self._strip: dict[str, Plain] = {}
        self._sheet: dict[str, Plain] | None = None
        self._toast: dict[str, Plain] | None = None
        self._controls: dict[str, Plain] = {}
        self._access: Access | None = None
        self.is_staffed = False  # staff have the glass, and its customer gets it back
        self._caption = ""
        self.take_still: Callable[[], int] = lambda: 0  # keeps a picture of the glass and returns its number
        self._still = 0
        self._parts: Mapping[str, object] = {}
        self._spoken.connect(self._caption_came, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def present(self, frame: Frame) -> None:
        """Show a frame; may be called from any thread, frames are shown in the order they come."""
        self._arrived.emit(frame)

    def show_now(self, frame: Frame) -> None:
        """Show a frame at once; on the UI thread only, before the first paint and in tests."""
        self._show(frame)

    def start_clock(self) -> None:
        """Begin to tick; after the first paint, for the time of day needs the site's formats."""
        self.tick()
        self._timer.start()

    @Slot(object)
    def _show(self, frame: Frame) -> None:
        is_leaving = frame.screen != self._screen or (self._sheet is not None and frame.sheet is None)
        self._still = self.take_still() if is_leaving else 0
        words = self._words_for(frame.language)
        self._mend(frame)
        self._board.at(frame.screen, is_help=frame.screen.startswith(HELP))
        self._rows.show(frame.screen, frame.view.rows, words)
        self._screen, self._language, self._parts = frame.screen, frame.language, frame.view.parts
        self._view = self._with_codes(finish_view(frame.view, words))
        self._demo = words.say("demo.training" if frame.is_training else "demo.mark") if frame.is_demo else ""
        was = (self._strip, self._sheet, self._toast, self._controls)
        self._strip = finish_strip(frame.strip, words)
        self._sheet = finish_sheet(frame.sheet, words)
        self._toast = finish_toast(frame.view.toast, words)
        self._controls = finish_controls(words)
        self._board.use(frame.language)
        self.is_staffed = frame.is_staffed
        if frame.access != self._access:
            self._access = frame.access
            self.dressed.emit(frame.access)
        self._watch()
        if was != (self._strip, self._sheet, self._toast, self._controls):
            self.changed.emit()
        self.presented.emit()
        self.last_sent = ("", {})  # it may hold what was typed

    def _mend(self, frame: Frame) -> None:
        """Let a page that raised be made again; a page that raises whenever it is made stays as it is."""
        self._mends = 0 if frame.screen != self._screen else self._mends
        if frame.is_anew and self._mends < MOST_MENDS:
            self._mends += 1
            self._page += 1

    def _with_codes(self, view: dict[str, Plain]) -> dict[str, Plain]:
        parts = view["parts"]
        code = parts.get("qr") if isinstance(parts, dict) else None
        kept = self.codes.keep(code if isinstance(code, str) else "")
        if kept and isinstance(parts, dict):
            parts["qr"] = kept
        return view

    def _watch(self) -> None:
        parts = self._view["parts"]
        shown: Mapping[str, object] = parts if isinstance(parts, dict) else {}
        sheet = self._sheet if self._sheet is not None and self._sheet["seconds"] else None
        source = shown if sheet is None else sheet
        key = (self._screen, "" if sheet is None else sheet["kind"])
        counted = self._ticker.is_counting
        self._ticker.watch(key, source, str(shown.get("closes_label", "")), shown.get("since_utc_ms"))
        if counted or self._ticker.is_counting:
            self.ticked.emit()

    @Slot(str, str, result=str)
    def said_in(self, part: str, language: str) -> str:
        """Return a text among the view's parts in another language, or nothing."""
        found = self._parts.get(part)
        return phrase(found, self._words_for(language)) if isinstance(found, Text) else ""

    @Slot()
    def tick(self) -> None:
        """Say anew what counts by itself."""
        self._clock = self._clock_text(self._now_ms())
        self.ticked.emit()

    @Slot(str, "QVariantMap")
    def send(self, event: str, args: dict[str, object]) -> None:
        """Hand an event of the glass to the core. A number from QML that is whole is an int."""
        self.sent_count += 1
        self.last_sent = (event, args)
        whole = {
            name: int(value) if isinstance(value, float) and value.is_integer() else value
            for name, value in args.items()
        }
        self._on_event(event, {name: value for name, value in whole.items() if isinstance(value, int | str)})

    # --- for the guide ------------------------------------------------------------------------------------------------

    @property
    def speaks(self) -> bool:
        """True while the customer wants to hear the glass."""
        return self._access is not None and self._access.speech == "on"

    @property
    def is_voice_unasked(self) -> bool:
        """True while nobody has said whether the glass shall be heard."""
        return self._access is not None and not self._access.speech

    @property
    def access(self) -> Access | None:
        """What the customer chose; None before the first frame."""
        return self._access

    @property
    def language(self) -> str:
        """The language of what is shown, a BCP 47 tag."""
        return self._language

    def say(self, key: str, /, **args: object) -> str:
        """Return a word in the language of what is shown."""
        return self._words_for(self._language).say(key, **args)

    def show_caption(self, text: str) -> None:
        """Show what is being said; from any thread."""
        self._spoken.emit(text)

    @Slot(str)
    def _caption_came(self, text: str) -> None:
        self._caption = text.replace("\n", " ")
        self.captioned.emit()

    # --- what QML reads; it changes only with `changed` and `ticked` ------------------------------------------------

    @Property(str, notify=presented)
    def screen(self) -> str:
        """Path of the QML file without its ending: `checkout/Scanning`."""
        return self._screen

    @Property(int, notify=presented)
    def page(self) -> int:
        """Which page of this process it is: another number, another object, also of the same file."""
        return self._page

    @Property("QVariant", notify=presented)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def view(self) -> dict[str, Plain]:
        """The finished view."""
        return self._view

    @Property(QObject, notify=changed)
    def rows(self) -> RowModel:
        """The rows of the view, newest first."""
        return self._rows

    @Property("QVariant", notify=changed)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def strip(self) -> dict[str, Plain]:
        """The strip at the foot."""
        return self._strip

    @Property("QVariant", notify=changed)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def sheet(self) -> dict[str, Plain] | None:
        """The sheet over the screen, or null."""
        return self._sheet

    @Property("QVariant", notify=changed)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def toast(self) -> dict[str, Plain] | None:
        """The short word over the screen, or null."""
        return self._toast

    @Property(int, notify=presented)
    def still(self) -> int:
        """Number of the picture of what has just left the glass (page or sheet), or 0."""
        return self._still

    @Property(str, notify=presented)
    def demo(self) -> str:
        """The DEMO mark, or nothing."""
        return self._demo

    @Property("QVariant", notify=changed)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def controls(self) -> dict[str, Plain]:
        """Words of the controls that no flow names."""
        return self._controls

    @Property(QObject, notify=changed)
    def keyboard(self) -> Board:
        """The keyboard on the glass, which types into the field it is given."""
        return self._board

    @Property(str, notify=captioned)
    def caption(self) -> str:
        """What is being said, or nothing."""
        return self._caption

    @Property(bool, notify=dressed)
    def isHidden(self) -> bool:  # noqa: N802  # a name of QML
        """True while the glass is black for the eyes around."""
        return self._access is not None and self._access.screen == "hidden"

    @Property(str, notify=ticked)
    def clock(self) -> str:
        """The time of day as the site writes it."""
        return self._clock

    @Property("QVariant", notify=ticked)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def countdown(self) -> dict[str, str | float] | None:
        """What is left of a time that runs out, or null: `{label, text, share}`."""
        return self._ticker.countdown

    @Property(str, notify=ticked)
    def elapsed(self) -> str:
        """How long something has taken."""
        return self._ticker.elapsed
