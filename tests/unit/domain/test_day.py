"""The end of a day: what is held, what went back, and what may explain a difference."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt, AttemptKind
from kiosk.domain.settling.day import SchemeSum, candidates, sums

A, K = AttemptState, AttemptKind


def own(name: str, minor: int, state: AttemptState, kind: AttemptKind = K.PAYMENT, **more: object) -> Attempt:
    row = Attempt(name, "t", 1, kind, "T1", "", name, Money(minor, "EUR"), state, scheme="Demo")
    return replace(row, **more)  # type: ignore[arg-type]  # the fields a test names


PAID = own("a", 1000, A.CONFIRMED)
BACK = own("b", 300, A.REVERSED)
REVERSAL = own("c", 300, A.CONFIRMED, K.REVERSAL, reverses_id="b", scheme="")


def test_a_payment_that_went_back_stands_on_both_sides() -> None:
    assert sums([PAID, BACK, REVERSAL]) == (SchemeSum("Demo", 2, 1300, 1, 300),)
    assert sums([PAID, BACK, REVERSAL])[0].held_minor == 1000


def test_what_the_terminal_undid_by_itself_and_what_was_declined_count_on_neither() -> None:
    assert sums([BACK, own("d", 500, A.DECLINED), own("e", 500, A.UNKNOWN)]) == ()


def test_a_part_counts_as_what_was_approved_and_an_orphan_counts_until_it_is_back() -> None:
    part, stray = own("f", 900, A.REVERSING, approved_minor=600), own("g", 50, A.APPROVED, K.ORPHAN, scheme="Other")
    assert [(one.scheme, one.held_minor) for one in sums([part, stray])] == [("Demo", 600), ("Other", 50)]


def test_a_refund_of_another_day_s_payment_is_taken_from_its_scheme() -> None:
    assert sums([own("h", 70, A.CONFIRMED, K.REFUND)])[0].held_minor == -70


def test_what_is_in_doubt_or_unheard_explains_a_difference_before_what_has_its_amount() -> None:
    doubt, unheard = own("i", 1, A.REVIEW), own("j", 2, A.DECLINED, watch=True)
    assert candidates([PAID, doubt, unheard], -1000) == (doubt, unheard, PAID)
    assert candidates([PAID, doubt], 0) == ()
