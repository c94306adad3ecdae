"""Chooses few cases that hold every pair of values: of any two axes, each value meets each of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product

Pair = tuple[tuple[int, int], tuple[int, int]]  # (axis, value) twice, the lower axis first


def pairwise(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return rows of one index per axis in which every pair of indexes of two axes occurs; always the same rows.

    `sizes` are the numbers of values. The rows are few, not fewest: a greedy choice, about as many as the product of
    the two largest sizes. No pair is forbidden; a row is a case that can be.
    """
    if any(size < 1 for size in sizes):
        raise ValueError(f"an axis without a value: {list(sizes)}")
    if len(sizes) < 2:
        return [(value,) for size in sizes for value in range(size)]
    open_pairs = dict.fromkeys(_all_pairs(sizes))
    met: Counter[Pair] = Counter()
    rows: list[tuple[int, ...]] = []
    while open_pairs:
        row = _row(next(iter(open_pairs)), sizes, open_pairs, met)
        for pair in combinations(enumerate(row), 2):
            open_pairs.pop(pair, None)
            met[pair] += 1
        rows.append(row)
    return rows


def _all_pairs(sizes: Sequence[int]) -> list[Pair]:
    """Return every pair, those of large axes first: they decide how many rows there are.

    Within two axes the order is mixed, always the same way: else neighbours would get the same further values.
    """
    axes = sorted(combinations(range(len(sizes)), 2), key=lambda pair: -sizes[pair[0]] * sizes[pair[1]])
    return [
        ((one, first), (other, second))
        for one, other in axes
        for first, second in sorted(product(range(sizes[one]), range(sizes[other])), key=_mixed)
    ]


def _mixed(pair: tuple[int, int]) -> int:
    return (pair[0] * 7919 + pair[1] * 104_729 + pair[0] * pair[1] * 613) % 65_521  # primes


def _row(first: Pair, sizes: Sequence[int], open_pairs: dict[Pair, None], met: Counter[Pair]) -> tuple[int, ...]:
    """Return a row with this pair; each further value closes most open pairs, and met those chosen least often."""
    chosen = dict(first)
    for axis in sorted(set(range(len(sizes))) - chosen.keys(), key=lambda axis: -sizes[axis]):

        def merit(value: int, axis: int = axis) -> tuple[int, int]:
            pairs = [(min((axis, value), other), max((axis, value), other)) for other in chosen.items()]
            return sum(pair in open_pairs for pair in pairs), -sum(met[pair] for pair in pairs)

        chosen[axis] = max(range(sizes[axis]), key=merit)
    return tuple(chosen[axis] for axis in range(len(sizes)))
