"""A file of promotions: every fault is told with its line, and what is right is what the file says."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from kiosk.domain.pricing.book import Terms
from kiosk.domain.pricing.promotions import (
    AmountOff,
    Bundle,
    Combining,
    MixAndMatch,
    Moment,
    NForM,
    NthAt,
    PercentOff,
    Threshold,
    Window,
)
from kiosk.services.offers import BadOffers, read_offers

ROOT = Path(__file__).resolve().parents[4]
DEMO = ROOT / "assets" / "catalogue" / "demo-offers.csv"
HOW_TO = ROOT / "docs" / "how-to" / "promotions.md"
GOOD = {"id": "x", "kind": "percent", "percent": "10", "skus": "a b", "text_en": "Ten off"}


def written(folder: Path, *rows: dict[str, str]) -> Path:
    """Write a file with these lines, the first of them in line 2."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    file = folder / "offers.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)
    return file


def faults_of(folder: Path, *rows: dict[str, str], prices: dict[str, int] | None = None) -> list[str]:
    """Return what is told of a file with these lines."""
    with pytest.raises(BadOffers) as caught:
        read_offers(written(folder, *rows), "EUR", (prices or {}).get)
    return caught.value.faults


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"percent": "101"}, "the percentage is not above 0 and up to 100"),
        ({"percent": "1e9"}, "percent: '1e9'; a percentage such as 10 or 12.5"),
        ({"percent": ""}, "percent needs percent"),
        ({"n": "3"}, "percent has no n"),
        ({"kind": "gift"}, "kind: Input should be"),
        ({"id": "two words"}, "id: 'two words'; 1 to 40 letters"),
        ({"text_en": ""}, "no text in any language"),
        ({"text_en": "x" * 49}, "49 characters; 48 is the most"),
        ({"text_en": "a\u202eb"}, "U+202E, which is not seen"),
        ({"text_en": "a\x07b"}, "U+0007, which is not seen"),
        ({"kind": "n_for_m", "percent": "", "n": "3", "pay": "3"}, "fewer pieces must be paid than are taken"),
        ({"kind": "amount", "percent": "", "amount_minor": "50", "currency": "USD"}, "in USD, the shop sells in EUR"),
        ({"kind": "amount", "percent": "", "amount_minor": "50"}, "in no currency, the shop sells in EUR"),
        ({"kind": "amount", "percent": "", "amount_minor": "-5", "currency": "EUR"}, "amount_minor: '-5'; a whole"),
        ({"kind": "nth", "n": "2", "price_minor": "5", "currency": "EUR"}, "needs either percent or price_minor"),
        ({"first_day": "2026-11-23", "last_day": "2026-11-22"}, "no day on which it holds"),
        ({"first_day": "2026-11-23", "last_day": "2026-11-24", "weekdays": "su"}, "no day on which it holds"),
        ({"weekdays": "mo funday"}, "weekdays: funday"),
        ({"from_time": "25:00"}, "from_time: '25:00'; a time such as 08:00"),
        ({"all_but": "yes", "skus": ""}, "all_but names no goods"),
        ({"combining": "stackable", "limit": "2"}, "a stackable promotion has no limit"),
        ({"percent": "10.123"}, "percent: '10.123'; a percentage such as 10 or 12.5"),
        ({"first_day": "31/12/2026"}, "first_day: '31/12/2026'; a day as 2026-05-31"),
        ({"text_en": "T" + 5 * "\u0301"}, "text_en: at most 4 marks on one letter"),
        ({"text_en": "\u3164\u2800"}, "text_en has nothing that is seen"),
        ({"percent": "0"}, "the percentage is not above 0 and up to 100"),
        ({"limit": "-1"}, "limit: '-1'; a whole number from 0 to 999"),
        ({"from_time": "10:00", "until_time": "10:00"}, "from_time and until_time are the same"),
        ({"from_time": "24:00", "until_time": "00:00"}, "from_time and until_time are the same"),
        ({"kind": "nth", "n": "1", "percent": "50"}, "n is 1: that is each piece"),
        (
            {"kind": "threshold", "percent": "", "from_minor": "500", "amount_minor": "501", "currency": "EUR"},
            "amount_minor 501 is more than the total that earns it, from_minor 500",
        ),
        ({"kind": "bundle", "percent": "", "slots": "2 cheese", "price_minor": "9", "currency": "EUR"}, "is not like"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_told_with_its_number(tmp_path: Path, changes: dict[str, str], words: str) -> None:
    (fault,) = faults_of(tmp_path, GOOD, {**GOOD, "id": "y", **changes})
    assert fault.startswith("offers.csv, line 3: ")
    assert words in fault


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    found = faults_of(tmp_path, {**GOOD, "percent": "0"}, GOOD, {**GOOD, "id": "y", "text_en": ""}, {**GOOD})
    assert [fault.split(":")[0] for fault in found] == [f"offers.csv, line {n}" for n in (2, 4, 5)]
    assert "x is in line 3 already" in found[2]


def test_two_exclusive_promotions_on_the_same_goods_at_the_same_time_are_refused(tmp_path: Path) -> None:
    alone = {**GOOD, "combining": "exclusive", "skus": "b a"}
    (fault,) = faults_of(tmp_path, {**GOOD, "combining": "exclusive"}, {**alone, "id": "y", "percent": "20"})
    assert fault == "offers.csv, line 3: y and x in line 2 are both exclusive on the same goods at the same time"


def test_a_price_that_is_no_offer_is_refused(tmp_path: Path) -> None:
    mix = {"id": "m", "kind": "mix_and_match", "n": "2", "price_minor": "400", "currency": "EUR", "skus": "a b"}
    (fault,) = faults_of(tmp_path, {**mix, "text_en": "2 for 4"}, prices={"a": 200, "b": 150})
    assert "price 400 is not below what the goods cost, 400" in fault
    assert read_offers(written(tmp_path, {**mix, "text_en": "2 for 4"}), "EUR", {"a": 201, "b": 150}.get).promotions


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: a line with the names of the columns is wanted"),
        (b"id,kind,colour\n", "line 1: unknown columns: colour"),
        (b"id,id,kind\n", "line 1: columns twice: id"),
        (b"id,percent\n", "line 1: missing columns: kind"),
        (b"id,kind\nx\n", "line 2: 1 fields; 2 are wanted"),
        (b'id,kind\n"x,percent\n\n\n', "line 2: a quotation mark that opens on it is never closed"),
        (b'id,kind\n"x"y,percent\n', "line 2: behind a closing quotation mark only the next cell may follow"),
        (b'id,kind\n"' + b"x" * 7_000_000, "line 2: a cell has more than 131072 characters"),
        (b"id,kind\n" + b"x" * 8_000_000, "8000008 bytes; 8000000 is the most"),
        (b"id;kind;text_nl\n", "line 1: columns are separated by commas"),
        (b"\xff\xfe", "line 1: the file must be in UTF-8"),
        ("id,kind\nx,percent\n".encode("utf-16"), "line 1: the file must be in UTF-8"),
        ("id,kind\nx,percent\n".encode("utf-16-le"), "line 1: the file must be in UTF-8"),
        ("id,text_nl\n,\n,\u00e9\n".encode("latin-1"), "line 3: the file must be in UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "offers.csv"
    file.write_bytes(content)
    with pytest.raises(BadOffers, match=words):
        read_offers(file, "EUR")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadOffers, match="No such file"):
        read_offers(tmp_path / "none.csv", "EUR")


def test_every_kind_is_read_as_it_is_written(tmp_path: Path) -> None:
    money = {"currency": "EUR", "text_nl": "Actie"}
    rows: Iterable[dict[str, str]] = (
        {"id": "a", "kind": "percent", "percent": "12.5"},
        {"id": "b", "kind": "amount", "amount_minor": "50"},
        {"id": "c", "kind": "n_for_m", "n": "3", "pay": "2"},
        {"id": "d", "kind": "nth", "n": "2", "percent": "50"},
        {"id": "e", "kind": "nth", "n": "3", "price_minor": "1"},
        {"id": "f", "kind": "mix_and_match", "n": "4", "price_minor": "500"},
        {"id": "g", "kind": "bundle", "slots": "1 of sku:a,b + 2 of category:drinks", "price_minor": "500"},
        {"id": "h", "kind": "threshold", "from_minor": "5000", "amount_minor": "500"},
    )
    found = read_offers(written(tmp_path, *({**money, **row} for row in rows)), "EUR")
    kinds = [own.kind for own in found.promotions]
    assert kinds[:6] == [
        PercentOff(1250), AmountOff(50), NForM(3, 2), NthAt(2, 5000), NthAt(3, 0, 1), MixAndMatch(4, 500),
    ]  # fmt: skip
    assert isinstance(kinds[6], Bundle)
    assert [slot.count for slot in kinds[6].slots] == [1, 2]
    assert kinds[7] == Threshold(5000, minor=500)
    assert len(found.edition) == 12


def test_scope_time_and_conditions_are_read(tmp_path: Path) -> None:
    row = {
        **GOOD, "skus": "", "categories": "food", "all_but": "yes", "combining": "exclusive", "first_day": "2026-11-01",
        "last_day": "2026-11-30", "weekdays": "Mo fr", "from_time": "17:00", "until_time": "19:30", "members": "yes",
        "coupon": "SAVE", "limit": "2", "priority": "7",
    }  # fmt: skip
    (own,) = read_offers(written(tmp_path, row), "EUR").promotions
    assert own.window == Window(date(2026, 11, 1), date(2026, 11, 30), frozenset({1, 5}), 1020, 1170)
    assert (own.is_for_members, own.coupon, own.limit, own.priority) == (True, "SAVE", 2, 7)
    assert own.combining is Combining.EXCLUSIVE
    assert own.covers("a", "drinks")
    assert not own.covers("a", "food")


def test_the_demo_stores_offers_are_on_its_goods_save_something_and_have_words_in_every_language() -> None:
    with DEMO.with_name("demo-store.csv").open(encoding="utf-8", newline="") as stream:
        prices = {row["sku"]: int(row["price_minor"]) for row in csv.DictReader(stream)}
    offers = read_offers(DEMO, "EUR", prices.get)
    assert {sku for own in offers.promotions for sku in own.scope.skus} <= prices.keys()
    assert len(offers.promotions) >= 7
    languages = {"pt-BR", "pt-PT", "nl", "es", "en"}
    assert all({name for name, _ in own.text.texts} == languages for own in offers.promotions)
    plain = offers.book(Terms(Moment(date(2026, 11, 22), 720)))
    assert "members" not in {own.id for own in plain.promotions}


def test_the_example_of_the_how_to_is_right(tmp_path: Path) -> None:
    block = HOW_TO.read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    file = tmp_path / "example.csv"
    file.write_text(block, encoding="utf-8")
    assert len(read_offers(file, "EUR").promotions) == 3
