"""Staff bring back a basket that is kept at this kiosk: what is not there any more is said, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.aside.keeping import KEEP_MS, Kept, code_of, kept
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.text import text
from kiosk.flows.assist.events import KeptChosen, ReasonChosen
from kiosk.flows.assist.states import Asking, Lane, Reason
from kiosk.flows.base import TimedOut
from kiosk.flows.checkout.events import KeptCodeRead, Scanned
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell import frame
from kiosk.flows.shell.keeping import KEPT_TIMER
from kiosk.flows.shell.session import Attract, InFlow
from kiosk.flows.staffed import NotPermitted, Permitted, Record
from tests.unit.flows.assist.test_assist import LEAD, asked, at_lane, page, permit, with_nobody
from tests.unit.flows.given import T0_MS, Checkout, Glass, goods

TECHNICIAN = Person("tom", frozenset({Role.TECHNICIAN}))


def basket(name: str, *pieces: int) -> Sale:
    """A basket as its customer left it."""
    return kept(replace(Checkout().scan(*pieces).sale, id=name))


def at_kept(*sales: Sale, person: Person = LEAD) -> Glass:
    """A glass where nobody shops, with staff at it, and baskets that are kept."""
    glass = with_nobody(person)
    own = tuple(Kept(sale, T0_MS + KEEP_MS) for sale in sales)
    over = glass.session.over
    assert over is not None
    lane = page(glass)
    assert isinstance(lane, Lane)
    over = replace(over, state=replace(lane, since_utc_ms=T0_MS))
    glass.session = replace(glass.session, kept=own, over=over)
    return glass


def listed(glass: Glass) -> list[Mapping[str, Any]]:
    """All rows of the page."""
    return list(cast(tuple[Mapping[str, Any], ...], frame(glass.session).view.parts["rows"]))


def rows(glass: Glass) -> list[tuple[str, Money]]:
    """What of kept baskets stands on the page: the number of each, and its total."""
    return [(row["args"]["sale_id"], row["value"]) for row in listed(glass) if row.get("event") == "KeptChosen"]


def test_a_basket_whose_time_is_over_meanwhile_is_not_opened_and_nothing_is_recorded() -> None:
    glass = at_kept(basket("a", 0, 1))
    glass.take(KeptChosen("a"), ReasonChosen("no_code"))
    ask = asked(glass)
    glass.take(TimedOut(KEPT_TIMER), after_s=KEEP_MS / 1000 + 1)
    assert permit_of(glass, ask.ask_id) is None
    assert page(glass) == Lane(LEAD, "kept", is_asked=True, since_utc_ms=glass.clock.stamp().utc_ms)
    assert (glass.session.kept, glass.session.screen) == ((), Attract())


def permit_of(glass: Glass, ask_id: str) -> object:
    """Give leave for an act that was asked for some time ago."""
    glass.take(Permitted(ask_id, Permission.RECALL_BASKET.value, LEAD.id))
    return next((own for own in glass.effects if isinstance(own, Record)), None)


@pytest.mark.parametrize("chosen", ["", "b"])
def test_only_what_is_kept_here_can_be_chosen(chosen: str) -> None:
    glass = at_kept(basket("a", 0))
    glass.take(KeptChosen(chosen))
    assert isinstance(page(glass), Lane)


def test_nobody_s_basket_is_listed_or_opened_while_somebody_shops() -> None:
    glass = at_lane()
    glass.session = replace(glass.session, kept=(Kept(basket("a", 0), T0_MS + KEEP_MS),))
    assert rows(glass) == []
    glass.take(KeptChosen("a"))
    assert isinstance(page(glass), Lane)


def test_who_may_not_neither_sees_nor_opens_them() -> None:
    glass = at_kept(basket("a", 0), person=TECHNICIAN)
    assert rows(glass) == []
    glass.take(KeptChosen("a"))
    assert isinstance(page(glass), Lane)


def test_the_newest_stands_first_with_its_total_and_nothing_of_what_is_in_it() -> None:
    first, second = basket("a", 0), basket("b", 1, 2)
    glass = at_kept(first, second)
    assert rows(glass) == [("b", second.total), ("a", first.total)]
    shown = str(listed(glass)[0])
    assert not any(own in shown for line in second.lines for own in (line.sku, line.art))
    assert text("assist.kept.left", n=15) in [row["text"] for row in listed(glass)]


def test_it_comes_back_as_it_was_once_and_it_is_recorded_who_did_it_and_why() -> None:
    own = basket("a", 0, 1, 1)
    glass = at_kept(own, basket("b", 2))
    glass.take(KeptChosen("a"))
    assert isinstance(page(glass), Reason)
    glass.take(ReasonChosen("no_code"))
    assert isinstance(page(glass), Asking)
    assert asked(glass).act is Permission.RECALL_BASKET
    record = permit(glass)
    assert record is not None
    assert (record.subject, record.why, record.before, record.after) == ("a", "recall:no_code", "SUSPENDED", "OPEN")
    assert glass.session.over is None
    screen = glass.session.screen
    assert isinstance(screen, InFlow)
    assert isinstance(screen.state, Scanning)
    assert (screen.state.sale.id, screen.state.sale.total, screen.state.sale.state) == ("a", own.total, SaleState.OPEN)
    assert [basket.sale.id for basket in glass.session.kept] == ["b"]
    glass.take(Scanned(goods(3)), KeptCodeRead(code_of(own)))
    assert [sale.id for sale in glass.session.sales if sale.state is SaleState.OPEN] == ["a"]


def test_after_it_the_lane_is_as_it_was_when_leave_is_not_given() -> None:
    glass = at_kept(basket("a", 0))
    glass.take(KeptChosen("a"), ReasonChosen("asked"))
    glass.take(NotPermitted(asked(glass).ask_id, "not-permitted"))
    assert isinstance(page(glass), Lane)
    assert isinstance(glass.session.screen, Attract)
    assert len(glass.session.kept) == 1
