"""The key of a simulated signing device, and its certificate, which it signed itself."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

HOLDS = timedelta(days=5 * 365)
PLACES = 32


class Key:
    """A private key, by its number; `made` is when its certificate begins to hold."""

    def __init__(self, secret: int, made: datetime) -> None:
        self._key = ec.derive_private_key(secret, ec.SECP256R1())
        public = self._key.public_key()
        form = serialization.PublicFormat
        point = public.public_bytes(serialization.Encoding.X962, form.CompressedPoint)
        self.public = b64encode(point).decode("ascii")
        self.serial = "DEMO-" + sha256(point).hexdigest()[:12].upper()
        self.until = made + HOLDS
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{self.serial}, certified by nobody")])
        certificate = x509.CertificateBuilder(name, name, public, 1, made, self.until).sign(self._key, hashes.SHA256())
        self.certificate = b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode("ascii")

    def sign(self, content: bytes) -> str:
        """Give the signature over some bytes: r and s, 32 bytes each, in base64."""
        r, s = decode_dss_signature(self._key.sign(content, ec.ECDSA(hashes.SHA256())))
        return b64encode(r.to_bytes(PLACES) + s.to_bytes(PLACES)).decode("ascii")
