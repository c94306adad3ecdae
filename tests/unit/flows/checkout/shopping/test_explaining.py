"""Where a price comes from: the page of a line is only read, and what it says adds up to what the line costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import pytest

from kiosk.domain import basket
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.money import Money
from kiosk.domain.text import IsoDay, Text
from kiosk.flows.base import BackPressed, StopTimer, View, Viewable
from kiosk.flows.checkout import EXAMPLES, view
from kiosk.flows.checkout.attended.events import Discounted, LineVoided, PriceSet
from kiosk.flows.checkout.events import Beep, FewerPressed, Scanned
from kiosk.flows.checkout.shopping.explained import explained_view
from kiosk.flows.checkout.shopping.explaining import ExplainPressed
from kiosk.flows.checkout.states import UNDO_TIMER, Explained, Scanning, State
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods


def opened(run: Checkout, n: int = 1) -> Checkout:
    run.take(ExplainPressed(n))
    assert isinstance(run.state, Explained)
    return run


def rows(shown: View, part: str = "steps") -> list[Mapping[str, Viewable]]:
    return list(cast("tuple[Mapping[str, Viewable], ...]", shown.parts[part]))


def minor(row: Mapping[str, Viewable]) -> int:
    amount = row["amount"]
    assert isinstance(amount, Money)
    return amount.minor


def details(state: State) -> list[Viewable]:
    return [row["detail"] for row in rows(view(state, SITE))]


def of(run: Checkout) -> State:
    return opened(run).state


def test_a_line_that_is_not_there_is_not_explained() -> None:
    run = Checkout().scan(0)
    run.take(ExplainPressed(7))
    assert not run.took


def test_the_basket_comes_back_as_it_was() -> None:
    run = Checkout().scan(0, 1)
    before = run.sale
    opened(run)
    run.take(BackPressed())
    assert run.state == Scanning(before)


def test_an_undo_is_over_when_a_line_is_looked_at() -> None:
    run = Checkout().scan(0, 1)
    run.take(FewerPressed(2))
    run.take(ExplainPressed(1))
    assert run.effects == (StopTimer(UNDO_TIMER),)


def test_what_is_scanned_meanwhile_goes_into_the_basket_and_shows_it() -> None:
    run = opened(Checkout().scan(0))
    run.take(Scanned(goods(1)))
    assert isinstance(run.state, Scanning)
    assert run.state.newest_n == 2
    assert Beep("ok") in run.effects


def test_the_late_answer_to_a_typed_number_is_nobodys() -> None:
    run = opened(Checkout().scan(0))
    run.take(Scanned(goods(1), is_typed=True))
    assert not run.took


def test_any_other_touch_changes_nothing() -> None:
    run = opened(Checkout().scan(0))
    run.take(FewerPressed(1))
    assert not run.took


def test_the_basket_is_shown_when_staff_take_the_line_out() -> None:
    run = opened(Checkout().scan(0, 1))
    run.take(LineVoided(run.sale.version, 1, "damaged", "p"))
    assert isinstance(run.state, Scanning)
    assert [line.n for line in run.sale.lines] == [2]


def test_what_staff_change_meanwhile_is_explained_at_once() -> None:
    run = opened(Checkout().scan(0, 1))
    run.take(Discounted(run.sale.version, 1, 50, 0, "damaged", "p"))
    last = rows(view(run.state, SITE))[-1]
    assert (minor(last), last["is_less"], last["detail"]) == (-50, True, Text("assist.reason.damaged"))


def test_a_price_of_staff_says_what_it_was_and_why() -> None:
    run = Checkout().scan(0)
    run.take(PriceSet(run.sale.version, 1, 100, "shelf", "p"))
    [detail] = details(of(run))
    assert isinstance(detail, Text)
    assert detail.key == "checkout.explained.set_why"
    assert ("was", Money(549, "EUR")) in detail.args


def test_the_reason_of_a_discount_is_not_said_of_the_price() -> None:
    run = Checkout().scan(0)
    run.take(PriceSet(run.sale.version, 1, 100, "shelf", "p"))
    run.take(Discounted(run.sale.version, 1, 50, 0, "damaged", "p"))
    first, last = details(of(run))
    assert isinstance(first, Text)
    assert first.key == "checkout.explained.set"
    assert last == Text("assist.reason.damaged")


def test_a_discount_without_a_reason_names_none() -> None:
    run = Checkout().scan(0)
    line = replace(run.sale.lines[0], discount_minor=49, total=Money(500, "EUR"))
    state = Explained(replace(run.sale, lines=(line,)), 1)
    assert details(state)[-1] == ""


def test_a_label_says_its_weight_where_it_has_one() -> None:
    weighed = replace(goods(0), is_weighed=True)
    sale = basket.add(Checkout().sale, weighed, weight_g=500, price=Money(300, "EUR"))
    sale = basket.add(sale, goods(1), price=Money(250, "EUR"))
    assert isinstance(details(Explained(sale, 1))[0], Text)
    assert details(Explained(sale, 2)) == [""]


def test_a_weight_says_what_came_off_it_only_where_anything_did() -> None:
    weighed = replace(goods(0), is_weighed=True)
    sale = basket.add(Checkout().sale, weighed, weight_g=500, facts=LineFacts(tare_g=20))
    sale = basket.add(sale, weighed, weight_g=500)
    keys = [cast(Text, details(Explained(sale, n))[0]).key for n in (1, 2)]
    assert keys == ["checkout.explained.tare", "checkout.line.weighed"]


def test_an_offer_without_a_name_is_called_an_offer() -> None:
    state = EXAMPLES["Explained"]
    assert isinstance(state, Explained)
    line = basket.line_of(state.sale, state.n)
    assert line is not None
    nameless = tuple(replace(own, text=replace(own.text, texts=())) for own in line.facts.savings)
    sale = replace(state.sale, lines=(replace(line, facts=replace(line.facts, savings=nameless)),))
    assert [row["label"] for row in rows(view(Explained(sale, line.n), SITE))][1:] == [
        Text("checkout.explained.saving") for _ in nameless
    ]


def test_a_line_that_is_gone_has_no_page() -> None:
    with pytest.raises(LookupError):
        explained_view(Explained(Checkout().sale, 1))


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("Explained")])
def test_what_is_shown_and_said_adds_up_to_what_the_line_costs(name: str) -> None:
    state = EXAMPLES[name]
    assert isinstance(state, Explained)
    shown = view(state, SITE)
    line = basket.line_of(state.sale, state.n)
    assert line is not None
    assert sum(map(minor, rows(shown))) == line.total.minor
    assert shown.parts["total"] == line.total
    assert len(rows(shown, "within")) == 1
    assert len(shown.spoken) == 1 + len(rows(shown)) + 1


def test_what_stands_on_the_goods_is_told() -> None:
    shown = view(EXAMPLES["Explained-hard"], SITE)
    assert [row["value"] for row in rows(shown, "facts")] == ["L2417-B", IsoDay("2026-12-31"), "417"]
