"""Sales behind the glass: each in its turn, each once, and the watch list holds the newest picture of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.flows.base import Event
from kiosk.flows.checkout import Recovered
from kiosk.flows.checkout.events import LastPaymentSilent, LastPaymentTold, TerminalAnswered
from kiosk.flows.checkout.examples import AT
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.states import PaymentUnclear, ResumeOffer
from kiosk.flows.checkout.undoing.unwinding import Unwinding
from kiosk.flows.shell import settle
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import InFlow, Session
from tests.unit.flows.given import Checkout

A, K, S = AttemptState, AttemptKind, SaleState
PAID = Checkout().paid().sale
YES = Result(True, PAID.attempts[0].amount, 77, "9", "Z", "T1", is_for_reference=True)
NO = replace(YES, is_approved=False)


def attempt(sale_id: str, state: AttemptState, **changes: object) -> Attempt:
    own = replace(PAID.attempts[0], id=f"{sale_id}-1", ref=f"ref-{sale_id}", state=state, approved_minor=None)
    return replace(own, **changes)  # type: ignore[arg-type]  # the fields a test names


def sale(name: str, state: SaleState, *attempts: Attempt) -> Sale:
    return replace(PAID, id=name, state=state, attempts=attempts, tenders=(), jobs=())


def unknown(name: str) -> Sale:
    return sale(name, S.REVIEW, attempt(name, A.UNKNOWN))


def unheard(name: str) -> Sale:
    return sale(name, S.VOID, attempt(name, A.DECLINED, watch=True, receipt_no=None))


def orphaned(name: str) -> Sale:
    return sale(name, S.VOID, attempt(name, A.APPROVED, kind=K.ORPHAN))


def plain(name: str) -> Sale:
    return sale(name, S.VOID, attempt(name, A.DECLINED))


def asked(of: Sale) -> Inquiry:
    return Inquiry(of, of.attempts[0].id, AT.mono_ms)


def with_(**changes: object) -> Session:
    return replace(Session(SITE, "nl"), **changes)  # type: ignore[arg-type]  # the fields a test names


# --- what a restart leaves ------------------------------------------------------------------------------------------


def test_a_restart_leaves_what_waits_for_the_terminal_and_what_ended_unheard_and_nothing_else() -> None:
    found = Recovered((unknown("a"), unheard("b"), plain("c"), orphaned("d")))
    session = settle.noted(with_(), found)
    assert [own.id for own in session.unsettled] == ["a", "d"]
    assert [own.id for own in session.watched] == ["b"]


def test_what_is_asked_about_or_on_the_glass_after_a_restart_waits_in_no_list() -> None:
    both = sale("a", S.REVIEW, attempt("a", A.UNKNOWN), attempt("b", A.DECLINED, watch=True))
    assert settle.noted(with_(), Recovered((both,), inquiry=asked(both))) == with_()
    shown = PaymentUnclear(asked(both), 0)
    assert settle.noted(with_(), Recovered((both,), shown)) == with_()
    other = settle.noted(with_(), Recovered((both, unheard("z")), shown, asked(unknown("y"))))
    assert [own.id for own in other.watched] == ["z"]


# --- who leaves -----------------------------------------------------------------------------------------------------


def test_a_customer_who_leaves_nothing_undecided_leaves_nothing() -> None:
    busy = with_(inquiry=asked(unknown("x")), watched=(unheard("w"),))
    session, effects = settle.left(busy, plain("a"), AT)
    assert (session.unsettled, session.watched, effects) == ((), (unheard("w"),), ())
    assert session.site.is_terminal_asked


def test_a_payment_that_is_asked_about_already_does_not_wait_for_itself() -> None:
    busy = with_(inquiry=asked(unknown("x")))
    assert settle.left(busy, unknown("x"), AT)[0].unsettled == ()
    assert settle.left(busy, unknown("y"), AT)[0].unsettled == (unknown("y"),)


def test_the_watch_list_holds_one_picture_of_each_sale_the_newest() -> None:
    newer = replace(unheard("a"), version=7)
    session, effects = settle.left(with_(watched=(unheard("a"), unheard("b"))), newer, AT)
    assert session.watched == (unheard("b"), newer)
    assert (session.inquiry, effects) == (None, ())
    assert settle.asks(session) == (("b-1", "ref-b"), ("a-1", "ref-a"))


# --- what is closed -------------------------------------------------------------------------------------------------


def test_a_sale_that_is_settled_leaves_both_lists_and_the_next_one_begins() -> None:
    declined = sale("a", S.REVIEW, attempt("a", A.DECLINED, watch=True))
    busy = with_(
        inquiry=asked(unknown("a")), unsettled=(unknown("a"), unknown("b"), unknown("c")),
        watched=(unheard("a"), unheard("w")), closed=(plain("before"),),
    )  # fmt: skip
    session, effects = settle.closed(busy, asked(declined), AT)
    assert session.inquiry is not None
    assert (session.inquiry.sale.id, [own.id for own in session.unsettled]) == ("b", ["c"])
    assert [(own.id, own.state) for own in session.closed] == [("before", S.VOID), ("a", S.VOID)]
    assert session.watched == (session.closed[1], unheard("w"))
    assert len(effects) == 1


def test_a_sale_that_needs_more_goes_on_before_the_others() -> None:
    late = sale("a", S.VOID, attempt("a", A.DECLINED), attempt("o", A.APPROVED, kind=K.ORPHAN))
    session, _effects = settle.closed(with_(unsettled=(orphaned("b"),)), asked(late), AT)
    assert isinstance(session.inquiry, Unwinding)
    assert (session.inquiry.sale.id, session.unsettled) == ("a", (orphaned("b"),))
    assert session.site.is_terminal_asked


# --- what is overheard ----------------------------------------------------------------------------------------------

LISTENING = with_(watched=(unheard("a"), unheard("b")), unsettled=(unknown("q"),))


@pytest.mark.parametrize("word", [TerminalAnswered("b-1", YES), LastPaymentTold("b-1", YES, True)])
def test_a_late_approval_of_the_second_on_the_list_is_the_second_s_and_waits_behind_the_others(word: Event) -> None:
    session = settle.overheard(LISTENING, word, AT)
    assert session.watched == (unheard("a"),)
    assert [own.id for own in session.unsettled] == ["q", "b"]
    assert session.unsettled[1].attempts[-1].kind is K.ORPHAN


def test_a_late_no_takes_its_sale_off_the_list_only_when_it_was_asked_for() -> None:
    assert settle.overheard(LISTENING, TerminalAnswered("a-1", NO), AT) is LISTENING
    session = settle.overheard(LISTENING, LastPaymentTold("a-1", NO, True), AT)
    assert (session.watched, session.unsettled) == ((unheard("b"),), LISTENING.unsettled)
    session = settle.overheard(LISTENING, LastPaymentTold("a-1", None, True), AT)
    assert session.watched == (unheard("b"),)


@pytest.mark.parametrize("word", [LastPaymentSilent("a-1", ""), TerminalAnswered("none", YES)])
def test_words_about_nothing_on_the_list_change_nothing(word: Event) -> None:
    assert settle.overheard(LISTENING, word, AT) is LISTENING
    assert settle.overheard(with_(), word, AT) == with_()


@pytest.mark.parametrize("waits", [{"unsettled": (unheard("a"),)}, {"inquiry": asked(unheard("a"))}])
def test_what_is_in_hand_already_is_not_overheard(waits: dict[str, object]) -> None:
    others = {"unsettled": (unknown("q"),), "inquiry": asked(unknown("x"))}
    busy = with_(watched=(unheard("a"),), **{**others, **waits})
    assert settle.overheard(busy, TerminalAnswered("a-1", YES), AT) is busy


def booked(name: str) -> Sale:
    """A sale that holds the booking the terminal tells of."""
    own = attempt(name, A.CONFIRMED, receipt_no=77, trace_no="9", auth_code="Z", poi_tx_id="", watch=False)
    return sale(name, S.PAYING, own)


def test_a_booking_of_the_customer_at_the_glass_or_of_another_on_the_list_is_nobody_s_orphan() -> None:
    told = TerminalAnswered("a-1", YES)
    glass = InFlow("checkout", ResumeOffer(booked("now")))
    for busy in (
        with_(watched=(unheard("a"),), screen=glass),
        with_(watched=(unheard("a"), booked("w"))),
    ):
        assert settle.overheard(busy, told, AT) is busy
    assert settle.overheard(with_(watched=(unheard("a"),)), told, AT).unsettled != ()
