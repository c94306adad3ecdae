from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp import (
    BagTags,
    BoardingPassMessage,
    Deviation,
    Leg,
    RepeatedConditional,
    Security,
    UniqueConditional,
    build,
    parse,
    unsigned,
)
from kiosk.formats.errors import Malformed
from tests.unit.formats.bcbp.passes import HEAD, PLAIN, UNIQUE, deviations, sized, variable

LEG = Leg.of(
    pnr="ABC123", origin="LIS", destination="AMS", carrier="TP", flight="0664", day_of_year=325, cabin="Y",
    seat="012A", sequence="0001", status="1",
)  # fmt: skip
PASS = BoardingPassMessage("SILVA/ANA", (LEG,), version=None)

# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bent",
    [
        replace(PASS, legs=()),
        replace(PASS, legs=(LEG,) * 5),
        replace(PASS, name="S" * 21),
        replace(PASS, name=""),
        replace(PASS, name="SILVA/ANA "),
        replace(PASS, name="Silva/Ana"),
        replace(PASS, name="SÍLVA/ANA"),
        replace(PASS, name="SILVA\nANA"),
        replace(PASS, indicator=""),
        replace(PASS, indicator="EE"),
        replace(PASS, version=0),
        replace(PASS, version=9),
        replace(PASS, version=66),
        replace(PASS, unique=UniqueConditional(UNIQUE)),  # version None: nothing beside the mandatory fields
        replace(PASS, version=6, unique=UniqueConditional("X" * 256)),
        replace(PASS, version=6, unique=UniqueConditional(UNIQUE[:9])),
        replace(PASS, version=6, legs=(replace(LEG, airline_use="X" * 250),)),
        replace(PASS, version=6, legs=(replace(LEG, airline_use="^103XYZ"),)),
        replace(PASS, version=6, legs=(replace(LEG, airline_use="\x07"),)),
        replace(PASS, legs=(replace(LEG, block=LEG.block[:-1]),)),
        replace(PASS, legs=(replace(LEG, block=LEG.block.lower()),)),
        replace(PASS, legs=(replace(LEG, block="X" * 35),)),
        replace(PASS, security=Security("", "XYZ")),
        replace(PASS, security=Security("12", "XYZ")),
        replace(PASS, security=Security("1", "X" * 256)),
        replace(PASS, security=Security("1", "clé")),
    ],
)
def test_what_would_be_read_as_something_else_is_not_written(bent: BoardingPassMessage) -> None:
    with pytest.raises(Malformed) as refused:
        build(bent)
    assert refused.value.code == "FIELD"
    assert "SILVA" not in refused.value.text


@pytest.mark.parametrize(
    "field",
    [
        {"pnr": ""}, {"pnr": "ABC 23"}, {"pnr": "ABCDEFGH"}, {"origin": "LI"}, {"destination": "ams"},
        {"carrier": "T"}, {"flight": "664"}, {"flight": "OPEN"}, {"day_of_year": 0}, {"day_of_year": 367},
        {"day_of_year": 1000}, {"cabin": "YY"}, {"cabin": "1"}, {"seat": "0012A"}, {"seat": " 12A"}, {"status": "10"},
    ],
)  # fmt: skip
def test_a_leg_with_a_field_out_of_form_is_refused(field: dict[str, str | int]) -> None:
    right: dict[str, str | int] = {
        "pnr": "ABC123", "origin": "LIS", "destination": "AMS", "carrier": "TP", "flight": "0664", "day_of_year": 325,
    }  # fmt: skip
    with pytest.raises(Malformed, match="FIELD"):
        Leg.of(**(right | field))  # type: ignore[arg-type]  # the types of the fields differ; each is checked when laid out


@pytest.mark.parametrize("issue_date", ["6", "6000", "6367", "X123"])
def test_a_date_of_issue_out_of_form_is_refused(issue_date: str) -> None:
    with pytest.raises(Malformed, match="FIELD"):
        UniqueConditional.of(issue_date=issue_date)


def test_there_is_room_for_three_runs_of_bag_tags() -> None:
    tags = BagTags(LicencePlate("0047123456"), 1)
    assert len(UniqueConditional.of(bag_tags=(tags,) * 3).block) == 50
    with pytest.raises(Malformed, match="FIELD"):
        UniqueConditional.of(bag_tags=(tags,) * 4)
    with pytest.raises(Malformed, match="FIELD"):
        UniqueConditional.of(bag_tags=(BagTags(tags.first, 1000),))


# --- written ---------------------------------------------------------------------------------------------------------


def test_a_single_leg_has_sixty_characters() -> None:
    assert build(PASS) == PLAIN


def test_version_six_is_written_with_its_sizes() -> None:
    unique = UniqueConditional.of(
        passenger_description="0", check_in_source="W", issue_source="K", issue_date="6324", issuer="TP",
        bag_tags=(BagTags(LicencePlate("0047123456"), 1),),
    )  # fmt: skip
    message = replace(PASS, version=6, unique=unique, security=Security("1", "XYZ"))
    assert build(message) == HEAD + variable(UNIQUE) + "^103XYZ"
    assert unsigned(message) == HEAD + variable(UNIQUE)


