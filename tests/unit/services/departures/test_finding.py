"""Which booking is meant when two references look alike."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import Fact, Facts, Found, Unsure
from kiosk.domain.values import replace
from kiosk.services.departures.finding import asked_keys, chosen
from tests.unit.services.departures.world import ANA, TWICE_NEXT, TWICE_SOON


@pytest.mark.parametrize("ref", ["ANAOOI", "ANA001"])
def test_of_two_references_that_look_alike_the_one_as_it_was_told_is_meant(ref: str) -> None:
    facts = Facts(ref=ref, surname="MUELLER NUNEZ")
    alike = [replace(ANA, ref=own) for own in ("ANA001", "ANAOOI")]
    assert {own.ref for own in alike} <= {value for _, value in asked_keys(facts)}
    answer = chosen(facts, alike, 0)
    assert isinstance(answer, Found)
    assert answer.booking.ref == ref


def test_two_that_look_alike_as_no_one_was_told_are_told_apart_by_the_day_that_is_asked_for() -> None:
    later = replace(TWICE_NEXT, ref="TWO0I3")
    both = [replace(TWICE_SOON, ref="TWOO13"), later]
    typed = Facts(ref="TWOOI3", surname="OKAFOR")
    assert chosen(typed, both, 0) == Unsure(Fact.DATE)
    answer = chosen(replace(typed, date=later.segments[0].flight.date), both, 0)
    assert isinstance(answer, Found)
    assert answer.booking == later


def test_a_reference_without_such_signs_has_one_reading() -> None:
    assert asked_keys(Facts(ref="7K2QPM", surname="SILVA")) == (("ref", "7K2QPM"),)
