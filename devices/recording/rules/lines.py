"""Lines of text: what scanners, document readers and scales send.

Of a scan only goods are kept. Everything else may be a person: a boarding pass, a passport, a loyalty card, an e-mail
address in a QR code.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import xor

from devices.recording.masks import FrameMasker, Masker, Masks, Tell, shape, strict
from devices.recording.rules.identity import boarding_pass, is_boarding_pass, mrz_line
from devices.recording.rules.words import is_card_number, is_gs1, is_stand_in, mask_text

CAP = 512
_ENDS = re.compile(rb"[\r\n\t]")
_SCAN = re.compile(rb"(?s)([^\]]{0,16}\][A-Za-z][0-9A-Za-z])?(.*)")
_ELEMENTS = (b"]C1", b"]e0", b"]d2", b"]Q3", b"]J1")
_LETTERS = re.compile(rb"[A-Za-z]{4,}")
_LINK = re.compile(rb"(?i)(https?://[^/?#@]+(?:/[a-z0-9._-]+)*?/01/\d{8,14})(.*)", re.DOTALL)


def end_of_line(held: bytes) -> int:
    """Cut behind the first end of a line."""
    found = _ENDS.search(held)
    return found.end() if found else 0


def scan(frame: bytes, tell: Tell) -> bytes:
    """Mask one scan, with or without its suffix."""
    text = frame.rstrip(b"\r\n\t")
    if text.translate(None, bytes(range(0x20, 0x7F)) + b"\x1d"):
        raise ValueError("control characters in a scan")
    match = _SCAN.fullmatch(text)
    aim, content = (match[1] or b"", match[2]) if match else (b"", text)
    before = aim[:-3]
    masked = (shape(before) if any(48 <= byte < 58 for byte in before) else before) + aim[-3:]
    return masked + _content(aim[-3:], content, tell) + frame[len(text) :]


def _content(aim: bytes, text: bytes, tell: Tell) -> bytes:
    if aim in _ELEMENTS:
        return _elements(text, tell)
    if text.isdigit():
        return _digits(aim, text, tell)
    rule, masked = _other(text)
    if masked != text:
        tell(rule)
    return masked


def _digits(aim: bytes, text: bytes, tell: Tell) -> bytes:
    if aim[:2] == b"]I" and len(text) == 10:
        tell("bag tag")
        return b"0" * 10
    if is_stand_in(text):
        return text
    is_goods = len(text) <= 14 and (not is_card_number(text) or (aim[:2] == b"]E" and is_gs1(text)))
    return text if is_goods else _as_shape(mask_text(text, tell), text)


def _as_shape(masked: bytes, text: bytes) -> bytes:
    return masked if masked != text or len(text) <= 14 else shape(text)


def _elements(text: bytes, tell: Tell) -> bytes:
    """Mask GS1 elements: a card number behind the GTIN, words, and addresses of people (43nn)."""
    head = text[:16] if text.startswith(b"01") and text[2:16].isdigit() and is_gs1(text[2:16]) else b""
    rest = text[len(head) :]
    if re.search(rb"(?:^|\x1d)43\d\d", rest):
        tell("address")
        return head + shape(rest)
    masked = _LETTERS.sub(lambda match: shape(match[0]), mask_text(rest, tell))
    return head + masked


def _other(text: bytes) -> tuple[str, bytes]:
    if is_boarding_pass(text):
        try:
            return "boarding pass", boarding_pass(text)
        except ValueError:
            return "boarding pass", shape(text)
    if b"<" in text and len(text) in (30, 36, 44):
        return "machine-readable line", mrz_line(text)
    link = _LINK.fullmatch(text)
    if link is not None:
        return "link", link[1] + shape(link[2])
    return "free text", shape(text)


# --- document readers -----------------------------------------------------------------------------------------------


def end_of_document(held: bytes) -> int:
    """Cut behind the check byte of a frame that starts with 01, else behind a line."""
    if held[0] != 0x01:
        found = re.search(rb"\x01|[\r\n\t]", held)  # noise ends where a frame starts
        return 0 if found is None else found.start() if found[0] == b"\x01" else found.end()
    end = held.find(b"\x03", 4)
    return end + 2 if 0 <= end <= len(held) - 2 else 0


def document(frame: bytes, tell: Tell) -> bytes:
    """Mask what a document reader sends; a check byte that was right stays right. Raises ValueError."""
    if frame[0] != 0x01:
        text = frame.rstrip(b"\r\n\t")
        return _document_line(text, tell) + frame[len(text) :]
    start = frame.rfind(b"\x01")
    own, bcc = frame[start:-1], frame[-1]
    mark = own.find(b"\x02")
    if mark < 0 or mark > 5:
        raise ValueError("no start of text")
    lines = own[mark + 2 : -1].split(b"\r")
    masked = own[: mark + 2] + b"\r".join(_document_line(line, tell) for line in lines) + own[-1:]
    return frame[:start][:4] + strict(frame[4:start]) + masked + bytes((bcc ^ reduce(xor, own) ^ reduce(xor, masked),))


def _document_line(line: bytes, tell: Tell) -> bytes:
    core = line.rstrip(b"_")
    masked = mrz_line(core) + line[len(core) :]
    if masked != line:
        tell("machine-readable line")
    return masked


# --- scales and answers of printers ---------------------------------------------------------------------------------

_SINGLE = frozenset(b"\x04\x05\x06\x11\x15")
_QUESTIONS = frozenset(b"WZTCEHS")
_LONGEST_WEIGHT = 32


def end_of_weight(held: bytes) -> int:
    """Cut behind a sign that stands alone, or behind CR, LF, ETX or EOT; parity bits do not matter."""
    seven = bytes(byte & 0x7F for byte in held)
    if seven[0] in _SINGLE:
        return 1
    found = re.search(rb"[\r\n\x03\x04]", seven)
    return found.end() if found else 0


def end_of_question(held: bytes) -> int:
    """Cut what a scale is asked: a letter alone, or as `end_of_weight`."""
    return 1 if held[0] & 0x7F in _QUESTIONS else end_of_weight(held)


def weight(frame: bytes, _tell: Tell) -> bytes:
    """Keep what is short enough to be a weight. Raises ValueError for anything else."""
    seven = bytes(byte & 0x7F for byte in frame)
    digits = sum(48 <= byte < 58 for byte in seven)
    letters = sum(chr(byte).isalpha() for byte in seven)
    if len(frame) > _LONGEST_WEIGHT or digits > 12 or letters > 8:
        raise ValueError("not a weight")
    return frame


# --- boards of lights -----------------------------------------------------------------------------------------------


def end_of_switch(held: bytes) -> int:
    """Cut behind a command of four bytes (A0), a question (FF), or a line of words or its prompt."""
    if held[0] == 0xA0:
        return 4 if len(held) >= 4 else 0
    found = re.search(rb"[\r\n>]", held)
    return 1 if held[0] == 0xFF else found.end() if found else 0


def switch(frame: bytes, _tell: Tell) -> bytes:
    """Keep what switches a relay or tells of one. Raises ValueError for anything else."""
    words = frame.strip(b"\r\n>")
    known = re.fullmatch(rb"|on|off|[01]|CH\d{1,2}: ?(?:ON|OFF)|(?:relay|gpio) [a-z]{2,8} ?[0-9A-Za-z]{0,4}", words)
    if frame[0] not in (0xA0, 0xFF) and known is None:
        raise ValueError("nothing of a board")
    return frame


def _switches(tell: Tell) -> Masker:
    return FrameMasker(end_of_switch, switch, tell, cap=64)


def _scans(tell: Tell) -> Masker:
    return FrameMasker(end_of_line, scan, tell, cap=CAP)


def _documents(tell: Tell) -> Masker:
    return FrameMasker(end_of_document, document, tell, cap=CAP)


def _questions(tell: Tell) -> Masker:
    return FrameMasker(end_of_question, weight, tell, cap=64)


def _weights(tell: Tell) -> Masker:
    return FrameMasker(end_of_weight, weight, tell, cap=64)


SCANNER = Masks(
    _scans,
    _scans,
    (
        "scans: goods are kept (numbers of at most 14 digits, GS1 elements, links to a GTIN)",
        "card numbers (13 to 19 digits that pass the check digit): a stand-in that starts with 4000000",
        "boarding passes: name, booking, seat, sequence, bag tags and all that is the airline's",
        "machine-readable lines: a specimen of Utopia; every other text: its letters and digits",
    ),
)
DOCUMENTS = Masks(_documents, _documents, ("machine-readable lines: a specimen of Utopia of the same length",))
SCALE = Masks(_questions, _weights, ("all that is too long for a weight",))
LIGHTS = Masks(_switches, _switches, ("all that is no command to a relay and no answer of one",))
