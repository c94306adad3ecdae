"""Zones of passports and cards, every field and check digit, beside the package most programs read them with."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from kiosk.formats.mrz import Content, Format, Mrz, build, parse
from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins.npm_mrz import NpmMrz
from tests.bench.verdicts import at_least

DOCUMENTS: Final = 50
COUNT, SAMPLES = 1000, 20
TWIN: Final = "mrz for Node.js: the same fields and check digits, a report on each field, compiled by V8"

TD1 = Pair("mrz_td1", "an identity card of three lines: judged, every field read", "µs", "cpu", TWIN, at_least(5))
TD3 = Pair("mrz_td3", "a passport of two lines: judged, every field read", "µs", "cpu", TWIN, at_least(5))
_FORMATS: Final = {TD1.id: Format.TD1, TD3.id: Format.TD3}
_SEXES: Final = {"F": "female", "M": "male", "X": "nonspecified"}
_STATES: Final = ("NLD", "PRT", "BRA", "D")


def zones(form: Format) -> list[str]:
    """Return zones of invented people; one in five has a birth with a wrong check digit."""
    return [_zone(form, number) for number in range(DOCUMENTS)]


def _zone(form: Format, number: int) -> str:
    state = _STATES[number % len(_STATES)]
    content = Content(
        document_code="P" if form is Format.TD3 else "ID", issuer=state, number=f"X{10000000 + 7919 * number}",
        surname=f"De Boer {'ABCDEFGHIJ'[number % 10]}", given_names="Ana Maria", nationality=state,
        birth=f"{number:02}0812", sex="FM<"[number % 3], expiry="300415", optional=(f"ZE{184226 + number}",),
    )  # fmt: skip
    lines = build(form, content).lines
    return "\n".join(lines) if number % 5 else "\n".join(lines).replace("0812", "0813", 1)


def read(text: str) -> tuple[object, ...]:
    """Read a zone and every field of it."""
    zone = parse(text)
    return (
        zone.format, zone.is_valid, zone.document_code, zone.issuer, zone.number, zone.nationality, zone.birth,
        zone.expiry, zone.sex, zone.surname, zone.given_names, zone.optional, zone.checks,
    )  # fmt: skip


def as_twin(zone: Mrz) -> dict[str, Any]:
    """Return what we read in the twin's words: it gives null for a check digit that does not hold."""
    checks, text, layout = zone.checks, zone.text, zone.layout

    def digit(is_right: bool | None, at: int) -> str | None:
        return text[at] if is_right else None

    said: dict[str, Any] = {
        "format": zone.format.value, "valid": zone.is_valid, "documentCode": zone.document_code,
        "issuingState": zone.issuer, "documentNumber": zone.number, "nationality": zone.nationality,
        "birthDate": zone.birth, "expirationDate": zone.expiry, "sex": _SEXES[zone.sex],
        "lastName": zone.surname, "firstName": zone.given_names,
        "documentNumberCheckDigit": digit(checks.number_ok, layout.number.stop),
        "birthDateCheckDigit": digit(checks.birth_ok, layout.birth.stop),
        "compositeCheckDigit": digit(checks.composite_ok, layout.composite_at),
    }  # fmt: skip
    if layout.expiry is not None:
        said["expirationDateCheckDigit"] = digit(checks.expiry_ok, layout.expiry.stop)
    if layout.optional_at >= 0:
        personal = digit(checks.optional_ok, layout.optional_at)
        return said | {"personalNumber": zone.optional[0], "personalNumberCheckDigit": personal}
    return said | {"optional1": zone.optional[0], "optional2": zone.optional[1]}


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Read the same zones in turns; both sides must say the same of every field."""
    twin = NpmMrz()
    try:
        count, samples = effort.samples(COUNT), effort.samples(SAMPLES)
        for pair in (TD1, TD3):
            if pair.id in wanted:
                texts = zones(_FORMATS[pair.id])
                require_same("fields", [as_twin(parse(text)) for text in texts], twin.read(texts))
                ours = partial(_timed, texts, count, samples)
                theirs = partial(twin.timed, texts, count, samples)
                found = take_turns({"ours": ours, "twin": theirs}, effort.rounds)
                yield Measured(pair, found["ours"], found["twin"], twin.version)
    finally:
        twin.close()


def _timed(texts: Sequence[str], count: int, samples: int) -> list[float]:
    settle()
    found = []
    for _ in range(samples):
        began = time.thread_time_ns()
        for number in range(count):
            read(texts[number % len(texts)])
        found.append((time.thread_time_ns() - began) / 1e3 / count)
    return found


FAMILY = Family((TD1, TD3), measure)
