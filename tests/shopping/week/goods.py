"""What the shop of the week sells, and its promotions: invented, with prices that are added up by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from kiosk.formats.ean import check_digit

PREFIX: Final = "952000"  # GS1's own, for examples
COLUMNS: Final = (
    "gtin", "sku", "price_minor", "currency", "vat_bp", "unit", "category", "name_en", "plu", "deposit_minor",
    "tare_g", "pack_gtins", "min_age", "max_qty", "needs_serial", "not_sold", "hours", "recalled",
    "expected_g", "valid_from", "valid_to", "warranty_months",
)  # fmt: skip
# name, price in cents (per kg with `unit=kg`), category, and what else is known of it
GOODS: Final[tuple[tuple[str, int, str, dict[str, str]], ...]] = (
    ("milk", 100, "dairy", {}),
    ("bread", 200, "bakery", {}),
    ("roll", 40, "rolls", {}),
    ("chocolate", 101, "sweets", {}),
    ("apple-bag", 200, "bags", {}),
    ("pear-bag", 180, "bags", {}),
    ("coffee", 500, "pantry", {}),
    ("butter", 250, "dairy", {}),
    ("notebook", 400, "stationery", {}),
    ("pen", 101, "stationery", {}),
    ("juice", 150, "drinks", {}),
    ("crisps", 150, "snacks", {}),
    ("tulips", 800, "flowers", {}),
    ("cola", 120, "drinks", {"deposit_minor": "25"}),
    ("water", 50, "drinks", {"deposit_minor": "15", "pack_gtins": "{crate}x6"}),
    ("beer", 200, "drinks", {"deposit_minor": "15", "min_age": "16"}),
    ("wine", 500, "drinks", {"min_age": "18", "vat_bp": "2100"}),
    ("gin", 2000, "drinks", {"min_age": "18", "vat_bp": "2100"}),
    ("pills", 300, "care", {"max_qty": "2"}),
    ("drill", 3000, "tools", {"needs_serial": "yes", "vat_bp": "2100"}),
    ("heater", 2000, "tools", {"warranty_months": "24", "vat_bp": "2100"}),
    ("antique", 0, "tools", {"vat_bp": "2100"}),
    ("shelf", 900, "tools", {"not_sold": "display"}),
    ("tobacco", 800, "counter", {"not_sold": "counter"}),
    ("toy", 700, "tools", {"not_sold": "recalled"}),
    ("rockets", 600, "tools", {"hours": "10:00-18:00"}),
    ("ham", 300, "chilled", {"recalled": "L13"}),
    ("cheese", 1000, "chilled", {"unit": "kg"}),
    ("apples", 300, "fruit", {"unit": "kg", "plu": "4131", "tare_g": "5"}),
    ("onions", 149, "vegetables", {"unit": "kg", "plu": "4093"}),
    ("melon", 250, "fruit", {"plu": "4050"}),
    ("salad", 1200, "deli", {"unit": "kg", "gtin": "instore:1234"}),
    ("cake", 900, "deli", {"gtin": "instore:5678"}),
    ("tea", 400, "club", {}),
    ("honey", 600, "spreads", {}),
    ("biscuit", 200, "biscuits", {}),
    ("towel", 1000, "linen", {}),
    ("lamp", 2000, "lamps", {}),
    ("flour", 120, "baking", {"expected_g": "1000"}),
    ("rice", 250, "pantry", {"expected_g": "500"}),
    ("pie", 500, "pies", {"valid_to": "2026-09-26"}),
    ("pie", 450, "pies", {"valid_from": "2026-09-27"}),
    ("tote", 15, "totes", {"vat_bp": "2100"}),
    ("cause", 100, "causes", {"vat_bp": "0"}),
)
OFFERS: Final = """\
id,kind,n,pay,percent,amount_minor,price_minor,from_minor,currency,skus,categories,slots,combining,first_day,last_day,weekdays,from_time,until_time,text_en,members,coupon
rolls,n_for_m,3,2,,,,,,roll,,,,,,,,,3 for 2,,
chocolate,nth,2,,50,,,,,chocolate,,,,,,,,,2nd at half price,,
fruit,mix_and_match,2,,,,300,,EUR,apple-bag pear-bag,,,,,,,,,Any 2 for 3.00,,
breakfast,bundle,,,,,600,,EUR,,,1 of sku:coffee + 1 of sku:butter,,,,,,,Breakfast,,
paper,percent,,,25,,,,,,stationery,,,,,,,,A quarter off,,
juice,amount,,,,20,,,EUR,juice,,,,,,,,,0.20 off,,
fifty,threshold,,,,500,,5000,EUR,,,,,,,,,,5.00 off from 50,,
happy,percent,,,20,,,,,,snacks,,,,,fr,17:00,19:00,Happy hour,,
bakery,percent,,,10,,,,,,bakery,,,,,tu,,,Tuesday is bread day,,
flowers,percent,,,50,,,,,,flowers,,,2026-09-27,2026-09-27,,,,Flower Sunday,,
onions,percent,,,50,,,,,onions,,,,,,we,,,Onions at half price,,
club,percent,,,25,,,,,,club,,,,,,,,Members pay less,yes,
honey,percent,,,50,,,,,honey,,,,,,,,,Honey at half price,,HONEY
biscuits,n_for_m,3,2,,,,,,biscuit,,,,,,,,,3 for 2,,
biscuit,percent,,,20,,,,,biscuit,,,,,,,,,A fifth off,,
linen,percent,,,10,,,,,towel,,,,,,,,,A tenth off,,
towel,amount,,,,50,,,EUR,towel,,,stackable,,,,,,0.50 off,,
lamps,percent,,,30,,,,,lamp,,,exclusive,,,,,,30 percent off,,
lamp,amount,,,,100,,,EUR,lamp,,,stackable,,,,,,1.00 off,,
"""
AT: Final = {name: place for place, (name, *_) in enumerate(GOODS, 1)}


def gtin(place: int) -> str:
    """Return the GTIN-13 of a place in the list."""
    payload = f"{PREFIX}{place:06}"
    return f"{payload}{check_digit(payload)}"


CRATE: Final = gtin(900)


def number_of(name: str) -> str:
    """Return the number below the barcode of goods; `crate` is six bottles of water, `nothing` nobody's."""
    return {"crate": CRATE, "nothing": gtin(999)}.get(name) or gtin(AT[name])


def write(folder: Path) -> tuple[Path, Path]:
    """Write the files of goods and of promotions; return where they are."""
    goods, offers = folder / "goods.csv", folder / "offers.csv"
    with goods.open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, COLUMNS, restval="")
        rows.writeheader()
        for name, price, category, more in GOODS:
            plain = {"gtin": number_of(name), "currency": "EUR", "vat_bp": "900", "unit": "each"}
            own = {key: value.format(crate=CRATE) for key, value in more.items()}
            known = {"sku": name, "name_en": name, "price_minor": str(price), "category": category}
            rows.writerow({**plain, **known, **own})
    offers.write_text(OFFERS, encoding="utf-8")
    return goods, offers
