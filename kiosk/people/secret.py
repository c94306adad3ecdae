"""The secret of this kiosk that is mixed into every PIN: a stolen database alone lets nobody guess.

Source: NIST SP 800-63B, 5.1.1.2 (keyed hash with a secret kept apart from the hashes).
"""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path
from typing import Final

from kiosk.services.key_file import KeyUnusable, kept_secret, stored_secret
from kiosk.store.private import Seal

KEY_NAME: Final = "people.key"
_LEGIBLE: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when it is read and typed


def legible(count: int) -> str:
    """Draw signs that are read from a screen or a paper and typed."""
    return "".join(secrets.choice(_LEGIBLE) for _ in range(count))


class Pepper:
    """32 secret bytes. `id` tells which they are without telling what they are."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.id = self._mac(b"id").hex()[:16]

    def mixed(self, person_id: str, pin: str) -> bytes:
        """Return the 32 bytes that are hashed in a PIN's place; another person's same PIN gives others."""
        return self._mac(b"pin", person_id.encode(), pin.encode())

    def mark(self, text: str) -> bytes:
        """Return what a one-time code is kept as."""
        return self._mac(b"mark", text.encode("utf-8", "surrogatepass"))

    def seal(self, person_id: str) -> Seal:
        """Return what seals a person's TOTP secret."""
        return Seal(person_id, self._mac(b"totp"))

    def badge_key(self) -> bytes:
        """Return the 32 secret bytes that sign this kiosk's badges."""
        return self._mac(b"badge")

    def _mac(self, *parts: bytes) -> bytes:
        content = b"".join(len(part).to_bytes(4) + part for part in parts)
        return hmac.digest(self._secret, content, "sha256")

    def __repr__(self) -> str:
        return f"Pepper({self.id})"


def pepper_in(folder: Path, *, has_pins: bool) -> Pepper:
    """Return this kiosk's pepper. The first call makes it, unless PINs are stored already: a new one fits none.

    Raises `KeyUnusable`, also when the file is lost, and `OSError`.
    """
    file = folder / KEY_NAME
    if not has_pins:
        return Pepper(kept_secret(file))
    try:
        return Pepper(stored_secret(file))
    except FileNotFoundError:
        raise KeyUnusable(f"{file}: it is lost, and no stored PIN can be checked; restore it from a copy") from None
