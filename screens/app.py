"""Makes the window: fonts, pictures, the theme in millimetres, and a watch over what the engine complains about.

Only QtCore, QtGui, QtQml and QtQuick are imported: the first picture waits for nothing else.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QUrl
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickView, QQuickWindow

from kiosk.keypad import bindings
from kiosk.reach import within_mm
from screens import rows  # noqa: F401  # registers RowModel for QML
from screens.bridge import Shell, utc_ms
from screens.guidance.guide import Guide
from screens.guidance.pilot import Pilot
from screens.guidance.voice import VoiceOver
from screens.hands.bursts import Bursts
from screens.hands.keypad import Keypad
from screens.hands.keys import KeyPath
from screens.hands.lockdown import Lockdown
from screens.hands.touches import Hands
from screens.pictures import KINDS, Pictures, Stills

if TYPE_CHECKING:
    from kiosk.brand.pictures import Art
    from kiosk.brand.profile import Brand
    from kiosk.flows.base import Access

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "screens" / "Main.qml"
FONTS = ROOT / "assets" / "fonts"
MM_PER_INCH = 25.4
FACES = frozenset({".otf", ".ttf", ".woff2"})
LEADING = ("Inter", "Inter Display", "JetBrains Mono")
FALLBACKS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji")  # before the machine's
LOOKS = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class Glass:
    """The panel the screens are laid out for: size in px, diagonal in inches, and how they look.

    In a window the same panel is shown on fewer pixels: the layout in millimetres stays. `place` is the window's
    place on the screen; None means full screen. `bottom_edge_mm` is the height of the lower edge above the floor,
    `obstruction` (none, forward, side) what keeps a wheelchair from coming close.
    """

    width: int = 1080
    height: int = 1920
    diagonal_in: float = 21.5
    viewing_mm: float = 500.0
    look: str = "light"
    text_scale: float = 1.0
    is_calm: bool = False
    place: tuple[int, int] | None = None
    brand: Brand | None = None
    bottom_edge_mm: float = 850.0
    obstruction: str = "none"
    is_reach: bool = False

    @property
    def px_per_mm(self) -> float:
        """Pixels per millimetre of the panel."""
        return math.hypot(self.width, self.height) / self.diagonal_in / MM_PER_INCH

    @property
    def reach_top_px(self) -> int:
        """Rows of pixels at the top that who sits cannot reach; 0 while reach mode is off or all is in reach."""
        reach_mm = within_mm(self.bottom_edge_mm, self.obstruction)
        return max(0, math.ceil(self.height - reach_mm * self.px_per_mm)) if self.is_reach else 0


def set_environment(platform: str | None = None) -> None:
    """Choose the software renderer and paint without waiting; before the application object is made."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    if platform is not None:
        os.environ["QT_QPA_PLATFORM"] = platform


def make_application(arguments: Sequence[str] = ()) -> QGuiApplication:
    """Make the application object with the environment set; the one there is when it exists."""
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    set_environment()
    QGuiApplication.setAttribute(Qt.ApplicationAttribute.AA_DisableSessionManager)
    QQuickWindow.setTextRenderType(QQuickWindow.TextRenderType.NativeTextRendering)
    application = QGuiApplication([sys.argv[0], *arguments])
    application.setQuitOnLastWindowClosed(False)
    return application


def load_fonts() -> tuple[str, ...]:
    """Load the bundled faces and return their families. Raises FileNotFoundError when one cannot be read.

    Each window loads them anew: glyphs that an earlier one has drawn would come out a shade different.
    """
    families: list[str] = []
    for path in sorted(path for path in FONTS.iterdir() if path.suffix in FACES):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise FileNotFoundError(f"the face {path.name} cannot be read")
        families.extend(QFontDatabase.applicationFontFamilies(number))
    for family in LEADING:
        QFont.insertSubstitutions(family, FALLBACKS)
    return tuple(sorted(set(families)))


class ScreenFault(RuntimeError):
    """The screens could not be loaded; the text is the engine's."""


