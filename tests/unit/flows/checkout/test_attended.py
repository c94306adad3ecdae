"""What staff decided reaches the customer's checkout: once, of the basket they saw, and never beside money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import AttemptKind, PaperKind, Sale
from kiosk.flows.base import Abandoned, EffectFailed, Event, TimedOut
from kiosk.flows.checkout import EXAMPLES, begin, recover, sales, step
from kiosk.flows.checkout.attended.events import (
    BlockerResolved,
    Discounted,
    LineVoided,
    PriceSet,
    QuantitySet,
    RefundBegun,
    ReprintBegun,
    SessionEnded,
)
from kiosk.flows.checkout.attended.refunding import BUDGET_TIMER, refundable_of
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    FinishPressed,
    LastPaymentTold,
    PrintEnded,
    PrintPaper,
    Scanned,
    SendRefund,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
    TypePressed,
)
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    Explained,
    Membership,
    Refunding,
    Reprinting,
    Returned,
    Scanning,
    Typing,
)
from kiosk.flows.checkout.taxno.states import TaxNumber
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, Clock, without

# where goods are taken
BASKETS = (Scanning, Typing, TaxNumber, Explained, Membership, Enrolling, Choosing, Naming, Weighing, Extras)
CHANGES = ("void", "quantity", "price", "line discount", "basket discount")


def change(kind: str, version: int) -> Event:
    return {
        "void": LineVoided(version, 1, "damaged", "p"),
        "quantity": QuantitySet(version, 1, 5, "counted", "p"),
        "price": PriceSet(version, 1, 10, "shelf", "p"),
        "line discount": Discounted(version, 1, 10, 0, "goodwill", "p"),
        "basket discount": Discounted(version, 0, 0, 1000, "goodwill", "p"),
    }[kind]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("name", [own for own, state in EXAMPLES.items() if not isinstance(state, BASKETS)])
def test_beside_money_paper_or_an_offer_no_change_is_taken(name: str, kind: str) -> None:
    state = EXAMPLES[name]
    event = change(kind, sales(state)[0].version)
    assert step(state, event, Clock().stamp(), SITE) == (state, ())


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_a_basket_that_changed_since_is_not_taken(kind: str) -> None:
    run = Checkout().scan()
    seen = run.sale.version
    run.scan(2)
    run.take(change(kind, seen))
    assert not run.took


@pytest.mark.parametrize("name", [own for own, state in EXAMPLES.items() if not isinstance(state, BASKETS)])
def test_a_session_with_something_under_way_is_not_ended(name: str) -> None:
    state = EXAMPLES[name]
    ended, _ = step(state, SessionEnded("left", "p"), Clock().stamp(), SITE)
    is_unpaid = isinstance(state, Declined) and not state.sale.confirmed.minor
    may = name == "ResumeOffer" or is_unpaid or isinstance(state, Choosing | Naming | Weighing)
    assert isinstance(ended, Ended) is may
    assert may or ended is state


def test_a_blocker_is_resolved_once_in_its_own_ways_and_of_the_basket_that_was_seen() -> None:
    run = Checkout().scan()
    run.take(Scanned(None))
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    version, of = run.sale.version, run.state.notice.id
    for wrong in (
        BlockerResolved(version, of, "approve", "p"),
        BlockerResolved(version, "other", "retry", "p"),
        BlockerResolved(version + 1, of, "retry", "p"),
    ):
        run.take(wrong)
        assert not run.took
    run.take(BlockerResolved(version, of, "retry", "p"))
    assert run.state.notice is None
    run.take(BlockerResolved(version, of, "retry", "p"))
    assert not run.took


# --- what is changed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_taken_once(kind: str) -> None:
    run = Checkout().scan(0, 1, 2)
    before = run.sale
    run.take(change(kind, before.version))
    assert run.took
    assert run.sale.version == before.version + 1
    assert run.sale.total != before.total
    run.take(change(kind, before.version))
    assert not run.took


def test_the_customer_goes_on_typing_where_they_were() -> None:
    run = Checkout().scan()
    run.take(TypePressed())
    run.take(change("price", run.sale.version))
    assert isinstance(run.state, Typing)
    assert run.sale.lines[0].total.minor == 10


def test_what_staff_changed_is_what_is_paid() -> None:
    run = Checkout().scan(0, 1)
    run.take(PriceSet(run.sale.version, 1, 100, "shelf", "p"))
    run.take(Discounted(run.sale.version, 0, 0, 1000, "goodwill", "p"))
    total = run.sale.total
    run.receipt()
    assert run.attempt.amount == total
    assert run.sale.state is SaleState.FULFILLED
    assert run.sale.confirmed == total


def test_a_basket_for_nothing_is_released_without_a_terminal() -> None:
    run = Checkout().scan(0)
    run.take(Discounted(run.sale.version, 1, 0, 10_000, "goodwill", "p"))
    run.intended()
    assert run.sale.state is SaleState.PAID
    assert not run.sale.attempts


def test_staff_end_a_session_and_the_basket_is_void() -> None:
    run = Checkout().scan()
    run.take(SessionEnded("left", "p"))
    assert isinstance(run.state, Ended)
    assert run.sale.state is SaleState.VOID


# --- a refund ---------------------------------------------------------------------------------------------------------


def sold(*, cards: int = 1) -> Sale:
    run = Checkout().scan(0, 1)
    if cards == 1:
        return run.receipt().sale
    state = EXAMPLES["PartPaid"]
    paid = Checkout(state).receipt().sale
    assert len([own for own in paid.tenders if own.state == "CONFIRMED"]) == cards
    return paid


class Refund(Checkout):
    """A refund under test, begun from nobody's glass."""

    def __init__(self, sale: Sale, minor: int) -> None:
        super().__init__()
        begun = begin(RefundBegun(sale, minor, "returned", "p"), self.clock.stamp(), self.site, "session-2")
        assert begun is not None
        self.state, self.effects = begun

    def asked(self) -> Refund:
        """Go on to where the request has left."""
        self.take(TerminalConnected(self.attempt.id, "T1", 12))
        return self

    def given(self) -> Refund:
        """Go on to the terminal's last word."""
        self.asked()
        yes = Result(True, self.attempt.amount, 13, "2", "B2", "T1", "Demo", "4471", "00")
        self.take(TerminalAnswered(self.attempt.id, yes))
        self.take(DialogueEnded(self.attempt.id, "completed", "given back"))
        return self


