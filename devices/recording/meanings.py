"""What bytes are called in the document of their protocol, for who reads a line. Masked bytes are enough for it.

A driver from outside offers its own as `MEANING`. Nothing is said of what is not known.

Source: ZVT 13.13, chapter 2; Epson ESC/POS command reference; Mettler Toledo 8217; CAS ECR interface; Zebra ZPL II.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from devices.recording.script import HOST
from devices.registry import drivers

Meaning = Callable[[str, bytes], str]
"""Takes who said it (`HOST`, `DEVICE`) and the bytes; gives some words, or an empty text."""

_ZVT: Mapping[int, str] = {
    0x0600: "registration", 0x0601: "payment", 0x0620: "repeat receipt", 0x0501: "status enquiry", 0x06B0: "abort",
    0x0630: "reversal", 0x0631: "refund", 0x0650: "end of day", 0x0670: "diagnosis", 0x0693: "initialisation",
    0x040F: "status information", 0x04FF: "intermediate status", 0x06D1: "a line of the receipt",
    0x06D3: "a receipt", 0x0401: "time of day", 0x060F: "completion", 0x061E: "ended without success",
    0x8000: "taken",
}  # fmt: skip
_REFUSED = 0x84
_PRINTING = (
    (rb"\x1b@", "initialise"), (rb"\x10\x04", "asks for the status"), (rb"\x1da", "wants the status by itself"),
    (rb"\x1dI", "asks for the model"), (rb"\x1dr", "asks for a sensor"), (rb"\x1d\(H", "asks for an echo"),
    (rb"\x1d\(k", "code"), (rb"\x1dk", "barcode"), (rb"\x1dv0|\x1d8L|\x1d\(L", "picture"),
    (rb"\x1bp", "opens the drawer"), (rb"\x1dV", "cut"), (rb"[Xx0]{3}", "text"),
)  # fmt: skip
_LABEL = (
    (rb"~HS", "asks for the status"), (rb"~HI", "asks for the model"), (rb"~JA", "drops all labels"),
    (rb"\^XA", "a label"), (rb"\^GF", "picture"), (rb"\^XZ", "end of the label"),
)  # fmt: skip
_TOLEDO = {b"W": "weight?", b"Z": "zero", b"C": "tare away", b"T": "tare"}
_CAS = {b"\x05": "ready?", b"\x11": "weight?", b"\x06": "ready", b"\x15": "not now"}


def meaning_of(driver: str, kind: str, octets: bytes) -> str:
    """Say what bytes on the line of a driver are; empty where nobody knows."""
    own = BUILT_IN.get(driver) or _offered(driver)
    return own(kind, octets) if own is not None and octets else ""


@cache
def _offered(driver: str) -> Meaning | None:
    load = drivers().get(driver)
    own = getattr(load(), "MEANING", None) if load is not None else None
    return own if callable(own) else None


def _zvt(_kind: str, octets: bytes) -> str:
    unit = octets.removeprefix(b"\x10\x02")
    if octets in (b"\x06", b"\x15"):
        return "block taken" if octets == b"\x06" else "block again"
    if len(unit) < 3:
        return ""
    refused = f"refused, code {unit[1]:02X}" if unit[0] == _REFUSED else ""
    return refused or _ZVT.get(int.from_bytes(unit[:2], "big"), "")


def _told(known: tuple[tuple[bytes, str], ...], octets: bytes) -> str:
    found = {said: match.start() for sign, said in known if (match := re.search(sign, octets)) is not None}
    return ", ".join(sorted(found, key=lambda said: found[said]))


def _escpos(kind: str, octets: bytes) -> str:
    if kind == HOST:
        return _told(_PRINTING, octets)
    if len(octets) == 4 and octets[0] & 0x93 == 0x10:  # the status that comes by itself, GS a
        signs = ((0, 0x08, "offline"), (0, 0x20, "cover open"), (1, 0x08, "cutter"), (2, 0x0C, "paper out"),
                 (2, 0x03, "paper low"))  # fmt: skip
        return "status: " + (", ".join(said for at, bits, said in signs if octets[at] & bits) or "ready")
    return "status" if len(octets) == 1 and octets[0] & 0x93 == 0x12 else ""


def _zpl(kind: str, octets: bytes) -> str:
    return _told(_LABEL, octets) if kind == HOST else "status" if octets.startswith(b"\x02") else ""


def _toledo(kind: str, octets: bytes) -> str:
    seven = bytes(byte & 0x7F for byte in octets)
    if kind == HOST:
        return _TOLEDO.get(seven[:1], "")
    return "" if seven[:1] != b"\x02" else "no weight: status" if seven[1:2] == b"?" else "weight"


def _cas(_kind: str, octets: bytes) -> str:
    return _CAS.get(octets, "weight" if octets[:2] == b"\x01\x02" or octets[:2] in (b"ST", b"US", b"OL") else "")


def _always(said: str) -> Meaning:
    return lambda kind, _octets: "" if kind == HOST else said


BUILT_IN: Mapping[str, Meaning] = {
    "zvt": _zvt, "escpos": _escpos, "zpl": _zpl, "toledo8217": _toledo, "cas": _cas, "linescan": _always("scan"),
    "mrzserial": _always("document"),
}  # fmt: skip
