"""Bundles: changed settings in a file, signed by the office. Nothing of a bundle is read before its signature.

A first line `PRONTO-BUNDLE 1 <key id> <length> <signature>`, then so many bytes of JSON: the manifest with its parts.
The signature is Ed25519 over the rest of the line and the bytes, in base64url. See docs/reference/bundles.md.
Source: RFC 8032.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.configuring.overlay import Overlay
from kiosk.domain.staff.configured import BundleFacts, BundleFault

SUFFIX: Final = ".bundle"
PART: Final = "settings.toml"
MAX_BYTES: Final = 256_000
_MARK: Final = b"PRONTO-BUNDLE 1 "
_HEAD: Final = re.compile(rb"PRONTO-BUNDLE 1 ([0-9A-Za-z_-]{1,16}) ([1-9][0-9]{0,6}) ([0-9A-Za-z_-]{86})\n")
_LONGEST_HEAD: Final = 140


class NotTaken(ValueError):
    """A bundle that is not taken. `fault` has plain words; the message names the file and says precisely why."""

    def __init__(self, file: str, fault: BundleFault, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file, self.fault = file, fault


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    path: Annotated[str, Field(min_length=1, max_length=200)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    text: str


class Manifest(BaseModel):
    """What a bundle says of itself. Times are seconds since 1970, UTC; no kiosks: all of the site."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    version: Annotated[int, Field(ge=1, le=2**53)]
    site: Annotated[str, Field(min_length=1, max_length=40)]
    kiosks: Annotated[list[Annotated[str, Field(min_length=1, max_length=20)]], Field(max_length=200)]
    not_before_s: Annotated[int, Field(ge=0, le=253402300799)]
    not_after_s: Annotated[int, Field(ge=0, le=253402300799)]
    parts: Annotated[list[_Part], Field(min_length=1, max_length=20)]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A genuine bundle: what it says of itself, and the values it lays over those in force."""

    facts: BundleFacts
    manifest: Manifest
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Here:
    """What a bundle must fit: this kiosk, its clock, the keys it trusts, and what is in force."""

    site: str
    kiosk: str
    keys: Mapping[str, bytes]
    utc_ms: int
    is_clock_believed: bool
    overlay: Overlay


def signed(manifest: Manifest, key_id: str, secret: bytes) -> bytes:
    """Return the bytes of a bundle. Raises ValueError for a key that is none, or an id of other characters."""
    content = json.dumps(manifest.model_dump(), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(_signed_part(key_id.encode(), content))
    head = _MARK + f"{key_id} {len(content)} ".encode() + _text(signature) + b"\n"
    if _HEAD.fullmatch(head) is None or len(head) + len(content) > MAX_BYTES:
        raise ValueError(f"a key's id is 1 to 16 letters, digits, - and _, and a bundle at most {MAX_BYTES} bytes")
    return head + content


def public_text(secret: bytes) -> str:
    """Return the public key of a private one, as `service.bundle_keys` takes it. Raises ValueError."""
    return _text(Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()).decode("ascii")


def part(text: str) -> _Part:
    """Return the part that holds settings."""
    return _Part(path=PART, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


def opened(file: Path, keys: Mapping[str, bytes]) -> Bundle:
    """Read a file that one of `keys` signed. Raises `NotTaken`."""
    name = file.name
    try:
        if file.is_symlink() or not file.is_file():
            raise NotTaken(name, BundleFault.UNREADABLE, "is no file")
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotTaken(name, BundleFault.UNREADABLE, f"cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise NotTaken(name, BundleFault.TOO_LARGE, f"more than {MAX_BYTES} bytes")
    return read(name, content, keys)


def read(name: str, content: bytes, keys: Mapping[str, bytes]) -> Bundle:
    """Read the bytes of a bundle that one of `keys` signed. Raises `NotTaken`."""
    key_id, body = _genuine(name, content, keys)
    try:
        manifest = Manifest.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise NotTaken(name, BundleFault.STRANGE, f"manifest: {place}: {first['msg']}") from None
    facts = BundleFacts(
        name, hashlib.sha256(body).hexdigest()[:16], manifest.version, key_id, manifest.site, tuple(manifest.kiosks),
        _day(manifest.not_before_s), _day(manifest.not_after_s),
    )  # fmt: skip
    return Bundle(facts, manifest, _values(name, manifest))


def fitted(bundle: Bundle, here: Here) -> None:
    """Check that a genuine bundle is for this kiosk, now, and not an older one. Raises `NotTaken`."""
    facts, manifest = bundle.facts, bundle.manifest

    def refuse(fault: BundleFault, why: str) -> NotTaken:
        return NotTaken(facts.file, fault, why)

    if manifest.site != here.site or (manifest.kiosks and here.kiosk not in manifest.kiosks):
        whose = f"{manifest.site}: {', '.join(manifest.kiosks) or 'every kiosk'}"
        raise refuse(BundleFault.FOREIGN, f"is for {whose}; this is {here.site}: {here.kiosk}")
    if not here.is_clock_believed:
        raise refuse(BundleFault.NO_CLOCK, "the kiosk's clock is not believed: whether it is still valid is not known")
    if here.utc_ms < manifest.not_before_s * 1000:
        raise refuse(BundleFault.NOT_YET, f"valid from {facts.valid_from} UTC")
    if here.utc_ms >= manifest.not_after_s * 1000:
        raise refuse(BundleFault.EXPIRED, f"valid until {facts.valid_until} UTC")
    version = here.overlay.bundle_version
    if manifest.version < version or (manifest.version == version and facts.id != here.overlay.bundle_id):
        raise refuse(BundleFault.OLDER, f"version {manifest.version}; this kiosk had version {version}")


def _genuine(name: str, content: bytes, keys: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the key's id and the signed bytes; the file is all of them and no more."""
    head = _HEAD.match(content)
    if head is None:
        is_cut = len(content) < _LONGEST_HEAD and (_MARK.startswith(content) or content.startswith(_MARK))
        is_cut = is_cut and b"\n" not in content
        fault = BundleFault.CUT if is_cut else BundleFault.NO_BUNDLE
        raise NotTaken(name, fault, "ends within its first line" if is_cut else "is no bundle of settings")
    key_id, length, signature = head[1].decode("ascii"), int(head[2]), head[3]
    body = content[head.end() :]
    if len(body) < length:
        raise NotTaken(name, BundleFault.CUT, f"{length - len(body)} bytes are missing at its end")
    if key_id not in keys:
        raise NotTaken(name, BundleFault.UNKNOWN_KEY, f"signed with {key_id}, which service.bundle_keys has not")
    raw = urlsafe_b64decode(signature + b"==")
    is_exact = len(body) == length and _text(raw) == signature
    try:
        Ed25519PublicKey.from_public_bytes(keys[key_id]).verify(raw, _signed_part(head[1], body))
    except InvalidSignature:
        is_exact = False
    if not is_exact:
        raise NotTaken(name, BundleFault.ALTERED, f"is not as {key_id} signed it")
    return key_id, body


def _values(name: str, manifest: Manifest) -> Mapping[str, Any]:
    """Return what the part says. Every part is looked at before one is used."""
    for own in manifest.parts:
        path = PurePosixPath(own.path)
        if path.is_absolute() or ".." in path.parts or "\\" in own.path or own.path != PART:
            raise NotTaken(name, BundleFault.BAD_PATH, f"part {own.path!r}: allowed is {PART} alone")
        if hashlib.sha256(own.text.encode("utf-8", "surrogatepass")).hexdigest() != own.sha256:
            raise NotTaken(name, BundleFault.ALTERED, f"part {own.path}: its sha256 is another")
    if len(manifest.parts) > 1:
        raise NotTaken(name, BundleFault.STRANGE, f"{PART} stands in it {len(manifest.parts)} times")
    try:
        return tomllib.loads(manifest.parts[0].text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotTaken(name, BundleFault.BAD_SETTINGS, f"part {PART}: is not TOML: {error}") from None


def _signed_part(key_id: bytes, body: bytes) -> bytes:
    return _MARK + key_id + b" " + str(len(body)).encode() + b"\n" + body


def _text(raw: bytes) -> bytes:
    return urlsafe_b64encode(raw).rstrip(b"=")


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"