def make_view(
    shell: Shell,
    glass: Glass,
    *,
    on_warning: Callable[[str], None] | None = None,
    is_locked: bool = False,
    voice: VoiceOver | None = None,
    keys: Mapping[str, Sequence[str]] | None = None,
    source: Path = MAIN,
) -> QQuickView:
    """Make the window with `shell` on it, sized and placed but not shown.

    `on_warning` is called with each complaint of the QML engine, `voice` says the
    glass to who wants to hear it, `keys` are names of keys by what they mean. `is_locked` keeps the window over all
    others. `source` is the window's own file.
    Raises `ScreenFault` when it does not load.
    """
    load_fonts()
    view = QQuickView()
    engine = view.engine()
    engine.setOutputWarningsToStandardError(on_warning is None)
    if on_warning is not None:
        told = on_warning

        def tell(problems: list[QQmlError]) -> None:
            for problem in problems:
                told(problem.toString())

        engine.warnings.connect(tell)
    engine.addImportPath(str(ROOT))
    stills = Stills()
    for kind in KINDS:
        engine.addImageProvider(kind, Pictures(kind, shell.codes, stills))
    set_brand(view, glass.brand)
    set_theme(view, glass)
    view.setFlags(_flags(glass, is_locked))
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.setGeometry(QRect(*(glass.place or (0, 0)), glass.width, glass.height))
    view.setMinimumSize(view.size())
    if glass.place is not None:
        view.setMaximumSize(view.size())
    view.setInitialProperties({"shell": shell})
    view.setSource(QUrl.fromLocalFile(str(source)))
    if view.status() is not QQuickView.Status.Ready:
        raise ScreenFault("; ".join(problem.toString() for problem in view.errors()))
    shell.dressed.connect(lambda access: set_theme(view, dressed(glass, access)))
    shell.take_still = lambda: _still(view, stills)
    keypad = listen(view, shell, voice, keys or {})
    bursts = Bursts(view, utc_ms)
    application = QGuiApplication.instance()
    if is_locked and application is not None:
        application.installEventFilter(Lockdown(view))
        application.installEventFilter(keypad)
        application.installEventFilter(bursts)  # the last one sees an event first
    else:
        view.installEventFilter(keypad)
        view.installEventFilter(bursts)
    return view


def listen(view: QQuickView, shell: Shell, voice: VoiceOver | None, keys: Mapping[str, Sequence[str]]) -> Keypad:
    """Give a window its keys, its voice and its watch over the hands; return what has to see keys first."""
    path = KeyPath(view, theme_of(view))
    guide = Guide(view, shell, path, voice) if voice is not None else None
    pilot = Pilot(shell, path, guide, voice)
    hands = Hands(shell, utc_ms, view)
    view.installEventFilter(hands)
    return Keypad(
        view,
        bindings(keys),
        lambda pad: hands.watched(lambda: pilot.heed(pad)),
        is_steady=lambda: shell.access is not None and shell.access.keys == "steady",
        now_ms=utc_ms,
    )


def _still(view: QQuickView, stills: Stills) -> int:
    """Keep what is on the glass for the page that comes to fade it out; 0 where nothing moves or nothing is seen."""
    if theme_of(view).property("isCalm") or not view.isExposed():
        return 0
    return stills.keep(view.grabWindow())


def _flags(glass: Glass, is_locked: bool) -> Qt.WindowType:
    flags = Qt.WindowType.Window
    if glass.place is None:
        flags |= Qt.WindowType.FramelessWindowHint
    if is_locked:
        flags |= Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
    return flags


def dressed(glass: Glass, access: Access) -> Glass:
    """Return the glass as this customer wants it; what they did not choose stays the site's."""
    return replace(
        glass,
        look=access.look or glass.look,
        text_scale=int(access.text) / 100,
        is_calm=access.motion == "calm",
        is_reach=access.reach == "on",
    )


def theme_of(view: QQuickView) -> QObject:
    """Return the theme of a window's engine."""
    theme = view.engine().singletonInstance("screens.theme", "Theme")
    if not isinstance(theme, QObject):
        raise ScreenFault("screens/theme/Theme.qml does not load")
    return theme


def set_theme(view: QQuickView, glass: Glass) -> None:
    """Give the theme its size, look and text scale; the layout follows at once."""
    theme = theme_of(view)
    theme.setProperty("pxPerMm", glass.px_per_mm)
    theme.setProperty("glassWidth", glass.width)
    theme.setProperty("glassHeight", glass.height)
    theme.setProperty("isReach", glass.is_reach)
    theme.setProperty("reachTop", glass.reach_top_px)
    theme.setProperty("look", glass.look)
    distance = max(1.0, glass.viewing_mm / 500)
    theme.setProperty("leastScale", distance)
    theme.setProperty("textScale", glass.text_scale * distance)
    theme.setProperty("isCalm", glass.is_calm)


def set_brand(view: QQuickView, brand: Brand | None) -> None:
    """Give the theme the site's colours and pictures; None is the house brand."""
    worn: dict[str, object] = {}
    if brand is not None:
        worn = {look: dict(palette) for look, palette in brand.colours}
        logos = {look: brand.logo(look) for look in LOOKS}
        worn["logos"] = {look: _art(logo) for look, logo in logos.items() if logo is not None}
        if brand.picture is not None:
            worn["picture"] = _art(brand.picture)
        worn["guides"] = {guide: _art(art) for guide, art in brand.guides.items()}
    theme_of(view).setProperty("brand", worn)


def _art(art: Art) -> dict[str, object]:
    return {"source": QUrl.fromLocalFile(str(art.file.resolve())), "shape": art.shape}
