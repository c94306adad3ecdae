from __future__ import annotations

import pytest

from kiosk.formats import gs1
from kiosk.formats.errors import Malformed
from kiosk.formats.gs1 import GS, Element
from kiosk.formats.gs1.spec import PREDEFINED_TOTAL, Component, matches
from kiosk.formats.gs1.table import IDENTIFIERS, LENGTH_OF, identifier_at

GTIN = "09520123456788"


def faults(message: str) -> list[str]:
    return [problem.code for problem in gs1.read(message).faults]


def remarks(message: str) -> list[str]:
    return [problem.code for problem in gs1.read(message).remarks]


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("", ["EMPTY"]),
        (GS, ["EMPTY"]),
        ("89ABC", ["UNKNOWN_AI"]),
        ("3338123456", ["UNKNOWN_AI"]),
        ("1", ["UNKNOWN_AI"]),
        ("AB", ["UNKNOWN_AI"]),
        ("0109520123456789", ["CHECK_DIGIT"]),
        ("010952012345678", ["LENGTH"]),
        (f"01095201{GS}23456788", ["LENGTH", "UNKNOWN_AI"]),
        (f"01{GTIN}10", ["LENGTH"]),
        (f"01{GTIN}10{'A' * 21}", ["LENGTH"]),
        (f"01{GTIN}10A B", ["INVALID_CSET82_CHARACTER"]),
        (f"01{GTIN}17261301", ["ILLEGAL_MONTH"]),
        (f"01{GTIN}17261301{GS}10é", ["ILLEGAL_MONTH", "INVALID_CSET82_CHARACTER"]),
        (f"01{GTIN}70072611212611", ["LENGTH"]),
        ("8001123412345123" + "2" + "0", ["INVALID_WINDING_DIRECTION"]),
        ("800319520123456788", ["NOT_ZERO"]),
    ],
)
def test_a_message_that_breaks_the_syntax_says_how(message: str, codes: list[str]) -> None:
    assert faults(message) == codes
    with pytest.raises(Malformed) as caught:
        gs1.parse(message)
    assert caught.value.code == codes[0]


def test_a_message_of_faults_only_is_given_up_after_twenty() -> None:
    assert faults("17999999" * 10_000) == ["ILLEGAL_MONTH"] * 20


def test_a_fault_names_the_element_and_the_place() -> None:
    (fault,) = gs1.read(f"01{GTIN}17261301").faults
    assert fault.text == "(17) USE BY or EXPIRY: illegal month at character 3 of '261301'"
    (fault,) = gs1.read("242").faults
    assert fault.text == "(242) MTO VARIANT: 0 characters do not make up its parts, 1 to 6 expected: ''"
    (fault,) = gs1.read("01123").faults
    assert "14 expected" in fault.text


def test_values_of_predefined_length_need_no_separator_and_others_end_at_one() -> None:
    elements = gs1.parse(f"01{GTIN}310300019510AB{GS}17260531")
    assert elements == (
        Element("01", GTIN),
        Element("3103", "000195"),
        Element("10", "AB"),
        Element("17", "260531"),
    )


def test_a_separator_may_end_any_value_and_the_message() -> None:
    assert gs1.read(f"01{GTIN}{GS}10AB{GS}").problems == ()


@pytest.mark.parametrize("message", [f"01{GTIN}{GS}{GS}10AB", f"{GS}01{GTIN}", f"01{GTIN}{GS}{GS}"])
def test_a_separator_where_none_belongs_is_passed_over_and_remarked_on(message: str) -> None:
    reading = gs1.read(message)
    assert reading.is_intact
    assert remarks(message) == ["REDUNDANT_SEPARATOR"]


def test_optional_components_may_be_left_out_but_not_cut() -> None:
    assert gs1.read(f"01{GTIN}7007261121").is_intact
    assert gs1.read(f"01{GTIN}7007261121261122").is_intact
    assert gs1.read(f"01{GTIN}4330000100").is_intact
    assert gs1.read("4330000100-").is_intact
    assert faults("4330000100x") == ["NOT_HYPHEN"]


def test_companions_of_a_message_that_broke_off_are_not_missed() -> None:
    reading = gs1.read("10ABC" + GS + "89")
    assert [problem.code for problem in reading.problems] == ["UNKNOWN_AI"]
    assert reading.elements == (Element("10", "ABC"),)


