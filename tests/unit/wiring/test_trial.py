"""`basket`: a shop's own goods, labels and promotions tried before a customer does; told as the kiosk reckons them."""

from __future__ import annotations

import argparse
import io
import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk import commands
from kiosk.commands import basket
from kiosk.configuring.starting import in_force
from kiosk.services.catalogue import import_products
from kiosk.wiring.trial.opening import opened
from tests.unit.wiring.test_shop_files import SETTINGS

GOODS = """gtin,sku,price_minor,currency,vat_bp,unit,category,plu,min_age,deposit_minor,name_en,name_nl
9520001000010,milk,129,EUR,900,each,dairy,,,,Milk,Melk
9520001000027,beer,189,EUR,2100,each,drinks,,18,15,Beer,Bier
,apple,249,EUR,900,kg,fruit,4017,,,Apples,Appels
"""
OFFERS = """id,kind,n,pay,percent,skus,from_time,until_time,members,coupon,text_en
milk,n_for_m,3,2,,milk,,,,,Three for two
late,percent,,,50,apple,18:00,20:00,,,Half in the evening
card,percent,,,10,beer,,,yes,,Members
fruit,percent,,,20,apple,,,,fruit,Fruit coupon
"""
COUPONS = "code,opens,uses,text_en\n9990000000043,fruit,1,Fruit\n"
MEMBERS = "card,id,points\n9980000000020,m-0002,120\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    import_products(tmp_path / "goods.csv", tmp_path)
    for name, content in (("offers", OFFERS), ("coupons", COUPONS), ("members", MEMBERS)):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    settings = tmp_path / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8").replace('"var/kiosk"', f'"{tmp_path}"')
    settings.write_text(text.replace('offers = ""', 'offers = "offers.csv"'), encoding="utf-8")
    return settings


def tried(shop: Path, *lines: str, at: str = "2026-11-23T10:00", language: str = "en") -> list[dict[str, Any]]:
    """Try a basket; what is told of each scan, and last of the basket."""
    with opened(shop, in_force(shop), None, None, datetime.fromisoformat(at), language) as trial:
        return [told for line in lines for told in trial.taken(line)] + [trial.told()]


def codes(told: list[dict[str, Any]]) -> list[str]:
    return [own["told"]["code"] for own in told[:-1] if own["told"] is not None]


def test_each_scan_is_told_with_its_line_and_the_steps_to_its_price(shop: Path) -> None:
    *scans, whole = tried(shop, "# three of them", "", "2 x 9520001000010", "]E09520001000010")
    assert [own["total_minor"] for own in scans] == [129, 258, 258]
    assert scans[-1]["line"]["steps"] == whole["lines"][0]["steps"]
    assert [(own["what"], own["minor"]) for own in whole["lines"][0]["steps"]] == [
        ("Item", 387),
        ("Three for two", -129),
    ]
    assert (whole["total_minor"], whole["saved_minor"], whole["currency"]) == (258, 129, "EUR")
    assert whole["tax"] == [{"tax_bp": 900, "gross_minor": 258, "net_minor": 237, "tax_minor": 21}]


@pytest.mark.parametrize(
    ("at", "minor"), [("2026-11-23T10:00", 126), ("2026-11-23T18:00", 63), ("2026-11-23T20:00", 126)]
)
def test_goods_by_weight_are_typed_and_the_time_is_the_one_that_was_chosen(shop: Path, at: str, minor: int) -> None:
    assert tried(shop, "4017 505 g", at=at)[-1]["total_minor"] == minor


def test_goods_without_their_weight_are_not_sold(shop: Path) -> None:
    told = tried(shop, "4017")
    assert codes(told) == ["ITEM.NEEDS_WEIGHING"]
    assert told[-1]["lines"] == []


def test_members_and_coupons_count_as_at_the_kiosk_and_nothing_of_them_is_kept(shop: Path) -> None:
    for _ in range(2):  # the coupon is good once, and a trial takes it from nobody
        *scans, whole = tried(shop, "9520001000027", "4017 1000g", "9980000000020", "9990000000043")
        assert codes([*scans, whole]) == ["SALE.MEMBER_IN", "SALE.COUPON_IN"]
        assert [own["total_minor"] for own in whole["lines"]] == [189 + 15 - 19, 249 - 50]
        assert (whole["coupons"], whole["has_member"]) == ([{"code": "9990000000043", "state": "taken"}], True)
    assert not list(shop.parent.glob("*.sqlite"))


def test_what_holds_the_payment_is_told_in_the_language_that_was_chosen(shop: Path) -> None:
    (hold,) = tried(shop, "9520001000027", language="nl")[-1]["holds"]
    assert (hold["code"], hold["blocks"]) == ("ITEM.AGE_CHECK", "payment")
    assert hold["what"].endswith(".")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("9520001000034", "ITEM.UNKNOWN"),
        ("9520001000011", "ITEM.CHECK_DIGIT"),
        ("]C101095200010000101720010110AB", "ITEM.EXPIRED"),
        ('"a\\u0001"', "ITEM.UNREADABLE"),
        ("é", "ITEM.UNREADABLE"),
        ("9" * 300, "ITEM.UNREADABLE"),
        ("0 x 9520001000010", "ITEM.UNKNOWN"),
    ],
)
def test_what_cannot_be_sold_says_why_and_the_scan_after_it_begins_anew(shop: Path, line: str, code: str) -> None:
    told = tried(shop, line, "PRONTO-BASKET:123456")
    assert codes(told) == [code]
    assert told[-1]["total_minor"] == 0


def test_a_line_that_is_no_json_is_told_as_such(shop: Path) -> None:
    (told, _) = tried(shop, '"9520')
    assert "no JSON string" in told["problem"]


def test_lines_of_any_bytes_are_all_answered(shop: Path) -> None:
    noise = random.Random(8).randbytes(20_000).decode("utf-8", "surrogateescape")  # noqa: S311  # repeatable garbage
    told = tried(shop, *noise.split("\n"), " " * 300_000 + "x", "1 " * 100_000)
    assert told[-1]["lines"] == []
    assert json.dumps(told)


# --- the command ----------------------------------------------------------------------------------------------------


def asked(shop: Path, monkeypatch: pytest.MonkeyPatch, given: str = "", **options: Any) -> int:
    """Run the command; return how it ended."""
    monkeypatch.setattr(commands, "_standard_input", lambda: io.StringIO(given))
    usual = {"config": shop, "profile": None, "data": None, "sim": False, "at": "", "language": ""}
    return basket(argparse.Namespace(**{**usual, **options}))


def test_the_demo_store_needs_no_import(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(shop, monkeypatch, "4 x 9520001000195\n", sim=True, profile="store") == 0
    assert len(capsys.readouterr().out.splitlines()) == 5


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ({"at": "tomorrow"}, 2, "basket: --at 'tomorrow': allowed is a time as YYYY-MM-DDTHH:MM"),
        ({"config": Path("none.toml")}, 2, "none.toml"),
        ({"data": Path("/nowhere")}, 1, "basket: "),
    ],
)
def test_what_cannot_be_opened_says_why(
    shop: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: dict[str, Any],
    status: int,
    said: str,
) -> None:
    assert asked(shop, monkeypatch, **options) == status
    assert capsys.readouterr().err.startswith(said)


def test_promotions_with_a_fault_are_told_with_file_and_line(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (shop.parent / "offers.csv").open("a", encoding="utf-8") as offers:
        offers.write("x,percent,,,200,milk,,,,,Two hundred\n")
    assert asked(shop, monkeypatch) == 1
    assert "offers.csv, line 6: " in capsys.readouterr().err
