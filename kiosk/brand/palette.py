"""The colours a site may choose, the pairs they must keep, and those that follow from one colour."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.brand.colour import Oklch, contrast, hex_of, oklch

THEME = Path(__file__).resolve().parents[2] / "screens" / "theme" / "Theme.qml"
Look = Literal["light", "dark"]
LOOKS: tuple[Look, ...] = ("light", "dark")  # the high-contrast look is never changed
OWN = ("primary", "primaryPressed", "primaryContainer", "inkPrimary", "inkContainer")
Colours = Mapping[str, str]  # token of the theme -> six hex digits

_TOKEN = re.compile(
    r'property color (\w+): (?:branded\("(\w+)", )?pick\("(#[0-9A-F]{6})", "(#[0-9A-F]{6})", "(#[0-9A-F]{6})"\)'
)
_COARSE = 0.02  # of lightness
_FINE = 8  # parts of that: each about one of the 255 steps of a channel


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that lie on each other, and the contrast they need. Source: ux.md 3.3, WCAG 2.2 1.4.3 to 1.4.11."""

    over: str
    ground: str
    needed: float

    @property
    def name(self) -> str:
        """The pair as the brand file and the messages call it."""
        return f"{self.over} on {self.ground}"


PAIRS = (
    Pair("inkPrimary", "primary", 7),
    Pair("inkPrimary", "primaryPressed", 7),
    Pair("inkContainer", "primaryContainer", 7),
    Pair("ink", "primaryContainer", 7),
    Pair("primary", "surface", 4.5),
    Pair("primary", "bg", 4.5),
    Pair("focusInner", "primary", 3),
)


class NoTheme(LookupError):
    """Theme.qml does not hold a colour that the rules need."""


@functools.lru_cache(maxsize=4)
def house_colours(theme: Path = THEME) -> Mapping[str, Mapping[str, str]]:
    """Return every colour of the theme: look -> token -> six hex digits. Raises OSError or `NoTheme`."""
    looks: dict[str, dict[str, str]] = {"light": {}, "dark": {}, "contrast": {}}
    for token, _, *values in _TOKEN.findall(theme.read_text(encoding="utf-8")):
        for look, value in zip(looks, values, strict=True):
            looks[look][token] = value
    missing = {name for pair in PAIRS for name in (pair.over, pair.ground)} - looks["light"].keys()
    if missing:
        raise NoTheme(f"{theme.name} has no {', '.join(sorted(missing))}")
    return looks


def light_from(primary: str) -> dict[str, str]:
    """Return the light look's colours that follow from the brand's colour."""
    lightness, chroma, hue = oklch(primary)
    pressed = lightness - 0.09 if lightness > 0.3 else lightness + 0.12  # black cannot be pressed darker
    return {
        "primary": primary.upper(),
        "primaryPressed": hex_of(Oklch(pressed, chroma, hue)),
        "primaryContainer": hex_of(Oklch(0.925, min(chroma, 0.032), hue)),
        "inkPrimary": "#FFFFFF",
        "inkContainer": hex_of(Oklch(0.32, min(chroma, 0.14), hue)),
    }


def dark_from(primary: str) -> dict[str, str]:
    """Return the dark look's colours that follow from its primary colour."""
    lightness, chroma, hue = oklch(primary)
    return {
        "primary": primary.upper(),
        "primaryPressed": hex_of(Oklch(lightness - 0.07, min(chroma + 0.03, 1.3 * chroma), hue)),
        "primaryContainer": hex_of(Oklch(0.35, min(chroma, 0.1), hue)),
        "inkPrimary": hex_of(Oklch(0.18, min(chroma, 0.06), hue)),
        "inkContainer": hex_of(Oklch(0.935, min(chroma, 0.03), hue)),
    }


def dark_primary(primary: str) -> str:
    """Return the tone that the brand's colour has on the dark look: its hue, light enough to be read."""
    lightness, chroma, hue = oklch(primary)
    return hex_of(Oklch(max(0.81, lightness), min(chroma, 0.11), hue))


DERIVED: Mapping[Look, Callable[[str], dict[str, str]]] = {"light": light_from, "dark": dark_from}


def dressed(look: Look, given: Colours) -> dict[str, str]:
    """Return all five colours of a look: those `given`, the others from its primary, else the house's."""
    house = {token: house_colours()[look][token] for token in OWN}
    base = DERIVED[look](given["primary"]) if "primary" in given else house
    return {**base, **{token: value.upper() for token, value in given.items()}}


def failing(look: Look, colours: Colours) -> list[tuple[Pair, float]]:
    """Return the pairs of a look that miss their contrast, with the ratio they have."""
    all_colours = {**house_colours()[look], **colours}
    found = ((pair, contrast(all_colours[pair.over], all_colours[pair.ground])) for pair in PAIRS)
    return [(pair, ratio) for pair, ratio in found if ratio < pair.needed]


def nearest_passing(look: Look, token: str, given: Colours) -> str | None:
    """Return the nearest colour of the same hue with which the pairs of `token` pass; None when there is none.

    `token` is one of the `given` colours; the others stay, and what follows from the primary colour follows.
    """
    start = oklch(given[token])

    def passes(lightness: float) -> bool:
        return _passes(look, token, {**given, token: hex_of(start._replace(lightness=lightness))})

    for count in range(1, round(1 / _COARSE) + 1):
        for sign in (-1, 1):
            far = start.lightness + sign * count * _COARSE
            if -_COARSE < far < 1 + _COARSE and passes(far):
                near = far - sign * _COARSE
                levels = (near + sign * part * _COARSE / _FINE for part in range(1, _FINE))
                return hex_of(start._replace(lightness=next(filter(passes, levels), far)))
    return None


def cure(look: Look, given: Colours) -> dict[str, str]:
    """Return the `given` colours that must change and what they become: grounds first, then the words on them."""
    mended: dict[str, str] = {}
    for token in (token for token in OWN if token in given):
        tried = {**mended, token: given[token]}
        better = None if _passes(look, token, tried) else nearest_passing(look, token, tried)
        mended[token] = better or given[token]
    return {token: colour for token, colour in mended.items() if colour != given[token]}


def _passes(look: Look, token: str, given: Colours) -> bool:
    """True when no pair of `token` is missed; of the primary colour, from which the others follow, no pair at all."""
    missed = failing(look, dressed(look, given))
    return not any(token in ("primary", pair.over, pair.ground) for pair, _ in missed)
