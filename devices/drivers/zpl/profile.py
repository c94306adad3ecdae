"""Profiles of tag printers: what a model has, read from `config/tag_printers/<profile>.toml`, never guessed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices.api import PrintProof, Symbology, TagPrinterCapabilities
from devices.url import UrlError

FOLDER = Path(__file__).parents[3] / "config" / "tag_printers"
_NUMBERS = {"dots_per_mm": (6, 24), "max_width_mm": (20, 250), "speed_mm_s": (20, 400)}
_FLAGS = ("cutter", "taken_sensor")
_PROOFS = (PrintProof.STATUS_AFTER, PrintProof.NONE)


class ProfileError(ValueError):
    """A profile is not usable; names file, key and what is allowed."""


@dataclass(frozen=True, slots=True)
class TagPrinterProfile:
    """One model."""

    name: str
    capabilities: TagPrinterCapabilities
    speed_mm_s: int


def load(profile: str, folder: Path = FOLDER) -> TagPrinterProfile:
    """Read a profile by name. Raises `UrlError` and `ProfileError`."""
    path = folder / f"{profile}.toml"
    known = sorted(found.stem for found in folder.glob("*.toml"))
    if profile not in known:
        raise UrlError("option profile", f"there is no {path.name}", ", ".join(known))
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    _check(table, path.name)
    capabilities = TagPrinterCapabilities(
        dots_per_mm=table["dots_per_mm"],
        max_width_mm=float(table["max_width_mm"]),
        has_cutter=table["cutter"],
        has_taken_sensor=table["taken_sensor"],
        symbologies=frozenset(Symbology(name) for name in table["symbologies"]),
        print_proof=PrintProof(table["print_proof"]),
    )
    return TagPrinterProfile(table["name"], capabilities, table["speed_mm_s"])


def _check(table: dict[str, Any], file: str) -> None:
    known = ("name", *_NUMBERS, *_FLAGS, "symbologies", "print_proof")
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
    codes = table.get("symbologies")
    if type(codes) is not list or not set(codes) <= {code.value for code in Symbology}:
        raise ProfileError(f"{file}, symbologies: allowed: a list of {', '.join(code.value for code in Symbology)}")
    if table.get("print_proof") not in _PROOFS:
        raise ProfileError(f"{file}, print_proof: allowed: {', '.join(_PROOFS)}")