@pytest.mark.parametrize(
    ("message", "code", "text"),
    [
        ("10ABC", "REQUIRED", "(10) must stand beside (01) or (02) or (03) or (8006) or (8026)"),
        (f"01{GTIN}7004123", "REQUIRED", "(7004) must stand beside (01)+(10)"),
        (f"01{GTIN}392299", "REQUIRED", "(3922) must stand beside (30) or (31nn) or (32nn) or (35nn) or (36nn)"),
        (f"01{GTIN}3712", "EXCLUDED", "(01) and (37) must not stand together"),
        (f"01{GTIN}31030001953105000195", "EXCLUDED", "(3103) and (3105) must not stand together"),
        (f"400A{GS}400B", "REPEATED", "(400) stands for 'A' and 'B'"),
        (f"8030AB{GS}2539520123456788", "UNSERIALISED", "(8030) signs one piece, (253) has no serial component"),
    ],
)
def test_elements_that_do_not_belong_together_are_remarked_on(message: str, code: str, text: str) -> None:
    reading = gs1.read(message)
    assert reading.is_intact
    assert (code, text) in [(problem.code, problem.text) for problem in reading.remarks]


def test_each_quarrel_is_told_once() -> None:
    assert remarks(f"400A{GS}400B{GS}400C") == ["REPEATED"]
    assert remarks(f"01{GTIN}03{GTIN}").count("EXCLUDED") == 1


@pytest.mark.parametrize(
    "message",
    [
        f"01{GTIN}3103000195392299",
        f"400A{GS}400A",
        f"8030AB{GS}2539520123456788X",
        f"8030AB{GS}01{GTIN}21X",
        "0095201234567891234502095201234567883725",
    ],
)
def test_elements_that_belong_together_give_no_remark(message: str) -> None:
    assert gs1.read(message).problems == ()


def test_elements_of_identifiers_nobody_knows_take_part_in_no_rule_but_repetition() -> None:
    strangers = [Element("89", "A"), Element("89", "B")]
    assert [problem.code for problem in gs1.association_problems(strangers)] == ["REPEATED"]


def test_a_message_is_built_with_separators_only_where_they_are_needed() -> None:
    message = f"01{GTIN}10AB{GS}3103000195400X"
    assert gs1.build(gs1.parse(message)) == message
    assert gs1.build([]) == ""


def test_brackets_are_read_and_written() -> None:
    elements = gs1.from_bracketed(rf"(01){GTIN}(10)A\(B)")
    assert elements == (Element("01", GTIN), Element("10", "A(B)"))
    assert gs1.to_bracketed(elements) == rf"(01){GTIN}(10)A\(B)"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "BRACKETS"),
        ("01", "BRACKETS"),
        ("(01", "BRACKETS"),
        ("(89)1", "UNKNOWN_AI"),
        ("()1", "UNKNOWN_AI"),
        ("(10)", "LENGTH"),
        (f"(01){GTIN[:-1]}9", "CHECK_DIGIT"),
    ],
)
def test_brackets_that_hold_no_elements_are_refused(text: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        gs1.from_bracketed(text)
    assert caught.value.code == code


def test_every_identifier_is_found_by_its_first_two_digits() -> None:
    assert all(identifier_at(ai, 0) is identifier for ai, identifier in IDENTIFIERS.items())
    assert all(LENGTH_OF[ai[:2]] == len(ai) for ai in IDENTIFIERS)


def test_every_identifier_of_predefined_length_has_just_that_length() -> None:
    for ai, identifier in IDENTIFIERS.items():
        if ai[:2] in PREDEFINED_TOTAL:
            assert identifier.predefined_length == identifier.shortest == identifier.longest


def test_every_companion_of_the_table_is_in_the_table() -> None:
    patterns = {
        one
        for identifier in IDENTIFIERS.values()
        for one in (*identifier.excludes, *(ai for group in identifier.needs for choice in group for ai in choice))
    }
    patterns |= {ai for identifier in IDENTIFIERS.values() for path in identifier.paths or () for ai in path}
    assert [pattern for pattern in patterns if not any(matches(pattern, ai) for ai in IDENTIFIERS)] == []


@pytest.mark.parametrize("notation", ["", "q3", "n", "n3-", "n3/"])
def test_a_slip_in_the_table_is_an_error_at_import(notation: str) -> None:
    with pytest.raises(ValueError, match="not a component"):
        Component.parse(notation)
