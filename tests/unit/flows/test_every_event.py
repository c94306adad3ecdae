"""Every event in every example: nothing raises, no move is on no map, and what is not taken changes nothing."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from dataclasses import replace
from enum import EnumType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from kiosk.domain.calls import Call, How
from kiosk.domain.hours import Opening
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.domain.travel.asking import Fact, Facts, Miss, Missed, Unsure
from kiosk.flows.base import Event
from kiosk.flows.checkout import inquiry, paying, receipt
from kiosk.flows.checkout.loose.weighing import SETTLE_TIMER
from kiosk.flows.checkout.states import UNDO_TIMER
from kiosk.flows.intents import kinds
from kiosk.flows.registry import guests
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.calling import ESCALATE_TIMER, GONE_TIMER, NOTE_TIMER
from kiosk.flows.shell.session import InFlow, OutOfService
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.session import is_covering, moves
from tests.unit.flows.given import Glass, goods

TIMERS = (
    IDLE_TIMER, LEAVE_TIMER, NOTE_TIMER, ESCALATE_TIMER, GONE_TIMER, UNDO_TIMER, inquiry.ASK_TIMER,
    paying.BUDGET_TIMER, receipt.CLOSE_TIMER, SETTLE_TIMER, "nobody's",
)  # fmt: skip
OF_CHECK_IN = ("FindBooking", "PrepareOrder", "CarryOut", "PrintPass", "PrintTravelSlip", "AskSeats", "WeighBag")
YES = Result(True, Money(1, "EUR"), 12)
NO = Result(False, None, 12, refusal="card")
CALL = Call("call", 1_790_000_000_000, "checkout/Scanning", (), "en")
VALUES: dict[str, tuple[Any, ...]] = {
    "link": ("https://shop.example/r#abc",),
    "language": ("pt-BR", "tlh"),
    "timer": TIMERS,
    "device": ("terminal", "scanner"),
    "state": ("READY",),
    "is_usable": (True, False),
    "effect": ("ConnectTerminal", "SendPayment", "AskLastPayment", "PrintPaper", "Checkpoint", "Beep", *OF_CHECK_IN),
    "n": (1, 2, 777),
    "product": (goods(), None),
    "problem": ("", "CHECK_DIGIT"),
    "terminal_id": ("T1",),
    "prior_receipt_no": (None, 11),
    "detail": ("",),
    "prompt": ("present_card", "remove_card", "?"),
    "end": ("completed", "not_sent", "unknown", "?"),
    "is_idle": (True, False),
    "verdict": ("DONE", "FAILED", "UNKNOWN", "?"),
    "flow": ("checkout", "?"),
    "setting": ("text", "look", "motion", "?"),
    "value": ("125", "contrast", "calm", "?"),
    "code": ("SYS.STORAGE",),
    "opening": tuple(Opening),
    "facts": (Private(Facts(ref="ABC123")),),
    "told": (Private(Missed(Miss.NOT_FOUND)), Private(Unsure(Fact.DATE))),
    "way": ("code", "ticket", "passport", "?"),
    "text": ("", "ABC123"),
    "passenger": ("P1", "?"),
    "answer": ("none", "some", "?"),
    "seat": ("14C", "?"),
    "zone": ("middle", "?"),
    "character": ("0", "O"),
    "flight_id": ("NB1364/2026-11-21/AMS", "?"),
    "taken": ((), ("14C",)),
    "order_id": ("other",),
    "reason": ("", "closed"),
    "call": (CALL, replace(CALL, id="other")),
    "boards": (0, 2),
    "call_id": ("call", "other"),
    "by": ("Sofia", ""),
    "how": tuple(How),
    "plate": (Private("0999000123"), Private("?")),
    "new": (Private("0999000999"), Private("")),
    "pass_link": (Private("https://airport.example/p#abc"),),
    "number": (Private("123456789"), Private("")),
}


def any_of(hint: Any) -> tuple[Any, ...]:
    """Return values for a field that no name above tells more of, by its type alone."""
    if hint is bool:
        return (True, False)
    if isinstance(hint, EnumType):
        return tuple(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(value for one in get_args(hint) for value in any_of(one))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        needed = [own.name for own in dataclasses.fields(hint) if is_needed(own)]
        return (hint(**{name: any_of(hints[name])[0] for name in needed}),)
    known: dict[Any, tuple[Any, ...]] = {str: ("", "other"), int: (0, 2), tuple: ((),), types.NoneType: (None,)}
    return known.get(get_origin(hint) or hint, ())


def is_needed(own: dataclasses.Field[Any]) -> bool:
    return own.default is dataclasses.MISSING and own.default_factory is dataclasses.MISSING


def values_of(name: str, session: Session) -> tuple[Any, ...]:
    """Return what a field may hold, ids of this session's own among it."""
    sales = session.sales
    match name:
        case "attempt_id" | "key":
            jobs = [job.id for sale in sales for job in sale.jobs]
            return (*(own.id for sale in sales for own in sale.attempts), *jobs, "other")
        case "job_id":
            return (*(job.id for sale in sales for job in sale.jobs), "other")
        case "sale_id":
            return (*(sale.id for sale in sales), "other")
        case "result":
            amounts = [sale.total for sale in sales]
            return (YES, NO, None, *(replace(YES, amount=own, receipt_no=13) for own in amounts))
        case _:
            return VALUES.get(name, ())


