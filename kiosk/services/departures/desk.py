"""How orders are prepared, completed and given back, and what a printer's word does: each one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kiosk.domain.travel.asking import SEAT, Done, No, Order, Outcome, Refused
from kiosk.domain.travel.booking import Bag, BagState, Booking, CouponState
from kiosk.domain.travel.departures import HOLD_MS
from kiosk.domain.travel.plates import next_plate
from kiosk.domain.values import replace
from kiosk.services.departures import judging
from kiosk.services.departures.judging import CouponKey
from kiosk.services.departures.ledger import KeptOrder, KeptPlate, Ledger, OrderState, Use


def prepare(ledger: Ledger, order: Order, now_utc_ms: int) -> Outcome:
    """Hold all that an order needs, or refuse it."""
    kept = ledger.order(order.id)
    if kept is not None and (kept.order != order or kept.state is OrderState.RELEASED):
        return Refused(No.CHANGED)
    booking = ledger.booking(order.ref)
    if booking is None:
        return Refused(No.UNKNOWN)
    if kept is not None and kept.state is OrderState.DONE:
        return Done(booking)
    if kept is not None and kept.state is OrderState.PREPARED:
        return Done(_shown(booking, kept))
    if booking.version != order.version:
        return Refused(No.CHANGED)
    return _prepared(ledger, booking, order, now_utc_ms)


def complete(ledger: Ledger, order_id: str, now_utc_ms: int) -> Outcome:
    """Make what is held the travellers' own; what ran out is held anew first."""
    kept = ledger.order(order_id)
    booking = ledger.booking(kept.order.ref) if kept is not None else None
    if kept is None or booking is None or kept.state is OrderState.RELEASED:
        return Refused(No.UNKNOWN)
    if kept.state is OrderState.DONE:
        return Done(booking)
    if kept.state is OrderState.EXPIRED:
        again = _prepared(ledger, booking, kept.order, now_utc_ms)
        kept = ledger.order(order_id)
        if isinstance(again, Refused) or kept is None:
            return again
    return _completed(ledger, booking, kept)


def release(ledger: Ledger, order_id: str) -> Outcome:
    """Give back what is held."""
    kept = ledger.order(order_id)
    booking = ledger.booking(kept.order.ref) if kept is not None else None
    if kept is None or booking is None:
        return Refused(No.UNKNOWN)
    if kept.state is OrderState.DONE:
        return Refused(No.CHANGED)
    _give_back(ledger, kept, OrderState.RELEASED)
    return Done(booking)


def expire(ledger: Ledger, order_id: str, now_utc_ms: int) -> None:
    """Give back an order whose time ran out."""
    kept = ledger.order(order_id)
    if kept is not None and kept.state is OrderState.PREPARED and kept.until_utc_ms <= now_utc_ms:
        _give_back(ledger, kept, OrderState.EXPIRED)


def tag_printed(ledger: Ledger, plate: str) -> bool:
    """Make a bag's number ACTIVE."""
    kept = ledger.plate(plate)
    if kept is None or kept.state is BagState.VOID:
        return False
    found = _bag(ledger, kept)
    if found is None:
        return False
    booking, bag = found
    if bag.state is BagState.RESERVED:
        ledger.keep_plate(replace(kept, state=BagState.ACTIVE))
        _keep_bag(ledger, booking, bag, replace(bag, state=BagState.ACTIVE))
    return True


def tag_failed(ledger: Ledger, plate: str, now_utc_ms: int) -> str:
    """Void a bag's number and give it another."""
    kept = ledger.plate(plate)
    if kept is None or kept.state is not BagState.RESERVED:
        return "" if kept is None else kept.instead if kept.state is BagState.VOID else plate
    found = _bag(ledger, kept)
    if found is None:
        return ""
    booking, bag = found
    instead = _new_plate(ledger, plate[1:4], kept.ref, now_utc_ms)
    ledger.keep_plate(replace(kept, state=BagState.VOID, instead=instead))
    _keep_bag(ledger, booking, bag, replace(bag, plate=instead))
    return instead


def pass_printed(ledger: Ledger, ref: str, passenger_id: str, segment_n: int) -> bool:
    """Count a boarding pass."""
    booking = ledger.booking(ref)
    coupon = booking.coupon(passenger_id, segment_n) if booking is not None else None
    if booking is None or coupon is None or coupon.state is not CouponState.CHECKED_IN:
        return False
    ledger.keep_booking(booking.with_coupon(replace(coupon, passes=coupon.passes + 1)), booking.version)
    return True


def _prepared(ledger: Ledger, booking: Booking, order: Order, now_utc_ms: int) -> Outcome:
    refused = judging.refusal(booking, order, now_utc_ms)
    if refused is not None:
        return refused
    for other in ledger.prepared(order.ref):
        if other.order.id != order.id and judging.touched(booking, other.order) & judging.touched(booking, order):
            return Refused(No.CHANGED)
    seats = _seats(ledger, booking, order)
    if isinstance(seats, Refused):
        return seats
    numerics = [_numeric(booking, order, own.passenger_id) for own in order.bags]
    plates = tuple(_new_plate(ledger, numeric, order.ref, now_utc_ms) for numeric in numerics)
    held = tuple((person, n, seat) for (person, n), seat in seats.items())
    kept = KeptOrder(order, OrderState.PREPARED, now_utc_ms + HOLD_MS, held, plates)
    ledger.keep_order(kept)
    _hold(ledger, booking, kept)
    return Done(_shown(_as_kept(ledger, booking), kept))


