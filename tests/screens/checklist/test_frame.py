"""A37, A42, A46: the same thing in the same place under the same word, both ways up; nothing of a customer stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.domain import basket
from kiosk.domain.text import LocalText
from kiosk.flows.checkout.examples import product
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.session import InFlow
from screens.app import Glass
from screens.gallery.axes import PANELS
from screens.gallery.examples import screen_names
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import scene_rect
from screens.rows import RowModel
from tests.screens.checklist.looking import controls, show, told
from tests.screens.conftest import LANDSCAPE, PORTRAIT

pytestmark = pytest.mark.glass

NAMES = screen_names()
PARTS = ("back", "cancel", "help", "call", "language", "access", "reach")
LOG_OUT = "heroes/Dashboard"  # where Back is another thing, with its own word and sign: to log out
WAYS_OUT = ("staff/", "selftest/")  # staff who leave the glass or end a test: it stands where Back does
PLANTED = "Zeldzame-kaas-7319"


@pytest.mark.parametrize(
    ("glass", "language"), [*((PORTRAIT, language) for language in LANGUAGES), (LANDSCAPE, "nl")], ids=str
)
def test_back_cancel_and_help_keep_their_place_and_word(
    make_stage: Callable[[Glass], Stage], glass: Glass, language: str
) -> None:
    stage = make_stage(glass)
    places: dict[str, set[tuple[float, float]]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    for name in NAMES:
        for item in controls(show(stage, name, language)):
            part = item.objectName()
            if part in PARTS and not (name == LOG_OUT and part == "back"):
                places[part].add(corner(item, stage))
                if not (part == "back" and name.startswith(WAYS_OUT)):
                    words[part].add(told(item)[0])
    assert {part: found for part, found in places.items() if len(found) > 1} == {}
    assert {part: found for part, found in words.items() if len(found) > 1} == {}
    assert set(places) == set(PARTS)


def corner(item: QQuickItem, stage: Stage) -> tuple[float, float]:
    """Return how far the lower left corner of a control is from that of the glass, in whole millimetres."""
    rect: QRectF = scene_rect(item)
    px_per_mm = stage.glass.px_per_mm
    return round(rect.left() / px_per_mm), round((stage.glass.height - rect.bottom()) / px_per_mm)


def test_every_panel_is_looked_at_upright_and_lying() -> None:
    sizes = {(panel.width, panel.height, panel.diagonal_in) for panel in PANELS}
    assert {(height, width, inches) for width, height, inches in sizes} == sizes


# --- nothing of a customer stays --------------------------------------------------------------------------------------


def planted() -> Session:
    """Return a session whose newest article has a name that stands nowhere else."""
    session = EXAMPLES["checkout/Scanning"]
    assert isinstance(session.screen, InFlow)
    state = session.screen.state
    assert isinstance(state, Scanning)
    article = replace(product(0, number=900), name=LocalText((("en", PLANTED), ("nl", PLANTED))))
    sale = basket.add(state.sale, article)
    return replace(session, screen=replace(session.screen, state=replace(state, sale=sale, newest_n=sale.lines[-1].n)))


def everything(stage: Stage) -> Iterator[str]:
    """Yield every text any item of the window has, seen or not, and what assistive tools are told of it."""
    pending = [stage.view.contentItem()]
    while pending:
        item = pending.pop()
        pending.extend(item.childItems())
        yield from (str(item.property(name) or "") for name in ("text", "spoken", "name", "description"))
        interface = QAccessible.queryAccessibleInterface(item)
        if interface is not None:
            yield interface.text(QAccessible.Text.Name) + interface.text(QAccessible.Text.Description)


def holds(stage: Stage) -> bool:
    shell = stage.shell
    kept = [str(shell.property(name)) for name in ("view", "strip", "sheet", "toast", "caption")]
    rows = shell.property("rows")
    assert isinstance(rows, RowModel)
    kept += [str(rows.row(at)) for at in range(rows.rowCount())]
    return any(PLANTED in one for one in (*everything(stage), *kept))


def test_the_name_of_an_article_is_nowhere_in_the_window_after_the_session(stage: Stage) -> None:
    QAccessible.setActive(True)
    stage.show_frame(frame(planted()))
    assert holds(stage)
    stage.show_frame(frame(EXAMPLES["shell/Attract"]))
    stage.settle()
    assert not holds(stage)


def test_what_was_said_is_nowhere_in_the_window_after_the_session(stage: Stage) -> None:
    stage.show_frame(frame(planted()))
    stage.shell.show_caption(PLANTED)
    stage.settle()
    assert holds(stage)
    stage.shell.show_caption("")
    stage.show_frame(frame(EXAMPLES["shell/Attract"]))
    stage.settle()
    assert not holds(stage)
