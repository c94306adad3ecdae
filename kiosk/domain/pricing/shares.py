"""The one rule by which an amount is divided: by largest remainder, so that the parts sum to it exactly."""

from __future__ import annotations

from collections.abc import Sequence


def shares(amounts: Sequence[int], off: int) -> list[int]:
    """Share `off` over amounts that sum to no less: in proportion, whole, no share above its amount.

    What proportion leaves over goes to the largest remainders, the first of equals. Raises `ValueError`.
    """
    total = sum(amounts)
    if not 0 <= off <= total or any(own < 0 for own in amounts):
        raise ValueError(f"{off} cannot be taken off {total}")
    if not total:
        return [0] * len(amounts)
    parts = [divmod(own * off, total) for own in amounts]
    left = off - sum(whole for whole, _ in parts)
    by_rest = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    extra = set(by_rest[:left])
    return [whole + (place in extra) for place, (whole, _) in enumerate(parts)]


def part_of(minor: int, pieces: int, before: int, count: int) -> int:
    """Return what `count` pieces of a line are of its amount when `before` pieces have been given back already.

    Piece by piece or all at once, the same pieces come to the same sum, and all of them to the whole amount.
    """
    if pieces < 1 or before < 0 or count < 0 or before + count > pieces:
        raise ValueError(f"{count} pieces after {before} of {pieces}")
    return minor * (before + count) // pieces - minor * before // pieces
