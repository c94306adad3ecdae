"""The kiosk's own key, by which anybody can tell its receipts from invented ones.

The private key is a file that only the kiosk's user may read; the public one goes into the page that shows receipts.
Source: RFC 8032 (Ed25519).
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE: Final = "receipt.key"
_LENGTH: Final = 32


class KeyUnusable(OSError):
    """The key file is there and is no key, or others may read it. The message names the file, never its content."""


class ReceiptKey:
    """An Ed25519 key. `id` is the start of the public key's hash, 8 characters."""

    def __init__(self, secret: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.public = self._private.public_key().public_bytes_raw()
        self.id = _id(self.public)

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._private.sign(content)

    @property
    def public_text(self) -> str:
        """The public key for the page: base64url of its 32 bytes."""
        return _text(self.public)

    def __repr__(self) -> str:
        return f"ReceiptKey({self.id})"


def receipt_key(folder: Path) -> ReceiptKey:
    """Return the key of this kiosk; the first call makes it. Raises `KeyUnusable`, `OSError`."""
    file = folder / FILE
    if not file.exists():
        _make(file)
    secret = file.read_bytes()
    if len(secret) != _LENGTH:
        raise KeyUnusable(f"{file}: {len(secret)} bytes; a key has {_LENGTH}")
    if file.stat().st_mode & 0o077:
        raise KeyUnusable(f"{file}: others may read it; allowed is mode 0600")
    return ReceiptKey(secret)


def _make(file: Path) -> None:
    """Write a new key under another name first: a power cut leaves a whole key or none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, os.urandom(_LENGTH))
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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
