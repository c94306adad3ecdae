"""What is taken out of any text, and the numbers that stand in its place. Source: reliability.md 8.2 (redaction)."""

from __future__ import annotations

import re
from itertools import product

from devices.recording.masks import Tell, shape

SHORTEST, LONGEST = 13, 19
"""Digits of a card number. Source: ISO/IEC 7812-1."""
_LONG_NUMBER = re.compile(rb"\d(?:[ .\-]?\d){12,}")
_TRACKS = (
    re.compile(rb"%?[A-Z]\d{13,19}\^[^\^\r\n]{2,26}\^[^?\r\n]*\??"),
    re.compile(rb";?\d{13,19}[=D]\d{3,}[^?\r\n]*\??"),
)
_E_MAIL = re.compile(rb"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(rb"(?:\+\d|(?<![\w.-])00[1-9])(?:[ ()./-]{0,2}\d){7,14}(?!\d)")
_IBAN = re.compile(rb"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_MRZ = re.compile(rb"(?=[A-Z0-9]*<)[A-Z0-9<]{28,44}")
_BOOKING = re.compile(rb"(?i)\b(?:PNR|booking(?: ref(?:erence)?)?|(?:record )?locator)[:#. ]+([A-Z0-9]{5,7})\b")
_CONTAINED = re.compile(rb"[2-6]")


def mask_text(text: bytes, tell: Tell) -> bytes:
    """Take card numbers, tracks, machine-readable lines, IBANs, bookings, addresses and telephone numbers out."""
    for rule, pattern in (
        ("track", _TRACKS[0]), ("track", _TRACKS[1]), ("e-mail", _E_MAIL), ("machine-readable line", _MRZ),
    ):  # fmt: skip
        text = _shaped(pattern, rule, text, tell)
    text = _IBAN.sub(lambda match: _iban(match[0], tell), text)
    text = _LONG_NUMBER.sub(lambda match: _numbers(match[0], tell), text)
    text = _shaped(_PHONE, "telephone", text, tell)
    return _BOOKING.sub(lambda match: _tail(match[0], match[1], tell), text)


def _shaped(pattern: re.Pattern[bytes], rule: str, text: bytes, tell: Tell) -> bytes:
    def stand_in(match: re.Match[bytes]) -> bytes:
        if is_stand_in(match[0]):
            return match[0]
        masked = shape(match[0])
        if masked != match[0]:
            tell(rule)
        return masked

    return pattern.sub(stand_in, text)


def _tail(whole: bytes, booking: bytes, tell: Tell) -> bytes:
    if shape(booking) != booking:
        tell("booking")
    return whole[: -len(booking)] + shape(booking)


# --- card numbers ---------------------------------------------------------------------------------------------------


def is_luhn(digits: bytes) -> bool:
    """Whether the last digit is the check digit of the others. Source: ISO/IEC 7812-1, annex B."""
    doubled = [(byte - 48) * (1 + at % 2) for at, byte in enumerate(reversed(digits))]
    return sum(own // 10 + own % 10 for own in doubled) % 10 == 0


def is_gs1(digits: bytes) -> bool:
    """Whether the last digit is the check digit of a GS1 number."""
    return sum((byte - 48) * (3 if at % 2 else 1) for at, byte in enumerate(reversed(digits))) % 10 == 0


def _stand_in(count: int) -> bytes:
    numbers = (b"4" + b"0" * (count - 4) + bytes(last) for last in product(b"0123456789", repeat=3))
    return next(number for number in numbers if is_luhn(number) and is_gs1(number))


STAND_INS = {count: _stand_in(count) for count in range(SHORTEST, LONGEST + 1)}
"""By length: a number that passes both check digits, so that whoever looks for card numbers still finds one."""


def is_stand_in(text: bytes) -> bool:
    """Whether the digits of a text are one of `STAND_INS`."""
    digits = bytes(byte for byte in text if 0x30 <= byte <= 0x39)
    return STAND_INS.get(len(digits)) == digits


def is_card_number(digits: bytes) -> bool:
    """Whether digits may be a card number."""
    return SHORTEST <= len(digits) <= LONGEST and is_luhn(digits) and digits.strip(b"0") != b""


def _numbers(found: bytes, tell: Tell) -> bytes:
    """Mask card numbers among groups of digits: from the start of any group to the end of any other."""
    places = [at for at, byte in enumerate(found) if 0x30 <= byte <= 0x39]
    digits = bytes(found[at] for at in places)
    starts = [0, *(at for at in range(1, len(places)) if places[at] != places[at - 1] + 1)]
    ends = [*starts[1:], len(places)]
    masked = bytearray(found)
    for start, end in ((start, end) for start in starts for end in ends if end > start):
        window = digits[start:end]
        if is_stand_in(window):
            continue
        if is_card_number(window):
            stand_in = STAND_INS[len(window)]
        elif (start, end) in zip(starts, ends, strict=True) and _contains_card_number(window):
            stand_in = b"0" * len(window)
        else:
            continue
        tell("card number")
        for at, byte in zip(places[start:end], stand_in, strict=True):
            masked[at] = byte
    return bytes(masked)


def _contains_card_number(digits: bytes) -> bool:
    """Whether a longer number may hold a card number with something before or behind it, such as a date."""
    if len(digits) <= 16:
        return False
    return any(
        is_card_number(digits[match.start() : match.start() + count])
        for match in _CONTAINED.finditer(digits)
        for count in range(SHORTEST, LONGEST + 1)
        if match.start() + count <= len(digits)
    )


def _iban(found: bytes, tell: Tell) -> bytes:
    """Mask an account number of ISO 13616 and count its check digits anew."""
    plain = found.replace(b" ", b"")
    if _remainder(plain[4:] + plain[:4]) != 1:
        return found
    masked = bytearray(found[:2] + shape(found[2:]))
    stand_in = bytes(masked).replace(b" ", b"")
    check = 98 - _remainder(stand_in[4:] + stand_in[:2] + b"00")
    masked[2:4] = b"%02d" % check
    if bytes(masked) != found:
        tell("IBAN")
    return bytes(masked)


def _remainder(text: bytes) -> int:
    return int("".join(str(int(chr(byte), 36)) for byte in text)) % 97
