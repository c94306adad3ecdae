"""T16, without running anything: no source opens a file dialog, a link, a browser or another window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT

OUT = {
    "openUrlExternally": "opens a link in whatever the machine has",
    "QDesktopServices": "the same, from Python",
    "FileDialog": "shows the machine's files",
    "FolderDialog": "shows the machine's files",
    "MessageDialog": "is a window of the desktop",
    "ColorDialog": "is a window of the desktop",
    "FontDialog": "is a window of the desktop",
    "QtWebEngine": "is a browser",
    "QtWebView": "is a browser",
    "Popup.Window": "is a window of its own",
    "Popup.Native": "is a menu of the desktop",
    "linkActivated": "follows a link",
    "onLinkActivated": "follows a link",
    "DropArea": "takes what is dropped",
    "Drag.active": "lets something be dragged out",
    "webbrowser": "opens a browser",
    "QtWidgets": "brings menus and dialogs of its own",
    "QPrintDialog": "is a window of the desktop",
    "RichText": "can hold links and pictures from elsewhere",
    "StyledText": "can hold links and pictures from elsewhere",
    "MarkdownText": "can hold links and pictures from elsewhere",
}
ON_THE_GLASS = [
    path
    for folder in ("screens", "kiosk")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".qml")
] + [ROOT / "main.py"]


@pytest.mark.parametrize("word", OUT)
def test_nothing_on_the_glass_leads_out(word: str) -> None:
    found = [path.relative_to(ROOT) for path in ON_THE_GLASS if re.search(rf"\b{re.escape(word)}\b", _code(path))]
    assert found == [], OUT[word]


def _code(path: Path) -> str:
    """Return a source without its comments: a comment may name what is not used."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"(?m)(//|#).*$", "", text)


def test_there_is_something_to_look_through() -> None:
    assert len([path for path in ON_THE_GLASS if path.suffix == ".qml"]) > 60


def test_every_text_field_is_the_house_s_own() -> None:
    """A field of Qt's Controls opens a menu in a window of its own on a right click."""
    found = [path for path in ON_THE_GLASS if re.search(r"\b(TextField|TextArea|ComboBox|SpinBox)\s*\{", _code(path))]
    assert found == []
