"""Badges that a kiosk makes: the newest of a person opens, and no other, whatever was cut off, stolen or copied."""

from __future__ import annotations

import dataclasses

import pytest

from kiosk.domain.access.roles import Person
from kiosk.people.audit import Deed
from kiosk.people.badges import Badge, BadgeFault, BadgeIssuer, read
from kiosk.people.badges.making import DAYS, Drawn, issuer_of
from kiosk.people.door import Admitted, Refusal, Refused
from kiosk.people.opening import People
from kiosk.people.register import Problem
from kiosk.people.secret import Pepper
from tests.unit.people.places import ADMIN, OTHER_PIN, PIN, UTC_MS, Place, enrolled, run

BAD = Refused(Refusal.BAD_BADGE)


async def drawn_for(people: People, person_id: str = "B2") -> Drawn:
    made = await people.badges.draw(person_id)
    assert isinstance(made, Drawn), made
    return made


async def made_for(people: People, person_id: str = "B2") -> Drawn:
    made = await drawn_for(people, person_id)
    assert await people.badges.keep(made, ADMIN) is None
    return made


async def shown(people: People, text: str, pin: str = OTHER_PIN, utc_ms: int = UTC_MS) -> Admitted | Refused:
    """Show a code to the kiosk, as the entrance does."""
    issuer = people.badges.issuer
    badge = read(text, {issuer.key_id: issuer.public}, utc_ms, is_clock_believed=True)
    return await people.door.log_in_by_badge(badge, pin)


def last_fault(place: Place) -> str:
    assert place.told[-1].what is Deed.BADGE_REFUSED, place.told[-1]
    return place.told[-1].why


def test_a_badge_that_was_drawn_opens_nothing_before_it_is_kept_and_a_kill_leaves_the_older_one(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        older = await made_for(people)
        drawn = await drawn_for(people)
        assert await shown(people, drawn.text) == BAD
        assert last_fault(place) == "replaced"
        place.reopened_journal()
        again = await place.open()
        assert await shown(again, drawn.text) == BAD
        assert isinstance(await shown(again, older.text), Admitted)

    run(story)


def test_a_new_badge_ends_the_older_one_also_after_a_restart(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2", "C3")
        older, other = await made_for(people), await made_for(people, "C3")
        newer = await made_for(people)
        place.reopened_journal()
        again = await place.open()
        assert await shown(again, older.text) == BAD
        assert last_fault(place) == "replaced"
        assert isinstance(await shown(again, newer.text), Admitted)
        assert isinstance(await shown(again, other.text), Admitted), "another person's stays"

    run(story)


def test_a_stolen_key_makes_no_badge_that_opens_and_locks_the_kiosk(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        real = await made_for(people)
        for n in range(6):
            copied = people.badges.issuer.text(Badge(f"STOLEN{n}", "B2", UTC_MS // 1000 + 60))
            assert await shown(people, copied) == BAD
        assert await shown(people, real.text) == Refused(Refusal.LOCKED, 60)

    run(story)


@pytest.mark.parametrize("cheat", ["another person", "longer", "unsigned", "cut"])
def test_a_badge_that_was_altered_is_forged(place: Place, cheat: str) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        text = (await made_for(people)).text
        until = text.split(".")[5]
        altered = {
            "another person": text.replace(".B2.", f".{ADMIN}."), "longer": text.replace(until, "999999999999"),
            "unsigned": text.rpartition(".")[0] + "." + "A" * 86, "cut": text[:-3],
        }[cheat]  # fmt: skip
        assert await shown(people, altered, PIN) == BAD
        assert last_fault(place) == ("cut" if cheat == "cut" else "forged")

    run(story)


def test_another_kiosks_badge_is_unknown_here_until_its_key_is_in_the_settings(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        other = issuer_of(Pepper(b"o" * 32))
        text = other.text(Badge("OTHER00001", "B2", UTC_MS // 1000 + 60))
        assert await shown(people, text) == BAD
        assert last_fault(place) == "unknown-key"
        badge = read(text, {other.key_id: other.public}, UTC_MS, is_clock_believed=True)
        assert isinstance(await people.door.log_in_by_badge(badge, OTHER_PIN), Admitted)
        assert await people.register.revoke_badge(Person(ADMIN, frozenset()), "OTHER00001", "lost") is None
        assert await people.door.log_in_by_badge(badge, OTHER_PIN) == BAD

    run(story)


def test_a_revoked_badge_opens_nothing_and_a_new_one_does(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        lost = await made_for(people)
        assert await people.store.good_badges() == {"B2": lost.badge.serial}
        assert await people.register.revoke_badge(founded.person, lost.badge.serial, "lost") is None
        assert await people.store.good_badges() == {}
        assert await shown(people, lost.text) == BAD
        assert last_fault(place) == "revoked"
        assert isinstance(await shown(people, (await made_for(people)).text), Admitted)

    run(story)


def test_who_is_gone_gets_no_badge_and_the_one_they_have_opens_nothing(place: Place) -> None:
    async def story() -> None:
        people, founded = await enrolled(place, "B2")
        had, drawn = await made_for(people), await drawn_for(people)
        assert await people.register.set_active(founded.person, "B2", is_active=False, why="left") is None
        assert await people.badges.keep(drawn, ADMIN) is Problem.NOBODY, "ended while it was printed"
        assert await people.badges.draw("B2") is Problem.NOBODY
        assert await people.badges.draw("Z9") is Problem.NOBODY
        assert await shown(people, had.text) == Refused(Refusal.WRONG)
        ghost = dataclasses.replace(drawn, badge=dataclasses.replace(drawn.badge, person_id="Z9"))
        assert await people.badges.keep(ghost, ADMIN) is Problem.NOBODY

    run(story)


def test_a_badge_ends_after_a_year_and_none_is_drawn_by_a_clock_that_cannot_be_believed(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        made = await made_for(people)
        end_ms = UTC_MS + DAYS * 86_400_000
        assert isinstance(await shown(people, made.text, utc_ms=end_ms - 1000), Admitted)
        assert await shown(people, made.text, utc_ms=end_ms) == BAD
        place.time.is_believed = False
        assert await people.badges.draw("B2") is Problem.NO_CLOCK

    run(story)


def test_the_journal_says_which_badge_replaced_which_and_never_its_code(place: Place) -> None:
    async def story() -> None:
        people, _ = await enrolled(place, "B2")
        older, newer = await made_for(people), await made_for(people)
        [first, second] = [event for event in place.told if event.what is Deed.BADGE_MADE]
        assert (first.who, first.subject, first.before, first.after) == (ADMIN, "B2", "", older.badge.serial)
        assert (second.before, second.after) == (older.badge.serial, newer.badge.serial)
        kept = str(place.rows("SELECT payload FROM journal")) + repr(newer)
        assert newer.text not in kept
        assert newer.text.rpartition(".")[2] not in kept

    run(story)


def test_the_key_of_badges_follows_the_key_file_and_shows_nothing_of_it() -> None:
    one, same, other = (issuer_of(Pepper(secret * 32)) for secret in (b"a", b"a", b"b"))
    assert (one.key_id, one.public) == (same.key_id, same.public)
    assert one.key_id != other.key_id
    assert one.public != other.public
    text = one.text(Badge("S", "B2", 60))
    assert read(text, {one.key_id: other.public}, 0, is_clock_believed=True) is BadgeFault.FORGED
    assert isinstance(one, BadgeIssuer)
