"""Travel services are taken back before their money is, and money goes back for what was taken back alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission
from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import AttemptKind, PaperKind, Sale
from kiosk.domain.travel.selling.taking_back import BAGS, Service, Stays, TakenBack
from kiosk.flows.base import Abandoned, BackPressed, EffectFailed, Event, Site
from kiosk.flows.checkout import EXAMPLES, begin, recover, view
from kiosk.flows.checkout.attended.events import (
    AskAgainPressed,
    RefundBegun,
    RefundConfirmed,
    ServicesTold,
    TakeServicesBack,
)
from kiosk.flows.checkout.attended.examples import FAST, LUGGAGE, SEAT
from kiosk.flows.checkout.attended.refunding import is_open, refundable_of
from kiosk.flows.checkout.attended.services import stage_of
from kiosk.flows.checkout.events import (
    ConnectTerminal,
    DialogueEnded,
    FinishPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    SendRefund,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
)
from kiosk.flows.checkout.states import Ended, Refunding, Returned, TakingBack
from kiosk.flows.shell.examples import SITE
from kiosk.flows.staffed import Record
from tests.unit.flows.given import Checkout, Clock, without

USED = replace(LUGGAGE, stays=Stays.USED)
AWAY = without("terminal")


def sold() -> Sale:
    """A seat, a fast lane and luggage that were paid for; nobody has asked for them back."""
    state = EXAMPLES["TakingBack-asking"]
    assert isinstance(state, TakingBack)
    return replace(state.sale, facts=replace(state.sale.facts, is_asked_back=False))


def told(sale: Sale, *services: Service) -> ServicesTold:
    return ServicesTold(sale.id, TakenBack(sale.id, "EUR", services))


class Back(Checkout):
    """Services under test, asked for from nobody's glass."""

    def __init__(self, sale: Sale | None = None, *, site: Site = SITE) -> None:
        super().__init__(site=site)
        sale = sale if sale is not None else sold()
        event = RefundBegun(sale, refundable_of(sale).minor, "returned", "sue")
        begun = begin(event, self.clock.stamp(), self.site, "session-2")
        assert begun is not None
        self.state, self.effects = begun

    def answered(self, *services: Service) -> Back:  # type: ignore[override]  # of departures, not of a terminal
        """Go on to the answer, and to the slip if there is one."""
        self.take(told(self.sale, *(services or (SEAT, FAST, USED))))
        for job in self.sale.jobs:
            if job.state is PrintState.SENDING:
                self.take(PrintEnded(job.id, "DONE"))
        return self

    def given(self) -> Back:
        """Go on to the terminal's last word."""
        self.take(RefundConfirmed())
        self.take(TerminalConnected(self.attempt.id, "T1", 12))
        yes = Result(True, self.attempt.amount, 13, "2", "B2", "T1", "Demo", "4471", "00")
        self.take(TerminalAnswered(self.attempt.id, yes))
        self.take(DialogueEnded(self.attempt.id, "completed", "given back"))
        return self

    @property
    def stage(self) -> str:
        assert isinstance(self.state, TakingBack)
        return stage_of(self.state, self.site)


def moneys(run: Checkout) -> list[object]:
    return [own for own in run.effects if isinstance(own, ConnectTerminal | SendRefund)]


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        ServicesTold("", None, "silent"), EffectFailed("TakeServicesBack", ""),
    ],
)  # fmt: skip
def test_silence_gives_nothing_back_and_is_asked_the_same_again(event: Event) -> None:
    run = Back()
    of = run.sale.id
    run.take(replace(event, sale_id=of) if isinstance(event, ServicesTold) else EffectFailed("TakeServicesBack", of))
    assert run.stage == "silent"
    assert not [own for own in run.sale.attempts if own.kind is AttemptKind.REFUND]
    run.take(RefundConfirmed())
    assert not run.took
    run.take(AskAgainPressed())
    assert run.effect(TakeServicesBack).sale_id == of
    assert run.stage == "asking"
    run.take(AskAgainPressed())
    assert not run.took, "one question at a time"


def test_what_departures_do_not_know_is_not_refunded_and_is_over() -> None:
    run = Back()
    run.take(ServicesTold(run.sale.id, None, "unknown"))
    assert run.stage == "unknown"
    run.take(RefundConfirmed())
    assert not moneys(run)
    run.take(FinishPressed())
    assert isinstance(run.state, Ended)
    assert not is_open(run.sale)
    assert refundable_of(run.sale).minor == 0


