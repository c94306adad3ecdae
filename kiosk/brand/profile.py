"""Brand files: TOML in, what the site looks like out; each problem names file, key, value and what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from kiosk.brand.colour import is_colour
from kiosk.brand.palette import LOOKS, Look, Pair, cure, dark_primary, dressed, failing
from kiosk.brand.pictures import GUIDE, LOGO, PICTURE, Art, BadPicture, Bounds, decode, look_at

MAX_BYTES = 64_000
KEYS = {  # words after the grounds they stand on: the order in which colours are mended
    "primary": "primary",
    "primary_pressed": "primaryPressed",
    "primary_container": "primaryContainer",
    "ink_primary": "inkPrimary",
    "ink_container": "inkContainer",
}
PICTURES = {"logo": LOGO, "logo_dark": LOGO, "logo_contrast": LOGO, "picture": PICTURE}
GUIDES = ("scan", "card", "paper", "goods")  # where to scan, where the card goes, where paper and goods are taken
LOGO_OF = {"light": "logo", "dark": "logo_dark", "contrast": "logo_contrast"}
_NAME_OF = {token: key for key, token in KEYS.items()}

Cost = Literal["all", "colours", "key"]  # what gives way to the house's own
Palette = tuple[tuple[str, str], ...]  # token of the theme, six hex digits


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a brand file. A wrong colour costs all colours, a wrong picture or key that one alone."""

    line: str
    costs: Cost

    def __str__(self) -> str:
        return self.line

    @property
    def instead(self) -> str:
        """What the kiosk shows instead."""
        return {"all": "the house brand", "colours": "the house colours", "key": "what the house has"}[self.costs]


@dataclass(frozen=True, slots=True)
class Brand:
    """What a site looks like. Empty, it is the house's own brand."""

    colours: tuple[tuple[Look, Palette], ...] = ()
    pictures: tuple[tuple[str, Art], ...] = ()  # logo, logo_dark, logo_contrast, picture, pictures.scan, ...
    problems: tuple[Problem, ...] = ()

    def logo(self, look: str) -> Art | None:
        """Return the logo for a look; each look has its own, for a dark logo is not seen on a dark page."""
        return dict(self.pictures).get(LOGO_OF[look])

    @property
    def picture(self) -> Art | None:
        """What stands beside the disc while nobody is there."""
        return dict(self.pictures).get("picture")

    @property
    def guides(self) -> Mapping[str, Art]:
        """The site's pictures that guide, by what they show, one of `GUIDES`."""
        held = dict(self.pictures)
        return {guide: held[f"pictures.{guide}"] for guide in GUIDES if f"pictures.{guide}" in held}


HOUSE = Brand()


def brand_of(values: Mapping[str, Any], settings: Path) -> Brand:
    """Return the brand that the settings name, as far as it may be shown; raises nothing.

    `values` has the shape of the settings file `settings`; a relative path starts in its folder. What is refused is
    among the brand's `problems` and gives way to the house's own.
    """
    part = values.get("brand", {})
    name = part.get("file", "") if isinstance(part, Mapping) else None
    if name == "":
        return HOUSE
    here = f"{settings}: brand.file = {name!r}"
    if not isinstance(name, str):
        return Brand(problems=(Problem(f"{here}: the path of a brand file", "all"),))
    brand = read(settings.parent / name)
    told = (Problem(f"{here}: {told}", "all") if told.costs == "all" else told for told in brand.problems)
    return replace(brand, problems=tuple(told))


def problems_of(name: str, settings: Path) -> list[str]:
    """Return every problem of the brand file called `name` in the settings; every pixel is decoded."""
    brand = brand_of({"brand": {"file": name}}, settings)
    lines = [str(problem) for problem in brand.problems]
    for key, art in brand.pictures:
        try:
            decode(art)
        except BadPicture as problem:
            lines.append(f"{settings.parent / name}: {key} = {art.file.name!r}: {problem}")
    return lines


def read(file: Path) -> Brand:
    """Read a brand file. What is wrong is left out and is among the `problems`; raises nothing."""
    try:
        values = _values(file)
    except _Unreadable as unreadable:
        return Brand(problems=(Problem(f"{file}: {unreadable}", "all"),))
    reader = _Reader(file, values)
    colours = reader.colours()
    pictures = reader.pictures()
    reader.judge_keys()
    are_colours_right = all(problem.costs == "key" for problem in reader.problems)
    return Brand(colours if are_colours_right else (), pictures, tuple(reader.problems))


class _Unreadable(ValueError):
    pass


