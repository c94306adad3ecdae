"""A private key of this kiosk as a file: 32 random bytes that only the kiosk's user may read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kiosk.disk.durable import replacing

_LENGTH: Final = 32


class KeyUnusable(OSError):
    """The key file is there and is no key, or others may read it. The message names the file, never its content."""


def kept_secret(file: Path) -> bytes:
    """Return the 32 bytes of a key; the first call makes them. Raises `KeyUnusable`, `OSError`."""
    if not file.exists():
        _make(file)
    return stored_secret(file)


def stored_secret(file: Path) -> bytes:
    """Return the 32 bytes of a key that is there. Raises `KeyUnusable`, `OSError`."""
    secret = file.read_bytes()
    if len(secret) != _LENGTH:
        raise KeyUnusable(f"{file}: {len(secret)} bytes; a key has {_LENGTH}")
    if file.stat().st_mode & 0o077:
        raise KeyUnusable(f"{file}: others may read it; allowed is mode 0600")
    return secret


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file, 0o600) as stream:
        stream.write(os.urandom(_LENGTH))
