"""What a read code may be, and the options of a URL that scanners share."""

from __future__ import annotations

from devices.api import BadScan, Scan
from devices.url import Option, whole

CAP = 256
"""Longest code in bytes. Source: protocols.md 5."""
_CONTENT = bytes(range(0x20, 0x7F)) + b"\x1d"


def judged(content: bytes, at_mono: float) -> Scan | BadScan:
    """Give the scan, or why it is none."""
    if len(content) > CAP:
        return BadScan("too_long", len(content), at_mono)
    if content.translate(None, _CONTENT):
        return BadScan("control_characters" if content.isascii() else "not_ascii", len(content), at_mono)
    return Scan(content, at_mono)


def _prefix(text: str) -> str:
    if not (text.isascii() and text.isprintable() and 1 <= len(text) <= 16):
        raise ValueError("prefix")
    return text


PREFIX = Option("prefix", "aim, none, or 1 to 16 printable ASCII characters that are removed", _prefix, "none")


def prefix_of(text: str) -> bytes:
    """Give what is removed in front of each code; an AIM identifier stays."""
    return b"" if text in ("aim", "none") else text.encode("ascii")


SAME = whole("same_ms", 0, 5000, "ms within which the same code again is one read", default=50)
"""By default a frame that the line doubled, which no hand can scan; 1500 for scanners that read on while an item
lies before them. Source: protocols.md 5 (1.5 s; a trigger that reads again is a capability)."""
