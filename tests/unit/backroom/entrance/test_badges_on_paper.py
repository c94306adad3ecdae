"""A badge comes out of the receipt printer, and opens when the printer has said so; nothing else shows its code."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from devices.api import (
    DeviceError,
    Health,
    HealthState,
    PairLine,
    PrintOutcome,
    PrintVerdict,
    Reason,
    TextLine,
)
from kiosk.domain.access.roles import Person, Role
from kiosk.flows import confirm
from kiosk.flows.base import BackPressed, EffectFailed
from kiosk.flows.staff.events import WhoGiven
from kiosk.flows.staff.states import Menu, Refused
from kiosk.flows.staffed import SignInTried, StaffPressed
from kiosk.flows.users.events import MemberChangePressed, MemberChosen, MemberNotChanged, MemberReasonChosen
from kiosk.flows.users.flow import offers
from kiosk.flows.users.states import Everybody, Member
from kiosk.people.audit import Audited, Deed
from kiosk.people.settings import PeopleSettings
from tests.unit.backroom.entrance.room import Printer, Room
from tests.unit.backroom.entrance.test_changes import Admin, signed_in
from tests.unit.people.places import ADMIN, OTHER_PIN, Place, run

B2 = Menu(Person("B2", frozenset({Role.ATTENDANT})))


async def asked(admin: Admin, who: str = "B2") -> Everybody:
    """Ask for a badge on the glass, with a code of the app."""
    room = admin.room
    await room.take(MemberChosen(who), MemberChangePressed("badge"))
    assert isinstance(room.shown, confirm.Code), "a badge wants a code"
    await room.take(admin.code())
    assert isinstance(room.shown, Everybody), room.shown
    return room.shown


async def opens(room: Room, text: str, pin: str = OTHER_PIN) -> object:
    """Sign in with a badge; return what is on the glass."""
    while room.session.over is not None:
        await room.take(BackPressed())
    await room.scan(text)
    return await room.take(SignInTried("", pin))


def away(printer: Printer) -> None:
    printer.health = Health(HealthState.ABSENT)


def says(outcome: PrintOutcome | Exception) -> Callable[[Printer], None]:
    def tell(printer: Printer) -> None:
        printer.says = outcome

    return tell


# --- faults first ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (away, "no-printer"),
        (says(PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY)), "not-printed"),
        (says(PrintOutcome(PrintVerdict.UNKNOWN, Reason.NOT_RESPONDING)), "not-printed"),
        (says(PrintOutcome(PrintVerdict.UNKNOWN)), "not-proved"),
        (says(DeviceError("the cable")), "cannot-check"),
    ],
    ids=["away", "no paper", "silent", "no proof", "broken"],
)
def test_what_the_printer_did_not_prove_opens_nothing_and_the_older_badge_stays(
    place: Place, fault: Callable[[Printer], None], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        await asked(admin)
        older = room.printer.code
        fault(room.printer)
        shown = await asked(admin)
        assert (shown.done, shown.problem) == ("", why)
        newest = room.printer.code
        if newest != older:
            assert isinstance(await opens(room, newest), Refused)
        assert await opens(room, older) == B2
        assert len([event for event in room.told(Audited) if event.what is Deed.BADGE_MADE]) == 1
        assert room.told(MemberNotChanged) or room.told(EffectFailed)

    run(story)
    caplog.clear()  # the log names the fault


def test_without_leave_nothing_is_printed(place: Place) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        await room.take(MemberChosen("B2"), MemberChangePressed("badge"), BackPressed())
        assert isinstance(room.shown, Everybody)
        assert room.shown.problem == "withdrawn"
        assert room.printer.given == []

    run(story)


def test_who_was_ended_is_offered_no_badge() -> None:
    assert offers(Member("B2", is_active=False, badge="7K2MQ9XAHT")) == ("resume",)
    assert "revoke" not in offers(Member("B2"))
    assert "revoke" in offers(Member("B2", badge="7K2MQ9XAHT"))


def test_the_code_stands_on_the_paper_alone(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        caplog.set_level(logging.DEBUG)
        admin = await signed_in(place)
        room = admin.room
        await asked(admin)
        room.printer.says = PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY)
        first = room.printer.code
        await asked(admin)
        kept = str(place.rows("SELECT payload FROM journal")) + caplog.text + repr(room.taken)
        for code in (first, room.printer.code):
            assert code not in kept
            assert code.rpartition(".")[2] not in kept

    run(story)
    assert "a badge opens nothing: the printer said FAILED" in caplog.text
    caplog.clear()


# --- how it is meant ------------------------------------------------------------------------------------------------


def test_a_badge_is_printed_signs_in_with_the_pin_replaces_the_older_one_and_is_revoked_on_the_page(
    place: Place,
) -> None:
    async def story() -> None:
        admin = await signed_in(place)
        room = admin.room
        shown = await asked(admin)
        assert (shown.done, shown.who) == ("badge", "B2")
        older = room.printer.code
        await asked(admin)
        newer = room.printer.code
        assert older != newer
        serial = newer.split(".")[3]
        assert isinstance(room.shown, Everybody)
        (listed,) = [member for member in room.shown.members or () if member.person_id == "B2"]
        assert listed.badge == serial
        assert isinstance(await opens(room, older), Refused)
        assert await opens(room, newer) == B2
        back = await back_as_admin(admin)
        await back.take(MemberChosen("B2"), MemberChangePressed("revoke"), MemberReasonChosen("lost"), admin.code())
        assert isinstance(back.shown, Everybody)
        assert (back.shown.done, back.shown.who) == ("revoke", serial)
        assert isinstance(await opens(room, newer), Refused)

    run(story)


async def back_as_admin(admin: Admin) -> Room:
    """Sign the admin in again, and come to the register."""
    room = admin.room
    while room.session.over is not None:
        await room.take(BackPressed())
    again = await room.take(StaffPressed(), WhoGiven(ADMIN), SignInTried("", admin.pin))
    assert isinstance(again, Menu), again
    await admin.to_register()
    return room


@pytest.mark.parametrize("language", ["pt-BR", "pt-PT", "nl", "es", "en"])
def test_the_paper_says_whose_it_is_its_number_and_its_last_day(place: Place, language: str) -> None:
    async def story() -> None:
        admin = await signed_in(place, PeopleSettings(), language)
        room = admin.room
        await asked(admin)
        blocks = room.printer.given[-1].blocks
        lines = [block.text for block in blocks if isinstance(block, TextLine)]
        pairs = {block.left: block.right for block in blocks if isinstance(block, PairLine)}
        assert "B2" in lines
        assert room.printer.code.split(".")[3] in pairs.values()
        assert any("27" in right for right in pairs.values()), "the year after the one of the test's clock"
        assert all(line.strip() for line in lines)

    run(story)
