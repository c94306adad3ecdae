"""Zones from their fields: for specimens, simulators and tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.formats.errors import Malformed
from kiosk.formats.mrz.checking import governed
from kiosk.formats.mrz.layouts import LAYOUTS, Field, Format, Layout
from kiosk.formats.mrz.names import transliterated
from kiosk.formats.mrz.reading import read
from kiosk.formats.mrz.zone import Mrz

_NOWHERE: Final = slice(0, 0)


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """What a zone is to say. `birth`, `expiry`: YYMMDD. Names in any letters; a name that is too long is cut.

    `optional`: a text for each optional part of the format. A number of more than nine characters goes on in the first
    of them (TD1, TD2), which must then be empty. FRA_ID has neither nationality nor expiry.
    """

    document_code: str
    issuer: str
    number: str
    surname: str
    given_names: str
    birth: str
    sex: str
    expiry: str = ""
    nationality: str = ""
    optional: tuple[str, ...] = ()


def build(form: Format, content: Content) -> Mrz:
    """Return the zone that says `content`.

    Raises `Malformed`: LENGTH when a text is too long for its field, else what `parse` would find wrong with it.
    """
    layout = LAYOUTS[form]
    text = ["<"] * (layout.lines * layout.width)
    for field, place, said in _parts(layout, content):
        if len(said) > place.stop - place.start:
            raise Malformed("LENGTH", f"{field}: {len(said)} characters, {form} has {place.stop - place.start}")
        text[place.start : place.start + len(said)] = said
    for own in governed("".join(text), layout):
        text[own.at] = own.expected("".join(text))[-1]
    found = read("".join(text), layout)
    if not found.is_valid:
        raise Malformed(found.problems[0].code, found.problems[0].text)
    return found


def _parts(layout: Layout, content: Content) -> Iterator[tuple[Field, slice, str]]:
    yield Field.DOCUMENT_CODE, slice(0, 2), content.document_code
    yield Field.ISSUER, slice(2, 5), content.issuer
    yield Field.BIRTH, layout.birth, content.birth
    yield Field.SEX, slice(layout.sex_at, layout.sex_at + 1), content.sex
    yield Field.NATIONALITY, layout.nationality or _NOWHERE, content.nationality
    yield Field.EXPIRY, layout.expiry or _NOWHERE, content.expiry
    for place, said in zip(layout.optional, content.optional, strict=False):
        yield Field.OPTIONAL, place, said
    yield from _number(layout, content.number)
    yield from _names(layout, content)


def _number(layout: Layout, number: str) -> Iterator[tuple[Field, slice, str]]:
    """Give the number its place; a 0 stands for its check digit and tells which of the two forms it is."""
    start, stop = layout.number.start, layout.number.stop
    if layout.has_long_number and len(number) > stop - start:
        yield Field.NUMBER, layout.number, number[: stop - start]
        yield Field.NUMBER, layout.optional[0], f"{number[stop - start :]}0"
        return
    yield Field.NUMBER, layout.number, number
    yield Field.NUMBER, slice(stop, stop + 1), "0"


def _names(layout: Layout, content: Content) -> Iterator[tuple[Field, slice, str]]:
    surname, given_names = (transliterated(name).replace(" ", "<") for name in (content.surname, content.given_names))
    if layout.given_names is None:
        surname = f"{surname}<<{given_names}".rstrip("<")
    else:
        yield Field.NAME, layout.given_names, given_names[: layout.given_names.stop - layout.given_names.start]
    yield Field.NAME, layout.surname, surname[: layout.surname.stop - layout.surname.start]
