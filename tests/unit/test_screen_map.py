"""The map of screens in the documentation is the one the state machine uses."""

from __future__ import annotations

from pathlib import Path

from kiosk.flows.diagram import mermaid
from kiosk.session import moves

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "screens.md"


def test_the_page_shows_the_moves_of_the_machine() -> None:
    assert f"```mermaid\n{mermaid(moves())}```" in PAGE.read_text(encoding="utf-8")


def test_a_move_to_the_same_screen_is_not_drawn() -> None:
    assert mermaid([("shop/A", "shop/A"), ("shop/A", "shop/B")]) == "stateDiagram-v2\n    shop_A --> shop_B\n"
