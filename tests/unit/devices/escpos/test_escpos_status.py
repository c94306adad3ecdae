from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import HealthState, Reason
from devices.drivers.escpos.status import (
    Cleared,
    Event,
    ProcessId,
    Pushed,
    Reply,
    StatusParser,
    from_pushed,
    from_replies,
)

Condition = tuple[HealthState, tuple[Reason, ...]]


def events(raw: bytes) -> list[Event]:
    return StatusParser().feed(raw)


def condition(replies: str) -> Condition:
    bits = dict(zip((1, 2, 3, 4), bytes.fromhex(replies), strict=True))
    return from_replies(bits).condition(has_near_end_sensor=True)[:2]


# --- noise ---


@pytest.mark.parametrize(
    "raw", ["00", "FF", "13", "92", "01", "37 23 00", "37 22 01 02 03 04 00", "37 25 01", "00 00 00 00"]
)
def test_bytes_without_the_fixed_bits_are_noise_and_never_a_status(raw: str) -> None:
    parser = StatusParser()
    found = parser.feed(bytes.fromhex(raw))
    assert [event for event in found if not isinstance(event, Reply)] == []
    assert parser.noise


def test_a_pushed_status_that_breaks_off_does_not_swallow_what_follows() -> None:
    assert events(bytes.fromhex("10 00 12 37 25 00")) == [Reply(0x12), Cleared()]
    assert events(bytes.fromhex("37 22 30 30 12 14 00 00 00")) == [Reply(0x12), Pushed(bytes.fromhex("14000000"))]


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_any_portions_give_the_same_events_and_the_same_noise(raw: bytes, cuts: list[int]) -> None:
    whole, parts = StatusParser(), StatusParser()
    edges = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    assert [event for a, b in pairwise(edges) for event in parts.feed(raw[a:b])] == whole.feed(raw)
    assert parts.noise == whole.noise


@given(st.binary(max_size=60))
def test_every_event_was_in_the_bytes_with_its_fixed_bits(raw: bytes) -> None:
    for event in events(raw):
        match event:
            case Reply(bits):
                assert bits & 0x93 == 0x12
            case Pushed(pushed):
                assert pushed[0] & 0x93 == 0x10
                assert pushed in raw
            case ProcessId(text):
                assert b"\x37\x22" + text + b"\0" in raw
            case Cleared():
                assert b"\x37\x25\0" in raw


# --- the good way ---


def test_status_process_ids_and_confirmations_come_mixed_in_one_stream() -> None:
    raw = bytes.fromhex("16 14 00 00 0F 37 22 30 30 30 37 00 12 37 25 00 1C 00 0C 00")
    assert events(raw) == [
        Reply(0x16),
        Pushed(bytes.fromhex("1400000F")),
        ProcessId(b"0007"),
        Reply(0x12),
        Cleared(),
        Pushed(bytes.fromhex("1C000C00")),
    ]


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ("16 12 12 12", (HealthState.READY, ())),
        ("12 12 12 12", (HealthState.READY, ())),
        ("16 12 12 1E", (HealthState.DEGRADED, (Reason.MEDIA_LOW,))),
        ("1E 32 12 7E", (HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,))),
        ("1E 16 12 12", (HealthState.NEEDS_PERSON, (Reason.COVER_OPEN,))),
        ("1E 36 12 7E", (HealthState.NEEDS_PERSON, (Reason.COVER_OPEN, Reason.MEDIA_EMPTY))),
        ("1E 52 1A 12", (HealthState.NEEDS_PERSON, (Reason.CUTTER,))),
        ("1E 52 32 12", (HealthState.FAULT, (Reason.HARDWARE_ERROR,))),
        ("1E 52 52 12", (HealthState.FAULT, (Reason.HEAD_HOT,))),
        ("1E 1A 12 12", (HealthState.NEEDS_PERSON, ())),
    ],
)
def test_asked_status_becomes_a_condition(replies: str, expected: Condition) -> None:
    assert condition(replies) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("10 00 00 00", (HealthState.READY, ())),
        ("14 00 00 0F", (HealthState.READY, ())),
        ("14 00 03 00", (HealthState.DEGRADED, (Reason.MEDIA_LOW,))),
        ("1C 00 0F 00", (HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,))),
        ("38 00 00 00", (HealthState.NEEDS_PERSON, (Reason.COVER_OPEN,))),
        ("18 08 00 00", (HealthState.NEEDS_PERSON, (Reason.CUTTER,))),
        ("18 04 00 00", (HealthState.FAULT, (Reason.HARDWARE_ERROR,))),
        ("18 20 00 00", (HealthState.FAULT, (Reason.HARDWARE_ERROR,))),
        ("18 40 00 00", (HealthState.FAULT, (Reason.HEAD_HOT,))),
    ],
)
def test_pushed_status_becomes_a_condition(raw: str, expected: Condition) -> None:
    assert from_pushed(bytes.fromhex(raw)).condition(has_near_end_sensor=True)[:2] == expected


def test_a_model_without_the_sensor_never_reports_low_paper() -> None:
    low = from_pushed(bytes.fromhex("14000300"))
    assert low.condition(has_near_end_sensor=False)[0] is HealthState.READY


def test_a_hot_head_delays_a_job_and_does_not_end_it() -> None:
    assert from_pushed(bytes.fromhex("18400000")).job_error is None
    assert from_pushed(bytes.fromhex("38000C00")).job_error is Reason.COVER_OPEN