@pytest.mark.parametrize("minor", [0, -1, 1])
def test_no_more_goes_back_than_was_paid(minor: int) -> None:
    sale = sold()
    wrong = refundable_of(sale).minor + 1 if minor == 1 else minor
    assert begin(RefundBegun(sale, wrong, "returned", "p"), Clock().stamp(), SITE, "s") is None


def test_no_refund_begins_while_the_terminal_is_away_or_asked_about_another_payment() -> None:
    sale = sold()
    event = RefundBegun(sale, sale.total.minor, "returned", "p")
    for site in (without("terminal"), replace(SITE, is_terminal_asked=True)):
        assert begin(event, Clock().stamp(), site, "s") is None


@pytest.mark.parametrize("state", ["Receipt", "Scanning", "Paying", "PaymentUnclear-review"])
def test_no_refund_begins_beside_a_customer(state: str) -> None:
    own = EXAMPLES[state]
    sale = sold()
    event = RefundBegun(sale, sale.total.minor, "returned", "p")
    assert step(own, event, Clock().stamp(), SITE) == (own, ())


def test_a_sale_that_is_not_finished_has_nothing_to_refund() -> None:
    assert refundable_of(Checkout().scan().paid().sale).minor == 0


def test_a_refund_goes_to_the_card_that_paid_and_its_receipt_is_printed() -> None:
    sale = sold()
    run = Refund(sale, sale.total.minor)
    run.effect(ConnectTerminal)
    run.asked()
    sent = run.effect(SendRefund)
    assert (sent.original.id, sent.amount) == (sale.attempts[0].id, sale.total)
    run = Refund(sale, sale.total.minor).given()
    assert isinstance(run.state, Returned)
    assert run.effect(PrintPaper).job.kind is PaperKind.REFUND
    assert (run.attempt.kind, run.attempt.state) == (AttemptKind.REFUND, AttemptState.CONFIRMED)
    assert run.sale.state is SaleState.FULFILLED
    assert refundable_of(run.sale).minor == 0


def test_a_part_goes_back_and_the_rest_can_follow() -> None:
    sale = sold()
    run = Refund(sale, 100).given()
    assert refundable_of(run.sale).minor == sale.total.minor - 100


def test_two_cards_get_back_what_each_paid() -> None:
    sale = sold(cards=2)
    run = Refund(sale, sale.total.minor).given()
    assert isinstance(run.state, Refunding)
    first = run.effect(PrintPaper).job
    run.take(PrintEnded(first.id, "DONE"))
    run.given()
    assert isinstance(run.state, Returned)
    refunds = [own for own in run.sale.attempts if own.kind is AttemptKind.REFUND]
    assert sum(own.amount.minor for own in refunds) == sale.total.minor
    assert len({own.tender_id for own in refunds}) == 2
    assert refundable_of(run.sale).minor == 0


