"""Travellers with fixed references, each showing one thing. docs/reference/demo-airport.md lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kiosk.domain.travel.booking import Bag, BagState, Booking, CouponState, Passenger, Proof
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.travel.plates import plate_of
from kiosk.domain.values import replace
from kiosk.services.departures.demo.making import (
    HAND_ONLY,
    THIRTY_KG,
    TWO_BAGS,
    booking_of,
    traveller,
    with_coupons,
)
from kiosk.services.departures.demo.network import HOME, NUMERIC, OTHER, OTHER_NUMERIC, Moment, flight_of

LONGEST: Final = "Windmolenaar-Zonneschijn van Regenboog tot Sterrenhemel aan Zeee"  # 64 letters


def stage(moment: Moment) -> dict[str, Flight]:
    """Return the flights the cast travels on, by what they are for."""
    partner = (OTHER, OTHER_NUMERIC)
    late = flight_of(moment, 105, (HOME, "OPO"), 100, 160, "B738")
    later = {name: getattr(late, name).shifted(95) for name in ("closes", "bags_until", "boards")}
    flights = {
        "open": flight_of(moment, 101, (HOME, "LIS"), 130, 180, "A320"),
        "family": flight_of(moment, 102, (HOME, "BCN"), 150, 135, "A321"),
        "early": flight_of(moment, 103, (HOME, "BCN"), 24 * 60 + 130, 135, "A321"),
        "closed": flight_of(moment, 104, (HOME, "BRU"), 25, 45, "AT76"),
        "late": replace(late, state=FlightState.DELAYED, expects=late.departs.shifted(95), **later),
        "cancelled": replace(flight_of(moment, 106, (HOME, "VIE"), 120, 110, "A320"), state=FlightState.CANCELLED),
        "partner": flight_of(moment, 107, (HOME, "DUB"), 140, 100, "B738", partner),
        "long": flight_of(moment, 108, (HOME, "JFK"), 170, 500, "A332"),
        "first": flight_of(moment, 109, (HOME, "LIS"), 165, 180, "A320"),
        "second": flight_of(moment, 110, ("LIS", "GRU"), 480, 600, "B77W"),
        "onward": flight_of(moment, 111, ("GRU", "EZE"), 1260, 170, "A320", partner),
        "bags over": flight_of(moment, 112, (HOME, "LHR"), 50, 80, "E190"),
        "full": flight_of(moment, 113, (HOME, "CPH"), 140, 85, "E190"),
        "yesterday": flight_of(moment, 114, (HOME, "ARN"), -1400, 125, "B738"),
        "brazil": flight_of(moment, 115, (HOME, "GRU"), 190, 720, "B77W"),
    }
    for name, desk in (("partner", "12"), ("onward", "ZZ 3")):
        flights[name] = replace(flights[name], is_here=False, desk=desk, gate="")
    return flights


@dataclass(frozen=True, slots=True)
class _Maker:
    flights: dict[str, Flight]
    today: date
    plate: str
    n: int

    def one(self, n: int, surname: str, given: str, years: int, **changes: Any) -> Passenger:
        return traveller(n, surname, given, years, self.today, **changes)

    def booking(self, ref: str, flights: str, *people: Passenger, **changes: Any) -> Booking:
        ways = [self.flights[name] for name in flights.split(" > ")]
        return booking_of(ref, people, ways, 2_400_000_000 + 100 * self.n, **changes)


def cast(moment: Moment, flights: dict[str, Flight]) -> tuple[Booking, ...]:
    """Return the bookings of the cast on the flights of the stage."""
    today = date.fromisoformat(flights["open"].date)
    serial = 900_000 + moment.utc_ms // 300_000 % 100_000  # an airport that is made anew has no number twice
    plate = plate_of(NUMERIC, serial)
    return tuple(make(_Maker(flights, today, plate, n)) for n, make in enumerate(_cast(), start=1))


def _cast() -> Iterator[Callable[[_Maker], Booking]]:
    yield from (_hand, _family, _infant, _group, _weight, _gold, _paid_seat)
    yield from (_through, _interline, _done, _boarded, _last_one, _last_two, _twice_now, _twice_later)
    yield from (_early, _closed, _late, _cancelled, _partner, _yesterday, _bags_over)
    yield from (_wheelchair, _blind, _deaf, _medical, _alone, _to_america, _needs_visa)
    yield from (_longest, _letter, _apostrophe, _strokes, _no_birth_date)


def _hand(m: _Maker) -> Booking:
    person = m.one(1, "Regenboog", "Noor", 34, proof=Proof.SCANNED, document_country="NLD", allowance=HAND_ONLY)
    return with_coupons(m.booking("HAND01", "open", person), 1, seat=["14C"])


def _family(m: _Maker) -> Booking:
    return m.booking(
        "FAMI04", "family",
        m.one(1, "van der Wolk", "Bram", 41), m.one(2, "van der Wolk", "Fleur", 39),
        m.one(3, "van der Wolk", "Jip", 9), m.one(4, "van der Wolk", "Sanne", 6),
    )  # fmt: skip


def _infant(m: _Maker) -> Booking:
    baby = m.one(3, "Estrela", "Luzia", 0, nationality="PRT", accompanies="p1", allowance=HAND_ONLY)
    parents = (m.one(n, "Estrela", given, 33, nationality="PRT") for n, given in ((1, "Inês"), (2, "Tomás")))
    return m.booking("BABY03", "open", *parents, baby)


def _group(m: _Maker) -> Booking:
    givens = ("Ada", "Owen", "Maeve", "Felix", "Siân", "Zoë")
    people = (m.one(n, "Moonwhistle", given, 20 + n, nationality="GBR") for n, given in enumerate(givens, start=1))
    return m.booking("GROUP6", "family", *people)


def _weight(m: _Maker) -> Booking:
    people = (m.one(n, "Beija-Flor", given, 50, nationality="BRA", allowance=THIRTY_KG)
              for n, given in ((1, "Caetano"), (2, "Íris")))  # fmt: skip
    return m.booking("WEIGH2", "brazil", *people)


def _gold(m: _Maker) -> Booking:
    person = m.one(1, "Ljósálfur", "Sigrún", 58, nationality="ISL", frequent_flyer="NB700100200", tier="GOLD",
                   allowance=TWO_BAGS)  # fmt: skip
    return m.booking("GOLD01", "open", person)


def _paid_seat(m: _Maker) -> Booking:
    booked = m.booking("PAID01", "open", m.one(1, "Ñandú", "Iñaki", 29, nationality="ESP"))
    return with_coupons(booked, 1, seat=["12B"], paid_seat_minor=[1800])


def _through(m: _Maker) -> Booking:
    return m.booking("THRU02", "first > second", m.one(1, "Nuvem", "João", 36, nationality="BRA"),
                     m.one(2, "Nuvem", "Núria", 35, nationality="BRA"))  # fmt: skip


def _interline(m: _Maker) -> Booking:
    return m.booking("INTER1", "first > second > onward", m.one(1, "Río Seco", "Quilla", 27, nationality="ARG"))


def _done(m: _Maker) -> Booking:
    person = m.one(1, "Pilvi", "Aino", 44, nationality="FIN", proof=Proof.SCANNED, document_country="FIN")
    booked = m.booking("DONE01", "open", person, bags=(Bag("p1", m.plate, 18_400, 1, BagState.ACTIVE),))
    return with_coupons(booked, 1, seat=["21A"], state=[CouponState.CHECKED_IN], sequence=[1], passes=[1])


def _boarded(m: _Maker) -> Booking:
    booked = m.booking("BOARD1", "closed", m.one(1, "Gökyüzü", "Çiçek", 31, nationality="TUR"))
    return with_coupons(booked, 1, seat=["5A"], state=[CouponState.BOARDED], sequence=[1], passes=[1])


def _last_one(m: _Maker) -> Booking:
    return m.booking("LAST01", "full", m.one(1, "Blåbær", "Ørjan", 40, nationality="NOR"))


def _last_two(m: _Maker) -> Booking:
    return m.booking("LAST02", "full", m.one(1, "Sjøstjerne", "Åse", 40, nationality="NOR"),
                     m.one(2, "Sjøstjerne", "Väinö", 42, nationality="NOR"))  # fmt: skip


def _twice_now(m: _Maker) -> Booking:
    return m.booking("TWICE1", "open", m.one(1, "Hoshikuzu", "Ren", 38, nationality="JPN"))


def _twice_later(m: _Maker) -> Booking:
    return m.booking("TWICE2", "early", m.one(1, "Hoshikuzu", "Ren", 38, nationality="JPN"))


def _early(m: _Maker) -> Booking:
    return m.booking("EARLY1", "early", m.one(1, "Ooievaar", "Karel Willem", 61))


def _closed(m: _Maker) -> Booking:
    return m.booking("CLOSE1", "closed", m.one(1, "IJsvogel", "Anne-Sophie", 26, nationality="BEL"))


def _late(m: _Maker) -> Booking:
    return m.booking("DELAY1", "late", m.one(1, "Maré Alta", "Ana", 52, nationality="PRT"))


def _cancelled(m: _Maker) -> Booking:
    return m.booking("CANCL1", "cancelled", m.one(1, "Wolkenmüller", "Jürgen", 48, nationality="AUT"))


def _partner(m: _Maker) -> Booking:
    return m.booking("OTHER1", "partner", m.one(1, "Puddle", "Maeve", 24, nationality="IRL"))


def _yesterday(m: _Maker) -> Booking:
    return m.booking("PAST01", "yesterday", m.one(1, "Åskmoln", "Eva-Lotta", 57, nationality="SWE"))


def _bags_over(m: _Maker) -> Booking:
    return m.booking("NOBAG1", "bags over", m.one(1, "Thistledown", "Felix", 33, nationality="GBR"))


def _wheelchair(m: _Maker) -> Booking:
    return m.booking("WCHR01", "open", m.one(1, "Caracola", "Marisol", 72, nationality="ESP", services=("WCHR",)))


def _blind(m: _Maker) -> Booking:
    return m.booking("BLND01", "open", m.one(1, "Křišťál", "Žofie", 45, nationality="CZE", services=("BLND",)))


def _deaf(m: _Maker) -> Booking:
    return m.booking("DEAF01", "open", m.one(1, "Śnieżka", "Łukasz", 30, nationality="POL", services=("DEAF",)))


def _medical(m: _Maker) -> Booking:
    return m.booking("MEDA01", "family", m.one(1, "Luz Clara", "Xoán", 66, nationality="ESP", services=("MEDA",)))


def _alone(m: _Maker) -> Booking:
    return m.booking("UMNR01", "open", m.one(1, "de Zeester", "Bo", 10, services=("UMNR",)))


def _to_america(m: _Maker) -> Booking:
    return m.booking("USADD1", "long", m.one(1, "'t Zonnetje", "Sanne", 32), has_contact=False)


def _needs_visa(m: _Maker) -> Booking:
    return m.booking("VISA01", "long", m.one(1, "Inkanyezi", "Thandiwe", 28, nationality="ZAF"))


def _longest(m: _Maker) -> Booking:
    return m.booking("LONG64", "family", m.one(1, LONGEST, "Maximiliaan Alexander", 55))


def _letter(m: _Maker) -> Booking:
    return m.booking("LETTR1", "family", m.one(1, "Y", "E", 37, nationality="FRA"))


def _apostrophe(m: _Maker) -> Booking:
    return m.booking("APOST1", "family", m.one(1, "O'Cloud-D'Aurora", "Siân", 43, nationality="IRL"))


def _strokes(m: _Maker) -> Booking:
    return m.booking("STROK1", "family", m.one(1, "Straßenlaterne-Müller", "Änne", 49, nationality="DEU"))


def _no_birth_date(m: _Maker) -> Booking:
    person = replace(m.one(1, "Meghdoot", "Arjun", 35, nationality="IND"), birth_date="")
    return m.booking("NODOB1", "family", person)
