"""Luggage: the price before the piece, one weight at a time, too heavy refused; and what may travel where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.text import Text, text
from kiosk.domain.travel import blockers
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.baggage import HEAVY_G, REFUSED_G
from kiosk.domain.travel.booking import Allowance, Booking, Concept
from kiosk.flows.base import BackPressed, EffectFailed, MoreTimePressed, Site
from kiosk.flows.checkin.aside.bags import DECLARED_G, LIMIT, SILENT, TOO_HEAVY, bags, begin, hindrance
from kiosk.flows.checkin.aside.goods import KINDS, TEXT_VERSION, goods_advice
from kiosk.flows.checkin.aside.shown.bags import bags_view, weight
from kiosk.flows.checkin.aside.shown.goods import goods_advice_view
from kiosk.flows.checkin.events import (
    BagAdded,
    BagRemoved,
    BagWeighed,
    GoodsAnswered,
    GoOnPressed,
    PassesAgainPressed,
    StopWeighing,
    WeighBag,
)
from kiosk.flows.checkin.onward import abilities
from kiosk.flows.checkin.samples import ALONE, ANA, AT, DAVI, FAMILY, RUI, TAGGED, booking, trip_of
from kiosk.flows.checkin.states import Bags, CheckedIn, Goods, GoodsAdvice, Summary
from tests.unit.flows.checkin.given import Traveller
from tests.unit.flows.checkin.side.table import BARE, SITE, into, one, sound, without

AWAY = without("scale")
NO_SCALE = replace(SITE, devices={role: own for role, own in SITE.devices.items() if role != "scale"})


def opened(found: Booking = ALONE, *wishes: BagWish) -> Bags:
    """Return the page of luggage."""
    return into(begin(replace(trip_of(found), bags=wishes), AT, SITE), Bags)


def weighing() -> Bags:
    """Return the page while Ana's piece is on the scale."""
    return into(bags(opened(), BagAdded("p1"), AT, SITE), Bags)


def row(state: Bags, place: int = 0, site=SITE):  # type: ignore[no-untyped-def]  # a view holds anything
    """Return what a traveller's card shows."""
    people = bags_view(state, site).parts["people"]
    assert isinstance(people, tuple)
    return people[place]


def key(words: object) -> str:
    """Return the key of a text."""
    assert isinstance(words, Text)
    return words.key


# --- weighed ----------------------------------------------------------------------------------------------------------


def test_a_piece_is_weighed_before_it_counts() -> None:
    stepped = bags(opened(), BagAdded("p1"), AT, SITE)
    state = into(stepped, Bags)
    assert state.trip.bags == ()
    assert one(stepped, WeighBag).weighing == state.weighing
    done = bags(state, BagWeighed(state.weighing, 18_400), AT, SITE)
    assert into(done, Bags).trip.bags == (BagWish("p1", 18_400),)
    assert (into(done, Bags).weighing, sound(done)) == ("", "ok")


@pytest.mark.parametrize(
    ("weight_g", "is_heavy"), [(1, False), (HEAVY_G, False), (HEAVY_G + 1, True), (REFUSED_G, True)]
)
def test_a_heavy_piece_is_marked_from_the_first_gram(weight_g: int, is_heavy: bool) -> None:
    state = weighing()
    done = into(bags(state, BagWeighed(state.weighing, weight_g), AT, SITE), Bags)
    assert done.trip.bags == (BagWish("p1", weight_g, is_heavy),)


def test_a_piece_that_nobody_may_lift_is_refused_with_its_weight() -> None:
    state = weighing()
    stepped = bags(state, BagWeighed(state.weighing, REFUSED_G + 1), AT, SITE)
    refused = into(stepped, Bags)
    assert (refused.trip.bags, refused.problem, sound(stepped)) == ((), TOO_HEAVY, "error")
    banner = bags_view(refused, SITE).parts["banner"]
    assert banner["title"] == text("checkin.bags.problem.too_heavy.title", weight=weight(REFUSED_G + 1))  # type: ignore[index,call-overload]  # a view holds anything


