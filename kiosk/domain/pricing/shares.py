"""The one rule by which an amount is divided: by largest remainder, so that the parts sum to it exactly."""

from __future__ import annotations

from collections.abc import Sequence


def shared(minor: int, weights: Sequence[int]) -> list[int]:
    """Divide `minor`, 0 or more, in proportion to `weights`; what is left goes to the largest remainders, then first.

    No part is above its weight where `minor` is not above their sum. All zero weights share alike.
    """
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    parts = [minor * own // whole for own in weights]
    left = minor - sum(parts)
    if left:
        by_remainder = sorted(range(len(weights)), key=lambda place: (-(minor * weights[place] % whole), place))
        for place in by_remainder[:left]:
            parts[place] += 1
    return parts


def part_of(minor: int, pieces: int, before: int, count: int) -> int:
    """Return what `count` pieces of a line are of its amount when `before` pieces have been given back already.

    Piece by piece or all at once, the same pieces come to the same sum, and all of them to the whole amount.
    """
    if pieces < 1 or before < 0 or count < 0 or before + count > pieces:
        raise ValueError(f"{count} pieces after {before} of {pieces}")
    return minor * (before + count) // pieces - minor * before // pieces
