"""Reads the third-party vectors that lie beside the project, when they do."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.formats.in_store import InStoreTable, table_from

PROJECT = Path(__file__).resolve().parents[4]
VECTORS = PROJECT.parent / "shared" / "vectors"

Row = dict[str, Any]


def path_of(name: str) -> Path:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"the third-party vectors are not here: ../shared/vectors/{name}")
    return path


def rows(name: str) -> list[Row]:
    loaded: list[Row] = json.loads(path_of(name).read_text(encoding="utf-8"))["cases"]
    assert loaded, f"{name} holds no rows"
    return loaded


def differing(name: str, answers: Iterator[tuple[Row, object, object]]) -> list[str]:
    """Say for every row whose two answers differ what they are; skip when no row could be compared."""
    compared = list(answers)
    if not compared:
        pytest.skip(f"{name} has no row of this kind")
    return [f"{name} {row}: ours {ours!r}, theirs {theirs!r}" for row, ours, theirs in compared if ours != theirs]


def in_store_table(country: str) -> InStoreTable:
    path = PROJECT / "config" / "in_store" / f"{country.lower()}.toml"
    return table_from(tomllib.loads(path.read_text(encoding="utf-8")))
