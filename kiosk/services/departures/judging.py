"""Whether an order may be done, which seats it gets, and how the booking is afterwards. Pure; both ledgers use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from kiosk.domain.travel.asking import SEAT, ExtraWish, GivenUp, No, Order, Refused, SeatWish
from kiosk.domain.travel.booking import (
    Bag,
    BagState,
    Booking,
    Coupon,
    CouponState,
    Extra,
    Owed,
    PassengerKind,
    Proof,
)
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.travel.selling.paid import counted
from kiosk.domain.values import replace
from kiosk.services.departures.ledger import Seating, Use

CouponKey = tuple[str, int]
Seats = Mapping[CouponKey, str]

ADDRESS: Final = "address"
CONTACT: Final = "contact"
MAX_BAG_G: Final = 32_000  # one person may have to lift it


def touched(booking: Booking, order: Order) -> frozenset[str]:
    """Return the passengers an order is about; bags of a pooled booking are about everybody's allowance."""
    if order.bags and booking.is_pooled:
        return frozenset(own.id for own in booking.passengers)
    named = [person for person, _ in (*order.coupons, *order.cancels)]
    named += [own.passenger_id for own in order.seats]
    named += [own.passenger_id for own in order.bags]
    named += [own.passenger_id for own in order.extras]
    named += [own.passenger_id for own in order.given_up]
    return frozenset(named + [person for person, _, _ in (*order.proofs, *order.details)])


def refusal(booking: Booking, order: Order, now_utc_ms: int) -> Refused | None:
    """Return why an order cannot be done, whatever seats are free; None when it can."""
    why = (
        _shape(booking, order)
        or _check_ins(booking, order, now_utc_ms)
        or _seats(booking, order, now_utc_ms)
        or _bags(booking, order, now_utc_ms)
        or _cancels(booking, order, now_utc_ms)
        or _laps(booking, order)
        or _extras(booking, order, now_utc_ms)
        or _given_up(booking, order)
    )
    return Refused(why) if why is not None else None


def _shape(booking: Booking, order: Order) -> No | None:
    if not touched(booking, order) <= {own.id for own in booking.passengers} or not touched(booking, order):
        return No.NOT_ALLOWED
    chosen = [(own.passenger_id, own.segment_n) for own in order.seats]
    places = [(own.segment_n, own.seat) for own in order.seats if own.seat]
    for keys in (order.coupons, order.cancels, chosen, places, (*order.coupons, *order.cancels)):
        if len(set(keys)) != len(keys):
            return No.NOT_ALLOWED
    if any(booking.coupon(*key) is None for key in (*order.coupons, *order.cancels, *chosen)):
        return No.NOT_ALLOWED
    are_known = all(proof in set(Proof) for _, proof, _ in order.proofs)
    are_told = all(kind in (ADDRESS, CONTACT) and text for _, kind, text in order.details)
    return None if are_known and are_told else No.NOT_ALLOWED


def _check_ins(booking: Booking, order: Order, now_utc_ms: int) -> No | None:
    for key in order.coupons:
        if _coupon(booking, key).state is not CouponState.OPEN:
            return No.CHANGED
    return _first(_window(_flight(booking, n), now_utc_ms) for _, n in order.coupons)


def _seats(booking: Booking, order: Order, now_utc_ms: int) -> No | None:
    for wish in order.seats:
        coupon, person = _coupon(booking, (wish.passenger_id, wish.segment_n)), booking.passenger(wish.passenger_id)
        is_lap = person is None or person.kind is PassengerKind.INFANT
        if is_lap or coupon.state is CouponState.BOARDED or wish.price_minor < 0:
            return No.NOT_ALLOWED
    return _first(_window(_flight(booking, own.segment_n), now_utc_ms) for own in order.seats)


def _bags(booking: Booking, order: Order, now_utc_ms: int) -> No | None:
    for bag in order.bags:
        ways = travelled(booking, order, bag.passenger_id)
        if not ways or not 0 < bag.weight_g <= MAX_BAG_G:
            return No.NOT_ALLOWED
        flight = _flight(booking, min(ways))
        if now_utc_ms >= flight.bags_until.utc_ms:
            return No.CLOSED
        if (why := _window(flight, now_utc_ms)) is not None:
            return why
    return None


def _cancels(booking: Booking, order: Order, now_utc_ms: int) -> No | None:
    for key in order.cancels:
        if _coupon(booking, key).state is not CouponState.CHECKED_IN:
            return No.CHANGED
        if now_utc_ms >= _flight(booking, key[1]).closes.utc_ms:
            return No.CLOSED
    return None


