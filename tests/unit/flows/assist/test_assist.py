"""Staff at a customer's lane, on the glass of a whole session: nothing without leave, and nothing without a trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Sale
from kiosk.flows import assist
from kiosk.flows.assist.acts import CHANGEABLE, REASONS, WANTS, Deed
from kiosk.flows.assist.events import (
    BlockerChosen,
    DeedChosen,
    FindLastSale,
    LastSaleFound,
    LineChosen,
    NumberGiven,
    ReasonChosen,
    RefundChosen,
    RefundLineToggled,
    ResolutionChosen,
)
from kiosk.flows.assist.states import Asking, Lane, Line, Number, Reason, Refund
from kiosk.flows.base import BackPressed, EffectFailed, Event, TimedOut
from kiosk.flows.checkout.attended.refunding import BUDGET_TIMER
from kiosk.flows.checkout.events import (
    DialogueEnded,
    FinishPressed,
    LastPaymentTold,
    PrintEnded,
    PrintPaper,
    Scanned,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.states import Refunding, Reprinting, Returned, Scanning
from kiosk.flows.guests import Customer
from kiosk.flows.shell import EXAMPLES
from kiosk.flows.shell.examples import SESSION, SITE
from kiosk.flows.shell.session import Attract, InFlow, Over
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from tests.unit.flows.given import Checkout, Clock, Glass

LEAD = Person("lead", frozenset({Role.SUPERVISOR}))
HAND = Person("hand", frozenset({Role.ATTENDANT}))
ROOM = Person("room", frozenset({Role.TECHNICIAN}))
BASE = EXAMPLES["checkout/Scanning"]


def at_lane(run: Checkout | None = None, person: Person = LEAD, screen: str = "") -> Glass:
    """Return a customer's glass with staff over it; `screen` instead: an example of the whole session."""
    base = EXAMPLES[screen] if screen else replace(BASE, screen=InFlow("checkout", (run or Checkout().scan()).state))
    glass = Glass(replace(base, site=replace(base.site, language="nl")))
    state, glass.effects = assist.enter(person, glass.clock.stamp(), replace(SITE, customer=Customer(base.screen_name)))
    assert isinstance(state, Lane)
    session = glass.session
    is_there = bool(session.id)
    over = Over("assist", replace(state, is_asked=not is_there), "nl", session.access)
    glass.session = replace(session, over=over, site=replace(session.site, language="en"))
    return glass


def with_nobody(person: Person = LEAD, last: Sale | None = None) -> Glass:
    """Return a glass with staff and nobody else, who know the last sale."""
    glass = Glass(replace(SESSION, screen=Attract()))
    glass.session = replace(glass.session, over=Over("assist", Lane(person, is_asked=True), "en", glass.session.access))
    glass.take(LastSaleFound(last if last is not None else Checkout().receipt().sale))
    return glass


def page(glass: Glass) -> object:
    assert glass.session.over is not None
    return glass.session.over.state


def sale(glass: Glass) -> Sale:
    return glass.session.sales[-1]


def asked(glass: Glass) -> AskPermit:
    (ask,) = (own for own in glass.effects if isinstance(own, AskPermit))
    return ask


def permit(glass: Glass, second: str = "") -> Record | None:
    """Let the act that was asked for be done; return what is recorded of it."""
    ask = asked(glass)
    glass.take(Permitted(ask.ask_id, ask.act.value, ask.person.id, second))
    found = [own for own in glass.effects if isinstance(own, Record)]
    assert len(found) < 2
    return found[0] if found else None


