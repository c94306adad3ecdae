"""One scan as a line of text in, one JSON object out: the form the command `decode` speaks.

Keys of every kind: docs/reference/decode.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from kiosk.formats import bcbp, mrz
from kiosk.formats.aim import Symbology
from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp import BoardingPassMessage, Leg
from kiosk.formats.errors import Malformed, Problem, shown
from kiosk.formats.gs1.associations import Element
from kiosk.formats.gs1.values import gtin_of, iso_dates, net_weight_g, price_to_pay
from kiosk.formats.in_store import InStoreTable
from kiosk.formats.mrz import Doubt, Doubtful, Mrz, Repaired, Swap
from kiosk.formats.symbols import (
    BagTag,
    BoardingPass,
    DocumentZone,
    Gs1Symbol,
    InStoreItem,
    Item,
    Link,
    Symbol,
    UnknownSymbol,
    read_scan,
)

_ESCAPES: Final = {"<GS>": "\x1d", "<RS>": "\x1e", "<LF>": "\n"}
_TEXT_LIMIT: Final = 256

JsonObject = dict[str, Any]
"""Strings, integers, booleans, None, and lists and objects of these."""


def decode_stream(lines: Iterable[str], *, in_store: InStoreTable | None, today: date | None) -> Iterator[str]:
    """Yield one JSON text, in ASCII and without line breaks, for every line."""
    for line in lines:
        yield json.dumps(decode(line, in_store=in_store, today=today))


def decode(line: str, *, in_store: InStoreTable | None = None, today: date | None = None) -> JsonObject:
    """Return what one line means, as the object the command prints; never raises.

    A line is the scan itself, or a JSON string when it starts with a quotation mark; `<GS>`, `<RS>` and `<LF>` stand
    for these control characters. `in_store`: rules for in-store numbers. `today` decides the century of dates with
    two-digit years; without it they stay null.
    """
    try:
        text = scanned_text(line)
    except Malformed as fault:
        return as_object(UnknownSymbol(line.rstrip("\r\n"), (fault.problem,)), today)
    return as_object(read_scan(text, in_store), today)


def scanned_text(line: str) -> str:
    """Return the scanner message that a line stands for. Raises `Malformed` (JSON)."""
    text = line.rstrip("\r\n")
    if text.startswith('"'):
        try:
            text = json.loads(text)
        except ValueError as error:
            raise Malformed("JSON", f"{shown(text)} starts with a quote and is no JSON string: {error}") from None
    for escape, character in _ESCAPES.items():
        text = text.replace(escape, character)
    return text


def as_object(symbol: Symbol, today: date | None) -> JsonObject:
    """Return the JSON object of a symbol: its kind, how it was carried, its own keys, its problems."""
    problems = symbol.problems
    match symbol:
        case Item():
            kind, own = "gtin", _item(symbol)
        case InStoreItem():
            kind, own = "in_store", _in_store(symbol)
        case Gs1Symbol():
            kind, own = "gs1", _elements(symbol.elements, today)
        case Link():
            kind, own = "digital_link", {**_elements(symbol.elements, today), "uri": symbol.uri}
        case BoardingPass():
            kind, own = "boarding_pass", _boarding_pass(symbol.message, today)
        case BagTag():
            kind, own = "bag_tag", _bag_tag(symbol.plate)
        case DocumentZone():
            kind, own = "mrz", _zone(symbol.mrz, today)
            problems = (*symbol.problems, *_look_alikes(symbol.mrz))
        case unknown:
            kind, own = "unknown", {"text": unknown.text[:_TEXT_LIMIT]}
    return {"kind": kind, **_carrier(symbol.aim, symbol.symbology), **own, "problems": _problems(problems)}


def _carrier(aim: str | None, symbology: Symbology | None) -> JsonObject:
    return {"aim": aim, "symbology": None if symbology is None else str(symbology)}


def _problems(problems: Sequence[Problem]) -> list[JsonObject]:
    return [{"code": problem.code, "text": problem.text} for problem in problems]


def _item(symbol: Item) -> JsonObject:
    return {
        "gtin": symbol.gtin.digits,
        "restricted_circulation": symbol.gtin.is_restricted,
        "add_on": symbol.add_on,
        "composite": _by_identifier(symbol.composite),
    }


def _in_store(symbol: InStoreItem) -> JsonObject:
    number = symbol.number
    return {
        "number": number.number.gtin13,
        "base": number.base.gtin13,
        "item": number.item,
        "weight_g": number.weight_g,
        "price_minor": number.price_minor,
        "currency": number.currency,
        "count": number.count,
        "verifier_ok": number.verifier_is_right,
    }


def _elements(elements: Sequence[Element], today: date | None) -> JsonObject:
    gtin, price = gtin_of(elements), price_to_pay(elements)
    return {
        "elements": _by_identifier(elements),
        "gtin": None if gtin is None else gtin.digits,
        "dates": None if today is None else iso_dates(elements, today) or None,
        "weight_g": net_weight_g(elements),
        "price_minor": None if price is None else price.minor,
        "currency": None if price is None else price.currency,
    }


def _boarding_pass(message: BoardingPassMessage, today: date | None) -> JsonObject:
    days = (None,) * len(message.legs) if today is None else bcbp.flight_dates(message, today)
    return {
        "name": message.name or None,
        "electronic": message.is_electronic,
        "legs": [_leg(leg, day) for leg, day in zip(message.legs, days, strict=True)],
        "version": message.version,
        "security": None if message.security is None else message.security.data,
        "deviations": [str(deviation) for deviation in message.deviations],
    }


def _leg(leg: Leg, day: date | None) -> JsonObject:
    return {
        "pnr": leg.pnr or None,
        "from": leg.origin,
        "to": leg.destination,
        "carrier": leg.carrier,
        "flight": leg.flight,
        "date": None if day is None else day.isoformat(),
        "cabin": leg.cabin or None,
        "seat": leg.seat or None,
        "sequence": leg.sequence or None,
        "status": leg.status or None,
    }


def _bag_tag(plate: LicencePlate) -> JsonObject:
    return {
        "licence_plate": plate.digits,
        "airline": plate.airline,
        "serial": plate.serial,
        "leading": plate.leading,
    }


def _by_identifier(elements: Sequence[Element]) -> dict[str, str] | None:
    """Return application identifier to value in order; None for no elements; the first of a repeated identifier."""
    values: dict[str, str] = {}
    for element in elements:
        values.setdefault(element.ai, element.value)
    return values or None


def _zone(zone: Mrz, today: date | None) -> JsonObject:
    checks = zone.checks
    return {
        "format": str(zone.format),
        "document_number": zone.number or None,
        "issuer": zone.issuer or None,
        "nationality": zone.nationality or None,
        "surname": zone.surname or None,
        "given_names": zone.given_names or None,
        "birth_date": _iso(None if today is None else zone.birth_date(today)),
        "expiry_date": _iso(None if today is None else zone.expiry_date(today)),
        "sex": str(zone.sex),
        "valid": zone.is_valid,
        "checks": {
            "document_number": checks.number_ok,
            "birth_date": checks.birth_ok,
            "expiry_date": checks.expiry_ok,
            "composite": checks.composite_ok,
        },
    }


def _look_alikes(zone: Mrz) -> Iterator[Problem]:
    """Say which characters would put a damaged zone right; what is told stays as it was read."""
    match mrz.repair(zone):
        case Repaired(swaps=swaps) if swaps:
            told = ", ".join(f"'{swap.becomes}' for '{swap.was}' {_place(swap)}" for swap in swaps)
            yield Problem("LOOK_ALIKE", f"{told}: all of it would be right, and no other look-alikes do it")
        case Doubtful(doubts=[doubt, *_]) if doubt.candidates:
            yield Problem("LOOK_ALIKE", f"{' or '.join(map(repr, doubt.candidates))} {_place(doubt)}: not decided")


def _place(found: Swap | Doubt) -> str:
    return f"at character {found.index + 1} of line {found.line + 1}"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
