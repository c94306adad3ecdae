from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.errors import Malformed
from kiosk.formats.mrz import Checks, Content, Field, Format, Mrz, Repaired, Sex, build, is_zone, parse, repair
from kiosk.formats.mrz.countries import CODES
from kiosk.formats.mrz.layouts import LAYOUTS
from tests.unit.formats.mrz.specimens import ERIKSSON, chance, specimen, with_characters

TODAY = date(2026, 11, 21)
FORMATS = pytest.mark.parametrize("form", Format)
LICENCE = "D1FRA99ZZ000010300101SILVA<<<0"
SWISS = "ZZZ999D<<\nFACHE999999999099<<700101<<<<<\nSILVA<<ANA<<<<<<<<<<<<<<<<<<<<"
LONG = build(Format.TD1, Content("ID", "BEL", "123456789015", "Silva", "Ana", "740812", "F", "300415", "BEL"))
"""A document number of twelve characters, the last of them in front of its check digit in the optional data."""


def codes(zone: Mrz) -> list[str]:
    return [problem.code for problem in zone.problems]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "EMPTY"),
        (" \r\n \n", "EMPTY"),
        ("P<UTO", "LENGTH"),
        (ERIKSSON[:-1], "LENGTH"),
        (ERIKSSON + "<", "LENGTH"),
        (ERIKSSON.splitlines()[0], "LENGTH"),
        (f"{ERIKSSON}\n{ERIKSSON}", "LENGTH"),
        (ERIKSSON * 100, "LENGTH"),
        (LICENCE, "FORMAT_NOT_SUPPORTED"),
        ("D<NLD99ZZ000010300101SILVA<<<0", "FORMAT_NOT_SUPPORTED"),
        (SWISS, "FORMAT_NOT_SUPPORTED"),
        ("A" * 30, "LENGTH"),
        (SWISS.replace("FACHE", "FACHX"), "LENGTH"),
    ],
)
def test_what_is_no_zone_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(Malformed) as raised:
        parse(text)
    assert raised.value.code == code


def test_a_wrong_length_says_which_and_repeats_nothing_of_the_document() -> None:
    with pytest.raises(Malformed, match="2 lines, the first of 44 characters, one of 43") as raised:
        parse(ERIKSSON[:-1])
    with pytest.raises(Malformed, match=": 1 line of 44 characters: a zone has 3 lines of 30, 2 of 36 or 2 of 44"):
        parse(ERIKSSON.splitlines()[0])
    assert "ERIKSSON" not in str(raised.value)
    assert "L898902C3" not in str(raised.value)


def test_the_specimen_of_icao_is_told_in_all_its_fields() -> None:
    zone = parse(ERIKSSON)
    assert (zone.format, zone.document_code, zone.issuer, zone.nationality) == (Format.TD3, "P", "UTO", "UTO")
    assert (zone.number, zone.surname, zone.given_names, zone.sex) == (
        "L898902C3",
        "ERIKSSON",
        "ANNA MARIA",
        Sex.FEMALE,
    )
    assert (zone.birth, zone.expiry, zone.optional) == ("740812", "120415", ("ZE184226B",))
    assert zone.birth_date(TODAY) == date(1974, 8, 12)
    assert zone.expiry_date(TODAY) == date(2012, 4, 15)
    assert zone.checks == Checks(True, True, True, True, True)
    assert zone.lines == tuple(ERIKSSON.splitlines())
    assert (zone.is_valid, zone.is_specimen, zone.is_name_cut) == (True, True, False)


@pytest.mark.parametrize(
    "text",
    [
        ERIKSSON.lower(),
        ERIKSSON.replace("\n", "\r"),
        ERIKSSON.replace("\n", "\r\n") + "\r\n",
        f"\n\n  {ERIKSSON}  \n",
        ERIKSSON.replace("\n", " \n\t"),
        ERIKSSON.replace("\n", ""),
        "\n".join(reversed(ERIKSSON.splitlines())),
    ],
)
def test_case_breaks_blanks_and_the_order_of_lines_do_not_matter(text: str) -> None:
    assert is_zone(text)
    assert parse(text) == parse(ERIKSSON)


@FORMATS
def test_lines_given_as_a_sequence_as_one_text_and_without_breaks_mean_the_same(form: Format) -> None:
    zone = specimen(form, chance(1))
    assert parse(zone.lines) == parse("\r".join(zone.lines)) == parse("".join(zone.lines)) == zone
    assert zone.format is form


@FORMATS
def test_lines_in_any_order_are_put_right_when_all_is_right_then(form: Format) -> None:
    zone = specimen(form, chance(2))
    assert parse(zone.lines[::-1]) == zone


