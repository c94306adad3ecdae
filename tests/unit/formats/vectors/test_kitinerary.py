"""Agreement with KItinerary, an independent implementation, row by row; where it says otherwise, the test says why."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from kiosk.formats.bcbp import BoardingPassMessage, Leg, flight_dates, issue_date, parse
from kiosk.formats.decode import decode
from kiosk.formats.errors import Malformed
from tests.unit.formats.vectors.rows import Row, rows

NAME: Final = "bcbp/kitinerary.json"
TODAY: Final = date(2018, 7, 1)
"""Rows without a date of issue assume 2018: of that year every day is the nearest one."""

Said = dict[str, str]
"""A line of the dump by its name; what is absent there is not asked."""


def dumped(row: Row) -> tuple[Said, list[Said]]:
    """Return what the dump says of the message and of each leg."""
    message: Said = {}
    legs: list[Said] = []
    said = message
    for line in row["fields_dump"]:
        name, _, value = line.strip().partition(":")
        if name.startswith("Leg "):
            said = {}
            legs.append(said)
        elif name == "Security":
            said = message
        else:
            said[name] = value.strip()
    return message, legs


def of_message(message: BoardingPassMessage, legs: int) -> Said:
    """Say the same of our reading, in the dump's names."""
    unique, security = message.unique, message.security
    issued = issue_date(message, TODAY)
    tags = [*(str(tags) for tags in unique.bag_tags), "", "", ""]
    ours = {
        "formatCode": "M",
        "numberOfLegs": str(legs),
        "passengerName": message.name,
        "electronicTicketIndicator": message.indicator,
        "version": str(message.version or 0),
        "fieldSize": str(len(unique.block)),
        "passengerDescription": unique.passenger_description,
        "sourceOfCheckin": unique.check_in_source,
        "sourceOfBoardingPassIssuance": unique.issue_source,
        "yearOfIssue": number(unique.issue_date[:1]),
        "dayOfIssue": number(unique.issue_date[1:]),
        "documentType": unique.document_type,
        "airlineDesignatorOfBoardingPassIssuer": unique.issuer,
        **{f"baggageTagLicensePlateNumber{n + 1}": tags[n] for n in range(3)},
        "Date of issue": issued.isoformat() if issued else "",
    }
    if security is not None:
        ours |= {"type": security.kind, "size": str(len(security.data)), "securityData": security.data}
    return ours


def of_leg(leg: Leg, day: date | None) -> Said:
    more = leg.conditional
    return {
        "operatingCarrierPNRCode": leg.pnr,
        "fromCityAirportCode": leg.origin,
        "toCityAirportCode": leg.destination,
        "operatingCarrierDesignator": leg.carrier,
        "flightNumber": leg.flight,
        "dayOfFlight": str(leg.day_of_year),
        "compartmentCode": leg.cabin,
        "seatNumber": leg.seat,
        "checkinSequenceNumber": leg.sequence,
        "passengerStatus": leg.status,
        "conditionalFieldSize": str(len(more.block)),
        "airlineNumericCode": more.airline,
        "documentNumber": more.document_number,
        "selecteeIndicator": more.selectee,
        "internationalDocumentVerification": more.document_verification,
        "marketingCarrierDesignator": more.marketing_carrier,
        "frequentFlyerAirlineDesignator": more.frequent_flyer_airline,
        "frequenFlyerNumber": more.frequent_flyer_number,  # spelled so in the dump
        "idAdIndicator": more.id_ad,
        "freeBaggageAllowance": more.baggage_allowance,
        "fastTrack": more.fast_track,
        "Airline use section": leg.airline_use.strip(),
        "Date of flight": day.isoformat() if day else "",
    }


def number(digits: str) -> str:
    """KItinerary says 0 for a number that is not there."""
    return str(int(digits or "0"))


def readable() -> list[Row]:
    return [row for row in rows(NAME) if row.get("fields_dump")]


def names_of_what_differs(row: Row, ours: Said, theirs: Said) -> list[str]:
    """Name row and field only: some messages are of people who live."""
    return [f"{row['name']}: {name}" for name, value in theirs.items() if ours.get(name) != value]


def test_every_field_of_a_message_is_the_same() -> None:
    differing = []
    for row in readable():
        message = parse(row["message"])
        differing += names_of_what_differs(row, of_message(message, len(message.legs)), dumped(row)[0])
    assert differing == []


def test_every_field_of_a_leg_is_the_same() -> None:
    differing = []
    for row in readable():
        message, theirs = parse(row["message"]), dumped(row)[1]
        ours = [of_leg(*pair) for pair in zip(message.legs, flight_dates(message, TODAY), strict=True)]
        assert len(ours) == len(theirs), row["name"]
        for leg, said in zip(ours, theirs, strict=True):
            said.pop("variableFieldSize")  # not kept: it is the sum of what it holds, and that is compared
            differing += names_of_what_differs(row, leg, said)
    assert differing == []


def test_the_dates_are_the_ones_of_the_reservation() -> None:
    differing = []
    for row in readable():
        flights = [entry for entry in row["schema_org"] if entry["@type"] == "FlightReservation"]
        told = decode(row["message"], today=TODAY)
        if flights and [leg["date"] for leg in told["legs"]] != [
            entry["reservationFor"]["departureDay"] for entry in flights
        ]:  # a train that has a flight number is told as a train there, without its day
            differing.append(row["name"])
    assert differing == []


def test_what_kitinerary_refuses_is_refused() -> None:
    for row in rows(NAME):
        if row.get("fields_dump"):
            continue
        with pytest.raises(Malformed):
            parse(row["message"])
        told = decode(row["message"], today=TODAY)
        assert told["kind"] == "unknown"
        assert told["problems"]


def test_what_deviates_is_named_and_what_does_not_is_not() -> None:
    """A row that was cut before its 60 characters or states a size of 00 before a variable part is called so."""
    for row in readable():
        message, text = parse(row["message"]), row["message"]
        if len(text) < 60:
            assert message.is_truncated, row["name"]
            assert "TRUNCATED" in message.deviations
        if text[58:61] == "00>":
            assert "SIZE_ZERO" in message.deviations
