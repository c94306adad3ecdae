"""The code of a badge: a staff id, signed. A badge says who; the PIN still proves it.

`PB1.<key id>.<B or O>.<serial>.<staff id>.<valid until, seconds since 1970>.<signature>`; the signature is Ed25519 over
all before its dot, in base64url. `O` badges open once.
Source: RFC 8032.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.flows.staffed import BADGE_MARK

MARK: Final = BADGE_MARK.removesuffix(".")
PERSON_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,32}", re.ASCII)
_LONGEST: Final = 256
_SIGNATURE_LENGTH: Final = 86
_SHAPE: Final = re.compile(
    r"PB1\.([0-9A-Za-z_-]{1,16})\.([BO])\.([0-9A-Za-z_-]{1,32})\.([0-9A-Za-z_-]{1,32})\.([0-9]{1,12})"
    r"\.([0-9A-Za-z_-]{86})",
    re.ASCII,
)


class BadgeFault(StrEnum):
    """What is wrong with a badge: for the log. The person hears the same plain words for all of them."""

    FOREIGN = "foreign"
    CUT = "cut"
    UNKNOWN_KEY = "unknown-key"
    FORGED = "forged"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    REPLAYED = "replayed"
    NO_CLOCK = "no-clock"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a genuine badge says. `valid_until_s` counts seconds since 1970; `key_id`: whose signature was read."""

    serial: str
    person_id: str
    valid_until_s: int
    is_once: bool = False
    key_id: str = field(default="", compare=False)


class BadgeIssuer:
    """Signs badges. Raises ValueError for a key that is not 32 bytes."""

    def __init__(self, key_id: str, secret: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.key_id = key_id
        self.public = self._private.public_key().public_bytes_raw()

    def text(self, badge: Badge) -> str:
        """Return the characters of the code. Raises ValueError for a badge that no kiosk could read."""
        kind = "O" if badge.is_once else "B"
        content = f"{MARK}.{self.key_id}.{kind}.{badge.serial}.{badge.person_id}.{badge.valid_until_s}"
        signature = urlsafe_b64encode(self._private.sign(content.encode())).rstrip(b"=").decode("ascii")
        text = f"{content}.{signature}"
        if _SHAPE.fullmatch(text) is None:
            raise ValueError("a badge's ids are 1 to 32 letters, digits, - and _ (the key's 1 to 16)")
        return text

    def __repr__(self) -> str:
        return f"BadgeIssuer({self.key_id})"


def read(text: object, keys: Mapping[str, bytes], utc_ms: int, *, is_clock_believed: bool) -> Badge | BadgeFault:
    """Read what was scanned. `keys`: public keys by id. Whether a badge was revoked or used, the store knows."""
    if not isinstance(text, str) or not text.startswith(f"{MARK}."):
        return BadgeFault.FOREIGN
    found = _SHAPE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return BadgeFault.CUT if len(text) <= _LONGEST and _is_cut(text) else BadgeFault.FORGED
    key_id, kind, serial, person_id, until, signature = found.groups()
    if key_id not in keys:
        return BadgeFault.UNKNOWN_KEY
    if not _is_genuine(text.rpartition(".")[0], signature, keys[key_id]):
        return BadgeFault.FORGED
    if not is_clock_believed:
        return BadgeFault.NO_CLOCK
    badge = Badge(serial, person_id, int(until), kind == "O", key_id)
    return badge if utc_ms < badge.valid_until_s * 1000 else BadgeFault.EXPIRED


def _is_cut(text: str) -> bool:
    """Whether only the end is missing: every part that is there has its shape."""
    parts = text.split(".")
    return len(parts) < 7 or (len(parts) == 7 and len(parts[6]) < _SIGNATURE_LENGTH)


def _is_genuine(content: str, signature: str, public: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(urlsafe_b64decode(f"{signature}=="), content.encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True
