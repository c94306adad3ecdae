"""Natural logarithms in thousandths, by integers alone: the same on every machine."""

from __future__ import annotations

from functools import lru_cache

_BITS = 16
_LN2_E9 = 693_147_181
_TWO_PI_E6 = 6_283_185


@lru_cache(maxsize=4096)
def ln_e3(x: int) -> int:
    """Return 1000 x ln(`x`), not more than one off. Raises ValueError for `x` below 1."""
    if x < 1:
        raise ValueError(f"there is no logarithm of {x}")
    whole = x.bit_length() - 1
    mantissa = (x << 62) >> whole  # between 1 and 2, with 62 bits after the point
    part = 0
    for _ in range(_BITS):
        mantissa = (mantissa * mantissa) >> 62
        part <<= 1
        if mantissa >= 1 << 63:
            mantissa >>= 1
            part |= 1
    log2 = (whole << _BITS) | part
    return (log2 * _LN2_E9 + (500_000 << _BITS)) // (1_000_000 << _BITS)


def normal_e3(off_mg: int, var_mg2: int) -> int:
    """Return 1000 x ln of the normal density at `off_mg` from its mean, per milligram."""
    return -(1000 * off_mg * off_mg // (2 * var_mg2)) - ln_e3(var_mg2 * _TWO_PI_E6 // 1_000_000) // 2


def even_e3(width_mg: int) -> int:
    """Return 1000 x ln of a density that is even over `width_mg`, per milligram."""
    return -ln_e3(width_mg)
