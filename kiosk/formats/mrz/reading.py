"""From text to a zone: its lines, its format, its check digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations
from typing import Final

from kiosk.formats.errors import Malformed
from kiosk.formats.mrz import layouts
from kiosk.formats.mrz.checking import checks_of
from kiosk.formats.mrz.layouts import ALLOWED, BREAK, PATTERNS, Bad, Field, Layout
from kiosk.formats.mrz.problems import problems_of
from kiosk.formats.mrz.zone import Mrz

_BREAKS: Final = re.compile(r"[\r\n]+")
_BLANKS: Final = " \t\v\f"
_SHAPES: Final = {(30, 30, 30): layouts.TD1, (36, 36): layouts.TD2, (44, 44): layouts.TD3}
_PRINTED: Final = {sum(shape) + len(shape) - 1: layout for shape, layout in _SHAPES.items()}
"""Length of a zone whose lines are divided by one character."""
_VISAS: Final = {layouts.TD2: layouts.MRVB, layouts.TD3: layouts.MRVA}
_WIDTHS: Final = {90: 30, 72: 36, 88: 44}
"""Length of a zone whose lines came without a break between them: width of its lines."""
_FRENCH: Final = "IDFRA"
_LICENCE: Final = re.compile(r"D[0-9<][A-Z]{3}")
_SWISS_LICENCE: Final = re.compile(r"F[A-Z<]CHE")
_PLAIN: Final = re.compile("[A-Z0-9<]{30,44}(\n[A-Z0-9<]{30,44})+")
_FOREIGN: Final = re.compile(r"[^A-Z0-9<\n]")
_MOST_FOREIGN: Final = 0.1


def is_zone(text: str) -> bool:
    """Whether a text looks like a zone, whole or damaged, so that `parse` has more to say of it than anybody else."""
    if "<" not in text and "\n" not in text and "\r" not in text and len(text) not in _WIDTHS:
        return False
    lines = lines_of(text)
    plain = "\n".join(lines)
    if not plain or len(_FOREIGN.findall(plain)) > _MOST_FOREIGN * len(plain):
        return False
    starts_right = plain[0] in "ACIPV" and tuple(map(len, lines)) in _SHAPES
    return "<<" in plain or starts_right or _is_licence(lines)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text in capital letters, blanks around them and empty ones left out.

    Breaks are CR, LF or both; without any, 90, 72 or 88 characters are cut. A character outside ASCII becomes `?`.
    """
    plain = text if text.isascii() else text.encode("ascii", "replace").decode("ascii")
    if _PLAIN.fullmatch(plain):
        return tuple(plain.split("\n"))
    lines = tuple([line for part in _BREAKS.split(plain.upper()) if (line := part.strip(_BLANKS))])
    width = _WIDTHS.get(len(lines[0])) if len(lines) == 1 else None
    if width is None:
        return lines
    return tuple(lines[0][at : at + width] for at in range(0, len(lines[0]), width))


def parse(zone: str | Sequence[str]) -> Mrz:
    """Read a zone from its lines, or from one text as `lines_of` takes it.

    A bad field is told in `problems` and hides no good one. Lines in another order are put right when all of it is
    right then. Raises `Malformed`: EMPTY, LENGTH, FORMAT_NOT_SUPPORTED (driving licences); what it says names no
    field's content.
    """
    text = zone if isinstance(zone, str) else "\n".join(zone)
    return as_printed(text) or put_together(lines_of(text))


def as_printed(text: str) -> Mrz | None:
    """Read a zone whose lines and characters are as they are printed: at a glance. None for any other."""
    layout = _PRINTED.get(len(text))
    if layout is None:
        return None
    layout = _kind_of(layout, text)
    return _judged(text.replace(BREAK, ""), layout, {}) if PATTERNS[layout].fullmatch(text) else None


def put_together(lines: Sequence[str]) -> Mrz:
    """Read a zone from its lines, whatever is wrong with them. Raises as `parse` does."""
    layout = _layout_of(lines)
    found = read("".join(lines), layout)
    if found.problems and found.problems[0].code == "CHARACTER":  # dates and names are where they cannot be
        return _in_another_order(lines) or found
    return found


def _in_another_order(lines: Sequence[str]) -> Mrz | None:
    orders = (("".join(order), _layout_of(order)) for order in permutations(lines))
    zones = (read(text, layout) for text, layout in orders if PATTERNS[layout].fullmatch(text))
    return next((zone for zone in zones if zone.is_valid), None)


def _layout_of(lines: Sequence[str]) -> Layout:
    shape = tuple([len(line) for line in lines])
    layout = _SHAPES.get(shape)
    if layout is not None:
        return _kind_of(layout, lines[0])
    if not lines:
        raise Malformed("EMPTY", "no line was read")
    if _is_licence(lines):
        raise Malformed("FORMAT_NOT_SUPPORTED", "a driving licence: it is no document of travel")
    counted = f"{len(lines)} lines, the first of" if len(lines) > 1 else "1 line of"
    wrong = next((width for width in shape if width != shape[0]), None)
    also = f", one of {wrong}" if wrong is not None else ""
    text = f"{counted} {shape[0]} characters{also}"
    raise Malformed("LENGTH", f"{text}: a zone has 3 lines of 30, 2 of 36 or 2 of 44")


def _kind_of(layout: Layout, first: str) -> Layout:
    """Return which of the formats of one shape it is, by how its first line begins."""
    if first[0] == "V":
        return _VISAS.get(layout, layout)
    return layouts.FRA_ID if layout is layouts.TD2 and first.startswith(_FRENCH) else layout


def _is_licence(lines: Sequence[str]) -> bool:
    """Whether it is a driving licence: France and others (ISO/IEC 18013) one line, Switzerland three."""
    widths = [len(line) for line in lines]
    if widths == [30]:
        return _LICENCE.match(lines[0]) is not None
    return widths == [9, 30, 30] and _SWISS_LICENCE.match(lines[1]) is not None


def read(text: str, layout: Layout) -> Mrz:
    """Read a text of the layout's length. Pure arithmetic: nothing is put right."""
    return _judged(text, layout, {} if PATTERNS[layout].fullmatch(text) else _bad_places(text, layout))


def _judged(text: str, layout: Layout, bad: Bad) -> Mrz:
    number, checks = checks_of(text, layout, bad)
    return Mrz(layout, text, number, checks, problems_of(text, layout, number, checks, bad))


def _bad_places(text: str, layout: Layout) -> dict[int, Field]:
    places = ((field, kind) for field, kind, length in layout.runs for _ in range(length))
    return {at: field for at, (field, kind) in enumerate(places) if text[at] not in ALLOWED[kind]}
