"""The entrance and the register by themselves: ways back, answers that fail, and what does not belong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.flows import confirm, staff, users
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, TimedOut
from kiosk.flows.confirm import Code, Second
from kiosk.flows.guests import Gone, GoneWith, Pass
from kiosk.flows.shell.examples import SITE
from kiosk.flows.staff.events import (
    CodeRefused,
    FirstBegun,
    FirstFounded,
    FirstGiven,
    FirstRefused,
    SecretSeenPressed,
    TryAgainPressed,
    WhoKnown,
)
from kiosk.flows.staff.flow import WAIT_TIMER, tick_s
from kiosk.flows.staff.states import Checking, First, Menu, Prove, Refused, Secret, SignIn
from kiosk.flows.staff.wording import why_text
from kiosk.flows.staffed import AskPermit, BadgeRead, CodeGiven, NotPermitted, Permitted, SignInRefused
from kiosk.flows.users.events import (
    ListMembers,
    MemberChanged,
    MemberChangePressed,
    MemberChosen,
    MemberNotChanged,
    MembersListed,
    MemberTyped,
    RolesSettledPressed,
    RoleToggled,
)
from kiosk.flows.users.states import Asking, Draft, Everybody, Member, NewCode, One, Reason, Roles, State, Typed

AT = Stamp(1_790_000_000_000, 5_000, 7)
ADMIN = Person("A1", frozenset({Role.ADMIN}))
SOFIA = Member("sofia", ("attendant",))
TYPED = First("SHOWN", "again", "CODE", "anna", "482913")
ASK = AskPermit("ask", Permission.USERS, ADMIN)
DRAFT = Draft("roles", "sofia", frozenset({Role.ATTENDANT}))


def came(state: object, *events: Event) -> object:
    """Return what a state of the entrance becomes."""
    for event in events:
        state, _ = staff.step(state, event, AT, SITE)  # type: ignore[arg-type]  # a test ends where a guest goes
    return state


def became(state: object, *events: Event) -> object:
    """Return what a state of the register becomes."""
    for event in events:
        state, _ = users.step(state, event, AT, SITE)  # type: ignore[arg-type]  # as above
    return state


def wanted(state: confirm.State, *events: Event) -> object:
    """Return what a page for one act becomes."""
    now: object = state
    for event in events:
        now, _ = confirm.step(now, event, AT, SITE)  # type: ignore[arg-type]  # as above
    return now


# --- the entrance ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [*staff.EXAMPLES.values()], ids=[*staff.EXAMPLES])
def test_who_goes_away_is_signed_out_from_everywhere(state: object) -> None:
    assert came(state, Abandoned()) == Gone()


def test_the_menu_is_where_who_comes_back_from_an_area_finds_themselves() -> None:
    assert staff.enter(ADMIN, AT, SITE) == (Menu(ADMIN), ())
    assert users.enter(None, AT, SITE) == (Gone(), ()), "nobody comes to the register without a person"


def test_a_badge_that_is_read_while_the_door_opens_is_asked_for_its_pin() -> None:
    assert came(Checking(), BadgeRead("PB1.x"), WhoKnown(has_admin=True)) == SignIn("pin", badge="PB1.x")
    assert came(Checking(), WhoKnown(has_admin=True, problem="key-lost")) == Refused("key-lost")
    assert came(Checking(), BackPressed()) == Gone()


@pytest.mark.parametrize("key", ["look-who", "sign-in", "first"])
def test_what_cannot_be_checked_lets_nobody_in(key: str) -> None:
    assert came(Checking("person"), EffectFailed("any", key)) == Refused("cannot-check")
    assert came(Checking("person"), EffectFailed("any", "another")) == Checking("person")


def test_while_a_pin_is_looked_at_nothing_goes_back_and_no_other_answer_counts() -> None:
    waiting = Checking("person")
    for event in (
        BackPressed(),
        BadgeRead("PB1.x"),
        FirstBegun("A1", "uri"),
        FirstFounded("A1", ("admin",)),
        FirstRefused("locked"),
    ):
        assert came(waiting, event) == waiting


@pytest.mark.parametrize(
    ("why", "state"),
    [
        ("code-wrong", First("SHOWN", "code", "CODE", "anna", problem="not-the-code")),
        ("code-over", Refused("first-over")),
        ("locked", Refused("locked")),
        ("id-taken", First("SHOWN", "id", "CODE", "anna", problem="id-taken")),
        ("too-short", First("SHOWN", "pin", "CODE", "anna", problem="too-short")),
        ("cannot-check", Refused("cannot-check")),
    ],
)
def test_what_was_wrong_with_the_first_admin_is_asked_again(why: str, state: object) -> None:
    assert came(Checking("first", first=TYPED), FirstRefused(why)) == state


def test_the_way_back_through_the_first_admin_forgets_the_pin() -> None:
    assert came(TYPED, BackPressed()) == First("SHOWN", "pin", "CODE", "anna")
    assert came(First("SHOWN"), BackPressed()) == Gone()
    assert came(First("SHOWN"), TimedOut(WAIT_TIMER)) == First("SHOWN")


def test_the_secret_is_looked_at_again_until_a_code_of_it_was_right() -> None:
    assert came(Secret("A1", "uri"), BackPressed()) == Secret("A1", "uri")
    assert came(Secret("A1", "uri"), SecretSeenPressed(), BackPressed()) == Secret("A1", "uri")
    checking = came(Prove("A1", "uri"), CodeGiven("1" * 10_000))
    assert checking == Prove("A1", "uri", is_checking=True)
    assert came(checking, CodeGiven("123456"), TimedOut("any")) == checking, "one code is looked at"
    assert came(Prove("A1", "uri"), FirstFounded("A1", ("admin",))) == Prove("A1", "uri"), "nobody asked"
    assert came(checking, FirstRefused("code-over")) == Refused("first-over")
    assert came(checking, CodeRefused("locked", 60)) == Refused("locked", AT.mono_ms + 60_000, 60)
    assert came(checking, FirstFounded("A1", ("admin",))) == Menu(ADMIN)
    assert came(checking, CodeRefused("no-clock")) == Prove("A1", "uri", "no-clock")
    assert came(checking, EffectFailed("ProveFirst", "prove-first")) == Prove("A1", "uri", "cannot-check")


def test_what_does_not_belong_changes_nothing() -> None:
    for state in (SignIn(), SignIn("pin", "anna"), Refused("wrong"), Menu(ADMIN)):
        assert came(state, TimedOut("any"), FirstGiven("x"), SignInRefused("wrong")) == state
    assert came(Refused("locked", 65_000, 60), TryAgainPressed()) == Refused("locked", 65_000, 60)


@pytest.mark.parametrize(("left_s", "next_s"), [(1, 1), (60, 1), (61, 1), (90, 30), (120, 60), (3600, 60)])
def test_the_time_that_is_left_is_told_anew_when_it_reads_otherwise(left_s: int, next_s: int) -> None:
    assert tick_s(left_s) == next_s


def test_a_reason_nobody_knows_is_told_as_one_that_cannot_be_checked() -> None:
    assert why_text("a new one") == text("staff.why.cannot-check")


# --- the page for one act -------------------------------------------------------------------------------------------


def test_a_page_for_one_act_waits_for_its_own_answer() -> None:
    checking = wanted(Code(ASK), CodeGiven("123456"))
    assert isinstance(checking, Code)
    other = (Permitted("other", "users", "A1"), NotPermitted("other", "code-wrong"), EffectFailed("AskPermit", "other"))
    assert wanted(checking, *other, CodeGiven("1")) == checking
    assert wanted(checking, NotPermitted("ask", "needs-second")) == Second(checking.ask)
    failed = wanted(checking, EffectFailed("AskPermit", "ask"))
    assert failed == Code(checking.ask, "cannot-check")
    assert wanted(Code(ASK), TimedOut("any")) == Code(ASK)
    assert wanted(Second(ASK), BackPressed()) == GoneWith(NotPermitted("ask", "withdrawn"))
    assert confirm.enter(ADMIN, AT, SITE) == (Gone(), ())


# --- the register ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [*users.EXAMPLES.values()], ids=[*users.EXAMPLES])
def test_who_goes_away_from_the_register_is_signed_out(state: object) -> None:
    assert became(state, Abandoned()) == Gone()


def listed(problem: str = "") -> tuple[Everybody, Sequence[Effect]]:
    return Everybody(ADMIN, problem=problem), (ListMembers(),)


@pytest.mark.parametrize(
    "state",
    [One(ADMIN, SOFIA), Typed(ADMIN, DRAFT, "pin"), Roles(ADMIN, DRAFT), Reason(ADMIN, DRAFT)],
    ids=["one", "typed", "roles", "reason"],
)
def test_back_leads_to_the_list_looked_up_anew(state: State) -> None:
    assert users.step(state, BackPressed(), AT, SITE) == listed()
    assert users.step(state, TimedOut("any"), AT, SITE) == (state, ())


def test_the_list_says_when_it_cannot_be_looked_up_and_opens_nobody_it_does_not_show() -> None:
    assert became(Everybody(ADMIN), EffectFailed("ListMembers", "list-members")) == Everybody(
        ADMIN, (), problem="cannot-check"
    )
    shown = became(Everybody(ADMIN), MembersListed((SOFIA,)))
    assert became(shown, MemberChosen("nobody"), MemberChangePressed("shell"), TimedOut("any")) == shown
    assert became(shown, BackPressed()) == Pass("staff", ADMIN)
    assert became(Everybody(ADMIN), MemberChosen("sofia")) == Everybody(ADMIN)


def test_only_changes_that_make_sense_are_begun() -> None:
    assert became(One(ADMIN, SOFIA), MemberChangePressed("resume")) == One(ADMIN, SOFIA)
    ended = One(ADMIN, Member("sofia", is_active=False))
    assert became(ended, MemberChangePressed("code")) == ended
    assert became(Roles(ADMIN, DRAFT), RoleToggled("king")) == Roles(ADMIN, DRAFT)


def test_a_change_is_done_once_it_was_permitted_and_only_then() -> None:
    asked = Asking(ADMIN, DRAFT, "ask")
    assert became(asked, MemberChanged("roles", "sofia"), MemberNotChanged("no-role"), BackPressed()) == asked
    doing = became(asked, Permitted("other", "users", "A1"), Permitted("ask", "users", "A1"))
    assert doing == Asking(ADMIN, DRAFT, "ask", is_doing=True)
    assert became(doing, Permitted("ask", "users", "A1"), NotPermitted("ask", "wrong")) == doing
    assert became(doing, EffectFailed("ChangeMember", "change-member")) == Everybody(ADMIN, problem="cannot-check")
    assert became(doing, MemberNotChanged("no-role")) == Roles(ADMIN, DRAFT, "no-role")
    assert became(doing, MemberNotChanged("last-admin")) == Everybody(ADMIN, problem="last-admin")
    assert became(asked, EffectFailed("AskPermit", "ask")) == Everybody(ADMIN, problem="cannot-check")


def test_a_new_app_stays_on_the_glass_until_it_was_scanned() -> None:
    page = NewCode(ADMIN, "sofia", "uri")
    assert became(page, TimedOut("any"), MemberTyped("x"), RolesSettledPressed()) == page
    assert became(page, SecretSeenPressed()) == Everybody(ADMIN, None, "code", "sofia")
