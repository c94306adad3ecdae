"""The ESC/POS commands that the driver sends. Source: protocols.md 4.1-4.3."""

from __future__ import annotations

from devices.api import Align

INITIALISE = b"\x1b@"
BOLD_ON, BOLD_OFF = b"\x1bE\x01", b"\x1bE\x00"
DOUBLE_ON, DOUBLE_OFF = b"\x1d!\x11", b"\x1d!\x00"
ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}
PUSH_STATUS = b"\x1da\x0f"
CLEAR_BUFFER = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
RECOVER_AND_CLEAR = b"\x10\x05\x02"

# Bytes that a QR code of version 1 to 40 holds at error correction L. Source: ISO/IEC 18004 table 7.
_QR_BYTES = (
    17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003, 1091,
    1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953,
)  # fmt: skip
_QUIET_MODULES = 8
_LARGEST_MODULE = 8


def ask_status(number: int) -> bytes:
    """Build `DLE EOT n`, n 1..4: answered at once, also when the printer is offline."""
    return bytes((0x10, 0x04, number))


def code_page(number: int) -> bytes:
    """Build `ESC t n`."""
    return bytes((0x1B, 0x74, number))


def feed(lines: int) -> bytes:
    """Build `ESC d n`."""
    return bytes((0x1B, 0x64, min(max(lines, 0), 255)))


def cut(cutter: str) -> bytes:
    """Feed to the blade and cut; without a cutter feed to the tear bar."""
    return {"full": b"\x1dVA\x00", "partial": b"\x1dVB\x00"}.get(cutter, feed(6))


def process_id(text: bytes) -> bytes:
    """Build `GS ( H` function 48: the printer sends the four bytes back when all before them was processed."""
    return b"\x1d(H\x06\x0000" + text


def printable(text: str) -> bytes:
    """Keep printable ASCII only."""
    return bytes(byte for byte in text.encode("ascii", "ignore") if 0x20 <= byte < 0x7F)


def qr(text: str, width_dots: int) -> bytes:
    """Build a QR code, model 2, correction L, as large as fits the paper. Raises ValueError when it does not."""
    stored = printable(text)
    version = next((number for number, count in enumerate(_QR_BYTES, 1) if len(stored) <= count), None)
    if not stored or version is None:
        raise ValueError(f"a QR code cannot hold {len(stored)} bytes")
    module_dots = min(width_dots // (17 + 4 * version + _QUIET_MODULES), _LARGEST_MODULE)
    if module_dots < 2:
        raise ValueError(f"a QR code of {len(stored)} bytes is too wide for {width_dots} dots")
    return b"".join(
        (
            _qr_function(b"1A2\x00"),
            _qr_function(b"1C" + bytes((module_dots,))),
            _qr_function(b"1E0"),
            _qr_function(b"1P0" + stored),
            _qr_function(b"1Q0"),
        )
    )


def _qr_function(body: bytes) -> bytes:
    return b"\x1d(k" + len(body).to_bytes(2, "little") + body


def code_128(text: str, width_dots: int) -> bytes:
    """Build a Code 128 barcode with its text below. Raises ValueError when it does not fit the paper.

    Code set B only: the bytes of set C could be read as a real-time command (10 04 01).
    """
    stored = printable(text)
    symbols = b"{B" + stored.replace(b"{", b"{{")
    modules = 11 * len(stored) + 35
    module_dots = min(width_dots // (modules + 20), 3)
    if not stored or module_dots < 2 or len(symbols) > 255:
        raise ValueError(f"a barcode of {len(stored)} characters does not fit {width_dots} dots")
    return b"".join(
        (
            b"\x1dh\x50",
            b"\x1dw" + bytes((module_dots,)),
            b"\x1dH\x02",
            b"\x1dkI" + bytes((len(symbols),)) + symbols,
        )
    )