def test_an_answer_about_another_sale_is_not_taken() -> None:
    run = Back()
    run.take(told(replace(run.sale, id="another"), SEAT))
    assert not run.took
    run.take(EffectFailed("TakeServicesBack", "another"))
    assert not run.took


@pytest.mark.parametrize(
    "wrong",
    [
        TakenBack("another", "EUR", (SEAT,)),
        TakenBack("", "USD", (SEAT,)),
        TakenBack("", "EUR", (replace(SEAT, amount_minor=0),)),
        TakenBack("", "EUR", (replace(SEAT, amount_minor=5701),)),
    ],
)
def test_an_answer_that_does_not_fit_gives_nothing_back(wrong: TakenBack) -> None:
    run = Back()
    run.take(ServicesTold(run.sale.id, wrong if wrong.order_id else replace(wrong, order_id=run.sale.id)))
    assert run.stage == "unclear"
    assert run.sale.facts.back is None
    assert is_open(run.sale)
    run.answered()
    assert run.stage == "owed"


def test_an_answer_that_comes_twice_counts_once() -> None:
    run = Back().answered()
    for again in (told(run.sale, SEAT, FAST, LUGGAGE), ServicesTold(run.sale.id, None, "silent")):
        run.take(again)
        assert not run.took
    assert refundable_of(run.sale).minor == 2200


def test_a_late_answer_after_silence_is_taken() -> None:
    run = Back()
    run.take(ServicesTold(run.sale.id, None, "silent"))
    run.answered()
    assert run.stage == "owed"


@pytest.mark.parametrize("leave", [BackPressed(), Abandoned()])
def test_who_leaves_before_the_answer_is_asked_to_finish_it_later(leave: Event) -> None:
    run = Back()
    run.take(leave)
    assert isinstance(run.state, Ended)
    assert is_open(run.sale)
    again = Back(run.sale)
    assert again.effect(TakeServicesBack).sale_id == run.sale.id


def test_with_the_terminal_away_before_it_nobody_is_asked() -> None:
    event = RefundBegun(sold(), 5700, "returned", "sue")
    for site in (AWAY, replace(SITE, is_terminal_asked=True)):
        assert begin(event, Clock().stamp(), site, "s") is None


@pytest.mark.parametrize("minor", [0, -1, 5701])
def test_no_more_than_was_paid_is_asked_for(minor: int) -> None:
    assert begin(RefundBegun(sold(), minor, "returned", "sue"), Clock().stamp(), SITE, "s") is None


def test_with_the_terminal_away_after_it_the_money_stays_owed() -> None:
    run = Back().answered()
    run.site = AWAY
    assert run.stage == "away"
    shown = view(run.state, run.site)
    assert shown.primary is not None
    assert not shown.primary.is_enabled
    run.take(RefundConfirmed())
    assert isinstance(run.state, TakingBack)
    assert not moneys(run)
    run.take(BackPressed())
    assert isinstance(run.state, Ended)
    assert is_open(run.sale)
    again = Back(run.sale)
    assert isinstance(again.state, Refunding), "departures have said what they take back: they are not asked again"
    assert again.attempt.amount.minor == 2200


@pytest.mark.parametrize("how", ["declined", "not reached"])
def test_a_refund_that_did_not_happen_leaves_the_money_owed(how: str) -> None:
    run = Back().answered()
    run.take(RefundConfirmed())
    of = run.attempt.id
    if how == "declined":
        run.take(TerminalConnected(of, "T1", 12))
        run.take(TerminalAnswered(of, Result(False, None, 13, refusal="card")))
        run.take(DialogueEnded(of, "completed"))
    else:
        run.take(TerminalNotReached(of, "no route"))
    run.take(FinishPressed())
    assert isinstance(run.state, Ended)
    assert is_open(run.sale)
    assert refundable_of(run.sale).minor == 2200


# --- a power cut at each point ----------------------------------------------------------------------------------------


def after_cut(run: Checkout) -> Sale:
    """What a restart makes of the sale."""
    (sale,) = recover((run.sale,), run.clock.stamp()).sales
    assert sale.state is SaleState.FULFILLED
    return sale


def test_a_power_cut_while_departures_are_asked_leaves_a_question_that_is_asked_again() -> None:
    sale = after_cut(Back())
    assert is_open(sale)
    assert Back(sale).effect(TakeServicesBack).sale_id == sale.id


