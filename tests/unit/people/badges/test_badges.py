"""Badges: forged, cut, expired, revoked and replayed ones are told apart for the log and by nobody at the glass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.audit import Deed
from kiosk.people.badges import Badge, BadgeFault, BadgeIssuer, read
from kiosk.people.door import Admitted, Refusal, Refused
from tests.unit.people.places import ADMIN, PIN, UTC_MS, WRONG_PIN, Place, run, with_admin

ISSUER = BadgeIssuer("k1", b"s" * 32)
KEYS = {"k1": ISSUER.public}
BADGE = Badge("S-001", ADMIN, UTC_MS // 1000 + 60)
TEXT = ISSUER.text(BADGE)
BAD = Refused(Refusal.BAD_BADGE)


def _read(text: object, utc_ms: int = UTC_MS, *, is_believed: bool = True) -> Badge | BadgeFault:
    return read(text, KEYS, utc_ms, is_clock_believed=is_believed)


def test_a_badge_says_whose_it_is_until_its_last_second() -> None:
    assert _read(TEXT) == BADGE
    assert _read(ISSUER.text(replace(BADGE, is_once=True))) == replace(BADGE, is_once=True)
    assert _read(TEXT, BADGE.valid_until_s * 1000 - 1) == BADGE
    assert _read(TEXT, BADGE.valid_until_s * 1000) is BadgeFault.EXPIRED


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", BadgeFault.FOREIGN),
        ("4006381333931", BadgeFault.FOREIGN),
        (None, BadgeFault.FOREIGN),
        (TEXT.encode(), BadgeFault.FOREIGN),
        ("PB1.", BadgeFault.CUT),
        (TEXT[:-1], BadgeFault.CUT),
        (TEXT[:40], BadgeFault.CUT),
        (TEXT + "A", BadgeFault.FORGED),
        ("PB1." + "x" * 10_000, BadgeFault.FORGED),
        (TEXT.replace("A1", "B2"), BadgeFault.FORGED),
        (TEXT.replace(".B.", ".O."), BadgeFault.FORGED),
        (TEXT.replace(str(BADGE.valid_until_s), "999999999999"), BadgeFault.FORGED),
        (TEXT.replace("k1", "k2"), BadgeFault.UNKNOWN_KEY),
        (BadgeIssuer("k1", b"t" * 32).text(BADGE), BadgeFault.FORGED),
    ],
    ids=range(14),
)
def test_each_kind_of_bad_badge_has_its_name(text: object, fault: BadgeFault) -> None:
    assert _read(text) is fault


def test_without_a_clock_that_can_be_believed_no_badge_is_taken_and_a_forged_one_is_still_forged() -> None:
    assert _read(TEXT, is_believed=False) is BadgeFault.NO_CLOCK
    assert _read(TEXT.replace("A1", "B2"), is_believed=False) is BadgeFault.FORGED


@given(st.integers(0, len(TEXT) - 2), st.characters())
def test_no_single_character_can_be_exchanged(place: int, other: str) -> None:
    forged = TEXT[:place] + other + TEXT[place + 1 :]
    assert forged == TEXT or isinstance(_read(forged), BadgeFault)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(_read(text), BadgeFault)
    assert isinstance(_read(f"PB1.{text}"), BadgeFault)


@pytest.mark.parametrize(
    "own", [replace(BADGE, serial="a.b"), replace(BADGE, person_id="x" * 33), replace(BADGE, serial="é")]
)
def test_a_badge_that_no_kiosk_could_read_is_not_issued(own: Badge) -> None:
    with pytest.raises(ValueError, match="1 to 32"):
        ISSUER.text(own)


def test_a_badge_opens_with_the_pin_of_its_person_only(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        assert await people.door.log_in_by_badge(BADGE, WRONG_PIN) == Refused(Refusal.WRONG)
        assert await people.door.log_in_by_badge(BADGE, PIN) == Admitted(founded.person)
        assert place.told[-1].why == "badge"

    run(story)


def test_a_badge_for_once_opens_once_and_a_wrong_pin_does_not_spend_it(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        once = replace(BADGE, is_once=True)
        assert await people.door.log_in_by_badge(once, WRONG_PIN) == Refused(Refusal.WRONG)
        assert isinstance(await people.door.log_in_by_badge(once, PIN), Admitted)
        assert await people.door.log_in_by_badge(once, PIN) == BAD
        assert (place.told[-1].what, place.told[-1].why) == (Deed.BADGE_REFUSED, "replayed")

    run(story)


def test_a_revoked_badge_opens_nothing(place: Place) -> None:
    async def story() -> None:
        people, founded = await with_admin(place)
        assert await people.register.revoke_badge(founded.person, BADGE.serial, "lost") is None
        assert await people.door.log_in_by_badge(BADGE, PIN) == BAD
        assert place.told[-1].why == "revoked"

    run(story)


def test_forged_badges_lock_the_kiosk_and_cut_ones_are_nobodys_fault(place: Place) -> None:
    async def story() -> None:
        people, _ = await with_admin(place)
        for _ in range(20):
            assert await people.door.log_in_by_badge(BadgeFault.CUT, PIN) == BAD
        for _ in range(6):
            assert await people.door.log_in_by_badge(BadgeFault.FORGED, PIN) == BAD
        assert await people.door.log_in_by_badge(BadgeFault.FORGED, PIN) == Refused(Refusal.LOCKED, 60)
        assert await people.door.log_in(ADMIN, PIN) == Refused(Refusal.LOCKED, 60)

    run(story)
