"""What is read and judged at a glance is what the thorough way makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.errors import Malformed
from kiosk.formats.mrz import Format, Mrz, parse
from kiosk.formats.mrz.digits import weighed
from kiosk.formats.mrz.layouts import LAYOUTS
from kiosk.formats.mrz.problems import contents_of, is_clean
from kiosk.formats.mrz.reading import as_printed, lines_of, put_together
from tests.unit.formats.mrz.specimens import chance, specimen

FORMATS = pytest.mark.parametrize("form", Format)
WEIGHTS = (7, 3, 1)


@given(values=st.binary(max_size=84).map(lambda drawn: bytes(octet % 10 for octet in drawn)))
def test_values_are_weighed_seven_three_and_one_from_the_left(values: bytes) -> None:
    assert weighed(values) == sum(value * WEIGHTS[at % 3] for at, value in enumerate(values)) % 10


def test_the_most_values_there_may_be_do_not_overflow() -> None:
    assert weighed(b"\x09" * 84) == 28 * 9 * (7 + 3 + 1) % 10


def thorough(text: str) -> Mrz | str:
    try:
        return put_together(lines_of(text))
    except Malformed as fault:
        return fault.code


def parsed(text: str) -> Mrz | str:
    try:
        return parse(text)
    except Malformed as fault:
        return fault.code


@FORMATS
@given(seed=st.integers(0, 10_000))
def test_a_zone_as_it_is_printed_is_read_at_a_glance_and_the_same(form: Format, seed: int) -> None:
    text = "\n".join(specimen(form, chance(seed)).lines)
    assert as_printed(text) == thorough(text)
    assert as_printed(text.replace("\n", "\r\n")) is None


@FORMATS
@pytest.mark.parametrize("put", ["", "<", "\n", "<<<", "V", "0", "3", "O", "p", " ", "é"])
def test_whatever_one_place_is_bent_into_both_ways_say_the_same(form: Format, put: str) -> None:
    text = "\n".join(specimen(form, chance(5)).lines)
    for at in range(len(text)):
        bent = text[:at] + put + text[at + 1 :]
        assert parsed(bent) == thorough(bent), (at, put)


@FORMATS
@given(seed=st.integers(0, 1000), data=st.data())
def test_contents_that_are_clean_at_a_glance_have_no_problem(form: Format, seed: int, data: st.DataObject) -> None:
    zone, layout = specimen(form, chance(seed)), LAYOUTS[form]
    at = data.draw(st.integers(0, len(zone.text) - 1))
    bent = f"{zone.text[:at]}{data.draw(st.text('<A0139', min_size=1, max_size=6))}{zone.text[at:]}"[: len(zone.text)]
    problems = list(contents_of(bent, layout, "X", frozenset())) if is_clean(bent, layout) else []
    assert problems == []
