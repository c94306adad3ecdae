"""What a trip costs beyond what is paid: chosen seats, bags and extras, as lines of its sale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.sale import Line, LineKind
from kiosk.domain.text import LocalText
from kiosk.domain.travel.asking import ExtraWish, SeatWish
from kiosk.domain.travel.baggage import Charge, Quote, QuoteLine, quote
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.selling.paid import counted
from kiosk.domain.values import replace
from kiosk.flows.base import Site
from kiosk.flows.checkin.onward import extras_of, rules_of
from kiosk.flows.checkin.states import Trip

LANGUAGES: Final = ("en", "nl", "es", "pt-BR", "pt-PT")
SEAT: Final = "seat"
NAMES: Final = {  # frozen into the line when it is sold, as the names of goods are
    SEAT: "Seat|Stoel|Asiento|Assento|Lugar",
    Charge.EXCESS_PIECE: "Extra luggage|Extra bagage|Equipaje adicional|Bagagem extra|Bagagem extra",
    Charge.HEAVY: "Heavy luggage|Zware bagage|Equipaje pesado|Bagagem pesada|Bagagem pesada",
    Charge.EXCESS_WEIGHT: "Extra weight|Extra gewicht|Peso adicional|Peso extra|Peso extra",
    "PRIORITY": "Board first|Eerst aan boord|Abordar primero|Embarcar primeiro|Embarcar primeiro",
    "FAST": "Fast lane at security|Snelle rij bij de controle|Fila rápida en el control|Fila rápida na segurança"
    "|Fila rápida na segurança",
    "LOUNGE": "Lounge visit|Bezoek aan de lounge|Visita a la sala VIP|Visita à sala VIP|Visita à sala VIP",
}


def local(texts: str) -> LocalText:
    """Return a name in the five languages, divided by bars."""
    return LocalText(tuple(zip(LANGUAGES, texts.split("|"), strict=True)))


def quote_of(trip: Trip, site: Site) -> Quote | None:
    """Return what the wished bags cost; None where no prices are known in the currency of the site."""
    prices = rules_of(site).bag_prices.get(trip.sale.currency)
    return quote(trip.booking, trip.bags, prices, trip.chosen) if prices is not None else None


def seat_price(booking: Booking, wish: SeatWish, site: Site) -> Money:
    """Return what a wished seat costs more than what is paid for the seat the passenger has; never below zero.

    In the currency of the site; what was paid in another one is not counted.
    """
    rules = rules_of(site)
    segment, coupon = booking.segment(wish.segment_n), booking.coupon(wish.passenger_id, wish.segment_n)
    layout = rules.layouts.get(segment.flight.layout) if segment is not None else None
    place = layout.seat(wish.seat) if layout is not None else None
    prices = rules.seat_prices.get(site.currency)
    if place is None or prices is None or coupon is None or coupon.seat == wish.seat:
        return Money(0, site.currency)
    paid_minor = counted(booking, coupon, site.currency)
    return Money(max(0, prices.price(place.band).minor - paid_minor), site.currency)


def seats_priced(trip: Trip, site: Site) -> tuple[SeatWish, ...]:
    """Return the seats wished, each with what this order pays for it."""
    return tuple(replace(own, price_minor=seat_price(trip.booking, own, site).minor) for own in trip.seats)


def extras_priced(trip: Trip, site: Site) -> tuple[ExtraWish, ...]:
    """Return the extras chosen, each with its price; what can no longer be had is left out."""
    prices = {own.code: own.price.minor for own in extras_of(trip, site)}
    return tuple(replace(own, price_minor=prices[own.code]) for own in trip.extras if own.code in prices)


def total_of(trip: Trip, site: Site) -> Money:
    """Return what the trip costs now."""
    return Money(sum(line.total.minor for line in lines_of(trip, site)), trip.sale.currency)


def lines_of(trip: Trip, site: Site) -> tuple[Line, ...]:
    """Return the paid seats, bags and extras as lines of the sale; what costs nothing is no line."""
    return tuple(_line(n, *due) for n, due in enumerate(_dues(trip, site), start=1))


def _dues(trip: Trip, site: Site) -> Iterator[tuple[str, str, int, Money]]:
    for wish in trip.seats:
        price = seat_price(trip.booking, wish, site)
        if price.minor:
            yield SEAT, wish.seat, 1, price
    found = quote_of(trip, site)
    for line in found.lines if found is not None else ():
        yield line.charge.value, "", *_counted(line)
    wished = [own.code for own in trip.extras]
    for offer in extras_of(trip, site):
        if offer.code in wished:
            yield offer.code, "", wished.count(offer.code), offer.price


def _counted(line: QuoteLine) -> tuple[int, Money]:
    """Return pieces and the price of one; where pieces cost different prices, one of all."""
    each, rest = divmod(line.price.minor, max(1, line.count))
    return (1, line.price) if rest else (line.count, Money(each, line.price.currency))


def _line(n: int, kind: str, detail: str, qty: int, unit: Money) -> Line:
    name, own = local(NAMES[kind]), LocalText((("en", detail),))
    total = Money(unit.minor * qty, unit.currency)
    return Line(n, f"checkin:{kind}", "", name, own, "", qty, unit, total, 0, 0, kind=LineKind.SERVICE)
