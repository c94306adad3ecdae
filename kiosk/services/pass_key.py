"""The key that proves boarding passes issued at this kiosk: for a demo, and for an airline that has no key of its own.

Airlines put an ECDSA signature over P-256 with SHA-256 into the security field, in DER, written in base64: type 1. It
covers every character before the `^`. Which key it was is agreed between airline and airport; the field does not say.
Source: IATA Resolution 792, security data; FIPS 186-5; RFC 6979 (the same pass is signed alike when printed again).
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from hashlib import sha512
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.services.key_file import kept_secret

FILE: Final = "pass.key"
KIND: Final = "1"
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256: SEC 2, 2.4.2
_ECDSA: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
_ASKED: Final = ec.ECDSA(hashes.SHA256())


class PassKey:
    """An ECDSA key on P-256, made of 32 secret bytes."""

    kind = KIND

    def __init__(self, secret: bytes) -> None:
        scalar = int.from_bytes(sha512(secret).digest()) % (_ORDER - 1) + 1
        self._private = ec.derive_private_key(scalar, ec.SECP256R1())

    def proof(self, message: str) -> str:
        """Return the signature over a message of ASCII: 92 or 96 characters of base64."""
        return b64encode(self._private.sign(message.encode("ascii"), _ECDSA)).decode("ascii")

    @property
    def public_text(self) -> str:
        """The public key in PEM, for who reads passes."""
        public = self._private.public_key()
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return public.public_bytes(serialization.Encoding.PEM, form).decode("ascii")

    def __repr__(self) -> str:
        return "PassKey(...)"


def pass_key(folder: Path) -> PassKey:
    """Return the key of this kiosk; the first call makes it. Raises `KeyUnusable`, `OSError`."""
    return PassKey(kept_secret(folder / FILE))


def is_genuine(scanned: str, public_text: str) -> bool:
    """Whether the characters of a scanned pass carry a signature of the key whose PEM is given, over all before it.

    False for a pass without a signature, with another kind of proof, or with a wrong length. Raises ValueError for
    what is no public key of P-256.
    """
    public = serialization.load_pem_public_key(public_text.encode("ascii"))
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise ValueError("no public key of P-256")
    message, caret, field = scanned.rpartition("^")
    if not caret or field[:1] != KIND or f"{len(field) - 3:02X}" != field[1:3].upper() or not scanned.isascii():
        return False
    try:
        public.verify(b64decode(field[3:], validate=True), message.encode("ascii"), _ASKED)
    except (InvalidSignature, binascii.Error):
        return False
    return True