@pytest.mark.parametrize("how", ["declined", "not reached", "lost before it was sent", "not sent"])
def test_a_refund_that_did_not_happen_is_not_tried_again_by_itself(how: str) -> None:
    run = Refund(sold(), 100)
    of = run.attempt.id
    if how in ("declined", "not sent"):
        run.asked()
    if how == "declined":
        run.take(TerminalAnswered(of, Result(False, None, 13, refusal="card")))
    ends: dict[str, Event] = {
        "declined": DialogueEnded(of, "completed"),
        "not reached": TerminalNotReached(of, "no route"),
        "lost before it was sent": EffectFailed("ConnectTerminal", of),
        "not sent": DialogueEnded(of, "not_sent"),
    }
    run.take(ends[how])
    assert isinstance(run.state, Refunding)
    assert run.attempt.state is AttemptState.DECLINED
    assert not [own for own in run.effects if isinstance(own, ConnectTerminal | SendRefund)]
    run.take(FinishPressed())
    assert isinstance(run.state, Ended)
    assert refundable_of(run.sale).minor == run.sale.total.minor


def test_a_refund_whose_answer_is_lost_is_asked_about_and_never_sent_again() -> None:
    run = Refund(sold(), 100).asked()
    of = run.attempt.id
    run.take(DialogueEnded(of, "unknown"))
    assert run.attempt.state is AttemptState.UNKNOWN
    run.take(FinishPressed())
    assert not run.took
    run.take(TimedOut(ASK_TIMER))
    assert run.effect(AskLastPayment).attempt_id == of
    run.take(TimedOut(BUDGET_TIMER))
    assert isinstance(run.state, Refunding)
    assert run.state.is_review
    run.take(Abandoned())
    assert isinstance(run.state, Ended)
    assert run.state.inquiry is not None  # the asking goes on behind the glass
    assert refundable_of(run.sale).minor == 0  # nothing more while nobody knows


def test_a_refund_that_a_person_must_decide_lets_no_other_of_its_card_begin() -> None:
    run = Refund(sold(), 100).asked()
    of = run.attempt.id
    run.take(TerminalAnswered(of, Result(True, Money(999_999, "EUR"), 13)))  # another amount than was asked for
    run.take(DialogueEnded(of, "completed"))
    assert run.attempt.state is AttemptState.REVIEW
    run.take(FinishPressed())
    assert isinstance(run.state, Ended)
    assert refundable_of(run.sale).minor == 0
    assert begin(RefundBegun(run.sale, 1, "returned", "p"), run.clock.stamp(), SITE, "s") is None


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_refund_that_a_power_cut_interrupts_is_asked_about_and_never_sent_again(is_sent: bool) -> None:
    run = Refund(sold(), 100)
    sale = (run.asked() if is_sent else run).sale
    found = recover((sale,), run.clock.stamp())
    assert found.state is None
    assert not [own for own in found.effects if isinstance(own, ConnectTerminal | SendRefund)]
    (after,) = found.sales
    assert after.state is SaleState.FULFILLED
    if not is_sent:
        assert after.attempts[-1].state is AttemptState.DECLINED
        assert refundable_of(after) == after.total
        return
    assert after.attempts[-1].state is AttemptState.UNKNOWN
    assert found.inquiry is not None
    assert found.inquiry.attempt_id == after.attempts[-1].id


def test_a_refund_the_terminal_tells_of_late_is_confirmed_once() -> None:
    run = Refund(sold(), 100).asked()
    of = run.attempt.id
    run.take(DialogueEnded(of, "unknown"))
    yes = Result(True, run.attempt.amount, 13, is_for_reference=True)
    run.take(LastPaymentTold(of, yes, True, "given back"))
    assert isinstance(run.state, Returned)
    assert run.attempt.state is AttemptState.CONFIRMED


# --- the receipt again ------------------------------------------------------------------------------------------------


def test_a_receipt_printed_again_is_a_copy_and_counted_even_where_none_was_printed() -> None:
    sale, clock = sold(), Clock()
    for copy_no in (2, 3):
        begun = begin(ReprintBegun(sale, "p"), clock.stamp(), SITE, "s")
        assert begun is not None
        state, effects = begun
        assert isinstance(state, Reprinting)
        (paper,) = (own for own in effects if isinstance(own, PrintPaper))
        assert (paper.job.copy_no, paper.job.kind) == (copy_no, PaperKind.CUSTOMER)
        assert step(state, FinishPressed(), clock.stamp(), SITE) == (state, ())
        printed, _ = step(state, PrintEnded(paper.job.id, "DONE"), clock.stamp(), SITE)
        over, _ = step(printed, FinishPressed(), clock.stamp(), SITE)
        assert isinstance(over, Ended)
        sale = over.sale
        assert sale.jobs[-1].state is PrintState.DONE


def test_no_receipt_is_printed_again_without_a_printer_or_of_a_sale_that_is_not_finished() -> None:
    assert begin(ReprintBegun(sold(), "p"), Clock().stamp(), without("printer"), "s") is None
    assert begin(ReprintBegun(Checkout().scan().sale, "p"), Clock().stamp(), SITE, "s") is None
