"""What is not bagged is said with one tap, and staff see what they need: through the flow."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.weighed import weight_note
from kiosk.domain.text import Text, text
from kiosk.flows.checkout import view
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.bagging.events import (
    BagRested,
    NotBaggedPressed,
)
from kiosk.flows.checkout.events import (
    Beep,
    FewerPressed,
    PayPressed,
    Scanned,
)
from kiosk.flows.checkout.shopping.explaining import ExplainPressed
from kiosk.flows.checkout.states import Paying, Scanning
from tests.unit.flows.checkout.bagging.lanes import (
    COSTS,
    LANE,
    MILK,
    TOLD,
    WINE,
    answer,
    bag_of,
    codes,
    lane,
    title,
    ware,
)
from tests.unit.flows.given import Checkout, goods


def _answer_of_line(run: Checkout, n: int) -> str:
    run.take(ExplainPressed(n))
    action = view(run.state, LANE).secondary
    return "" if action is None else action.event


def test_the_page_of_a_line_takes_the_answer_that_it_is_not_bagged_and_the_list_says_so() -> None:
    run = lane(0, MILK)
    assert _answer_of_line(run, 1) == "NotBaggedPressed"
    run.take(NotBaggedPressed(1))
    assert isinstance(run.state, Scanning)
    assert [piece.n for piece in bag_of(run).elsewhere] == [1]
    rows = view(run.state, LANE).rows
    assert rows is not None
    assert rows.row(rows.items[0])["detail"] == text("checkout.line.elsewhere")
    assert _answer_of_line(run, 1) == ""


def test_what_is_in_the_bag_is_not_said_to_be_elsewhere() -> None:
    run = lane(0, MILK, 1030)
    before = run.state
    run.take(NotBaggedPressed(1))
    assert run.state is before
    assert _answer_of_line(run, 1) == ""


def test_a_light_thing_in_the_place_of_a_heavy_one_asks_whether_that_is_bagged() -> None:
    site = replace(LANE, bagging=replace(COSTS, bag_max_g=0))
    run = lane(0, WINE, 90, TOLD, site=site)
    assert title(run) == "WEIGHT.DOUBTED"
    assert answer(run) == "NotBaggedPressed"
    run.take(NotBaggedPressed(1))
    assert title(run) == "WEIGHT.UNEXPECTED"
    assert codes(run) == []
    assert not bag_of(run).waiting


def test_much_that_is_not_bagged_waits_for_staff_before_payment_and_they_see_it_once() -> None:
    run = lane(0, *(ware(n, 300 + 90 * n) for n in range(1, COSTS.carried + 2)))
    for n in range(1, COSTS.carried + 1):
        run.take(NotBaggedPressed(n))
    assert codes(run) == []
    run.take(NotBaggedPressed(COSTS.carried + 1))
    assert run.effects == (Beep("attention"),)
    (hold,) = holds(run.sale)
    assert (hold.code, dict(hold.args)["count"]) == ("WEIGHT.CARRIED", COSTS.carried + 1)
    run.take(PayPressed())
    assert isinstance(run.state, Scanning)
    run.take(BlockerResolved(run.sale.version, hold.id, "approve", "anna"))
    assert codes(run) == []
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_what_is_taken_off_the_list_is_much_no_more() -> None:
    site = replace(LANE, bagging=replace(COSTS, carried=0))
    run = lane(0, MILK, NotBaggedPressed(1), site=site)
    assert codes(run) == ["WEIGHT.CARRIED"]
    run.take(FewerPressed(1))
    assert codes(run) == []


def test_what_shows_up_in_the_bag_after_all_is_elsewhere_no_more() -> None:
    run = lane(0, MILK, NotBaggedPressed(1))
    line = run.sale.lines[0]
    run.take(BagRested(9, 1030), TOLD)
    assert run.sale.lines[0] is not line  # so that its row is drawn again
    assert title(run) == ""
    assert not bag_of(run).elsewhere
    assert [piece.n for piece in bag_of(run).placed] == [1]


# --- what staff are told ----------------------------------------------------------------------------------------------


def _known_of(run: Checkout) -> Text:
    note = weight_note(run.sale)
    assert note is not None
    known = dict(note.args)["known"]
    assert isinstance(known, Text)
    return known


def test_staff_are_told_how_well_a_weight_is_known() -> None:
    known = _known_of(lane(0, MILK, 2060, TOLD))
    assert known.key == "checkout.bag.learned"
    assert dict(known.args) == {"spread": 13, "times": 32}  # the catalogue is two of them, and doubts itself
    assert _known_of(lane(0, MILK, 1030, 1900, TOLD)) == text("checkout.bag.not_learned")
    apples = Scanned(replace(goods(3), is_weighed=True), weight_g=640)
    assert _known_of(lane(0, apples, 640, 1_280, TOLD)) == text("checkout.bag.weighed_here")


def test_a_weight_of_the_catalogue_is_told_as_one() -> None:
    run = lane(0, Scanned(replace(goods(1), expected_g=500)), 1000, TOLD)
    assert _known_of(run) == text("checkout.bag.of_catalogue", spread=31)