def test_lines_of_two_documents_are_seen_where_a_digit_covers_both() -> None:
    one, other = (specimen(Format.TD1, chance(seed)) for seed in (3, 4))
    assert "CHECK_DIGIT" in codes(parse((one.lines[0], other.lines[1], one.lines[2])))


@FORMATS
@given(data=st.data(), seed=st.integers(0, 1000))
def test_a_wrong_digit_is_named_and_hides_no_other_field(form: Format, data: st.DataObject, seed: int) -> None:
    zone, layout = specimen(form, chance(seed)), LAYOUTS[form]
    at = data.draw(st.sampled_from([layout.birth.start + 1, layout.birth.stop]))
    wrong = str((int(zone.text[at]) + data.draw(st.integers(1, 9))) % 10)
    read = parse(with_characters(zone, {at: wrong}).lines)
    assert read.checks.birth_ok is False
    assert read.checks.composite_ok in (None, False) or layout.composite_at < 0
    assert read.checks.number_ok
    assert not read.is_valid
    assert any(problem.text.startswith(Field.BIRTH) for problem in read.problems)
    assert (read.number, read.surname, read.given_names) == (zone.number, zone.surname, zone.given_names)


@pytest.mark.parametrize(
    ("at", "character", "field", "wanted"),
    [
        (0, "1", Field.DOCUMENT_CODE, "letter"),
        (2, "0", Field.ISSUER, "letter"),
        (10, "5", Field.NAME, "letter"),
        (44, "?", Field.NUMBER, "letter, a digit"),
        (53, "<", Field.NUMBER, "a digit"),
        (54, "0", Field.NATIONALITY, "letter"),
        (58, "O", Field.BIRTH, "digit"),
        (64, "0", Field.SEX, "F, M, X"),
        (66, "I", Field.EXPIRY, "digit"),
        (73, "*", Field.OPTIONAL, "letter, a digit"),
        (87, "O", Field.COMPOSITE, "digit"),
    ],
)
def test_a_character_that_cannot_stand_there_is_named_with_its_place(
    at: int, character: str, field: Field, wanted: str
) -> None:
    zone = parse(with_characters(parse(ERIKSSON), {at: character}).lines)
    line, index = divmod(at, 44)
    first = zone.problems[0]
    assert first.code == "CHARACTER"
    assert first.text.startswith(f"{field}: character {index + 1} of line {line + 1} ")
    assert wanted in first.text
    assert field not in {Field.NUMBER, Field.BIRTH, Field.EXPIRY, Field.OPTIONAL} or zone.checks.of(field) is False


def test_a_field_with_two_bad_characters_is_named_once() -> None:
    assert codes(with_characters(parse(ERIKSSON), {58: "O", 59: "O"})) == ["CHARACTER"]


def test_a_letter_outside_the_alphabet_is_no_letter() -> None:
    zone = parse(ERIKSSON.replace("ERIKSSON", "ÉRIKSSON"))
    assert codes(zone) == ["CHARACTER"]
    assert parse(ERIKSSON.replace("C36UTO", "C36ŨTO")).nationality == "?TO"


def test_problems_and_repr_show_nothing_of_the_person() -> None:
    broken = with_characters(parse(ERIKSSON), {45: "1", 58: "3", 2: "Q", 54: "Q"})
    said = repr(broken) + "".join(problem.text for problem in broken.problems)
    assert codes(broken) == ["COUNTRY", "COUNTRY", "CHECK_DIGIT", "CHECK_DIGIT", "CHECK_DIGIT"]
    assert repr(broken) == "Mrz(TD3, not valid)"
    assert repr(parse(ERIKSSON)) == "Mrz(TD3, valid)"
    assert not any(secret in said for secret in ("ERIKSSON", "ANNA", "L198902C3", "740812", "QTO"))


@pytest.mark.parametrize(
    ("code", "is_known"), [("D<<", True), ("D", False), ("XXA", True), ("RKS", True), ("GBN", True), ("DE<", False)]
)
def test_countries_are_those_of_iso_and_icao(code: str, is_known: bool) -> None:
    assert (code in CODES) is is_known


@pytest.mark.parametrize(
    ("birth", "told", "is_right"),
    [
        ("000229", date(2000, 2, 29), True),
        ("010229", None, False),
        ("<<0229", None, True),
        ("261121", date(2026, 11, 21), True),
        ("261122", date(1926, 11, 22), True),
        ("271301", None, False),
        ("270001", None, False),
        ("270100", None, False),
        ("270132", None, False),
        ("74<<<<", None, True),
        ("7408<<", None, True),
        ("74<<31", None, True),
        ("740<12", None, False),
        ("<<<<<<", None, True),
        ("<<0230", None, False),
    ],
)
def test_a_birth_lies_in_the_past_and_parts_of_it_may_be_unknown(birth: str, told: date | None, is_right: bool) -> None:
    days = dict(zip([*range(57, 63), *range(65, 71)], f"{birth}300101", strict=True))
    zone = with_characters(parse(ERIKSSON), days)
    assert zone.birth_date(TODAY) == told
    assert ("DATE" not in codes(zone)) is is_right


