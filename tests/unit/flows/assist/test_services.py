"""The last sale was of travel services: staff ask the airline first, and what it owes stands before anything newer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.sale import Sale
from kiosk.domain.text import Text
from kiosk.flows.assist import view
from kiosk.flows.assist.events import DeedChosen, ReasonChosen, RefundChosen, RefundLineToggled
from kiosk.flows.assist.states import Lane, Refund
from kiosk.flows.checkout import EXAMPLES as CHECKOUT
from kiosk.flows.checkout.attended.events import TakeServicesBack
from kiosk.flows.checkout.states import Refunding, TakingBack, held
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.assist.test_assist import LEAD, page, permit, with_nobody


def of(name: str) -> Sale:
    (sale,) = held(CHECKOUT[name])
    return sale


SOLD = replace(of("TakingBack-asking"), facts=replace(of("TakingBack-asking").facts, is_asked_back=False))


def key(words: object) -> str:
    assert isinstance(words, Text)
    return words.key


@pytest.mark.parametrize("journeys", [("checkout", "checkin"), ("checkin",)])
def test_the_airline_is_asked_before_money_goes_back_wherever_check_in_is(journeys: tuple[str, ...]) -> None:
    glass = with_nobody(last=SOLD)
    glass.session = replace(glass.session, site=replace(glass.session.site, journeys=journeys))
    glass.take(DeedChosen("refund"), RefundChosen(), ReasonChosen("returned"))
    record = permit(glass)
    assert record is not None
    assert (record.subject, record.why, record.after) == (SOLD.id, "refund:returned", "5700 EUR")
    assert isinstance(glass.state, TakingBack)
    assert [own.sale_id for own in glass.effects if isinstance(own, TakeServicesBack)] == [SOLD.id]
    assert glass.session.over is None


def test_staff_choose_no_lines_of_services_the_airline_does() -> None:
    glass = with_nobody(last=SOLD)
    glass.take(DeedChosen("refund"))
    glass.take(RefundLineToggled(1))
    assert not glass.took
    before = page(glass)
    assert isinstance(before, Refund)
    shown = view(before, SITE)
    assert (key(shown.instruction), key(shown.primary and shown.primary.label)) == (
        "assist.refund.service.asked", "assist.refund.service.ask",
    )  # fmt: skip
    assert key(shown.parts["lead"]) == "assist.refund.service.most"
    rows: Any = shown.parts["rows"]
    assert not any(row.get("event") for row in rows)


def test_what_is_owed_goes_back_without_asking_again() -> None:
    glass = with_nobody(last=of("TakingBack"))
    glass.take(DeedChosen("refund"))
    before = page(glass)
    assert isinstance(before, Refund)
    shown = view(before, SITE)
    assert key(shown.instruction) == "assist.refund.service.owed"
    glass.take(RefundChosen(), ReasonChosen("returned"))
    permit(glass)
    assert isinstance(glass.state, Refunding)
    assert glass.state.sale.attempts[-1].amount.minor == 2200


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("TakingBack", "assist.lane.owed"), ("TakingBack-asking", "assist.lane.unanswered"),
        ("TakingBack-nothing", "assist.lane.last"),
    ],
)  # fmt: skip
def test_the_lane_says_what_is_still_open(name: str, lead: str) -> None:
    assert key(view(Lane(LEAD, last=of(name)), SITE).parts["lead"]) == lead


def test_a_sale_of_which_nothing_is_owed_is_not_refunded() -> None:
    glass = with_nobody(last=of("TakingBack-nothing"))
    glass.take(DeedChosen("refund"))
    assert not glass.took
