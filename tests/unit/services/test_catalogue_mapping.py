"""A shop's own CSV is imported as it is, by a file that says what its columns are called; nothing in it is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.catalogue import ImportRefused, import_products, open_catalogue
from kiosk.services.catalogue.cells import Wrong
from kiosk.services.catalogue.mapping import Layout

MAP = """\
encoding = "cp1252"
delimiter = ";"
decimal = ","
[columns]
"EAN-Code" = "gtin"
"Art.Nr" = "sku"
"VK Preis" = "price_minor"
"MwSt" = "vat_bp"
"Einheit" = "unit"
"Bezeichnung" = ["name_nl", "name_en"]
[constants]
currency = "EUR"
[factors]
price_minor = 100
vat_bp = 100
[values.unit]
"ST" = "each"
"KG" = "kg"
"""
HEADER = "Lager;EAN-Code;Bezeichnung;VK Preis;MwSt;Einheit;Art.Nr"
ROW = "12;9520001000010;Käse; 1,29 ;9;ST;100-1"


def _imported(folder: Path, *rows: str, mapping: str = MAP, header: str = HEADER) -> None:
    (folder / "map.toml").write_text(mapping, "utf-8")
    (folder / "own.csv").write_bytes("\r\n".join((header, *rows)).encode("cp1252"))
    import_products(folder / "own.csv", folder, folder / "map.toml")


def _problems(folder: Path, *rows: str, mapping: str = MAP, header: str = HEADER) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        _imported(folder, *rows, mapping=mapping, header=header)
    assert not (folder / "catalogue.db").exists()
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    "price", ["1.29", "1.234,50", "1,295", "-1,29", "1e2", "abc", "NaN", "Infinity", "1,2,3", "9" * 30]
)
def test_a_number_that_is_not_plainly_an_amount_is_refused_with_both_names(tmp_path: Path, price: str) -> None:
    (problem,) = _problems(tmp_path, ROW, f"3;9520001000027;Brot;{price};9;ST;100-2")
    assert problem.startswith(f"line 3, price_minor (VK Preis): '{price}'; a number such as 1,29")


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("columns = 3", "columns"),
        ("[columns", "it cannot be read as TOML"),
        ("", "one column at least"),
        ('[columns]\n"A" = "gtin"\n"B" = "gtin"', "gtin"),
        ('[columns]\n"A" = "gtin"\n[constants]\ngtin = "1"', "gtin"),
        (f"{MAP}[colums]\n", "colums"),
        (MAP.replace("cp1252", "cp9999"), "no known encoding"),
        (MAP.replace('";"', '";;"'), "delimiter"),
        (MAP.replace('decimal = ","', 'decimal = "x"'), "decimal"),
        (MAP.replace("price_minor = 100", "price_minor = 0"), "factors.price_minor"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_its_key(tmp_path: Path, mapping: str, told: str) -> None:
    assert told in "\n".join(_problems(tmp_path, ROW, mapping=mapping))


def test_a_column_that_the_mapping_names_and_the_file_lacks_is_told(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, ROW, header=HEADER.replace("MwSt", "USt"))
    assert problem.startswith("line 1, MwSt: ")
    assert "it must be there, once" in problem


def test_a_column_of_ours_that_nothing_fills_is_told(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, ROW, mapping=MAP.replace('"MwSt" = "vat_bp"\n', ""))
    assert problem == "line 1, vat_bp: empty; this column is needed"


def test_a_value_that_no_table_knows_is_refused(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, ROW.replace(";ST;", ";L;"))
    assert problem == "line 2, unit (Einheit): 'L'; each or kg"


def test_a_file_in_another_encoding_than_the_mapping_says_is_told(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, ROW, mapping=MAP.replace("cp1252", "utf-8"))
    assert problem.endswith("as the mapping says")


def test_a_shops_own_file_is_imported_unchanged(tmp_path: Path) -> None:
    _imported(tmp_path, ROW, "3;9520001000027;Äpfel;3,5;21;KG;100-2")
    catalogue = open_catalogue(tmp_path)
    cheese, apples = catalogue.find("100-1"), catalogue.find("100-2")
    catalogue.close()
    assert cheese is not None
    assert apples is not None
    assert (cheese.unit.minor, cheese.vat_bp, cheese.is_weighed) == (129, 900, False)
    assert (apples.unit.minor, apples.vat_bp, apples.is_weighed) == (350, 2100, True)
    assert [cheese.name.in_language(own) for own in ("nl", "en")] == ["Käse", "Käse"]


@given(st.text(max_size=30))
def test_any_text_becomes_a_whole_number_or_is_refused(value: str) -> None:
    layout = Layout(decimal=",", columns={"x": "price_minor"}, factors={"price_minor": 100})
    try:
        told = layout.converted("price_minor", value)
    except Wrong:
        return
    assert told == "" or (told.isascii() and told.isdigit() and len(told) <= 9)
