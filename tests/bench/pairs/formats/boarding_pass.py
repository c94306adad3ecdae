"""Boarding passes of two legs with everything a pass can say, beside the package most programs read them with."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, Final

from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp import (
    BagTags,
    BoardingPassMessage,
    Leg,
    RepeatedConditional,
    Security,
    UniqueConditional,
    build,
    flight_dates,
    issue_date,
    parse,
)
from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins.npm_bcbp import NpmBcbp
from tests.bench.verdicts import at_least

TODAY: Final = date(2026, 11, 21)
PASSES: Final = 50
COUNT, SAMPLES = 1000, 20
TWIN: Final = "bcbp for Node.js: every field and date, compiled by V8; it checks nothing and names no deviation"

ALL = Pair(
    "bcbp_all", "a boarding pass of two legs: checked, every field and date read", "µs", "cpu", TWIN, at_least(1)
)
USED = Pair(
    "bcbp_used", "the same, checked, and the fields and dates a check-in asks for", "µs", "cpu", TWIN, None,
    "Fields are cut out when they are asked for; the twin has no such way.",
)  # fmt: skip

_LEG: Final = {
    "pnr": "operatingCarrierPNR", "origin": "departureAirport", "destination": "arrivalAirport",
    "carrier": "operatingCarrierDesignator", "flight": "flightNumber", "cabin": "compartmentCode",
    "seat": "seatNumber", "sequence": "checkInSequenceNumber", "status": "passengerStatus",
    "airline_use": "airlineInfo",
}  # fmt: skip
_MORE: Final = {
    "airline": "airlineNumericCode", "document_number": "serialNumber", "selectee": "selecteeIndicator",
    "document_verification": "internationalDocumentationVerification",
    "marketing_carrier": "marketingCarrierDesignator", "frequent_flyer_airline": "frequentFlyerAirlineDesignator",
    "frequent_flyer_number": "frequentFlyerNumber", "id_ad": "idIndicator",
    "baggage_allowance": "freeBaggageAllowance", "fast_track": "fastTrack",
}  # fmt: skip
_ONCE: Final = {
    "passenger_description": "passengerDescription", "check_in_source": "checkInSource",
    "issue_source": "boardingPassIssuanceSource", "document_type": "documentType",
    "issuer": "boardingPassIssuerDesignator",
}  # fmt: skip
_TAGS: Final = ("baggageTagNumber", "firstBaggageTagNumber", "secondBaggageTagNumber")

_leg_fields: Final = attrgetter(*_LEG)
_more_fields: Final = attrgetter(*_MORE)
_once_fields: Final = attrgetter(*_ONCE)
_asked_of_a_leg: Final = attrgetter("pnr", "origin", "destination", "carrier", "flight", "seat", "sequence")


def passes() -> list[str]:
    """Return passes of invented people, all issued the day before today."""
    return [build(_pass(number)) for number in range(PASSES)]


def _pass(number: int) -> BoardingPassMessage:
    more = RepeatedConditional.of(
        airline="047", document_number=f"{2400000000 + number}", selectee="0", document_verification="1",
        marketing_carrier="TP", frequent_flyer_airline="TP", frequent_flyer_number=f"{700000000 + number}", id_ad="N",
        baggage_allowance="2PC", fast_track="Y" if number % 2 else "N",
    )  # fmt: skip
    tags = tuple(BagTags(LicencePlate.of("047", 10 * number + run), run) for run in (1, 2, 3))
    once = UniqueConditional.of(
        passenger_description="1", check_in_source="W", issue_source="K", issue_date="6324", issuer="TP", bag_tags=tags
    )
    legs = (_leg(number, "LIS", "AMS", 325, more), _leg(number, "AMS", "ARN", 326, more))
    return BoardingPassMessage(f"SILVA/ANA{'BCDE'[number % 4]}", legs, 6, once, Security("1", "ABCDEFGH" * 4))


def _leg(number: int, origin: str, destination: str, day: int, more: RepeatedConditional) -> Leg:
    return Leg.of(
        pnr=f"ABC{100 + number}", origin=origin, destination=destination, carrier="TP", flight=f"{600 + number:04}",
        day_of_year=day, cabin="Y", seat=f"{number % 40 + 1:03}A", sequence=f"{number:04}", status="1",
        conditional=more, airline_use="LX58Z",
    )  # fmt: skip


def read_all(text: str) -> tuple[object, ...]:
    """Read a pass and every field and date of it."""
    message = parse(text)
    once, security = message.unique, message.security
    return (
        message.name, _once_fields(once), once.bag_tags, issue_date(message, TODAY), flight_dates(message, TODAY),
        [(_leg_fields(leg), _more_fields(leg.conditional)) for leg in message.legs],
        security.kind if security else None, security.data if security else None,
    )  # fmt: skip


def read_used(text: str) -> tuple[object, ...]:
    """Read a pass and what a check-in asks of it."""
    message = parse(text)
    return message.surname, flight_dates(message, TODAY), [_asked_of_a_leg(leg) for leg in message.legs]


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Read the same passes in turns; both sides must say the same of every field."""
    twin = NpmBcbp()
    try:
        texts = passes()
        require_same(
            "fields", [as_twin(text) for text in texts], [told["data"] for told in twin.read(texts, TODAY.year)]
        )
        count, samples = effort.samples(COUNT), effort.samples(SAMPLES)
        for pair, read in ((ALL, read_all), (USED, read_used)):
            if pair.id in wanted:
                ours = partial(_timed, read, texts, count, samples)
                theirs = partial(twin.timed, texts, TODAY.year, count, samples)
                found = take_turns({"ours": ours, "twin": theirs}, effort.rounds)
                yield Measured(pair, found["ours"], found["twin"], twin.version)
    finally:
        twin.close()


def as_twin(text: str) -> dict[str, Any]:
    """Return what we read in the twin's words; it leaves out what is blank."""
    message = parse(text)
    issued = issue_date(message, TODAY)
    said: dict[str, Any] = {"passengerName": message.name, "issuanceDate": _instant(issued)}
    said |= {theirs: getattr(message.unique, ours) for ours, theirs in _ONCE.items()}
    said |= {name: str(tags) for name, tags in zip(_TAGS, message.unique.bag_tags, strict=True)}
    if message.security is not None:
        said |= {"securityDataType": message.security.kind, "securityData": message.security.data}
    said["legs"] = [_leg_as_twin(*pair) for pair in zip(message.legs, flight_dates(message, TODAY), strict=True)]
    return said


def _leg_as_twin(leg: Leg, day: date | None) -> dict[str, Any]:
    said: dict[str, Any] = {theirs: getattr(leg, ours) for ours, theirs in _LEG.items()}
    said |= {theirs: getattr(leg.conditional, ours) for ours, theirs in _MORE.items()}
    return said | {"flightDate": _instant(day), "fastTrack": leg.conditional.fast_track == "Y"}


def _instant(day: date | None) -> str | None:
    return None if day is None else f"{day.isoformat()}T00:00:00.000Z"


def _timed(read: Callable[[str], object], texts: Sequence[str], count: int, samples: int) -> list[float]:
    settle()
    found = []
    for _ in range(samples):
        began = time.thread_time_ns()
        for number in range(count):
            read(texts[number % len(texts)])
        found.append((time.thread_time_ns() - began) / 1e3 / count)
    return found


FAMILY = Family((ALL, USED), measure)
