"""Scans: what was read is looked up and told as one event; whatever fails, the customer hears of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from devices.api import BadScan, Scan
from kiosk.domain.basket import Product
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.goods.terms import Terms
from kiosk.domain.money import Money
from kiosk.effects.scan import Scans
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import KeptCodeRead, LookUpCode, Scanned
from kiosk.formats.in_store import InStoreTable
from kiosk.services.in_store import in_store_table
from tests.unit.effects.rig import Ready
from tests.unit.flows.given import goods

NOW = "2026-05-31T12:00"
MILK = replace(goods(), gtin="09520000000004")
WINE = replace(goods(2), gtin="09520000000042", terms=Terms(hours=(("08:00", "22:00"),)))
CHEESE = replace(goods(1), gtin="09520000000011", is_weighed=True)


class Scanner(Ready):
    """A scanner that gives its listener away."""

    def __init__(self) -> None:
        self.read: Callable[[Scan | BadScan], None] = lambda _scan: None

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        self.read = listener


class Goods:
    """A catalogue of a few things; asked with what it was asked."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.is_broken = is_broken
        self.asked: list[str] = []

    def find(self, gtin: str) -> Product | None:
        self.asked.append(gtin)
        if self.is_broken:
            raise OSError("the file is gone")
        return {own.gtin: own for own in (MILK, CHEESE, WINE)}.get(gtin)

    def find_in_store(self, item: str) -> Product | None:
        self.asked.append(item)
        return CHEESE

    def find_plu(self, plu: str) -> Product | None:
        self.asked.append(plu)
        return CHEESE if plu in ("4011", "94011") else None


class Bench:
    """A scanner, a catalogue, and what came of them."""

    def __init__(self, table: InStoreTable | None = None, *, is_broken: bool = False) -> None:
        self.posted: list[Event] = []
        self.scanner, self.goods = Scanner(), Goods(is_broken=is_broken)
        self.scans = Scans(self.scanner, self.goods, table, "EUR", self.posted.append, local=lambda: NOW)

    def read(self, data: bytes) -> Event:
        """Read one code and return the event it became."""
        self.scanner.read(Scan(data, 0.0))
        return self.posted[-1]


@pytest.mark.allowed_logs("WARNING kiosk.effects.scan: bad scan: too_long, 100000 bytes")
@pytest.mark.parametrize("problem", ["too_long"])
def test_what_made_no_scan_is_said_and_its_bytes_are_not_logged(problem: str) -> None:
    bench = Bench()
    bench.scanner.read(BadScan(problem, 100_000, 0.0))
    assert bench.posted == [Scanned(problem="UNREADABLE")]
    assert bench.goods.asked == []


@pytest.mark.allowed_logs("WARNING kiosk.effects.scan: bad scan: two_codes, 0 bytes")
def test_two_codes_in_one_picture_add_nothing_and_are_told_as_that() -> None:
    bench = Bench()
    bench.scanner.read(BadScan("two_codes", 0, 0.0))
    assert bench.posted == [Scanned(problem="TWO_CODES")]
    assert bench.goods.asked == []


@pytest.mark.allowed_logs("ERROR kiosk.effects.scan: looking up a scan of 16 bytes raised .*the file is gone")
def test_a_catalogue_that_fails_stops_neither_scanner_nor_customer() -> None:
    assert Bench(is_broken=True).read(b"]E09520000000004") == Scanned(problem="UNREADABLE")


@pytest.mark.parametrize(
    ("data", "event"),
    [
        (b"]E09520000000003", Scanned(problem="CHECK_DIGIT")),
        (b"hello", Scanned(problem="NOT_AN_ITEM")),
        (b"'; DROP TABLE product; --", Scanned(problem="NOT_AN_ITEM")),
        (b"]C1109900001", Scanned(problem="NOT_AN_ITEM")),
        (b"]Q3https://example.com/", Scanned(problem="NOT_AN_ITEM")),
        (b"]E09520000000035", Scanned(None)),
    ],
)
def test_what_is_no_item_of_ours_is_told_as_what_it_is(data: bytes, event: Scanned) -> None:
    assert Bench().read(data) == event


def told(expires: str = "", batch: str = "", serial: str = "") -> Scanned:
    """Return milk with what its code says of it."""
    return Scanned(MILK, facts=LineFacts(batch, expires, serial), local=NOW if expires else "")


@pytest.mark.parametrize(
    ("data", "event"),
    [
        (b"]d2010952000000000417261231", told(expires="2026-12-31")),
        (b"]d2010952000000000415261231", told(expires="2026-12-31")),
        (b"]d20109520000000004172612311526113010L1", told(expires="2026-11-30", batch="L1")),
        (b"]d2010952000000000410AB-1\x1d21S/9", told(batch="AB-1", serial="S/9")),
        (b"]d2010952000000000417260200", told(expires="2026-02-28")),  # day 00 is the month's last
        (b"]Q1https://id.gs1.org/01/09520000000004/10/L1/21/S9?17=261231",
         told(expires="2026-12-31", batch="L1", serial="S9")),
        (b"https://shop.example/01/09520000000004/10/L1", told(batch="L1")),
    ],
)  # fmt: skip
def test_batch_last_day_and_serial_number_of_a_code_go_with_its_piece(data: bytes, event: Scanned) -> None:
    assert Bench().read(data) == event


