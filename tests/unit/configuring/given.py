"""A kiosk's settings on disk, and bundles for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.configuring.bundles import Here, Manifest, part, signed
from kiosk.configuring.changing import Configuring, Draft
from kiosk.configuring.overlay import NONE

NOW_MS: Final = 1_790_000_000_000
SECRET: Final = bytes(range(32))
PUBLIC: Final = Ed25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()
SITE: Final = """
[site]
name = "Kade Markt"
kiosk = "Kiosk 4"
locale = "nl_NL"
currency = "EUR"
timezone = "Europe/Amsterdam"
language = "nl"
languages = ["nl", "en"]
[site.person]
phone = "4410"
opens = "06:00"
closes = "22:00"
[site.person.desk]
nl = "Balie"
[screen]
viewing_mm = 500
"""


def url_problem(_role: str, url: str) -> str | None:
    return None if "+" in url else "no driver of this name"


def configuring(folder: Path) -> Configuring:
    """Return the settings of a kiosk in `folder`."""
    file = folder / "kiosk.toml"
    if not file.exists():
        file.write_text(SITE, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    return Configuring(file, None, folder / "data", url_problem)


def draft(own: Configuring, **typed: str) -> Draft:
    """Return the draft of values by name, dots written as two underscores."""
    found = own.checked({name.replace("__", "."): text for name, text in typed.items()})
    assert isinstance(found, Draft), found
    return found


def manifest(text: str = '[screen]\nlook = "dark"\n', **more: Any) -> Manifest:
    said = {
        "version": 7, "site": "Kade Markt", "kiosks": ["Kiosk 4"], "not_before_s": NOW_MS // 1000 - 60,
        "not_after_s": NOW_MS // 1000 + 60, "parts": [part(text).model_dump()],
    }  # fmt: skip
    return Manifest.model_validate({**said, **more})


def bundle(text: str = '[screen]\nlook = "dark"\n', **more: Any) -> bytes:
    return signed(manifest(text, **more), "office-1", SECRET)


HERE: Final = Here("Kade Markt", "Kiosk 4", {"office-1": PUBLIC}, NOW_MS, True, NONE)