def _laps(booking: Booking, order: Order) -> No | None:
    """No infant flies without the adult who carries it."""
    for infant in (own for own in booking.passengers if own.kind is PassengerKind.INFANT):
        with_adult = travelled(booking, order, infant.accompanies)
        if not travelled(booking, order, infant.id) <= with_adult:
            return No.NOT_ALLOWED
    return None


def _extras(booking: Booking, order: Order, now_utc_ms: int) -> No | None:
    """Of each extra one, for who is checked in on that flight once the order is done."""
    names = [_name(own) for own in order.extras]
    has = {_name(own) for own in booking.extras}
    if len(set(names)) != len(names) or not has.isdisjoint(names):
        return No.NOT_ALLOWED
    for wish in order.extras:
        is_going = wish.segment_n in travelled(booking, order, wish.passenger_id)
        if wish.code not in booking.sells or not is_going or wish.price_minor < 0:
            return No.NOT_ALLOWED
    return _first(_window(_flight(booking, own.segment_n), now_utc_ms) for own in order.extras)


def _name(own: ExtraWish | Extra) -> tuple[str, int, str]:
    return own.passenger_id, own.segment_n, own.code


def _given_up(booking: Booking, order: Order) -> No | None:
    """What goes back was paid, in that currency, and belongs to a coupon that is cancelled."""
    paid = {_name(own): (own.paid_minor, own.currency or booking.currency) for own in booking.extras}
    for coupon in booking.coupons:
        currency = coupon.paid_seat_currency or booking.currency
        paid[(*coupon.key, SEAT)] = (coupon.paid_seat_minor, currency)
    names = [_of(own) for own in order.given_up]
    for own in order.given_up:
        most, currency = paid.get(_of(own), (0, ""))
        if (own.passenger_id, own.segment_n) not in order.cancels or own.currency != currency:
            return No.NOT_ALLOWED
        if not 0 < own.amount_minor <= most:
            return No.NOT_ALLOWED
    return None if len(set(names)) == len(names) else No.NOT_ALLOWED


def _of(own: GivenUp) -> tuple[str, int, str]:
    return own.passenger_id, own.segment_n, own.what


def _window(flight: Flight, now_utc_ms: int) -> No | None:
    if not flight.is_here or flight.state is FlightState.CANCELLED or now_utc_ms < flight.opens.utc_ms:
        return No.NOT_ALLOWED
    is_over = flight.state in (FlightState.CLOSED, FlightState.DEPARTED) or now_utc_ms >= flight.closes.utc_ms
    return No.CLOSED if is_over else None


def travelled(booking: Booking, order: Order, passenger_id: str) -> frozenset[int]:
    """Return the segments a passenger is checked in on once the order is done."""
    before = {own.segment_n for own in booking.coupons_of(passenger_id) if own.state is CouponState.CHECKED_IN}
    added = {n for own, n in order.coupons if own == passenger_id}
    return frozenset((before | added) - {n for own, n in order.cancels if own == passenger_id})


def wanted(booking: Booking, order: Order) -> dict[CouponKey, str]:
    """Return the seats to be given, empty where the airline chooses; who keeps a seat is not in it."""
    wishes = {(own.passenger_id, own.segment_n): own.seat for own in order.seats}
    found: dict[CouponKey, str] = {}
    for key in dict.fromkeys((*order.coupons, *wishes)):
        person, now = booking.passenger(key[0]), _coupon(booking, key).seat
        wish = wishes.get(key, "")
        if person is not None and person.kind is not PassengerKind.INFANT and (wish != now if wish else not now):
            found[key] = wish
    return found


def allotted(
    seating: Seating, users: Mapping[str, Use], wishes: Seats, leaving: frozenset[str], ref: str
) -> dict[CouponKey, str] | Refused:
    """Return the seats on one flight for `wishes`, those chosen and those left to the airline; or who is in the way.

    `leaving`: passengers of the booking whose present seat becomes free by the same order.
    """
    chosen = {key: seat for key, seat in wishes.items() if seat}
    if not set(chosen.values()) <= set(seating.seats):
        return Refused(No.NOT_ALLOWED)

    def is_free(seat: str) -> bool:
        use = users.get(seat)
        return use is None or (use.ref == ref and not use.order_id and use.passenger_id in leaving)

    closed = seating.blocked | seating.given
    gone = tuple(sorted(seat for seat in chosen.values() if seat in closed or not is_free(seat)))
    if gone:
        return Refused(No.TAKEN, gone)
    held = {*users, *chosen.values(), *closed, *seating.kept_back}
    free = [seat for seat in seating.seats if seat not in held]
    unplaced = [key for key, seat in wishes.items() if not seat]
    if len(free) < len(unplaced):
        return Refused(No.TAKEN)
    return chosen | dict(zip(unplaced, _together(free, len(unplaced)), strict=True))


