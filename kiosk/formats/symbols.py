"""From what a scanner sent to what it means for a flow: one value out of a few kinds, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from kiosk.formats import aim, bcbp, digital_link, mrz
from kiosk.formats.aim import Scan, Symbology
from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp import BoardingPassMessage
from kiosk.formats.ean import Gtin, is_digits, symbology_of
from kiosk.formats.errors import Malformed, Problem, shown
from kiosk.formats.gs1.associations import Element, association_problems
from kiosk.formats.gs1.elements import GS, Reading
from kiosk.formats.gs1.elements import read as read_elements
from kiosk.formats.gs1.values import gtin_of
from kiosk.formats.in_store import InStoreNumber, InStoreTable
from kiosk.formats.mrz import Mrz

_ADD_ON_LENGTHS: Final = frozenset({2, 5})

LONGEST: Final = 8192
"""Characters: no symbol holds more (Han Xin Code 7,827 digits, QR Code 7,089), so a longer text is no scan."""


@dataclass(frozen=True, slots=True)
class Item:
    """A trade item by its GTIN.

    `composite`: elements of a composite component printed above it (expiry, batch), none when it is damaged; then
    `problems` say so and the GTIN still holds. `add_on`: the 2 or 5 digits beside it (issue of a magazine).
    """

    gtin: Gtin
    symbology: Symbology | None
    aim: str | None = None
    add_on: str | None = None
    composite: tuple[Element, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class InStoreItem:
    """A number of the store itself with a weight, price or count; with `problems`, do not believe that measure."""

    number: InStoreNumber
    symbology: Symbology | None
    aim: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Gs1Symbol:
    """A GS1 element string. `elements` and `gtin` are there only when all of it is intact."""

    reading: Reading
    symbology: Symbology | None
    aim: str | None = None

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements in their order; empty when the message is not intact."""
        return self.reading.elements if self.reading.is_intact else ()

    @property
    def gtin(self) -> Gtin | None:
        """The item, AI (01)."""
        return gtin_of(self.elements)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the message."""
        return self.reading.problems


@dataclass(frozen=True, slots=True)
class Link:
    """A GS1 Digital Link, whatever symbol carried it. `uri`: its canonical form."""

    elements: tuple[Element, ...]
    uri: str
    symbology: Symbology | None
    aim: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def gtin(self) -> Gtin | None:
        """The item, AI (01)."""
        return gtin_of(self.elements)


@dataclass(frozen=True, slots=True)
class BoardingPass:
    """A boarding pass or an itinerary; how its message differs from the standard stands in its `deviations`."""

    message: BoardingPassMessage
    symbology: Symbology | None
    aim: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BagTag:
    """The licence plate of a checked bag, as one read gave it: it has no check digit, so two alike make it sure."""

    plate: LicencePlate
    symbology: Symbology | None
    aim: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentZone:
    """The machine-readable zone of a travel document, as it was read: nothing is put right here."""

    mrz: Mrz
    symbology: Symbology | None
    aim: str | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its fields."""
        return self.mrz.problems


@dataclass(frozen=True, slots=True)
class UnknownSymbol:
    """Anything else. `text` is the message without the symbology identifier; `problems` say why, one at least."""

    text: str
    problems: tuple[Problem, ...]
    symbology: Symbology | None = None
    aim: str | None = None


Symbol: TypeAlias = Item | InStoreItem | Gs1Symbol | Link | BoardingPass | BagTag | DocumentZone | UnknownSymbol

_PASS_CARRIERS: Final = frozenset({None, Symbology.PDF417, Symbology.AZTEC, Symbology.QR_CODE, Symbology.DATA_MATRIX})
_BAG_TAG_AIMS: Final = frozenset({"]I0", "]I1"})
_BAG_TAG_LENGTH: Final = 10


