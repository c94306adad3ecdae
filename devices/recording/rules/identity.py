"""Travel documents and boarding passes: specimens of Utopia in the place of what was read.

Source: ICAO 9303 parts 4 to 6, IATA resolution 792; protocols.md 8 and 9.
"""

from __future__ import annotations

import re

from devices.recording.masks import shape

_LINE = re.compile(rb"[A-Z0-9<]{30}|[A-Z0-9<]{36}|[A-Z0-9<]{44}")
_PASS = re.compile(rb"M[1-9].{20}.[A-Z0-9 ]{7}", re.DOTALL)
_VALUES = {**{byte: byte - 48 for byte in b"0123456789"}, **{byte: byte - 55 for byte in range(65, 91)}, 60: 0}
_NUMBER, _BIRTH, _EXPIRY, _NAME = b"X00000000", b"700101", b"401231", b"XXXXXX<<XXXX"
_LEG = 37


def check_digit(text: bytes) -> bytes:
    """Give the check digit of ICAO 9303, weights 7, 3, 1."""
    return b"%d" % (sum(_VALUES[byte] * (7, 3, 1)[at % 3] for at, byte in enumerate(text)) % 10)


def _checked(text: bytes) -> bytes:
    return text + check_digit(text)


def _second(length: int) -> bytes:
    """The second line of TD3 (44) and TD2 (36)."""
    line = _checked(_NUMBER) + b"UTO" + _checked(_BIRTH) + b"<" + _checked(_EXPIRY)
    line += b"<" * (length - len(line) - (2 if length == 44 else 1)) + (b"<" if length == 44 else b"")
    return line + check_digit(line[:10] + line[13:20] + line[21:])


_TD1_1 = (b"I<UTO" + _checked(_NUMBER)).ljust(30, b"<")
_TD1_2 = _checked(_BIRTH) + b"<" + _checked(_EXPIRY) + b"UTO" + b"<" * 11
_TD1_2 += check_digit(_TD1_1[5:] + _TD1_2[:7] + _TD1_2[8:15] + _TD1_2[18:29])
_FRA_1 = (b"IDFRA" + _NAME.split(b"<")[0]).ljust(30, b"<") + b"000000"
_FRA_2 = _checked(b"0" * 12) + b"XXXX".ljust(14, b"<") + _checked(_BIRTH) + b"X"
_FRA_2 += check_digit(_FRA_1 + _FRA_2)
_SECOND = {44: _second(44), 36: _second(36)}


def mrz_line(line: bytes) -> bytes:
    """Give a specimen's line of the same place and length; one whose check digits were wrong gets a wrong one."""
    if not _LINE.fullmatch(line):
        return shape(line)
    specimen, checks = _specimen(line)
    if all(check_digit(line[start:at]) == line[at : at + 1] for start, at in checks):
        return specimen
    _, at = checks[0]
    return specimen[:at] + b"%d" % ((specimen[at] - 48 + 1) % 10) + specimen[at + 1 :]


def _specimen(line: bytes) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """Give the specimen and where the check digits of such a line are: start of what they check, and place."""
    if len(line) == 30:
        if re.match(rb"[ACI][A-Z<][A-Z<]{3}[A-Z0-9<]{9}[0-9<]", line) and re.search(rb"[0-9]", line):
            return _TD1_1, ((5, 14),) if line[14:15] != b"<" else ()
        return (_TD1_2, ((0, 6), (8, 14))) if re.match(rb"[0-9<]{7}", line) else (_NAME.ljust(30, b"<"), ())
    if line.startswith(b"IDFRA") and len(line) == 36:
        return _FRA_1, ()
    if re.match(rb"[A-Z][A-Z<][A-Z<]{3}[A-Z<]", line) and not re.search(rb"[0-9]", line):
        return (line[:1] + b"<UTO" + _NAME).ljust(len(line), b"<"), ()
    if len(line) == 36 and line[13:14].isalpha():
        return _FRA_2, ((0, 12), (27, 33))
    return _SECOND[len(line)], ((0, 9), (13, 19), (21, 27))


def is_boarding_pass(text: bytes) -> bool:
    """Whether a text starts as a boarding pass does."""
    return _PASS.match(text) is not None


def boarding_pass(text: bytes) -> bytes:
    """Mask name, booking, seat, sequence and all that is the airline's; flights and lengths stay. Raises ValueError."""
    done = text[:2] + shape(text[2:22]) + text[22:23]
    at = 23
    for leg in range(text[1] - 48):
        own = text[at : at + _LEG]
        done += shape(own[:7]) + own[7:25] + shape(own[25:34]) + own[34:]
        at += _LEG
        size = int(own[35:37] or b"0", 16)
        done += _variable(text[at : at + size], is_first=leg == 0)
        at += size
    return done + text[at : at + 4] + shape(text[at + 4 :])


def _variable(block: bytes, *, is_first: bool) -> bytes:
    if not is_first or not block.startswith(b">"):
        return block[:2] + shape(block[2:])
    size = 4 + int(block[2:4], 16)
    common = block[4:size]
    return (
        block[:4]
        + shape(common[:3])
        + common[3:7]
        + shape(common[7:])
        + block[size : size + 2]
        + shape(block[size + 2 :])
    )