def _together(free: list[str], count: int) -> list[str]:
    """The first row that takes all of them, else one seat after the other."""
    rows = [list(row) for _, row in groupby(free, key=lambda seat: seat[:-1])]
    return next((row for row in rows if len(row) >= count), free)[:count]


def prepared(booking: Booking, order: Order, seats: Seats, plates: Iterable[str]) -> Booking:
    """Return a booking with an order's seats and bags shown as held; nobody is checked in by it."""
    for key, seat in seats.items():
        booking = booking.with_coupon(replace(_coupon(booking, key), seat=seat))
    return replace(booking, bags=(*booking.bags, *_tagged(booking, order, plates)))


def completed(
    booking: Booking, order: Order, seats: Seats, plates: Iterable[str], sequences: Mapping[CouponKey, int]
) -> Booking:
    """Return a booking as it is when the order is done, at the next version."""
    after = _paid(prepared(booking, order, seats, plates), order)
    for key in order.coupons:
        coupon = replace(_coupon(after, key), state=CouponState.CHECKED_IN, sequence=sequences[key], passes=0)
        after = after.with_coupon(coupon)
    for key in order.cancels:
        after = after.with_coupon(_cancelled(_coupon(after, key)))
    for passenger_id, proof, country in order.proofs:
        person = after.passenger(passenger_id)
        if person is not None:
            after = after.with_passenger(replace(person, proof=Proof(proof), document_country=country))
    for passenger_id, kind, _ in order.details:
        person = after.passenger(passenger_id)
        if person is not None and kind == ADDRESS:
            after = after.with_passenger(replace(person, has_address=True))
        after = replace(after, has_contact=after.has_contact or kind == CONTACT)
    staying = {own.passenger_id for own in after.coupons if own.state is CouponState.CHECKED_IN}
    left = {own for own, _ in order.cancels} - staying
    bags = tuple(replace(own, state=BagState.VOID) if own.passenger_id in left else own for own in after.bags)
    return replace(after, bags=bags, version=booking.version + 1)


def _paid(booking: Booking, order: Order) -> Booking:
    """Write what was paid for, and what is owed for what is given up."""
    for wish in order.seats:
        if wish.price_minor:
            booking = booking.with_coupon(_bought(booking, wish, order.currency or booking.currency))
    for own in order.given_up:
        if own.what == SEAT:
            coupon = _coupon(booking, (own.passenger_id, own.segment_n))
            booking = booking.with_coupon(replace(coupon, paid_seat_minor=0, paid_seat_currency=""))
    gone = {_of(own) for own in order.given_up}
    bought = (Extra(own.passenger_id, own.segment_n, own.code, own.price_minor, order.currency) for own in order.extras)
    owed = (Owed(order.id, *_of(own), own.amount_minor, own.currency) for own in order.given_up)
    stays = (own for own in booking.extras if _name(own) not in gone)
    return replace(booking, extras=(*stays, *bought), owed=(*booking.owed, *owed))


def _bought(booking: Booking, wish: SeatWish, currency: str) -> Coupon:
    coupon = _coupon(booking, (wish.passenger_id, wish.segment_n))
    paid_minor = counted(booking, coupon, currency) + wish.price_minor
    return replace(coupon, paid_seat_minor=paid_minor, paid_seat_currency=currency)


def _cancelled(coupon: Coupon) -> Coupon:
    seat = coupon.seat if coupon.paid_seat_minor else ""
    return replace(coupon, state=CouponState.OPEN, sequence=0, passes=0, seat=seat)


def _tagged(booking: Booking, order: Order, plates: Iterable[str]) -> Iterable[Bag]:
    for wish, plate in zip(order.bags, plates, strict=True):
        until = max(travelled(booking, order, wish.passenger_id))
        yield Bag(wish.passenger_id, plate, wish.weight_g, until, BagState.RESERVED, wish.is_heavy)


def _coupon(booking: Booking, key: CouponKey) -> Coupon:
    found = booking.coupon(*key)
    if found is None:
        raise KeyError(f"no coupon of segment {key[1]}")
    return found


def _flight(booking: Booking, n: int) -> Flight:
    found = booking.segment(n)
    if found is None:
        raise KeyError(f"no segment {n}")
    return found.flight


def _first(whys: Iterable[No | None]) -> No | None:
    return next((why for why in whys if why is not None), None)
