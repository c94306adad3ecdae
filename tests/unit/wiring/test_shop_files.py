"""`check-config` reads what the shop keeps beside its settings as the kiosk does: faults, and what is often a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.commands import check_config
from kiosk.services.catalogue import import_products

SETTINGS = Path(__file__).resolve().parents[3] / "config" / "kiosk.toml"
GOODS = "gtin,sku,price_minor,currency,vat_bp,unit,category,name_en\n9520001000010,milk,129,EUR,900,each,dairy,Milk\n"
OFFERS = "id,kind,percent,n,price_minor,currency,skus,categories,coupon,text_en\n"


def shop_in(folder: Path, offers: str, coupons: str = "") -> Path:
    """Write a shop; return its settings."""
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    import_products(folder / "goods.csv", folder)
    (folder / "offers.csv").write_text(OFFERS + offers, encoding="utf-8")
    if coupons:
        (folder / "coupons.csv").write_text(coupons, encoding="utf-8")
    settings = folder / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8").replace('"var/kiosk"', f'"{folder}"')
    assert 'offers = ""' in text
    settings.write_text(text.replace('offers = ""', 'offers = "offers.csv"'), encoding="utf-8")
    return settings


def told(settings: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Check the settings; return how it ended and what stands on standard error."""
    status = check_config(settings, None, lambda _role, _url: None)
    return status, capsys.readouterr().err.splitlines()


def test_all_that_is_there_is_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(shop_in(tmp_path, "x,percent,10,,,,milk,dairy,,Ten off\n"), capsys) == (0, [])


def test_what_is_not_there_is_a_warning_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coupons = "code,opens,text_en\n9990000000043,bread,Bread coupon\n"
    settings = shop_in(tmp_path, "x,percent,10,,,,milq,diary,cake,Ten off\n", coupons)
    assert told(settings, capsys) == (
        0,
        [
            "warning: offers.csv, line 2: x: no goods have the number milq",
            "warning: offers.csv, line 2: x: no goods are of the category diary",
            "warning: offers.csv, line 2: x: no coupon opens cake",
            "warning: coupons.csv: 9990000000043 opens bread, and no promotion asks for it",
        ],
    )


@pytest.mark.parametrize(
    ("offers", "coupons", "words"),
    [
        ("x,percent,0,,,,,,,None\n", "", "offers.csv, line 2: promotion x: the percentage"),
        (
            "x,nth,,2,129,EUR,milk,,,Two\n",
            "",
            "offers.csv, line 2: its price 129 is not below what the goods cost, 129",
        ),
        ("", "code,percent,text_en\n1,10,Short\n", "coupons.csv, line 2: code"),
    ],
)
def test_faults_are_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], offers: str, coupons: str, words: str
) -> None:
    status, lines = told(shop_in(tmp_path, offers, coupons), capsys)
    assert status == 2
    assert [line for line in lines if line.startswith(words)], lines


def test_a_file_that_is_named_and_not_there_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = shop_in(tmp_path, "")
    (tmp_path / "offers.csv").unlink()
    status, lines = told(settings, capsys)
    assert (status, len(lines)) == (2, 1)
    assert "offers.csv: [Errno 2] No such file" in lines[0]
