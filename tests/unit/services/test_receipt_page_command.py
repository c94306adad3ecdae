"""`main.py receipt-page`: the page with the keys of the kiosks, and a key that is none is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.commands import BAD_CALL, REFUSED, receipt_page
from kiosk.services.receipt_key import FILE, ReceiptKey, receipt_key

OTHER = ReceiptKey(bytes(range(32)))


@pytest.mark.parametrize(
    "given", ["", "x", "=", f"{OTHER.id}=", f"abcdefgh={OTHER.public_text}", f"{OTHER.id}={OTHER.public_text}="]
)
def test_a_key_that_is_none_is_named_and_nothing_is_written(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert receipt_page(tmp_path / "r.html", [given], None, tmp_path) == BAD_CALL
    assert repr(given) in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_a_damaged_key_of_this_kiosk_stops_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILE).write_bytes(b"short")
    assert receipt_page(tmp_path / "r.html", [], None, tmp_path) == REFUSED
    assert "5 bytes" in capsys.readouterr().err


def test_the_page_knows_this_kiosk_and_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "r.html"
    assert receipt_page(out, [f"{OTHER.id}={OTHER.public_text}"], None, tmp_path) == 0
    own = receipt_key(tmp_path)
    text = out.read_text(encoding="utf-8")
    assert set(re.findall(r'"([\w-]{8})": "[\w-]{43}"', text)) == {own.id, OTHER.id}
    assert f"{own.id}={own.public_text}" in capsys.readouterr().out
