"""What travellers show to a reader, as facts: nothing of it reaches a log, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from devices.api import BadDocument, DocumentLines
from kiosk.domain.travel.asking import Facts
from kiosk.domain.travel.documents import Doubt, TravelDocument
from kiosk.effects.checkin.readers import Travellers, card_facts, facts_of
from kiosk.flows.base import Event
from kiosk.flows.checkin.events import CardRead, DocumentRead, PassRead
from kiosk.formats import mrz
from kiosk.formats.bcbp import BoardingPassMessage, Leg, RepeatedConditional, UniqueConditional, build
from kiosk.formats.bcbp import parse as parse_pass
from kiosk.formats.mrz import Content, Format
from kiosk.formats.mrz import build as build_zone

TODAY = date(2026, 11, 21)
SPECIMEN = (  # ICAO Doc 9303, part 4, appendix B
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)


def leg(day: int = 326, **changes: str) -> Leg:
    facts = {"pnr": "XYZ123", "origin": "AMS", "destination": "LIS", "carrier": "NB", "flight": "0101"} | changes
    own = RepeatedConditional.of(
        airline="989", document_number="2400000011", frequent_flyer_airline="NB", frequent_flyer_number="700100200"
    )
    return Leg.of(**facts, day_of_year=day, seat="014C", sequence="0027", conditional=own)


def message(*legs: Leg) -> BoardingPassMessage:
    return BoardingPassMessage("VOORBEELD/ANA LUISA", legs, unique=UniqueConditional.of(issue_date="6320"))


class Desk:
    """Readers, and what came of them."""

    def __init__(self, *, is_demo: bool = True) -> None:
        self.posted: list[Event] = []
        self.travellers = Travellers(self.posted.append, lambda: TODAY, is_demo=is_demo)

    def scan(self, text: str) -> Event | None:
        return self.travellers.event_of(text.encode())


def test_a_boarding_pass_tells_all_it_knows_of_its_traveller() -> None:
    event = Desk().scan("]L0" + build(message(leg())))
    assert isinstance(event, PassRead)
    assert event.deviations == ()
    assert event.facts.value == Facts(
        "XYZ123", "VOORBEELD", "ANA LUISA", "", "9892400000011", "NB700100200", "NB0101", "2026-11-22", "AMS", "LIS", 27
    )
    assert "VOORBEELD" not in repr(event)


def test_of_several_flights_it_is_the_first_that_is_not_over() -> None:
    two = message(leg(324), leg(325, origin="LIS", destination="GRU", flight="0102"))
    facts = facts_of(two, TODAY)
    assert (facts.flight, facts.date, facts.origin) == ("NB0102", "2026-11-21", "LIS")
    assert facts_of(message(leg(100)), TODAY).flight == "NB0101"


def test_a_pass_that_was_cut_off_says_so_and_claims_no_number() -> None:
    event = Desk().scan(build(message(leg()))[:47])
    assert isinstance(event, PassRead)
    assert "TRUNCATED" in event.deviations
    facts = event.facts.value
    assert (facts.is_truncated, facts.ref, facts.sequence, facts.ticket) == (True, "XYZ123", 0, "")


def test_a_sequence_that_is_no_number_is_none() -> None:
    text = build(message(leg())).replace("0027", "00X7")
    assert facts_of(parse_pass(text), TODAY).sequence == 0


@pytest.mark.parametrize(("printed", "known"), [("0101 ", "NB0101"), ("101  ", "NB0101"), ("0101A", "NB0101A")])
def test_a_flight_number_without_its_zeros_is_the_same_flight(printed: str, known: str) -> None:
    text = build(message(leg())).replace("0101 ", printed, 1)
    assert facts_of(parse_pass(text), TODAY).flight == known


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("9892400000011", Facts(ticket="9892400000011")),
        ("98924000000113", Facts(ticket="9892400000011")),
        ("98924000000114", None),
        ("NB700100200", Facts(card="NB700100200")),
        ("NB 700100200", Facts(card="NB700100200")),
        ("NBABCDEF", None),
        ("hello", None),
        ("", None),
    ],
)
def test_tickets_and_cards_are_told_by_their_shape(text: str, facts: Facts | None) -> None:
    assert card_facts(text) == facts


def test_goods_and_unknown_codes_are_none_of_a_traveller_s() -> None:
    desk = Desk()
    assert desk.scan("]E05601234567892") is None
    assert desk.scan("https://example.com/") is None
    assert desk.scan("]Q3NB700100200") is None
    card = desk.scan("]C0NB700100200")
    assert isinstance(card, CardRead)
    assert card.facts.value.card == "NB700100200"


def read(*lines: str) -> Event:
    desk = Desk()
    desk.travellers.document(DocumentLines(lines, 0.0))
    (event,) = desk.posted
    return event


def test_a_passport_is_read_with_its_dates_in_full() -> None:
    event = read(*SPECIMEN)
    assert event == DocumentRead(
        TravelDocument(
            "TD3", "passport", "UTO", "UTO", "L898902C3", "ERIKSSON", "ANNA MARIA", "1974-08-12", "2012-04-15", "F"
        )
    )
    assert "ERIKSSON" not in repr(event)


@pytest.mark.parametrize(
    ("born", "expires", "known"),
    [
        ("7405<<", "3204<<", ("1974-05", "2032-04")),
        ("74<<<<", "32<<<<", ("1974", "2032")),
        ("<<<<<<", "320415", ("", "2032-04-15")),
        ("26<<<<", "76<<<<", ("2026", "2076")),
        ("27<<<<", "77<<<<", ("1927", "1977")),
    ],
)
def test_of_a_date_that_is_not_known_in_full_what_is_known_is_told(
    born: str, expires: str, known: tuple[str, str]
) -> None:
    content = Content("P", "UTO", "L898902C3", "ERIKSSON", "ANNA", born, "F", expires, "UTO", ("",))
    event = read(*build_zone(Format.TD3, content).lines)
    assert isinstance(event, DocumentRead)
    assert event.document is not None
    assert (event.document.birth_date, event.document.expiry_date) == known


def test_a_look_alike_that_leaves_one_reading_is_put_right() -> None:
    assert read(SPECIMEN[0], SPECIMEN[1].replace("740812", "74O812")) == read(*SPECIMEN)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda line: line.replace("7408122", "7408132"), "CHECK_DIGIT"),
        (lambda line: line[:-1], "LENGTH"),
    ],
)
def test_a_document_that_was_misread_is_to_be_read_again(spoil: Callable[[str], str], problem: str) -> None:
    assert read(SPECIMEN[0], spoil(SPECIMEN[1])) == DocumentRead(problem=problem)


@pytest.mark.allowed_logs("a specimen of a travel document was shown")
def test_a_specimen_opens_nothing_in_service() -> None:
    desk = Desk(is_demo=False)
    desk.travellers.document(DocumentLines(SPECIMEN, 0.0))
    assert desk.posted == [DocumentRead(problem="FORMAT_NOT_SUPPORTED")]


@pytest.mark.allowed_logs("reading a document of 2 lines raised")
def test_a_fault_of_the_program_is_told_as_unreadable_and_stops_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_lines: str) -> None:
        raise ZeroDivisionError

    desk = Desk()
    with monkeypatch.context() as patched:
        patched.setattr(mrz, "parse", fails)
        desk.travellers.document(DocumentLines(SPECIMEN, 0.0))
    desk.travellers.document(DocumentLines(SPECIMEN, 0.0))
    assert desk.posted == [DocumentRead(problem="UNREADABLE"), read(*SPECIMEN)]


def test_a_driving_licence_is_named() -> None:
    assert read("D1FRA13AA000026181231MARTIN<<9") == DocumentRead(problem="FORMAT_NOT_SUPPORTED")


def test_a_reader_that_read_nothing_says_so() -> None:
    desk = Desk()
    desk.travellers.document(BadDocument("incomplete", 0.0))
    assert desk.posted == [DocumentRead(problem="UNREADABLE")]


def test_a_character_that_may_be_two_is_asked_for_with_what_stands_around_it() -> None:
    doubtful = [event for event in _with_doubts() if event.doubt is not None]
    assert doubtful
    for event in doubtful:
        assert event.doubt is not None
        letters = event.doubt.letters
        assert len(letters) == len(event.readings) == 2
        assert len(event.doubt.before) <= 4
        assert len({own.number for own in event.readings} | {own.birth_date for own in event.readings}) > 1
        assert repr(event.doubt) == repr(Doubt())


def _with_doubts() -> list[DocumentRead]:
    """Read passports whose number was misread in two places, of all pairs of look-alikes."""
    found = []
    for number in ("LO98B0C3S", "B8KL3F7O4", "C3S5D70H1"):
        content = Content("P", "UTO", number, "ERIKSSON", "ANNA MARIA", "740812", "F", "320415", "UTO", ("",))
        lines = build_zone(Format.TD3, content).lines
        for one in range(9):
            for other in range(one + 1, 9):
                swap = str.maketrans("O0I1B8S5Z2", "0O1I8B5S2Z")
                text = "".join(sign.translate(swap) if at in (one, other) else sign for at, sign in enumerate(lines[1]))
                event = read(lines[0], text)
                assert isinstance(event, DocumentRead)
                found.append(event)
    return found
