"""The week's table is true: every behaviour has its basket, and ten of them a journey that somebody plays."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

from kiosk.words.languages import LANGUAGES
from tests.shopping.week.row import BEHAVIOURS
from tests.shopping.week.ten import FOUR, JOURNEYS, TEN
from tests.shopping.week.test_week import WEEK

README: Final = Path(__file__).with_name("README.md")


def table() -> list[tuple[str, list[str], str]]:
    """Return the rows of the table: what it is, its baskets, and its journey."""
    rows = [line.strip().strip("|").split("|") for line in README.read_text("utf-8").splitlines() if line[:2] == "| "]
    return [(what.strip(), re.findall(r"`([^`]+)`", baskets), glass.strip()) for what, baskets, glass in rows[1:]]


def test_every_basket_of_the_table_exists_and_they_show_every_behaviour() -> None:
    tags = {own.name: set(own.tags.split()) for own in WEEK}
    named = {name for _, baskets, _ in table() for name in baskets}
    assert named <= set(tags), named - set(tags)
    assert set().union(*(tags[name] for name in named)) == BEHAVIOURS
    assert [what for what, baskets, _ in table() if not baskets] == []


def test_each_of_the_ten_stands_in_the_table_beside_its_basket() -> None:
    rows = {glass: baskets for _, baskets, glass in table() if glass}
    assert len(TEN) >= 10
    assert sorted(own.name for own in TEN) == sorted(rows)
    assert [own.name for own in TEN if own.basket not in rows[own.name]] == []


def functions_of(file: Path) -> dict[str, ast.FunctionDef]:
    """Return the functions of a file by name."""
    found = ast.parse(file.read_text("utf-8")).body
    return {own.name: own for own in found if isinstance(own, ast.FunctionDef)}


def test_each_of_the_ten_has_a_script_that_a_journey_plays() -> None:
    script, played = FOUR
    four = ast.unparse(functions_of(JOURNEYS / "shops" / "week.py")[script])
    assert f"play('{script}'" in ast.unparse(ast.parse((JOURNEYS / played).read_text("utf-8")))
    for own in TEN:
        module, _, name = own.script.partition(":")
        assert name in functions_of(JOURNEYS / f"{module}.py"), own
        where = (JOURNEYS / own.test).read_text("utf-8")
        assert re.search(rf"\b{name}\b", four) if own.test == f"{module}.py" else f'"{name}"' in where, own


def test_the_ten_are_in_every_language() -> None:
    assert {own.language for own in TEN} == set(LANGUAGES)
    for own in TEN:
        module, _, name = own.script.partition(":")
        text = ast.unparse(functions_of(JOURNEYS / f"{module}.py")[name])
        assert own.language == "nl" or f"spoken(stage, '{own.language}')" in text, own
