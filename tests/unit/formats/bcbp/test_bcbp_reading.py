from __future__ import annotations

import pytest

from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp import LONGEST, BagTags, Deviation, Security, looks_like_one, parse
from kiosk.formats.errors import Malformed
from tests.unit.formats.bcbp.passes import HEAD, PLAIN, SECOND, UNIQUE, deviations, sized, variable

# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "FORMAT_CODE"),
        ("S" + PLAIN[1:], "FORMAT_CODE"),
        (" " + PLAIN, "FORMAT_CODE"),
        ("M", "NUMBER_OF_LEGS"),
        ("M0" + PLAIN[2:], "NUMBER_OF_LEGS"),
        ("MA" + PLAIN[2:], "NUMBER_OF_LEGS"),
        ("M²" + PLAIN[2:], "NOT_ASCII"),
        (PLAIN.replace("SILVA", "SÍLVA"), "NOT_ASCII"),
        (PLAIN[:46], "LENGTH"),
        (PLAIN[:46] + "\r\n", "LENGTH"),
        (PLAIN + " " * LONGEST, "TOO_LONG"),
        (PLAIN.replace("ANA", "A\tA"), "NAME"),
        (PLAIN.replace("LIS", "L1S"), "NOT_A_LEG"),
        (PLAIN.replace("AMS", "   "), "NOT_A_LEG"),
        (PLAIN.replace("TP ", "   "), "NOT_A_LEG"),
        (PLAIN.replace("325", "3 5"), "NOT_A_LEG"),
        (PLAIN.replace("0664 ", "     "), "NOT_A_LEG"),
        (PLAIN.replace("012A", "01\x002"), "NOT_A_LEG"),
        ("M1 is not a boarding pass, whatever the first two letters say", "NOT_A_LEG"),
    ],
)
def test_what_is_no_boarding_pass_is_refused_without_quoting_it(text: str, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse(text)
    assert refused.value.code == code
    assert "SILVA" not in refused.value.text


def test_only_text_that_begins_with_m_and_a_digit_looks_like_a_boarding_pass() -> None:
    assert [text for text in ("M1", "m9 ", "M0", "M", "MX", "X1", "") if looks_like_one(text)] == ["M1", "m9 ", "M0"]


# --- cut off ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", range(47, 60))
def test_a_pass_is_read_from_the_day_of_its_flight_on_and_called_truncated(length: int) -> None:
    message = parse(PLAIN[:length])
    (leg,) = message.legs
    assert (message.name, leg.pnr, leg.origin, leg.destination) == ("SILVA/ANA", "ABC123", "LIS", "AMS")
    assert (leg.carrier, leg.flight, leg.day_of_year) == ("TP", "0664", 325)
    assert (leg.cabin, leg.status) == ("Y" if length > 47 else "", "1" if length > 57 else "")
    assert Deviation.TRUNCATED in message.deviations
    assert (Deviation.SIZE_MISSING in message.deviations) == (length == 58)
    assert message.is_truncated == (length < 58)


@pytest.mark.parametrize("length", range(60, len(HEAD + variable(own="AB")) + len("^108ABCDEFGH")))
def test_a_pass_cut_off_anywhere_keeps_its_first_leg(length: int) -> None:
    whole = HEAD + variable(own="AB") + "^108ABCDEFGH"
    message = parse(whole[:length])
    assert message.legs[0].block == HEAD[23:]
    assert not message.is_truncated
    ends_well = length == len(HEAD + variable(own="AB"))
    assert (Deviation.TRUNCATED in message.deviations) != ends_well
    assert set(message.deviations) <= {Deviation.TRUNCATED}


@pytest.mark.parametrize("length", range(len(SECOND)))
def test_a_later_leg_counts_only_from_the_day_of_its_own_flight_on(length: int) -> None:
    message = parse("M2" + PLAIN[2:] + SECOND[:length])
    assert len(message.legs) == (2 if length >= 24 else 1)
    assert Deviation.TRUNCATED in message.deviations
    assert (Deviation.LEGS_MISSING in message.deviations) == (length < 24)


def test_a_security_field_that_is_cut_off_is_told_as_far_as_it_is_there() -> None:
    message = parse(PLAIN + "^1")
    assert message.security == Security("1", "")
    assert message.deviations == (Deviation.TRUNCATED,)


# --- wrong sizes -----------------------------------------------------------------------------------------------------


def test_a_leg_without_a_size_goes_on_with_the_next_leg_or_the_security_field() -> None:
    message = parse("M2" + HEAD[2:] + SECOND + "^103XYZ")
    assert [leg.flight for leg in message.legs] == ["0664", "0712"]
    assert message.security == Security("1", "XYZ")
    assert message.deviations == (Deviation.SIZE_MISSING,)


def test_a_size_that_looks_right_and_is_the_next_booking_code_is_not_believed() -> None:
    message = parse("M2" + HEAD[2:] + SECOND.replace("DEF456", "2EF456") + "00")
    assert [leg.pnr for leg in message.legs] == ["ABC123", "2EF456"]
    assert message.deviations == (Deviation.SIZE_MISSING,)


@pytest.mark.parametrize(("size", "rest"), [("ZZ", ""), ("  ", ""), ("-1", "AB")])
def test_a_size_that_is_no_number_is_named(size: str, rest: str) -> None:
    message = parse(HEAD + size + rest)
    assert message.deviations[0] == Deviation.SIZE_NOT_HEX
    assert message.legs[0].airline_use == ""


def test_a_size_of_zero_before_a_variable_part_is_named_and_the_part_is_not_read() -> None:
    message = parse(HEAD + "00" + variable()[2:])
    assert message.deviations == (Deviation.SIZE_ZERO,)
    assert (message.version, message.unique.issuer) == (None, "")


def test_the_security_field_is_found_behind_a_part_that_is_not_read() -> None:
    message = parse(HEAD + "00" + variable()[2:] + "^103XYZ")
    assert message.security == Security("1", "XYZ")
    assert message.deviations == (Deviation.SIZE_ZERO,)


def test_a_size_beyond_the_security_field_stops_before_it() -> None:
    message = parse(HEAD + "28" + variable()[2:] + "^108ABCDEFGH  ")
    assert message.security == Security("1", "ABCDEFGH")
    assert message.deviations == (Deviation.SIZE_WRONG, Deviation.TRAILING_BLANKS)


@pytest.mark.parametrize("size", ["FF", "1F", "05", "1D"])
def test_a_leg_behind_a_wrong_size_is_found_where_it_stands(size: str) -> None:
    message = parse(f"M2{HEAD[2:]}{size}{variable()[2:]}{SECOND}00^103XYZ")
    assert [leg.flight for leg in message.legs] == ["0664", "0712"]
    assert (message.unique.issuer, message.security) == ("TP", Security("1", "XYZ"))
    assert message.deviations == (Deviation.SIZE_WRONG,)


def test_a_leg_behind_a_part_of_size_zero_is_found_where_it_stands() -> None:
    message = parse(f"M2{HEAD[2:]}00{variable()[2:]}{SECOND}00")
    assert [leg.flight for leg in message.legs] == ["0664", "0712"]
    assert (message.version, message.deviations) == (None, (Deviation.SIZE_ZERO,))


def test_a_size_short_of_the_security_field_still_finds_it() -> None:
    message = parse(HEAD + variable(own="WXYZ").replace("22", "20", 1) + "^108ABCDEFGH")
    assert message.legs[0].airline_use == "WX"
    assert message.security == Security("1", "ABCDEFGH")
    assert message.deviations == (Deviation.SIZE_WRONG,)


def test_a_block_longer_than_what_holds_it_ends_there() -> None:
    message = parse(HEAD + sized(">650" + UNIQUE))
    assert message.unique.block == UNIQUE
    assert message.deviations == (Deviation.SIZE_WRONG,)


def test_a_block_without_a_size_is_the_airlines_own() -> None:
    message = parse(HEAD + sized(">6XXHELLO"))
    assert message.legs[0].airline_use == "XXHELLO"
    assert message.deviations == (Deviation.SIZE_NOT_HEX,)


def test_a_field_that_a_block_cuts_is_told_as_far_as_it_is_there() -> None:
    message = parse(HEAD + variable(UNIQUE[:9]))
    assert message.unique.issuer == "T"
    assert message.deviations == (Deviation.FIELD_CUT,)


@pytest.mark.parametrize("length", [0, 1, 2, 3, 7, 8, 11, 24])
def test_a_block_may_end_after_any_of_its_fields(length: int) -> None:
    assert deviations(HEAD + variable(UNIQUE[:length])) == []


# --- other ways to differ --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PLAIN.replace("EABC123", " ABC123"), Deviation.NO_E),
        (PLAIN.replace("EABC123", "XABC123"), Deviation.NO_E),
        (PLAIN.replace("EABC123", "ABC123"), Deviation.NO_E),  # left out, so that all behind it stands one to the left
        (PLAIN.replace("SILVA/ANA", " " * 9), Deviation.NAME_BLANK),
        (PLAIN.replace("SILVA/ANA", "Silva/Ana"), Deviation.LOWER_CASE),
        (PLAIN.replace("EABC123", "eABC123"), Deviation.LOWER_CASE),
        (PLAIN.replace("LIS", "lis"), Deviation.LOWER_CASE),
        ("m" + PLAIN[1:], Deviation.LOWER_CASE),
        (PLAIN.lower(), Deviation.LOWER_CASE),
        (HEAD + variable(UNIQUE.lower()), Deviation.LOWER_CASE),
        ("M5" + PLAIN[2:] + (SECOND + "00") * 4, Deviation.LEGS_OVER_FOUR),
        ("M2" + PLAIN[2:], Deviation.LEGS_MISSING),
        ("M2" + PLAIN[2:] + "^103XYZ", Deviation.LEGS_MISSING),
        ("M2" + PLAIN[2:] + "no leg, but long enough for one", Deviation.LEGS_MISSING),
        (PLAIN + "   ", Deviation.TRAILING_BLANKS),
        (PLAIN + "^103XYZ   ", Deviation.TRAILING_BLANKS),
        (PLAIN + "AND MORE", Deviation.TRAILING_TEXT),
        (PLAIN + "^103XYZ and more", Deviation.TRAILING_TEXT),
        (PLAIN.replace("ABC123 ", "AB-123 "), Deviation.PNR_FORM),
        (PLAIN.replace("ABC123 ", "       "), Deviation.PNR_FORM),
        (PLAIN.replace("0664 ", "664  "), Deviation.FLIGHT_FORM),
        (PLAIN.replace("0664 ", "OPEN "), Deviation.FLIGHT_FORM),
        (PLAIN.replace("325", "99 "), Deviation.DAY_FORM),
        (PLAIN.replace("325", " 99"), Deviation.DAY_FORM),
        (PLAIN.replace("325", "9  "), Deviation.DAY_FORM),
        (PLAIN.replace("325", "  9"), Deviation.DAY_FORM),
        (PLAIN.replace("325", "   "), Deviation.DAY_FORM),
        (PLAIN.replace("325", "000"), Deviation.DAY_FORM),
        (PLAIN.replace("325", "367"), Deviation.DAY_FORM),
        (PLAIN.replace("Y012A", "1012A"), Deviation.CABIN_FORM),
        (PLAIN.replace("012A", "12A "), Deviation.SEAT_FORM),
        (PLAIN.replace("0001 ", "1    "), Deviation.SEQUENCE_FORM),
        (PLAIN.replace("0001 1", "0001 -"), Deviation.STATUS_FORM),
        (HEAD + sized("PRIVATE"), Deviation.NO_VERSION),
        (HEAD + variable(version="9"), Deviation.VERSION),
        (HEAD + variable(version="A"), Deviation.VERSION),
        (HEAD + sized(">"), Deviation.VERSION),
        (HEAD + variable(own="\x07"), Deviation.CONTROL_CHARACTERS),
        (HEAD + variable("0WK 324BTP 0047123456001"), Deviation.ISSUE_DATE_FORM),
        (HEAD + variable("0WK6367BTP 0047123456001"), Deviation.ISSUE_DATE_FORM),
        (PLAIN + "^1ZZABC", Deviation.SECURITY_FORM),
    ],
)
def test_what_differs_from_the_standard_is_named_and_the_rest_is_read(text: str, found: Deviation) -> None:
    message = parse(text)
    assert found in message.deviations
    assert set(message.deviations) <= {found, Deviation.TRUNCATED}
    assert (Deviation.TRUNCATED in message.deviations) == (text == "M2" + PLAIN[2:])
    assert message.legs[0].origin == "LIS"
    assert message.legs[0].destination == "AMS"


