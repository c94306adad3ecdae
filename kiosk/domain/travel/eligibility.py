"""Can I finish here? Everything that stands in a traveller's way, all of it, before anything is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.domain.blockers import Blocker, Severity
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import Arg, Text, text
from kiosk.domain.travel import blockers as codes
from kiosk.domain.travel.baggage import REFUSED_G, BagPrices, Quote
from kiosk.domain.travel.booking import Booking, Coupon, CouponState, Passenger, PassengerKind, Proof, Segment
from kiosk.domain.travel.cabin.layout import Layout
from kiosk.domain.travel.cabin.rules import SeatPrices
from kiosk.domain.travel.documents import DocumentKind
from kiosk.domain.travel.flight import MINUTE_MS, Flight, FlightState
from kiosk.domain.travel.needs import DocumentTable, Finding, Judgement, Requirement, ServiceRule, Visa, asked_of
from kiosk.domain.travel.selling.extras import ExtraOffer

ALONE: Final = "UMNR"  # the one service that has words of its own
_WORST_FIRST: Final = (Severity.STOP, Severity.HOLD, Severity.WARN, Severity.INFO)
_VISAS: Final = {
    Visa.OK_WITH_NOTE: codes.CKIN_VISA_NOTE,
    Visa.REFER: codes.CKIN_VISA_REFER,
    Visa.SILENT: codes.CKIN_VISA_SILENT,
    Visa.DENY: codes.CKIN_VISA_DENY,
}


@dataclass(frozen=True, slots=True)
class TravelRules:
    """The tables that check-in goes by. `layouts` by name; `bag_prices`, `seat_prices` by currency.

    `seats_go_back`: what a seat cost goes back with a cancelled check-in; else the seat stays the passenger's.
    `bags_without_scale`: a site whose scale is away takes luggage all the same, as it is declared.
    """

    documents: DocumentTable
    services: tuple[ServiceRule, ...]
    layouts: Mapping[str, Layout]
    bag_prices: Mapping[str, BagPrices]
    seat_prices: Mapping[str, SeatPrices]
    is_demo: bool = True
    extras: tuple[ExtraOffer, ...] = ()
    seats_go_back: bool = False
    bags_without_scale: bool = False


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the kiosk's devices can do now."""

    can_print_passes: bool = True
    can_print_tags: bool = True
    can_weigh: bool = True
    can_read_documents: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason before it is an occurrence: a code, what it is about, and what its words are filled with."""

    code: str
    subject: tuple[str, str]
    args: tuple[tuple[str, Arg], ...] = ()
    deadline_utc_ms: int | None = None


Visas = Mapping[tuple[str, int], Visa]
Approved = tuple[tuple[str, str], ...]


def reasons(
    booking: Booking,
    at: Stamp,
    abilities: Abilities,
    rules: TravelRules,
    visas: Visas | None = None,
    approved: Approved = (),
) -> tuple[Blocker, ...]:
    """Return every reason, worst first, each once per subject. Who cannot go at all is not asked for documents.

    Subjects: `("segment", "1")`, `("passenger", id)`, `("coupon", "id/1")`, `("device", role)`. `visas`: what an
    authority answered for a passenger and segment; it counts before the table. `approved`: what staff settled, as code
    and id of the subject; it is no reason any more.
    """
    before = (*_of_flights(booking, at.utc_ms), *_of_people(booking, rules.services))
    found = [own for own in before if not _is_settled(own, approved)]
    for_good = occurrences([own for own in found if own.code != codes.CKIN_WINDOW_NOT_OPEN], at)
    papers = _of_documents(booking, rules.documents, visas or {}, for_good)
    found += [own for own in papers if not _is_settled(own, approved)]
    stopped = occurrences(found, at)
    if any(_is_served(coupon, stopped) for coupon in booking.coupons):
        found += _of_bags(booking, at.utc_ms, stopped)
        found += _of_devices(abilities, needs_documents=any(own.code == codes.CKIN_DOC_NEEDED for own in found))
    return occurrences(found, at)


def _is_settled(own: Reason, approved: Approved) -> bool:
    return (own.code, own.subject[1]) in approved


def occurrences(found: list[Reason], at: Stamp) -> tuple[Blocker, ...]:
    """Make occurrences of reasons, worst first, each code once per subject."""
    once = {(own.code, own.subject): own for own in reversed(found)}
    made = [
        codes.occurrence(nth, own.code, at, own.subject, own.deadline_utc_ms, **dict(own.args))
        for nth, own in enumerate(reversed(once.values()))
    ]
    return worst_first(made)


def worst_first(blockers: Iterable[Blocker]) -> tuple[Blocker, ...]:
    """Return blockers in the order they are read in."""
    return tuple(sorted(blockers, key=lambda own: _WORST_FIRST.index(own.kind.severity)))


def is_stopped(blockers: tuple[Blocker, ...], passenger_id: str, segment_n: int) -> bool:
    """True when a passenger cannot be checked in for a segment here."""
    subjects = {("segment", str(segment_n)), ("passenger", passenger_id), ("coupon", f"{passenger_id}/{segment_n}")}
    return any(own.subject in subjects and own.kind.severity is Severity.STOP for own in blockers)


def open_coupons(booking: Booking, blockers: tuple[Blocker, ...]) -> tuple[tuple[str, int], ...]:
    """Return whom the kiosk can check in where, in the booking's order: coupons that are OPEN and not stopped.

    An infant goes only with the adult that carries it, a child only where an adult of the booking goes, too.
    """
    free = [own for own in booking.coupons if _is_open_here(own, blockers)]
    going = {own.key for own in free} | {own.key for own in booking.coupons if own.state is CouponState.CHECKED_IN}
    return tuple(own.key for own in free if _has_company(booking, own, lambda key: key in going))


def desk_of(flight: Flight) -> Text | str:
    """Return where staff of a flight are: as the airport says, else in words."""
    return flight.desk or text("checkin.desk.any")


def document_words(kinds: tuple[DocumentKind, ...]) -> Text:
    """Return how a choice of documents is called."""
    if DocumentKind.PASSPORT in kinds and DocumentKind.IDENTITY_CARD in kinds:
        return text("checkin.document.either")
    return text(f"checkin.document.{kinds[0].value}")


# --- flights ---------------------------------------------------------------------------------------------------------


def _of_flights(booking: Booking, now_utc_ms: int) -> Iterator[Reason]:
    for segment in booking.segments:
        own = [coupon for coupon in booking.coupons if coupon.segment_n == segment.n]
        if own and all(coupon.state is CouponState.BOARDED for coupon in own) and _has_left(segment.flight, now_utc_ms):
            continue  # flown: of a journey out and back, only the way back is asked for
        is_open = any(coupon.state is CouponState.OPEN for coupon in own)
        yield from _of_flight(segment, now_utc_ms, is_open=is_open)
        for coupon in own:
            yield from _of_coupon(coupon, segment.flight)


def _of_flight(segment: Segment, now_utc_ms: int, *, is_open: bool) -> Iterator[Reason]:
    """What a flight cannot do for anybody comes alone; how late it is may stand beside a window not open yet."""
    flight, about = segment.flight, ("segment", str(segment.n))
    told: tuple[tuple[str, Arg], ...] = (("desk", desk_of(flight)), ("flight", flight.name))
    if flight.state is FlightState.CANCELLED:
        yield Reason(codes.CKIN_CANCELLED, about, (*told, ("city", flight.destination.city)))
        return
    if _has_left(flight, now_utc_ms):
        yield Reason(codes.CKIN_DEPARTED, about, (*told, ("time", flight.leaves.clock)))
        return
    if not flight.is_here:
        yield Reason(codes.CKIN_NOT_HERE, about, told)
    elif is_open and now_utc_ms < flight.opens.utc_ms:
        wait = codes.duration(_minutes_up(flight.opens.utc_ms - now_utc_ms))
        told = (*told, ("time", flight.opens.clock), ("wait", wait))
        yield Reason(codes.CKIN_WINDOW_NOT_OPEN, about, told, flight.opens.utc_ms)
    elif is_open and (flight.state is FlightState.CLOSED or now_utc_ms >= flight.closes.utc_ms):
        yield Reason(codes.CKIN_CLOSED, about, (*told, ("time", flight.closes.clock)))
    if flight.late_min:
        wait = codes.duration(flight.late_min)
        yield Reason(codes.CKIN_DELAYED, about, (*told, ("time", flight.leaves.clock), ("wait", wait)))


def _has_left(flight: Flight, now_utc_ms: int) -> bool:
    return flight.state is FlightState.DEPARTED or now_utc_ms >= flight.leaves.utc_ms


def _minutes_up(span_ms: int) -> int:
    return -(-span_ms // MINUTE_MS)


def _of_coupon(coupon: Coupon, flight: Flight) -> Iterator[Reason]:
    code = {CouponState.BOARDED: codes.CKIN_BOARDED, CouponState.OFFLOADED: codes.CKIN_OFFLOADED}.get(coupon.state)
    if code is not None:
        yield Reason(code, _coupon_subject(coupon), (("desk", desk_of(flight)), ("flight", flight.name)))


def _coupon_subject(coupon: Coupon) -> tuple[str, str]:
    return "coupon", f"{coupon.passenger_id}/{coupon.segment_n}"


# --- passengers ------------------------------------------------------------------------------------------------------


def _of_people(booking: Booking, services: tuple[ServiceRule, ...]) -> Iterator[Reason]:
    staffed = {rule.code for rule in services if rule.needs_staff}
    for coupon in booking.coupons:
        passenger, segment = booking.passenger(coupon.passenger_id), booking.segment(coupon.segment_n)
        if passenger is None or segment is None or coupon.state is not CouponState.OPEN:
            continue
        told: tuple[tuple[str, Arg], ...] = (("desk", desk_of(segment.flight)), ("flight", segment.flight.name))
        if ALONE in passenger.services:
            yield Reason(codes.CKIN_CHILD_ALONE, ("passenger", passenger.id), told)
        elif not _has_company(booking, coupon, lambda key: _is_going(booking, key)):
            is_infant = passenger.kind is PassengerKind.INFANT
            code = codes.CKIN_INFANT_ALONE if is_infant else codes.CKIN_CHILD_ALONE
            yield Reason(code, _coupon_subject(coupon), told)
        for service in passenger.services:
            if service in staffed and service != ALONE:
                named: tuple[str, Arg] = ("service", text(f"checkin.service.{service}"))
                yield Reason(codes.CKIN_NEEDS_STAFF, ("passenger", passenger.id), (*told, named))


def _has_company(booking: Booking, coupon: Coupon, is_going: Callable[[tuple[str, int]], bool]) -> bool:
    """True when somebody who has to goes along: an infant's own adult, any adult of the booking for a child."""
    passenger = booking.passenger(coupon.passenger_id)
    if passenger is None or passenger.kind is PassengerKind.ADULT:
        return True
    adults = [own for own in booking.passengers if own.kind is PassengerKind.ADULT]
    if passenger.kind is PassengerKind.INFANT:
        adults = [own for own in adults if own.id == passenger.accompanies]
    return any(is_going((own.id, coupon.segment_n)) for own in adults)


