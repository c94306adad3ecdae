"""Tax tables: each that is shipped is whole, and what is wrong in one is said with its file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.services.tax import BadTable, NoTable, countries, tax_table

GOOD = """country = "XX"
source = ["https://example.org"]
round = "line"
halves = "even"

[[rate]]
name = "A"
bp = 1900
from = 2020-01-01

[[rate]]
name = "A"
bp = 2100
from = 2012-10-01
"""


def read(folder: Path, text: str) -> object:
    (folder / "xx.toml").write_text(text, encoding="utf-8")
    return tax_table("XX", folder)


@pytest.mark.parametrize("country", countries())
def test_each_table_that_is_shipped_holds_today_with_a_rate_of_nothing(country: str) -> None:
    rule = tax_table(country).rule_on(date(2026, 11, 22))
    assert rule.name_of(0)
    assert len(rule.classes) >= 3
    assert tax_table(country).country == country


def test_the_newest_rate_of_a_name_holds_from_its_day_on(tmp_path: Path) -> None:
    read(tmp_path, GOOD)
    table = tax_table("XX", tmp_path)
    assert table.rule_on(date(2019, 12, 31)).classes == ((2100, "A"),)
    assert table.rule_on(date(2020, 1, 1)).classes == ((1900, "A"),)
    assert table.rule_on(date(2000, 1, 1)).classes == ()
    rule = table.rule_on(date(2020, 1, 1))
    assert (rule.is_by_line, rule.is_half_even) == (True, True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("bp = 1900", "bp = 19000", "line 8: rate.0.bp"),
        ("from = 2012-10-01", 'from = "soon"', "line 14: rate.1.from"),
        ("from = 2012-10-01", "day = 2012-10-01", "line 11: rate.1.from"),
        ('round = "line"', 'round = "never"', "line 3: round"),
        ('halves = "even"', 'halfs = "even"', "line 4: halfs"),
        ("2012-10-01", "2020-01-01", "line 12: A begins twice on 2020-01-01"),
        ("bp = 2100", "bp = 1900", None),
        ('name = "A"\nbp = 2100', 'name = "B"\nbp = 1900', "line 12: 1900 is the rate of A already"),
        ("[[rate]]", "[[rate", "line 6"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    if said is None:
        read(tmp_path, GOOD.replace(old, new))
        return
    with pytest.raises(BadTable) as wrong:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert "xx.toml" in str(wrong.value)
    assert said in str(wrong.value)


def test_a_table_without_rates_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"xx\.toml, line 1: rate"):
        read(tmp_path, 'country = "XX"\nsource = ["a"]\n')


def test_a_country_without_a_table_names_those_there_are(tmp_path: Path) -> None:
    read(tmp_path, GOOD)
    with pytest.raises(NoTable, match="XX"):
        tax_table("NL", tmp_path)
