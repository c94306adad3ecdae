from __future__ import annotations

import pytest

from kiosk.formats.gs1.checks import CHECKS
from kiosk.formats.gs1.checks.finding import Finding
from kiosk.formats.gs1.checks.numbers import check_pair


def found(check: str, text: str) -> tuple[str, str] | None:
    """Return the code and the offending characters."""
    finding = CHECKS[check](text)
    return None if finding is None else (finding.code, text[finding.start : finding.start + finding.length])


@pytest.mark.parametrize(
    ("check", "text", "code", "offending"),
    [
        ("csetnumeric", "12a4", "NOT_DIGITS", "a"),
        ("csetnumeric", "1٢", "NOT_DIGITS", "٢"),
        ("cset82", "AB C", "INVALID_CSET82_CHARACTER", " "),
        ("cset82", "é", "INVALID_CSET82_CHARACTER", "é"),
        ("cset39", "ab", "INVALID_CSET39_CHARACTER", "a"),
        ("cset64", "ab+", "INVALID_CSET64_CHARACTER", "+"),
        ("cset64", "ab===", "INVALID_CSET64_PADDING", "==="),
        ("cset64", "abcd=", "INVALID_CSET64_PADDING", "="),
        ("hasnondigit", "123", "REQUIRES_NON_DIGIT_CHARACTER", "123"),
        ("hyphen", "-x", "NOT_HYPHEN", "-x"),
        ("hyphen", "", "NOT_HYPHEN", ""),
        ("importeridx", "AB", "IMPORTER_IDX_MUST_BE_ONE_CHARACTER", "AB"),
        ("importeridx", "+", "INVALID_IMPORT_IDX_CHARACTER", "+"),
        ("pcenc", "100%", "INVALID_PERCENT_SEQUENCE", "%"),
        ("pcenc", "%41%4", "INVALID_PERCENT_SEQUENCE", "%4"),
        ("pcenc", "%zz", "INVALID_PERCENT_SEQUENCE", "%zz"),
        ("csum", "", "TOO_SHORT_FOR_CHECK_DIGIT", ""),
        ("csum", "5601234567893", "CHECK_DIGIT", "3"),
        ("csum", "56O1234567892", "NOT_DIGITS", "O"),
        ("csumalpha", "A", "TOO_SHORT_FOR_CHECK_PAIR", "A"),
        ("csumalpha", "x" * 100, "TOO_LONG_FOR_CHECK_PAIR", "x" * 100),
        ("csumalpha", "a b22", "INVALID_CSET82_CHARACTER", " "),
        ("csumalpha", "1987654Ad4X4bL5ttr2310c2L", "INCORRECT_CHECK_PAIR", "2L"),
        ("gcppos1", "123", "TOO_SHORT_FOR_KEY", "123"),
        ("gcppos1", "12A4567", "INVALID_GCP_PREFIX", "12A4567"),
        ("gcppos2", "3A234567", "INVALID_GCP_PREFIX", "A234567"),
        ("zero", "00x", "NOT_ZERO", "00x"),
        ("zero", "", "NOT_ZERO", ""),
        ("nonzero", "000", "ILLEGAL_ZERO_VALUE", "000"),
        ("nonzero", "0a0", "NOT_DIGITS", "a"),
        ("nozeroprefix", "01", "ILLEGAL_ZERO_PREFIX", "0"),
        ("nozeroprefix", "1a", "NOT_DIGITS", "a"),
        ("yesno", "2", "NOT_ZERO_OR_ONE", "2"),
        ("winding", "2", "INVALID_WINDING_DIRECTION", "2"),
        ("pieceoftotal", "", "INVALID_LENGTH_FOR_PIECE_OF_TOTAL", ""),
        ("pieceoftotal", "012", "INVALID_LENGTH_FOR_PIECE_OF_TOTAL", "012"),
        ("pieceoftotal", "0a02", "NOT_DIGITS", "a"),
        ("pieceoftotal", "0002", "ZERO_PIECE_NUMBER", "00"),
        ("pieceoftotal", "0200", "ZERO_TOTAL_PIECES", "00"),
        ("pieceoftotal", "0302", "PIECE_NUMBER_EXCEEDS_TOTAL", "0302"),
        ("posinseqslash", "1-2", "POSITION_IN_SEQUENCE_MALFORMED", "1-2"),
        ("posinseqslash", "0/2", "ILLEGAL_ZERO_PREFIX", "0"),
        ("posinseqslash", "1/02", "ILLEGAL_ZERO_PREFIX", "02"),
        ("posinseqslash", "10/9", "POSITION_EXCEEDS_END", "10/9"),
        ("latitude", "123", "LATITUDE_INVALID_LENGTH", "123"),
        ("latitude", "180000000x", "NOT_DIGITS", "x"),
        ("latitude", "1800000001", "INVALID_LATITUDE", "1800000001"),
        ("longitude", "3600000001", "INVALID_LONGITUDE", "3600000001"),
        ("yymmdd", "26053", "DATE_TOO_SHORT", "26053"),
        ("yymmdd", "2605311", "DATE_TOO_LONG", "2605311"),
        ("yymmdd", "261331", "ILLEGAL_MONTH", "13"),
        ("yymmdd", "260431", "ILLEGAL_DAY", "31"),
        ("yymmdd", "260500", "ILLEGAL_DAY", "00"),
        ("yymmd0", "250229", "ILLEGAL_DAY", "29"),
        ("yyyymmdd", "19000229", "ILLEGAL_DAY", "29"),
        ("yyyymmd0", "20260001", "ILLEGAL_MONTH", "00"),
        ("hh", "24", "ILLEGAL_HOUR", "24"),
        ("mi", "6", "MINUTE_TOO_SHORT", "6"),
        ("ss", "60", "ILLEGAL_SECOND", "60"),
        ("hhmi", "2400", "ILLEGAL_HOUR", "24"),
        ("hhmi", "2360", "ILLEGAL_MINUTE", "60"),
        ("hhmi", "9999", "ILLEGAL_HOUR", "99"),
        ("hhmi_or_none", "9998", "ILLEGAL_HOUR", "99"),
        ("iso3166", "000", "NOT_ISO3166", "000"),
        ("iso3166", "999", "NOT_ISO3166", "999"),
        ("iso3166999", "998", "NOT_ISO3166_OR_999", "998"),
        ("iso3166alpha2", "UK", "NOT_ISO3166_ALPHA2", "UK"),
        ("iso4217", "276", "NOT_ISO4217", "276"),
        ("iso5218", "3", "INVALID_BIOLOGICAL_SEX_CODE", "3"),
        ("mediatype", "11", "INVALID_MEDIA_TYPE", "11"),
        ("packagetype", "00", "INVALID_PACKAGE_TYPE", "00"),
        ("iban", "PT50", "IBAN_TOO_SHORT", "PT50"),
        ("iban", "P" * 35, "IBAN_TOO_LONG", "P" * 35),
        ("iban", "pt50000201231234567890154", "INVALID_IBAN_CHARACTER", "p"),
        ("iban", "ZZ50000201231234567890154", "ILLEGAL_IBAN_COUNTRY_CODE", "ZZ"),
        ("iban", "PT51000201231234567890154", "INCORRECT_IBAN_CHECKSUM", "51"),
    ],
)
def test_a_component_that_breaks_its_rule_is_found_where_it_breaks(
    check: str, text: str, code: str, offending: str
) -> None:
    assert found(check, text) == (code, offending)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("cset82", "!\"%&'()*+,-./09:;<=>?AZ_az"),
        ("cset39", "#-/09AZ"),
        ("cset64", "-_09AZaz="),
        ("hasnondigit", "1A"),
        ("hyphen", "-"),
        ("importeridx", "_"),
        ("pcenc", "a%20b%C3%A9"),
        ("csum", "5601234567892"),
        ("csumalpha", "1987654Ad4X4bL5ttr2310c2K"),
        ("gcppos1", "5601234"),
        ("gcppos2", "A560123"),
        ("zero", "0"),
        ("nonzero", "001"),
        ("nozeroprefix", "0"),
        ("yesno", "1"),
        ("winding", "9"),
        ("pieceoftotal", "0202"),
        ("posinseqslash", "9/10"),
        ("latitude", "1800000000"),
        ("longitude", "3600000000"),
        ("yymmdd", "240229"),
        ("yymmd0", "260500"),
        ("yyyymmdd", "20000229"),
        ("yyyymmd0", "20260500"),
        ("hh", "23"),
        ("mi", "59"),
        ("ss", "59"),
        ("hhmi", "2359"),
        ("hhmi_or_none", "9999"),
        ("iso3166", "620"),
        ("iso3166999", "999"),
        ("iso3166alpha2", "PT"),
        ("iso4217", "978"),
        ("iso5218", "9"),
        ("mediatype", "80"),
        ("packagetype", "BX"),
        ("packagetype", "201"),
        ("iban", "PT50000201231234567890154"),
        ("couponcode", "106141416543213500110000310123196000"),
        ("couponposoffer", "001234561234560123456"),
    ],
)
def test_a_component_that_keeps_its_rule_is_let_through(check: str, text: str) -> None:
    assert CHECKS[check](text) is None


