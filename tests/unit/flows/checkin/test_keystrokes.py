"""Taps and seconds of the first class: hand luggage, seat kept, from the document to the pass.

1.1 s a tap, 1.35 s for each decision that is new, 4 s a scan, 6 s until a pass is out and taken (our assumption).
Source: ux.md 11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.flows.base import Action
from kiosk.flows.intents import event_of
from tests.unit.flows.checkin.given import Traveller

TAP_S, DECISION_S, SCAN_S, PASS_S = 1.1, 1.35, 4.0, 6.0


def pressables(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what can be pressed in a view, with its arguments."""
    if isinstance(value, Action):
        if value.is_enabled:
            yield value.event, dict(value.args)
    elif isinstance(value, Mapping):
        if isinstance(value.get("event"), str):
            yield value["event"], value["args"]
        for own in value.values():
            yield from pressables(own)
    elif isinstance(value, tuple):
        for own in value:
            yield from pressables(own)


def tap(run: Traveller, event: str, **args: str) -> float:
    """Touch what the glass offers, and return how long that takes."""
    shown = run.shown
    offered = list(pressables((shown.primary, shown.secondary, shown.back, shown.parts)))
    found = next(own for own in offered if own[0] == event and args.items() <= own[1].items())
    run.take(event_of(event, dict(found[1])))
    assert run.took
    return TAP_S + DECISION_S


def seats(run: Traveller) -> list[str]:
    """The seats that can be touched now."""
    return [args["seat"] for event, args in pressables(run.shown.parts) if event == "SeatChosen"]


def test_with_hand_luggage_it_is_two_taps_and_at_most_35_seconds() -> None:
    run = Traveller().show()
    seconds = SCAN_S + tap(run, "GoodsAnswered", answer="none") + tap(run, "PrintPassesPressed") + PASS_S
    assert run.kind() == "ThankYou"
    assert seconds <= 35


def test_another_seat_costs_at_most_three_taps_more() -> None:
    run = Traveller().show()
    tap(run, "SeatsPressed")
    tap(run, "SeatChosen", seat=next(own for own in seats(run) if own != "14C"))
    tap(run, "SeatKept")
    assert run.kind() == "Summary"
    assert run.trip.seats
