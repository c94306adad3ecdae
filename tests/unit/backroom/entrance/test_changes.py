"""The first admin, leave for one act, and changes of who may sign in, on the real tables."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.flows import confirm
from kiosk.flows.base import BackPressed, TimedOut
from kiosk.flows.shell import EXAMPLES
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.flows.staff.events import AreaPressed, FirstGiven, SecretSeenPressed, TryAgainPressed, WhoGiven
from kiosk.flows.staff.states import First, Menu, Prove, Refused, Secret, SignIn
from kiosk.flows.staffed import CodeGiven, NotPermitted, Permitted, SecondGiven, SecondNamed, SignInTried, StaffPressed
from kiosk.flows.users.events import (
    MemberChangePressed,
    MemberChosen,
    MemberReasonChosen,
    MemberTyped,
    RolesSettledPressed,
    RoleToggled,
)
from kiosk.flows.users.states import Everybody, NewCode, One, Reason, Roles, Typed
from kiosk.people.audit import Audited, Deed
from kiosk.people.settings import PeopleSettings
from tests.unit.backroom.entrance.room import Room
from tests.unit.people.places import ADMIN, OTHER_PIN, PIN, WRONG_PIN, Place, enrolled, run

NEW_PIN = "641907"
OVER = Refused("first-over")
HOME = EXAMPLES["shell/Attract"]
TWO = PeopleSettings(two_persons=("users",))


def secret_of(uri: str) -> str:
    return parse_qs(urlsplit(uri).query)["secret"][0]


class Admin:
    """The admin `A1`, signed in, with the app that makes codes."""

    def __init__(self, room: Room, uri: str) -> None:
        self.room = room
        self.pin = PIN
        self._app = pyotp.TOTP(secret_of(uri))

    async def to_register(self) -> None:
        """Go from the menu to who may sign in."""
        await self.room.take(AreaPressed("users"))
        assert isinstance(self.room.shown, Everybody), self.room.shown

    def code(self) -> CodeGiven:
        """The digits that the app shows now; the next ones are half a minute on."""
        self.room.place.time.pass_s(30)
        return CodeGiven(self._app.at(self.room.place.time.utc_ms // 1000))


async def signed_in(place: Place, settings: PeopleSettings | None = None, language: str = "en") -> Admin:
    """A kiosk with `A1`, and `B2` and `C3` who help customers; `A1` looks at who may sign in."""
    _, founded = await enrolled(place, "B2", "C3")
    admin = Admin(Room(place, HOME, settings, language), founded.uri)
    await admin.room.take(StaffPressed(), WhoGiven(ADMIN), SignInTried("", PIN))
    await admin.to_register()
    return admin


def listed(room: Room) -> dict[str, bool]:
    assert isinstance(room.shown, Everybody), room.shown
    return {member.person_id: member.is_active for member in room.shown.members or ()}


async def can_come_in(room: Room, who: str, pin: str) -> bool:
    while room.session.over is not None:
        await room.take(BackPressed())
    await room.take(StaffPressed(), WhoGiven(who), SignInTried("", pin))
    return isinstance(room.shown, Menu)


# --- the first admin ------------------------------------------------------------------------------------------------


def test_where_nobody_is_enrolled_the_shown_code_makes_one_admin_and_nobody_else(place: Place) -> None:
    async def story() -> None:
        room = Room(place, HOME)
        await room.take(StaffPressed())
        assert isinstance(room.shown, First)
        code = room.shown.shown
        await room.take(FirstGiven("AAAAA-AAAAA"), FirstGiven("A1"), FirstGiven(PIN), FirstGiven(PIN))
        assert isinstance(room.shown, First)
        assert (room.shown.asks, room.shown.problem) == ("code", "not-the-code")
        await room.take(FirstGiven(code), FirstGiven("A1"), FirstGiven(PIN), FirstGiven(WRONG_PIN))
        assert (room.shown.asks, room.shown.problem) == ("pin", "not-alike")
        await room.take(FirstGiven("123456"), FirstGiven("123456"))
        assert (room.shown.asks, room.shown.problem) == ("pin", "too-easy")
        await room.take(BackPressed(), FirstGiven("no such id!"), FirstGiven(PIN), FirstGiven(PIN))
        assert (room.shown.asks, room.shown.problem) == ("id", "bad-id")
        await room.take(FirstGiven("A1"), FirstGiven(PIN), FirstGiven(PIN))
        assert isinstance(room.shown, Secret)
        app = pyotp.TOTP(secret_of(room.shown.uri))
        await room.take(SecretSeenPressed(), CodeGiven("000000"))
        assert isinstance(room.shown, Prove)
        assert room.shown.problem == "code-wrong"
        await room.take(CodeGiven(app.at(place.time.utc_ms // 1000)))
        assert room.shown == Menu(Person("A1", frozenset({Role.ADMIN})))
        await room.take(BackPressed(), StaffPressed())
        assert room.shown == SignIn(), "there is an admin now"
        rows = [str(row) for row in place.rows("SELECT payload FROM journal")]
        assert not [row for row in rows if code in row or PIN in row or app.secret in row]

    run(story)


@pytest.mark.parametrize("is_killed", [False, True])
def test_who_leaves_before_scanning_the_secret_locks_nobody_out(place: Place, is_killed: bool) -> None:
    async def story() -> None:
        room = Room(place, HOME)
        await room.take(StaffPressed())
        assert isinstance(room.shown, First)
        await room.take(FirstGiven(room.shown.shown), FirstGiven("A1"), FirstGiven(PIN), FirstGiven(PIN))
        assert isinstance(room.shown, Secret)
        left = pyotp.TOTP(secret_of(room.shown.uri))
        if is_killed:
            place.reopened_journal()
            room = Room(place, HOME)
        else:
            await room.take(TimedOut(IDLE_TIMER), TimedOut(LEAVE_TIMER))
            assert room.session.over is None
        assert place.rows("SELECT * FROM person") == []
        await room.take(StaffPressed())
        assert isinstance(room.shown, First), "another code, and everything begins anew"
        await room.take(FirstGiven(room.shown.shown), FirstGiven("B2"), FirstGiven(PIN), FirstGiven(PIN))
        assert isinstance(room.shown, Secret)
        app = pyotp.TOTP(secret_of(room.shown.uri))
        await room.take(SecretSeenPressed(), CodeGiven(left.at(place.time.utc_ms // 1000)))
        assert isinstance(room.shown, Prove)
        assert room.shown.problem == "code-wrong"
        await room.take(CodeGiven(app.at(place.time.utc_ms // 1000)))
        assert room.shown == Menu(Person("B2", frozenset({Role.ADMIN})))
        assert place.rows("SELECT id FROM person") == [("B2",)]

    run(story)


def test_a_code_is_over_after_a_quarter_of_an_hour_and_a_new_one_is_shown(place: Place) -> None:
    async def story() -> None:
        room = Room(place, HOME)
        await room.take(StaffPressed())
        assert isinstance(room.shown, First)
        code = room.shown.shown
        place.time.pass_s(15 * 60)
        assert await room.take(FirstGiven(code), FirstGiven("A1"), FirstGiven(PIN), FirstGiven(PIN)) == OVER
        await room.take(TryAgainPressed())
        assert isinstance(room.shown, First)
        assert room.shown.shown != code

    run(story)


# --- leave for one act ----------------------------------------------------------------------------------------------


def test_a_change_waits_for_a_code_and_wrong_or_used_ones_do_nothing(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        await room.take(MemberChosen("B2"), MemberChangePressed("end"), MemberReasonChosen("left"))
        assert isinstance(room.shown, confirm.Code)
        await room.take(CodeGiven("000000"), CodeGiven("9" * 10_000))
        assert isinstance(room.shown, confirm.Code)
        assert room.shown.problem == "code-wrong"
        code = admin.code()
        await room.take(code)
        assert listed(room) == {ADMIN: True, "B2": False, "C3": True}
        await room.take(MemberChosen("C3"), MemberChangePressed("end"), MemberReasonChosen("left"), code)
        assert isinstance(room.shown, confirm.Code), "a code is taken once"
        assert room.shown.problem == "code-wrong"
        await room.take(BackPressed())
        assert listed(room)["C3"] is True
        assert isinstance(room.shown, Everybody)
        assert room.shown.problem == "withdrawn"
        assert not await can_come_in(room, "B2", OTHER_PIN)

    run(story)


def test_where_settings_ask_for_two_a_colleague_with_the_right_confirms_and_nobody_else(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place, TWO)
        room = admin.room
        people = await room.persons.opened()
        by = Person(ADMIN, frozenset({Role.ADMIN}))
        await people.register.enrol(by, "D4", frozenset({Role.ADMIN}), OTHER_PIN)
        await room.take(MemberChosen("B2"), MemberChangePressed("end"), MemberReasonChosen("left"))
        for who, pin, why in (
            ("D4", WRONG_PIN, "wrong"), (ADMIN, PIN, "same-person"), ("B2", OTHER_PIN, "second-not-permitted"),
        ):  # fmt: skip
            await room.take(SecondNamed(who))
            await room.take(SecondGiven(pin))
            assert isinstance(room.shown, confirm.Second)
            assert room.shown.problem == why
        await room.take(SecondNamed("D4"))
        await room.take(SecondGiven(OTHER_PIN))
        assert isinstance(room.shown, confirm.Code), "then the code of who asked"
        await room.take(admin.code())
        assert listed(room)["B2"] is False
        assert [(event.act, event.second_id) for event in room.told(Permitted)] == [(Permission.USERS.value, "D4")]

    run(story)


def test_who_was_ended_while_signed_in_is_given_leave_for_nothing(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        people = await room.persons.opened()
        by = Person(ADMIN, frozenset({Role.ADMIN}))
        await people.register.enrol(by, "D4", frozenset({Role.ADMIN}), OTHER_PIN)
        await people.register.set_active(Person("D4", by.roles), ADMIN, is_active=False, why="left")
        await room.take(MemberChosen("B2"), MemberChangePressed("end"), MemberReasonChosen("left"))
        assert isinstance(room.shown, Everybody)
        assert room.shown.problem == "not-permitted"
        assert [event.why for event in room.told(NotPermitted)] == ["not-permitted"]
        assert listed(room)["B2"] is True

    run(story)


# --- who may sign in ------------------------------------------------------------------------------------------------


def test_somebody_is_added_types_their_own_pin_and_comes_in(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        await room.take(MemberChangePressed("enrol"), MemberTyped("sofia"), RolesSettledPressed())
        assert isinstance(room.shown, Roles)
        assert room.shown.problem == "no-role"
        await room.take(RoleToggled("attendant"), RoleToggled("supervisor"), RoleToggled("attendant"), RoleToggled("?"))
        await room.take(RolesSettledPressed(), MemberTyped(NEW_PIN), MemberTyped(PIN))
        assert isinstance(room.shown, Typed)
        assert room.shown.problem == "not-alike"
        await room.take(MemberTyped("111111"), MemberTyped("111111"), admin.code())
        assert isinstance(room.shown, Typed)
        assert room.shown.problem == "too-easy"
        await room.take(MemberTyped(NEW_PIN), MemberTyped(NEW_PIN), admin.code())
        assert isinstance(room.shown, Everybody)
        assert (room.shown.done, room.shown.who) == ("enrol", "sofia")
        assert await can_come_in(room, "sofia", NEW_PIN)
        assert room.shown == Menu(Person("sofia", frozenset({Role.SUPERVISOR})))

    run(story)


def test_a_taken_id_is_asked_for_again_and_the_last_admin_stays(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        await room.take(MemberChangePressed("enrol"), MemberTyped("B2"), RoleToggled("admin"), RolesSettledPressed())
        await room.take(MemberTyped(NEW_PIN), MemberTyped(NEW_PIN), admin.code())
        assert isinstance(room.shown, Typed)
        assert (room.shown.asks, room.shown.problem) == ("id", "id-taken")
        await room.take(BackPressed(), MemberChosen(ADMIN), MemberChangePressed("end"), MemberReasonChosen("left"))
        await room.take(admin.code())
        assert isinstance(room.shown, Everybody)
        assert room.shown.problem == "last-admin"
        assert listed(room)[ADMIN] is True

    run(story)


def test_roles_pin_app_and_badge_of_somebody_are_changed_and_stand_in_the_journal(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        await room.take(MemberChosen("B2"), MemberChangePressed("roles"), RoleToggled("technician"))
        await room.take(RolesSettledPressed(), admin.code())
        await room.take(MemberChosen("B2"), MemberChangePressed("pin"), MemberTyped(NEW_PIN), MemberTyped(NEW_PIN))
        await room.take(admin.code(), MemberChosen("B2"), MemberChangePressed("code"), admin.code())
        assert isinstance(room.shown, NewCode)
        assert secret_of(room.shown.uri)
        await room.take(SecretSeenPressed(), MemberChangePressed("revoke"), MemberTyped("S-001"))
        assert isinstance(room.shown, Reason)
        await room.take(MemberReasonChosen("returned"), MemberReasonChosen("lost"), admin.code())
        await room.take(MemberChosen("C3"), MemberChangePressed("end"), MemberReasonChosen("misuse"), admin.code())
        await room.take(MemberChosen("C3"))
        assert isinstance(room.shown, One)
        await room.take(MemberChangePressed("roles"), MemberChangePressed("resume"), MemberReasonChosen("mistake"))
        await room.take(admin.code())
        changes = [event for event in room.told(Audited) if event.subject and event.who == ADMIN]
        assert [(event.what, event.subject, event.why) for event in changes] == [
            (Deed.ROLES_CHANGED, "B2", ""), (Deed.PIN_CHANGED, "B2", ""), (Deed.TOTP_CHANGED, "B2", ""),
            (Deed.BADGE_REVOKED, "S-001", "lost"), (Deed.DISABLED, "C3", "misuse"), (Deed.ENABLED, "C3", "mistake"),
        ]  # fmt: skip
        assert await can_come_in(room, "B2", NEW_PIN)
        assert room.shown == Menu(Person("B2", frozenset({Role.ATTENDANT, Role.TECHNICIAN})))

    run(story)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_admins_come_to_the_register(place: Place, role: Role) -> None:
    async def story() -> None:
        await enrolled(place, "B2", role=role)
        room = Room(place, HOME)
        await room.take(StaffPressed(), WhoGiven("B2"), SignInTried("", OTHER_PIN), AreaPressed("users"))
        assert isinstance(room.shown, Menu)

    run(story)
