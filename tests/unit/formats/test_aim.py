from __future__ import annotations

import pytest

from kiosk.formats import aim
from kiosk.formats.aim import Scan, Symbology
from kiosk.formats.errors import Malformed


@pytest.mark.parametrize("text", ["]", "]E", "]XX", "]!0", "]E9123", "]E-", "]C\x1d01", "]k0"])
def test_a_bracket_without_an_identifier_is_refused(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        aim.parse(text)
    assert caught.value.code == "AIM_IDENTIFIER"


def test_a_message_without_identifier_comes_back_whole() -> None:
    assert aim.parse("5601234567892") == Scan(None, None, "5601234567892")
    assert aim.parse("") == Scan(None, None, "")


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("]C1", Symbology.GS1_128),
        ("]e0", Symbology.GS1_DATABAR),
        ("]d2", Symbology.GS1_DATA_MATRIX),
        ("]Q3", Symbology.GS1_QR_CODE),
        ("]J1", Symbology.GS1_DOTCODE),
        ("]z1", Symbology.AZTEC),
        ("]L3", Symbology.PDF417),
    ],
)
def test_identifiers_of_fnc1_in_first_place_say_gs1(text: str, symbology: Symbology) -> None:
    assert aim.parse(f"{text}10ABC") == Scan(text, symbology, "10ABC", is_gs1=True)


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("]C0", Symbology.CODE_128),
        ("]d1", Symbology.DATA_MATRIX),
        ("]Q1", Symbology.QR_CODE),
        ("]J0", Symbology.DOTCODE),
        ("]z0", Symbology.AZTEC),
        ("]L0", Symbology.PDF417),
        ("]L2", Symbology.PDF417),
        ("]A0", Symbology.CODE_39),
        ("]I0", Symbology.ITF),
        ("]e1", Symbology.COMPOSITE),
        ("]X0", Symbology.OTHER),
    ],
)
def test_other_identifiers_name_the_symbology_and_never_say_gs1(text: str, symbology: Symbology) -> None:
    assert aim.parse(f"{text}0109520123456788") == Scan(text, symbology, "0109520123456788")


@pytest.mark.parametrize("identifier", ["]I0", "]I1"])
def test_fourteen_digits_in_itf_are_an_itf_14(identifier: str) -> None:
    assert aim.parse(f"{identifier}15601234567899").symbology is Symbology.ITF_14


def test_the_system_expansion_says_how_long_its_identifier_is() -> None:
    assert aim.parse("]Y2abRest") == Scan("]Y2ab", Symbology.OTHER, "Rest")
    assert aim.parse("]YF" + "x" * 20).message == "x" * 5


def test_ean_and_upc_are_told_apart_by_their_modifier() -> None:
    assert aim.parse("]E05601234567892") == Scan("]E0", Symbology.EAN_13, "5601234567892")
    assert aim.parse("]E496385074") == Scan("]E4", Symbology.EAN_8, "96385074")
    assert aim.parse("]E112").symbology is Symbology.EAN_ADD_ON
    assert aim.parse("]E212345").symbology is Symbology.EAN_ADD_ON
    assert aim.parse("]E3977123456789812") == Scan("]E3", Symbology.EAN_13, "9771234567898", add_on="12")


def test_a_composite_component_above_an_ean_is_taken_off() -> None:
    scan = aim.parse("]E496385074|]e010ABC\x1d17260531")
    assert scan == Scan("]E4", Symbology.EAN_8, "96385074", composite="10ABC\x1d17260531")
    assert aim.parse("]E496385074|]e0").composite == ""
