"""Staff come in by id, badge and PIN, and nobody else does; the customer beneath finds everything as it was."""

from __future__ import annotations

import dataclasses
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.base import BackPressed, EffectFailed, TimedOut
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.intents import NotAnEvent, event_of
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.session import InFlow
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.flows.staff.events import AreaPressed, TryAgainPressed, WhoGiven
from kiosk.flows.staff.flow import WAIT_TIMER
from kiosk.flows.staff.states import Checking, First, Menu, Refused, SignIn
from kiosk.flows.staffed import BadgeRead, SignedIn, SignInTried, StaffPressed
from kiosk.people.audit import Audited, Deed
from kiosk.people.badges import Badge, BadgeIssuer
from kiosk.people.secret import KEY_NAME
from kiosk.people.settings import PeopleSettings
from tests.unit.backroom.entrance.room import Room, in_dutch
from tests.unit.people.places import ADMIN, OTHER_PIN, PIN, UTC_MS, WRONG_PIN, Place, enrolled, run

ISSUER = BadgeIssuer("k1", b"s" * 32)
BADGES = PeopleSettings(badge_keys={"k1": urlsafe_b64encode(ISSUER.public).decode()})
BADGE = Badge("S-001", ADMIN, UTC_MS // 1000 + 600)
SHOPPING = in_dutch(EXAMPLES["checkout/Scanning"])


def tried(pin: str) -> SignInTried:
    return SignInTried("", pin)


async def at_the_door(place: Place, session: Session = SHOPPING, settings: PeopleSettings | None = None) -> Room:
    """A kiosk with the admin `A1`, whose corner was held."""
    await enrolled(place, "B2")
    room = Room(place, session, settings)
    await room.take(StaffPressed())
    return room


def wrong(room: Room) -> str:
    assert isinstance(room.shown, Refused), room.shown
    return room.shown.why


# --- faults first ---------------------------------------------------------------------------------------------------


def test_a_burst_of_wrong_pins_locks_and_the_time_that_is_left_is_counted_down(place: Place) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        for _ in range(6):
            await room.take(WhoGiven(ADMIN), tried(WRONG_PIN))
            assert wrong(room) == "wrong"
            await room.take(TryAgainPressed())
        await room.take(WhoGiven(ADMIN), tried(PIN))
        assert room.shown == Refused("locked", place.time.boot_ms + 60_000, 60)
        assert room.timers[WAIT_TIMER] == 1
        await room.take(TryAgainPressed(), BadgeRead("PB1."))
        assert wrong(room) == "locked", "while it is locked nothing is tried"
        place.time.pass_s(59)
        await room.take(TimedOut(WAIT_TIMER))
        assert isinstance(room.shown, Refused)
        assert room.shown.left_s == 1
        place.time.pass_s(1)
        await room.take(TimedOut(WAIT_TIMER), TryAgainPressed(), WhoGiven(ADMIN), tried(PIN))
        assert isinstance(room.shown, Menu)
        assert [event.why for event in room.told(Audited) if event.what is Deed.REFUSED] == ["pin"] * 6 + ["locked"]

    run(story)


def test_a_lock_survives_the_kill_of_the_kiosk_and_a_clock_that_is_set_back(place: Place) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        for _ in range(6):
            await room.take(WhoGiven(ADMIN), tried(WRONG_PIN), TryAgainPressed())
        place.reopened_journal()
        place.time.utc_ms -= 86_400_000 * 365
        place.time.boot_id, place.time.boot_ms = "boot-2", 5_000
        room = Room(place, SHOPPING)
        await room.take(StaffPressed(), WhoGiven(ADMIN), tried(PIN))
        assert wrong(room) == "locked"
        assert isinstance(room.shown, Refused)
        assert room.shown.left_s == 55
        await room.take(BackPressed(), StaffPressed(), WhoGiven("B2"), tried(OTHER_PIN))
        assert wrong(room) == "locked", "the kiosk is locked for everybody"

    run(story)


def test_an_unknown_id_hears_the_same_words_as_a_wrong_pin_and_stands_in_no_log(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        for who, pin in (("nobody-here", PIN), (ADMIN, WRONG_PIN), ("", ""), ("9" * 10_000, "8" * 10_000)):
            await room.take(WhoGiven(who), tried(pin))
            assert room.shown == Refused("wrong", place.time.boot_ms, 0)
            await room.take(TryAgainPressed())
        rows = [str(row) for row in place.rows("SELECT payload FROM journal")]
        assert any("WhoGiven" in str(row) or "person_id" in row for row in rows)
        assert not [row for row in rows if "nobody-here" in row or "999999" in row or WRONG_PIN in row]

    run(story)
    assert "nobody-here" not in caplog.text
    assert WRONG_PIN not in caplog.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (ISSUER.text(BADGE).replace("A1", "B2"), "forged"),
        (BadgeIssuer("k1", b"t" * 32).text(BADGE), "forged"),
        (BadgeIssuer("k9", b"s" * 32).text(BADGE), "unknown-key"),
        (ISSUER.text(replace(BADGE, valid_until_s=UTC_MS // 1000 - 1)), "expired"),
        (ISSUER.text(BADGE)[:-20], "cut"),
        ("PB1.", "cut"),
        ("PB1." + "x" * 10_000, "forged"),
    ],
    ids=["another's id", "another's key", "unknown key", "expired", "cut", "only its mark", "10,000 characters"],
)
def test_a_bad_badge_opens_nothing_and_is_no_item(
    place: Place, caplog: pytest.LogCaptureFixture, text: str, why: str
) -> None:
    async def story() -> None:
        await enrolled(place)
        room = Room(place, SHOPPING, BADGES)
        await room.scan(text)
        assert room.shown == SignIn("pin", badge=text[:512])
        await room.take(tried(PIN))
        assert wrong(room) == "bad-badge"
        assert [event.why for event in room.told(Audited) if event.what is Deed.BADGE_REFUSED] == [why]
        assert not room.told(Scanned)
        assert not room.catalogue.asked

    run(story)
    assert text[:30] not in caplog.text


def test_a_badge_for_once_opens_once_and_a_site_without_keys_knows_none(place: Place) -> None:
    async def story() -> None:
        await enrolled(place)
        once = ISSUER.text(replace(BADGE, is_once=True))
        room = Room(place, SHOPPING, BADGES)
        await room.scan(f"]Q1{once}")
        assert isinstance(await room.take(tried(PIN)), Menu)
        await room.take(BackPressed())
        await room.scan(once)
        await room.take(tried(PIN))
        assert wrong(room) == "bad-badge"
        other = Room(place, SHOPPING)
        await other.scan(ISSUER.text(BADGE))
        await other.take(tried(PIN))
        assert wrong(other) == "bad-badge"

    run(story)


def test_a_lost_or_damaged_key_file_lets_nobody_in_says_why_and_serves_the_customer(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        await enrolled(place)
        key = place.folder / KEY_NAME
        kept = key.read_bytes()
        for damage in (lambda: key.unlink(), lambda: key.write_bytes(b"short")):
            damage()
            room = Room(place, SHOPPING)
            assert await room.persons.problem()
            await room.take(StaffPressed())
            assert wrong(room) == "key-lost"
            await room.take(BackPressed())
            assert room.session == SHOPPING
        key.write_bytes(kept)
        key.chmod(0o600)
        assert await room.persons.problem() == ""
        await room.take(StaffPressed(), WhoGiven(ADMIN), tried(PIN))
        assert isinstance(room.shown, Menu), "with the file back no start is needed"

    run(story)
    assert "staff cannot sign in" in caplog.text
    caplog.clear()  # they were expected


def test_tables_that_raise_let_nobody_in_and_the_page_says_that_it_cannot_check(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        people = await room.persons.opened()

        async def broken(_id: object, _pin: object) -> None:
            raise OSError("the disk is gone")

        monkeypatch.setattr(type(people.door), "log_in", lambda _self, who, pin: broken(who, pin))
        await room.take(WhoGiven(ADMIN), tried(PIN))
        assert wrong(room) == "cannot-check"
        assert room.told(EffectFailed)

    run(story)
    assert "the disk is gone" in caplog.text
    caplog.clear()


def test_what_only_the_kiosk_itself_says_cannot_be_said_by_the_glass() -> None:
    for name, args in (
        ("SignedIn", {"person_id": ADMIN}), ("Permitted", {"ask_id": "a", "act": "users", "person_id": ADMIN}),
        ("WhoKnown", {}), ("FirstBegun", {}), ("FirstFounded", {}), ("Audited", {}),
    ):  # fmt: skip
        with pytest.raises(NotAnEvent):
            event_of(name, args)


def test_nobody_comes_in_by_an_answer_that_was_not_asked_for(place: Place) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        await room.take(SignedIn(ADMIN, ("admin",)))
        assert room.shown == SignIn()
        await room.take(WhoGiven(ADMIN), SignedIn(ADMIN, ("admin",)))
        assert isinstance(room.shown, SignIn)

    run(story)


def test_who_has_no_role_sees_an_empty_menu_and_opens_nothing_whatever_the_glass_sends(place: Place) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        nobody = Person("C3", frozenset())
        over = room.session.over
        assert over is not None
        room.runtime.session = replace(room.session, over=replace(over, state=Menu(nobody)))
        assert frame(room.session).view.parts["rows"] == ()
        for flow in ("users", "configure", "maintenance", "assist", "logs", "staff", "help", "confirm", "?"):
            assert await room.take(AreaPressed(flow)) == Menu(nobody)

    run(story)


# --- how it is meant ------------------------------------------------------------------------------------------------


def test_the_customer_is_suspended_and_finds_language_basket_and_session_as_they_were(place: Place) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        assert room.session.site.language == SHOPPING.home_language
        await room.take(WhoGiven(ADMIN), tried(PIN))
        assert room.shown == Menu(Person(ADMIN, frozenset({Role.ADMIN})))
        assert room.session.id == SHOPPING.id
        assert room.session.sales == SHOPPING.sales
        await room.take(BackPressed())
        assert room.session == SHOPPING
        [audited] = [event for event in room.told(Audited) if event.what is Deed.ADMITTED]
        assert (audited.who, audited.why) == (ADMIN, "pin")

    run(story)


def test_a_genuine_badge_asks_for_the_pin_of_whom_it_names(place: Place) -> None:
    async def story() -> None:
        await enrolled(place)
        room = Room(place, SHOPPING, BADGES)
        await room.scan(ISSUER.text(BADGE))
        await room.take(tried(WRONG_PIN))
        assert wrong(room) == "wrong"
        await room.scan(ISSUER.text(BADGE))
        assert room.title == "staff.signin.title"
        assert isinstance(await room.take(tried(PIN)), Menu)
        await room.take(BackPressed())
        assert room.session == SHOPPING

    run(story)


def test_staff_come_only_after_a_payment_that_is_under_way(place: Place) -> None:
    async def story() -> None:
        await enrolled(place)
        paying = EXAMPLES["checkout/Paying"]
        room = Room(place, paying)
        await room.take(StaffPressed())
        assert room.session.over is None
        assert room.session.is_staff_asked
        await room.scan(ISSUER.text(BADGE))
        assert isinstance(room.session.screen, InFlow)
        assert room.session.over is None, "a badge does not come between either"

    run(story)


def test_staff_who_went_away_are_signed_out_and_the_customers_session_stays(place: Place) -> None:
    async def story() -> None:
        idle = replace(SHOPPING, site=replace(SHOPPING.site, staff_idle_s=45))
        room = await at_the_door(place, idle)
        await room.take(WhoGiven(ADMIN), tried(PIN))
        assert isinstance(room.shown, Menu)
        assert room.timers[IDLE_TIMER] == 45
        await room.take(TimedOut(IDLE_TIMER), TimedOut(LEAVE_TIMER))
        assert room.session.over is None
        assert (room.session.id, room.session.sales) == (idle.id, idle.sales)

    run(story)


def test_leaving_at_each_step_gives_the_glass_back(place: Place) -> None:
    async def story() -> None:
        room = await at_the_door(place)
        await room.take(BackPressed())
        assert room.session.over is None
        await room.take(StaffPressed(), WhoGiven(ADMIN), BackPressed())
        assert room.shown == SignIn(), "back from the PIN is the id, and what was typed is forgotten"
        await room.take(WhoGiven(ADMIN), tried(WRONG_PIN), BackPressed())
        assert room.session == SHOPPING

    run(story)


def test_no_state_of_the_entrance_shows_in_words_what_was_typed() -> None:
    for state in (SignIn("pin", ADMIN, "PB1.x"), First("shown", "again", "code", ADMIN, PIN), Checking(badge="PB1.x")):
        held = [str(value) for value in dataclasses.astuple(state) if isinstance(value, str) and len(value) > 5]
        assert not [value for value in held if value in repr(state)]
