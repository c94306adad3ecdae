"""Arguments, start and end of the bench window."""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import delete

from devices.sim.bench.desks import (
    BagsDesk,
    PrinterDesk,
    ReaderDesk,
    ScaleDesk,
    ScannerDesk,
    SignerDesk,
    TagDesk,
    TerminalDesk,
)
from devices.sim.bench.icons import IconProvider
from devices.sim.bench.shelf import read_products
from devices.sim.bench.theme import Theme
from devices.sim.bench.travellers import Queue
from devices.sim.bench.words import WORDS

ROOT = Path(__file__).resolve().parents[3]
QML = Path(__file__).with_name("qml")
ROLES = {"scanner": "linescan", "printer": "escpos", "terminal": "zvt"}
MORE_ROLES = {
    "documents": "mrzserial", "scale": "toledo8217", "tags": "zpl", "bagging_scale": "cas", "signing": "signdemo",
}  # fmt: skip
PAGES = ("goods", "travellers")
SIGNAL_LOOK_MS = 200


class Bench(QObject):
    """The window with its desks; keep it as long as the window lives."""

    def __init__(self, controls: dict[str, str], options: argparse.Namespace) -> None:
        super().__init__()
        self._theme = Theme()
        self._desks = {
            "scanner": ScannerDesk(controls["scanner"], self),
            "terminal": TerminalDesk(controls["terminal"], self),
            "printer": PrinterDesk(controls["printer"], self),
            "documents": ReaderDesk(controls.get("documents", ""), self),
            "scale": ScaleDesk(controls.get("scale", ""), self),
            "tags": TagDesk(controls.get("tags", ""), self),
            "bags": BagsDesk(controls.get("bagging_scale", ""), self),
            "signing": SignerDesk(controls.get("signing", ""), self),
        }
        self._queue = Queue(Path(options.travellers) if options.travellers else None, self)
        x, y, width, height = _geometry(options.geometry)
        self._theme.resize(width, height)
        self._engine = QQmlApplicationEngine()
        self._engine.addImageProvider("icon", IconProvider(Path(options.icons)))
        products = [asdict(p) for p in read_products(Path(options.catalogue), Path(options.art))]
        self._engine.setInitialProperties(
            {
                "theme": self._theme,
                "words": WORDS,
                "pages": list(options.pages),
                "hasBags": "bagging_scale" in controls,
                "hasSigning": "signing" in controls,
                "products": products,
                "queue": self._queue,
                **self._desks,
                "x": x,
                "y": y,
                "width": width,
                "height": height,
            }
        )
        self._engine.load(QUrl.fromLocalFile(str(QML / "Bench.qml")))
        if self.window is not None:
            self.window.widthChanged.connect(self._resized)
            self.window.heightChanged.connect(self._resized)

    def _resized(self) -> None:
        if self.window is not None:
            self._theme.resize(self.window.width(), self.window.height())

    def close(self) -> None:
        """Take the scene down while what it shows still lives."""
        delete(self._engine)

    @property
    def window(self) -> QQuickWindow | None:
        """The window, or None when QML could not be loaded."""
        roots = self._engine.rootObjects()
        return roots[0] if roots and isinstance(roots[0], QQuickWindow) else None


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m devices.sim.bench", description="The simulated devices at hand.")
    parser.add_argument("--controls", nargs="+", required=True, metavar="ROLE=HOST:PORT", help="or one JSON object")
    parser.add_argument("--geometry", default="40,40,942,712", metavar="X,Y,W,H")
    parser.add_argument("--catalogue", default=str(ROOT / "assets/catalogue/demo-store.csv"), metavar="FILE")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES[:1], help="what is shown to scan")
    parser.add_argument("--travellers", metavar="FILE.json", help="who stands before the kiosk; it may come later")
    parser.add_argument("--art", default=str(ROOT / "assets/images/products"), metavar="FOLDER")
    parser.add_argument("--icons", default=str(ROOT / "assets/icons"), metavar="FOLDER")
    parser.add_argument("--fonts", default=str(ROOT / "assets/fonts"), metavar="FOLDER")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    parser.add_argument("--screenshot", metavar="FILE", help="draw once, write a picture, end")
    parser.add_argument("--after-ms", type=int, default=1500, help="with --screenshot: when")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Show the window until it is closed; 0 on a clean end, 1 when it cannot be shown."""
    options = arguments().parse_args(argv)
    controls = parse_controls(options.controls)
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    application = QGuiApplication(sys.argv[:1])
    application.setApplicationDisplayName("Pronto bench")
    told = []  # signals, also those that come while the window is still being built
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: told.append(number))
    load_fonts(application, Path(options.fonts))
    bench = Bench(controls, options)
    window = bench.window
    if window is None:
        print("the bench window could not be loaded", file=sys.stderr)
        return 1

    def look() -> None:
        """Run some Python, for its signal handlers run only when it does, and see whether the parent has gone."""
        if told or (options.with_parent and _is_input_over()):
            application.quit()

    alive = QTimer(bench)
    alive.timeout.connect(look)
    alive.start(SIGNAL_LOOK_MS)
    if options.screenshot:
        QTimer.singleShot(options.after_ms, window, lambda: _grab(window, options.screenshot, application))
    status = application.exec()
    bench.close()
    return status


def parse_controls(texts: list[str]) -> dict[str, str]:
    """`role=host:port` words, or one JSON object by role or by simulator name.

    Ends with a sentence when scanner, printer or terminal is missing; what only an airport has may be.
    """
    try:
        given = json.loads(texts[0]) if texts[0].startswith("{") else dict(t.split("=", 1) for t in texts)
    except ValueError as error:
        raise SystemExit(f"--controls: {error}") from error
    controls = {role: given.get(role, given.get(name, "")) for role, name in ROLES.items()}
    missing = [role for role, address in controls.items() if not str(address).rpartition(":")[2].isdecimal()]
    if missing:
        raise SystemExit(f"--controls: HOST:PORT is missing for {', '.join(missing)}")
    more = {role: given.get(role, given.get(name, "")) for role, name in MORE_ROLES.items()}
    return {**controls, **{role: address for role, address in more.items() if address}}


def _is_input_over() -> bool:
    """Whether the program at the other end of standard input has gone, which no later look can miss."""
    is_readable = bool(select.select([sys.stdin], [], [], 0)[0])
    return is_readable and not os.read(sys.stdin.fileno(), 4096)


def _geometry(text: str) -> tuple[int, int, int, int]:
    try:
        x, y, width, height = (int(part) for part in text.split(","))
    except ValueError as error:
        raise SystemExit(f"--geometry: {text!r} is not X,Y,W,H") from error
    return x, y, width, height


def load_fonts(application: QGuiApplication, folder: Path) -> None:
    """Let the application write in the fonts of a folder."""
    for file in sorted(folder.glob("Inter*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    if "Inter" in QFontDatabase.families():
        font = application.font()
        font.setFamily("Inter")
        application.setFont(font)


def _grab(window: QQuickWindow, path: str, application: QGuiApplication) -> None:
    window.grabWindow().save(path)
    application.quit()