def test_the_check_pair_of_a_model_number_is_computed_as_published() -> None:
    assert check_pair("1987654Ad4X4bL5ttr2310c") == "2K"


# A coupon: length 0, company prefix, offer, save value 1 digit, requirement 1 digit in dollars, family 123.
HEAD = "0" + "123456" + "123456" + "11" + "11" + "0" + "123"


@pytest.mark.parametrize(
    ("text", "code", "offending"),
    [
        ("", "MISSING_GCP_VLI", ""),
        ("x", "", "x"),
        ("7" + HEAD[1:], "INVALID_GCP_LENGTH", "7"),
        ("0" + "12345", "TRUNCATED_GCP", "12345"),
        (HEAD[:13] + "0", "INVALID_SAVE_VALUE_LENGTH", "0"),
        (HEAD[:17] + "5", "INVALID_1ST_PURCHASE_REQUIREMENT_CODE", "5"),
        (HEAD + "1" + "4", "INVALID_ADDITIONAL_PURCHASE_RULES_CODE", "4"),
        (HEAD + "1" + "0" + "11" + "0" + "123" + "7", "INVALID_2ND_PURCHASE_GCP_LENGTH", "7"),
        (HEAD + "2" + "11" + "0" + "123" + "0" + "1234", "TRUNCATED_3RD_PURCHASE_GCP", "1234"),
        (HEAD + "3" + "261301", "INVALID_EXPIRATION_DATE", "261301"),
        (HEAD + "3" + "26", "TOO_SHORT_FOR_EXPIRATION_DATE", "26"),
        (HEAD + "4" + "260230", "INVALID_START_DATE", "260230"),
        (HEAD + "3" + "260101" + "4" + "260102", "EXPIRATION_BEFORE_START", "3" + "260101" + "4" + "260102"),
        (HEAD + "3" + "260102" + "4" + "260101" + "4" + "260101", "EXCESS_DATA", "4260101"),
        (HEAD + "5" + "0" + "12345", "TRUNCATED_SERIAL_NUMBER", "12345"),
        (HEAD + "6" + "0", "INVALID_RETAILER_GCP_OR_GLN_LENGTH", "0"),
        (HEAD + "9" + "3", "INVALID_SAVE_VALUE_CODE", "3"),
        (HEAD + "9" + "0" + "3", "INVALID_SAVE_VALUE_APPLIES_TO_ITEM", "3"),
        (HEAD + "9" + "0" + "0" + "0" + "2", "INVALID_DONT_MULTIPLY_FLAG", "2"),
        (HEAD + "7", "EXCESS_DATA", "7"),
    ],
)
def test_a_coupon_is_faulted_at_the_field_that_breaks(text: str, code: str, offending: str) -> None:
    expected = f"COUPON_{code}" if code else "NOT_DIGITS"
    assert found("couponcode", text) == (expected, offending)