WAYS: dict[Deed, tuple[Event, ...]] = {
    Deed.VOID: (LineChosen(1), DeedChosen("void"), ReasonChosen("damaged")),
    Deed.QUANTITY: (LineChosen(1), DeedChosen("quantity"), NumberGiven("5"), ReasonChosen("counted")),
    Deed.PRICE: (LineChosen(1), DeedChosen("price"), NumberGiven("100"), ReasonChosen("shelf")),
    Deed.AMOUNT_OFF: (LineChosen(1), DeedChosen("amount_off"), NumberGiven("50"), ReasonChosen("goodwill")),
    Deed.PERCENT_OFF: (LineChosen(0), DeedChosen("percent_off"), NumberGiven("10"), ReasonChosen("goodwill")),
}
OF_NOBODY: dict[Deed, tuple[Event, ...]] = {
    Deed.REPRINT: (DeedChosen("reprint"), ReasonChosen("asked")),
    Deed.REFUND: (DeedChosen("refund"), RefundChosen(), ReasonChosen("returned")),
}


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", WAYS)
@pytest.mark.parametrize("why", ["not-permitted", "withdrawn", "wrong-code", "same-person"])
def test_without_leave_nothing_changes_and_nothing_is_recorded(deed: Deed, why: str) -> None:
    glass = at_lane()
    before = sale(glass)
    glass.take(*WAYS[deed])
    glass.take(NotPermitted(asked(glass).ask_id, why))
    assert isinstance(page(glass), Lane)
    assert sale(glass) is before
    assert not [own for own in glass.effects if isinstance(own, Record)]


@pytest.mark.parametrize("deed", WAYS)
def test_leave_for_another_question_or_another_act_is_not_leave_for_this_one(deed: Deed) -> None:
    glass = at_lane()
    before = sale(glass)
    glass.take(*WAYS[deed])
    ask = asked(glass)
    other = next(own for own in Permission if own is not ask.act)
    glass.take(Permitted("another", ask.act.value, "lead"), Permitted(ask.ask_id, other.value, "lead"))
    assert isinstance(page(glass), Asking)
    assert sale(glass) is before


@pytest.mark.parametrize("deed", WAYS)
def test_leave_that_comes_after_the_page_was_left_does_nothing(deed: Deed) -> None:
    glass = at_lane()
    before = sale(glass)
    glass.take(*WAYS[deed])
    ask = asked(glass)
    glass.take(BackPressed(), Permitted(ask.ask_id, ask.act.value, "lead"))
    assert sale(glass) is before


def test_a_page_that_nobody_may_ask_for_stays_closed() -> None:
    glass = at_lane(person=ROOM)
    glass.take(LineChosen(1))
    for deed in Deed:
        glass.take(DeedChosen(deed.value))
        assert isinstance(page(glass), Line)
    hand = at_lane(person=HAND)
    hand.take(LineChosen(1), DeedChosen("price"))
    assert isinstance(page(hand), Line)
    hand.take(DeedChosen("void"))
    assert isinstance(page(hand), Reason)


def test_a_reason_that_is_not_on_the_list_is_none() -> None:
    glass = at_lane()
    glass.take(LineChosen(1), DeedChosen("void"))
    for why in ("", "because", REASONS[Deed.REFUND][0]):
        glass.take(ReasonChosen(why))
        assert isinstance(page(glass), Reason)


@pytest.mark.parametrize(
    ("deed", "number", "problem"),
    [
        ("quantity", "", "number"),
        ("quantity", "0", "quantity"),
        ("quantity", "100", "quantity"),
        ("quantity", "1", "same"),
        ("quantity", "-5", "number"),
        ("quantity", "٣", "number"),
        ("price", "9999999", "price"),
        ("price", "1" * 10_000, "number"),
        ("price", "1.50", "number"),
        ("amount_off", "0", "discount"),
        ("amount_off", "9999999", "discount"),
        ("percent_off", "101", "discount"),
        ("percent_off", "ten", "number"),
    ],
)
def test_a_number_that_cannot_be_is_told_beside_the_field(deed: str, number: str, problem: str) -> None:
    glass = at_lane()
    glass.take(LineChosen(1), DeedChosen(deed), NumberGiven(number))
    state = page(glass)
    assert isinstance(state, Number)
    assert state.problem == problem


def test_with_a_payment_under_way_no_line_can_be_chosen() -> None:
    glass = at_lane(screen="checkout/Paying")
    glass.take(LineChosen(1), DeedChosen("end"))
    assert isinstance(page(glass), Lane)


