"""What one piece of a product weighs: mean and spread, learned one weighing at a time."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.money import rounded
from kiosk.domain.values import replace

PRIOR_N = 2
ENOUGH_N = 6  # from here on the spread is known well enough to call a weight an outlier by four deviations
FORGETS_N = 200  # older weighings fade: a pack that grows lighter over a year is followed
OUTSIDE_MAX = 5
MAX_G = 30_000
_OUTLIER = 4
_OUTLIER_EARLY = 8
_LEAST_SD_MG = 1_500  # a spread of nothing would make every crumb a fault


@dataclass(frozen=True, slots=True)
class Expected:
    """Weighings of one product: `n` of them, `mean_mg`, and `m2_mg2`, the sum of squared distances from the mean.

    The catalogue's weight counts as `PRIOR_N` weighings. `outside`: outliers one after another since the last weight
    that fitted. `n` 0: nothing is known.
    """

    n: int = 0
    mean_mg: int = 0
    m2_mg2: int = 0
    outside: int = 0

    @property
    def is_known(self) -> bool:
        """True when there is a mean at all."""
        return self.n > 0

    @property
    def var_mg2(self) -> int:
        """The variance to reckon with for the next piece: wider while little is known, never nothing."""
        if self.n == 0:
            return _prior_var(0)
        own = (self.m2_mg2 + PRIOR_N * _LEAST_SD_MG**2) // self.n
        return max(own, _LEAST_SD_MG**2) * (self.n + 1) // self.n


UNWEIGHED = Expected()


def _prior_var(mean_mg: int) -> int:
    sd_mg = max(4_000, mean_mg // 20)
    return sd_mg * sd_mg


def prior(expected_g: int | None) -> Expected:
    """Begin with the catalogue's weight; nothing is known without one, or with one that no piece can have."""
    if expected_g is None or not 0 < expected_g <= MAX_G:
        return Expected()
    mean_mg = expected_g * 1000
    return Expected(PRIOR_N, mean_mg, PRIOR_N * _prior_var(mean_mg))


def exactly(weight_g: int) -> Expected:
    """Return what is expected of a piece that was weighed: its weight, and the play of two scales."""
    return Expected(ENOUGH_N, weight_g * 1000, ENOUGH_N * 5_000**2)


def learned(known: Expected, weight_g: int) -> Expected:
    """Take one undisputed weighing of one piece.

    An outlier is left out and counted; after `OUTSIDE_MAX` of them in a row the product itself is another (a new pack),
    and learning begins anew with the newest. A weight that no piece can have changes nothing.
    """
    if not 0 < weight_g <= MAX_G:
        return known
    own_mg = weight_g * 1000
    if not known.is_known:
        return Expected(1, own_mg, _prior_var(own_mg))
    off_mg = own_mg - known.mean_mg
    limit = _OUTLIER if known.n >= ENOUGH_N else _OUTLIER_EARLY
    if off_mg * off_mg > limit * limit * known.var_mg2:
        if known.outside + 1 < OUTSIDE_MAX:
            return replace(known, outside=known.outside + 1)
        return Expected(1, own_mg, _prior_var(own_mg))
    return _joined(known, own_mg, off_mg)


def _joined(known: Expected, own_mg: int, off_mg: int) -> Expected:
    n, m2_mg2 = known.n + 1, known.m2_mg2
    if n > FORGETS_N:
        n, m2_mg2 = FORGETS_N, rounded(m2_mg2 * (FORGETS_N - 1), FORGETS_N)
    mean_mg = known.mean_mg + rounded(off_mg, n)
    return Expected(n, mean_mg, m2_mg2 + off_mg * (own_mg - mean_mg))