def test_a_coupon_cut_before_a_field_is_faulted_as_a_whole() -> None:
    assert CHECKS["couponcode"](HEAD + "9") == Finding("COUPON_MISSING_SAVE_VALUE_CODE", 0, len(HEAD) + 1)


def test_a_coupon_may_carry_every_field_in_its_order() -> None:
    second = "1" + "3" + "212" + "9" + "999" + "9"
    third = "2" + "11" + "4" + "123" + "1" + "1234567"
    dates = "3" + "260630" + "4" + "260601"
    rest = "5" + "0" + "123456" + "6" + "1" + "1234567" + "9" + "6" + "2" + "9" + "1"
    assert CHECKS["couponcode"](HEAD + second + third + dates + rest) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "COUPON_MISSING_FORMAT_CODE"),
        ("2", "COUPON_INVALID_FORMAT_CODE"),
        ("0", "COUPON_MISSING_FUNDER_VLI"),
        ("07", "COUPON_INVALID_FUNDER_LENGTH"),
        ("00123456123456", "COUPON_MISSING_SERIAL_NUMBER_VLI"),
        ("0012345612345601234567", "COUPON_EXCESS_DATA"),
    ],
)
def test_a_positive_offer_coupon_is_faulted_by_its_field(text: str, code: str) -> None:
    finding = CHECKS["couponposoffer"](text)
    assert finding is not None
    assert finding.code == code
