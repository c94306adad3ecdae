"""The key of boarding passes: what it signs is genuine, and nothing else is."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from kiosk.services.key_file import KeyUnusable
from kiosk.services.pass_key import FILE, PassKey, is_genuine, pass_key

KEY = PassKey(bytes(range(32)))
BARE = "M1SPECIMEN/ANA        EABC123 LISAMSZZ 1234 126Y012A0042 100"


def passed(text: str = BARE, key: PassKey = KEY) -> str:
    proof = key.proof(text)
    return f"{text}^{key.kind}{len(proof):02X}{proof}"


@pytest.mark.parametrize(
    "scanned",
    [
        "",
        BARE,
        BARE + "^",
        BARE + "^1",
        BARE + "^100",
        BARE + "^1zz" + "A" * 96,
        BARE + "^160" + "!" * 96,
        passed().replace("^1", "^2"),
        passed()[:-4],
        passed() + "A",
        passed().replace("ANA", "ANN"),
        passed("Ã".encode().decode("ascii", "replace").replace("\ufffd", "?") + BARE).replace("?", "Ã"),
        passed(key=PassKey(bytes(32))),
    ],
)
def test_what_the_key_did_not_sign_is_not_genuine(scanned: str) -> None:
    assert is_genuine(scanned, KEY.public_text) is False


def test_what_it_signed_is_genuine_and_signed_alike_again() -> None:
    assert is_genuine(passed(), KEY.public_text)
    assert passed() == passed()
    assert b64decode(passed().partition("^")[2][3:])[0] == 0x30  # DER: a sequence of two numbers


def test_another_kind_of_key_is_refused() -> None:
    other = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = other.public_bytes(serialization.Encoding.PEM, form).decode()
    for public in (pem, "nothing"):
        with pytest.raises(ValueError, match=r".+"):
            is_genuine(passed(), public)


def test_the_key_is_made_once_and_only_its_user_reads_it(tmp_path: Path) -> None:
    first = pass_key(tmp_path)
    assert pass_key(tmp_path).public_text == first.public_text
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert repr(first) == "PassKey(...)"
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(KeyUnusable):
        pass_key(tmp_path)