def guest_of(kind: type[Event]) -> str:
    """Return whose event this is, where it is a guest's alone."""
    flow = kind.__module__.removeprefix("kiosk.flows.").partition(".")[0]
    return flow if kind.__module__.startswith("kiosk.flows.") and flow in guests() else ""


def given(own: dataclasses.Field[Any], kind: type[Event], session: Session) -> tuple[Any, ...]:
    """Return what a field may hold by its name; two fields of one name may be of two types."""
    is_private = get_origin(get_type_hints(kind)[own.name]) is Private
    return tuple(value for value in values_of(own.name, session) if isinstance(value, Private) is is_private)


def events_for(session: Session) -> Iterator[Event]:
    """Make every event with every sensible value of every field; of guests elsewhere, each event once."""
    shown = session.over.flow if session.over is not None else ""
    for kind in kinds().values():
        if not kind.__module__.startswith("kiosk."):
            continue
        is_elsewhere = guest_of(kind) not in ("", shown)
        made: list[dict[str, Any]] = [{}]
        for own in dataclasses.fields(kind):
            choices = given(own, kind, session) or (any_of(get_type_hints(kind)[own.name]) if is_needed(own) else ())
            assert choices or not is_needed(own), f"{kind.__name__}.{own.name} has no value here"
            choices = choices[:1] if is_elsewhere else choices
            if own.name == "result" and kind.__name__ == "TerminalAnswered":
                choices = tuple(value for value in choices if value is not None)
            made = [{**one, own.name: value} for one in made for value in choices] if choices else made
        yield from (kind(**fields) for fields in made)


def lines(sales: tuple[Sale, ...]) -> set[tuple[str, int]]:
    return {(sale.id, line.n) for sale in sales for line in (*sale.lines, *sale.removed)}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_nothing_raises_nothing_strays_and_no_line_is_lost(example: Session) -> None:
    taken = 0
    for event in events_for(example):
        glass = Glass(example)
        glass.take(event)
        start, end = frame(example).screen, frame(glass.session).screen
        is_on_map = start == end or (start, end) in moves() or is_covering(start, end)
        assert is_on_map, f"{type(event).__name__}: {start} to {end}"
        if not glass.took:
            assert glass.session is example
        elif not isinstance(glass.session.screen, OutOfService):
            assert lines(example.sales) <= lines(glass.session.sales), event
        taken += glass.took
        if isinstance(glass.session.screen, InFlow):
            assert glass.session.id
    assert taken > 0


def test_every_event_of_the_program_is_tried() -> None:
    tried = {type(event).__name__ for event in events_for(EXAMPLES["checkout/Receipt-printing"])}
    own = {name for name, kind in kinds().items() if kind.__module__.startswith("kiosk.")}
    assert own - tried == set()
