"""Checks of check digits, numbers, pieces and positions. Source: GS1 General Specifications 3 and 7.9."""

from __future__ import annotations

from typing import Final

from kiosk.formats.ean import check_digit
from kiosk.formats.gs1.checks.characters import DIGITS, SET_82, cset82, csetnumeric
from kiosk.formats.gs1.checks.finding import Finding, whole

_PAIR_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PAIR_PAYLOAD_MAX: Final = 97
_VALUE_82: Final = {character: number for number, character in enumerate(SET_82)}
_SHORTEST_PREFIX: Final = 4


def _first_primes(count: int) -> tuple[int, ...]:
    primes: list[int] = []
    candidate = 2
    while len(primes) < count:
        if all(candidate % prime for prime in primes):
            primes.append(candidate)
        candidate += 1
    return tuple(primes)


_PAIR_WEIGHTS: Final = _first_primes(_PAIR_PAYLOAD_MAX)


def csum(text: str) -> Finding | None:
    """The last digit is the GS1 check digit of those before it (7.9.1)."""
    if not text:
        return whole("TOO_SHORT_FOR_CHECK_DIGIT", text)
    found = csetnumeric(text)
    if found is not None:
        return found
    return None if ord(text[-1]) - 48 == check_digit(text[:-1]) else Finding("CHECK_DIGIT", len(text) - 1, 1)


def check_pair(payload: str) -> str:
    """Return the two check characters of a payload of character set 82, at most 97 characters (7.9.5)."""
    weighted = zip(reversed(payload), _PAIR_WEIGHTS, strict=False)
    total = sum(_VALUE_82[character] * prime for character, prime in weighted)
    high, low = divmod(total % 1021, 32)
    return _PAIR_ALPHABET[high] + _PAIR_ALPHABET[low]


def csumalpha(text: str) -> Finding | None:
    """The last two characters are the check pair of those before them (7.9.5)."""
    if len(text) < 2:
        return whole("TOO_SHORT_FOR_CHECK_PAIR", text)
    payload = text[:-2]
    if len(payload) > _PAIR_PAYLOAD_MAX:
        return whole("TOO_LONG_FOR_CHECK_PAIR", text)
    found = cset82(payload)
    if found is not None:
        return found
    return None if check_pair(payload) == text[-2:] else Finding("INCORRECT_CHECK_PAIR", len(payload), 2)


def _prefix(text: str, at: int) -> Finding | None:
    """Look at a GS1 Company Prefix: at least four digits (1.4.4). Which prefixes are issued needs a register."""
    head = text[at : at + _SHORTEST_PREFIX]
    if len(head) < _SHORTEST_PREFIX:
        return Finding("TOO_SHORT_FOR_KEY", 0, len(text))
    return None if DIGITS.issuperset(head) else Finding("INVALID_GCP_PREFIX", at, len(text) - at)


def gcppos1(text: str) -> Finding | None:
    """A GS1 Company Prefix starts at the first character."""
    return _prefix(text, 0)


def gcppos2(text: str) -> Finding | None:
    """A GS1 Company Prefix starts at the second character."""
    return _prefix(text, 1)


def zero(text: str) -> Finding | None:
    """Zeros only."""
    return None if text and not text.strip("0") else whole("NOT_ZERO", text)


def nonzero(text: str) -> Finding | None:
    """A number that is not zero."""
    found = csetnumeric(text)
    if found is not None:
        return found
    return None if text.strip("0") else whole("ILLEGAL_ZERO_VALUE", text)


def nozeroprefix(text: str) -> Finding | None:
    """A number without leading zeros; zero itself is one digit."""
    found = csetnumeric(text)
    if found is not None:
        return found
    return Finding("ILLEGAL_ZERO_PREFIX", 0, 1) if len(text) > 1 and text[0] == "0" else None


def yesno(text: str) -> Finding | None:
    """0 (no) or 1 (yes)."""
    return None if text in {"0", "1"} else whole("NOT_ZERO_OR_ONE", text)


def winding(text: str) -> Finding | None:
    """Winding direction of a roll: 0 face out, 1 face in, 9 undefined (AI 8001)."""
    return None if text in {"0", "1", "9"} else whole("INVALID_WINDING_DIRECTION", text)


def pieceoftotal(text: str) -> Finding | None:
    """Two numbers of equal length: a piece, and of how many (AI 8006, 8026)."""
    half, odd = divmod(len(text), 2)
    if odd or not text:
        return whole("INVALID_LENGTH_FOR_PIECE_OF_TOTAL", text)
    found = csetnumeric(text)
    if found is not None:
        return found
    piece, total = text[:half], text[half:]
    if not piece.strip("0"):
        return Finding("ZERO_PIECE_NUMBER", 0, half)
    if not total.strip("0"):
        return Finding("ZERO_TOTAL_PIECES", half, half)
    return whole("PIECE_NUMBER_EXCEEDS_TOTAL", text) if piece > total else None


def posinseqslash(text: str) -> Finding | None:
    """Two numbers without leading zeros around a slash: a position and the end of its sequence (AI 7258)."""
    position, _, end = text.partition("/")
    if not (position and end and DIGITS.issuperset(position) and DIGITS.issuperset(end)):
        return whole("POSITION_IN_SEQUENCE_MALFORMED", text)
    if position[0] == "0":
        return Finding("ILLEGAL_ZERO_PREFIX", 0, len(position))
    if end[0] == "0":
        return Finding("ILLEGAL_ZERO_PREFIX", len(position) + 1, len(end))
    exceeds = (len(position), position) > (len(end), end)
    return whole("POSITION_EXCEEDS_END", text) if exceeds else None


def latitude(text: str) -> Finding | None:
    """Ten digits: ten million times (latitude + 90 degrees), at most 180 degrees (AI 4309)."""
    return _angle(text, "LATITUDE", "1800000000")


def longitude(text: str) -> Finding | None:
    """Ten digits: ten million times (longitude from 0 to 360 degrees) (AI 4309)."""
    return _angle(text, "LONGITUDE", "3600000000")


def _angle(text: str, name: str, largest: str) -> Finding | None:
    if len(text) != 10:
        return whole(f"{name}_INVALID_LENGTH", text)
    found = csetnumeric(text)
    if found is not None:
        return found
    return whole(f"INVALID_{name}", text) if text > largest else None