def _values(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise _Unreadable(f"is larger than {MAX_BYTES} bytes")
        return tomllib.loads(content.decode("utf-8"))
    except FileNotFoundError:
        raise _Unreadable("there is no such file") from None
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _Unreadable(f"is not TOML: {error}") from None
    except ValueError as error:  # a path with a NUL
        raise error if isinstance(error, _Unreadable) else _Unreadable(f"cannot be read: {error}") from None


@dataclass(slots=True)
class _Reader:
    file: Path
    values: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def judge_keys(self) -> None:
        """Name every key that means nothing here."""
        known = ("primary", *LOOKS, *PICTURES, "pictures")
        for key in sorted(self.values.keys() - set(known)):
            why = "the high-contrast look is the same at every site" if key == "contrast" else "there is no such key"
            self._tell(key, self.values[key], f"{why}; {', '.join(known)}", "key")

    # --- colours ----------------------------------------------------------------------------------------------------

    def colours(self) -> tuple[tuple[Look, Palette], ...]:
        """Return the looks the file changes, each with its five colours; every problem is kept."""
        main = self._colour("primary", self.values["primary"]) if "primary" in self.values else None
        given = {look: self._table(look) for look in LOOKS}
        own = {look: frozenset(colours) for look, colours in given.items()}
        if main is not None:
            given["light"].setdefault("primary", main)
            given["dark"].setdefault("primary", dark_primary(main))
        if not self.problems:
            for look in LOOKS:
                self._judge(look, given[look], own[look])
        return tuple((look, tuple(sorted(dressed(look, given[look]).items()))) for look in LOOKS if given[look])

    def _table(self, look: Look) -> dict[str, str]:
        table = self.values.get(look, {})
        if not isinstance(table, dict):
            self._tell(look, table, f"a table of colours: {', '.join(KEYS)}")
            return {}
        found = {}
        for key, value in table.items():
            if key not in KEYS:
                self._tell(f"{look}.{key}", value, f"there is no such colour; {', '.join(KEYS)}")
            elif (colour := self._colour(f"{look}.{key}", value)) is not None:
                found[KEYS[key]] = colour
        return found

    def _colour(self, key: str, value: object) -> str | None:
        if is_colour(value):
            return str(value).upper()
        self._tell(key, value, 'a colour of six hex digits, such as "#1747C6"')
        return None

    def _judge(self, look: Look, given: dict[str, str], own: frozenset[str]) -> None:
        """Tell each pair that misses its contrast, and the colours that would pass."""
        missed = failing(look, dressed(look, given))
        better = cure(look, given) if missed else {}
        taken = [f"{_key(look, token, own)} = {colour!r}" for token, colour in better.items()]
        for pair, ratio in missed:
            token = _blamed(pair, own)
            self._tell(_key(look, token, own), given[token], _missed(look, pair, ratio, taken))

    # --- pictures ---------------------------------------------------------------------------------------------------

    def pictures(self) -> tuple[tuple[str, Art], ...]:
        """Return the pictures that may be shown; every problem is kept."""
        own = [
            (key, art) for key, bounds in PICTURES.items() for art in self._art(key, self.values.get(key, ""), bounds)
        ]
        guides = self._guides()
        return (*own, *((key, art) for key, name in guides.items() for art in self._art(key, name, GUIDE)))

    def _guides(self) -> dict[str, object]:
        """Return the names of the pictures that guide, under their whole keys."""
        table = self.values.get("pictures", {})
        if not isinstance(table, dict):
            self._tell("pictures", table, f"a table of pictures: {', '.join(GUIDES)}", "key")
            return {}
        for key in table.keys() - set(GUIDES):
            self._tell(f"pictures.{key}", table[key], f"there is no such picture; {', '.join(GUIDES)}", "key")
        return {f"pictures.{key}": table[key] for key in GUIDES if key in table}

    def _art(self, key: str, name: object, bounds: Bounds) -> Iterator[Art]:
        if name == "":
            return
        if not isinstance(name, str):
            self._tell(key, name, "the path of a .png or .svg from this file's folder", "key")
            return
        try:
            yield look_at(self.file.parent / name, bounds)
        except BadPicture as problem:
            self._tell(key, name, str(problem), "key")

    def _tell(self, key: str, value: object, what: str, costs: Cost = "colours") -> None:
        self.problems.append(Problem(f"{self.file}: {key} = {value!r:.80}: {what}", costs))


def _blamed(pair: Pair, own: frozenset[str]) -> str:
    """Return the last token of a pair that the site chose itself; without one, the colour it follows from."""
    chosen = [token for token in KEYS.values() if token in own and token in (pair.over, pair.ground)]
    return chosen[-1] if chosen else "primary"


def _key(look: Look, token: str, own: frozenset[str]) -> str:
    return f"{look}.{_NAME_OF[token]}" if token in own else _NAME_OF[token]


def _missed(look: Look, pair: Pair, ratio: float, taken: list[str]) -> str:
    shown = int(ratio * 100) / 100  # never rounded up to what is needed
    names = " on ".join(_NAME_OF.get(token, token) for token in (pair.over, pair.ground))
    told = f"{look} look: {names} has a contrast of {shown:.2f} and needs {pair.needed:g}"
    return f"{told}; the nearest that passes: {', '.join(taken)}"
