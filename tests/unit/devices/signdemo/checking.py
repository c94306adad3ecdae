"""Checks a signature by the text in the code of a receipt alone, as anybody could: no line of the kiosk's is used.

Source: docs/reference/devices.md, signdemo; SEC 1 clause 2.3.3 (points), BSI TR-03111 clause 5.2.2 (r and s).
"""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature


def check(code: str, external: str = "") -> None:
    """Raise `InvalidSignature` when the text was not signed by the key that stands behind it."""
    text, value, key = code.rsplit(";", 2)
    assert text.startswith("DEMO1;")
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(key))
    raw = base64.b64decode(value)
    own = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    point.verify(own, f"{text};{external}".encode() if external else text.encode(), ec.ECDSA(hashes.SHA256()))
