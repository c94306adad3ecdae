"""Labels that are wrong, contradict themselves or lie, from the reader to the line: what is doubtful is never sold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.sale import Line
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning
from kiosk.formats.ean import check_digit
from kiosk.services.in_store import in_store_table
from tests.unit.effects.test_scan import CHEESE, MILK, Bench
from tests.unit.flows.given import Checkout

PIECE = "0109520000000004"
WEIGHED = "0109520000000011"
GS = "\x1d"
UNIT = Money(1000, "EUR")  # a kilogram of cheese: a gram costs a cent


def read(label: str, country: str = "") -> tuple[Line | None, str]:
    """Read one label; return the line it made, or the blocker it was refused with."""
    bench = Bench(in_store_table(country) if country else None)
    event = bench.read(label.encode("latin-1"))
    assert isinstance(event, Scanned)
    if event.product is not None and event.product.is_weighed:
        event = replace(event, product=replace(event.product, unit=UNIT))
    run = Checkout()
    run.take(event)
    assert isinstance(run.state, Scanning)
    if run.sale.lines:
        (line,) = run.sale.lines
        return line, ""
    assert run.state.notice is not None
    return None, run.state.notice.code


def told(label: str, country: str = "") -> tuple[int, int | None] | str:
    """Return what a label costs and weighs, or its blocker."""
    line, code = read(label, country)
    return code if line is None else (line.total.minor, line.weight_g)


def facts(label: str) -> tuple[str, str, str] | str:
    """Return batch, last day and serial number of the line a label made, or its blocker."""
    line, code = read(label)
    return code if line is None else (line.facts.batch, line.facts.expires, line.facts.serial)


def ean(payload: str) -> str:
    """Return an EAN-13 as a reader sends it, with its check digit."""
    return f"]E0{payload}{check_digit(payload)}"


@pytest.mark.parametrize(
    "sign", ["]C1", "]e0", "]d2", "]Q3", "]d5", "]Q4", "]J1", "]J4", "]L3", "]z1", "]z4", GS, f"]C1{GS}", f"]d2{GS}"]
)
def test_one_message_is_one_line_whatever_symbology_carried_it(sign: str) -> None:
    assert facts(f"{sign}{PIECE}1726123110AB") == ("AB", "2026-12-31", "")


@pytest.mark.parametrize("sign", ["", " ]C1", "]c1", "]C0", "]C2", "]C4", "]e1", "]e2", "]Q1", "]d1", "]X0", "]", "]C"])
def test_without_the_sign_of_gs1_digits_are_never_taken_for_elements(sign: str) -> None:
    assert told(f"{sign}{PIECE}17261231") == "ITEM.UNKNOWN"


@pytest.mark.parametrize(
    ("elements", "found"),
    [
        (f"{PIECE}10AB{GS}17261231", ("AB", "2026-12-31", "")),
        (f"{PIECE}10AB{GS}{GS}17261231", ("AB", "2026-12-31", "")),
        (f"{PIECE}10AB{GS}", ("AB", "", "")),
        (f"{PIECE}{GS}17261231{GS}10AB", ("AB", "2026-12-31", "")),
        (f"10AB{GS}21S1{GS}17261231{PIECE}", ("AB", "2026-12-31", "S1")),
        (f"21S1{GS}{PIECE}", ("", "", "S1")),
        (f"{PIECE}17280200", ("", "2028-02-29", "")),
        (f"{PIECE}17270200", ("", "2027-02-28", "")),
        (f"{PIECE}{PIECE}", ("", "", "")),
        (f"{PIECE}10AB{GS}10AB", ("AB", "", "")),
        (f"{PIECE}10AB17261231", ("AB17261231", "", "")),  # no separator: all of it may be the batch
    ],
)
def test_order_and_separators_do_not_change_what_is_read(elements: str, found: tuple[str, str, str]) -> None:
    assert facts(f"]C1{elements}") == found


@pytest.mark.parametrize(
    "elements",
    [
        f"{PIECE}17261231garbage", f"{PIECE}172612319", f"{PIECE} ", f"{PIECE}\r", f"{PIECE}10AB\x1e\x04",
        f"[)>\x1e06{GS}{PIECE}", f"{PIECE}10AB{{GS}}17261231", "(01)09520000000004", f"{PIECE}8999ABC", f"{PIECE}0555",
        f"{PIECE}17261301", f"{PIECE}17260230", f"{PIECE}17260000", f"{PIECE}17", f"{PIECE}1726AB31",
        f"{PIECE}10{'A' * 21}", f"{PIECE}10", f"{PIECE}10A\x01B", f"{PIECE}10A\xe9B", f"{PIECE}21",
        "0209520000000004", "02095200000000043712", "10AB", "", GS, GS * 40,
    ],
)  # fmt: skip
def test_a_message_of_which_any_part_is_wrong_is_no_item(elements: str) -> None:
    assert told(f"]C1{elements}") == "ITEM.UNKNOWN"


@pytest.mark.parametrize("label", ["]C10109520000000003", "]e001095200000000033103000500", "]E09520000000003",
                                   "]Q1https://id.gs1.org/01/09520000000003"])  # fmt: skip
def test_a_wrong_check_digit_is_told_as_that_in_every_symbol(label: str) -> None:
    assert told(label) == "ITEM.CHECK_DIGIT"


@pytest.mark.parametrize(
    "elements",
    [
        f"{PIECE}{WEIGHED}",
        f"{PIECE}10GOOD{GS}10RECALLED",
        f"{PIECE}1726123117270131",
        f"{PIECE}1526123115270131",
        f"{PIECE}21S1{GS}21S2",
        f"{WEIGHED}31030005003103000600",
        f"{WEIGHED}31030005003102000600",
        f"{WEIGHED}3922333{GS}3922444",
        f"{WEIGHED}3922333{GS}3932978444",
        f"{WEIGHED}3932978333{GS}3932840333",
    ],
)
def test_a_label_that_says_two_things_of_one_piece_is_not_believed(elements: str) -> None:
    assert told(f"]C1{elements}") == "ITEM.UNKNOWN"


@pytest.mark.parametrize(
    ("elements", "found"),
    [
        ("3103000500", (500, 500)),
        ("31030005003102000050", (500, 500)),  # the same weight, written twice
        ("3105000500", (5, 5)),
        ("3100000001", (1000, 1000)),
        ("31030005003203001000", (500, 500)),  # pounds beside kilograms
        ("31030005003922333", (333, 500)),  # the shop's label may be cheaper than its weight
        ("3922333", (333, None)),
        (f"3922333{GS}3932978333", (333, None)),
        ("3920333", (33300, None)),
        ("3932978333", (333, None)),
        ("31030005003932840950", (500, 500)),  # dollars: the weight makes our own price
    ],
)
def test_weight_and_price_of_a_label_make_the_line(elements: str, found: tuple[int, int | None]) -> None:
    assert told(f"]e0{WEIGHED}{elements}") == found


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ("3103000000", "ITEM.NEEDS_WEIGHING"),
        ("3105000001", "ITEM.NEEDS_WEIGHING"),
        ("3100000031", "ITEM.NEEDS_WEIGHING"),
        ("3100999999", "ITEM.NEEDS_WEIGHING"),
        ("3203001000", "ITEM.NEEDS_WEIGHING"),
        ("31030000003922333", "ITEM.NEEDS_WEIGHING"),
        ("31009999993922333", "ITEM.NEEDS_WEIGHING"),
        ("3922000", "ITEM.NOT_SOLD_HERE"),
        ("31030005003922000", "ITEM.NOT_SOLD_HERE"),
        ("3920999999999999999", "ITEM.NOT_SOLD_HERE"),
        ("39221000000000", "ITEM.NOT_SOLD_HERE"),
        ("39329780", "ITEM.NOT_SOLD_HERE"),
        ("3932840950", "ITEM.NOT_SOLD_HERE"),
        ("3932999333", "ITEM.NOT_SOLD_HERE"),  # XXX: no currency
        ("39293331", "ITEM.NEEDS_WEIGHING"),  # finer than a cent: no price
        ("3932000333", "ITEM.UNKNOWN"),
        ("3932978", "ITEM.UNKNOWN"),
        ("3922", "ITEM.UNKNOWN"),
        ("39221234567890123456", "ITEM.UNKNOWN"),
        ("3106500000", "ITEM.UNKNOWN"),
        ("310300050", "ITEM.UNKNOWN"),
        ("31030005000", "ITEM.UNKNOWN"),
        ("3103-00500", "ITEM.UNKNOWN"),
    ],
)
def test_a_weight_or_price_that_cannot_be_is_never_sold(elements: str, code: str) -> None:
    assert told(f"]e0{WEIGHED}{elements}") == code


@pytest.mark.parametrize("last", ["17260200", "17260530", "1726123115260530", "17991231"])
def test_what_is_past_its_last_day_is_not_sold(last: str) -> None:
    assert told(f"]C1{PIECE}{last}") == "ITEM.EXPIRED"


@pytest.mark.parametrize("elements", ["3103000500", "3922001", "3103999999", "3012"])
def test_what_a_label_says_of_a_piece_never_changes_its_price(elements: str) -> None:
    assert told(f"]C1{PIECE}{elements}") == (MILK.unit.minor, None)


LINK = "https://id.gs1.org/01/09520000000004"


@pytest.mark.parametrize(
    "link",
    [
        f"{LINK}/10/A%00B", f"{LINK}/10/A%1DB", f"{LINK}/10/%E2%80%AE", f"{LINK}?17=260200&17=270101", f"{LINK}?8999=1",
        f"{LINK}/17/261231", f"{LINK}/", f"{LINK}?a=<script>", "https://id.gs1.org/gtin/09520000000004",
        "https://user:pw@id.gs1.org/01/09520000000004", "javascript:alert(1)", "ftp://id.gs1.org/01/09520000000004",
        "https://id.gs1.org/AQlUAABA", "https:///01/09520000000004",
    ],
)  # fmt: skip
def test_a_link_that_is_no_digital_link_is_no_item(link: str) -> None:
    assert told(f"]Q1{link}") == "ITEM.UNKNOWN"


@pytest.mark.parametrize(
    "link", [LINK, LINK.replace("https://id.gs1.org", "HTTPS://SHOP.EXAMPLE/a/b"), f"{LINK}?x=1#y"]
)
def test_a_link_leads_to_its_item_whoever_made_it(link: str) -> None:
    assert told(f"]Q1{link}") == (MILK.unit.minor, None)


def test_a_link_with_weight_and_price_is_read_like_an_element_string() -> None:
    assert told("]Q1https://id.gs1.org/01/09520000000011?3103=000500&3932=978333") == (333, 500)
    assert told("]Q1https://id.gs1.org/01/09520000000011?3103=000500&3102=000600") == "ITEM.UNKNOWN"


@pytest.mark.parametrize(
    ("country", "label", "found"),
    [
        ("FI", ean("230010050500"), (500, 500)),
        ("FI", ean("230010059999"), (9999, 9999)),
        ("FI", ean("230010050000"), "ITEM.NEEDS_WEIGHING"),
        ("FI", ean("250010059999"), "ITEM.NEEDS_WEIGHING"),  # 999.9 kg
        ("FI", "]E02300100505009", "ITEM.CHECK_DIGIT"),
        ("GB", "]E02023456001993", "ITEM.NOT_SOLD_HERE"),  # pounds in a shop of euros
        ("DE", "]E02212345001996", "ITEM.CHECK_DIGIT"),  # the verifier of its price is wrong
        ("FI", "]e00102300100505008", "ITEM.UNKNOWN"),  # a number of the shop is no GTIN of an element string
        ("FI", "]Q1https://id.gs1.org/01/02300100505008", "ITEM.UNKNOWN"),
        ("", ean("230010050500"), "ITEM.UNKNOWN"),  # no table: nobody knows what its digits mean
    ],
)
def test_a_number_of_the_shop_is_read_by_its_table_alone(
    country: str, label: str, found: tuple[int, int] | str
) -> None:
    assert told(label, country) == found


def test_every_price_of_a_german_label_needs_its_own_verifier() -> None:
    sold = []
    for minor in (0, 1, 199, 99_999):
        answers = [told(ean(f"221234{verifier}{minor:05d}"), "DE") for verifier in range(10)]
        assert answers.count("ITEM.CHECK_DIGIT") == 9
        sold += [answer for answer in answers if answer != "ITEM.CHECK_DIGIT"]
    assert sold == ["ITEM.NOT_SOLD_HERE", (1, None), (199, None), (99_999, None)]


def test_the_goods_of_these_labels_are_what_they_are_said_to_be() -> None:
    assert (MILK.is_weighed, CHEESE.is_weighed) == (False, True)
