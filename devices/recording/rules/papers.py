"""Printers: the words, codes and pictures on a paper keep their shape, whatever paper it is.

A receipt may hold an address, a boarding pass and a bag tag hold a name, and a stream does not say which it prints.
What steers the printer stays, and so do its answers. Source: Epson ESC/POS command reference, ZPL II guide.
"""

from __future__ import annotations

import re

from devices.recording.masks import FrameMasker, Lost, Masker, Masks, Tell, shape

_TELLS = "text of a paper"


def _rows(rows: dict[int, str]) -> dict[int, int]:
    return {code: size for size, row in rows.items() for code in bytes.fromhex(row)}


_SIZES = {
    0x1B: _rows({0: "0C 32 3C 40 4C 53 69 6D 76", 2: "24 42 5C 63 66", 3: "70", 8: "57",
                 1: "20 21 25 2D 33 3D 3F 45 47 4A 4B 4D 52 54 55 56 61 64 65 72 74 7B"}),
    0x1C: _rows({0: "26 2E", 1: "21 2D 43 57", 2: "53 70"}),
    0x1D: _rows({0: "3A", 1: "21 2F 42 48 49 54 61 62 66 68 6A 6E 72 77", 2: "24 4C 50 57 5C", 3: "5E"}),
    0x10: _rows({1: "04 05"}),
}  # fmt: skip
_PULSES = {1: 3, 2: 3, 3: 6, 6: 2, 7: 2, 8: 8}


def _word(held: bytes, at: int) -> int:
    return held[at] | held[at + 1] << 8


def end_of_token(held: bytes) -> int:
    """Cut behind a run of text, a control character or a command. Raises `Lost` for a command that is not known."""
    lead = held[0]
    if lead not in _SIZES:
        return next((at for at, byte in enumerate(held) if byte < 0x20), len(held)) or 1
    try:
        size = _command(held)
    except IndexError:
        return 0
    return size if len(held) >= size else 0


def _command(held: bytes) -> int:
    lead, code = held[0], held[1]
    if code in _SIZES[lead]:
        return 2 + _SIZES[lead][code]
    match lead, code:
        case 0x1B, 0x44:
            return held.index(0, 2) + 1 if 0 in held[2:] else len(held) + 1
        case 0x1B, 0x2A:
            return 5 + _word(held, 3) * (3 if held[2] in (32, 33) else 1)
        case 0x1D, 0x56:
            return 4 if held[2] in (65, 66, 97, 98, 103, 104) else 3
        case 0x1D, 0x76:
            return 8 + _word(held, 4) * _word(held, 6)
        case 0x1D, 0x6B:
            if held[2] > 8:
                return 4 + held[3]
            return held.index(0, 3) + 1 if 0 in held[3:] else len(held) + 1
        case ((0x1B | 0x1C | 0x1D), 0x28):
            return 5 + _word(held, 3)
        case 0x1D, 0x38:
            return 7 + int.from_bytes(held[3:7].ljust(4, b"\0"), "little") if len(held) >= 7 else len(held) + 1
        case 0x10, 0x14:
            return 2 + _PULSES.get(held[2], 1)
    raise Lost("a command that is not known")


def token(frame: bytes, tell: Tell) -> bytes:
    """Mask one token. Raises ValueError for a command with more than a few bytes of its own."""
    head = frame[:2]
    if frame[0] not in _SIZES:
        masked = shape(frame)
    elif head in (b"\x1dv", b"\x1b*"):
        start = 8 if head == b"\x1dv" else 5
        masked = frame[:start] + bytes(len(frame) - start)
    elif head == b"\x1dk":
        masked = frame[:4] + re.sub(rb"(?s)(\{[A-CS1-4{])|([^{]+|\{)", _symbol, frame[4:]) if frame[2] > 8 else (
            frame[:3] + shape(frame[3:])
        )  # fmt: skip
    elif frame[1] == 0x28 and frame[:3] == b"\x1d(k" and frame[6:7] == b"P":
        masked = frame[:8] + shape(frame[8:])
    elif head == b"\x1d8" or (frame[1] == 0x28 and len(frame) > 24):
        masked = frame[:17] + bytes(len(frame) - 17)
    else:
        return frame
    if masked != frame:
        tell(_TELLS)
    return masked


