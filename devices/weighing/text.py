"""The decimal text of a weight to integer grams. Pure; no floating point."""

from __future__ import annotations

import re

from devices.api import Garbled
from devices.weighing.profile import ScaleProfile

_NUMBER = re.compile(r"[0-9]{1,6}(?:\.([0-9]{1,4}))?")
POUNDS = "the scale weighs in pounds; set it to kilograms"


def grams(text: str, unit: str, profile: ScaleProfile) -> int:
    """Give the grams of a weight such as `01.235`, blanks before it allowed, in `kg`, `g` or `` (the profile's kg).

    Raises `Garbled` for pounds and other units, for decimals other than the profile's (a point that moved, or
    pounds), and for a weight that the scale cannot show: over its capacity, or between two of its steps.
    """
    number = _NUMBER.fullmatch(text.lstrip(" "))
    if number is None:
        raise Garbled("a weight that is no number")
    name = unit.strip().lower()
    if name == "lb":
        raise Garbled(POUNDS)
    if name not in ("kg", "g", ""):
        raise Garbled("a unit that is neither kg nor g")
    decimals = len(number[1] or "")
    wanted = 0 if name == "g" else profile.decimals
    if decimals != wanted:
        raise Garbled(f"{decimals} decimals where the profile has {wanted}: pounds, or a point that moved")
    weight_g = int(number[0].replace(".", "")) * (1 if name == "g" else 10 ** (3 - decimals))
    _check_step(weight_g, profile)
    return weight_g


def _check_step(weight_g: int, profile: ScaleProfile) -> None:
    scale = profile.capabilities
    if weight_g > scale.max_g + 10 * scale.resolution_g:  # scales show up to 9 steps above their capacity
        raise Garbled(f"a weight over the {scale.max_g} g that the profile has")
    if weight_g % scale.resolution_g:
        raise Garbled(f"a weight between the steps of {scale.resolution_g} g that the profile has")
