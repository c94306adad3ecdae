"""Which characters the bundled faces have, asked of Qt, which draws them. Qt is loaded by the call, not the import."""

from __future__ import annotations

from collections.abc import Callable


def glyph_test() -> Callable[[str], bool]:
    """Return what says whether a bundled face has a character. Raises FileNotFoundError when one cannot be read.

    Needs no display: where there is no application yet, one is made that paints nowhere.
    """
    from PySide6.QtGui import QGuiApplication, QRawFont

    from screens.app import FACES, FONTS, load_fonts, make_application, set_environment

    if QGuiApplication.instance() is None:
        set_environment("offscreen")
    application = make_application()
    load_fonts()
    faces = [QRawFont(str(path), 16.0) for path in sorted(FONTS.iterdir()) if path.suffix in FACES]

    def has_glyph(character: str, _alive: QGuiApplication = application) -> bool:
        return any(face.supportsCharacter(ord(character)) for face in faces)

    return has_glyph
