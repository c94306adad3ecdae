"""Local encryption: what is changed, repeated or sealed for another is refused; the maker's messages open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from devices.api import Garbled
from devices.drivers.nexo.wire.sealed import NONCE_SIZE, SealedBox

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "vectors" / "nexo" / "adyen_nexo_crypto.json"
needs_vectors = pytest.mark.skipif(not VECTORS.is_file(), reason="no third-party messages under ../shared/vectors/nexo")
PLAIN = '{"SaleToPOIRequest":{"é":1}}'.encode()


def pair() -> tuple[SealedBox, SealedBox]:
    return SealedBox("ção", "key", 3), SealedBox("ção", "key", 3)


def sealed() -> dict[str, Any]:
    return pair()[0].seal(PLAIN)


def opened(message: dict[str, Any], box: SealedBox | None = None) -> bytes:
    return (box or pair()[1]).unseal(message["NexoBlob"], message["SecurityTrailer"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KeyVersion", 4),
        ("KeyVersion", "3"),
        ("KeyIdentifier", "other"),
        ("AdyenCryptoVersion", 2),
        ("Nonce", "AAAA"),
        ("Nonce", "not base64!"),
        ("Nonce", None),
        ("Hmac", "AAAA"),
        ("Hmac", None),
    ],
)
def test_a_trailer_that_is_not_ours_opens_nothing(name: str, value: object) -> None:
    message = sealed()
    message["SecurityTrailer"][name] = value
    with pytest.raises(Garbled):
        opened(message)


@pytest.mark.parametrize("blob", [None, "", "AAAA", "?", 7])
def test_a_blob_that_is_none_opens_nothing(blob: object) -> None:
    with pytest.raises(Garbled):
        pair()[1].unseal(blob, sealed()["SecurityTrailer"])


def test_every_changed_byte_of_the_blob_is_found() -> None:
    import base64

    message = sealed()
    octets = base64.b64decode(message["NexoBlob"])
    for at in range(len(octets)):
        changed = bytes([*octets[:at], octets[at] ^ 1, *octets[at + 1 :]])
        with pytest.raises(Garbled):
            opened({**message, "NexoBlob": base64.b64encode(changed).decode()})


def test_a_message_opens_once_and_our_own_cannot_be_sent_back_to_us() -> None:
    one, other = pair()
    message = one.seal(PLAIN)
    assert opened(message, other) == PLAIN
    with pytest.raises(Garbled, match="nonce"):
        opened(message, other)
    with pytest.raises(Garbled, match="nonce"):
        opened(message, one)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(Garbled):
        opened(sealed(), SealedBox("other", "key", 3))


def test_a_box_tells_nothing_of_its_keys() -> None:
    assert repr(pair()[0]) == "SealedBox(key key version 3)"


@needs_vectors
def test_the_messages_of_the_maker_s_own_library_open_and_are_made_again() -> None:
    told = json.loads(VECTORS.read_text(encoding="utf-8"))
    key = told["key"]
    for case in told["cases"]:
        message, plain = case["secured"], case["plaintext"].encode()
        box = SealedBox(key["Passphrase"], key["KeyIdentifier"], key["KeyVersion"])
        assert opened(message, box) == plain
        import base64

        nonce = base64.b64decode(message["SecurityTrailer"]["Nonce"])
        assert len(nonce) == NONCE_SIZE
        again = SealedBox(
            key["Passphrase"], key["KeyIdentifier"], key["KeyVersion"], (lambda kept: lambda _size: kept)(nonce)
        )
        made = again.seal(plain)
        assert (made["NexoBlob"], made["SecurityTrailer"]) == (message["NexoBlob"], message["SecurityTrailer"])
