from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.errors import Malformed
from kiosk.formats.mrz import Content, Format, build, parse, transliterated
from kiosk.formats.mrz.digits import check_digit
from tests.unit.formats.mrz.specimens import ERIKSSON, chance, specimen

ANNA = Content("P", "UTO", "L898902C3", "Eriksson", "Anna Maria", "740812", "F", "120415", "UTO", ("ZE184226B",))


def test_the_specimen_of_icao_is_built_from_its_fields() -> None:
    assert build(Format.TD3, ANNA) == parse(ERIKSSON)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": "L898902C34"}, "LENGTH"),
        ({"birth": "7408121"}, "LENGTH"),
        ({"birth": "741312"}, "DATE"),
        ({"issuer": "QQQ"}, "COUNTRY"),
        ({"sex": "Q"}, "CHARACTER"),
        ({"surname": "李", "given_names": ""}, "EMPTY"),
        ({"optional": ("a",)}, "CHARACTER"),
    ],
)
def test_what_a_zone_cannot_say_is_refused(change: dict[str, str], code: str) -> None:
    with pytest.raises(Malformed) as raised:
        build(Format.TD3, replace(ANNA, **change))  # type: ignore[arg-type]  # names of fields with texts
    assert raised.value.code == code


@pytest.mark.parametrize("form", Format)
@given(seed=st.integers(0, 10_000))
def test_what_is_built_is_read_back_the_same(form: Format, seed: int) -> None:
    zone = specimen(form, chance(seed))
    assert zone.is_valid
    assert parse("\n".join(zone.lines)) == zone


def test_a_name_of_64_letters_is_cut_and_one_of_a_letter_is_kept() -> None:
    long = build(Format.TD3, replace(ANNA, surname="A" * 64))
    assert (long.surname, long.is_name_cut) == ("A" * 39, True)
    short = build(Format.TD3, replace(ANNA, surname="O", given_names=""))
    assert (short.surname, short.given_names) == ("O", "")


def test_content_shows_nothing_of_the_person() -> None:
    assert "Eriksson" not in repr(ANNA)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Müller-Lüdenscheidt", "MUELLER LUEDENSCHEIDT"),
        ("O'Connor", "OCONNOR"),
        ("d’Août", "DAOUT"),
        ("Núñez", "NUNEZ"),
        ("Straße", "STRASSE"),
        ("Łoś", "LOS"),
        ("Åse Ærø", "AASE AEROE"),
        ("Ng, Jr.", "NG JR"),
        ("李", ""),
        ("e\u0301", "E"),
        ("  de   Boer ", "DE BOER"),
    ],
)
def test_names_are_written_with_the_letters_of_a_zone(name: str, printed: str) -> None:
    assert transliterated(name) == printed


@pytest.mark.parametrize(("text", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("", "0"), ("<<<<<<", "0")])
def test_check_digits_are_those_of_the_examples_of_icao(text: str, digit: str) -> None:
    assert check_digit(text) == digit
