"""The goods on the bench, read from a store's catalogue."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl

from devices.sim.bench.words import written

ANY_G = 250  # where the catalogue does not say what a piece weighs
PICTURE_ENDINGS = ("", ".svg", ".png", ".webp", ".jpg")


@dataclass(frozen=True, slots=True)
class Product:
    """One tile: finished words, the code to scan, and a picture's address (empty when there is none).

    `weight_g` is what a piece weighs in the bag.
    """

    code: str
    name: str
    price: str
    picture: str
    weight_g: int = ANY_G


def read_products(catalogue: Path, art: Path) -> list[Product]:
    """The products of a CSV file with columns gtin, art, name_en, price_minor, expected_g; bad rows are left out."""
    if not catalogue.is_file():
        return []
    with catalogue.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("gtin") and row.get("name_en")]
    return [_product(row, art) for row in rows]


def _product(row: dict[str, str], art: Path) -> Product:
    price = row.get("price_minor") or ""
    shown = written(int(price), row.get("currency") or "EUR") if price.isdecimal() else ""
    shown += " / kg" if row.get("unit") == "kg" and shown else ""
    weight = row.get("expected_g") or ""
    weight_g = int(weight) if weight.isdecimal() and int(weight) else ANY_G
    return Product(row["gtin"].strip(), row["name_en"].strip(), shown, _picture(row.get("art") or "", art), weight_g)


def _picture(name: str, art: Path) -> str:
    """The file's address; the name comes from a file, so it may not lead out of the folder."""
    if not name or Path(name).name != name:
        return ""
    found = next((art / (name + ending) for ending in PICTURE_ENDINGS if (art / (name + ending)).is_file()), None)
    return QUrl.fromLocalFile(str(found.resolve())).toString() if found else ""
