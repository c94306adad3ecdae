"""Making members: no contact, no question; silence and failure are told, and nothing typed reaches the log."""

from __future__ import annotations

import asyncio
import threading

import pytest

from kiosk.domain.benefits.changing import Member
from kiosk.domain.private import Private
from kiosk.effects.benefits.enrolling import Enrolments
from kiosk.flows.base import EffectFailed, Event
from kiosk.flows.checkout.enrolling.events import Enrol, EnrolTold
from tests.unit.effects.rig import Rig

TYPED = "canary@example.org"
MEMBER = Member("9981000000017", 0, 100)


class Kept:
    """Who keeps the members, as broken as a test wants."""

    def __init__(self, answer: Member | Exception | None = MEMBER) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []
        self.answered = threading.Event()
        self.answered.set()

    def enrol(self, ref: str, contact: str) -> Member | None:
        self.answered.wait()
        self.asked.append((ref, contact))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def told(kept: Kept, *typed: str) -> list[Event]:
    rig = Rig()
    perform = Enrolments(kept, rig.tasks).table()[Enrol]
    for own in typed:
        perform(Enrol("s1", Private(own)))
        await rig.done()
    return rig.posted


@pytest.mark.parametrize("typed", ["", "nobody", "x" * 10_000, "\u202ea@b.org"])
def test_what_is_no_contact_reaches_nobody(typed: str) -> None:
    kept = Kept()
    assert asyncio.run(told(kept, typed)) == [EnrolTold("s1", "contact")]
    assert kept.asked == []


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: Enrol raised.*")
def test_a_failure_is_told_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    assert asyncio.run(told(Kept(OSError(f"away with {TYPED}")), TYPED)) == [EffectFailed("Enrol", "s1")]
    assert "NotEnrolled: OSError" in caplog.text
    assert TYPED not in caplog.text


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: Enrol raised.*")
def test_silence_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    kept.answered.clear()
    monkeypatch.setattr("kiosk.effects.benefits.enrolling.ANSWER_S", 0.0)

    async def silent() -> list[Event]:
        try:
            return await told(kept, TYPED)
        finally:
            kept.answered.set()

    assert asyncio.run(silent()) == [EffectFailed("Enrol", "s1")]


def test_the_sale_is_the_reference_and_the_contact_has_one_spelling() -> None:
    kept = Kept()
    assert asyncio.run(told(kept, " Canary@Example.org", TYPED)) == [EnrolTold("s1", "", MEMBER)] * 2
    assert kept.asked == [("s1", TYPED)] * 2


def test_that_somebody_is_a_member_by_it_is_told_as_nothing_more() -> None:
    assert asyncio.run(told(Kept(None), TYPED)) == [EnrolTold("s1", "already")]