@pytest.mark.parametrize(
    ("expiry", "told"),
    [("761231", date(2076, 12, 31)), ("770101", date(1977, 1, 1)), ("<<<<<<", None), ("271301", None)],
)
def test_an_expiry_lies_within_fifty_years(expiry: str, told: date | None) -> None:
    zone = with_characters(parse(ERIKSSON), {65 + n: digit for n, digit in enumerate(expiry)})
    assert zone.expiry_date(TODAY) == told


def test_nobody_is_born_after_the_end_of_their_document() -> None:
    zone = with_characters(parse(ERIKSSON), dict(zip(range(57, 63), "150101", strict=True)))
    assert zone.expiry == "120415"
    assert zone.birth_date(TODAY) == date(1915, 1, 1)


@pytest.mark.parametrize(("digit", "is_right"), [("5", True), ("3", True), ("4", False)])
def test_a_long_number_goes_on_in_the_optional_data_and_its_filler_may_count_or_not(digit: str, is_right: bool) -> None:
    zone = with_characters(LONG, {18: digit})
    assert LONG.lines[0] == "IDBEL123456789<0155<<<<<<<<<<<"
    assert zone.number == "123456789015"
    assert zone.checks.number_ok is is_right
    told = [problem.text for problem in zone.problems if problem.text.startswith(Field.NUMBER)]
    assert told == ([] if is_right else ["document_number: the check digit is '4', it must be 3 or 5"])


def test_optional_data_behind_a_number_with_its_digit_are_not_part_of_it() -> None:
    zone = parse("IDNLDAB1234567112345<<<<<<<<<<\n7408122F3004157NLDXY<<<<<<<<<0\nSILVA<<ANA<<<<<<<<<<<<<<<<<<<<")
    assert (zone.number, zone.checks.number_ok) == ("AB1234567", True)
    assert with_characters(zone, {14: "4"}).checks.number_ok is False


def test_one_character_more_than_nine_goes_on_too() -> None:
    zone = build(Format.TD2, Content("ID", "NLD", "AB12345678", "Silva", "Ana", "740812", "F", "300415", "NLD"))
    assert zone.lines[1][:10] == "AB1234567<"
    assert zone.lines[1][28:31] == f"8{zone.text[65]}<"
    assert zone.number == "AB12345678"
    assert zone.checks.number_ok


def test_a_passport_has_no_long_numbers() -> None:
    zone = with_characters(parse(ERIKSSON), {53: "<"})
    assert zone.number == "L898902C3"
    assert zone.checks.number_ok is False


def test_a_filler_for_a_check_digit_with_nothing_to_go_on_is_wrong() -> None:
    nothing = with_characters(LONG, dict.fromkeys(range(15, 19), "<"))
    assert (nothing.number, nothing.checks.number_ok) == ("123456789", False)
    assert with_characters(nothing, {15: "7"}).checks.number_ok is False


@pytest.mark.parametrize("digit", ["<", "0"])
def test_empty_optional_data_have_a_filler_or_a_nought_for_their_digit(digit: str) -> None:
    zone = specimen(Format.TD3, chance(9))
    empty = with_characters(zone, dict.fromkeys(range(72, 86), "<") | {86: digit})
    assert empty.checks.optional_ok
    assert with_characters(empty, {86: "1"}).checks.optional_ok is False
    assert with_characters(empty, {72: "7", 86: "<"}).checks.optional_ok is False


@pytest.mark.parametrize(("letter", "sex"), [("F", Sex.FEMALE), ("M", Sex.MALE), ("<", Sex.UNSPECIFIED), ("X", "X")])
def test_sex_is_told_as_printed_and_a_filler_is_not_specified(letter: str, sex: str) -> None:
    zone = with_characters(parse(ERIKSSON), {64: letter})
    assert zone.sex == sex
    assert zone.is_valid


@pytest.mark.parametrize(
    ("field", "surname", "given_names", "is_cut"),
    [
        ("O<<", "O", "", False),
        ("O<CONNOR<<A", "O CONNOR", "A", False),
        ("<<ANNA<MARIA", "", "ANNA MARIA", False),
        ("SMITH<<JOHN<<PAUL", "SMITH", "JOHN PAUL", False),
        ("<<<ANNA", "", "ANNA", False),
        ("A" * 39, "A" * 39, "", True),
        ("A" * 35 + "<<BO", "A" * 35, "BO", True),
    ],
)
def test_names_are_divided_and_a_full_field_may_be_cut(
    field: str, surname: str, given_names: str, is_cut: bool
) -> None:
    zone = parse(f"P<UTO{field.ljust(39, '<')}\n{ERIKSSON.splitlines()[1]}")
    assert (zone.surname, zone.given_names, zone.is_name_cut) == (surname, given_names, is_cut)
    assert zone.is_valid


