"""The contract of the port: finding exactly one booking, its seats and the board."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import Fact, Miss, Missed, Unsure
from kiosk.domain.values import replace
from tests.unit.services.departures.world import (
    ANA,
    LETTER,
    NAMESAKE,
    TO_LISBON,
    TWICE_NEXT,
    TWICE_SOON,
    Kiosk,
    check_in,
    done,
    found,
)

NOT_FOUND = Missed(Miss.NOT_FOUND)


class FindingContract:
    """What finding does; a part of `DeparturesContract`."""

    # --- finding: what is refused and asked ---------------------------------------------------------------------------

    @pytest.mark.parametrize(
        "facts",
        [
            {},
            {"surname": "SILVA"},
            {"ref": "ana001", "surname": "SILVA"},
            {"ref": "ANA0011", "surname": "SILVA"},
            {"ref": "ANA%01", "surname": "SILVA"},
            {"ref": "ANA001", "surname": "SIL_A"},
            {"ref": "ANA001", "surname": "A" * 65},
            {"ticket": "989240000001", "surname": "SILVA"},
            {"card": "NB", "surname": "SILVA"},
            {"birth_date": "1990-02-30", "surname": "SILVA", "given_names": "RUI"},
            {"birth_date": "19900401", "surname": "SILVA", "given_names": "RUI"},
            {"flight": "NB101", "date": "2026-11-21", "surname": "SILVA"},
        ],
    )
    def test_what_has_not_the_shape_of_a_fact_is_not_looked_up(self, kiosk: Kiosk, facts: dict[str, str]) -> None:
        assert kiosk.find(**facts) == Missed(Miss.SHAPE)

    @pytest.mark.parametrize("facts", [{"ref": "ANA001"}, {"ref": "ZZZZZZ"}, {"ticket": "9892400000011"},
                                       {"card": "NB700100200"}, {"card": "NB999999999"}])  # fmt: skip
    def test_what_is_printed_on_one_paper_opens_nothing_without_a_name(
        self, kiosk: Kiosk, facts: dict[str, str]
    ) -> None:
        assert kiosk.find(**facts) == Unsure(Fact.SURNAME)

    @pytest.mark.parametrize(
        "facts",
        [
            {"ref": "ANA001", "surname": "SILVA"},
            {"ref": "ZZZZZZ", "surname": "MUELLER NUNEZ"},
            {"ref": "ANA001", "surname": "MUELLER"},
            {"ref": "ANA001", "surname": "MUELLER NUNEZ", "birth_date": "1991-04-01", "given_names": "ANA"},
            {"ticket": "9892400000011", "surname": "SILVA"},
            {"card": "NB700100200", "surname": "SILVA"},
            {"surname": "SILVA", "given_names": "ANA", "birth_date": "1990-04-01"},
            {"surname": "OKAFOR", "given_names": "IKE", "birth_date": "1970-07-08"},
            {"surname": "OKAFOR", "given_names": "OBI", "birth_date": "1970-07-07"},
            {"surname": "SILVA", "given_names": "RUI", "flight": "NB102", "date": "2026-11-21"},
        ],
    )
    def test_one_wrong_fact_and_the_answer_is_that_of_nobody(self, kiosk: Kiosk, facts: dict[str, str]) -> None:
        assert kiosk.find(**facts) == NOT_FOUND

    def test_a_namesake_with_a_passport_does_not_open_a_booking_without_birth_dates(self, kiosk: Kiosk) -> None:
        facts = {"surname": "SILVA", "given_names": "RUI MANUEL", "birth_date": "1999-01-01"}
        assert kiosk.find(**facts) == Unsure(Fact.REFERENCE)
        assert found(kiosk.find(**facts, ref="NAM005")).passenger_id == "p1"

    def test_a_pass_that_was_cut_short_needs_one_fact_more(self, kiosk: Kiosk) -> None:
        facts = {"ref": "ANA001", "surname": "MUELLER NUNEZ", "flight": "NB0101", "date": "2026-11-21"}
        assert kiosk.find(**facts, is_truncated=True) == Unsure(Fact.SURNAME)
        assert found(kiosk.find(**facts)).booking.ref == "ANA001"

    def test_who_has_two_bookings_is_asked_for_the_day(self, kiosk: Kiosk) -> None:
        facts = {"surname": "OKAFOR", "given_names": "IKE", "birth_date": "1970-07-07"}
        assert kiosk.find(**facts) == Unsure(Fact.DATE)
        assert found(kiosk.find(**facts, date="2026-11-21")).booking == replace(
            TWICE_SOON, segments=found(kiosk.find(ref="TWO003", surname="OKAFOR")).booking.segments
        )
        assert found(kiosk.find(**facts, date="2026-11-22")).booking.ref == TWICE_NEXT.ref

    def test_who_flies_twice_on_a_day_is_asked_where_to(self, kiosk: Kiosk) -> None:
        facts = {"surname": "OKORO", "given_names": "UJU", "birth_date": "1980-08-08"}
        assert kiosk.find(**facts) == Unsure(Fact.DESTINATION)
        assert found(kiosk.find(**facts, destination="GRU")).booking.ref == "DST016"
        assert found(kiosk.find(**facts, origin="AMS")).booking.ref == "DST015"
        assert kiosk.find(card="NB111222333", surname="OKORO") == Unsure(Fact.DESTINATION)
        assert found(kiosk.find(card="NB111222333", surname="OKORO", destination="LIS")).booking.ref == "DST015"

    def test_who_has_two_bookings_of_one_flight_is_asked_for_the_reference(self, kiosk: Kiosk) -> None:
        facts = {"surname": "EZE", "given_names": "OBI", "birth_date": "1982-02-02"}
        assert kiosk.find(**facts) == Unsure(Fact.REFERENCE)
        assert found(kiosk.find(**facts, ref="REF018")).booking.ref == "REF018"
        assert found(kiosk.find(ticket="9892400000171", surname="EZE")).booking.ref == "REF017"

    def test_a_number_of_another_traveller_finds_nobody(self, kiosk: Kiosk) -> None:
        flight = {"flight": "NB101", "date": "2026-11-21"}
        done(kiosk.prepare(check_in("o", NAMESAKE)))
        done(kiosk.complete("o"))
        assert kiosk.find(surname="SILVA", sequence=2, **flight) == NOT_FOUND
        assert found(kiosk.find(surname="SILVA", sequence=1, **flight)).booking.ref == NAMESAKE.ref

    # --- finding: what is found ---------------------------------------------------------------------------------------

    @pytest.mark.parametrize(
        "facts",
        [
            {"ref": "ANA001", "surname": "MUELLER NUNEZ"},
            {"ref": "ANA001", "surname": "MULLERNUNEZ"},
            {"ref": "ANAO0I", "surname": "MUELLER NUNEZ"},  # typed on keys that have neither zero nor one
            {"ticket": "9892400000011", "surname": "MUELLER NUNEZ"},
            {"card": "NB700100200", "surname": "MUELLER NUNEZ"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANA ROSA", "birth_date": "1990-04-01"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANA", "birth_date": "1990-04-01", "destination": "GRU"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANAMRS", "flight": "NB0101", "date": "2026-11-21"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANA", "flight": "NB101", "date": "2026-11-21"},
        ],
    )
    def test_every_way_to_name_a_booking_exactly_finds_it(self, kiosk: Kiosk, facts: dict[str, str]) -> None:
        answer = found(kiosk.find(**facts))
        assert (answer.booking.ref, answer.passenger_id, answer.booking.version) == ("ANA001", "p1", 1)
        assert answer.booking.passengers == ANA.passengers
        assert answer.booking.coupons == ANA.coupons
        assert [own.flight.name for own in answer.booking.segments] == ["NB 101", "NB 102"]

    def test_a_name_of_one_letter_is_a_name(self, kiosk: Kiosk) -> None:
        assert found(kiosk.find(ref=LETTER.ref, surname="O")).passenger_id == "p1"
        assert found(kiosk.find(surname="O", given_names="A", birth_date="2001-01-01")).booking.ref == LETTER.ref
        assert kiosk.find(surname="O", given_names="ANA", birth_date="2001-01-01") == NOT_FOUND

    def test_a_document_names_the_traveller_within_the_family(self, kiosk: Kiosk) -> None:
        answer = found(kiosk.find(surname="DE VRIES", given_names="BO", birth_date="2026-01-02"))
        assert (answer.booking.ref, answer.passenger_id) == ("FAM002", "p4")
        assert found(kiosk.find(ref="FAM002", surname="DEVRIES")).passenger_id == ""

    def test_an_old_pass_still_finds_who_was_rebooked(self, kiosk: Kiosk) -> None:
        answer = kiosk.find(ref="ANA001", surname="MUELLER NUNEZ", flight="NB0999", date="2026-11-20")
        assert found(answer).booking.ref == "ANA001"

    # --- seats and the board ------------------------------------------------------------------------------------------

    def test_nobody_knows_the_seats_of_a_flight_that_is_not_there(self, kiosk: Kiosk) -> None:
        assert kiosk.runner.run(kiosk.departures.seats("NB0999/2026-11-21/AMS")) is None

    def test_the_seats_of_a_flight_are_told_without_who_has_them(self, kiosk: Kiosk) -> None:
        seats = kiosk.seats(TO_LISBON)
        assert (seats.layout, set(seats.taken), set(seats.blocked)) == ("small", {"2A", "3B", "4A"}, {"5D"})

    def test_the_board_shows_the_flights_of_a_date_by_time(self, kiosk: Kiosk) -> None:
        board = kiosk.board("2026-11-21")
        assert [own.number for own in board] == ["0104", "0105", "0101", "0106", "0107", "0108", "0102"]
        assert [own.number for own in kiosk.board("2026-11-22")] == ["0103"]
        assert kiosk.board("2026-11-23") == ()
