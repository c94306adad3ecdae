"""Travel services that are taken back, as far as they are: each page. What was bought is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText
from kiosk.domain.travel.selling.taking_back import BAGS, Service, Stays, TakenBack
from kiosk.domain.values import replace
from kiosk.flows.checkout.states import TakingBack

LANGUAGES: Final = ("en", "nl", "es", "pt-BR", "pt-PT")
BOUGHT: Final = (
    ("seat", "Seat|Stoel|Asiento|Assento|Lugar", 1200),
    ("FAST", "Fast lane|Snelle rij|Fila rápida|Fila rápida|Fila rápida", 1000),
    ("EXCESS_PIECE", "Extra luggage|Extra bagage|Equipaje adicional|Bagagem extra|Bagagem extra", 3500),
)
SEAT: Final = Service("SEAT", 1200, "3A", "17C")
FAST: Final = Service("FAST", 1000)
LUGGAGE: Final = Service(BAGS, 3500)


def _line(n: int, kind: str, names: str, minor: int) -> Line:
    named = LocalText(tuple(zip(LANGUAGES, names.split("|"), strict=True)))
    nothing, price = LocalText((("en", ""),)), Money(minor, "EUR")
    return Line(n, f"checkin:{kind}", "", named, nothing, "", 1, price, price, 0, 0, kind=LineKind.SERVICE)


LINES: Final = tuple(_line(n, *own) for n, own in enumerate(BOUGHT, start=1))


def examples(paid: Callable[[tuple[Line, ...]], Sale], at: Stamp) -> Mapping[str, TakingBack]:
    """Return the pages; `paid` makes a finished sale of lines."""
    sale = paid(LINES)

    def page(*services: Service, problem: str = "", is_asked: bool = False) -> TakingBack:
        told = None if is_asked else TakenBack(sale.id, "EUR", services)
        facts = replace(sale.facts, is_asked_back=True, back=told)
        return TakingBack(replace(sale, facts=facts), at.utc_ms, "returned", "p-lead", problem)

    none = (replace(own, seat_now="", stays=Stays.CLOSED) for own in (SEAT, FAST, LUGGAGE))
    return {
        "TakingBack": page(SEAT, FAST, replace(LUGGAGE, stays=Stays.USED)),
        "TakingBack-all": page(SEAT, FAST, LUGGAGE),
        "TakingBack-asking": page(is_asked=True),
        "TakingBack-silent": page(is_asked=True, problem="silent"),
        "TakingBack-unclear": page(is_asked=True, problem="unclear"),
        "TakingBack-nothing": page(*none),
        "TakingBack-unknown": page(problem="unknown"),
    }
