"""Local encryption as the terminal does it. Source: Adyen, "Protect local communications", crypto version 1."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC


class NotOurs(ValueError):
    """A sealed message that this terminal cannot open."""


class Seal:
    """One key with its name and version. Nonces come from a seeded generator: same seed, same bytes."""

    def __init__(self, passphrase: str, key_id: str, version: int, seed: int) -> None:
        material = hashlib.pbkdf2_hmac("sha1", passphrase.encode("iso-8859-1"), b"AdyenNexoV1Salt", 4000, 80)
        self._mac_key = material[0:32]
        self._aes_key = material[32:64]
        self._iv = int.from_bytes(material[64:80])
        self._name = (key_id, version)
        self._random = random.Random(f"{seed} nonce")  # noqa: S311 - a simulator's messages protect nothing
        self.last_nonce = b""

    def close(self, plain: bytes, *, again: bool = False) -> dict[str, Any]:
        """Blob and trailer; `again`: with the nonce used before."""
        nonce = self.last_nonce if again and self.last_nonce else self._random.randbytes(16)
        self.last_nonce = nonce
        pad = padding.PKCS7(AES.block_size).padder()
        cipher = self._cipher(nonce).encryptor()
        closed = cipher.update(pad.update(plain) + pad.finalize()) + cipher.finalize()
        trailer = {
            "AdyenCryptoVersion": 1,
            "KeyIdentifier": self._name[0],
            "KeyVersion": self._name[1],
            "Nonce": base64.b64encode(nonce).decode(),
            "Hmac": base64.b64encode(hmac.new(self._mac_key, plain, hashlib.sha256).digest()).decode(),
        }
        return {"NexoBlob": base64.b64encode(closed).decode(), "SecurityTrailer": trailer}

    def open(self, message: dict[str, Any]) -> bytes:
        """The plain text. Raises `NotOurs`."""
        try:
            trailer = message["SecurityTrailer"]
            if (trailer["KeyIdentifier"], trailer["KeyVersion"], trailer["AdyenCryptoVersion"]) != (*self._name, 1):
                raise NotOurs("another key")
            nonce = base64.b64decode(trailer["Nonce"])
            cipher = self._cipher(nonce).decryptor()
            unpad = padding.PKCS7(AES.block_size).unpadder()
            padded = cipher.update(base64.b64decode(message["NexoBlob"])) + cipher.finalize()
            plain = unpad.update(padded) + unpad.finalize()
            told = base64.b64decode(trailer["Hmac"])
        except (KeyError, TypeError, ValueError) as error:
            raise NotOurs(str(error)) from error
        if not hmac.compare_digest(hmac.new(self._mac_key, plain, hashlib.sha256).digest(), told):
            raise NotOurs("changed on the way")
        return plain

    def _cipher(self, nonce: bytes) -> Cipher[CBC]:
        return Cipher(AES(self._aes_key), CBC((self._iv ^ int.from_bytes(nonce)).to_bytes(16)))
