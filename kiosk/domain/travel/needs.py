"""What a journey needs of a passenger: documents by destination and nationality, and services that need staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.travel.booking import Booking, Passenger, Segment
from kiosk.domain.travel.documents import DocumentKind, TravelDocument


class Visa(StrEnum):
    """What is known of a visa: may travel, may travel knowing a note, staff must look, may not, nobody answered."""

    OK = "ok"
    OK_WITH_NOTE = "ok_with_note"
    REFER = "refer"
    DENY = "deny"
    SILENT = "silent"


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

    `groups`: nationalities (alpha-3) by the name of their group. `letters`: alpha-3 of each alpha-2.
    """

    rows: tuple[Requirement, ...]
    groups: Mapping[str, frozenset[str]]
    letters: Mapping[str, str]

    def requirement(self, origin: str, destination: str, nationality: str, date: str) -> Requirement | None:
        """Return what is asked of a nationality on a day of arrival; None within one country.

        A nationality that is not known (empty) is held to what all others are. Of a country or a day without a row
        nobody knows anything: a passport of six months, and staff look.
        """
        raise NotImplementedError


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

    `owner_id` differs from the passenger asked for with OTHER_PERSON: it can be used for that one.
    """

    findings: tuple[Finding, ...]
    owner_id: str
    visa: Visa = Visa.OK

    @property
    def is_accepted(self) -> bool:
        """True when nothing is wrong with it; the visa is another question."""
        return not self.findings


def judge(
    document: TravelDocument, passenger: Passenger, requirement: Requirement | None, arrival_date: str
) -> tuple[Finding, ...]:
    """Return all that is wrong with a document for one passenger and one arrival (ISO date)."""
    raise NotImplementedError


def judged(document: TravelDocument, passenger_id: str, booking: Booking, table: DocumentTable) -> Judgement:
    """Judge a document for a passenger of a booking, over all countries the booking enters."""
    raise NotImplementedError


def entries(booking: Booking) -> tuple[Segment, ...]:
    """Return the segments after which a country is entered: the last, and each with 24 hours or more behind it.

    Shorter stops are connections; what a country asks of those who only change planes is not in the table.
    """
    raise NotImplementedError


def requirements(booking: Booking, passenger: Passenger, table: DocumentTable) -> tuple[Requirement, ...]:
    """Return what the countries a passenger enters ask, in the order of travel."""
    raise NotImplementedError
