"""What a shop may say of a product besides its price: packs, days, deposits, weights, and how it may be sold."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from kiosk.domain.goods.terms import NO_TERMS, Terms
from kiosk.services.catalogue import ImportRefused, StoredCatalogue, import_products, open_catalogue

NEEDED = "gtin,sku,price_minor,currency,vat_bp,unit,name_en"
MILK = "9520001000010,KM-001,129,EUR,900,each,Milk"
BREAD = "9520001000027,KM-002,159,EUR,900,each,Bread"
TODAY = date(2026, 5, 31)


def _file(folder: Path, *rows: str, header: str = NEEDED) -> Path:
    file = folder / "goods.csv"
    file.write_text("\n".join((header, *rows, "")), "utf-8")
    return file


def _opened(folder: Path, *rows: str, header: str = NEEDED, today: date = TODAY) -> StoredCatalogue:
    import_products(_file(folder, *rows, header=header), folder)
    return StoredCatalogue(folder / "catalogue.db", lambda: today)


def _problem(folder: Path, *rows: str, header: str) -> str:
    with pytest.raises(ImportRefused) as refused:
        import_products(_file(folder, *rows, header=header), folder)
    (problem,) = refused.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("pack_gtins", "9520001000011", "the check digit is 1"),
        ("pack_gtins", "9520001000034x0", "GTINs separated by spaces"),
        ("pack_gtins", "9520001000034x100", "GTINs separated by spaces"),
        ("pack_gtins", "9520001000034;9520001000041", "GTINs separated by spaces"),
        ("deposit_minor", "-25", "a whole number from 0 to 99999"),
        ("deposit_minor", "100000", "a whole number from 0 to 99999"),
        ("expected_g", "0", "grams, a whole number from 1 to 100000"),
        ("expected_g", "100001", "grams, a whole number from 1 to 100000"),
        ("expected_g", "1.5", "grams, a whole number"),
        ("tare_g", "10000", "grams, a whole number from 0 to 9999"),
        ("plu", "123", "4 or 5 digits"),
        ("plu", "\u0664\u0660\u0661\u0661", "4 or 5 digits"),
        ("season", "5-13", "two months"),
        ("valid_from", "31.05.2026", "a day as 2026-05-31"),
        ("valid_from", "2026-02-30", "a day as 2026-05-31"),
        ("min_age", "100", "years, a whole number from 0 to 99"),
        ("min_age", "18+", "years, a whole number"),
        ("max_qty", "0", "pieces, a whole number from 1 to 99"),
        ("needs_serial", "true", "yes, no or nothing"),
        ("warranty_months", "241", "months, a whole number from 0 to 240"),
        ("not_sold", "because", "one of counter, display, recalled, other"),
        ("hours", "8-22", "times of the day as 08:00-22:00"),
        ("hours", "08:00-25:00", "times of the day as 08:00-22:00"),
        ("hours", "08:00-08:00", "times of the day as 08:00-22:00"),
        ("recalled", "A" * 21, "at most 20 signs"),
        ("recalled", "* B7", "or * for all"),
        ("keywords_en", "x" * 201, "at most 200 letters"),
        ("keywords_en", "ok \u202ekool", "that turn the direction of writing"),
    ],
)
def test_a_wrong_cell_is_named_with_line_column_and_what_is_allowed(
    tmp_path: Path, column: str, value: str, told: str
) -> None:
    problem = _problem(tmp_path, f"{MILK},{value}", header=f"{NEEDED},{column}")
    assert problem.startswith(f"line 2, {column}: ")
    assert told in problem


@pytest.mark.parametrize(
    "content",
    [
        f"{NEEDED}\n{MILK.replace('129', '-1')}".encode(),
        f"{NEEDED}\n{MILK}\n{BREAD.replace('EUR', 'BRL')}".encode(),
        f"{NEEDED}\n{MILK}\n{MILK.replace('KM-001', 'KM-9')}".encode(),
        f"{NEEDED}\n{MILK}".replace(",", ";").encode(),
        f"{NEEDED}\n{MILK}".encode("utf-16"),
        f"{NEEDED}\n{MILK}\u00e9".encode("latin-1"),
        b"x" * 8_000_000,
        b"",
    ],
)
def test_the_edition_before_stays_whatever_is_wrong_with_the_next(tmp_path: Path, content: bytes) -> None:
    import_products(_file(tmp_path, BREAD), tmp_path)
    (tmp_path / "next.csv").write_bytes(content)
    with pytest.raises(ImportRefused):
        import_products(tmp_path / "next.csv", tmp_path)
    catalogue = open_catalogue(tmp_path)
    assert catalogue.find("KM-002") is not None
    assert catalogue.find("KM-001") is None
    assert not (tmp_path / "catalogue.db.new").exists()


def test_a_pack_code_that_is_another_products_own_is_refused_with_both_lines(tmp_path: Path) -> None:
    problem = _problem(tmp_path, f"{MILK},", f"{BREAD},9520001000010x6", header=f"{NEEDED},pack_gtins")
    assert problem == "line 3, pack_gtins: '9520001000010x6'; each gtin once; it is on line 2 already"


def test_two_prices_on_one_day_are_refused_with_both_lines(tmp_path: Path) -> None:
    header = f"{NEEDED},valid_from,valid_to"
    with pytest.raises(ImportRefused) as refused:
        import_products(_file(tmp_path, f"{MILK},,2026-05-31", f"{MILK},2026-05-31,", header=header), tmp_path)
    assert [str(own) for own in refused.value.problems] == [
        "line 3, gtin: '9520001000010'; each gtin once on one day; it is on line 2 already",
        "line 3, sku: 'KM-001'; each sku once on one day; it is on line 2 already",
    ]


def test_days_that_end_before_they_begin_are_refused(tmp_path: Path) -> None:
    header = f"{NEEDED},valid_from,valid_to"
    problem = _problem(tmp_path, f"{MILK},2026-06-01,2026-05-31", header=header)
    assert problem == "line 2, valid_to: '2026-05-31'; the last day is not before the first"


def test_a_catalogue_that_an_older_program_made_of_the_demo_is_made_anew(tmp_path: Path) -> None:
    demo = _file(tmp_path, MILK)
    import_products(demo, tmp_path)
    with sqlite3.connect(tmp_path / "catalogue.db") as connection:
        connection.execute("UPDATE edition SET format = 1")
    connection.close()
    catalogue = open_catalogue(tmp_path, demo)
    assert catalogue.find("KM-001") is not None
    catalogue.close()


def test_a_code_of_a_pack_gives_the_product_with_the_pieces_it_stands_for(tmp_path: Path) -> None:
    catalogue = _opened(tmp_path, f"{MILK},9520001000034x6 9520001000041", header=f"{NEEDED},pack_gtins")
    found = [catalogue.find(code) for code in ("09520001000010", "09520001000034", "09520001000041", "KM-001")]
    assert [(own.sku, own.gtin, own.pack_qty) for own in found if own is not None] == [
        ("KM-001", "09520001000010", 1),
        ("KM-001", "09520001000010", 6),
        ("KM-001", "09520001000010", 1),
        ("KM-001", "09520001000010", 1),
    ]


def test_a_price_changes_at_midnight_without_a_new_import(tmp_path: Path) -> None:
    rows = (f"{MILK},,2026-05-31", f"{MILK.replace('129', '139')},2026-06-01,2026-06-30")
    import_products(_file(tmp_path, *rows, header=f"{NEEDED},valid_from,valid_to"), tmp_path)
    days = iter((date(2026, 5, 31), date(2026, 6, 1), date(2026, 7, 1)))
    catalogue = StoredCatalogue(tmp_path / "catalogue.db", lambda: next(days))
    found = [catalogue.find("09520001000010") for _ in range(3)]
    assert [own and own.unit.minor for own in found] == [129, 139, None]


def test_what_is_asked_of_a_product_comes_back_as_it_was_written(tmp_path: Path) -> None:
    more = "min_age,max_qty,needs_serial,not_sold,hours,recalled,deposit_minor,expected_g,tare_g,plu,warranty_months"
    row = f"{MILK},18,6,yes,display,08:00-13:00 15:00-22:00,L1 L2,25,1030,12,4011,24"
    found = _opened(tmp_path, row, f"{BREAD}{',' * 11}", header=f"{NEEDED},{more}").find_plu("4011")
    assert found is not None
    assert found.terms == Terms(
        min_age=18,
        max_qty=6,
        needs_serial=True,
        not_sold="display",
        hours=(("08:00", "13:00"), ("15:00", "22:00")),
        recalled=("L1", "L2"),
        warranty_months=24,
    )
    assert (found.deposit_minor, found.expected_g, found.tare_g, found.plu) == (25, 1030, 12, "4011")


def test_a_product_without_more_says_nothing(tmp_path: Path) -> None:
    catalogue = _opened(tmp_path, MILK)
    found = catalogue.find("KM-001")
    assert found is not None
    assert found.terms == NO_TERMS
    assert (found.deposit_minor, found.expected_g, found.tare_g, found.plu, found.pack_qty) == (0, None, 0, "", 1)
    assert catalogue.find_plu("") is None


@pytest.mark.parametrize("price", ["", "0", "000"])
def test_a_product_without_a_price_is_one_whose_price_is_asked(tmp_path: Path, price: str) -> None:
    found = _opened(tmp_path, MILK.replace("129", price)).find("KM-001")
    assert found is not None
    assert found.terms == Terms(is_price_asked=True)


def test_loose_goods_need_no_code_and_are_found_by_number_name_and_plu(tmp_path: Path) -> None:
    header = f"{NEEDED},plu"
    apples = ",APPLE,249,EUR,900,kg,Apples,4131"
    import_products(
        _file(tmp_path, apples, ",BEANS,399,EUR,900,kg,Beans,", ",KIWI,35,EUR,900,each,Kiwi,4030", header=header),
        tmp_path,
    )
    catalogue = open_catalogue(tmp_path)
    assert {own.sku for own in catalogue.search("", "en")} == {"APPLE", "BEANS", "KIWI"}
    by_plu, by_sku = catalogue.find_plu("4131"), catalogue.find("BEANS")
    assert by_plu is not None
    assert by_sku is not None
    assert (by_plu.sku, by_plu.gtin, by_sku.gtin) == ("APPLE", "", "")
    assert catalogue.find("0" * 14) is None


def test_goods_that_nobody_could_scan_or_choose_are_refused(tmp_path: Path) -> None:
    problem = _problem(tmp_path, ",BOOK,999,EUR,900,each,Book", header=NEEDED)
    assert problem.startswith(
        "line 2, gtin: empty; a GTIN of 8, 12, 13 or 14 digits, or instore:<item>; nothing only for"
    )