@pytest.mark.parametrize("grams", [0, -5])
def test_a_scale_that_says_nothing_useful_adds_nothing(grams: int) -> None:
    state = weighing()
    stepped = bags(state, BagWeighed(state.weighing, grams), AT, SITE)
    assert (into(stepped, Bags).problem, into(stepped, Bags).trip.bags) == (SILENT, ())


def test_a_scale_that_is_silent_or_fails_adds_nothing() -> None:
    state = weighing()
    for event in (BagWeighed(state.weighing, 0, "SILENT"), EffectFailed("WeighBag", state.weighing)):
        stepped = bags(state, event, AT, SITE)
        assert (into(stepped, Bags).problem, sound(stepped)) == (SILENT, "attention")
        assert key(bags_view(into(stepped, Bags), SITE).parts["banner"]["title"]).endswith("silent.title")  # type: ignore[index,call-overload]  # a view holds anything


@pytest.mark.parametrize("event", [BagWeighed("another", 9_000), BagWeighed("", 9_000), EffectFailed("WeighBag", "x")])
def test_a_weight_for_another_piece_is_nobodys(event: BagWeighed | EffectFailed) -> None:
    state = weighing()
    assert bags(state, event, AT, SITE) == (state, ())
    assert bags(opened(), event, AT, SITE) == (opened(), ())


def test_while_one_piece_is_weighed_no_other_is_added_taken_away_or_gone_on_with() -> None:
    state = into(bags(opened(FAMILY, BagWish("p4", 9_000)), BagAdded("p1"), AT, SITE), Bags)
    for event in (BagAdded("p4"), BagRemoved("p4"), GoOnPressed()):
        assert bags(state, event, AT, SITE) == (state, ())
    view = bags_view(state, SITE)
    assert view.primary is None
    assert view.parts["weighing"] is not None


def test_weighing_can_be_left_by_back_and_by_taking_the_piece_away() -> None:
    state = weighing()
    for event in (BackPressed(), BagRemoved("p1")):
        stepped = bags(state, event, AT, SITE)
        assert one(stepped, StopWeighing).weighing == state.weighing
        assert into(stepped, Bags).weighing == ""


# --- declared, and how many -------------------------------------------------------------------------------------------


def test_without_a_scale_a_piece_is_declared_and_weighed_at_the_bag_drop() -> None:
    stepped = bags(opened(), BagAdded("p1"), AT, NO_SCALE)
    state = into(stepped, Bags)
    assert state.trip.bags == (BagWish("p1", DECLARED_G),)
    assert key(bags_view(state, NO_SCALE).instruction) == "checkin.bags.instruction_declared"
    assert row(state)["pieces"] == (text("checkin.bags.declared", weight=weight(DECLARED_G)),)


def test_without_a_scale_the_page_says_what_a_piece_counts_as() -> None:
    banner = bags_view(opened(), NO_SCALE).parts["banner"]
    assert banner["text"] == text("checkin.bags.no_scale.text", limit=23)  # type: ignore[index,call-overload]  # a view holds anything
    assert bags_view(opened(), SITE).parts["banner"] is None


def test_while_the_scale_is_away_luggage_is_declared_only_where_the_site_allows_it() -> None:
    assert SITE.travel is not None
    allowing = replace(AWAY, travel=replace(SITE.travel, bags_without_scale=True))
    assert hindrance(opened().trip, AWAY) is not None
    assert hindrance(opened().trip, allowing) is None
    assert into(bags(opened(), BagAdded("p1"), AT, allowing), Bags).trip.bags == (BagWish("p1", DECLARED_G),)
    assert key(bags_view(opened(), allowing).parts["banner"]["title"]) == "checkin.bags.no_scale.title"  # type: ignore[index,call-overload]  # a view holds anything
    for site, can_weigh in ((AWAY, False), (allowing, True), (NO_SCALE, True), (SITE, True)):
        assert abilities(site).can_weigh is can_weigh


def test_the_newest_piece_is_taken_away_first_and_of_none_nothing() -> None:
    state = opened(FAMILY, BagWish("p1", 1), BagWish("p4", 2), BagWish("p1", 3))
    assert into(bags(state, BagRemoved("p1"), AT, SITE), Bags).trip.bags == (BagWish("p1", 1), BagWish("p4", 2))
    assert bags(state, BagRemoved("p2"), AT, SITE) == (state, ())