@pytest.mark.parametrize(("field", "told"), [("SILVA<<ANA<<<<K", "SILVA ANA"), ("SILVA<<<<<<K<L", "SILVA")])
def test_a_letter_behind_the_end_of_a_name_is_named_and_not_told(field: str, told: str) -> None:
    zone = parse(f"P<UTO{field.ljust(39, '<')}\n{ERIKSSON.splitlines()[1]}")
    assert codes(zone) == ["NAME"]
    assert f"{zone.surname} {zone.given_names}".strip() == told
    assert repair(zone) == Repaired(zone, ())


def test_the_second_letter_of_the_document_code_may_be_a_digit() -> None:
    zone = parse("C1" + "\n".join(LONG.lines)[2:])
    assert zone.is_valid
    assert zone.document_code == "C1"


def test_a_zone_without_name_or_number_says_so() -> None:
    nobody = parse(f"P<UTO{'<' * 39}\n<<<<<<<<<0UTO7408122F1204159<<<<<<<<<<<<<<00")
    assert [problem.text.partition(":")[0] for problem in nobody.problems if problem.code == "EMPTY"] == [
        "document_number",
        "name",
    ]


def test_a_first_letter_that_the_format_does_not_have_is_named() -> None:
    assert codes(parse("X" + ERIKSSON[1:])) == ["DOCUMENT_CODE"]


def test_the_old_french_card_has_names_in_both_lines_and_no_expiry() -> None:
    zone = specimen(Format.FRA_ID, chance(11))
    assert (zone.nationality, zone.expiry, zone.expiry_date(TODAY)) == ("", "", None)
    assert zone.checks.expiry_ok is None
    assert zone.checks.optional_ok is None
    cut = with_characters(zone, dict.fromkeys(range(49, 63), "A"))
    assert cut.is_name_cut
    assert cut.given_names == "A" * 14


@pytest.mark.parametrize("form", [Format.MRVA, Format.MRVB])
def test_a_visa_has_no_composite_digit(form: Format) -> None:
    zone = specimen(form, chance(5))
    assert zone.document_code == "V"
    assert (zone.checks.composite_ok, zone.checks.optional_ok) == (None, None)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("", False),
        ("5601234567892", False),
        ("P<UTOERIKSSON<<ANNA", True),
        ("<html><body><<", False),
        ("line\nline", False),
        ("APPLES\nPEARS", False),
        ("XP" + "A" * 42 + "\n" + "A" * 44, False),
        ("A" * 44 + "\n" + "A" * 44, True),
        ("\n", False),
        (LICENCE, True),
        (LICENCE.replace("<", "A"), False),
        ("D<NLD99ZZ000010300101SILVA0000", True),
        (SWISS, True),
        ("A" * 72, True),
        ("M" * 72, False),
        ("\ud800<<", False),
    ],
)
def test_only_what_looks_like_a_zone_is_taken_for_one(text: str, is_one: bool) -> None:
    assert is_zone(text) is is_one


@given(st.text(max_size=300) | st.text("P<UTOACIVD0123456789\r\n", min_size=20, max_size=140))
def test_whatever_is_read_is_a_zone_or_refused_by_name(text: str) -> None:
    fault: Malformed | None = None
    zone: Mrz | None = None
    try:
        zone = parse(text)
    except Malformed as raised:
        fault = raised
    assert fault is None or fault.code in {"EMPTY", "LENGTH", "FORMAT_NOT_SUPPORTED"}
    assert zone is None or parse(zone.lines) == zone


@FORMATS
@given(data=st.data())
def test_a_zone_of_any_characters_answers_every_question(form: Format, data: st.DataObject) -> None:
    layout = LAYOUTS[form]
    first = "V" if form in {Format.MRVA, Format.MRVB} else "P"
    text = data.draw(
        st.text("ABVPO0189<?", min_size=layout.lines * layout.width - 1, max_size=layout.lines * layout.width - 1)
    )
    head = "IDFRA" if form is Format.FRA_ID else first
    zone = parse((head + first + text)[: layout.lines * layout.width])
    assert zone.is_valid is not bool(zone.problems)
    assert (zone.sex, zone.birth_date(TODAY), zone.expiry_date(TODAY)) is not None
    assert len(zone.lines) == layout.lines
    assert zone.surname == zone.surname.strip()
