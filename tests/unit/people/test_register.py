"""The register: enrolment, changes, and an admin that always stays."""

from __future__ import annotations

import sqlite3

import pytest

from kiosk.domain.access.roles import Person, Role
from kiosk.people.audit import Deed
from kiosk.people.door import Admitted, Refusal, Refused
from kiosk.people.pins import PinProblem
from kiosk.people.register import Problem
from kiosk.people.store import Locked
from tests.unit.people.places import ADMIN, OTHER_PIN, PIN, WRONG_PIN, Place, enrolled, run, with_admin

CLERK = frozenset({Role.ATTENDANT})


def test_nobody_is_in_before_the_first_admin_and_there_is_no_password_to_begin_with(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        assert await people.store.everybody() == ()
        for person_id, pin in (("admin", "000000"), ("admin", "123456"), ("", "")):
            assert await people.door.log_in(person_id, pin) == Refused(Refusal.WRONG)

    run(story)


def test_only_an_admin_of_now_changes_persons(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        own = people.register
        forged = Person("B2", frozenset({Role.ADMIN}))
        for by in (Person("B2", CLERK), forged, Person("Z9", frozenset({Role.ADMIN}))):
            assert await own.enrol(by, "C3", CLERK, PIN) is Problem.NOT_PERMITTED
            assert await own.reset_pin(by, ADMIN, OTHER_PIN) is Problem.NOT_PERMITTED
            assert await own.set_roles(by, "B2", frozenset(Role)) is Problem.NOT_PERMITTED
            assert await own.set_active(by, ADMIN, is_active=False, why="left") is Problem.NOT_PERMITTED
            assert await own.new_code(by, ADMIN, "Site") is Problem.NOT_PERMITTED
            assert await own.revoke_badge(by, "S-1", "lost") is Problem.NOT_PERMITTED
        assert isinstance(await people.door.log_in(ADMIN, PIN), Admitted)
        assert founded.person.id == ADMIN

    run(story)


def test_enrolling_refuses_what_cannot_be_and_keeps_nothing_of_it(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        own, by = people.register, founded.person
        assert await own.enrol(by, "B2", CLERK, PIN) is Problem.ID_TAKEN
        assert await own.enrol(by, "C3", frozenset(), PIN) is Problem.NO_ROLE
        assert await own.enrol(by, "C3", CLERK, "111111") is PinProblem.TOO_EASY
        assert await own.enrol(by, "482913", CLERK, "482913") is PinProblem.IS_PERSON_ID
        for bad in ("", "x" * 10_000, "é", "a\n", None, 7):
            assert await own.enrol(by, bad, CLERK, PIN) is Problem.BAD_ID
        assert [stored.person.id for stored in await people.store.everybody()] == ["A1", "B2"]

    run(story)


def test_the_last_admin_can_neither_be_ended_nor_lose_the_role(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        own, by = people.register, founded.person
        assert await own.set_active(by, ADMIN, is_active=False, why="left") is Problem.LAST_ADMIN
        assert await own.set_roles(by, ADMIN, CLERK) is Problem.LAST_ADMIN
        assert await own.set_roles(by, ADMIN, frozenset()) is Problem.NO_ROLE
        assert await own.set_roles(by, "B2", frozenset({Role.ADMIN})) is None
        assert await own.set_active(by, ADMIN, is_active=False, why="left") is None
        other = Person("B2", frozenset({Role.ADMIN}))
        assert await own.set_active(other, "B2", is_active=False, why="left") is Problem.LAST_ADMIN

    run(story)


def test_the_file_itself_keeps_its_last_admin_and_every_row_of_a_person(place: Place) -> None:
    async def story() -> None:
        await enrolled(place, "B2")
        for sql, words in (
            ("UPDATE person SET is_active = 0 WHERE id = 'A1'", "the last admin stays"),
            ("DELETE FROM person_role WHERE role = 'admin'", "the last admin stays"),
            ("DELETE FROM person WHERE id = 'B2'", "never deleted"),
            ("DELETE FROM lockout", "never deleted"),
            ("UPDATE lockout SET failures = 0, seq = seq", "only grows"),
            ("INSERT INTO person_pin VALUES ('B3', 'plain', '')", "person_pin_hash"),
            ("INSERT INTO person_role VALUES ('B2', 'root')", "person_role_role"),
            ("INSERT INTO pin_cost VALUES (2, 20000, 2, 1)", "pin_cost_id"),
            ("UPDATE pin_cost SET rounds = 1", "pin_cost_floor"),
        ):
            with pytest.raises(sqlite3.IntegrityError, match=words):
                place.rows(sql)

    run(story)


def test_who_was_ended_comes_in_no_more_until_resumed_and_the_reason_is_kept(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        own, by = people.register, founded.person
        assert await own.set_active(by, "B2", is_active=False, why="left") is None
        assert (place.told[-1].what, place.told[-1].who, place.told[-1].why) == (Deed.DISABLED, ADMIN, "left")
        assert await people.door.log_in("B2", OTHER_PIN) == Refused(Refusal.WRONG)
        assert await people.door.confirm(Person("B2", CLERK), "123456") == Refused(Refusal.NOT_PERMITTED)
        assert await own.set_active(by, "B2", is_active=True, why="back") is None
        assert isinstance(await people.door.log_in("B2", OTHER_PIN), Admitted)
        assert await own.set_active(by, "Z9", is_active=False, why="") is Problem.NOBODY
        assert await own.set_active(by, "B2", is_active=True, why="x" * 10_000) is None
        assert place.told[-1].why == "x" * 200

    run(story)


def test_a_pin_is_changed_by_who_knows_the_old_one(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        own, clerk = people.register, Person("B2", CLERK)
        assert await own.change_pin(clerk, WRONG_PIN, "561928") == Refused(Refusal.WRONG)
        assert await own.change_pin(clerk, OTHER_PIN, "654321") is PinProblem.TOO_EASY
        assert await own.change_pin(clerk, OTHER_PIN, "561928") is None
        assert isinstance(await people.door.log_in("B2", "561928"), Admitted)
        assert await own.reset_pin(founded.person, "B2", OTHER_PIN) is None
        assert await own.reset_pin(founded.person, "Z9", OTHER_PIN) is Problem.NOBODY
        assert isinstance(await people.door.log_in("B2", OTHER_PIN), Admitted)
        assert place.deeds().count(Deed.PIN_CHANGED) == 2

    run(story)


def test_a_change_of_roles_says_what_they_were(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        roles = frozenset({Role.ATTENDANT, Role.TECHNICIAN})
        assert await people.register.set_roles(founded.person, "B2", roles) is None
        assert (place.told[-1].before, place.told[-1].after) == ("attendant", "attendant,technician")
        assert await people.register.set_roles(founded.person, "Z9", roles) is Problem.NOBODY
        uri = await people.register.new_code(founded.person, "B2", "Site")
        assert str(uri).startswith("otpauth://totp/Site:B2?secret=")
        assert await people.register.new_code(founded.person, "Z9", "Site") is Problem.NOBODY

    run(story)


def test_a_try_that_came_between_is_not_lost_when_another_is_taken_back(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        now = place.time.clocks().now()
        first = await people.store.count_try("", now)
        await people.store.count_try("", now)
        assert not isinstance(first, Locked)
        await people.store.take_back(first)
        assert place.rows("SELECT failures FROM lockout WHERE subject = 'kiosk'") == [(2,)]

    run(story)


def test_the_cost_of_a_hash_is_measured_once_on_a_machine(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        assert people.pins.cost.rounds == 2
        assert place.rows("SELECT memory_kib, rounds, lanes FROM pin_cost") == [(65536, 2, 1)]
        await people.store.set_cost(people.pins.cost.__class__(rounds=5))
        assert (await place.open()).pins.cost.rounds == 5

    run(story)
