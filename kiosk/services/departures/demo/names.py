"""Names of invented travellers, from `assets/flights/demo-names.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).resolve().parents[4] / "assets" / "flights" / "demo-names.toml"


@cache
def names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return given names and surnames."""
    read = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(read["given"]), tuple(read["surname"])
