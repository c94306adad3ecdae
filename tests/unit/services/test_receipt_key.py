"""The key of receipts: made once, kept for the kiosk alone, and never one that is not whole."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.services.key_file import KeyUnusable
from kiosk.services.receipt_key import FILE, receipt_key


def test_a_key_that_was_cut_off_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\x01" * 31)
    with pytest.raises(KeyUnusable, match="31 bytes"):
        receipt_key(tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"\x01" * 31


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    receipt_key(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(KeyUnusable, match="0600"):
        receipt_key(tmp_path)


def test_what_a_power_cut_left_of_a_new_key_is_no_key(tmp_path: Path) -> None:
    (tmp_path / FILE).with_suffix(".new").write_bytes(b"half")
    receipt_key(tmp_path).sign(b"a receipt")


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    key = receipt_key(tmp_path / "new")
    again = receipt_key(tmp_path / "new")
    assert (key.id, key.public) == (again.id, again.public)
    assert stat.S_IMODE((tmp_path / "new" / FILE).stat().st_mode) == 0o600
    Ed25519PublicKey.from_public_bytes(key.public).verify(again.sign(b"a receipt"), b"a receipt")


def test_two_kiosks_have_two_keys(tmp_path: Path) -> None:
    assert receipt_key(tmp_path / "one").id != receipt_key(tmp_path / "two").id


def test_a_key_does_not_show_itself(tmp_path: Path) -> None:
    key = receipt_key(tmp_path)
    assert repr(key) == f"ReceiptKey({key.id})"
