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
_QR, _PDF417 = b"1", b"0"
_PDF417_LARGEST_MODULE, _PDF417_COLUMNS, _PDF417_ROWS = 3, 30, 90
_PDF417_QUIET_MODULES = 4
LOGO_NUMBERS = range(1, 100)


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
            _symbol(_QR, b"A2\x00"),
            _symbol(_QR, b"C" + bytes((module_dots,))),
            _symbol(_QR, b"E0"),
            _symbol(_QR, b"P0" + stored),
            _symbol(_QR, b"Q0"),
        )
    )


def _symbol(kind: bytes, body: bytes) -> bytes:
    return b"\x1d(k" + (len(body) + 1).to_bytes(2, "little") + kind + body


def pdf417(text: str, width_dots: int) -> bytes:
    """Build a PDF417 code as wide as fits the paper. Raises ValueError when it does not.

    Rows of 17 modules per column and 69 around them; correction level 3, from 160 codewords 4 (ISO/IEC 15438, as IATA
    Resolution 792 asks). A character is counted as one codeword: more than any text needs.
    """
    stored = printable(text)
    level = 3 if len(stored) <= 160 else 4
    codewords = len(stored) + 1 + 2 ** (level + 1)
    for module_dots in range(_PDF417_LARGEST_MODULE, 1, -1):
        columns = min((width_dots // module_dots - 69 - _PDF417_QUIET_MODULES) // 17, _PDF417_COLUMNS)
        if stored and columns > 0 and codewords <= min(columns * _PDF417_ROWS, 928):
            break
    else:
        raise ValueError(f"a PDF417 code of {len(stored)} bytes does not fit {width_dots} dots")
    return b"".join(
        (
            _symbol(_PDF417, b"A" + bytes((columns,))),
            _symbol(_PDF417, b"B\x00"),
            _symbol(_PDF417, b"C" + bytes((module_dots,))),
            _symbol(_PDF417, b"D\x03"),
            _symbol(_PDF417, b"E0" + bytes((0x30 + level,))),
            _symbol(_PDF417, b"F\x00"),
            _symbol(_PDF417, b"P0" + stored),
            _symbol(_PDF417, b"Q0"),
        )
    )


def kick_drawer() -> bytes:
    """Build `ESC p`: 50 ms on the first connector, the time that drawers of 24 V take."""
    return b"\x1bp\x00\x19\xfa"


def print_logo(number: int, memory: str) -> bytes:
    """Build the command that prints a kept picture: `GS ( L` function 69, or `FS p`."""
    if memory == "legacy":
        return b"\x1cp" + bytes((number, 0))
    return b"\x1d(L\x06\x000E" + _logo_key(number) + b"\x01\x01"


def keep_logo(number: int, memory: str, width_dots: int, height_dots: int, dots: bytes) -> bytes:
    """Build the command that keeps a picture: `GS ( L` function 67 with rows, or `FS q` with columns.

    `FS q` forgets every picture that was kept before, so it takes number 1 alone. Raises ValueError.
    """
    if memory == "legacy":
        if number != 1:
            raise ValueError("this printer keeps one picture at a time, number 1")
        size = (width_dots // 8).to_bytes(2, "little") + (height_dots // 8).to_bytes(2, "little")
        return b"\x1cq\x01" + size + dots
    size = width_dots.to_bytes(2, "little") + height_dots.to_bytes(2, "little")
    body = b"0C0" + _logo_key(number) + b"\x01" + size + b"1" + dots
    if len(body) < 0x10000:
        return b"\x1d(L" + len(body).to_bytes(2, "little") + body
    return b"\x1d8L" + len(body).to_bytes(4, "little") + body


def _logo_key(number: int) -> bytes:
    """Two printable signs that name a picture in the printer."""
    if number not in LOGO_NUMBERS:
        raise ValueError("a logo's number is 1 to 99")
    return b"%02d" % number


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