def test_a_later_leg_has_no_version_of_its_own() -> None:
    later = replace(LEG, conditional=RepeatedConditional.of(fast_track="Y"), airline_use="own")
    message = replace(PASS, version=6, legs=(LEG, LEG, later))
    assert build(message).endswith(LEG.block + "00" + LEG.block + sized(sized(" " * 41 + "Y") + "own"))


def test_a_message_that_was_read_with_deviations_is_written_without_them() -> None:
    read = parse(PLAIN.replace("SILVA", "Silva") + "  ")
    assert set(read.deviations) == {Deviation.LOWER_CASE, Deviation.TRAILING_BLANKS}
    assert build(read) == PLAIN


# --- there and back --------------------------------------------------------------------------------------------------

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = st.sampled_from(UPPER)
AIRPORTS = st.text(UPPER, min_size=3, max_size=3)
PRINTED = "".join(chr(code) for code in range(33, 127))
CAPITALS = "".join(character for character in PRINTED if character.upper() == character)


def words(longest: int, shortest: int = 0) -> st.SearchStrategy[str]:
    return st.text(CAPITALS, min_size=shortest, max_size=longest)


def digits(width: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=width, max_size=width)


PLATES = st.builds(LicencePlate, digits(10))
DATES = st.builds("{}{:03}".format, st.integers(0, 9), st.integers(1, 366))
UNIQUES = st.builds(
    UniqueConditional.of, passenger_description=words(1), check_in_source=words(1), issue_source=words(1),
    issue_date=DATES | st.just(""), document_type=words(1), issuer=words(3),
    bag_tags=st.lists(st.builds(BagTags, PLATES, st.integers(0, 999)), max_size=3).map(tuple),
)  # fmt: skip
REPEATED = st.just(RepeatedConditional()) | st.builds(
    RepeatedConditional.of, airline=digits(3) | st.just(""), document_number=words(10), selectee=words(1),
    document_verification=words(1), marketing_carrier=words(3), frequent_flyer_airline=words(3),
    frequent_flyer_number=words(16), id_ad=words(1), baggage_allowance=words(3),
    fast_track=st.sampled_from(["Y", "N", ""]),
)  # fmt: skip
OWN = st.text(PRINTED.replace("^", " "), max_size=60)
SEATS = st.builds("{:03}{}".format, st.integers(0, 999), LETTERS) | st.sampled_from(["", "INF", "GATE"])
LEGS = st.builds(
    Leg.of, pnr=st.text(UPPER + "0123456789", min_size=5, max_size=7), origin=AIRPORTS, destination=AIRPORTS,
    carrier=st.text(UPPER + "0123456789", min_size=2, max_size=3),
    flight=st.builds("{:04}{}".format, st.integers(0, 9999), LETTERS | st.just("")),
    day_of_year=st.integers(1, 366), cabin=LETTERS | st.just(""), seat=SEATS,
    sequence=st.builds("{:04}{}".format, st.integers(0, 9999), LETTERS | st.just("")) | st.just(""),
    status=st.sampled_from("0123456789A"), conditional=REPEATED, airline_use=OWN,
)  # fmt: skip
NAMES = st.builds("{}/{}".format, words(10, 1), words(9))
MESSAGES = st.builds(
    BoardingPassMessage, NAMES, st.lists(LEGS, min_size=1, max_size=4).map(tuple), st.integers(1, 8), UNIQUES,
    st.none() | st.builds(Security, st.sampled_from(PRINTED), st.text(PRINTED + " ", max_size=255)),
    st.sampled_from("EL"),
)  # fmt: skip


@given(message=MESSAGES)
def test_what_is_built_is_read_back_the_same_and_differs_in_nothing(message: BoardingPassMessage) -> None:
    text = build(message)
    assert parse(text) == message
    assert parse(text).text == text
    assert text.startswith(unsigned(message))


@given(message=MESSAGES, cut=st.integers(47, 400), tail=st.sampled_from(["", " ", "\r\n"]))
def test_a_built_message_cut_anywhere_keeps_its_first_flight(message: BoardingPassMessage, cut: int, tail: str) -> None:
    found = parse(build(message)[:cut] + tail)
    assert found.legs[0].block[:24] == message.legs[0].block[:24]
    assert found.name == message.name


INSERTED = st.text(st.characters(max_codepoint=255), max_size=3)
CODES = {"LENGTH", "NOT_ASCII", "FORMAT_CODE", "NUMBER_OF_LEGS", "NAME", "NOT_A_LEG"}


@given(message=MESSAGES, at=st.integers(0, 300), put=INSERTED, take=st.integers(0, 3))
def test_a_bent_message_is_refused_with_a_code_or_read(
    message: BoardingPassMessage, at: int, put: str, take: int
) -> None:
    text = build(message)
    bent = text[:at] + put + text[at + take :]
    found: BoardingPassMessage | Malformed
    try:
        found = parse(bent)
    except Malformed as fault:
        found = fault
    if isinstance(found, Malformed):
        assert found.code in CODES
    else:
        assert found.text == bent
        assert all(len(leg.block) >= 24 and leg.block.isprintable() for leg in found.legs)
        missing = int(bent[1]) - len(found.legs)
        assert (missing > 0) == (Deviation.LEGS_MISSING in found.deviations)


def test_a_message_of_the_standard_differs_in_nothing() -> None:
    assert deviations(PLAIN) == []
