"""How near a typed word is to one that we have."""

from __future__ import annotations

from typing import Final

SAME: Final = 1.0
BEGUN: Final = 0.85  # the typed word is the beginning
BENT: Final = 0.75  # the same beginning, another ending: pay, paid and payment are written so in many languages
INSIDE: Final = 0.6  # one holds the other: bonprinter, printer
ONE_OFF: Final = 0.7
TWO_OFF: Final = 0.5
_SHORTEST_BEGUN, _SHORTEST_INSIDE, _SHORTEST_BENT = 3, 6, 4
_ONE_OFF_FROM, _TWO_OFF_FROM = 4, 8  # shorter words have too many neighbours


def likeness(typed: str, own: str) -> float:
    """Return 1 for the same word, less for a near one, 0 for another."""
    if typed == own:
        return SAME
    if any(sign.isdigit() for sign in typed):
        return 0.0  # a number is right or wrong
    if len(typed) >= _SHORTEST_BEGUN and own.startswith(typed):
        return BEGUN
    if _is_bent(typed, own):
        return BENT
    if min(len(typed), len(own)) >= _SHORTEST_INSIDE and (typed in own or own in typed):
        return INSIDE
    shorter = min(len(typed), len(own))
    if shorter < _ONE_OFF_FROM:
        return 0.0
    most = 2 if shorter >= _TWO_OFF_FROM and typed[0] == own[0] else 1  # hardly anybody misses the first letter
    return (SAME, ONE_OFF, TWO_OFF)[apart] if (apart := most_apart(typed, own, most)) <= most else 0.0


def _is_bent(typed: str, own: str) -> bool:
    """Tell whether two words differ in a short ending only."""
    alike = 0
    for one, other in zip(typed, own, strict=False):
        if one != other:
            break
        alike += 1
    return alike >= _SHORTEST_BENT and max(len(typed), len(own)) - alike <= min(3, alike - 2)


def most_apart(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped with their neighbour; `most` + 1 for more.

    Source: the restricted edit distance of Damerau, Communications of the ACM 7 (1964).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, own in enumerate(one, start=1):
        line = [row]
        for column, sign in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (own != sign))
            is_swapped = row > 1 and column > 1 and own == other[column - 2] and one[row - 2] == sign
            line.append(min(cost, before[column - 2] + 1) if is_swapped else cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)
