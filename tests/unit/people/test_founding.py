"""The first admin: a code that opens once, and nobody enrolled before their app has proved its secret."""

from __future__ import annotations

import logging

import pytest

from kiosk.domain.access.roles import Permission, Person, Role, Rule, Verdict
from kiosk.people.audit import Deed
from kiosk.people.door import Admitted, Refusal, Refused
from kiosk.people.founding import Begun
from kiosk.people.opening import People
from kiosk.people.pins import PinProblem
from kiosk.people.register import Problem
from tests.unit.people.places import ADMIN, OTHER_PIN, PIN, Place, app_of, enrolled, gathered, run

FOUNDER = Person(ADMIN, frozenset({Role.ADMIN}))


async def begun(people: People, person_id: str = ADMIN) -> Begun:
    made = await people.first.begin(await people.first.code(), person_id, PIN)
    assert isinstance(made, Begun), made
    return made


def shown(place: Place, uri: str, seconds_ago: int = 0) -> str:
    return app_of(uri).at(place.time.utc_ms // 1000 - seconds_ago)


# --- who leaves before the proof --------------------------------------------------------------------------------------


def test_who_leaves_before_the_app_has_the_secret_leaves_nobody_enrolled_and_the_next_one_begins_anew(
    place: Place,
) -> None:
    async def story() -> None:
        people = await place.open()
        left = await begun(people)
        assert await people.store.everybody() == ()
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.WRONG)
        code = await people.first.code()
        assert code is not None
        assert await people.first.prove(shown(place, left.uri)) is Problem.CODE_OVER, "the old secret is over"
        other = await people.first.begin(code, "B2", OTHER_PIN)
        assert isinstance(other, Begun)
        assert other.uri != left.uri
        assert await people.first.prove(shown(place, other.uri)) == Person("B2", frozenset({Role.ADMIN}))
        assert [stored.person.id for stored in await people.store.everybody()] == ["B2"]

    run(story)


@pytest.mark.parametrize("cut_after", ["the code", "who it is", "a wrong proof"])
def test_a_cut_of_the_power_before_the_proof_forgets_all_of_it(place: Place, cut_after: str) -> None:
    async def story() -> None:
        people = await place.open()
        uri = ""
        code = await people.first.code()
        if cut_after != "the code":
            made = await people.first.begin(code, ADMIN, PIN)
            assert isinstance(made, Begun)
            uri = made.uri
        if cut_after == "a wrong proof":
            assert await people.first.prove("000000") == Refused(Refusal.CODE_WRONG)
        place.reopened_journal()
        again = await place.open()
        assert await again.store.everybody() == ()
        assert await again.first.begin(code, ADMIN, PIN) is Problem.CODE_OVER
        assert await again.first.prove(shown(place, uri) if uri else "123456") is Problem.CODE_OVER
        assert await again.first.code() is not None

    run(story)