def test_more_than_one_traveller_may_check_in_is_not_added() -> None:
    full = opened(ALONE, *(BagWish("p1", 9_000),) * 3)
    stepped = bags(full, BagAdded("p1"), AT, SITE)
    assert (into(stepped, Bags).problem, sound(stepped)) == (LIMIT, "error")
    assert row(full)["next"] == text("checkin.bags.no_more")
    assert bags_view(into(stepped, Bags), SITE).parts["banner"]["kind"] == "info"  # type: ignore[index,call-overload]  # a view holds anything


def test_a_piece_of_somebody_who_does_not_travel_is_not_added() -> None:
    assert into(bags(opened(), BagAdded("p9"), AT, SITE), Bags).problem == LIMIT


def test_when_no_luggage_can_be_taken_the_reason_stands_there_and_it_goes_on_without() -> None:
    closed = blockers.occurrence(0, blockers.CKIN_BAGS_CLOSED, AT, ("segment", "1"), flight="", time="", desk="")
    state = replace(opened(), trip=replace(trip_of(ALONE), blockers=(closed,)))
    assert into(bags(state, BagAdded("p1"), AT, SITE), Bags).problem == LIMIT
    assert key(bags_view(state, SITE).parts["banner"]["title"]) == f"blocker.{closed.code}.title"  # type: ignore[index,call-overload]  # a view holds anything
    assert into(bags(state, GoOnPressed(), AT, SITE), Summary)


@pytest.mark.parametrize(
    ("site", "code"), [(AWAY, blockers.DEV_BAG_SCALE_AWAY), (without("tags"), blockers.DEV_TAG_PRINTER_AWAY)]
)
def test_a_device_that_is_away_now_takes_no_luggage_and_one_that_came_back_does(site: Site, code: str) -> None:
    then = blockers.occurrence(0, code, AT, ("device", "x"))
    trip = replace(trip_of(ALONE), blockers=(then,))
    found = hindrance(trip, site)
    assert found is not None
    assert found.code == code
    assert hindrance(trip, SITE) is None
    assert into(bags(Bags(trip), BagAdded("p1"), AT, site), Bags).problem == LIMIT


@pytest.mark.parametrize("event", [GoOnPressed(), BackPressed()])
def test_it_goes_back_to_where_it_came_from(event: GoOnPressed | BackPressed) -> None:
    assert into(bags(opened(), event, AT, SITE), Summary)
    after = Bags(replace(trip_of(TAGGED), chosen=()))
    assert into(bags(after, event, AT, SITE), CheckedIn)


def test_after_check_in_who_is_checked_in_may_add_and_sees_what_is_tagged() -> None:
    after = Bags(replace(trip_of(TAGGED), chosen=()))
    assert into(bags(after, BagAdded("p1"), AT, NO_SCALE), Bags).trip.bags == (BagWish("p1", DECLARED_G),)
    assert row(after)["pieces"] == (text("checkin.bags.tagged", n=1),)


def test_an_event_of_another_screen_changes_nothing() -> None:
    assert bags(opened(), MoreTimePressed(), AT, SITE) == (opened(), ())


# --- prices -----------------------------------------------------------------------------------------------------------


def test_the_price_of_one_more_stands_there_before_it_is_added() -> None:
    assert row(opened())["next"] == text("checkin.bags.next_free")
    used = opened(ALONE, BagWish("p1", 9_000))
    assert row(used)["next"] == text("checkin.bags.next", amount=Money(4500, "EUR"))
    assert bags_view(used, SITE).parts["total"] == Money(0, "EUR")
    more = into(bags(used, BagAdded("p1"), AT, NO_SCALE), Bags)
    assert bags_view(more, SITE).parts["total"] == Money(4500, "EUR")


def test_the_allowance_of_a_party_is_shared_and_said_so() -> None:
    state = opened(booking(ANA, DAVI), BagWish("p1", 9_000), BagWish("p1", 26_300, True))
    own = row(state, 1)
    assert own["bar"] == text("checkin.bags.free_together", used="2", free="2")
    assert (own["share"], own["is_over"]) == (1000, False)
    assert row(state)["pieces"] == (weight(9_000), text("checkin.bags.heavy", weight=weight(26_300)))