def _is_going(booking: Booking, key: tuple[str, int]) -> bool:
    coupon = booking.coupon(*key)
    return coupon is not None and coupon.state is not CouponState.OFFLOADED


# --- documents -------------------------------------------------------------------------------------------------------


def _of_documents(
    booking: Booking, table: DocumentTable, visas: Visas, stopped: tuple[Blocker, ...]
) -> Iterator[Reason]:
    """Say what is asked of who can get a pass towards that country here, now or when the window opens."""
    for passenger in booking.passengers:
        going = [own for own in booking.coupons_of(passenger.id) if _lacks_pass(own, stopped)]
        for segment, asked in asked_of(booking, passenger, table) if going else ():
            coupon = booking.coupon(passenger.id, segment.n)
            if coupon not in going and (coupon is None or coupon.state is not CouponState.OPEN):
                continue
            if coupon is None or going[0].segment_n > segment.n:
                continue
            yield from _of_proof(passenger, segment.flight, asked)
            is_known = passenger.nationality or passenger.document_country
            answer = visas.get(coupon.key, asked.visa if is_known else Visa.OK)
            if answer in _VISAS:
                yield Reason(_VISAS[answer], _coupon_subject(coupon), entry_args(segment.flight))


def _lacks_pass(coupon: Coupon, stopped: tuple[Blocker, ...]) -> bool:
    """True for who can be checked in here, or is and never had a pass: it waits for the document all the same."""
    waits = coupon.state is CouponState.CHECKED_IN and not coupon.passes and not is_stopped(stopped, *coupon.key)
    return waits or _is_open_here(coupon, stopped)


