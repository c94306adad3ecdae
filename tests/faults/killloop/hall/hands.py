"""A traveller's hands at a kiosk that is killed: the same party comes back with the same pass, and goes on."""

from __future__ import annotations

import time
from random import Random
from typing import Any, Final

from kiosk.flows.base import View
from tests.faults.killloop.pace import BEGAN_NS, EPOCH_MS, PACE
from tests.faults.simulate.travel.airport import Held, parties
from tests.faults.simulate.travel.travellers import TYPED, controls

COMES: Final = ("HAND01", "GOLD01", "PAID01", "DEAF01", "WEIGH2")
LIVES_EACH: Final = 3
Press = tuple[str, dict[str, int | str]]


def utc_ms() -> int:
    """Return the time by the fast clock, in milliseconds since 1970."""
    return EPOCH_MS + (time.monotonic_ns() - BEGAN_NS) * PACE // 1_000_000


def party(number: int) -> Held:
    """Return who comes: each party for some lives, whatever became of the kiosk meanwhile."""
    ref = COMES[number // LIVES_EACH % len(COMES)]
    return next(own for own in parties() if own.ref == ref)


def pressed(screen: str, view: View, rng: Random, who: Held) -> Press | None:
    """Return what a traveller presses on a screen of check-in; None where there is nothing to do but wait."""
    match screen.removeprefix("checkin/"):
        case "Summary" | "CheckedIn" if rng.random() < 0.5:
            return rng.choice((("SeatsPressed", {}), ("BagsPressed", {})))
        case "Bags" if (more := _more(view)) and rng.random() < 0.6:
            return more
        case "Summary" if view.primary is None or not view.primary.is_enabled:
            return "GoodsAnswered", {"answer": "none", "words": ""}
        case "Seats" if (seats := _paid(view)) and rng.random() < 0.6:
            return "SeatChosen", {"seat": rng.choice(seats)}
        case "Typing" | "OneMore" | "Details":
            asked: Any = view.parts["field"]
            own = {"reference": who.ref, "surname": who.surname}
            return "FactTyped", {"text": own.get(asked["name"]) or TYPED[asked["name"]][0]}
        case "Refused":
            return "FinishPressed", {}
        case _:
            ways = (own for own in (view.primary, view.secondary) if own is not None)
            action = next((own for own in ways if own.is_enabled and not own.is_busy), None)
            return (action.event, dict(action.args)) if action is not None else None


def lays(screen: str, view: View, rng: Random) -> bool:
    """Whether the traveller lays a document on the reader, instead of pressing anything."""
    return screen == "checkin/Documents" and not view.parts["facts"] and rng.random() < 0.8


def _more(view: View) -> Press | None:
    """Return what puts one more bag on the scale."""
    return next(((event, dict(args)) for event, args in controls(view) if event == "BagAdded"), None)


def _paid(view: View) -> list[str]:
    """Return the seats on the glass that cost something: without a payment there is little to kill."""
    rows: Any = view.parts["rows"]
    return [str(seat["seat"]) for row in rows for seat in row["seats"] if seat["kind"] == "paid"]
