"""Logging in: wrong PINs in bursts, a kill at any moment, clocks that are set, key files that are lost."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from kiosk.domain.access.roles import Permission, Person, Role, Rule, Verdict
from kiosk.people.audit import Deed
from kiosk.people.door import Admitted, Refusal, Refused
from kiosk.people.pins import Cost
from kiosk.people.secret import KEY_NAME
from kiosk.services.key_file import KeyUnusable
from kiosk.store.journal.chain import verify
from tests.unit.people.places import (
    ADMIN,
    OTHER_PIN,
    PIN,
    UTC_MS,
    WRONG_PIN,
    Place,
    enrolled,
    gathered,
    run,
    with_admin,
)

WRONG = Refused(Refusal.WRONG)
UNLIKE: tuple[object, ...] = (
    "", " ", "x" * 10_000, "9" * 10_000, "٤٨٢٩١٣", "４８２９１３", "²³¹²³¹", "482 913", "482913\n",
    "\ud800", "\0", "';--",
    482913, 4.5, None, True, b"482913", ["482913"], {"pin": PIN},
)  # fmt: skip


def _failures(place: Place, subject: str) -> int:
    found = place.rows(f"SELECT failures FROM lockout WHERE subject = '{subject}'")  # noqa: S608 - a test's constant
    return int(found[0][0]) if found else 0


def test_the_right_pin_lets_in_with_the_roles_and_the_journal_says_so(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        assert await people.door.log_in(ADMIN, PIN) == Admitted(founded.person)
        assert place.told[-1].what is Deed.ADMITTED
        assert place.rows("SELECT kind FROM journal ORDER BY seq DESC LIMIT 1") == [("Audited",)]

    run(story)


@pytest.mark.parametrize("pin", [WRONG_PIN, *UNLIKE], ids=lambda pin: ascii(pin)[:20])
def test_whatever_is_not_the_pin_is_wrong_and_counted(place: Place, pin: object) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        assert await people.door.log_in(ADMIN, pin) == WRONG
        assert _failures(place, "kiosk") == _failures(place, f"pin:{ADMIN}") == 1

    run(story)


@pytest.mark.parametrize("person_id", ["B2", "a1", "A1 ", "A1\n", "Ａ１", *UNLIKE], ids=lambda own: ascii(own)[:20])
def test_an_id_of_nobody_gets_the_same_answer_and_what_was_typed_is_kept_nowhere(
    place: Place, person_id: object
) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        assert await people.door.log_in(person_id, PIN) == WRONG
        assert _failures(place, "kiosk") == 1
        assert place.rows("SELECT subject FROM lockout") == [("kiosk",)]
        assert (place.told[-1].what, place.told[-1].subject) == (Deed.REFUSED, "")

    run(story)


def test_a_burst_at_once_gets_six_tries_and_then_the_lock(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        told = await gathered(*(people.door.log_in(ADMIN, WRONG_PIN) for _ in range(12)))
        assert told == [WRONG] * 6 + [Refused(Refusal.LOCKED, 60)] * 6
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.LOCKED, 60)

    run(story)


def test_two_that_log_in_at_once_both_come_in_and_nothing_stays_counted(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        told = await gathered(people.door.log_in(ADMIN, PIN), people.door.log_in("B2", OTHER_PIN))
        assert all(isinstance(own, Admitted) for own in told)
        assert _failures(place, "kiosk") == _failures(place, "pin:B2") == 0

    run(story)


def test_the_lock_is_for_the_kiosk_too_so_that_guessing_from_person_to_person_locks(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2", "C3")
        for person_id in ("A1", "B2", "C3", "A1", "B2", "nobody"):
            assert await people.door.log_in(person_id, WRONG_PIN) == WRONG
        assert await people.door.log_in("C3", OTHER_PIN) == Refused(Refusal.LOCKED, 60)

    run(story)


def test_who_has_a_pin_cannot_wipe_away_what_they_tried_on_others(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2", "C3")
        for _ in range(2):
            for _ in range(2):
                await people.door.log_in("C3", WRONG_PIN)
            assert isinstance(await people.door.log_in("B2", OTHER_PIN), Admitted)
        assert (_failures(place, "kiosk"), _failures(place, "pin:C3")) == (4, 4)

    run(story)


def test_after_the_lock_is_served_the_right_pin_lets_in_and_no_new_lock_follows(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        for _ in range(6):
            await people.door.log_in(ADMIN, WRONG_PIN)
        place.time.pass_s(59)
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.LOCKED, 1)
        place.time.pass_s(1)
        assert isinstance(await people.door.log_in(ADMIN, PIN), Admitted)
        assert _failures(place, "kiosk") == 0

    run(story)


@pytest.mark.parametrize("utc_ms", [0, UTC_MS - 10**9, UTC_MS + 10**12])
def test_a_wall_clock_that_is_set_changes_no_lock(place: Place, utc_ms: int) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        for _ in range(6):
            await people.door.log_in(ADMIN, WRONG_PIN)
        place.time.utc_ms = utc_ms
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.LOCKED, 60)

    run(story)


def test_a_restart_of_program_and_machine_keeps_the_lock(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        for _ in range(7):
            await people.door.log_in(ADMIN, WRONG_PIN)
            place.time.pass_s(60 if _failures(place, "kiosk") == 6 else 0)
        place.reopened_journal()
        place.time.boot_id, place.time.boot_ms = "boot-2", 20_000
        again = await place.open()
        assert await again.door.log_in(ADMIN, PIN) == Refused(Refusal.LOCKED, 100)

    run(story)


def test_a_kill_between_the_try_and_its_answer_has_counted_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        asked = asyncio.Event()

        async def never(*own: object) -> None:
            asked.set()
            await asyncio.Event().wait()

        monkeypatch.setattr(people.pins, "check", never)
        under_way = asyncio.create_task(people.door.log_in(ADMIN, PIN))
        await asyncio.wait_for(asked.wait(), 30)
        under_way.cancel()
        place.reopened_journal()
        assert _failures(place, "kiosk") == _failures(place, f"pin:{ADMIN}") == 1

    run(story)


def test_where_the_count_cannot_be_written_nobody_comes_in(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)

        async def full(act: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(place.journal, "aside", full)
        with pytest.raises(sqlite3.OperationalError):
            await people.door.log_in(ADMIN, PIN)

    run(story)


@pytest.mark.allowed_logs("alert: ten wrong tries")
def test_ten_wrong_tries_are_an_alert_in_the_journal(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        for _ in range(10):
            assert await people.door.log_in(ADMIN, WRONG_PIN) == WRONG
            place.time.pass_s(3600)
        assert place.deeds().count(Deed.ALERT) == 1
        assert place.told[-1].subject == ADMIN

    run(story)


def test_a_hash_of_another_cost_is_made_anew_at_the_next_login(place: Place) -> None:
    async def story() -> None:
        await with_admin(place)
        before = place.rows("SELECT hash FROM person_pin")[0][0]
        again = await place.open()
        await again.store.set_cost(Cost(rounds=3))
        dearer = await place.open()
        assert isinstance(await dearer.door.log_in(ADMIN, PIN), Admitted)
        after = place.rows("SELECT hash FROM person_pin")[0][0]
        assert ("t=2" in before, "t=3" in after) == (True, True)
        assert isinstance(await dearer.door.log_in(ADMIN, PIN), Admitted)
        assert place.rows("SELECT hash FROM person_pin")[0][0] == after

    run(story)


def test_a_lost_key_file_is_said_and_no_new_one_is_made(place: Place) -> None:
    async def story() -> None:
        await with_admin(place)
        (place.folder / KEY_NAME).unlink()
        with pytest.raises(KeyUnusable, match="it is lost"):
            await place.open()
        assert not (place.folder / KEY_NAME).exists()

    run(story)


def test_a_key_file_that_others_may_read_is_refused(place: Place) -> None:
    async def story() -> None:
        await with_admin(place)
        (place.folder / KEY_NAME).chmod(0o644)
        with pytest.raises(KeyUnusable, match="others may read it"):
            await place.open()

    run(story)


@pytest.mark.allowed_logs("cannot be checked")
def test_with_another_key_file_a_right_pin_is_no_wrong_one_but_one_that_cannot_be_checked(place: Place) -> None:
    async def story() -> None:
        await with_admin(place)
        (place.folder / KEY_NAME).write_bytes(bytes(32))
        people = await place.open()
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.CANNOT_CHECK)
        assert _failures(place, "kiosk") == _failures(place, f"pin:{ADMIN}") == 0
        assert place.deeds()[-1] is Deed.CANNOT_CHECK

    run(story)


@pytest.mark.allowed_logs("cannot be checked")
def test_a_damaged_hash_is_said_and_lets_nobody_in(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        await people.store.set_pin(ADMIN, "$argon2id$broken", people.pins.pepper.id)
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.CANNOT_CHECK)

    run(story)


def _code(uri: str, utc_ms: int) -> str:
    secret = parse_qs(urlsplit(uri).query)["secret"][0]
    return pyotp.TOTP(secret).at(utc_ms // 1000)


def test_a_code_is_taken_once_also_after_a_restart(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        code = _code(founded.uri, UTC_MS)
        assert await people.door.confirm(founded.person, code) == Admitted(founded.person)
        place.reopened_journal()
        again = await place.open()
        assert await again.door.confirm(founded.person, code) == Refused(Refusal.CODE_WRONG)
        assert place.told[-1].why == "used"

    run(story)


@pytest.mark.parametrize(("drift_s", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_may_be_one_step_early_or_late(place: Place, drift_s: int, is_taken: bool) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        found = await people.door.confirm(founded.person, _code(founded.uri, UTC_MS + drift_s * 1000))
        assert isinstance(found, Admitted) is is_taken

    run(story)


def test_without_a_clock_that_can_be_believed_a_code_is_refused_and_not_counted(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        place.time.is_believed = False
        assert await people.door.confirm(founded.person, _code(founded.uri, UTC_MS)) == Refused(Refusal.NO_CLOCK)
        assert _failures(place, f"code:{ADMIN}") == 0

    run(story)


def test_wrong_codes_lock_and_a_right_pin_buys_no_more_of_them(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        for n in range(6):
            assert await people.door.confirm(founded.person, UNLIKE[n]) == Refused(Refusal.CODE_WRONG)
        assert await people.door.confirm(founded.person, _code(founded.uri, UTC_MS)) == Refused(Refusal.LOCKED, 60)
        place.time.pass_s(60)
        assert isinstance(await people.door.log_in(ADMIN, PIN), Admitted)
        assert _failures(place, f"code:{ADMIN}") == 6

    run(story)


def test_a_dangerous_act_wants_a_code_for_itself_each_time(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        act, own = Permission.KEY_IMPORT, founded.person
        code = _code(founded.uri, UTC_MS)
        assert await people.door.permit(act, own, Rule()) is Verdict.NEEDS_TOTP
        assert await people.door.permit(act, own, Rule(), code=code) is Verdict.ALLOWED
        assert await people.door.permit(act, own, Rule(), code=code) == Refused(Refusal.CODE_WRONG)
        assert await people.door.permit(Permission.VOID_LINE, own, Rule(), code=code) is Verdict.NOT_PERMITTED

    run(story)


def test_where_two_persons_and_a_code_are_wanted_the_code_is_not_spent_before_the_second_is_there(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2", role=Role.ADMIN)
        act, own, rule = Permission.USERS, founded.person, Rule(frozenset({Permission.USERS}))
        other = Person("B2", frozenset({Role.ADMIN}))
        code = _code(founded.uri, UTC_MS)
        assert await people.door.permit(act, own, rule, code=code) is Verdict.NEEDS_SECOND
        assert await people.door.permit(act, own, rule, second=own, code=code) is Verdict.SAME_PERSON
        assert await people.door.permit(act, own, rule, second=other) is Verdict.NEEDS_TOTP
        assert await people.door.permit(act, own, rule, second=other, code=code) is Verdict.ALLOWED

    run(story)


def test_who_was_ended_or_lost_a_role_while_logged_in_may_no_more_and_confirms_nothing(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2", "C3", role=Role.SUPERVISOR)
        boss, other = (Person(own, frozenset({Role.SUPERVISOR})) for own in ("B2", "C3"))
        act, rule = Permission.CHANGE_PRICE, Rule(frozenset({Permission.CHANGE_PRICE}))
        assert await people.door.permit(act, boss, rule, second=other) is Verdict.ALLOWED
        assert await people.register.set_active(founded.person, "C3", is_active=False, why="left") is None
        assert await people.door.permit(act, boss, rule, second=other) is Verdict.SECOND_NOT_PERMITTED
        assert await people.door.permit(act, other, Rule()) is Verdict.NOT_PERMITTED
        assert await people.register.set_roles(founded.person, "B2", frozenset({Role.TECHNICIAN})) is None
        assert await people.door.permit(act, boss, Rule()) is Verdict.NOT_PERMITTED

    run(story)


def test_a_person_without_an_app_is_told_so_and_that_is_no_wrong_try(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        entered = await people.door.log_in("B2", OTHER_PIN)
        assert isinstance(entered, Admitted)
        assert await people.door.confirm(entered.person, "123456") == Refused(Refusal.NO_CODE_SET_UP)
        assert _failures(place, "kiosk") == 0

    run(story)


def test_the_journal_of_all_this_holds_and_has_neither_pin_nor_code_nor_secret(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        await people.door.log_in(WRONG_PIN, PIN)
        await people.door.confirm(founded.person, "482911")
        written: list[Any] = place.rows("SELECT payload FROM journal")
        kept = "".join(text for (text,) in written) + str(place.rows("SELECT * FROM lockout, person, person_pin"))
        secret = parse_qs(urlsplit(founded.uri).query)["secret"][0]
        assert all(private not in kept for private in (PIN, WRONG_PIN, "482911", secret))
        with place.journal.database.reader.connect() as connection:
            assert verify(connection, is_full=True) is None

    run(story)


def test_a_deed_can_be_neither_altered_nor_deleted_in_the_file(place: Place) -> None:
    async def story() -> None:
        await with_admin(place)
        for sql in ("UPDATE journal SET payload = '{}'", "DELETE FROM journal"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                place.rows(sql)

    run(story)
