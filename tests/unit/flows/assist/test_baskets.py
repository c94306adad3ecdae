"""Kept baskets in the hands of staff: opened once, in their time, at a glass that is nobody's, and with a trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.aside.keeping import KEEP_MS, Kept, code_of, kept
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.staff.attending import CannotChange
from kiosk.flows.assist.acts import Deed, Wish, kept_for, told
from kiosk.flows.assist.events import DeedChosen, KeptChosen, LastSaleFound, ReasonChosen
from kiosk.flows.assist.states import Asking, Baskets, Lane, Reason
from kiosk.flows.assist.view import view
from kiosk.flows.base import BackPressed, TimedOut
from kiosk.flows.checkout.attended.events import BasketBroughtBack
from kiosk.flows.checkout.events import KeptCodeRead
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell import boot
from kiosk.flows.shell.examples import SESSION
from kiosk.flows.shell.keeping import KEPT_TIMER
from kiosk.flows.shell.over.covered import site_on
from kiosk.flows.shell.session import Attract, InFlow, Over, Started
from kiosk.flows.staffed import Permitted
from tests.unit.flows.assist.test_assist import HAND, LEAD, ROOM, asked, page, permit
from tests.unit.flows.given import Checkout, Clock, Glass

LIST = DeedChosen("bring_back")


def basket(n: int) -> Sale:
    return replace(kept(Checkout().scan().sale), id=f"kept-{n}")


def with_kept(count: int = 2, person: Person = HAND) -> Glass:
    """Return a glass with staff and nobody else, and baskets that wait; the first was set aside first."""
    glass = Glass(replace(SESSION, screen=Attract()))
    now = glass.clock.stamp().utc_ms
    waiting = tuple(
        Kept(basket(n), now + KEEP_MS - 60_000 * (count - n), now - 60_000 * (count - n)) for n in range(count)
    )
    over = Over("assist", Lane(person, is_asked=True), "en", glass.session.access)
    glass.session = replace(glass.session, over=over, kept=waiting)
    glass.take(LastSaleFound(None))
    return glass


def rows(glass: Glass) -> list[dict[str, object]]:
    state = page(glass)
    assert isinstance(state, Lane | Baskets)
    own = view(state, site_on(glass.session)).parts["rows"]
    assert isinstance(own, tuple)
    return [dict(row) for row in own if isinstance(row, Mapping)]


def lost(glass: Glass) -> None:
    """The lane is back, says that the basket is gone, and nothing is open or recorded."""
    state = page(glass)
    assert isinstance(state, Lane)
    assert state.problem == "kept_gone"
    assert isinstance(glass.session.screen, Attract)


# --- faults first -----------------------------------------------------------------------------------------------------


def test_a_basket_whose_time_ran_out_behind_the_list_is_not_opened() -> None:
    glass = with_kept(1)
    glass.take(LIST)
    glass.clock.ms += KEEP_MS
    glass.take(KeptChosen("kept-0"))
    lost(glass)


def test_a_basket_whose_time_ran_out_while_leave_was_asked_is_not_opened_nor_recorded() -> None:
    glass = with_kept(1)
    glass.take(LIST, KeptChosen("kept-0"), ReasonChosen("code_lost"))
    glass.clock.ms += KEEP_MS
    assert permit(glass) is None
    lost(glass)


def test_a_list_that_nothing_is_left_for_is_not_opened() -> None:
    glass = with_kept(1)
    glass.clock.ms += KEEP_MS
    glass.take(TimedOut(KEPT_TIMER), LIST)
    lost(glass)
    assert not rows(glass)


def test_a_basket_that_its_code_opened_behind_the_list_is_not_opened_twice() -> None:
    glass = with_kept(2)
    glass.take(LIST, KeptChosen("kept-1"), ReasonChosen("came_back"))
    first = glass.session
    glass.session = replace(first, kept=first.kept[:1])
    assert permit(glass) is None
    lost(glass)


def test_what_was_told_too_late_opens_nothing() -> None:
    glass = with_kept(1)
    glass.session = replace(glass.session, over=None)
    before = glass.session
    glass.take(BasketBroughtBack("kept-0", 99, "code_lost", "hand"), BasketBroughtBack("other", 1, "code_lost", "hand"))
    assert glass.session is before


def test_no_basket_goes_onto_another_customers_glass() -> None:
    glass = with_kept(1)
    own = glass.session.kept[0].sale
    busy = InFlow("checkout", Checkout().scan().state)
    glass.session = replace(glass.session, screen=busy, id="somebody")
    assert not [row for row in rows(glass) if row.get("args") == {"deed": "bring_back"}]
    glass.take(LIST)
    assert isinstance(page(glass), Lane)
    glass.session = replace(glass.session, over=None)
    glass.take(BasketBroughtBack(own.id, own.version, "code_lost", "hand"))
    assert glass.session.screen == busy


def test_a_basket_that_is_not_on_the_list_cannot_be_chosen() -> None:
    glass = with_kept(1)
    glass.take(LIST, KeptChosen("kept-7"), LIST)
    assert isinstance(page(glass), Baskets)


def test_who_may_not_open_baskets_sees_none() -> None:
    glass = with_kept(1, ROOM)
    assert not rows(glass)
    glass.take(LIST)
    assert isinstance(page(glass), Lane)


def test_after_a_restart_a_basket_is_listed_with_its_new_deadline_and_no_time_that_nobody_knows() -> None:
    clock = Clock()
    at = clock.stamp()
    up, _ = boot.taken_up(SESSION, Started(sales=(basket(0),), seen_utc_ms=at.utc_ms), at)
    (own,) = up.kept
    assert own.since_utc_ms == 0
    glass = with_kept(1)
    glass.session = replace(glass.session, kept=(own,))
    glass.take(LIST)
    (row,) = rows(glass)
    assert "assist.baskets.earlier" in str(row["title"])


# --- the list, and what is opened -------------------------------------------------------------------------------------


def test_the_newest_basket_is_first_and_nothing_of_what_is_in_it_shows() -> None:
    glass = with_kept(2)
    (way,) = rows(glass)
    assert (way["event"], way["value"]) == ("DeedChosen", "2")
    glass.take(LIST)
    first, second = rows(glass)
    assert (first["args"], second["args"]) == ({"sale_id": "kept-1"}, {"sale_id": "kept-0"})
    own = glass.session.kept[1].sale
    assert first["value"] == own.total
    assert ("('n', 14)" in str(first["text"]), "('n', 13)" in str(second["text"])) == (True, True)
    assert not [line for line in own.lines if str(line.name) in str(first)]


@pytest.mark.parametrize("why", ["code_lost", "came_back"])
def test_a_chosen_basket_is_opened_as_it_was_and_who_did_it_is_recorded(why: str) -> None:
    glass = with_kept(2)
    own = glass.session.kept[0].sale
    glass.take(LIST, KeptChosen(own.id), ReasonChosen(why))
    assert asked(glass).act is Permission.BRING_BACK
    record = permit(glass)
    assert record is not None
    assert (record.act, record.subject, record.why) == (Permission.BRING_BACK, own.id, f"bring_back:{why}")
    assert (record.before, record.after) == (SaleState.SUSPENDED, SaleState.OPEN)
    screen = glass.session.screen
    assert isinstance(screen, InFlow)
    assert isinstance(screen.state, Scanning)
    assert (screen.state.sale.id, screen.state.sale.total) == (own.id, own.total)
    assert glass.session.over is None
    assert [basket.sale.id for basket in glass.session.kept] == ["kept-1"]


def test_the_code_of_an_opened_basket_is_dead() -> None:
    glass = with_kept(1)
    own = glass.session.kept[0].sale
    glass.take(LIST, KeptChosen(own.id), ReasonChosen("code_lost"))
    permit(glass)
    glass.take(KeptCodeRead(code_of(own)))
    assert glass.session.kept == ()
    assert [sale.id for sale in glass.session.sales] == [own.id]


def test_leave_that_comes_twice_opens_once() -> None:
    glass = with_kept(2)
    glass.take(LIST, KeptChosen("kept-0"), ReasonChosen("code_lost"))
    ask = asked(glass)
    permit(glass)
    before = glass.session
    glass.take(Permitted(ask.ask_id, ask.act.value, "hand"))
    assert glass.session is before


def test_back_goes_from_the_reason_to_the_list_and_from_the_list_to_the_lane() -> None:
    glass = with_kept(2, LEAD)
    glass.take(LIST, KeptChosen("kept-0"))
    state = page(glass)
    assert isinstance(state, Reason)
    assert state.wish.deed is Deed.BRING_BACK
    glass.take(BackPressed())
    assert isinstance(page(glass), Baskets)
    glass.take(BackPressed())
    assert isinstance(page(glass), Lane)


def test_a_question_for_leave_names_the_reason() -> None:
    glass = with_kept(1)
    glass.take(LIST, KeptChosen("kept-0"), ReasonChosen("code_lost"))
    state = page(glass)
    assert isinstance(state, Asking)
    assert "assist.reason.code_lost" in str(view(state, site_on(glass.session)))


def test_an_event_that_the_list_does_not_take_changes_nothing() -> None:
    glass = with_kept(1)
    glass.take(LIST)
    before = page(glass)
    glass.take(ReasonChosen("code_lost"))
    assert page(glass) is before


def test_with_no_session_known_beneath_nothing_is_kept() -> None:
    assert kept_for(None, Clock().stamp()) == ()


def test_a_wish_that_names_no_basket_opens_none() -> None:
    site = site_on(with_kept(1).session)
    with pytest.raises(CannotChange):
        told(Wish(Deed.BRING_BACK), "hand", site)