def _symbol(match: re.Match[bytes]) -> bytes:
    return match[1] or shape(match[2])


def end_of_answer(held: bytes) -> int:
    """Cut behind one answer of a receipt printer: an echo, or a run of status bytes."""
    if held[0] == 0x37:
        size = {0x22: 7, 0x25: 3}.get(held[1], 1) if len(held) > 1 else 0
        return size if len(held) >= size else 0
    if held[0] < 0x20 or held[0] > 0x7E:
        return 1
    return next((at for at, byte in enumerate(held) if not 0x20 <= byte <= 0x7E), 0)


def answer(frame: bytes, _tell: Tell) -> bytes:
    """Keep status bytes and echoes; a longer run of printable signs is none. Raises ValueError."""
    if frame[0] != 0x37 and len(frame) > 4:
        raise ValueError("no status")
    return frame


# --- labels ---------------------------------------------------------------------------------------------------------

_ESCAPED = re.compile(rb"_[0-9A-Fa-f]{2}")
_PICTURE = re.compile(rb"(\^GF[A-C]?(?:,\d{0,7}){3},|~D[GY][^,]{1,20}(?:,[\dA-Z]{0,7}){2,5},)(.*)", re.DOTALL)
_LONGEST_COMMAND = 40


def end_of_label_command(held: bytes) -> int:
    """Cut before the next `^` or `~`, and behind an end of line or `^XZ`."""
    if held.startswith(b"^XZ"):
        return 3
    found = re.search(rb"[\^~]|\n", held[1:]) if held[0] != 0x0A else re.match(rb"", held)
    if found is None:
        return 0
    return 1 + (found.end() if found[0] == b"\n" else found.start())


def label_command(frame: bytes, tell: Tell) -> bytes:
    """Mask the data of a field and of a picture. Raises ValueError for another command that is too long."""
    picture = _PICTURE.fullmatch(frame)
    if frame[:3] in (b"^FD", b"^FV", b"^FX", b"^SN"):
        start = 6 if re.match(rb"[HLMQ][AM],", frame[3:6]) else 3
        masked = frame[:start] + _field(frame[start:])
    elif picture is not None:
        masked = picture[1] + re.sub(rb"[^\r\n]", b"0", picture[2])
    elif frame[:1] in (b"^", b"~", b"\r", b"\n") and len(frame) <= _LONGEST_COMMAND:
        return frame
    else:
        raise ValueError("not a command of a label")
    if masked != frame:
        tell(_TELLS)
    return masked


def _field(own: bytes) -> bytes:
    done, last = b"", 0
    for match in _ESCAPED.finditer(own):
        done += shape(own[last : match.start()]) + b"_58"
        last = match.end()
    return done + shape(own[last:])


def end_of_label_answer(held: bytes) -> int:
    """Cut behind a line."""
    return held.find(b"\n") + 1


def label_answer(frame: bytes, _tell: Tell) -> bytes:
    """Keep a line of the answer to `~HS`. Raises ValueError for anything else."""
    if not re.fullmatch(rb"\x02[0-9]{1,8}(?:,[0-9]{1,8}){0,14}\x03\r\n", frame):
        raise ValueError("no status line")
    return frame


def _commands(tell: Tell) -> Masker:
    return FrameMasker(end_of_token, token, tell, cap=1 << 21)


def _answers(tell: Tell) -> Masker:
    return FrameMasker(end_of_answer, answer, tell, cap=256)


def _labels(tell: Tell) -> Masker:
    return FrameMasker(end_of_label_command, label_command, tell, cap=1 << 20)


def _label_answers(tell: Tell) -> Masker:
    return FrameMasker(end_of_label_answer, label_answer, tell, cap=256)


RECEIPTS = Masks(
    _commands, _answers, ("texts and codes of a paper: letters and digits by X, x and 0", "pictures: white")
)
LABELS = Masks(_labels, _label_answers, RECEIPTS.rules)