def _seats(ledger: Ledger, booking: Booking, order: Order) -> dict[CouponKey, str] | Refused:
    wanted = judging.wanted(booking, order)
    found: dict[CouponKey, str] = {}
    for segment in booking.segments:
        wishes = {key: seat for key, seat in wanted.items() if key[1] == segment.n}
        if not wishes:
            continue
        seating = ledger.seating(segment.flight.id)
        if seating is None:
            return Refused(No.UNKNOWN)
        going = [who for who, n in order.cancels if n == segment.n and not _keeps_seat(booking, order, (who, n))]
        leaving = frozenset([key[0] for key, seat in wishes.items() if seat] + going)
        seats = judging.allotted(seating, ledger.users(segment.flight.id), wishes, leaving, order.ref)
        if isinstance(seats, Refused):
            return seats
        found |= seats
    return found


def _hold(ledger: Ledger, booking: Booking, kept: KeptOrder) -> None:
    """Hold seats; one that changes hands within the party stays theirs until then."""
    for flight_id, seats in _by_flight(booking, kept).items():
        users = ledger.users(flight_id)
        for person, seat in seats.items():
            use = users.get(seat)
            if use is None or use.ref != kept.order.ref:  # who came between since it was free is refused by the hold
                ledger.hold(flight_id, seat, Use(kept.order.ref, person, kept.order.id))
        ledger.touch(flight_id)


def _completed(ledger: Ledger, booking: Booking, kept: KeptOrder) -> Outcome:
    order = kept.order
    numbers = _sequences(ledger, booking, order)
    seats = {(person, n): seat for person, n, seat in kept.seats}
    after = judging.completed(booking, order, seats, kept.plates, numbers)
    ledger.drop_holds(order.id)
    moves = _by_flight(booking, kept)
    for person, n in order.cancels:
        coupon, segment = after.coupon(person, n), booking.segment(n)
        if segment is not None and coupon is not None and not coupon.seat:
            ledger.leave(segment.flight.id, order.ref, person)
            ledger.touch(segment.flight.id)
    for flight_id, own in moves.items():
        for person in own:
            ledger.leave(flight_id, order.ref, person)
        for person, seat in own.items():
            ledger.hold(flight_id, seat, Use(order.ref, person))
        ledger.touch(flight_id)
    for bag in after.bags:
        if bag.state is BagState.VOID:
            _void(ledger, bag.plate)
    ledger.keep_booking(after, booking.version)
    ledger.keep_order(replace(kept, state=OrderState.DONE))
    return Done(_as_kept(ledger, after))


def _sequences(ledger: Ledger, booking: Booking, order: Order) -> dict[CouponKey, int]:
    keys_of: dict[str, list[CouponKey]] = defaultdict(list)
    for key in order.coupons:
        segment = booking.segment(key[1])
        if segment is not None:
            keys_of[segment.flight.id].append(key)
    found: dict[CouponKey, int] = {}
    for flight_id, keys in sorted(keys_of.items()):  # always in this order: two kiosks never wait for each other
        first = ledger.sequences(flight_id, len(keys))
        found |= {key: first + place for place, key in enumerate(keys)}
    return found


def _by_flight(booking: Booking, kept: KeptOrder) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for person, n, seat in kept.seats:
        segment = booking.segment(n)
        if segment is not None:
            found[segment.flight.id][person] = seat
    return dict(sorted(found.items()))


def _give_back(ledger: Ledger, kept: KeptOrder, state: OrderState) -> None:
    if kept.state is OrderState.PREPARED:
        ledger.drop_holds(kept.order.id)
        for plate in kept.plates:
            _void(ledger, plate)
        booking = ledger.booking(kept.order.ref)
        for flight_id in _by_flight(booking, kept) if booking is not None else ():
            ledger.touch(flight_id)
    ledger.keep_order(replace(kept, state=state))


def _as_kept(ledger: Ledger, booking: Booking) -> Booking:
    """Return it as the next question will see it: its flights count every change of their seats."""
    return ledger.booking(booking.ref) or booking


def _shown(booking: Booking, kept: KeptOrder) -> Booking:
    seats = {(person, n): seat for person, n, seat in kept.seats}
    return judging.prepared(booking, kept.order, seats, kept.plates)


def _numeric(booking: Booking, order: Order, passenger_id: str) -> str:
    segment = booking.segment(min(judging.travelled(booking, order, passenger_id)))
    return segment.flight.carrier_numeric if segment is not None else "000"


def _keeps_seat(booking: Booking, order: Order, key: CouponKey) -> bool:
    coupon = booking.coupon(*key)
    is_given_up = any((own.passenger_id, own.segment_n, own.what) == (*key, SEAT) for own in order.given_up)
    return coupon is not None and coupon.paid_seat_minor > 0 and not is_given_up


def _new_plate(ledger: Ledger, numeric: str, ref: str, now_utc_ms: int) -> str:
    def given_utc_ms(plate: str) -> int | None:
        kept = ledger.plate(plate)
        return kept.given_utc_ms if kept is not None else None

    plate, serial = next_plate(numeric, ledger.last_serial(numeric), given_utc_ms, now_utc_ms)
    ledger.keep_serial(numeric, serial)
    ledger.give_plate(KeptPlate(plate, BagState.RESERVED, ref, now_utc_ms))
    return plate


def _void(ledger: Ledger, plate: str) -> None:
    kept = ledger.plate(plate)
    if kept is not None:
        ledger.keep_plate(replace(kept, state=BagState.VOID))


def _bag(ledger: Ledger, kept: KeptPlate) -> tuple[Booking, Bag] | None:
    booking = ledger.booking(kept.ref)
    if booking is None:
        return None
    return next(((booking, own) for own in booking.bags if own.plate == kept.plate), None)


def _keep_bag(ledger: Ledger, booking: Booking, old: Bag, new: Bag) -> None:
    bags = tuple(new if own == old else own for own in booking.bags)
    ledger.keep_booking(replace(booking, bags=bags), booking.version)
