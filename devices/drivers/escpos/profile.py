"""Printer profiles: what a model has, read from `config/printers/<profile>.toml`, never guessed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devices.api import PrinterCapabilities, PrintProof
from devices.drivers.escpos.codepage import CodePage
from devices.url import UrlError

FOLDER = Path(__file__).parents[3] / "config" / "printers"
_CUTTERS = ("full", "partial", "none")
_KEYS: dict[str, type] = {
    "name": str,
    "width_dots": int,
    "columns": int,
    "code_page": str,
    "cutter": str,
    "near_end_sensor": bool,
    "native_qr": bool,
    "status_push": bool,
    "clears_buffer": bool,
    "print_proof": str,
    "code_pages": dict,
}


class ProfileError(ValueError):
    """A printer profile is not usable; names file, key and what is allowed."""


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One model. `page_number` is the `n` of `ESC t n` for `page`."""

    name: str
    capabilities: PrinterCapabilities
    cutter: str
    page_number: int
    pushes_status: bool
    clears_buffer: bool
    page: CodePage = field(repr=False)


def load(profile: str, page: str = "", folder: Path = FOLDER) -> PrinterProfile:
    """Read a profile by name; `page` sets another of its code pages. Raises `UrlError` and `ProfileError`."""
    path = folder / f"{profile}.toml"
    known = sorted(found.stem for found in folder.glob("*.toml"))
    if profile not in known:
        raise UrlError("option profile", f"there is no {path.name}", ", ".join(known))
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    _check(table, path.name)
    name = page or str(table["code_page"])
    pages: dict[str, int] = table["code_pages"]
    if name not in pages:
        raise UrlError("option page", f"{path.name} names no such code page", ", ".join(sorted(pages)))
    capabilities = PrinterCapabilities(
        columns=table["columns"],
        width_dots=table["width_dots"],
        code_page=name,
        has_cutter=table["cutter"] != "none",
        has_near_end_sensor=table["near_end_sensor"],
        has_native_qr=table["native_qr"],
        print_proof=PrintProof(table["print_proof"]),
    )
    return PrinterProfile(
        name=table["name"],
        capabilities=capabilities,
        cutter=table["cutter"],
        page_number=pages[name],
        pushes_status=table["status_push"],
        clears_buffer=table["clears_buffer"],
        page=CodePage(name),
    )


def _check(table: dict[str, Any], file: str) -> None:
    for key in table:
        if key not in _KEYS:
            raise ProfileError(f"{file}, {key}: unknown; allowed: {', '.join(_KEYS)}")
    for key, kind in _KEYS.items():
        if type(table.get(key)) is not kind:
            raise ProfileError(f"{file}, {key}: missing or not of type {kind.__name__}")
    for key, low, high in (("width_dots", 200, 2000), ("columns", 20, 120)):
        if not low <= table[key] <= high:
            raise ProfileError(f"{file}, {key}: allowed: {low}..{high}")
    for key, allowed in (("cutter", _CUTTERS), ("print_proof", tuple(proof.value for proof in PrintProof))):
        if table[key] not in allowed:
            raise ProfileError(f"{file}, {key}: allowed: {', '.join(allowed)}")
    for name, number in table["code_pages"].items():
        if type(number) is not int or not 0 <= number <= 255 or not re.fullmatch(r"cp[0-9]{3,4}", name):
            raise ProfileError(f"{file}, code_pages.{name}: allowed: cp and digits, with a number 0..255")
