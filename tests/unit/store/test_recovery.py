"""Any history of a sale that was committed is found again, exactly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kiosk.domain import payment
from kiosk.domain.basket import CannotAdd, add, fewer, more, put_back
from kiosk.domain.money import Money
from kiosk.domain.moves import IllegalMove, PrintState, SaleState
from kiosk.domain.payment import Verdict
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, PrintJob, Sale
from kiosk.domain.settling import undoing
from kiosk.store import schema
from kiosk.store.journal import MemoryJournal
from kiosk.store.recovery import Recovered, SessionSeen, recover, verify_all
from tests.unit.store.samples import AT, Happened, as_loaded, basket, job, new_sale, paid, product, sent, yes

Act = Callable[[Sale, int], Sale]


def _scan(sale: Sale, pick: int) -> Sale:
    return add(sale, product(pick % 5))


def _weigh(sale: Sale, pick: int) -> Sale:
    return add(sale, product(7, is_weighed=True), weight_g=1 + pick)


def _label(sale: Sale, pick: int) -> Sale:
    return add(sale, product(8), price=Money(pick, "EUR"))


def _pay(sale: Sale, pick: int) -> Sale:
    nth = len(sale.attempts) + 1
    return payment.intend(sale, f"{sale.id}-t{nth}", f"{sale.id}-a{nth}", f"{sale.id}-r{nth}")


def _of_attempt(act: Callable[[Sale, str], Sale]) -> Act:
    def on_last(sale: Sale, pick: int) -> Sale:
        last = sale.last_attempt
        return sale if last is None else act(sale, last.id)

    return on_last


def _share(sale: Sale, pick: int) -> Sale:
    nth = len(sale.attempts) + 1
    amount = Money(payment.due(sale).minor * pick // 10, "EUR")
    return payment.intend(sale, f"{sale.id}-t{nth}", f"{sale.id}-a{nth}", f"{sale.id}-r{nth}", amount)


def _approve_own(sale: Sale, own: str) -> Sale:
    attempt = sale.attempt(own)
    assert attempt is not None
    told = replace(yes(sale, 20 + attempt.n), amount=attempt.amount)
    return payment.decide(sale, own, payment.judge_answer(attempt, told), told)


def _part(sale: Sale, own: str) -> Sale:
    attempt = sale.attempt(own)
    assert attempt is not None
    told = replace(yes(sale, 20 + attempt.n), amount=Money(attempt.amount.minor // 2, "EUR"))
    return payment.decide(sale, own, payment.judge_answer(attempt, told), told)


def _back(sale: Sale, pick: int) -> Sale:
    owed = undoing.next_to_reverse(sale, is_all=pick > 4)
    nth = len(sale.attempts) + 1
    return sale if owed is None else undoing.reverse(sale, owed.id, f"{sale.id}-a{nth}", f"{sale.id}-r{nth}")


def _stray(sale: Sale, pick: int) -> Sale:
    nth, tender_id = len(sale.attempts) + 1, sale.tenders[-1].id if sale.tenders else ""
    booking = Attempt(
        f"{sale.id}-a{nth}", tender_id, 0, AttemptKind.ORPHAN, "T1", "", f"X{pick}", Money(pick, "EUR"),
        approved_minor=pick, poi_tx_id=f"X{pick}",
    )  # fmt: skip
    return undoing.adopt_orphan(sale, booking) if sale.tenders else sale


def _print(sale: Sale, pick: int) -> Sale:
    copy_no = len(sale.jobs) + 1
    own = PrintJob(f"{sale.id}-j{copy_no}", f"d-{sale.id}-{copy_no}", copy_no, PaperKind.CUSTOMER, pick, "pt-BR")
    return sale.with_job(own)


def _printed(sale: Sale, pick: int) -> Sale:
    return sale if not sale.jobs else sale.with_job(sale.jobs[-1].to(tuple(PrintState)[pick % 5], "REASON"))


ACTS: dict[str, Act] = {
    "scan": _scan,
    "weigh": _weigh,
    "label": _label,
    "more": more,
    "fewer": fewer,
    "put back": put_back,
    "pay": _pay,
    "send": _of_attempt(lambda sale, own: payment.send(sale, own, "T1", 7, 5)),
    "approve": _of_attempt(lambda sale, own: payment.decide(sale, own, Verdict.APPROVED, yes(sale))),
    "decline": _of_attempt(lambda sale, own: payment.decide(sale, own, Verdict.DECLINED, None)),
    "not found": _of_attempt(lambda sale, own: payment.decide(sale, own, Verdict.NOT_FOUND, None)),
    "contradict": _of_attempt(lambda sale, own: payment.decide(sale, own, Verdict.CONTRADICTION, yes(sale))),
    "confirm": _of_attempt(lambda sale, own: payment.confirm(sale, own, "RÉÇU\n€ 1,00")),
    "doubt": _of_attempt(payment.doubt),
    "give up": _of_attempt(lambda sale, own: payment.give_up(sale, own, "restart")),
    "undo": _of_attempt(payment.undone_by_terminal),
    "share": _share,
    "approve own": _of_attempt(_approve_own),
    "approve a part": _of_attempt(_part),
    "accept the part": _of_attempt(payment.accept_part),
    "give back": _back,
    "stray": _stray,
    "reopen": lambda sale, pick: payment.reopen(sale),
    "print": _print,
    "printed": _printed,
}
PAY = (("pay", 1), ("send", 1), ("approve own", 1), ("confirm", 1))
SHARE = (("share", 5), *PAY[1:])
BACK = (("give back", 9), *PAY[1:])
CHAINS = [[("scan", 1)], list(PAY), list(SHARE), list(BACK), [*BACK[:3]], [*PAY[:2], ("approve a part", 1)]]
ONE = st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 9)).map(lambda one: [one])
MOVES = st.lists(ONE | st.sampled_from(CHAINS), max_size=25).map(lambda parts: [one for part in parts for one in part])


def _history(name: str, moves: list[tuple[str, int]]) -> list[Sale]:
    states = [new_sale(name)]
    for act, pick in moves:
        with suppress(IllegalMove, CannotAdd):  # what the domain refuses does not happen
            states.append(ACTS[act](states[-1], pick))
    return states


@settings(max_examples=150, deadline=None, database=None)
@given(moves=MOVES)
def test_whatever_happened_to_a_sale_is_found_exactly(moves: list[tuple[str, int]]) -> None:
    journal = MemoryJournal()

    async def live() -> None:
        before: tuple[Sale, ...] = ()
        for state in _history("sale", moves):
            await journal.commit(Happened(), AT, "session-1", before, (state,))
            before = (state,)
            found = recover(journal.database)
            assert found.sales == (as_loaded(state),)
        assert verify_all(journal.database) is None

    asyncio.run(live())


@settings(max_examples=40, deadline=None, database=None)
@given(moves=MOVES, cut=st.integers(0, 40))
def test_a_kiosk_that_starts_again_goes_on_where_it_was(moves: list[tuple[str, int]], cut: int) -> None:
    states = _history("sale", moves)
    journal = MemoryJournal()

    async def live() -> None:
        before: tuple[Sale, ...] = ()
        own = journal
        for index, state in enumerate(states):
            if index == cut:
                own = MemoryJournal(database=journal.database)
                before = recover(journal.database).sales
                assert before in ((), (as_loaded(states[index - 1]),))
            await own.commit(Happened(), AT, "session-1", before, (state,))
            before = (state,)

    asyncio.run(live())
    assert recover(journal.database).sales == (as_loaded(states[-1]),)


def _kept(*sales: Sale) -> MemoryJournal:
    journal = MemoryJournal()
    for sale in sales:
        asyncio.run(journal.commit(Happened(), AT, "session-1", (), (sale,)))
    return journal


def test_finished_sales_are_left_alone_and_unfinished_ones_come_oldest_first() -> None:
    void = new_sale("void").to(SaleState.VOID)
    done = paid(basket(1, "done")).to(SaleState.FULFILLED)
    first, second = basket(1, "z-first"), basket(1, "a-second")
    assert recover(_kept(void, done, first, second).database).sales == (first, second)


@pytest.mark.parametrize(
    ("state", "is_found"),
    [
        (PrintState.QUEUED, True),
        (PrintState.SENDING, True),
        (PrintState.DONE, False),
        (PrintState.FAILED, False),
        (PrintState.UNKNOWN, False),
    ],
)
def test_a_fulfilled_sale_is_found_while_its_paper_is_under_way(state: PrintState, is_found: bool) -> None:
    done = paid(basket()).to(SaleState.FULFILLED)
    queued = job(done)
    moved = queued if state is PrintState.QUEUED else queued.to(PrintState.SENDING)
    if state not in (PrintState.QUEUED, PrintState.SENDING):
        moved = moved.to(state)
    sale = done.with_job(moved)
    assert recover(_kept(sale).database).sales == ((as_loaded(sale),) if is_found else ())


def test_a_sale_that_is_over_is_found_while_its_terminal_may_tell_more_of_it() -> None:
    unheard = payment.decide(sent(basket(1, "unheard")), "unheard-a1", Verdict.NOT_FOUND, None)
    void = payment.reopen(unheard).to(SaleState.VOID)
    given = paid(basket(1, "given")).to(SaleState.FULFILLED)
    refunding = undoing.intend_refund(given, "given-t1", "given-a2", "given-r2", Money(1, "EUR"))
    stray = _stray(paid(basket(1, "stray")).to(SaleState.FULFILLED), 3)
    done = paid(basket(1, "done")).to(SaleState.FULFILLED)
    found = recover(_kept(void, refunding, stray, done).database).sales
    assert found == tuple(as_loaded(sale) for sale in (void, refunding, stray))


@pytest.mark.parametrize("days", [0, 30, -30])
def test_what_ended_unheard_is_found_also_when_the_clock_jumped(days: int) -> None:
    asked = sent(basket())
    own = asked.attempts[0].id
    unheard = payment.decide(payment.doubt(asked, own), own, Verdict.NOT_FOUND, None)
    assert unheard.attempts[0].watch
    journal = _kept(payment.reopen(unheard).to(SaleState.VOID))
    jumped = replace(AT, utc_ms=AT.utc_ms + days * 24 * 3600 * 1000)
    asyncio.run(journal.commit(Happened(), jumped, "", (), ()))
    assert [sale.id for sale in recover(journal.database).sales] == [asked.id]


def test_the_search_for_what_a_terminal_may_tell_reads_no_other_attempt() -> None:
    with _kept(basket()).database.reader.connect() as connection:
        for which, index in ((schema.WATCHED, "attempt_watched"), (schema.UNSETTLED, "attempt_unsettled")):
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN SELECT sale_id FROM attempt WHERE {which}")).all()  # noqa: S608  # our own constants
            assert index in str(plan), plan


def test_the_last_session_tells_whether_it_was_cut_off() -> None:
    journal = _kept(basket())
    assert recover(journal.database).last_session == SessionSeen("session-1", "test", 1, None)
    asyncio.run(journal.commit(Happened(), AT, "", (), ()))
    assert recover(journal.database).last_session == SessionSeen("session-1", "test", 1, 1)


def test_a_new_file_has_nothing_to_recover() -> None:
    found = recover(MemoryJournal().database)
    assert found == Recovered((), 0, None, None, None)


def test_a_sale_whose_request_was_out_is_found_as_sent() -> None:
    found = recover(_kept(sent(basket())).database).sales[0]
    assert found.attempts[0].prior_receipt_no == 7
    assert found.attempts[0].sent_mono_ms is None