def test_a_power_cut_after_the_answer_leaves_what_is_owed_and_no_more() -> None:
    sale = after_cut(Back().answered())
    assert (is_open(sale), refundable_of(sale).minor) == (True, 2200)


def test_a_power_cut_while_the_refund_is_on_its_way_lets_no_second_one_begin() -> None:
    run = Back().answered()
    run.take(RefundConfirmed())
    run.take(TerminalConnected(run.attempt.id, "T1", 12))
    sale = after_cut(run)
    assert sale.attempts[-1].state is AttemptState.UNKNOWN
    assert refundable_of(sale).minor == 0
    assert begin(RefundBegun(sale, 1, "returned", "sue"), run.clock.stamp(), SITE, "s") is None


def test_a_power_cut_after_the_money_went_back_owes_nothing() -> None:
    sale = after_cut(Back().answered().given())
    assert not is_open(sale)
    assert refundable_of(sale).minor == 0


# --- what goes well ---------------------------------------------------------------------------------------------------


def test_what_is_asked_is_kept_before_it_is_asked() -> None:
    run = Back()
    assert run.sale.facts.is_asked_back
    assert run.sale.facts.back is None
    assert run.effect(TakeServicesBack).key == run.sale.id
    assert not moneys(run)


def test_money_goes_back_for_what_was_taken_back_and_once() -> None:
    run = Back().answered()
    shown = view(run.state, run.site)
    assert shown.title.args == (("back", 2), ("count", 3))
    assert not [own for own in run.sale.attempts if own.kind is AttemptKind.REFUND], "staff confirm it first"
    run.given()
    assert isinstance(run.state, Returned)
    refunds = [own for own in run.sale.attempts if own.kind is AttemptKind.REFUND]
    assert [(own.amount.minor, own.state) for own in refunds] == [(2200, AttemptState.CONFIRMED)]
    assert begin(RefundBegun(run.sale, 1, "returned", "sue"), run.clock.stamp(), SITE, "s") is None


def test_the_audit_log_has_who_why_and_how_much() -> None:
    run = Back()
    run.take(told(run.sale, SEAT, FAST, USED))
    record = run.effect(Record)
    assert (record.act, record.person.id, record.subject) == (Permission.REFUND_LAST_SALE, "sue", run.sale.id)
    assert record.why == "services:returned"
    assert (record.before, record.after) == ("5700 EUR", "2 of 3 taken back, 2200 EUR")


def test_the_customer_gets_a_slip_and_nothing_else_happens_while_it_prints() -> None:
    run = Back()
    run.take(told(run.sale, SEAT, FAST, USED))
    job = run.effect(PrintPaper).job
    assert (job.kind, job.copy_no) == (PaperKind.SERVICES, 1)
    for event in (RefundConfirmed(), BackPressed(), PrintPressed()):
        run.take(event)
        assert not run.took
    run.take(PrintEnded("another", "DONE"))
    assert not run.took
    run.take(PrintEnded(job.id, "FAILED", "PAPER_OUT"))
    run.take(PrintPressed())
    again = run.effect(PrintPaper).job
    assert again.copy_no == 2
    run.take(PrintEnded(again.id, "DONE"))
    assert view(run.state, run.site).secondary is None


def test_without_a_printer_the_slip_waits_to_be_asked_for() -> None:
    run = Back(site=without("printer"))
    run.take(told(run.sale, SEAT))
    assert not run.sale.jobs
    run.take(PrintPressed())
    assert not run.took
    run.site = SITE
    shown = view(run.state, run.site)
    assert shown.secondary is not None
    run.take(PrintPressed())
    assert run.effect(PrintPaper).job.copy_no == 1


def test_where_nothing_is_taken_back_there_is_no_slip_and_no_money() -> None:
    run = Back().answered(replace(SEAT, seat_now="", stays=Stays.CLOSED), USED)
    assert run.stage == "nothing"
    assert not run.sale.jobs
    run.take(PrintPressed())
    assert not run.took
    run.take(BackPressed())
    assert isinstance(run.state, Ended)
    assert not is_open(run.sale)


def test_what_nobody_has_words_for_is_still_told() -> None:
    own = Service("SPA", 100, stays="moonlight")
    assert own.name.key == "services.name.OTHER"
    assert own.note is not None
    assert own.note.key == "services.stays.other"
    assert Service(BAGS, 100).note is None
    later = Service("SEAT", 100, "3A").note
    assert later is not None
    assert later.key == "services.seat.later"
