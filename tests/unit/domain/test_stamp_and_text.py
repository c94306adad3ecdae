"""Ids are UUIDs of version 7 in the order of time, and texts choose their language."""

from __future__ import annotations

import re
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.money import Money
from kiosk.domain.stamp import Stamp, reference, short_id, uuid7
from kiosk.domain.text import LocalText, Text, text

MANY = settings(max_examples=1000)
STAMPS = st.builds(Stamp, st.integers(0, 2**48 - 1), st.integers(0, 2**40), st.integers(0, 2**74 - 1))


@MANY
@given(STAMPS, st.integers(0, 1000))
def test_an_id_is_a_uuid_of_version_7_that_holds_the_time(at: Stamp, nth: int) -> None:
    made = uuid.UUID(uuid7(at, nth))
    assert str(made) == uuid7(at, nth)
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == at.utc_ms


@MANY
@given(STAMPS, STAMPS)
def test_ids_of_later_milliseconds_sort_later(one: Stamp, other: Stamp) -> None:
    if one.utc_ms != other.utc_ms:
        assert (uuid7(one) < uuid7(other)) == (one.utc_ms < other.utc_ms)


@MANY
@given(STAMPS)
def test_all_ids_of_one_event_differ(at: Stamp) -> None:
    assert len({uuid7(at, nth) for nth in range(1000)}) == 1000


def test_the_example_of_the_standard_is_met() -> None:
    """Source: RFC 9562, A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F."""
    at = Stamp(0x017F22E279B0, 0, 0xCC3 << 62 | 0x18C4DC0C0C07398F)
    assert uuid7(at) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@MANY
@given(STAMPS)
def test_a_reference_is_ten_signs_that_every_terminal_takes(at: Stamp) -> None:
    assert re.fullmatch("[A-Z0-9]{10}", reference(at))
    assert not set(reference(at)) & set("ILOU")


@MANY
@given(STAMPS, st.integers(1, 48 * 3600 * 1000), st.integers(0, 2**74 - 1))
def test_no_reference_comes_again_within_48_hours(at: Stamp, later_ms: int, draw: int) -> None:
    assert reference(Stamp(at.utc_ms + later_ms, 0, draw)) != reference(at)


@MANY
@given(STAMPS, st.integers(0, 2**18 - 1))
def test_two_references_of_one_millisecond_differ_as_their_draws_do(at: Stamp, draw: int) -> None:
    other = Stamp(at.utc_ms, at.mono_ms, at.draw & ~(2**18 - 1) | draw)
    assert (reference(other) == reference(at)) == (other.draw == at.draw)


def test_what_a_person_reads_out_is_twelve_digits_in_groups() -> None:
    assert short_id("017f22e2-79b0-7cc3-98c4-dc0c0c07398f") == "DC0C-0C07-398F"


NAMES = LocalText((("nl", "kaas"), ("pt-PT", "queijo"), ("en", "cheese")))


def test_a_language_that_is_missing_falls_to_its_sister_and_then_to_the_first() -> None:
    assert NAMES.in_language("en") == "cheese"
    assert NAMES.in_language("pt-BR") == "queijo"
    assert NAMES.in_language("es") == "kaas"
    assert LocalText(()).in_language("en") == ""


def test_texts_with_the_same_arguments_are_equal_in_any_order() -> None:
    assert text("a.b", n=1, amount=Money(2, "EUR")) == text("a.b", amount=Money(2, "EUR"), n=1)
    assert text("a.b") == Text("a.b")
