"""What a traveller shows to a reader, as facts: passes, cards and travel documents. Nothing of it reaches a log."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date
from typing import Final

from devices.api import BadDocument, DocumentLines
from kiosk.domain.private import Private
from kiosk.domain.travel.asking import Facts
from kiosk.domain.travel.documents import Doubt, TravelDocument, country_of, french_card_expiry, kind_of
from kiosk.domain.travel.letters import plain_letters
from kiosk.effects.base import Post
from kiosk.flows.base import Event
from kiosk.flows.checkin.events import CardRead, DocumentRead, PassRead
from kiosk.formats import bcbp, mrz
from kiosk.formats.bcbp import BoardingPassMessage
from kiosk.formats.errors import Malformed
from kiosk.formats.mrz import Format, Mrz, Repaired, Sex, repair
from kiosk.formats.symbols import BoardingPass, DocumentZone, UnknownSymbol, read_scan

log = logging.getLogger(__name__)

_CARD: Final = re.compile(r"([A-Z0-9]{2}) ?([A-Z0-9]{4,16})")
_TICKET: Final = re.compile(r"[0-9]{13}[0-6]?")
_AHEAD: Final = 50  # years within which a document expires: ICAO Doc 9303-3 has two digits of the year
_BESIDE: Final = 4
"""Characters that stand around a doubtful one when it is asked for: enough to find it, too few to tell a number."""


def facts_of(message: BoardingPassMessage, today: date) -> Facts:
    """Return what a boarding pass tells of its traveller: of its first flight that is not over yet."""
    days = bcbp.flight_dates(message, today)
    at = next((n for n, day in enumerate(days) if day is not None and day >= today), 0)
    leg, day = message.legs[at], days[at]
    ticket = leg.conditional.airline + leg.conditional.document_number
    card = leg.conditional.frequent_flyer_airline + leg.conditional.frequent_flyer_number
    return Facts(
        ref=leg.pnr[-6:],
        surname=plain_letters(message.surname),
        given_names=plain_letters(message.given_names),
        ticket=ticket if _TICKET.fullmatch(ticket) else "",
        card=card if _CARD.fullmatch(card) else "",
        flight=leg.carrier + _four_digits(leg.flight),
        date=day.isoformat() if day is not None else "",
        origin=leg.origin,
        destination=leg.destination,
        sequence=int(leg.sequence) if leg.sequence.isdecimal() else 0,
        is_truncated=message.is_truncated,
    )


def _four_digits(flight: str) -> str:
    """Return a flight number as bookings have it: some passes leave the zeros out that the standard asks for."""
    digits = flight.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return digits.zfill(4) + flight[len(digits) :]


def card_facts(text: str) -> Facts | None:
    """Return what the barcode of a ticket or a frequent-flyer card tells; None when it is neither.

    A ticket: airline (3), number (10) and at times a check digit, the number modulo 7. A card: the airline's two
    characters and the number, as airlines print them.
    """
    if _TICKET.fullmatch(text):
        is_right = len(text) == 13 or int(text[3:13]) % 7 == int(text[13])
        return Facts(ticket=text[:13]) if is_right else None
    card = _CARD.fullmatch(text)
    if card is None or not any(sign.isdigit() for sign in card[2]):
        return None
    return Facts(card=card[1] + card[2])


def _known_part(printed: str, latest_year: int) -> str:
    """Return what is known of a date with unknown parts, of the latest such year: `1980-05`, `1980`."""
    if not printed[:2].isdecimal():
        return ""
    year = latest_year - (latest_year - int(printed[:2])) % 100
    return f"{year:04d}-{printed[2:4]}" if printed[2:4].isdecimal() else f"{year:04d}"


def document_of(zone: Mrz, today: date) -> TravelDocument:
    """Return a zone as a travel document; dates that are not known in full are as long as they are known."""
    born, expires = zone.birth_date(today), zone.expiry_date(today)
    birth_text = born.isoformat() if born is not None else _known_part(zone.birth, today.year)
    expiry_text = expires.isoformat() if expires is not None else _known_part(zone.expiry, today.year + _AHEAD)
    if zone.format is Format.FRA_ID:
        expiry_text = french_card_expiry(zone.number, birth_text)
    return TravelDocument(
        format=zone.format.value,
        kind=kind_of(zone.document_code).value,
        issuer=country_of(zone.issuer),
        nationality=country_of(zone.nationality or zone.issuer),
        number=zone.number,
        surname=zone.surname,
        given_names=zone.given_names,
        birth_date=birth_text,
        expiry_date=expiry_text,
        sex="" if zone.sex is Sex.UNSPECIFIED else zone.sex.value,
        is_truncated=zone.is_name_cut,
    )


class Travellers:
    """Turns what scanners and document readers read into events of check-in. `today`: the date at the site.

    A specimen (of Utopia, which anybody can print) proves nothing: it is taken at a demo only.
    """

    def __init__(self, post: Post, today: Callable[[], date], *, is_demo: bool = False) -> None:
        self._post = post
        self._today = today
        self._is_demo = is_demo

    def event_of(self, data: bytes) -> Event | None:
        """Return what a code means to a traveller, as a scanner sent it; None when it is none of theirs."""
        symbol = read_scan(data)
        if isinstance(symbol, BoardingPass):
            message = symbol.message
            told = tuple(deviation.value for deviation in message.deviations)
            if told:
                log.info("a boarding pass breaks the rules: %s", ", ".join(told))
            return PassRead(Private(facts_of(message, self._today())), told)
        if isinstance(symbol, DocumentZone):
            return self.read("\n".join(symbol.mrz.lines))
        if not isinstance(symbol, UnknownSymbol):
            return None
        if mrz.is_zone(symbol.text):
            return self.read(symbol.text)
        facts = card_facts(symbol.text)
        return CardRead(Private(facts)) if facts is not None else None

    def document(self, told: DocumentLines | BadDocument) -> None:
        """Take what the document reader read."""
        if isinstance(told, BadDocument):
            log.info("bad document: %s", told.problem)
            self._post(DocumentRead(problem="UNREADABLE"))
            return
        try:
            read = self.read("\n".join(told.lines))
        except Exception:  # as with a scan: what fails here must stop neither the reader nor the customer
            log.exception("reading a document of %d lines raised", len(told.lines))
            read = DocumentRead(problem="UNREADABLE")
        self._post(read)

    def read(self, lines: str) -> DocumentRead:
        """Read a machine-readable zone, put look-alikes right where only one reading is left, or ask for one."""
        try:
            found = repair(mrz.parse(lines))
        except Malformed as fault:
            log.info("no document of travel: %s", fault.problem.code)
            return DocumentRead(problem=fault.problem.code)
        if found.mrz.is_specimen and not self._is_demo:
            log.warning("a specimen of a travel document was shown")
            return DocumentRead(problem="FORMAT_NOT_SUPPORTED")
        if isinstance(found, Repaired):
            if found.swaps:
                log.info("look-alike characters put right: %d", len(found.swaps))
            return DocumentRead(document_of(found.mrz, self._today()))
        return self._doubted(found.mrz, found.doubts)

    def _doubted(self, zone: Mrz, doubts: tuple[mrz.Doubt, ...]) -> DocumentRead:
        """Ask for the one character whose answer settles all the rest; without such a one it is to be read again."""
        for doubt in doubts:
            answers = [(letter, repair(zone, {doubt.at: letter})) for letter in doubt.candidates]
            settled = [(letter, own.mrz) for letter, own in answers if isinstance(own, Repaired)]
            if len(settled) == len(answers) > 1:
                return self._asked(zone, doubt, settled)
        return DocumentRead(problem="CHECK_DIGIT")

    def _asked(self, zone: Mrz, doubt: mrz.Doubt, settled: list[tuple[str, Mrz]]) -> DocumentRead:
        line, today = zone.lines[doubt.line], self._today()
        before, after = line[: doubt.index][-_BESIDE:], line[doubt.index + 1 :][:_BESIDE]
        letters = "".join(letter for letter, _ in settled)
        return DocumentRead(
            doubt=Doubt(before, letters, after), readings=tuple(document_of(own, today) for _, own in settled)
        )
