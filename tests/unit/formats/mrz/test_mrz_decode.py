from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kiosk.formats.decode import decode
from kiosk.formats.mrz import Content, Format, build
from tests.unit.formats.mrz.specimens import ERIKSSON, chance, specimen

TODAY = date(2026, 11, 21)
LINE = ERIKSSON.replace("\n", "<LF>")


def codes(told: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in told["problems"]]


@pytest.mark.parametrize("line", [LINE, LINE.lower().replace("<lf>", "<LF>"), LINE.replace("<LF>", "\r"), f'"{LINE}"'])
def test_a_zone_is_told_whatever_divides_its_lines(line: str) -> None:
    told = decode(line, today=TODAY)
    assert (told["kind"], told["format"], told["valid"]) == ("mrz", "TD3", True)
    assert told == decode(LINE, today=TODAY)


def test_without_today_the_dates_are_not_told() -> None:
    told = decode(LINE)
    assert (told["birth_date"], told["expiry_date"], told["valid"]) == (None, None, True)


def test_what_a_format_does_not_have_is_null() -> None:
    french, visa = (decode("\r".join(specimen(form, chance(1)).lines)) for form in (Format.FRA_ID, Format.MRVB))
    assert (french["nationality"], french["expiry_date"], french["checks"]["expiry_date"]) == (None, None, None)
    assert visa["checks"]["composite"] is None


def test_a_wrong_digit_of_optional_data_makes_it_not_valid_though_no_check_tells_it() -> None:
    told = decode(LINE.replace("B<<<<<10", "B<<<<<21"))
    assert told["checks"] == {"document_number": True, "birth_date": True, "expiry_date": True, "composite": True}
    assert told["valid"] is False
    assert [problem["text"] for problem in told["problems"]] == ["optional_data: the check digit is '2', it must be 1"]


def test_a_look_alike_stays_as_read_and_what_would_put_it_right_is_told() -> None:
    told = decode(LINE.replace("7408122F", "74O8122F"), today=TODAY)
    assert (told["valid"], told["birth_date"], told["checks"]["birth_date"]) == (False, None, False)
    assert codes(told) == ["CHARACTER", "LOOK_ALIKE"]
    assert told["problems"][1]["text"].startswith("'0' for 'O' at character 16 of line 2: ")


def test_a_doubtful_character_is_told_with_its_candidates() -> None:
    zone = build(Format.TD3, Content("P", "NLD", "X0006H5A2", "Silva", "Ana", "740812", "F", "300415", "NLD"))
    told = decode("\r".join(zone.lines).replace("X0006H5A2", "XO006H5A2"))
    assert told["document_number"] == "XO006H5A2"
    assert codes(told) == ["CHECK_DIGIT", "CHECK_DIGIT", "LOOK_ALIKE"]
    assert told["problems"][2]["text"] == "'O' or '0' at character 2 of line 2: not decided"


def test_what_no_look_alike_explains_is_told_without_advice() -> None:
    assert codes(decode(LINE.replace("7408122F", "7408132F"))) == ["CHECK_DIGIT", "CHECK_DIGIT"]
    assert codes(decode(LINE.replace("7408122F", "74?8122F"))) == ["CHARACTER"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (LINE[:-1], "LENGTH"),
        (LINE.partition("<LF>")[0], "LENGTH"),
        (f"{LINE}<LF>{LINE}", "LENGTH"),
        ("P<UTOERIKSSON<<ANNA", "LENGTH"),
        (LINE + "<" * 500, "LENGTH"),
        (LINE + "<" * 9000, "TOO_LONG"),
        ("D1FRA99ZZ000010300101SILVA<<<0", "FORMAT_NOT_SUPPORTED"),
    ],
)
def test_what_is_no_whole_zone_is_unknown_by_name(line: str, code: str) -> None:
    told = decode(line)
    assert (told["kind"], codes(told)) == ("unknown", [code])


def test_a_zone_read_by_an_optical_reader_keeps_its_identifier() -> None:
    told = decode(f"]o1{LINE}")
    assert (told["kind"], told["aim"], told["symbology"]) == ("mrz", "]o1", "OCR")
