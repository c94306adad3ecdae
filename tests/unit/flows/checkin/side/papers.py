"""Invented documents and the trips that ask for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.domain.text import Text
from kiosk.domain.travel.booking import Booking, Proof
from kiosk.domain.travel.documents import DocumentKind, TravelDocument
from kiosk.flows.checkin.aside.documents import documents
from kiosk.flows.checkin.events import (
    TypeInsteadPressed,
)
from kiosk.flows.checkin.onward import known
from kiosk.flows.checkin.samples import ANA, AT, DIRECT, RUI, booking, trip_of
from kiosk.flows.checkin.states import Details, Documents, Trip
from tests.unit.flows.checkin.side.table import SITE, US, into

PASSPORT: Final = TravelDocument(
    "TD3", DocumentKind.PASSPORT, "NLD", "NLD", "SPECI2014", "RIBEIRO", "ANA", "1988-03-02", "2031-05-09", "F"
)
OF_RUI: Final = replace(
    PASSPORT, surname="RIBEIRO DE ALBUQUERQUE", given_names="RUI SEBASTIAO", birth_date="1984-07-19", number="XB1"
)
DUTCH = replace(ANA, proof=Proof.NONE, document_country="")
PARTNER = replace(RUI, proof=Proof.NONE, document_country="")
OVERSEAS = (replace(DIRECT[0], flight=replace(DIRECT[0].flight, destination=US)),)


def trip(found: Booking | None = None) -> Trip:
    """Return a trip abroad with all that stands in its way; nobody has shown a document."""
    own = booking(DUTCH) if found is None else found
    return known(trip_of(own), own, AT, SITE)


BOTH = booking(DUTCH, PARTNER)


def asked(found: Booking | None = None) -> Documents:
    """Return the question for the first document."""
    own = trip(found)
    return Documents(own, own.chosen[0])


def key(words: object) -> str:
    """Return the key of a text."""
    assert isinstance(words, Text)
    return words.key


def numbers(found: Booking | None = None) -> Details:
    """Return the first field of a typed document."""
    return into(documents(asked(found), TypeInsteadPressed(), AT, SITE), Details)
