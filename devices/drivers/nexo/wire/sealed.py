"""Local encryption: keys from the passphrase, the blob, the trailer, and the checks on what comes back.

Source: Adyen, "Protect local communications", crypto version 1: PBKDF2-HMAC-SHA1, AES-256-CBC, HMAC-SHA256 over the
plain text. The passphrase is read as Latin-1, which the maker's own library does and its page does not say.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections import deque
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from devices.api import Garbled

VERSION = 1
NONCE_SIZE = 16
_SALT = b"AdyenNexoV1Salt"
_ROUNDS = 4000
_KEPT_NONCES = 4096

Draw = Callable[[int], bytes]


class SealedBox:
    """The keys of one terminal. `draw` gives random bytes. `repr` tells nothing of the keys."""

    def __init__(self, passphrase: str, key_identifier: str, key_version: int, draw: Draw = os.urandom) -> None:
        octets = passphrase.encode("latin-1")
        derived = hashlib.pbkdf2_hmac("sha1", octets, _SALT, _ROUNDS, 80)
        self._hmac_key, self._cipher_key, self._iv = derived[:32], derived[32:64], derived[64:]
        self._key_identifier, self._key_version, self._draw = key_identifier, key_version, draw
        self._seen: deque[bytes] = deque(maxlen=_KEPT_NONCES)

    def __repr__(self) -> str:
        return f"SealedBox(key {self._key_identifier} version {self._key_version})"

    def seal(self, plain: bytes) -> dict[str, Any]:
        """Give `NexoBlob` and `SecurityTrailer` for a message; the nonce counts as seen, so none can be echoed."""
        nonce = self._draw(NONCE_SIZE)
        self._seen.append(nonce)
        padder = PKCS7(128).padder()
        encryptor = self._cipher(nonce).encryptor()
        blob = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
        trailer = {
            "AdyenCryptoVersion": VERSION,
            "Hmac": _text(hmac.digest(self._hmac_key, plain, "sha256")),
            "KeyIdentifier": self._key_identifier,
            "KeyVersion": self._key_version,
            "Nonce": _text(nonce),
        }
        return {"NexoBlob": _text(blob), "SecurityTrailer": trailer}

    def unseal(self, blob: object, trailer: object) -> bytes:
        """Give the plain text. Raises `Garbled` for another key, a nonce seen before, or bytes that were changed."""
        if not isinstance(trailer, dict):
            raise Garbled("the message has no security trailer")
        known = (VERSION, self._key_identifier, self._key_version)
        if tuple(trailer.get(name) for name in ("AdyenCryptoVersion", "KeyIdentifier", "KeyVersion")) != known:
            raise Garbled("the message is sealed with another key or version")
        nonce, mac, sealed = _octets(trailer.get("Nonce")), _octets(trailer.get("Hmac")), _octets(blob)
        if len(nonce) != NONCE_SIZE or nonce in self._seen:
            raise Garbled("the message has a nonce that is none, or was used before")
        plain = self._opened(sealed, nonce)
        if not hmac.compare_digest(hmac.digest(self._hmac_key, plain, "sha256"), mac):
            raise Garbled("the message is not as it was sealed")
        self._seen.append(nonce)
        return plain

    def _opened(self, sealed: bytes, nonce: bytes) -> bytes:
        decryptor = self._cipher(nonce).decryptor()
        unpadder = PKCS7(128).unpadder()
        try:
            padded = decryptor.update(sealed) + decryptor.finalize()
            return unpadder.update(padded) + unpadder.finalize()
        except ValueError:
            raise Garbled("the message is not as it was sealed") from None

    def _cipher(self, nonce: bytes) -> Cipher[modes.CBC]:
        mixed = bytes(own ^ drawn for own, drawn in zip(self._iv, nonce, strict=True))
        return Cipher(algorithms.AES(self._cipher_key), modes.CBC(mixed))


def _text(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")


def _octets(text: object) -> bytes:
    try:
        return base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError):
        raise Garbled("a part of the sealed message is not base64") from None
