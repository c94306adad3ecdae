"""Invented goods by number, with valid codes, for every pair that needs a shop."""

from __future__ import annotations

import csv
from pathlib import Path

from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText

LANGUAGES = ("pt-BR", "pt-PT", "nl", "es", "en")
COLUMNS = (
    "gtin", "sku", "price_minor", "currency", "vat_bp", "unit", "art", "category",
    *(f"name_{language}" for language in LANGUAGES), *(f"detail_{language}" for language in LANGUAGES),
)  # fmt: skip
ARTS = ("milk", "bread", "cheese", "red-apple", "coffee", "carrot", "egg", "chocolate")
KINDS = ("Halfvolle melk", "Volkorenbrood", "Jonge kaas", "Rode appels", "Koffie", "Winterpeen", "Eieren", "Chocolade")


def ean(number: int) -> str:
    """Return a valid EAN-13 in GS1's range for examples (952)."""
    body = f"9520{number:08d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def name(number: int) -> str:
    """Return the name of a product, in Dutch."""
    return f"{KINDS[number % len(KINDS)]} {number}"


def price_minor(number: int) -> int:
    """Return its price in cents."""
    return 49 + number * 37 % 1900


def product(number: int) -> Product:
    """Return it as the catalogue does."""
    names = LocalText(tuple((language, name(number)) for language in LANGUAGES))
    details = LocalText(tuple((language, f"{number % 900 + 100} g") for language in LANGUAGES))
    return Product(
        f"B-{number}", f"0{ean(number)}", names, details, ARTS[number % len(ARTS)], Money(price_minor(number), "EUR"),
        900, is_weighed=False, catalogue_version=1, category="bench",
    )  # fmt: skip


def write_csv(path: Path, count: int) -> None:
    """Write the goods 1 to `count` as a file for `import-catalogue`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number in range(1, count + 1):
            detail = f"{number % 900 + 100} g"
            price, art = price_minor(number), ARTS[number % len(ARTS)]
            own = (ean(number), f"B-{number}", price, "EUR", 900, "each", art, "bench")
            rows.writerow((*own, *[name(number)] * len(LANGUAGES), *[detail] * len(LANGUAGES)))
