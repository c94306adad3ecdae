"""How the paid services of a complete order are taken back: as far as they can be, in one transaction, and once."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.travel.asking import SEAT, No, Refused, SeatWish
from kiosk.domain.travel.booking import BagState, Booking, Coupon, CouponState
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.travel.selling.taking_back import BAGS, Service, Stays, TakenBack
from kiosk.domain.values import replace
from kiosk.services.departures import judging
from kiosk.services.departures.ledger import KeptOrder, Ledger, OrderState, Use


@dataclass(frozen=True, slots=True)
class _Desk:
    """The ledger, the order that is taken back, and what time it is there."""

    ledger: Ledger
    kept: KeptOrder
    now_utc_ms: int

    @property
    def currency(self) -> str:
        return self.kept.order.currency


Stepped = tuple[Booking, Service]


def take_back(ledger: Ledger, order_id: str, now_utc_ms: int) -> TakenBack | Refused:
    """Take back what an order paid for; asked again, tell what was done then."""
    kept = ledger.order(order_id)
    booking = ledger.booking(kept.order.ref) if kept is not None else None
    if kept is None or booking is None or kept.state is not OrderState.DONE:
        return Refused(No.UNKNOWN)
    if kept.back is not None:
        return kept.back
    kept = replace(kept, order=replace(kept.order, currency=kept.order.currency or booking.currency))
    after, services = _all_back(_Desk(ledger, kept, now_utc_ms), booking)
    back = TakenBack(order_id, kept.order.currency, services)
    if back.back:
        ledger.keep_booking(replace(after, version=booking.version + 1), booking.version)
    ledger.keep_order(replace(kept, back=back))
    return back


def bag_accepted(ledger: Ledger, plate: str) -> bool:
    """Make a bag ACCEPTED by the word of the belt. False: no bag has that number, or it is void."""
    kept = ledger.plate(plate)
    booking = ledger.booking(kept.ref) if kept is not None else None
    if kept is None or booking is None or kept.state is BagState.VOID:
        return False
    ledger.keep_booking(_marked(ledger, booking, (plate,), BagState.ACCEPTED), booking.version)
    return True


def _all_back(desk: _Desk, booking: Booking) -> tuple[Booking, tuple[Service, ...]]:
    """Go through what was paid: seats and extras by their own prices, and bags by the rest of the amount."""
    order, services = desk.kept.order, list[Service]()
    for wish in order.seats:
        if wish.price_minor:
            booking, service = _seat_back(desk, booking, wish)
            services.append(service)
    for extra in order.extras:
        if extra.price_minor:
            key = (extra.passenger_id, extra.segment_n)
            booking, service = _extra_back(desk, booking, key, extra.code, extra.price_minor)
            services.append(service)
    paid = sum(own.price_minor for own in order.seats) + sum(own.price_minor for own in order.extras)
    if order.bags and order.amount_minor > paid:
        booking, service = _bags_back(desk, booking, order.amount_minor - paid)
        services.append(service)
    return booking, tuple(services)


def _seat_back(desk: _Desk, booking: Booking, wish: SeatWish) -> Stepped:
    """Take a seat back; who is checked in has another at once, and stays where they are when none is free."""
    coupon = booking.coupon(wish.passenger_id, wish.segment_n)
    told = Service(SEAT, wish.price_minor, wish.seat)
    currency = coupon.paid_seat_currency or booking.currency if coupon is not None else ""
    is_theirs = coupon is not None and coupon.seat == wish.seat and coupon.paid_seat_minor >= wish.price_minor
    if coupon is None or not is_theirs or currency != desk.currency:
        return booking, replace(told, stays=Stays.CHANGED)
    if (why := _too_late(desk, booking, coupon.key)) is not None:
        return booking, replace(told, stays=why)
    seat = _another_seat(desk, booking, coupon)
    if seat is None:
        return booking, replace(told, stays=Stays.NO_SEAT)
    left = coupon.paid_seat_minor - wish.price_minor
    after = replace(coupon, seat=seat, paid_seat_minor=left, paid_seat_currency=currency if left else "")
    return booking.with_coupon(after), replace(told, seat_now=seat)


def _another_seat(desk: _Desk, booking: Booking, coupon: Coupon) -> str | None:
    """Give the seat back and return the airline's choice, held; empty for who is not checked in, None: none is free."""
    flight, ledger = _flight(booking, coupon.segment_n), desk.ledger
    seat = ""
    if coupon.state is CouponState.CHECKED_IN:
        seating = ledger.seating(flight.id)
        wishes = {coupon.key: ""}
        found = (
            judging.allotted(seating, ledger.users(flight.id), wishes, frozenset(), booking.ref) if seating else None
        )
        if not isinstance(found, dict):
            return None
        seat = found[coupon.key]
    ledger.leave(flight.id, booking.ref, coupon.passenger_id)
    if seat:
        ledger.hold(flight.id, seat, Use(booking.ref, coupon.passenger_id))
    ledger.touch(flight.id)
    return seat


