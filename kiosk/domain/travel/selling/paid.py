"""What was paid for seats and extras, and what of it goes back when a check-in is given up."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.money import Money, total_of
from kiosk.domain.travel.asking import SEAT, GivenUp
from kiosk.domain.travel.booking import Booking, Coupon
from kiosk.domain.travel.selling.extras import ExtraOffer


def paid_for_seat(booking: Booking, coupon: Coupon) -> Money:
    """Return what the seat of a coupon cost so far, in the currency it was paid in."""
    return Money(coupon.paid_seat_minor, coupon.paid_seat_currency or booking.currency)


def counted(booking: Booking, coupon: Coupon, currency: str) -> int:
    """Return how much of what a seat cost counts towards another one, in minor units of `currency`."""
    paid = paid_for_seat(booking, coupon)
    return paid.minor if paid.currency == currency else 0


def given_up(
    booking: Booking, cancels: Iterable[tuple[str, int]], table: Iterable[ExtraOffer], *, seats_go_back: bool
) -> tuple[GivenUp, ...]:
    """Return what goes back when these coupons are cancelled: seats where the table says so, extras by their rows."""
    keys = tuple(cancels)
    back = {own.code for own in table if own.goes_back}
    coupons = (booking.coupon(*key) for key in keys if seats_go_back)
    found = [
        GivenUp(*own.key, SEAT, own.paid_seat_minor, paid_for_seat(booking, own).currency)
        for own in coupons
        if own is not None and own.paid_seat_minor
    ]
    extras = (own for own in booking.extras if (own.passenger_id, own.segment_n) in keys and own.paid_minor)
    found += [
        GivenUp(own.passenger_id, own.segment_n, own.code, own.paid_minor, own.currency or booking.currency)
        for own in extras
        if own.code in back
    ]
    return tuple(found)


def kept(booking: Booking, cancels: Iterable[tuple[str, int]], gone: Iterable[GivenUp]) -> tuple[str, ...]:
    """Return what stays the travellers' although the check-in is cancelled: `SEAT` or codes, each once."""
    keys, back = set(cancels), {(own.passenger_id, own.segment_n, own.what) for own in gone}
    own = [(*one.key, SEAT) for one in booking.coupons if one.paid_seat_minor]
    own += [(one.passenger_id, one.segment_n, one.code) for one in booking.extras]
    return tuple(dict.fromkeys(what for *key, what in own if tuple(key) in keys and (*key, what) not in back))


def sums(gone: Iterable[GivenUp]) -> tuple[Money, ...]:
    """Return what goes back in all, one sum for each currency."""
    by: dict[str, list[Money]] = {}
    for own in gone:
        by.setdefault(own.currency, []).append(Money(own.amount_minor, own.currency))
    return tuple(total_of(amounts, currency) for currency, amounts in by.items())