@pytest.mark.parametrize("text", [PLAIN.replace("012A", form) for form in ("    ", "INF ", "GATE", "STBY")])
def test_a_pass_without_a_seat_does_not_differ(text: str) -> None:
    assert deviations(text) == []


@pytest.mark.parametrize(("printed", "day"), [("99 ", 99), (" 99", 99), ("  9", 9), ("   ", 0), ("999", 999)])
def test_a_day_is_read_however_it_is_padded(printed: str, day: int) -> None:
    assert parse(PLAIN.replace("325", printed)).legs[0].day_of_year == day


def test_lower_case_is_told_in_capitals_and_what_is_the_airlines_own_as_printed() -> None:
    message = parse((HEAD + variable(repeated=" " * 15 + "tp ", own="Own")).replace("SILVA", "Silva"))
    assert message.name == "SILVA/ANA"
    assert message.legs[0].conditional.marketing_carrier == "TP"
    assert message.legs[0].airline_use == "Own"


def test_an_unreadable_security_field_is_kept_as_it_is() -> None:
    assert parse(PLAIN + "^1ZZABC ").security == Security("1", "ZZABC")


# --- read ------------------------------------------------------------------------------------------------------------


def test_every_field_of_a_pass_is_told_without_its_blanks() -> None:
    unique = "0WK6324BTP 004712345600300471300000011047000001001"
    repeated = "0471234567890 1TP LH 123456789       A2PCY"
    message = parse("M2" + HEAD[2:] + variable(unique + "NEW", repeated + "ER", "own ") + SECOND + "00^103X^Z\r\n")
    assert (message.name, message.surname, message.given_names) == ("SILVA/ANA", "SILVA", "ANA")
    assert (message.is_electronic, message.version, message.security) == (True, 6, Security("1", "X^Z"))
    assert message.deviations == ()
    once = message.unique
    assert (once.passenger_description, once.check_in_source, once.issue_source) == ("0", "W", "K")
    assert (once.issue_date, once.document_type, once.issuer, once.extra) == ("6324", "B", "TP", "NEW")
    assert once.bag_tags == (
        BagTags(LicencePlate("0047123456"), 3),
        BagTags(LicencePlate("0047130000"), 1),
        BagTags(LicencePlate("1047000001"), 1),
    )
    first, second = message.legs
    assert (first.pnr, first.origin, first.destination, first.carrier) == ("ABC123", "LIS", "AMS", "TP")
    assert (first.flight, first.day_of_year, first.cabin) == ("0664", 325, "Y")
    assert (first.seat, first.sequence, first.status, first.airline_use) == ("012A", "0001", "1", "own ")
    more = first.conditional
    assert (more.airline, more.document_number, more.selectee) == ("047", "1234567890", "")
    assert (more.document_verification, more.marketing_carrier) == ("1", "TP")
    assert (more.frequent_flyer_airline, more.frequent_flyer_number) == ("LH", "123456789")
    assert (more.id_ad, more.baggage_allowance, more.fast_track, more.extra) == ("A", "2PC", "Y", "ER")
    assert (second.pnr, second.flight, second.day_of_year) == ("DEF456", "0712", 326)


def test_bag_tags_that_are_no_digits_are_not_told() -> None:
    assert parse(HEAD + variable("0WK6324BTP 0047123456   ")).unique.bag_tags == ()


@pytest.mark.parametrize("version", range(1, 9))
def test_every_version_is_read_by_the_lengths_it_states(version: int) -> None:
    message = parse(HEAD + variable(UNIQUE, "047" + " " * 42 + "LATER", "OWN", str(version)))
    assert message.version == version
    assert (message.legs[0].conditional.extra, message.legs[0].airline_use) == ("   LATER", "OWN")
    assert message.deviations == ()


def test_travel_without_a_ticket_is_not_electronic_and_does_not_differ() -> None:
    message = parse(PLAIN.replace("EABC123", "LABC123"))
    assert not message.is_electronic
    assert message.deviations == ()


def test_no_repr_shows_a_traveller() -> None:
    message = parse(HEAD + variable(repeated="0471234567890", own="OWN") + "^103XYZ")
    shown = repr(message)
    for personal in ("SILVA", "ABC123", "1234567890", "0047123456", "OWN", "XYZ"):
        assert personal not in shown
