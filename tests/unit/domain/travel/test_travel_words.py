"""Everything that fills a place in the words of a traveller's blocker has words of its own, and none is left over."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.blockers import duration
from kiosk.domain.travel.cabin.rules import SeatReason
from kiosk.domain.travel.documents import DocumentKind
from kiosk.domain.travel.eligibility import document_words
from kiosk.phrases import phrase
from kiosk.services.departures.tables import travel_rules
from kiosk.words import CATALOGUES, LANGUAGES, SiteFormat, Words
from kiosk.words.catalogue import entries

KEYS = set(entries(CATALOGUES / "en.po", "en"))


def keys_of(prefix: str) -> set[str]:
    return {key.removeprefix(prefix) for key in KEYS if key.startswith(prefix)}


def test_each_reason_why_a_seat_cannot_be_had_has_words() -> None:
    assert {reason.value for reason in SeatReason} <= keys_of("checkin.seat.why.")


def test_each_service_of_the_table_has_words_and_no_other() -> None:
    assert {rule.code for rule in travel_rules().services} == keys_of("checkin.service.")


PASSPORT, CARD = DocumentKind.PASSPORT, DocumentKind.IDENTITY_CARD


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((PASSPORT,), "passport"),
        ((CARD,), "identity card"),
        ((CARD, PASSPORT), "passport or identity card"),
    ],
)
def test_a_choice_of_documents_is_named(kinds: tuple[DocumentKind, ...], said: str) -> None:
    assert phrase(document_words(kinds), Words("en", SiteFormat())) == said


SPANS = {
    -5: "0 minutes",
    0: "0 minutes",
    1: "1 minute",
    59: "59 minutes",
    60: "1 hour",
    130: "2 hours and 10 minutes",
    24 * 60: "24 hours",
    24 * 60 + 1: "24 hours and 1 minute",
    47 * 60 + 59: "47 hours and 59 minutes",
    48 * 60: "2 days",
    49 * 60 + 30: "2 days and 1 hour",
}


@pytest.mark.parametrize("minutes", SPANS)
def test_a_span_of_time_is_said_in_its_two_largest_units(minutes: int) -> None:
    assert phrase(duration(minutes), Words("en", SiteFormat())) == SPANS[minutes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_span_of_time_can_be_said_in_every_language(language: str) -> None:
    words = Words(language, SiteFormat())
    said = [phrase(duration(minutes), words) for minutes in SPANS if minutes > 0]
    assert len(set(said)) == len(said)
