"""A basket that is kept comes back whole, once, in its time, and to nobody else's basket."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.aside.keeping import KEEP_MS, MOST, code_of, in_groups
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.sale import Sale
from kiosk.flows.base import (
    BackPressed,
    CancelConfirmed,
    CancelPressed,
    Event,
    HelpPressed,
    StartTimer,
    TimedOut,
)
from kiosk.flows.checkout.events import (
    CodeTyped,
    FewerPressed,
    FinishPressed,
    KeepPressed,
    KeptCodeRead,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    Scanned,
    TypePressed,
)
from kiosk.flows.checkout.states import Keeping, Scanning, Typing
from kiosk.flows.shell import Session, frame
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.keeping import KEPT_TIMER
from kiosk.flows.shell.session import Attract, InFlow, Started, StillThere
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.flows.staffed import StaffPressed
from tests.unit.flows.given import Glass, goods


def kept(*indexes: int) -> tuple[Glass, Sale]:
    """A customer scans, keeps the basket and goes."""
    glass = shopping(*indexes)
    glass.take(KeepPressed())
    sale = on_glass(glass).sale
    glass.take(FinishPressed())
    assert isinstance(glass.session.screen, Attract)
    return glass, sale


def shopping(*indexes: int) -> Glass:
    glass = Glass()
    glass.take(*(Scanned(goods(index)) for index in indexes or (0, 1)))
    return glass


def on_glass(glass: Glass) -> Scanning | Typing | Keeping:
    screen = glass.session.screen
    assert isinstance(screen, InFlow)
    assert isinstance(screen.state, Scanning | Typing | Keeping)
    return screen.state


# --- faults first ---------------------------------------------------------------------------------------------------


def test_a_code_works_once() -> None:
    glass, sale = kept()
    glass.take(KeptCodeRead(code_of(sale)))
    glass.take(CancelPressed(), CancelConfirmed())
    glass.take(KeptCodeRead(code_of(sale)))
    state = on_glass(glass)
    assert isinstance(state, Scanning)
    assert state.sale.lines == ()
    assert state.notice is not None
    assert state.notice.code == "SALE.CODE_UNKNOWN"


def test_a_code_is_too_late_after_a_quarter_of_an_hour_even_before_its_timer() -> None:
    glass, sale = kept()
    glass.take(KeptCodeRead(code_of(sale)), after_s=KEEP_MS / 1000 + 1)
    assert on_glass(glass).sale.lines == ()


def test_what_nobody_came_back_for_is_void_and_the_next_one_waits_on() -> None:
    glass, first = kept()
    assert StartTimer(KEPT_TIMER, 901) in glass.effects
    glass.take(Scanned(goods(3)), after_s=600)
    glass.take(KeepPressed())
    second = on_glass(glass).sale
    glass.take(FinishPressed())
    effects = glass.take(TimedOut(KEPT_TIMER), after_s=301)
    assert [(own.id, own.state) for own in glass.session.closed] == [(first.id, SaleState.VOID)]
    assert [own.sale.id for own in glass.session.kept] == [second.id]
    assert [own.seconds for own in effects if isinstance(own, StartTimer)] == [600]
    glass.take(TimedOut(KEPT_TIMER), after_s=600)
    assert glass.session.kept == ()


def test_another_basket_with_goods_in_it_comes_first() -> None:
    glass, sale = kept()
    glass.take(Scanned(goods(4)))
    glass.take(KeptCodeRead(code_of(sale)))
    state = on_glass(glass)
    assert [line.sku for line in state.sale.lines] == [goods(4).sku]
    assert isinstance(state, Scanning)
    assert state.notice is not None
    assert state.notice.code == "SALE.CODE_LATER"
    assert [own.sale for own in glass.session.kept] == [sale]


def test_an_empty_basket_is_not_kept() -> None:
    glass = shopping(0)
    line = on_glass(glass).sale.lines[0]
    glass.take(FewerPressed(line.n))
    glass.take(KeepPressed())
    assert isinstance(on_glass(glass), Scanning)


def test_no_kiosk_keeps_baskets_without_end() -> None:
    glass = Glass()
    sales = []
    for _ in range(MOST + 2):
        glass.take(Scanned(goods()))
        glass.take(KeepPressed())
        sales.append(on_glass(glass).sale)
        glass.take(FinishPressed())
    assert [own.sale.id for own in glass.session.kept] == [own.id for own in sales[2:]]
    assert [(own.id, own.state) for own in glass.session.closed] == [(sales[1].id, SaleState.VOID)]


def test_two_baskets_of_one_code_go_to_nobody() -> None:
    glass, sale = kept()
    twin = replace(glass.session.kept[0], sale=replace(sale, opened_utc_ms=1))
    glass.session = replace(glass.session, kept=(*glass.session.kept, twin))
    glass.take(KeptCodeRead(code_of(sale)))
    assert on_glass(glass).sale.lines == ()


def test_after_a_start_it_is_kept_for_ten_minutes_more_and_an_old_one_is_void() -> None:
    _, sale = kept()
    glass = Glass(Session(SITE, SITE.language))
    glass.take(Started((sale,), seen_utc_ms=sale.opened_utc_ms))
    assert [own.sale for own in glass.session.kept] == [sale]
    late = Glass(Session(SITE, SITE.language))
    late.take(Started((sale,), seen_utc_ms=sale.opened_utc_ms), after_s=601)
    assert late.session.kept == ()
    assert [own.state for own in late.session.closed] == [SaleState.VOID]


# --- the good way ---------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_it_comes_back_as_it_was_to_the_cent(indexes: list[int]) -> None:
    glass, sale = kept(*indexes)
    before = (sale.lines, sale.removed, sale.total, sale.id)
    glass.take(KeptCodeRead(code_of(sale)))
    back = on_glass(glass).sale
    assert (back.lines, back.removed, back.total, back.id) == before
    assert back.state is SaleState.OPEN
    assert glass.session.kept == ()


@pytest.mark.parametrize("where", ["attract", "scanning", "typing"])
def test_it_comes_back_wherever_nothing_is_begun_and_the_empty_basket_is_void(where: str) -> None:
    glass, sale = kept()
    if where != "attract":
        glass.take(Scanned(problem="UNREADABLE"))
    if where == "typing":
        glass.take(TypePressed(), CodeTyped(code_of(sale)))
    glass.take(KeptCodeRead(code_of(sale), is_typed=where == "typing"))
    assert on_glass(glass).sale.id == sale.id
    assert [own.state for own in glass.session.closed] == ([] if where == "attract" else [SaleState.VOID])


def test_a_wrong_number_that_was_typed_stays_where_it_is_typed() -> None:
    glass, _ = kept()
    glass.take(Scanned(problem="UNREADABLE"))
    glass.take(TypePressed(), CodeTyped("000000"))
    glass.take(KeptCodeRead("000000", is_typed=True))
    assert isinstance(on_glass(glass), Typing)


@pytest.mark.parametrize("where", ["attract", "scanning", "typing"])
def test_a_late_answer_to_a_number_that_was_left_is_nobodys(where: str) -> None:
    glass, sale = kept()
    if where != "attract":
        glass.take(Scanned(goods(2)))
    if where == "typing":
        glass.take(TypePressed())
    before = glass.session
    assert glass.take(KeptCodeRead(code_of(sale), is_typed=True)) == ()
    assert glass.session == before


@pytest.mark.parametrize("cover", [StaffPressed(), HelpPressed()])
def test_a_typed_code_is_answered_beneath_whoever_covers_the_customer(cover: Event) -> None:
    glass, sale = kept()
    glass.take(Scanned(problem="UNREADABLE"), TypePressed(), CodeTyped(code_of(sale)), cover)
    assert glass.session.over is not None
    glass.take(KeptCodeRead(code_of(sale), is_typed=True))
    assert on_glass(glass).sale.id == sale.id


def test_a_code_a_reader_sees_while_staff_stand_there_is_not_taken() -> None:
    glass, sale = kept()
    glass.take(Scanned(problem="UNREADABLE"), StaffPressed(), KeptCodeRead(code_of(sale)))
    assert glass.session.over is not None
    assert on_glass(glass).sale.id != sale.id
    assert len(glass.session.kept) == 1


def test_a_basket_nobody_comes_back_to_is_kept_by_the_code_that_was_said_before() -> None:
    glass = shopping()
    glass.take(TimedOut(IDLE_TIMER))
    assert isinstance(glass.session.sheet, StillThere)
    shown = frame(glass.session).sheet
    assert shown is not None
    glass.take(TimedOut(LEAVE_TIMER))
    assert isinstance(glass.session.screen, Attract)
    code = glass.session.kept[0].code
    assert shown.text is not None
    assert dict(shown.text.args)["code"] == in_groups(code)
    glass.take(KeptCodeRead(code))
    assert len(on_glass(glass).sale.lines) == 2


def test_who_changes_their_mind_shops_on() -> None:
    glass = shopping()
    glass.take(KeepPressed())
    glass.take(BackPressed())
    assert on_glass(glass).sale.state is SaleState.OPEN
    glass.take(Scanned(goods(3)))
    assert len(on_glass(glass).sale.lines) == 3


def test_each_time_it_is_kept_it_has_another_code() -> None:
    glass, sale = kept()
    codes = {code_of(sale)}
    for _ in range(5):
        glass.take(KeptCodeRead(glass.session.kept[0].code))
        glass.take(KeepPressed())
        glass.take(FinishPressed())
        codes.add(glass.session.kept[0].code)
    assert len(codes) == 6


@pytest.mark.parametrize("verdict", ["DONE", "FAILED", "UNKNOWN"])
def test_the_code_is_printed_when_asked_and_the_printer_has_the_last_word(verdict: str) -> None:
    glass = shopping()
    glass.take(KeepPressed())
    glass.take(PrintPressed())
    job = next(own.job for own in glass.effects if isinstance(own, PrintPaper))
    glass.take(FinishPressed())
    assert isinstance(on_glass(glass), Keeping)  # the printer owes its word
    glass.take(PrintEnded(job.id, verdict, ""))
    assert on_glass(glass).sale.jobs[0].state is PrintState(verdict)
    glass.take(FinishPressed())
    assert isinstance(glass.session.screen, Attract)
    assert len(glass.session.kept) == 1


def test_codes_say_nothing_of_the_goods_and_are_spread_evenly() -> None:
    glass, sale = kept()
    codes = [code_of(replace(sale, version=version)) for version in range(2000)]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 1990
    assert max(len(list(own)) for _, own in itertools.groupby(sorted(code[0] for code in codes))) < 280
    assert code_of(replace(sale, lines=())) == code_of(sale)
    assert glass.session.kept