def test_what_was_not_looked_up_can_be_neither_refunded_nor_printed() -> None:
    glass = with_nobody()
    glass.session = replace(glass.session, over=Over("assist", Lane(LEAD), "en", glass.session.access))
    glass.take(DeedChosen("refund"), DeedChosen("reprint"))
    assert page(glass) == Lane(LEAD)


def test_a_sale_that_was_refunded_is_not_refunded_again() -> None:
    sold = Checkout().receipt().sale
    glass = with_nobody(last=replace(sold, state=SaleState.VOID))
    glass.take(DeedChosen("refund"))
    assert isinstance(page(glass), Lane)


def test_more_than_is_left_is_no_refund() -> None:
    sold = Checkout().receipt().sale
    half = tuple(replace(own, amount=replace(own.amount, minor=1)) for own in sold.tenders)
    glass = with_nobody(last=replace(sold, tenders=half))
    glass.take(DeedChosen("refund"), RefundLineToggled(1), RefundChosen())
    state = page(glass)
    assert isinstance(state, Refund)
    assert state.problem == "amount"


# --- what is done -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", WAYS)
def test_an_act_asks_for_its_own_permission_is_told_once_and_recorded_with_before_and_after(deed: Deed) -> None:
    glass = at_lane()
    before = sale(glass)
    glass.take(*WAYS[deed])
    assert asked(glass).act is WANTS[deed]
    ask = asked(glass)
    record = permit(glass, "other")
    assert record is not None
    assert (record.act, record.person, record.second_id) == (WANTS[deed], LEAD, "other")
    assert record.why.startswith(f"{deed.value}:")
    assert record.subject.startswith(before.id)
    assert record.before != record.after
    assert sale(glass).version == before.version + 1
    assert page(glass) == Lane(LEAD, done=deed.value)
    glass.take(Permitted(ask.ask_id, ask.act.value, "lead"))
    assert sale(glass).version == before.version + 1


def test_the_customer_has_language_page_and_basket_back_with_what_changed_told_plainly() -> None:
    glass = at_lane()
    glass.take(*WAYS[Deed.PRICE])
    permit(glass)
    glass.session = replace(glass.session, over=None, site=replace(glass.session.site, language="nl"))
    assert isinstance(glass.state, Scanning)
    line = next(own for own in glass.state.sale.lines if own.n == 1)
    assert (line.unit.minor, line.why) == (100, "shelf")
    assert line.list_unit is not None


def test_an_unknown_item_is_resolved_and_the_notice_goes() -> None:
    run = Checkout().scan()
    run.take(Scanned(None))
    glass = at_lane(run)
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    glass.take(BlockerChosen("other"))
    assert isinstance(page(glass), Lane)
    glass.take(BlockerChosen(run.state.notice.id), ResolutionChosen("approve"))
    assert not isinstance(page(glass), Asking)  # no way of this kind
    glass.take(ResolutionChosen("retry"))
    record = permit(glass)
    assert record is not None
    assert (record.subject, record.before, record.after) == (run.state.notice.id, "ITEM.UNKNOWN", "retry")
    assert isinstance(glass.state, Scanning)
    assert glass.state.notice is None


def test_a_session_is_ended_with_its_reason_and_staff_stay() -> None:
    glass = at_lane()
    glass.take(DeedChosen("end"), ReasonChosen("left"))
    record = permit(glass)
    assert record is not None
    assert record.why == "end:left"
    assert isinstance(glass.session.screen, Attract)
    assert [own.state for own in glass.session.closed] == [SaleState.VOID]
    assert any(isinstance(own, FindLastSale) for own in glass.effects)
    assert isinstance(page(glass), Lane)


def ends(name: str) -> bool:
    """Tell whether staff end this example's session; what is recorded is what happened."""
    glass = at_lane(screen=name)
    before = glass.session.screen
    glass.take(DeedChosen("end"), ReasonChosen("left"))
    if not any(isinstance(own, AskPermit) for own in glass.effects):
        assert glass.session.screen is before
        return False
    assert permit(glass) is not None
    assert isinstance(glass.session.screen, Attract)
    return True