def read_scan(data: bytes | str, table: InStoreTable | None = None) -> Symbol:
    """Say what one scanner message means, its terminator taken off; never raises, whatever the length.

    Bytes are UTF-8, or Latin-1 when they are not. `table`: the store's rules for in-store numbers, if it has any.
    """
    text = data if isinstance(data, str) else _decoded(data)
    if len(text) > LONGEST:
        return UnknownSymbol(
            text, (Problem("TOO_LONG", f"{len(text)} characters, no symbol holds more than {LONGEST}"),)
        )
    try:
        scan = aim.parse(text)
    except Malformed as fault:
        return UnknownSymbol(text, (fault.problem,))
    if scan.is_gs1:
        return Gs1Symbol(read_elements(scan.message), scan.symbology, scan.aim)
    if scan.aim is None and text.startswith(GS):
        return Gs1Symbol(read_elements(text[1:]), None)
    try:
        return _meaning(scan, table)
    except Malformed as fault:
        return UnknownSymbol(scan.message, (fault.problem,), scan.symbology, scan.aim)


def _meaning(scan: Scan, table: InStoreTable | None) -> Symbol:
    """Tell the formats apart by their looks, where no identifier did. Raises `Malformed`."""
    if digital_link.is_web_address(scan.message):
        return _link(scan)
    if scan.symbology in _PASS_CARRIERS and bcbp.looks_like_one(scan.message):
        return BoardingPass(bcbp.parse(scan.message), scan.symbology, scan.aim)
    if scan.aim in _BAG_TAG_AIMS and len(scan.message) == _BAG_TAG_LENGTH:
        return BagTag(LicencePlate(scan.message), scan.symbology, scan.aim)
    if mrz.is_zone(scan.message):
        return DocumentZone(mrz.parse(scan.message), scan.symbology, scan.aim)
    return _number(scan, table)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _link(scan: Scan) -> Link:
    link = digital_link.parse(scan.message)
    uri = digital_link.build(link.elements, is_canonical=True)
    return Link(link.elements, uri, scan.symbology, scan.aim, link.remarks)


def _number(scan: Scan, table: InStoreTable | None) -> Item | InStoreItem:
    """Read a GTIN or in-store number. Raises `Malformed` for anything that is none."""
    gtin = _gtin(scan)
    symbology = scan.symbology or symbology_of(scan.message)
    number = table.read(gtin) if table is not None and scan.composite is None else None
    if number is not None:
        return InStoreItem(number, symbology, scan.aim, _verifier_problems(number))
    if scan.add_on is not None and (len(scan.add_on) not in _ADD_ON_LENGTHS or not is_digits(scan.add_on)):
        raise Malformed("LENGTH", f"{shown(scan.add_on)}: an add-on has 2 or 5 digits")
    elements, problems = _composite(scan.composite, gtin)
    return Item(gtin, symbology, scan.aim, scan.add_on, elements, problems)


def _gtin(scan: Scan) -> Gtin:
    if not scan.message:
        raise Malformed("EMPTY", "a symbol without data" if scan.aim else "nothing was scanned")
    if scan.symbology is Symbology.EAN_ADD_ON:
        raise Malformed("ADD_ON_ALONE", f"{shown(scan.message)}: an add-on without the number it belongs to")
    if scan.symbology in {Symbology.EAN_13, Symbology.EAN_8}:
        return Gtin.parse(scan.message, scan.symbology)
    if is_digits(scan.message) and symbology_of(scan.message) is not None:
        return Gtin.parse(scan.message)
    raise Malformed("NOT_RECOGNISED", f"{shown(scan.message)} follows no format this kiosk reads")


def _verifier_problems(number: InStoreNumber) -> tuple[Problem, ...]:
    if number.verifier_is_right is not False:
        return ()
    text = f"{number.number}: the verifier of its {number.measure} is wrong, so the {number.measure} cannot be believed"
    return (Problem("VERIFIER", text),)


def _composite(message: str | None, gtin: Gtin) -> tuple[tuple[Element, ...], tuple[Problem, ...]]:
    """Read a composite component; its companions stand in the linear symbol below it."""
    if message is None:
        return (), ()
    reading = read_elements(message)
    if not reading.is_intact:
        return (), reading.faults
    untidy = tuple(remark for remark in reading.remarks if remark.code == "REDUNDANT_SEPARATOR")
    return reading.elements, untidy + association_problems((Element("01", gtin.digits), *reading.elements))
