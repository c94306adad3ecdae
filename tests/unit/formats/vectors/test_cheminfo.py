"""Agreement with cheminfo's mrz, an independent implementation; where it says otherwise, the test says why."""

from __future__ import annotations

from typing import Any, Final

import pytest

from kiosk.formats.errors import Malformed
from kiosk.formats.mrz import Field, Format, Mrz, parse
from tests.unit.formats.vectors.rows import Row, rows

NAME = "mrz/cheminfo.json"

FORMATS: Final = {"FRENCH_NATIONAL_ID": "FRA_ID"}
LICENCES: Final = {"FRENCH_DRIVING_LICENSE", "SWISS_DRIVING_LICENSE"}
"""They read driving licences, which nobody travels by: FORMAT_NOT_SUPPORTED here."""
SEXES: Final = {"male": "M", "female": "F", "nonspecified": "X"}
SPECIMEN: Final = "UTO"
"""They know no Utopia and call its documents not valid; here it is the country of specimens, which policy refuses."""
GOVERNED: Final = {
    "documentNumberCheckDigit": Field.NUMBER,
    "birthDateCheckDigit": Field.BIRTH,
    "expirationDateCheckDigit": Field.EXPIRY,
    "personalNumberCheckDigit": Field.OPTIONAL,
    "compositeCheckDigit": Field.COMPOSITE,
}


def answers() -> list[tuple[Row, dict[str, Any] | None]]:
    return [(row, row.get("npm_mrz_5_0_2")) for row in rows(NAME)]


def read_alike() -> list[tuple[Row, dict[str, Any], Mrz]]:
    found = [(row, told, parse(row["lines"])) for row, told in answers() if told and told["format"] not in LICENCES]
    if not found:
        pytest.skip(f"{NAME} has no row of a document")
    return found


def test_what_they_refuse_is_refused_for_its_lines() -> None:
    refused = [row for row, told in answers() if told is None]
    for row in refused:
        with pytest.raises(Malformed, match="LENGTH"):
            parse(row["lines"])


def test_driving_licences_are_refused_by_name() -> None:
    for row, told in answers():
        if told is not None and told["format"] in LICENCES:
            with pytest.raises(Malformed, match="FORMAT_NOT_SUPPORTED"):
                parse(row["lines"])


def test_format_and_validity_are_the_same() -> None:
    for row, told, zone in read_alike():
        blamed = set(told["invalid"])
        if zone.is_specimen:
            blamed -= {"issuingState", "nationality"}
        assert zone.format == FORMATS.get(told["format"], told["format"]), row
        assert zone.is_valid == (not blamed), row


def test_the_same_check_digits_hold() -> None:
    for row, told, zone in read_alike():
        for name, field in GOVERNED.items():
            if name in told["fields"]:
                assert zone.checks.of(field) == (name not in told["invalid"]), (row, name)


def test_fields_are_the_same() -> None:
    for row, told, zone in read_alike():
        fields = told["fields"]
        expected = {
            "document_code": fields["documentCode"],
            "issuer": fields["issuingState"] or SPECIMEN,
            "surname": fields["lastName"],
            "given_names": fields["firstName"],
            "birth": fields["birthDate"],
            "sex": SEXES[fields["sex"]],
        }
        assert {name: getattr(zone, name) for name in expected} == expected, row
        if zone.format is not Format.FRA_ID:
            assert zone.number == fields["documentNumber"], row
            assert zone.nationality == (fields["nationality"] or SPECIMEN), row
            assert zone.expiry == fields["expirationDate"], row


def test_the_number_of_a_french_card_is_their_three_parts_joined() -> None:
    for row, told, zone in read_alike():
        if zone.format is Format.FRA_ID and told["valid"]:
            fields = told["fields"]
            assert zone.number == fields["issueDate"] + fields["administrativeCode2"] + fields["documentNumber"], row
            assert zone.optional == (fields["administrativeCode"],), row


def test_optional_data_are_the_same() -> None:
    for row, told, zone in read_alike():
        fields = told["fields"]
        theirs = [fields[name] for name in ("optional1", "optional2", "personalNumber") if name in fields]
        assert list(zone.optional) == theirs or zone.format is Format.FRA_ID, row