def _is_open_here(coupon: Coupon, stopped: tuple[Blocker, ...]) -> bool:
    return coupon.state is CouponState.OPEN and not is_stopped(stopped, *coupon.key)


def _of_proof(passenger: Passenger, flight: Flight, asked: Requirement) -> Iterator[Reason]:
    code = {Proof.NONE: codes.CKIN_DOC_NEEDED, Proof.TYPED: codes.CKIN_DOC_UNVERIFIED}.get(passenger.proof)
    if code is not None:
        yield Reason(
            code, ("passenger", passenger.id), (*entry_args(flight), ("document", document_words(asked.kinds)))
        )


def entry_args(flight: Flight) -> tuple[tuple[str, Arg], ...]:
    """Return what words about entering a country are filled with."""
    return ("city", flight.destination.city), ("desk", desk_of(flight))


_FINDINGS: Final = {
    Finding.FORGOTTEN: codes.CKIN_DOC_UNREAD,
    Finding.INCOMPLETE: codes.CKIN_DOC_UNREAD,
    Finding.KIND: codes.CKIN_DOC_KIND,
    Finding.EXPIRED: codes.CKIN_DOC_EXPIRED,
    Finding.EXPIRES_SOON: codes.CKIN_DOC_EXPIRES_SOON,
    Finding.NAME: codes.CKIN_DOC_NAME,
    Finding.BIRTH_DATE: codes.CKIN_DOC_BIRTH,
    Finding.OTHER_PERSON: codes.CKIN_DOC_OTHER_PERSON,
    Finding.MIXED: codes.CKIN_DOC_MIXED,
}
OF_PAPERS: Final = frozenset(_FINDINGS.values()) | {codes.CKIN_VISA_REFER, codes.CKIN_VISA_SILENT, codes.CKIN_VISA_DENY}
"""What was found on a document: it stands until another document of that passenger is proven."""