def test_after_the_proof_a_cut_of_the_power_finds_an_admin_who_can_do_what_wants_a_code(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        made = await begun(people)
        taken = shown(place, made.uri)
        assert await people.first.prove(taken) == FOUNDER
        place.reopened_journal()
        again = await place.open()
        assert await again.first.code() is None
        assert await again.door.log_in(ADMIN, PIN) == Admitted(FOUNDER)
        asked = again.door.permit
        assert await asked(Permission.USERS, FOUNDER, Rule(), code=taken) == Refused(Refusal.CODE_WRONG), "taken once"
        place.time.pass_s(30)
        assert await asked(Permission.USERS, FOUNDER, Rule(), code=shown(place, made.uri)) is Verdict.ALLOWED

    run(story)


def test_wrong_proofs_lock_and_enrol_nobody(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        made = await begun(people)
        for wrong in ("000000", "", "1" * 10_000, None, 123456, shown(place, made.uri, 150)):
            assert await people.first.prove(wrong) == Refused(Refusal.CODE_WRONG)
        right = shown(place, made.uri)
        assert await people.first.prove(right) == Refused(Refusal.LOCKED, 60)
        assert await people.store.everybody() == ()
        assert place.deeds().count(Deed.CODE_REFUSED) == 6
        place.time.pass_s(60)
        assert await people.first.prove(shown(place, made.uri)) == FOUNDER

    run(story)


def test_with_a_clock_that_cannot_be_believed_the_proof_waits_and_is_nobodys_fault(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        made = await begun(people)
        place.time.is_believed = False
        for _ in range(20):
            assert await people.first.prove(shown(place, made.uri)) == Refused(Refusal.NO_CLOCK)
        assert await people.store.everybody() == ()
        place.time.is_believed = True
        assert await people.first.prove(shown(place, made.uri)) == FOUNDER

    run(story)


@pytest.mark.parametrize(("seconds", "is_open"), [(899, True), (900, False)])
def test_the_proof_may_take_15_minutes_of_running_time(place: Place, seconds: int, is_open: bool) -> None:
    async def story() -> None:
        people = await place.open()
        made = await begun(people)
        place.time.pass_s(seconds)
        proved = await people.first.prove(shown(place, made.uri))
        assert proved == (FOUNDER if is_open else Problem.CODE_OVER)

    run(story)


def test_two_proofs_at_once_enrol_one_admin(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        made = await begun(people)
        code = shown(place, made.uri)
        told = await gathered(people.first.prove(code), people.first.prove(code))
        assert sorted(map(str, told), key=len)[0] == Problem.CODE_OVER
        assert [stored.person for stored in await people.store.everybody()] == [FOUNDER]
        assert place.deeds().count(Deed.FOUNDED) == 1

    run(story)


# --- the code on the screen -------------------------------------------------------------------------------------------


def test_the_code_may_be_typed_as_people_do(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        code = await people.first.code()
        assert code is not None
        assert len(code) == 11
        made = await people.first.begin(f" {code.lower().replace('-', ' ')} ", ADMIN, PIN)
        assert isinstance(made, Begun)
        assert made.uri.startswith("otpauth://totp/Site:A1?secret=")

    run(story)


def test_the_code_opens_once_also_for_two_at_once_and_never_again(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        code = await people.first.code()
        told = await gathered(people.first.begin(code, "A1", PIN), people.first.begin(code, "B2", OTHER_PIN))
        assert sum(isinstance(own, Begun) for own in told) == 1
        assert await people.first.begin(code, "C3", PIN) is Problem.CODE_OVER

    run(story)


@pytest.mark.parametrize(("seconds", "is_open"), [(899, True), (900, False)])
def test_the_code_lives_for_15_minutes_of_running_time_whatever_the_clock_says(
    place: Place, seconds: int, is_open: bool
) -> None:
    async def story() -> None:
        people = await place.open()
        code = await people.first.code()
        place.time.boot_ms += seconds * 1000
        place.time.utc_ms -= 10**9
        assert isinstance(await people.first.begin(code, ADMIN, PIN), Begun) is is_open

    run(story)


def test_a_restart_and_a_new_code_both_end_the_one_before(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        first, second = await people.first.code(), await people.first.code()
        assert await people.first.begin(first, ADMIN, PIN) is Problem.CODE_WRONG
        again = await place.open()
        assert await again.first.begin(second, ADMIN, PIN) is Problem.CODE_OVER

    run(story)


@pytest.mark.parametrize("code", ["", "x" * 10_000, "٤٤٤٤٤٤٤٤٤٤", "\ud800", None, 5, b"code", []])
def test_what_is_no_code_is_wrong_and_counted_until_it_locks(place: Place, code: object) -> None:
    async def story() -> None:
        people = await place.open()
        await people.first.code()
        for _ in range(6):
            assert await people.first.begin(code, ADMIN, PIN) is Problem.CODE_WRONG
        assert await people.first.begin(code, ADMIN, PIN) is Problem.LOCKED

    run(story)


def test_an_easy_pin_or_a_bad_id_leaves_the_code_open(place: Place) -> None:
    async def story() -> None:
        people = await place.open()
        code = await people.first.code()
        assert await people.first.begin(code, ADMIN, "123456") is PinProblem.TOO_EASY
        assert await people.first.begin(code, "a b", PIN) is Problem.BAD_ID
        assert await people.first.begin(code, "x" * 33, PIN) is Problem.BAD_ID
        assert isinstance(await people.first.begin(code, ADMIN, PIN), Begun)

    run(story)


def test_where_there_is_an_admin_nobody_begins(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place)
        assert await people.first.code() is None
        assert await people.first.begin("AAAAA-AAAAA", "B2", PIN) is Problem.CODE_OVER
        assert await people.first.prove("123456") is Problem.CODE_OVER

    run(story)


def test_code_secret_and_proof_stand_in_no_log_and_no_table(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        caplog.set_level(logging.DEBUG)
        people = await place.open()
        code = await people.first.code()
        assert code is not None
        made = await people.first.begin(code, ADMIN, PIN)
        assert isinstance(made, Begun)
        proof = shown(place, made.uri)
        assert await people.first.prove(proof) == FOUNDER
        kept = str(place.rows("SELECT payload FROM journal")) + caplog.text + repr(made)
        for private in (code, code.replace("-", ""), app_of(made.uri).secret, f'"{proof}"'):
            assert private not in kept

    run(story)
