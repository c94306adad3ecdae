"""The model of a list: applying its signals to a copy gives the list, row by row, never as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication

from kiosk.flows.base import Rows, Viewable
from screens.rows import ROW_ROLE, RowModel
from tests.screens.glass.test_finish import Echo


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the tests."""

    n: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """Gives the view of an item; one may be newest."""

    newest_n: int | None = None

    def __call__(self, item: object) -> Mapping[str, Viewable]:
        assert isinstance(item, Item)
        return {"n": item.n, "name": item.name, "is_newest": item.n == self.newest_n}


class Copy:
    """Follows a model by its signals alone."""

    def __init__(self, model: RowModel) -> None:
        self.model = model
        self.rows: list[Mapping[str, object]] = []
        self.log: list[str] = []
        model.rowsInserted.connect(self.inserted)
        model.rowsRemoved.connect(self.removed)
        model.rowsMoved.connect(self.moved)
        model.dataChanged.connect(self.changed)
        model.modelReset.connect(self.reset)

    def inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        assert first == last
        self.rows.insert(first, self.model.row(first))
        self.log.append("insert")

    def removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        assert first == last
        del self.rows[first]
        self.log.append("remove")

    def moved(self, _from: QModelIndex, start: int, end: int, _to: QModelIndex, place: int) -> None:
        assert start == end
        assert place < start
        self.rows.insert(place, self.rows.pop(start))
        self.log.append("move")

    def changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.rows[row] = self.model.row(row)
        self.log.append("change")

    def reset(self) -> None:
        self.rows = [self.model.row(row) for row in range(self.model.rowCount())]
        self.log.append("reset")


def shown(items: tuple[Item, ...], newest_n: int | None = None) -> list[Mapping[str, object]]:
    """Return what the rows of `items` must look like, newest first."""
    return [View(newest_n)(item) for item in reversed(items)]


lists = st.lists(st.builds(Item, st.integers(0, 8), st.sampled_from("abc")), unique_by=lambda item: item.n, max_size=9)


@given(st.lists(st.tuples(lists, st.integers(0, 8)), min_size=1, max_size=6))
def test_the_signals_of_any_updates_give_the_list_and_never_reset_it(
    updates: list[tuple[list[Item], int]],
) -> None:
    model = RowModel()
    copy = Copy(model)
    model.show("basket", None, Echo())
    known: dict[Item, Item] = {}
    for wanted, newest_n in updates:
        items = tuple(known.setdefault(item, item) for item in wanted)  # what is equal is the same object
        model.show("basket", Rows(items, View(newest_n)), Echo())
        for row in range(model.rowCount()):
            model.row(row)  # what the glass does: only rows that were shown can be out of date
        assert [row["n"] for row in copy.rows] == [item.n for item in reversed(items)]
        assert [row["name"] for row in copy.rows] == [item.name for item in reversed(items)]
        assert [model.data(model.index(row), ROW_ROLE)["n"] for row in range(model.rowCount())] == model.numbers()
    assert copy.log[1:].count("reset") == 0


def basket(count: int) -> tuple[Item, ...]:
    return tuple(Item(n, f"item {n}") for n in range(1, count + 1))


def started(items: tuple[Item, ...], newest_n: int | None = None) -> tuple[RowModel, Copy]:
    model = RowModel()
    model.show("basket", Rows(items, View(newest_n)), Echo())
    copy = Copy(model)
    copy.reset()
    copy.log.clear()
    return model, copy


def test_a_scan_inserts_one_row_at_the_top_and_the_one_before_stops_being_newest() -> None:
    items = basket(1000)
    model, copy = started(items, newest_n=1000)
    model.show("basket", Rows((*items, Item(1001, "new")), View(1001)), Echo())
    assert copy.log == ["insert", "change"]
    assert copy.rows == shown((*items, Item(1001, "new")), 1001)


def test_a_changed_quantity_changes_one_row() -> None:
    items = basket(5)
    model, copy = started(items)
    more = (*items[:2], replace(items[2], name="twice"), *items[3:])
    model.show("basket", Rows(more, View()), Echo())
    assert copy.log == ["change"]
    assert copy.rows == shown(more)


def test_a_line_taken_out_removes_one_row() -> None:
    items = basket(5)
    model, copy = started(items)
    model.show("basket", Rows((*items[:1], *items[2:]), View()), Echo())
    assert copy.log == ["remove"]


def test_the_same_rows_signal_nothing() -> None:
    items = basket(5)
    model, copy = started(items)
    model.show("basket", Rows(tuple(items), View()), Echo())
    assert copy.log == []


def test_another_language_says_every_row_anew_without_a_reset() -> None:
    model, copy = started(basket(5))
    model.show("basket", Rows(basket(5), View()), Echo("es"))
    assert "reset" not in copy.log
    assert copy.log.count("change") >= 1


def test_another_screen_is_another_list() -> None:
    model, copy = started(basket(3))
    model.show("other", Rows((Item(1, "x"),), View()), Echo())
    assert copy.log == ["reset"]
    assert copy.rows == shown((Item(1, "x"),))


def test_no_rows_empty_the_list() -> None:
    model, _ = started(basket(3))
    model.show("basket", None, Echo())
    assert model.rowCount() == 0


@pytest.mark.allowed_logs("screens.rows: row 0")
def test_a_row_that_cannot_be_shown_is_empty_and_logged_and_raises_nothing(qapp: QGuiApplication) -> None:
    def broken(_item: object) -> Mapping[str, Viewable]:
        raise ValueError("no such word")

    model = RowModel()
    model.show("basket", Rows((Item(1),), broken), Echo())
    assert model.data(model.index(0), ROW_ROLE) == {}


def test_a_list_that_loses_most_of_its_rows_is_another_one() -> None:
    """Two hundred rows taken away one by one lay the rest out two hundred times, and into itself."""
    model = RowModel()
    copy = Copy(model)
    model.show("sale", Rows(tuple(Item(n) for n in range(200)), View()), Echo())
    copy.log.clear()
    few = (Item(3, "b"), Item(500))
    model.show("sale", Rows(few, View()), Echo())
    assert copy.log == ["reset"]
    assert copy.rows == shown(few)
