"""What a journey needs of a passenger: documents by destination and nationality, and services that need staff."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from kiosk.domain.travel.booking import Booking, Passenger, Segment
from kiosk.domain.travel.documents import DocumentKind, TravelDocument, country_of
from kiosk.domain.travel.flight import DAY_MIN, MINUTE_MS
from kiosk.domain.travel.names import is_equal_name, is_same_name

EPOCH: Final = datetime.date(1970, 1, 1)
CONNECTION_MS: Final = DAY_MIN * MINUTE_MS
UNKNOWN_MONTHS: Final = 6
OWN: Final = "own"
ALL_OTHERS: Final = "*"


class Visa(StrEnum):
    """What is known of a visa: may travel, may travel knowing a note, staff must look, may not, nobody answered."""

    OK = "ok"
    OK_WITH_NOTE = "ok_with_note"
    REFER = "refer"
    DENY = "deny"
    SILENT = "silent"


STRICTNESS: Final = (Visa.OK, Visa.OK_WITH_NOTE, Visa.REFER, Visa.SILENT, Visa.DENY)
"""From what lets travel to what does not; of several answers the last of these counts."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a country asks of those of a nationality: any one of `kinds`, valid `months_beyond` arrival, a visa or not.

    `group`: the nationalities it holds for, a name of the table, `own` (its citizens) or `*` (all others). It holds
    from `valid_from` to `valid_until`, ISO dates, both included.
    """

    country: str
    group: str
    kinds: tuple[DocumentKind, ...]
    months_beyond: int
    visa: Visa
    needs_address: bool
    needs_contact: bool
    valid_from: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """Requirements of all countries known; of those that fit, the first holds. Countries in ISO 3166-1 alpha-2.

    Nationalities may come with two letters as well. `groups`: nationalities (alpha-3) by the name of their group.
    `letters`: alpha-3 of each alpha-2.
    """

    rows: tuple[Requirement, ...]
    groups: Mapping[str, frozenset[str]]
    letters: Mapping[str, str]

    def requirement(self, origin: str, destination: str, nationality: str, date: str) -> Requirement | None:
        """Return what is asked of a nationality on a day of arrival (ISO date); None within one country.

        A nationality that is not known (empty) is held to what all others are. Of a country or a day without a row
        nobody knows anything: a passport of six months, and staff look.
        """
        if origin == destination:
            return None
        letters = country_of(nationality)
        known = self.letters.get(letters, letters)
        fitting = (row for row in self.rows if row.country == destination and self._fits(row, known, date))
        return next(fitting, None) or Requirement(
            destination, "*", (DocumentKind.PASSPORT,), UNKNOWN_MONTHS, Visa.REFER, False, False, date, date
        )

    def _fits(self, row: Requirement, nationality: str, date: str) -> bool:
        if not row.valid_from <= date <= row.valid_until:
            return False
        if row.group == OWN:
            return self.letters.get(row.country) == nationality
        return row.group == ALL_OTHERS or nationality in self.groups.get(row.group, frozenset())


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """What a code of special service (WCHR, UMNR ...) means for check-in.

    `needs_staff`: it cannot be finished at a kiosk. `keeps_from_exit`: no seat beside an emergency exit.
    `may_have_kept_seat`: seats that are kept for assistance may be given.
    """

    code: str
    needs_staff: bool = False
    keeps_from_exit: bool = False
    may_have_kept_seat: bool = False


class Finding(StrEnum):
    """What is wrong with a document. FORGOTTEN: after a restart it must be shown again. MIXED: of nobody here."""

    FORGOTTEN = "forgotten"
    INCOMPLETE = "incomplete"
    KIND = "kind"
    EXPIRED = "expired"
    EXPIRES_SOON = "expires_soon"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    OTHER_PERSON = "other_person"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a document showed: all findings, whose it is (empty: of nobody here), and the strictest visa answer.

    `owner_id` differs from the passenger asked for with OTHER_PERSON: it can be used for that one. `segment_n` and
    `requirement`: where the first of it was found; 0 and None when nothing was, or only of the person.
    """

    findings: tuple[Finding, ...]
    owner_id: str
    visa: Visa = Visa.OK
    segment_n: int = 0
    requirement: Requirement | None = None

    @property
    def is_accepted(self) -> bool:
        """True when nothing is wrong with it; the visa is another question."""
        return not self.findings


def judge(
    document: TravelDocument, passenger: Passenger, requirement: Requirement | None, arrival_date: str
) -> tuple[Finding, ...]:
    """Return all that is wrong with a document for one passenger and one arrival (ISO date), in the order of `Finding`.

    Without a requirement (a journey within one country) any kind will do. A zone may leave a birth date unknown; who
    types knows it. Source: ICAO Doc 9303, part 3, 4.8.
    """
    if document.is_forgotten:
        return (Finding.FORGOTTEN,)
    birth = document.birth_date or (not document.is_typed and document.format)
    if not (document.number and document.surname and birth and document.expiry_date):
        return (Finding.INCOMPLETE,)
    found = set(_of_person(document, passenger))
    if requirement is not None and document.kind not in requirement.kinds:
        found.add(Finding.KIND)
    last_day = document.expiry_date  # without its day it is as text before each day it can mean: the safe way to err
    if last_day < arrival_date:
        found.add(Finding.EXPIRED)
    elif requirement is not None and last_day < months_later(arrival_date, requirement.months_beyond):
        found.add(Finding.EXPIRES_SOON)
    return tuple(own for own in Finding if own in found)


