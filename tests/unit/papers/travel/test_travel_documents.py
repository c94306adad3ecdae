"""Passes, tags and slips as documents: what stands there, what does not fit, and what nothing is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import PageCode, PageText, PrintProof, Symbology, TagPrinterCapabilities
from kiosk.domain.blockers import Blocker
from kiosk.domain.text import Text, text
from kiosk.domain.travel.blockers import CKIN_DOC_NEEDED
from kiosk.domain.travel.booking import BagState, Booking, CouponState
from kiosk.domain.travel.flight import DAY_MIN
from kiosk.papers.bag_tag import NoTag, bag_tag
from kiosk.papers.boarding.blocks import PassCode, pass_paper
from kiosk.papers.boarding.document import BoardingPass, Issue, boarding_pass
from kiosk.papers.boarding.message import NoPass
from kiosk.papers.document import Day, Line, Logo, Pair, Paper, Printable
from kiosk.papers.pages.pass_page import pass_page
from kiosk.papers.pages.strip import LEADING, SMALLEST_MM, WIDTH_PER_HEIGHT, fitted, wrapped
from kiosk.papers.pages.tag_page import tag_page
from kiosk.papers.travel_slips import About, SlipFrame, travel_slip
from tests.unit.papers.travel.asked import FRAME, STOCK
from tests.unit.papers.travel.travellers import ADULT, INFANT, KEY, NOW_MS, bag, booking

FIRST = Issue(NOW_MS)


def say(printable: Printable) -> str:
    return str(getattr(printable, "key", printable))


def passed(own: Booking, issue: Issue = FIRST) -> BoardingPass:
    return boarding_pass(own, "p1", 1, issue, KEY)


def stock(width_mm: float = 82, symbologies: frozenset[Symbology] = frozenset(Symbology)) -> TagPrinterCapabilities:
    return TagPrinterCapabilities(8, width_mm, True, True, symbologies, PrintProof.STATUS_AFTER)


# --- tags -------------------------------------------------------------------------------------------------------------


def test_no_tag_is_made_of_what_is_no_bag_or_flies_nowhere() -> None:
    own = booking(2, bags=(bag(1, 2), replace(bag(2), state=BagState.VOID), replace(bag(3), passenger_id="p9")))
    for plate, why in (("0999000009", "no such"), ("0999000002", "void"), ("0999000003", "no such")):
        with pytest.raises(NoTag, match=why):
            bag_tag(own, plate, FIRST)
    opened = replace(own, coupons=tuple(replace(one, state=CouponState.OPEN) for one in own.coupons))
    with pytest.raises(NoTag, match="no flight"):
        bag_tag(opened, "0999000001", FIRST)


def test_a_tag_goes_as_far_as_the_bag_and_begins_where_the_route_has_a_gap() -> None:
    own = booking(3, bags=(bag(1, 2), bag(2, 3)))
    assert [stop.airport for stop in bag_tag(own, "0999000001", FIRST).stops] == ["LIS", "GRU"]
    last = own.segments[2]
    elsewhere = replace(last, flight=replace(last.flight, origin=last.flight.destination))
    apart = replace(own, segments=(*own.segments[:2], elsewhere))
    assert [stop.airport for stop in bag_tag(apart, "0999000002", FIRST).stops] == ["SCL"]


def test_a_passenger_who_is_not_checked_in_for_the_leg_before_begins_at_the_next() -> None:
    own = booking(2, bags=(bag(1, 2),))
    boarding = own.with_coupon(replace(own.coupons[0], state=CouponState.OPEN))
    tag = bag_tag(boarding, "0999000001", FIRST)
    assert (tag.origin, tag.destination.airport) == ("LIS", "GRU")


@pytest.mark.parametrize("width_mm", [20, 44.9])
def test_stock_that_is_too_narrow_prints_no_tag(width_mm: float) -> None:
    with pytest.raises(ValueError, match="too narrow"):
        tag_page(bag_tag(booking(bags=(bag(),)), bag().plate, FIRST), 1, stock(width_mm), say)


def test_a_tag_never_stands_on_receipt_paper() -> None:
    with pytest.raises(ValueError, match="tears on the belt"):
        tag_page(bag_tag(booking(bags=(bag(),)), bag().plate, FIRST), 1, replace(stock(), is_receipt_paper=True), say)


@pytest.mark.parametrize("width_mm", [46, 54, 104])
def test_everything_on_a_tag_stands_on_the_stock_and_the_codes_keep_their_quiet_zones(width_mm: float) -> None:
    own = booking(3, (replace(ADULT, surname="W" * 64),), (bag(1, 3, is_heavy=True),))
    page = tag_page(bag_tag(own, "0999000001", Issue(NOW_MS, 3, is_demo=True)), 1, stock(width_mm), say)
    assert page.width_mm == min(width_mm, 54)
    for item in page.items:
        if isinstance(item, PageText):
            assert item.x_mm + len(item.text) * item.height_mm * WIDTH_PER_HEIGHT <= page.width_mm
            assert item.y_mm + item.height_mm * LEADING <= page.length_mm
    across, along = (item for item in page.items if isinstance(item, PageCode))
    assert across.x_mm >= 10 * across.module_mm
    assert page.width_mm - across.x_mm - 99 * across.module_mm >= 10 * across.module_mm - 1e-9
    texts = [item for item in page.items if isinstance(item, PageText)]
    above = max(item.y_mm + item.height_mm for item in texts if item.y_mm < along.y_mm)
    below = min(item.y_mm for item in texts if item.y_mm > along.y_mm)
    assert along.y_mm - above >= 10 * along.module_mm
    assert below - along.y_mm - 99 * along.module_mm >= 10 * along.module_mm - 1e-9


# --- passes -----------------------------------------------------------------------------------------------------------


def test_a_pass_of_nobody_is_none() -> None:
    with pytest.raises(NoPass):
        boarding_pass(booking(), "p9", 1, FIRST, KEY)


def test_a_pass_names_nobody_in_a_log() -> None:
    shown = repr(passed(booking(1, (ADULT, INFANT))))
    assert not any(word in shown for word in ("Voorbeeld", "VOORBEELD", "K7XQ2M", "9991234567890", "Bo V"))


def test_a_late_flight_says_when_it_leaves_now() -> None:
    own = booking()
    late = own.segments[0].flight
    moved = replace(late, expects=late.departs.shifted(12 * 60), boards=late.boards.shifted(12 * 60))
    paper = passed(replace(own, segments=(replace(own.segments[0], flight=moved),)))
    assert (paper.departs.clock, paper.boards.clock) == ("00:30", "23:55")
    assert paper.day == passed(own).day + 1


@pytest.mark.parametrize(("copy_no", "is_demo"), [(1, False), (2, False), (1, True), (2, True)])
def test_demo_and_copy_stand_where_they_hold_and_nowhere_else(copy_no: int, is_demo: bool) -> None:
    issue = Issue(NOW_MS, copy_no, is_demo=is_demo)
    own = booking(bags=(bag(),))
    page = pass_page(passed(own, issue), 1, STOCK, say)
    tag = tag_page(bag_tag(own, bag().plate, issue), 1, STOCK, say)
    keys = keys_of(pass_paper(passed(own, issue)))
    for texts, copy in ((on(page.items), "paper.copy"), (on(tag.items), "paper.tag.copy"), (keys, "paper.copy")):
        assert ("paper.pass.demo" in texts) is is_demo
        assert (copy in texts) is (copy_no > 1)


def on(items: tuple[object, ...]) -> set[str]:
    return {item.text for item in items if isinstance(item, PageText)}


def keys_of(paper: tuple[object, ...] | Paper) -> set[str]:
    parts = [
        part for block in paper for part in ((block.text,) if isinstance(block, Line) else
        (block.left, block.right) if isinstance(block, Pair) else ())
    ]  # fmt: skip
    return {part.key for part in parts if isinstance(part, Text)}


def test_what_is_not_known_is_left_out_or_said_in_words() -> None:
    bare = replace(booking(gate="", seat=""), bags=())
    bare = bare.with_coupon(replace(bare.coupons[0], ticket="", sequence=0))
    keys = keys_of(pass_paper(passed(bare)))
    assert {"paper.pass.gate_later", "paper.pass.seat_later"} <= keys
    assert not keys & {"paper.pass.ticket", "paper.pass.luggage", "paper.pass.sequence", "paper.pass.services"}


def test_an_infants_own_pass_has_no_seat_to_look_for() -> None:
    own = booking(1, (ADULT, INFANT))
    assert boarding_pass(own, "p2", 1, FIRST, KEY).seat == "INF"


@pytest.mark.parametrize(
    ("width_mm", "symbologies", "kind"),
    [
        (82, frozenset(Symbology), Symbology.PDF417),
        (72, frozenset(Symbology), Symbology.PDF417),
        (48, frozenset(Symbology), Symbology.AZTEC),
        (82, frozenset({Symbology.AZTEC}), Symbology.AZTEC),
    ],
)
def test_a_page_has_pdf417_where_its_place_is_and_else_aztec(
    width_mm: float, symbologies: frozenset[Symbology], kind: Symbology
) -> None:
    page = pass_page(passed(booking(4)), 1, stock(width_mm, symbologies), say)
    (code,) = (item for item in page.items if isinstance(item, PageCode))
    assert code.symbology is kind
    assert code.data.startswith("M4")


def test_a_printer_without_either_prints_no_pass() -> None:
    with pytest.raises(ValueError, match="no code that a boarding pass can carry"):
        pass_page(passed(booking()), 1, stock(82, frozenset({Symbology.ITF, Symbology.QR})), say)


def test_a_pass_on_a_roll_has_one_code_below_what_people_look_for() -> None:
    paper = pass_paper(passed(booking()))
    assert paper[0] == Logo()
    assert sum(isinstance(block, PassCode) for block in paper) == 1
    before = paper[: next(n for n, block in enumerate(paper) if isinstance(block, PassCode))]
    assert {"paper.pass.gate", "paper.pass.boards", "paper.pass.seat"} <= keys_of(before)


# --- slips ------------------------------------------------------------------------------------------------------------


def test_a_slip_without_a_desk_of_the_flight_names_the_kiosks_own() -> None:
    own = booking()
    bare = replace(own, segments=(replace(own.segments[0], flight=replace(own.segments[0].flight, desk="")),))
    assert "paper.slip.desk" not in keys_of(travel_slip(bare, About.REFUSED, (), FRAME))
    assert "paper.slip.desk" in keys_of(travel_slip(own, About.REFUSED, (), FRAME))
    assert Line(FRAME.desk) in travel_slip(bare, About.REFUSED, (), FRAME)


def test_a_first_slip_of_a_live_kiosk_has_neither_mark() -> None:
    plain = SlipFrame(FRAME.shop, FRAME.desk, NOW_MS)
    assert not {"paper.copy", "paper.pass.demo"} & keys_of(travel_slip(booking(), About.CANCELLED, (), plain))
    assert {"paper.copy", "paper.pass.demo"} <= keys_of(travel_slip(booking(), About.CANCELLED, (), FRAME))


def test_a_slip_dates_both_hours_of_check_in_where_one_is_of_another_day() -> None:
    own = booking()
    flight = own.segments[0].flight
    day_before = replace(flight.opens, utc_ms=flight.opens.utc_ms - DAY_MIN * 60_000)
    assert day_before.day != flight.leaves.day
    early = replace(flight, opens=day_before)
    other = replace(own, segments=(replace(own.segments[0], flight=early),))
    dated = [block.left for block in travel_slip(other, About.REFUSED, (), FRAME) if isinstance(block, Pair)]
    assert Day(day_before.day) in dated
    assert Day(flight.closes.day) in dated


def test_who_is_refused_is_told_to_bring_the_document_for_nothing_can_be_laid_down_there() -> None:
    args = (("city", "Lisboa"), ("document", "passport"))
    needed = Blocker("b", CKIN_DOC_NEEDED, ("passenger", "p1"), args)
    slip = travel_slip(booking(), About.REFUSED, (needed,), FRAME)
    assert Line(text("checkin.document.bring")) in slip
    assert "blocker.CKIN.DOC_NEEDED.do" not in keys_of(slip)


def test_a_luggage_slip_leaves_out_void_tags_and_goals_that_are_not_known() -> None:
    own = booking(1, bags=(bag(1), replace(bag(2), state=BagState.VOID), bag(3, until_n=7)))
    slip = travel_slip(own, About.LUGGAGE, (), FRAME)
    plates = [block.left for block in slip if isinstance(block, Pair) and str(block.left).isdecimal()]
    assert plates == ["0999000001", "0999000003"]
    assert Line("") in slip
    (total,) = (
        block.left
        for block in slip
        if isinstance(block, Pair) and isinstance(block.left, Text) and block.left.key == "paper.slip.luggage.total"
    )
    assert total == text("paper.slip.luggage.total", count=2)


# --- places -----------------------------------------------------------------------------------------------------------


@given(st.text(max_size=200), st.integers(1, 40))
def test_wrapping_loses_no_letter_and_no_line_is_too_long(own: str, letters: int) -> None:
    lines = wrapped(own, letters)
    assert "".join(lines).replace(" ", "") == "".join(own.split())
    assert all(len(line) <= letters for line in lines)


@given(st.text(max_size=200), st.floats(5, 100), st.floats(SMALLEST_MM, 20), st.integers(1, 4))
def test_a_text_fits_its_place_and_is_cut_only_at_the_smallest(own: str, wide: float, high: float, most: int) -> None:
    height, lines = fitted(own, wide, high, most)
    letters = max(1, int(wide / (height * WIDTH_PER_HEIGHT)))
    assert SMALLEST_MM <= height <= high
    assert 1 <= len(lines) <= most
    assert all(len(line) <= max(letters, 2) for line in lines)
    if "".join(lines) != "".join(wrapped(own, letters)):
        assert height == SMALLEST_MM
        assert lines[-1].endswith("..")