def _extra_back(desk: _Desk, booking: Booking, key: tuple[str, int], code: str, price_minor: int) -> Stepped:
    told = Service(code, price_minor)
    names = [(own.passenger_id, own.segment_n, own.code) for own in booking.extras]
    if (*key, code) not in names:
        return booking, replace(told, stays=Stays.CHANGED)
    if (why := _too_late(desk, booking, key)) is not None:
        return booking, replace(told, stays=why)
    stays = tuple(own for own, name in zip(booking.extras, names, strict=True) if name != (*key, code))
    return replace(booking, extras=stays), told


def _bags_back(desk: _Desk, booking: Booking, price_minor: int) -> Stepped:
    """Take back the bags of an order, all or none: what one costs depends on the others. Their numbers are void."""
    told = Service(BAGS, price_minor)
    plates = tuple(_newest(desk.ledger, plate) for plate in desk.kept.plates)
    bags = [own for own in booking.bags if own.plate in plates]
    if len(bags) < len(plates) or any(own.state is BagState.VOID for own in bags):
        return booking, replace(told, stays=Stays.CHANGED)
    if any(own.state is BagState.ACCEPTED for own in bags):
        return booking, replace(told, stays=Stays.USED)
    firsts = [(own.passenger_id, _first_way(booking, own.passenger_id)) for own in bags]
    if (why := next(filter(None, (_too_late(desk, booking, key) for key in firsts)), None)) is not None:
        return booking, replace(told, stays=why)
    return _marked(desk.ledger, booking, plates, BagState.VOID), told


def _too_late(desk: _Desk, booking: Booking, key: tuple[str, int]) -> Stays | None:
    """Return why nothing of a coupon can be taken back any more."""
    coupon, flight = booking.coupon(*key), _flight(booking, key[1])
    if coupon is None or coupon.state is CouponState.OFFLOADED:
        return Stays.CHANGED
    if coupon.state is CouponState.BOARDED:
        return Stays.USED
    is_over = flight.state in (FlightState.CLOSED, FlightState.DEPARTED) or desk.now_utc_ms >= flight.closes.utc_ms
    return Stays.CLOSED if is_over else None


def _first_way(booking: Booking, passenger_id: str) -> int:
    """Return the first flight somebody is on: there the bag is given in."""
    ways = [own.segment_n for own in booking.coupons_of(passenger_id) if own.state is not CouponState.OPEN]
    return min(ways, default=booking.segments[0].n)


def _flight(booking: Booking, n: int) -> Flight:
    return next(own.flight for own in booking.segments if own.n == n)


def _newest(ledger: Ledger, plate: str) -> str:
    """Return the number a bag has now: a tag that did not come out was given another."""
    kept = ledger.plate(plate)
    while kept is not None and kept.instead:
        plate, kept = kept.instead, ledger.plate(kept.instead)
    return plate


def _marked(ledger: Ledger, booking: Booking, plates: tuple[str, ...], state: BagState) -> Booking:
    """Write what became of bag numbers, and return the booking with their bags so."""
    for plate in plates:
        kept = ledger.plate(plate)
        if kept is not None:
            ledger.keep_plate(replace(kept, state=state))
    return replace(booking, bags=tuple(replace(o, state=state) if o.plate in plates else o for o in booking.bags))
