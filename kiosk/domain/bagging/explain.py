"""Explanations of a change of weight, honest and faulty, each with how likely it is and what it would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kiosk.domain.bagging.costs import Costs
from kiosk.domain.bagging.expected import ENOUGH_N, exactly
from kiosk.domain.bagging.fixed import even_e3, ln_e3, normal_e3
from kiosk.domain.bagging.state import Bagging, Piece, Why
from kiosk.domain.money import rounded

LIFTED = -1  # the line number of what was lifted out, and may come back as it was
LOOKS_BACK = 3  # more pieces than these were put somewhere else by now
_ANY_MG = 5_000_000
_UNSCANNED_MG = 3_000_000
_BAG_MG = 400_000
_LEAST_EXTRA_G = 12
_LIFTED_COUNTS = 3  # what was lifted out comes back as it was far sooner than a stranger of its weight
_TOGETHER_E3 = -1_200  # people put in one thing at a time
_MILLION_E3 = ln_e3(1_000_000)


@dataclass(frozen=True, slots=True)
class Honest:
    """An honest explanation: `pieces` were put in. `is_plain`: nothing else happened, so the weight may be learned."""

    score_e3: int
    pieces: tuple[Piece, ...]
    is_plain: bool = False
    is_bag: bool = False


@dataclass(frozen=True, slots=True)
class Faulty:
    """A faulty one: why, which piece is in doubt, what was expected, and what is at stake, which is scored too.

    `pieces` were put in all the same.
    """

    score_e3: int
    why: Why
    piece: Piece | None
    expected_g: int
    stake_minor: int
    pieces: tuple[Piece, ...] = ()


def _often(ppm: int) -> int:
    return ln_e3(ppm) - _MILLION_E3


def subsets(bag: Bagging) -> Iterator[tuple[Piece, ...]]:
    """Give every choice among the pieces scanned last, and what was lifted out as one; none of them included."""
    newest = bag.waiting[-LOOKS_BACK:]
    if bag.lifted_g > 0:
        newest = (*newest, Piece(LIFTED, "", exactly(bag.lifted_g), 0))
    for size in range(len(newest) + 1):
        yield from combinations(newest, size)


def _mean_mg(pieces: tuple[Piece, ...]) -> int:
    return sum(piece.expected.mean_mg for piece in pieces)


def _var_mg2(pieces: tuple[Piece, ...], costs: Costs) -> int:
    return (costs.noise_g * 1000) ** 2 + sum(piece.expected.var_mg2 for piece in pieces)


def _left_e3(bag: Bagging, pieces: tuple[Piece, ...], costs: Costs) -> int:
    """Return what it costs an explanation that pieces which wait are not among those put in."""
    chosen = sum(_LIFTED_COUNTS if piece.n == LIFTED else 1 for piece in pieces)
    waits = min(len(bag.waiting), LOOKS_BACK) + (_LIFTED_COUNTS if bag.lifted_g > 0 else 0)
    return _often(costs.left_out_ppm) * (waits - chosen)


def honest(bag: Bagging, rest_g: int, costs: Costs, *, is_plain_only: bool = False) -> Iterator[Honest]:
    """Give the honest explanations of `rest_g` above what is accounted for."""
    rest_mg = rest_g * 1000
    for pieces in subsets(bag):
        left_e3 = _left_e3(bag, pieces, costs)
        if is_plain_only and not pieces:
            continue
        if not all(piece.expected.is_known for piece in pieces):
            if rest_mg > 0:
                yield Honest(left_e3 + even_e3(_UNSCANNED_MG), pieces, is_plain=True)
            continue
        off_mg, var_mg2 = rest_mg - _mean_mg(pieces), _var_mg2(pieces, costs)
        yield Honest(left_e3 + normal_e3(off_mg, var_mg2), pieces, is_plain=True)
        if pieces and not is_plain_only:
            yield Honest(left_e3 + _unlike_e3(pieces, off_mg, var_mg2, costs), pieces, is_plain=True)
        if not is_plain_only and 0 < off_mg <= costs.bag_max_g * 1000 and bag.bags < costs.bags:
            yield Honest(left_e3 + _often(costs.bag_ppm) + even_e3(_BAG_MG), pieces, is_bag=True)
    if not is_plain_only:
        if 0 < rest_g <= bag.lifted_g:
            yield Honest(_often(costs.part_back_ppm) + even_e3(bag.lifted_g * 1000), ())
        yield Honest(_often(costs.load_ppm) + even_e3(_ANY_MG), ())


def _unlike_e3(pieces: tuple[Piece, ...], off_mg: int, var_mg2: int, costs: Costs) -> int:
    """Return how likely it is that the piece least known is unlike the others of its product."""
    least = min(pieces, key=lambda piece: piece.expected.n)
    is_early = least.expected.n < ENOUGH_N
    wide_mg = max(20_000, least.expected.mean_mg // (3 if is_early else 8))
    often_e3 = _often(costs.unlike_early_ppm if is_early else costs.unlike_ppm)
    return often_e3 + normal_e3(off_mg, var_mg2 + wide_mg * wide_mg)


def faulty(bag: Bagging, rest_g: int, costs: Costs) -> Iterator[Faulty]:
    """Give the faulty explanations of `rest_g` above what is accounted for."""
    for pieces in subsets(bag):
        if not all(piece.expected.is_known for piece in pieces):
            continue
        left_e3, mean_mg = _left_e3(bag, pieces, costs), _mean_mg(pieces)
        extra_g = rest_g - rounded(mean_mg, 1000)
        if extra_g < max(_LEAST_EXTRA_G, 3 * costs.noise_g):
            continue
        yield _unscanned(bag, pieces, left_e3, extra_g, costs)
        for piece in (*pieces, *bag.placed[-2:]):
            yield _one_more(pieces, piece, left_e3, rest_g, costs)


def _unscanned(bag: Bagging, pieces: tuple[Piece, ...], left_e3: int, extra_g: int, costs: Costs) -> Faulty:
    """Something else is in the bag: beside what was scanned, or instead of the piece scanned last."""
    stake_minor = max(costs.least_loss_minor, extra_g * costs.loss_per_kg_minor // 1000)
    newest = bag.waiting[-1] if bag.waiting else None
    if newest is None or newest in pieces or not newest.expected.is_known:
        score_e3 = left_e3 + _often(costs.extra_ppm) + even_e3(_UNSCANNED_MG) + (_TOGETHER_E3 if pieces else 0)
        expected_g = rounded(_mean_mg(pieces), 1000)
        return Faulty(score_e3 + ln_e3(stake_minor), Why.UNSCANNED, None, expected_g, stake_minor, pieces)
    score_e3 = left_e3 - _often(costs.left_out_ppm) + _often(costs.switched_ppm) + even_e3(_UNSCANNED_MG)
    expected_g = rounded(_mean_mg((*pieces, newest)), 1000)
    stake_minor = max(costs.least_loss_minor, stake_minor - newest.price_minor)
    return Faulty(score_e3 + ln_e3(stake_minor), Why.OTHER, newest, expected_g, stake_minor, pieces)


def _one_more(pieces: tuple[Piece, ...], piece: Piece, left_e3: int, rest_g: int, costs: Costs) -> Faulty:
    """A piece like one that was scanned went in with it, and was not."""
    both = (*pieces, piece)
    off_mg = rest_g * 1000 - _mean_mg(both)
    score_e3 = left_e3 + _often(costs.another_ppm) + normal_e3(off_mg, _var_mg2(both, costs))
    stake_minor = max(costs.least_loss_minor, piece.price_minor)
    return Faulty(
        score_e3 + ln_e3(stake_minor), Why.ONE_MORE, piece, rounded(_mean_mg(pieces), 1000), stake_minor, pieces
    )