def of_judgement(judgement: Judgement, passenger_id: str, booking: Booking, at: Stamp) -> tuple[Blocker, ...]:
    """Return the blockers that the findings and the visa answer of a passenger's document are.

    Raises KeyError for a booking without segments.
    """
    segment = booking.segment(judgement.segment_n) or next(iter(booking.segments), None)
    if segment is None:
        raise KeyError(judgement.segment_n)
    about, told = ("passenger", passenger_id), entry_args(segment.flight)
    if judgement.requirement is not None:
        asked = judgement.requirement
        span = text("duration.months", n=asked.months_beyond)
        told = (*told, ("document", document_words(asked.kinds)), ("span", span))
    found = [Reason(_FINDINGS[own], about, told) for own in judgement.findings]
    if judgement.visa in _VISAS:
        found.append(Reason(_VISAS[judgement.visa], ("coupon", f"{passenger_id}/{segment.n}"), told))
    return occurrences(found, at)


# --- bags and devices ------------------------------------------------------------------------------------------------


def _of_bags(booking: Booking, now_utc_ms: int, stopped: tuple[Blocker, ...]) -> Iterator[Reason]:
    """Bags go with the first flight that somebody can still be checked in for."""
    for segment in booking.segments:
        if any(_is_served(own, stopped) for own in booking.coupons if own.segment_n == segment.n):
            flight = segment.flight
            if now_utc_ms >= flight.bags_until.utc_ms:
                told = (("desk", desk_of(flight)), ("flight", flight.name), ("time", flight.bags_until.clock))
                yield Reason(codes.CKIN_BAGS_CLOSED, ("segment", str(segment.n)), told)
            return


def _is_served(coupon: Coupon, stopped: tuple[Blocker, ...]) -> bool:
    return coupon.state in (CouponState.OPEN, CouponState.CHECKED_IN) and not is_stopped(stopped, *coupon.key)


def of_quote(quote: Quote, prices: BagPrices, booking: Booking, at: Stamp) -> tuple[Blocker, ...]:
    """Return the blockers that wished bags are; subjects are `("bag", place among the wishes)` or the passenger."""
    desk = next((desk_of(own.flight) for own in booking.segments), text("checkin.desk.any"))
    found = [Reason(codes.CKIN_BAG_TOO_HEAVY, ("bag", str(n)), (("limit", REFUSED_G // 1000),)) for n in quote.refused]
    found += [Reason(codes.CKIN_BAG_HEAVY, ("bag", str(n))) for n in quote.heavy]
    most = text("checkin.pieces", n=prices.most_pieces)
    told: tuple[tuple[str, Arg], ...] = (("desk", desk), ("pieces", most))
    found += [Reason(codes.CKIN_BAG_LIMIT, ("passenger", own), told) for own in quote.over_limit]
    return occurrences(found, at)


def _of_devices(abilities: Abilities, *, needs_documents: bool) -> Iterator[Reason]:
    if not abilities.can_print_passes:
        yield Reason(codes.DEV_PASS_PRINTER_AWAY, ("device", "pass_printer"))
    if not abilities.can_print_tags:
        yield Reason(codes.DEV_TAG_PRINTER_AWAY, ("device", "tag_printer"))
    if not abilities.can_weigh:
        yield Reason(codes.DEV_BAG_SCALE_AWAY, ("device", "scale"))
    if needs_documents and not abilities.can_read_documents:
        yield Reason(codes.DEV_DOCUMENT_READER_AWAY, ("device", "documents"))
