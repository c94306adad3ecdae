"""Personal values: readable in memory, ciphertext in the journal, gone when the session's key is deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
KEEP_MS = 24 * 3600 * 1000
"""How long the key of a session is kept after it was drawn."""
_NONCE_BYTES = 12


class Erased(LookupError):
    """The key of a personal value was deleted by retention: the value is gone for good."""


class NotAuthentic(ValueError):
    """A ciphertext was altered, or belongs to another field, event or session."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals and opens the personal values of one session with AES-256-GCM. `key` None: erased, opens nothing.

    Source: NIST SP 800-38D, 8.2.2 (random 96-bit nonces).
    """

    session_id: str
    key: bytes | None

    def close(self, plain: bytes, place: str) -> bytes:
        """Encrypt; `place` names event and field, so that a ciphertext cannot be moved elsewhere. Raises `Erased`."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, plain, self._bound_to(place))

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt; raises `Erased`, `NotAuthentic`."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher().decrypt(nonce, body, self._bound_to(place))
        except (InvalidTag, ValueError) as error:
            raise NotAuthentic(f"{place} of session {self.session_id} does not open") from error

    def _bound_to(self, place: str) -> bytes:
        return f"{self.session_id}\x1f{place}".encode()

    def _cipher(self) -> AESGCM:
        if self.key is None:
            raise Erased(f"the key of session {self.session_id} is gone")
        return AESGCM(self.key)

    def __repr__(self) -> str:
        return f"Seal({self.session_id!r})"


def new_key() -> bytes:
    """Draw a session key."""
    return secrets.token_bytes(KEY_BYTES)
