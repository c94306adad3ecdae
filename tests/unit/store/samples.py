"""Sales and events for the tests of the store, made by the domain's own functions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.domain.basket import Product, add
from kiosk.domain.money import Money
from kiosk.domain.payment import Result, Verdict, confirm, decide, intend, send
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText
from kiosk.flows.base import Event

AT = Stamp(1_700_000_000_000, 5_000, 2**73 + 1)


@dataclass(frozen=True, slots=True)
class Happened(Event):
    """Any event: the store does not care which."""

    what: str = ""


def later(ms: int) -> Stamp:
    return replace(AT, utc_ms=AT.utc_ms + ms, mono_ms=AT.mono_ms + ms)


def product(index: int, *, is_weighed: bool = False) -> Product:
    name = LocalText((("en", f"Milk {index}"), ("pt-BR", f"Pão de açúcar {index}")))
    return Product(
        f"S-{index}", f"{index:014d}", name, LocalText(()), "milk", Money(100 + index, "EUR"), 900, is_weighed, 7
    )  # fmt: skip


def new_sale(name: str = "sale-1", session_id: str = "session-1") -> Sale:
    return Sale(name, "EUR", session_id, AT.utc_ms)


def basket(count: int = 2, name: str = "sale-1") -> Sale:
    sale = new_sale(name)
    for index in range(count):
        sale = add(sale, product(index))
    return sale


def yes(sale: Sale, receipt_no: int = 8) -> Result:
    return Result(True, sale.total, receipt_no, "77", "AB12", "T1", "VISA", "1234", "00")


def sent(sale: Sale, nth: int = 1, terminal_id: str = "T1") -> Sale:
    own = f"{sale.id}-a{nth}"
    return send(intend(sale, f"{sale.id}-t{nth}", own, f"{own}-ref"), own, terminal_id, 7, 1234)


def paid(sale: Sale) -> Sale:
    asked = sent(sale)
    own = asked.attempts[-1].id
    return confirm(decide(asked, own, Verdict.APPROVED, yes(sale)), own, "TERMINAL\nOK")


def job(sale: Sale, copy_no: int = 1) -> PrintJob:
    return PrintJob(f"{sale.id}-j{copy_no}", f"receipt-{sale.id}", copy_no, PaperKind.CUSTOMER, 41 + copy_no, "nl")


def as_loaded(sale: Sale) -> Sale:
    """The sale as it comes back: a monotonic time means nothing after a restart."""
    return replace(sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in sale.attempts))
