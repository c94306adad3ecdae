"""Finding products: by GTIN, by the shop's number, by the number on a label; and files that are no catalogue."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText
from kiosk.services.catalogue import Catalogue, NoCatalogue, StoredCatalogue, import_products, open_catalogue

GOODS = """\
gtin,sku,price_minor,currency,vat_bp,unit,art,category,name_pt-BR,name_nl,name_en,detail_nl
9520001000010,KM-001,129,EUR,900,each,milk,dairy,Leite,Melk,Milk,1 liter
95200002,KM-008,99,EUR,2100,each,,,,,Gum,
012345678905,KM-012,100,EUR,2100,each,,,,Zeep,,
19520001000017,KM-014,774,EUR,900,each,,,,,Case of milk,
instore:0417,KM-100,399,EUR,900,kg,apple,fruit,Maçã,Appel,Apple,
"""
MILK = Product(
    "KM-001",
    "09520001000010",
    LocalText((("en", "Milk"), ("pt-BR", "Leite"), ("nl", "Melk"))),
    LocalText((("nl", "1 liter"),)),
    "milk",
    Money(129, "EUR"),
    900,
    False,
    1,
    "dairy",
)


def _imported(folder: Path, goods: str = GOODS, name: str = "goods.csv") -> Path:
    file = folder / name
    file.write_text(goods, "utf-8")
    import_products(file, folder)
    return file


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    _imported(tmp_path)
    found = open_catalogue(tmp_path)
    yield found
    found.close()


# --- faults -----------------------------------------------------------------------------------------------------------


def test_without_an_import_there_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(NoCatalogue, match="import-catalogue"):
        open_catalogue(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database, however long it may be" * 200, b"SQLite format 3\0" + b"\0" * 84],
)
def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalogue.db").write_bytes(content)
    with pytest.raises(NoCatalogue, match=r"catalogue\.db"):
        open_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE edition SET format = 1", "format 1, this program reads"),
        ("DELETE FROM edition", "no catalogue"),
        ("DELETE FROM product WHERE id = 2", "damaged"),
        ("DROP TABLE product", "import the products again"),
    ],
)
def test_a_catalogue_that_was_changed_is_not_believed(tmp_path: Path, change: str, told: str) -> None:
    _imported(tmp_path)
    with sqlite3.connect(tmp_path / "catalogue.db") as connection:
        connection.execute(change)
    connection.close()
    with pytest.raises(NoCatalogue, match=told):
        open_catalogue(tmp_path)


def test_a_damaged_newer_edition_is_not_taken(tmp_path: Path) -> None:
    _imported(tmp_path)
    catalogue = open_catalogue(tmp_path)
    (tmp_path / "damaged").write_bytes(b"x" * 5000)
    (tmp_path / "damaged").replace(tmp_path / "catalogue.db")
    with pytest.raises(NoCatalogue):
        catalogue.refresh()
    assert catalogue.find(MILK.gtin) == MILK
    catalogue.close()


def test_a_file_that_went_away_does_not_stop_the_edition_at_hand(tmp_path: Path) -> None:
    _imported(tmp_path)
    catalogue = open_catalogue(tmp_path)
    (tmp_path / "catalogue.db").unlink()
    with pytest.raises(NoCatalogue):
        catalogue.refresh()
    assert catalogue.find(MILK.gtin) == MILK
    catalogue.close()


# --- finding ----------------------------------------------------------------------------------------------------------


def test_a_product_is_found_by_its_gtin_and_by_its_own_number(catalogue: Catalogue) -> None:
    assert catalogue.find("09520001000010") == MILK
    assert catalogue.find("KM-001") == MILK


@pytest.mark.parametrize(
    ("gtin", "sku"),
    [("00000095200002", "KM-008"), ("00012345678905", "KM-012"), ("19520001000017", "KM-014")],
)
def test_gtins_of_every_length_are_found_by_their_fourteen_digits(catalogue: Catalogue, gtin: str, sku: str) -> None:
    found = catalogue.find(gtin)
    assert found is not None
    assert (found.gtin, found.sku) == (gtin, sku)


@pytest.mark.parametrize(
    "code", ["09520001000027", "9520001000010", "", "KM-00", "km-001", "0" * 14, "9" * 14, "٠" * 14, "x'; --", "\udc80"]
)
def test_what_is_not_in_the_catalogue_is_not_found(catalogue: Catalogue, code: str) -> None:
    assert catalogue.find(code) is None


def test_a_label_is_found_by_its_item_with_its_zeros(catalogue: Catalogue) -> None:
    found = catalogue.find_in_store("0417")
    assert found is not None
    assert (found.sku, found.gtin, found.is_weighed) == ("KM-100", "", True)
    assert catalogue.find_in_store("417") is None
    assert catalogue.find_in_store("09520001000010") is None


def test_a_language_without_its_own_name_gets_the_first(catalogue: Catalogue) -> None:
    soap = catalogue.find("KM-012")
    assert soap is not None
    assert soap.name == LocalText((("nl", "Zeep"),))
    assert soap.name.in_language("es") == "Zeep"
    assert MILK.name.in_language("es") == "Milk"


def test_every_thread_may_ask(catalogue: Catalogue) -> None:
    answers: list[Product | None] = []
    threads = [threading.Thread(target=lambda: answers.append(catalogue.find(MILK.gtin))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [MILK] * 4


def test_prices_change_between_customers_and_lines_know_their_edition(tmp_path: Path) -> None:
    _imported(tmp_path)
    catalogue = open_catalogue(tmp_path)
    assert catalogue.refresh() is False
    _imported(tmp_path, GOODS.replace("129", "139"))
    before = catalogue.find(MILK.gtin)
    assert before == MILK, "a customer's prices do not move under the basket"
    assert catalogue.refresh() is True
    after = catalogue.find(MILK.gtin)
    assert after is not None
    assert (after.unit, after.catalogue_version) == (Money(139, "EUR"), 2)
    catalogue.close()


# --- the demo store ---------------------------------------------------------------------------------------------------


def test_the_demo_store_is_imported_once_and_again_when_its_file_changes(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    file = tmp_path / "source" / "demo-store.csv"
    versions = []
    for goods in (GOODS, GOODS, GOODS.replace("129", "139")):
        file.write_text(goods, "utf-8")
        catalogue = open_catalogue(tmp_path, file)
        assert isinstance(catalogue, StoredCatalogue)
        versions.append(catalogue.edition.version)
        catalogue.close()
    assert versions == [1, 1, 2]


def test_a_catalogue_of_the_sites_own_is_never_replaced_by_the_demo(tmp_path: Path) -> None:
    _imported(tmp_path, name="our-goods.csv")
    demo = tmp_path / "demo-store.csv"
    demo.write_text(GOODS.replace("129", "139"), "utf-8")
    catalogue = open_catalogue(tmp_path, demo)
    assert catalogue.find(MILK.gtin) == MILK
    catalogue.close()


def test_a_folder_with_odd_signs_in_its_name_is_fine(tmp_path: Path) -> None:
    folder = tmp_path / "a b?mode=rwc#ç%20"
    folder.mkdir()
    _imported(folder)
    catalogue = open_catalogue(folder)
    assert catalogue.find(MILK.gtin) == MILK
    catalogue.close()
    shutil.rmtree(folder)


def test_a_catalogue_file_cannot_be_written(catalogue: Catalogue, tmp_path: Path) -> None:
    assert isinstance(catalogue, StoredCatalogue)
    held = catalogue._engine.raw_connection()  # noqa: SLF001 - the connection is what is under test
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        held.cursor().execute("DELETE FROM product")
    held.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalogue.db", "catalogue.lock", "goods.csv"]