def test_goods_with_hours_are_told_with_the_sites_time() -> None:
    assert Bench().read(b"]E0" + b"9520000000042") == Scanned(WINE, local=NOW)


@pytest.mark.parametrize(
    ("data", "weight_g", "price"),
    [
        (b"]e0010952000000001131030005003932840950", 500, None),  # dollars: the weight makes our own price
        (b"]e001095200000000113932840950", None, Money(950, "USD")),
        (b"]e0010952000000001139329780333", None, Money(333, "EUR")),
    ],
)
def test_a_price_in_another_currency_is_not_believed_beside_a_weight(
    data: bytes, weight_g: int | None, price: Money | None
) -> None:
    assert Bench().read(data) == Scanned(CHEESE, weight_g, price)


@pytest.mark.parametrize(
    "data",
    [
        b"]E09520000000004",
        b"9520000000004",
        b"]C10109520000000004",
        b"https://id.gs1.org/01/09520000000004",
    ],
)
def test_an_item_is_found_by_its_gtin_whatever_carried_it(data: bytes) -> None:
    bench = Bench()
    assert bench.read(data) == Scanned(MILK)
    assert bench.goods.asked == ["09520000000004"]


def test_weight_and_price_of_a_symbol_count_for_weighed_goods_alone() -> None:
    bench = Bench()
    assert bench.read(b"]e001095200000000113103000500") == Scanned(CHEESE, 500)
    assert bench.read(b"]e0010952000000001131030005003922333") == Scanned(CHEESE, 500, Money(333, "EUR"))
    assert bench.read(b"]e001095200000000043103000500") == Scanned(MILK)


@pytest.mark.parametrize(
    ("country", "number", "event"),
    [
        ("FI", b"2300100505008", Scanned(CHEESE, 500)),
        ("GB", b"2023456001993", Scanned(CHEESE, None, Money(199, "GBP"))),
        ("DE", b"2212345001996", Scanned(problem="CHECK_DIGIT")),  # its verifier is wrong
        ("FI", b"2300100505007", Scanned(problem="CHECK_DIGIT")),
        ("FI", b"9520000000004", Scanned(MILK)),
    ],
)
def test_an_in_store_number_is_read_by_the_sites_table(country: str, number: bytes, event: Scanned) -> None:
    assert Bench(in_store_table(country)).read(b"]E0" + number) == event


@pytest.mark.parametrize(("count", "event"), [(12, Scanned(problem="NOT_AN_ITEM")), (1, Scanned(CHEESE))])
def test_a_pack_of_many_is_never_sold_as_one_piece(count: int, event: Scanned) -> None:
    bench = Bench(in_store_table("DE"))
    numbers = [f"251234{verifier}{count:05d}{digit}" for verifier in range(10) for digit in range(10)]
    events = [bench.read(b"]E0" + number.encode()) for number in numbers]
    assert events.count(event) == 1  # one verifier and one check digit are right
    assert events.count(Scanned(problem="CHECK_DIGIT")) == 99


@pytest.mark.parametrize("number", ["4011", "94011"])
def test_the_number_of_loose_goods_finds_them(number: str) -> None:
    bench = Bench()
    assert bench.scans.look_up_typed(number) == Scanned(CHEESE)
    assert bench.goods.asked == [number]


@pytest.mark.parametrize(
    ("number", "problem"), [("401", "LENGTH"), ("4012", ""), ("940111", "LENGTH"), ("4O11", "LENGTH")]
)
def test_a_number_of_loose_goods_that_nobody_knows_finds_none(number: str, problem: str) -> None:
    assert Bench().scans.look_up_typed(number) == Scanned(None, problem=problem)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PRONTO-BASKET:123456", "123456"),
        (b"]Q1PRONTO-BASKET:123456", "123456"),
        (b"PRONTO-BASKET:12345", ""),
        (b"PRONTO-BASKET:1234567", ""),
        (b"PRONTO-BASKET:12a456", ""),
        (b"PRONTO-BASKET:12345\xb2", ""),
        (b"PRONTO-BASKET:", ""),
    ],
)
def test_the_code_of_a_kept_basket_is_six_digits_and_nothing_of_a_wrong_one_is_taken(data: bytes, code: str) -> None:
    bench = Bench()
    assert bench.read(data) == KeptCodeRead(code)
    assert bench.goods.asked == []


def test_six_typed_digits_are_the_code_of_a_kept_basket() -> None:
    bench = Bench()
    bench.scans.typed(LookUpCode("123456"))
    assert bench.posted == [KeptCodeRead("123456", is_typed=True)]
