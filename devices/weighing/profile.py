"""Scale profiles: what a model has, read from `config/scales/<profile>.toml`, never guessed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices.api import ScaleCapabilities
from devices.url import Option, UrlError, word

FOLDER = Path(__file__).parents[2] / "config" / "scales"
PROFILE: Option[str] = word("profile", "class-iii-15kg")
_NUMBERS = {"resolution_g": (1, 100), "max_g": (100, 600_000), "min_g": (0, 10_000), "decimals": (0, 3)}
_FLAGS = ("tare", "zero", "approved")


class ProfileError(ValueError):
    """A scale profile is not usable; names file, key and what is allowed."""


@dataclass(frozen=True, slots=True)
class ScaleProfile:
    """One model. `decimals`: how many stand behind the point of a weight in kilograms."""

    name: str
    capabilities: ScaleCapabilities
    decimals: int


def load(profile: str, folder: Path = FOLDER) -> ScaleProfile:
    """Read a profile by name. Raises `UrlError` and `ProfileError`."""
    path = folder / f"{profile}.toml"
    known = sorted(found.stem for found in folder.glob("*.toml"))
    if profile not in known:
        raise UrlError("option profile", f"there is no {path.name}", ", ".join(known))
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    _check(table, path.name)
    capabilities = ScaleCapabilities(
        resolution_g=table["resolution_g"],
        max_g=table["max_g"],
        min_g=table["min_g"],
        can_tare=table["tare"],
        can_zero=table["zero"],
        is_approved=table["approved"],
    )
    return ScaleProfile(table["name"], capabilities, table["decimals"])


def _check(table: dict[str, Any], file: str) -> None:
    known = ("name", *_NUMBERS, *_FLAGS)
    for key in table:
        if key not in known:
            raise ProfileError(f"{file}, {key}: unknown; allowed: {', '.join(known)}")
    if type(table.get("name")) is not str:
        raise ProfileError(f"{file}, name: missing or not a text")
    for key, (low, high) in _NUMBERS.items():
        if type(table.get(key)) is not int or not low <= table[key] <= high:
            raise ProfileError(f"{file}, {key}: missing or not allowed; allowed: a whole number {low}..{high}")
    for key in _FLAGS:
        if type(table.get(key)) is not bool:
            raise ProfileError(f"{file}, {key}: missing or not true or false")