def judged(document: TravelDocument, passenger_id: str, booking: Booking, table: DocumentTable) -> Judgement:
    """Judge a document for a passenger of a booking, over all countries the booking enters.

    A document that fits another passenger of the booking says only that, and whose it is. Raises KeyError for a
    passenger who is not of the booking.
    """
    passenger = booking.passenger(passenger_id)
    if passenger is None:
        raise KeyError(passenger_id)
    if document.is_forgotten:
        return Judgement((Finding.FORGOTTEN,), passenger.id)
    whose = _of_person(document, passenger)
    owner = _owner(document, passenger, booking)
    if owner is not None:
        return Judgement((Finding.OTHER_PERSON,), owner.id)
    if len(whose) > 1:
        return Judgement((Finding.MIXED,), "")
    return _worst(document, passenger, booking, table)


def _owner(document: TravelDocument, passenger: Passenger, booking: Booking) -> Passenger | None:
    """Find another passenger whom the document fits better: the asked one does not, or not to the last letter."""
    if _is_letter_for_letter(document, passenger):
        return None
    others = [own for own in booking.passengers if own.id != passenger.id and not _of_person(document, own)]
    if _of_person(document, passenger):
        return next(iter(others), None)
    return next((own for own in others if _is_letter_for_letter(document, own)), None)


def _worst(document: TravelDocument, passenger: Passenger, booking: Booking, table: DocumentTable) -> Judgement:
    """Put the judgements of all entries together; the segment and requirement are those of the first finding."""
    found: set[Finding] = set()
    visa, about, asked = Visa.OK, 0, None
    nationality = document.nationality
    for segment in entries(booking):
        requirement = _requirement(segment, nationality, table)
        own = judge(document, passenger, requirement, day_text(segment.flight.arrives.day))
        answer = requirement.visa if requirement is not None else Visa.OK
        if about == 0 and (own or answer is not Visa.OK):
            about, asked = segment.n, requirement
        found.update(own)
        visa = max(visa, answer, key=STRICTNESS.index)
    return Judgement(tuple(own for own in Finding if own in found), passenger.id, visa, about, asked)


def entries(booking: Booking) -> tuple[Segment, ...]:
    """Return the segments after which a country is entered: the last, and each with 24 hours or more behind it.

    Shorter stops are connections; what a country asks of those who only change planes is not in the table.
    """
    ordered = sorted(booking.segments, key=lambda own: own.n)
    return tuple(
        own
        for own, after in zip_longest(ordered, ordered[1:])
        if after is None or after.flight.departs.utc_ms - own.flight.arrives.utc_ms >= CONNECTION_MS
    )


def asked_of(booking: Booking, passenger: Passenger, table: DocumentTable) -> tuple[tuple[Segment, Requirement], ...]:
    """Return what the countries a passenger enters ask, with the segment that goes there, in the order of travel."""
    nationality = passenger.nationality or passenger.document_country
    pairs = ((segment, _requirement(segment, nationality, table)) for segment in entries(booking))
    return tuple((segment, asked) for segment, asked in pairs if asked is not None)


def months_later(date: str, months: int) -> str:
    """Return the ISO date so many months later; the month's last day where it has no such day."""
    year, month, day = map(int, date.split("-"))
    later_year, month_place = divmod(year * 12 + month - 1 + months, 12)
    return f"{later_year:04d}-{month_place + 1:02d}-{min(day, monthrange(later_year, month_place + 1)[1]):02d}"


def _requirement(segment: Segment, nationality: str, table: DocumentTable) -> Requirement | None:
    flight = segment.flight
    arrival = day_text(flight.arrives.day)
    return table.requirement(flight.origin.country, flight.destination.country, nationality, arrival)


def _of_person(document: TravelDocument, passenger: Passenger) -> tuple[Finding, ...]:
    """Compare who it is; a birth date that one of both knows in part is compared as far as it goes."""
    found = []
    names = (document.surname, document.given_names, passenger.surname, passenger.given_names)
    if not is_same_name(*names, is_cut=document.is_truncated):
        found.append(Finding.NAME)
    born, booked = document.birth_date, passenger.birth_date
    if not (booked.startswith(born) or born.startswith(booked)):
        found.append(Finding.BIRTH_DATE)
    return tuple(found)


def _is_letter_for_letter(document: TravelDocument, passenger: Passenger) -> bool:
    names = (document.surname, document.given_names, passenger.surname, passenger.given_names)
    return is_equal_name(*names) and not _of_person(document, passenger)


def day_text(day: int) -> str:
    """Return the ISO date of a day counted from 1970-01-01."""
    return (EPOCH + datetime.timedelta(days=day)).isoformat()