SESSIONS = [name for name, own in EXAMPLES.items() if own.over is None and name.startswith(("checkout/", "checkin/"))]


@pytest.mark.parametrize("name", SESSIONS)
def test_every_session_that_is_offered_to_be_ended_does_end(name: str) -> None:
    is_basket = name.split("-")[0] in (*CHANGEABLE, "checkout/ResumeOffer")
    assert ends(name) or not is_basket


@pytest.mark.parametrize("deed", OF_NOBODY)
def test_the_last_sale_is_served_on_the_glass_and_staff_are_gone_from_it(deed: Deed) -> None:
    glass = with_nobody()
    glass.take(*OF_NOBODY[deed])
    assert asked(glass).act is WANTS[deed]
    record = permit(glass)
    assert record is not None
    assert glass.session.over is None
    assert isinstance(glass.state, Refunding if deed is Deed.REFUND else Reprinting)


def test_chosen_lines_alone_are_refunded() -> None:
    sold = Checkout().receipt().sale
    glass = with_nobody(last=sold)
    glass.take(DeedChosen("refund"), RefundLineToggled(1), RefundLineToggled(2), RefundLineToggled(1), RefundChosen())
    glass.take(ReasonChosen("returned"))
    permit(glass)
    assert isinstance(glass.state, Refunding)
    assert glass.state.sale.attempts[-1].amount == next(own.total for own in sold.lines if own.n == 2)


@pytest.mark.parametrize("event", [LastSaleFound(None), EffectFailed("FindLastSale", "last-sale")])
def test_a_kiosk_that_sold_nothing_has_nothing_to_offer(event: Event) -> None:
    glass = Glass(replace(SESSION, screen=Attract()))
    glass.session = replace(glass.session, over=Over("assist", Lane(LEAD, is_asked=True), "en", glass.session.access))
    glass.take(event)
    assert page(glass) == Lane(LEAD)


def test_nobody_comes_here_without_signing_in() -> None:
    state, effects = assist.enter(None, Clock().stamp(), SITE)
    assert type(state).__name__ == "Gone"
    assert not effects


def test_a_refund_ends_where_it_began_and_the_next_customer_finds_a_kiosk_that_waits() -> None:
    sold = Checkout().receipt().sale
    glass = with_nobody(last=sold)
    glass.take(*OF_NOBODY[Deed.REFUND])
    permit(glass)
    of = sale(glass).attempts[-1]
    yes = Result(True, of.amount, 13, "2", "B2", "T1", "Demo", "4471", "00")
    glass.take(TerminalConnected(of.id, "T1", 12), TerminalAnswered(of.id, yes), DialogueEnded(of.id, "completed"))
    assert isinstance(glass.state, Returned)
    (paper,) = (own for own in glass.effects if isinstance(own, PrintPaper))
    glass.take(PrintEnded(paper.job.id, "DONE"), FinishPressed())
    assert isinstance(glass.session.screen, Attract)
    (kept,) = glass.session.closed
    assert (kept.state, kept.attempts[-1].state) == (SaleState.FULFILLED, AttemptState.CONFIRMED)
    assert not glass.session.unsettled


def test_a_refund_that_nobody_answers_goes_on_behind_the_glass() -> None:
    glass = with_nobody()
    glass.take(*OF_NOBODY[Deed.REFUND])
    permit(glass)
    of = sale(glass).attempts[-1].id
    glass.take(TerminalConnected(of, "T1", 12), DialogueEnded(of, "unknown"), TimedOut(BUDGET_TIMER), FinishPressed())
    assert isinstance(glass.session.screen, Attract)
    assert glass.session.site.is_terminal_asked
    amount = sale(glass).attempts[-1].amount
    glass.take(LastPaymentTold(of, Result(True, amount, 13, is_for_reference=True), True, "given back"))
    assert not glass.session.site.is_terminal_asked
    (kept,) = glass.session.closed
    assert (kept.state, kept.attempts[-1].state) == (SaleState.FULFILLED, AttemptState.CONFIRMED)
