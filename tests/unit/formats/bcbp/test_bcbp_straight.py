"""A pass that is read at a glance says what the reader of all passes says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.bcbp import BoardingPassMessage, build
from kiosk.formats.bcbp.reading import parse, read_around
from kiosk.formats.bcbp.straight import straight
from kiosk.formats.errors import Malformed
from tests.unit.formats.bcbp.passes import HEAD, PLAIN, SECOND, UNIQUE, sized, variable
from tests.unit.formats.bcbp.test_bcbp_building import MESSAGES

WHOLE = f"M2{HEAD[2:]}{variable(repeated='047' + ' ' * 39, own='Own')}{SECOND}{sized(sized('047') + 'own')}^103X^z"


def told(text: str) -> object:
    """Return all that the reader of all passes says of a text, the refusal's code when it refuses."""
    try:
        found = read_around(text.rstrip("\r\n"), text)
    except Malformed as fault:
        return fault.code
    return found, found.text


def parsed(text: str) -> object:
    try:
        found = parse(text)
    except Malformed as fault:
        return fault.code
    return found, found.text


@given(message=MESSAGES)
def test_a_pass_of_the_standard_is_read_at_a_glance_and_the_same(message: BoardingPassMessage) -> None:
    text = build(message)
    at_a_glance = straight(text, text)
    has_ends_of_fields = message.unique.extra == "" and all(leg.conditional.extra == "" for leg in message.legs)
    is_without_strokes = message.security is not None or "^" not in text
    assert (at_a_glance is not None) >= (has_ends_of_fields and is_without_strokes)
    assert at_a_glance is None or (at_a_glance, at_a_glance.text) == told(text)


@given(
    message=MESSAGES,
    at=st.integers(0, 400),
    put=st.text(st.characters(max_codepoint=255), max_size=3),
    take=st.integers(0, 3),
)
def test_a_bent_pass_is_told_as_the_reader_of_all_passes_tells_it(
    message: BoardingPassMessage, at: int, put: str, take: int
) -> None:
    text = build(message)
    bent = text[:at] + put + text[at + take :]
    assert parsed(bent) == told(bent)


@pytest.mark.parametrize("put", ["", " ", "0", "1", "F", "^", ">", "a", "\x1d", "\r", "é"])
def test_whatever_one_character_is_bent_into_both_say_the_same(put: str) -> None:
    assert straight(WHOLE, WHOLE) is not None
    for at in range(len(WHOLE)):
        bent = WHOLE[:at] + put + WHOLE[at + 1 :]
        assert parsed(bent) == told(bent), (at, put)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("SILVA/ANA", " " * 9),
        PLAIN.replace("ABC123 ", "AB-123 "),
        PLAIN + " ",
        HEAD + variable(UNIQUE[:9]),
        HEAD + variable(UNIQUE.lower()),
        HEAD + variable(version="9"),
        HEAD + variable("0WK6367BTP 0047123456001"),
        HEAD + variable(own="^103XYZ"),
        HEAD + variable(own="\x07"),
        HEAD + sized("PRIVATE"),
        PLAIN + "^104XYZ",
    ],
)
def test_a_pass_that_differs_from_the_standard_is_never_read_at_a_glance(text: str) -> None:
    assert straight(text, text) is None
