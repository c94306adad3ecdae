"""Tables of in-store numbers as files: a wrong one is refused with its name and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.services.in_store import BadTable, NoTable, countries, in_store_table

HEAD = 'country = "XX"\ncurrency = "EUR"\nminor_digits = 2\nsource = ["a manual"]\n'
GOOD = '\n[[rule]]\nmask = "20IIIIIIMMMMC"\nmeasure = "price"\ndecimals = 2\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEAD + GOOD + GOOD.replace("20I", "2II"),
            "xx.toml, line 7 and 12: masks 20IIIIIIMMMMC and 2IIIIIIIMMMMC",
        ),
        (HEAD + GOOD + '[[rule]]\n# none\nmeasure = "price"\ndecimals = 2\n', "xx.toml, line 10: mask: 13 digits"),
        (HEAD + GOOD.replace('"price"', '"pieces"'), "xx.toml, line 7: measure: weight, price, count are allowed"),
        (HEAD.replace('"EUR"', '"euro"') + GOOD, "xx.toml: currency: 3 capital letters are wanted, not 'euro'"),
        (HEAD + GOOD + "mask\n", "xx.toml: Expected '=' after a key in a key/value pair (at line 10, column 5)"),
        (HEAD + "rule = [{ measure = 'count' }]\n", "xx.toml, line 1: mask: 13 digits"),
    ],
)
def test_a_wrong_table_is_refused_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable) as caught:
        in_store_table("XX", tmp_path)
    assert said in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadTable, match=r"xx\.toml: "):
        in_store_table("XX", tmp_path)


def test_a_country_without_a_table_is_told_which_there_are(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(HEAD + GOOD, encoding="utf-8")
    with pytest.raises(NoTable, match="there are: XX"):
        in_store_table("../XX", tmp_path)


@pytest.mark.parametrize("country", countries())
def test_every_table_that_is_shipped_is_right(country: str) -> None:
    assert in_store_table(country).country == country
