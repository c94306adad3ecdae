"""The pages of a day: what each takes, what it asks leave for, and what it writes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.money import Money
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.payment import doubt
from kiosk.domain.sale import Sale
from kiosk.domain.settling.figures import DayFigures
from kiosk.domain.settling.resolving import Outcome
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.events import PrintEnded, PrintPaper
from kiosk.flows.day import EXAMPLES, MOVES, SCREENS, enter, step, view
from kiosk.flows.day.events import (
    AskTerminalPressed,
    CaseChosen,
    CasesFound,
    CloseDay,
    ClosePressed,
    CloseTerminalDay,
    DayClosed,
    DayNotClosed,
    DayPrinted,
    DayReckoned,
    Doubt,
    FindReceipts,
    OutcomeChosen,
    PageChosen,
    PrintDay,
    PrintDayPressed,
    ReadSale,
    ReceiptChosen,
    ReceiptFound,
    ReceiptsFound,
    ReckonDay,
    Reckoned,
    ResolvePressed,
    SaleRead,
    SaleSettled,
    TerminalDayTold,
)
from kiosk.flows.day.states import Case, Choosing, Closing, Copies, Figures, Reviews, Stage, State
from kiosk.flows.guests import Customer, Gone, Pass, Tell
from kiosk.flows.shell.examples import SITE as SHOP
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from tests.unit.store.samples import basket, job, paid, sent

SOFIA = Person("sofia", frozenset({Role.SUPERVISOR}))
TOM = Person("tom", frozenset({Role.ATTENDANT}))
SITE = replace(SHOP, customer=Customer("shell/Attract"))
FIGURES = DayFigures("EUR", 1, 9, 0, 1, sales=1, sold_minor=201)
DAY = Reckoned(FIGURES, 3, "18:00", "19:00")


class Day:
    """The pages under test, stepped on a clock of their own; what is told beneath is kept."""

    def __init__(self, person: Person | None = SOFIA, *, site: Site = SITE) -> None:
        self.site = site
        self.told: list[Event] = []
        self.draws = 0
        state, self.effects = enter(person, self._at(), site)
        self.state: object = state

    def _at(self) -> Stamp:
        self.draws += 1
        return Stamp(1_790_000_000_000 + self.draws, self.draws, self.draws << 12)

    def take(self, *events: Event) -> tuple[Effect, ...]:
        """Take events; return the effects of the last."""
        for event in events:
            assert isinstance(self.state, SCREENS), "the pages are gone"
            before = self.state
            after: object
            after, self.effects = step(before, event, self._at(), self.site)
            if isinstance(after, Tell):
                assert Tell in MOVES[type(before)]
                self.told.append(after.event)
                after = after.state
            elif type(after) is not type(before):
                assert type(after) in MOVES[type(before)]
            self.state = after
            if isinstance(after, SCREENS):
                view(after, self.site)
        return self.effects

    def page(self, name: str, kind: type[Effect]) -> str:
        """Open a page; return the key of its question."""
        (asked,) = self.take(PageChosen(name))
        assert isinstance(asked, kind)
        return asked.key

    def ask(self, *events: Event) -> str:
        """Take events; return the id of the leave that is asked for."""
        (asked,) = self.take(*events)
        assert isinstance(asked, AskPermit)
        return asked.ask_id

    def permitted(self, *events: Event, act: Permission) -> tuple[Effect, ...]:
        """Take events that ask for leave, which is given; return what follows."""
        return self.take(Permitted(self.ask(*events), act.value, "sofia"))


def on(kind: type[State], day: Day) -> State:
    assert isinstance(day.state, kind)
    return day.state


# --- the menu -------------------------------------------------------------------------------------------------------


def test_nobody_comes_in_without_a_person_and_everybody_goes_when_nobody_is_there() -> None:
    assert isinstance(Day(None).state, Gone)
    for state in EXAMPLES.values():
        assert step(state, Abandoned(), Stamp(0, 0, 0), SITE)[0] == Gone()


def test_each_page_wants_its_own_permission() -> None:
    day = Day(TOM)
    shown = view(on(Choosing, day), SITE).parts["rows"]
    assert isinstance(shown, tuple)
    assert len(shown) == 1
    for page in ("figures", "closing", "reviews", "unknown"):
        assert day.take(PageChosen(page)) == ()
        on(Choosing, day)
    day.page("copies", FindReceipts)
    day.take(BackPressed(), BackPressed())
    assert day.state == Pass("staff", TOM)


# --- an X -----------------------------------------------------------------------------------------------------------


def test_an_x_is_shown_printed_and_changes_nothing() -> None:
    day = Day()
    key = day.page("figures", ReckonDay)
    assert day.take(PrintDayPressed()) == ()
    day.take(DayReckoned("another", DAY), DayReckoned(key, DAY))
    (paper,) = day.take(PrintDayPressed())
    assert isinstance(paper, PrintDay)
    assert (paper.figures, paper.number) == (FIGURES, 0)
    assert day.take(PrintDayPressed()) == ()
    day.take(DayPrinted(paper.key, "FAILED", "PAPER_OUT"))
    assert isinstance(state := day.state, Figures)
    assert state.note == "FAILED"
    (paper,) = day.take(PrintDayPressed())
    day.take(EffectFailed("PrintDay", paper.key), BackPressed())
    on(Choosing, day)
    assert day.told == []


def test_figures_that_cannot_be_read_say_so() -> None:
    day = Day()
    day.take(EffectFailed("ReckonDay", day.page("figures", ReckonDay)))
    assert isinstance(state := day.state, Figures)
    assert state.is_out


# --- a Z ------------------------------------------------------------------------------------------------------------


def ready() -> Day:
    day = Day()
    day.take(DayReckoned(day.page("closing", ReckonDay), DAY))
    return day


def test_the_terminal_closes_first_its_difference_is_seen_and_then_the_day_is_closed_once() -> None:
    day = ready()
    (asked,) = day.permitted(AskTerminalPressed(), act=Permission.END_OF_DAY)
    assert isinstance(asked, CloseTerminalDay)
    assert day.take(BackPressed(), ClosePressed(), AskTerminalPressed()) == ()
    (again,) = day.take(TerminalDayTold(asked.key, 200, 1))
    assert isinstance(again, ReckonDay)
    day.take(DayReckoned(again.key, replace(DAY, terminal_minor=200, is_terminal_heard=True)))
    assert isinstance(state := day.state, Closing)
    assert "day.difference" in str(view(state, SITE).parts["facts"])
    assert day.take(AskTerminalPressed()) == (), "a terminal is asked once"
    (close,) = day.permitted(ClosePressed(), act=Permission.END_OF_DAY)
    assert isinstance(close, CloseDay)
    assert day.take(ClosePressed(), BackPressed()) == ()
    closed = DayClosed(close.key, 4, FIGURES, 200, "sofia")
    note, paper = day.take(closed)
    assert isinstance(note, Record)
    assert (note.act, note.subject) == (Permission.END_OF_DAY, "z:4")
    assert isinstance(paper, PrintDay)
    assert (paper.number, paper.terminal_minor, paper.is_copy) == (4, 200, False)
    assert day.take(closed, BackPressed()) == ()
    day.take(DayPrinted(paper.key, "FAILED"))
    (paper,) = day.take(PrintDayPressed())
    assert isinstance(paper, PrintDay)
    assert paper.is_copy
    day.take(EffectFailed("PrintDay", paper.key), BackPressed())
    on(Choosing, day)


def test_a_day_is_not_closed_without_leave_and_a_number_on_its_way_is_waited_for() -> None:
    day = ready()
    ask_id = day.ask(ClosePressed())
    assert day.take(Permitted("another", "end-of-day", "sofia")) == ()
    assert day.take(ClosePressed()) == (), "leave is asked for once"
    day.take(NotPermitted(ask_id, "withdrawn"))
    assert isinstance(state := day.state, Closing)
    assert (state.stage, state.why) == (Stage.READY, "withdrawn")
    (close,) = day.permitted(ClosePressed(), act=Permission.END_OF_DAY)
    day.take(DayNotClosed(close.key, "under-way"))
    assert isinstance(state := day.state, Closing)
    assert (state.stage, state.why) == (Stage.READY, "under-way")


def test_what_fails_leaves_the_day_open() -> None:
    day = ready()
    (asked,) = day.permitted(AskTerminalPressed(), act=Permission.END_OF_DAY)
    day.take(EffectFailed("CloseTerminalDay", asked.key))
    assert isinstance(state := day.state, Closing)
    assert state.stage is Stage.READY
    (close,) = day.permitted(ClosePressed(), act=Permission.END_OF_DAY)
    day.take(EffectFailed("CloseDay", close.key))
    assert isinstance(state := day.state, Closing)
    assert state.stage is Stage.OUT
    day.take(BackPressed())
    on(Choosing, day)


def test_a_terminal_is_left_alone_while_a_payment_is_asked_about() -> None:
    day = ready()
    day.site = replace(SITE, is_terminal_asked=True)
    assert day.take(AskTerminalPressed()) == ()


# --- cases ----------------------------------------------------------------------------------------------------------


def unclear() -> Sale:
    sale = sent(basket())
    return doubt(sale, sale.attempts[0].id).to(SaleState.REVIEW)


def case_of(sale: Sale, *, site: Site = SITE) -> Day:
    day = Day(site=site)
    key = _key(day.take(PageChosen("reviews")))
    doubt_of = Doubt(sale.id, "ref", sale.total, "18:05", "UNKNOWN")
    assert day.take(CasesFound(key, (doubt_of,))) == ()
    (read,) = day.take(CaseChosen(sale.id))
    assert isinstance(read, ReadSale)
    day.take(SaleRead(read.key, sale, "18:05"))
    return day


def _key(effects: tuple[Effect, ...]) -> str:
    (effect,) = effects
    return effect.key


@pytest.mark.parametrize(
    ("outcome", "ends"),
    [(Outcome.PAID, SaleState.FULFILLED), (Outcome.NOT_PAID, SaleState.VOID), (Outcome.GIVEN_BACK, SaleState.VOID)],
)
def test_a_case_is_decided_once_with_leave_and_written_by_the_shell(outcome: Outcome, ends: SaleState) -> None:
    sale = unclear()
    day = case_of(sale)
    assert day.take(ResolvePressed(), OutcomeChosen("anything")) == ()
    day.take(OutcomeChosen(outcome.value))
    (read,) = day.permitted(ResolvePressed(), act=Permission.RESOLVE_REVIEW)
    assert isinstance(read, ReadSale)
    assert day.take(ResolvePressed(), BackPressed(), OutcomeChosen("paid")) == ()
    (note,) = day.take(SaleRead(read.key, sale))
    (settled,) = day.told
    assert isinstance(settled, SaleSettled)
    assert settled.sale.state is ends
    assert isinstance(note, Record)
    assert (note.act, note.subject, note.why) == (Permission.RESOLVE_REVIEW, sale.id, outcome.value)
    assert (note.before, note.after) == ("REVIEW", ends.value)
    assert day.take(ResolvePressed(), OutcomeChosen("paid"), SaleRead(read.key, sale)) == ()
    assert len(day.told) == 1
    day.take(BackPressed())
    on(Reviews, day)


def test_what_the_kiosk_settled_meanwhile_is_never_overwritten() -> None:
    sale = unclear()
    day = case_of(sale)
    day.take(OutcomeChosen("paid"))
    day.ask(ResolvePressed())
    assert day.take(Permitted("another", "resolve-review", "sofia")) == (), "leave for another question"
    day = case_of(sale)
    day.take(OutcomeChosen("paid"))
    (read,) = day.permitted(ResolvePressed(), act=Permission.RESOLVE_REVIEW)
    assert day.take(SaleRead(read.key, sale.to(SaleState.VOID))) == ()
    assert isinstance(state := day.state, Case)
    assert (state.problem, state.decided) == ("settled", None)
    assert day.told == []


def test_a_sale_that_is_asked_about_is_decided_as_the_session_holds_it() -> None:
    sale = unclear()
    held = replace(SITE, customer=Customer("shell/Attract", sales=(sale,)))
    day = case_of(replace(sale, attempts=()), site=held)
    day.take(OutcomeChosen("not-paid"))
    (read,) = day.permitted(ResolvePressed(), act=Permission.RESOLVE_REVIEW)
    day.site = SITE
    (again,) = day.take(SaleRead(read.key, sale))
    assert isinstance(again, ReadSale), "it left the session between question and answer: it is read again"
    day.take(SaleRead(again.key, sale))
    assert len(day.told) == 1


def test_a_sale_whose_customer_is_at_the_glass_is_not_decided_here() -> None:
    sale = unclear()
    site = replace(SITE, customer=Customer("checkout/PaymentUnclear", id=sale.session_id, sales=(sale,)))
    day = case_of(sale, site=site)
    assert day.take(OutcomeChosen("paid")) == ()
    assert isinstance(state := day.state, Case)
    assert "day.why.held" in str(view(state, site).parts["note"])


def test_without_leave_nothing_is_decided_and_what_fails_says_so() -> None:
    day = case_of(unclear())
    ask_id = day.ask(OutcomeChosen("paid"), ResolvePressed())
    day.take(NotPermitted(ask_id, "not-permitted"))
    assert isinstance(state := day.state, Case)
    assert state.problem == "not-permitted"
    (read,) = day.permitted(ResolvePressed(), act=Permission.RESOLVE_REVIEW)
    day.take(EffectFailed("ReadSale", read.key))
    assert isinstance(state := day.state, Case)
    assert state.problem == "failed"
    assert day.told == []
    day = Day()
    day.take(EffectFailed("FindCases", _key(day.take(PageChosen("reviews")))), BackPressed())
    on(Choosing, day)


# --- receipts -------------------------------------------------------------------------------------------------------


def sold() -> Sale:
    sale = paid(basket()).to(SaleState.FULFILLED)
    return sale.with_job(replace(job(sale), doc=f"receipt:{sale.id}", state=PrintState.DONE))


def listed(sale: Sale, *, site: Site = SITE) -> Day:
    day = Day(TOM, site=site)
    key = day.page("copies", FindReceipts)
    day.take(ReceiptsFound(key, (ReceiptFound(sale.id, "ref", Money(201, "EUR"), "18:05", 0),)))
    return day


def test_a_receipt_is_printed_again_as_a_copy_that_is_counted() -> None:
    sale = sold()
    day = listed(sale)
    (read,) = day.permitted(ReceiptChosen(sale.id), act=Permission.REPRINT)
    assert day.take(ReceiptChosen(sale.id), BackPressed()) == ()
    paper, note = day.take(SaleRead(read.key, sale))
    assert isinstance(paper, PrintPaper)
    assert (paper.job.copy_no, paper.job.language, paper.job.state) == (2, "nl", PrintState.SENDING)
    assert isinstance(note, Record)
    assert day.take(PrintEnded("another", "DONE"), BackPressed()) == ()
    day.take(PrintEnded(paper.job.id, "DONE"))
    first, last = day.told
    assert isinstance(first, SaleSettled)
    assert isinstance(last, SaleSettled)
    assert [own.state for own in last.sale.jobs] == [PrintState.DONE, PrintState.DONE]
    assert isinstance(state := day.state, Copies)
    assert state.note == "DONE"


def test_a_paper_left_under_way_by_somebody_else_stops_no_copy() -> None:
    sale = sold()
    stuck = sale.with_job(replace(sale.jobs[0], state=PrintState.SENDING))
    day = listed(stuck)
    (read,) = day.permitted(ReceiptChosen(stuck.id), act=Permission.REPRINT)
    paper, _ = day.take(SaleRead(read.key, stuck))
    assert isinstance(paper, PrintPaper)
    assert [own.state for own in paper.sale.jobs] == [PrintState.UNKNOWN, PrintState.SENDING]
    day.take(EffectFailed("PrintPaper", paper.job.id))
    assert isinstance(state := day.state, Copies)
    assert state.note == "UNKNOWN"


def test_no_copy_without_leave_none_of_a_sale_at_the_glass_and_none_of_what_is_no_sale() -> None:
    sale = sold()
    day = listed(sale)
    (read,) = day.permitted(ReceiptChosen("another"), act=Permission.REPRINT)
    assert day.take(SaleRead(read.key, None)) == ()
    day.take(NotPermitted(day.ask(ReceiptChosen(sale.id)), "withdrawn"))
    (read,) = day.permitted(ReceiptChosen(sale.id), act=Permission.REPRINT)
    day.site = replace(SITE, customer=Customer("checkout/Receipt", id="s", sales=(sale,)))
    assert day.take(SaleRead(read.key, sale)) == ()
    (read,) = day.permitted(ReceiptChosen(sale.id), act=Permission.REPRINT)
    day.take(EffectFailed("ReadSale", read.key))
    assert day.told == []
