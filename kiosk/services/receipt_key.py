"""The kiosk's own key, by which anybody can tell its receipts from invented ones.

The private key is a file that only the kiosk's user may read; the public one goes into the page that shows receipts.
Source: RFC 8032 (Ed25519).
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.services.key_file import kept_secret

FILE: Final = "receipt.key"
_LENGTH: Final = 32


class ReceiptKey:
    """An Ed25519 key. `id` is the start of the public key's hash, 8 characters."""

    def __init__(self, secret: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.public = self._private.public_key().public_bytes_raw()
        self.id = _id(self.public)

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._private.sign(content)

    def is_own(self, content: bytes, signature: bytes) -> bool:
        """True for a signature that this key made."""
        try:
            self._private.public_key().verify(signature, content)
        except InvalidSignature:
            return False
        return True

    @property
    def public_text(self) -> str:
        """The public key for the page: base64url of its 32 bytes."""
        return _text(self.public)

    def __repr__(self) -> str:
        return f"ReceiptKey({self.id})"


def receipt_key(folder: Path) -> ReceiptKey:
    """Return the key of this kiosk; the first call makes it. Raises `KeyUnusable`, `OSError`."""
    return ReceiptKey(kept_secret(folder / FILE))


def id_of(public_text: str) -> str | None:
    """Return the id of a public key written as `public_text`; None for what is no key."""
    try:
        public = urlsafe_b64decode(public_text + "=" * (-len(public_text) % 4))
    except ValueError:
        return None
    return _id(public) if len(public) == _LENGTH and _text(public) == public_text else None


def _id(public: bytes) -> str:
    return _text(sha256(public).digest())[:8]


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