def test_an_allowance_by_weight_is_said_in_kilograms() -> None:
    light = replace(ANA, allowance=Allowance(Concept.WEIGHT, 0, 20_000))
    own = row(opened(booking(light), BagWish("p1", 25_000, True)))
    assert own["bar"] == text("checkin.bags.free_weight", used=weight(25_000), free=weight(20_000))
    assert (own["share"], own["is_over"]) == (1000, True)


def test_a_fare_without_luggage_says_so_and_so_does_a_site_without_prices() -> None:
    own = row(opened(booking(RUI)))
    assert (own["bar"], own["share"]) == (text("checkin.bags.none_free"), 0)
    assert row(opened(), site=BARE)["bar"] == text("checkin.bags.none_free")
    assert into(bags(opened(), BagAdded("p1"), AT, replace(NO_SCALE, travel=None)), Bags).trip.bags


def test_going_on_says_with_how_much() -> None:
    none = bags_view(opened(), SITE).primary
    some = bags_view(opened(ALONE, BagWish("p1", DECLARED_G)), SITE).primary
    assert none is not None
    assert some is not None
    assert (key(none.label), key(some.label)) == ("checkin.bags.none", "checkin.bags.go_on")


@pytest.mark.parametrize(("grams", "tenths"), [(0, 0), (49, 0), (50, 1), (18_449, 184), (18_450, 185)])
def test_a_weight_is_rounded_to_a_tenth_of_a_kilogram(grams: int, tenths: int) -> None:
    ((_, shown),) = weight(grams).args
    assert (shown.value, shown.decimals) == (tenths, 1)  # type: ignore[union-attr]  # a number with decimals


# --- dangerous goods --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [Goods.PACKED, Goods.NONE])
def test_the_answer_after_the_advice_is_kept_with_its_time(answer: Goods) -> None:
    state = GoodsAdvice(replace(trip_of(ALONE), goods=Goods.SOME, goods_utc_ms=5))
    done = into(goods_advice(state, GoodsAnswered(answer.value, TEXT_VERSION), AT, SITE), Summary)
    assert (done.trip.goods, done.trip.goods_utc_ms) == (answer, AT.utc_ms)
    assert done.trip.goods.is_settled


def test_going_back_leaves_the_question_open() -> None:
    state = GoodsAdvice(replace(trip_of(ALONE), goods=Goods.SOME, goods_utc_ms=5))
    done = into(goods_advice(state, BackPressed(), AT, SITE), Summary)
    assert (done.trip.goods, done.trip.goods_utc_ms) == (Goods.UNANSWERED, 0)


@pytest.mark.parametrize("event", [GoodsAnswered("some"), GoodsAnswered(""), MoreTimePressed()])
def test_no_other_answer_is_taken_there(event: GoodsAnswered | MoreTimePressed) -> None:
    state = GoodsAdvice(trip_of(ALONE))
    assert goods_advice(state, event, AT, SITE) == (state, ())


def test_every_kind_has_its_place_and_all_of_it_is_spoken_with_the_version_of_its_words() -> None:
    view = goods_advice_view(GoodsAdvice(trip_of(ALONE)))
    assert len(view.spoken) == len(KINDS) == len(view.parts["goods"])  # type: ignore[arg-type]  # a view holds anything
    assert view.primary is not None
    assert dict(view.primary.args) == {"answer": "packed", "words": TEXT_VERSION}


def test_a_tag_that_jams_sends_nobody_to_a_phone() -> None:
    run = Traveller(TAGGED).type_in()
    run.papers = lambda job: "FAILED" if job.kind == "BAGTAG" else "DONE"
    assert run.take(PassesAgainPressed()).shown.parts["banner"]["text"] == text("checkin.note.failed_tag.text")
    run.papers = lambda _job: "FAILED"
    jammed = Traveller(TAGGED).type_in()
    jammed.papers = run.papers
    assert jammed.take(PassesAgainPressed()).shown.parts["banner"]["text"] == text("checkin.note.failed.text")
