"""The register's pages one by one: each change is put together, permitted, done, and told; nothing else happens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.text import text
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event
from kiosk.flows.guests import Gone, Pass
from kiosk.flows.shell.examples import SITE
from kiosk.flows.staff.events import SecretSeenPressed
from kiosk.flows.staff.wording import why_text
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted
from kiosk.flows.users import EXAMPLES, step, view
from kiosk.flows.users.events import (
    ChangeMember,
    ListMembers,
    MemberChanged,
    MemberChangePressed,
    MemberChosen,
    MemberNotChanged,
    MemberReasonChosen,
    MembersListed,
    MemberTyped,
    RolesSettledPressed,
    RoleToggled,
)
from kiosk.flows.users.states import Asking, Draft, Everybody, Member, NewCode, One, Reason, Roles, Typed
from tests.unit.flows.given import Clock

ADMIN = Person("A1", frozenset({Role.ADMIN}))
SOFIA = Member("sofia", ("attendant",), badge="B7")
GONE_SINCE = replace(SOFIA, is_active=False)
DRAFT = Draft("enrol", "rui", frozenset({Role.ATTENDANT}), pin="482913")
CLOCK = Clock()


def took(state: object, *events: Event) -> tuple[object, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for event in events:
        state, effects = step(state, event, CLOCK.stamp(), SITE)  # type: ignore[arg-type]  # a test walks past the end
    return state, effects


def asking(draft: Draft, *, is_doing: bool = False) -> Asking:
    return Asking(ADMIN, draft, "ask", is_doing)


# --- faults first ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", EXAMPLES.values(), ids=EXAMPLES)
def test_who_goes_away_changes_nobody(state: object) -> None:
    left, effects = took(state, Abandoned())
    assert left == Gone()
    assert not any(isinstance(effect, ChangeMember) for effect in effects)


@pytest.mark.parametrize("state", EXAMPLES.values(), ids=EXAMPLES)
def test_what_nobody_asked_for_changes_nothing(state: object) -> None:
    for event in (Permitted("other", "users", "A1"), NotPermitted("other", "locked"), EffectFailed("any", "other")):
        assert took(state, event) == (state, ())


def test_a_list_that_cannot_be_read_is_empty_and_says_so() -> None:
    state, _ = took(Everybody(ADMIN), EffectFailed("ListMembers", "list-members"))
    assert state == Everybody(ADMIN, (), problem="cannot-check")


def test_who_is_not_on_the_list_cannot_be_chosen() -> None:
    state = Everybody(ADMIN, (SOFIA,))
    assert took(state, MemberChosen("nobody")) == (state, ())
    assert took(Everybody(ADMIN), MemberChosen("sofia")) == (Everybody(ADMIN), ())


@pytest.mark.parametrize(("member", "kind"), [(SOFIA, "resume"), (GONE_SINCE, "pin"), (SOFIA, "enrol")])
def test_what_makes_no_sense_of_a_person_is_not_begun(member: Member, kind: str) -> None:
    assert took(One(ADMIN, member), MemberChangePressed(kind)) == (One(ADMIN, member), ())


def test_two_pins_that_differ_are_typed_again() -> None:
    state = Typed(ADMIN, DRAFT, "again")
    assert took(state, MemberTyped("111222"))[0] == Typed(ADMIN, replace(DRAFT, pin=""), "pin", "not-alike")


def test_a_person_without_a_role_and_a_role_that_is_none_are_refused() -> None:
    state = Roles(ADMIN, replace(DRAFT, roles=frozenset()))
    assert took(state, RolesSettledPressed()) == (replace(state, problem="no-role"), ())
    assert took(state, RoleToggled("king")) == (state, ())


def test_a_reason_that_does_not_fit_is_none() -> None:
    state = Reason(ADMIN, Draft("resume", "sofia"))
    assert took(state, MemberReasonChosen("misuse")) == (state, ())


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (NotPermitted("ask", "locked"), "locked"),
        (EffectFailed("AskPermit", "ask"), "cannot-check"),
        (EffectFailed("ChangeMember", "change-member"), "cannot-check"),
    ],
)
def test_without_leave_nobody_is_changed(event: Event, problem: str) -> None:
    state, effects = took(asking(DRAFT), event)
    assert state == Everybody(ADMIN, problem=problem)
    assert effects == (ListMembers(),)


@pytest.mark.parametrize(
    ("why", "kind", "asks"),
    [("id-taken", "enrol", "id"), ("too-short", "enrol", "pin"), ("too-short", "pin", "pin")],
)
def test_what_was_wrong_is_typed_again_without_the_pin(why: str, kind: str, asks: str) -> None:
    draft = replace(DRAFT, kind=kind)  # type: ignore[arg-type]  # one of its values
    state, _ = took(asking(draft, is_doing=True), MemberNotChanged(why))
    assert state == Typed(ADMIN, replace(draft, pin=""), asks, why)  # type: ignore[arg-type]  # one of its values


def test_a_change_that_is_refused_otherwise_leads_to_the_list_or_to_the_roles() -> None:
    assert took(asking(DRAFT, is_doing=True), MemberNotChanged("last-admin"))[0] == Everybody(
        ADMIN, problem="last-admin"
    )
    assert took(asking(DRAFT, is_doing=True), MemberNotChanged("no-role"))[0] == Roles(ADMIN, DRAFT, "no-role")


# --- the way it goes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state",
    [One(ADMIN, SOFIA), Typed(ADMIN, DRAFT, "pin"), Roles(ADMIN, DRAFT), Reason(ADMIN, DRAFT)],
    ids=lambda state: type(state).__name__,
)
def test_back_leads_to_the_list_read_anew(state: object) -> None:
    assert took(state, BackPressed()) == (Everybody(ADMIN), (ListMembers(),))


def test_back_from_the_list_leads_to_the_menu() -> None:
    assert took(Everybody(ADMIN), BackPressed())[0] == Pass("staff", ADMIN)


def test_somebody_is_enrolled_with_id_roles_and_a_pin_typed_twice() -> None:
    state, effects = took(
        Everybody(ADMIN), MembersListed((SOFIA,)), MemberChangePressed("enrol"), MemberTyped("rui"),
        RoleToggled("attendant"), RolesSettledPressed(), MemberTyped("482913"), MemberTyped("482913"),
    )  # fmt: skip
    assert isinstance(state, Asking)
    assert state.draft == DRAFT
    assert effects == (AskPermit(state.ask_id, Permission.USERS, ADMIN),)
    doing, effects = took(state, Permitted(state.ask_id, "users", "A1"))
    assert effects == (ChangeMember(ADMIN, DRAFT),)
    assert took(doing, MemberChanged("enrol", "rui"))[0] == Everybody(ADMIN, done="enrol", who="rui")


def test_a_lost_badge_is_revoked_by_its_number_and_by_whose_it_is() -> None:
    by_number, _ = took(Everybody(ADMIN), MemberChangePressed("revoke"), MemberTyped("B7"))
    by_person, _ = took(One(ADMIN, SOFIA), MemberChangePressed("revoke"))
    assert by_number == by_person == Reason(ADMIN, Draft("revoke", serial="B7"))
    state, _ = took(by_number, MemberReasonChosen("lost"))
    assert isinstance(state, Asking)
    assert (state.draft.serial, state.draft.why) == ("B7", "lost")
    assert took(replace(state, is_doing=True), MemberChanged("revoke", ""))[0] == Everybody(
        ADMIN, done="revoke", who="B7"
    )


@pytest.mark.parametrize(
    ("kind", "page"), [("roles", Roles), ("pin", Typed), ("code", Asking), ("badge", Asking), ("end", Reason)]
)
def test_each_change_of_a_person_begins_at_its_own_page(kind: str, page: type) -> None:
    chosen, _ = took(Everybody(ADMIN, (SOFIA,)), MemberChosen("sofia"))
    state, _ = took(chosen, MemberChangePressed(kind))
    assert isinstance(state, page)


def test_who_came_back_is_resumed_with_a_reason() -> None:
    state, _ = took(One(ADMIN, GONE_SINCE), MemberChangePressed("resume"), MemberReasonChosen("returned"))
    assert isinstance(state, Asking)
    assert (state.draft.kind, state.draft.why) == ("resume", "returned")


def test_other_roles_are_asked_for_at_once() -> None:
    state, _ = took(One(ADMIN, SOFIA), MemberChangePressed("roles"), RoleToggled("supervisor"), RolesSettledPressed())
    assert isinstance(state, Asking)
    assert state.draft.roles == {Role.ATTENDANT, Role.SUPERVISOR}


def test_a_new_code_is_shown_until_it_was_seen() -> None:
    shown, _ = took(asking(Draft("code", "sofia"), is_doing=True), MemberChanged("code", "sofia", "otpauth://x"))
    assert shown == NewCode(ADMIN, "sofia", "otpauth://x")
    assert took(shown, BackPressed()) == (shown, ())
    assert took(shown, SecretSeenPressed())[0] == Everybody(ADMIN, done="code", who="sofia")


def test_one_list_is_read_and_one_change_made_at_a_time() -> None:
    assert (ListMembers().key, ChangeMember(ADMIN, DRAFT).key) == ("list-members", "change-member")


@pytest.mark.parametrize("problem", ["locked", "nobody-knows-this"])
def test_a_problem_is_told_above_the_list_and_a_change_that_was_made_too(problem: str) -> None:
    assert view(Everybody(ADMIN, (SOFIA,), problem=problem), SITE).instruction == why_text(problem)
    done = view(Everybody(ADMIN, (SOFIA,), done="pin", who="sofia"), SITE)
    assert done.instruction == text("users.done.pin", person="sofia")


def test_an_act_that_was_permitted_is_done_once() -> None:
    state = asking(DRAFT, is_doing=True)
    assert took(state, Permitted("ask", "users", "A1"), NotPermitted("ask", "locked")) == (state, ())
    assert took(Reason(ADMIN, DRAFT), EffectFailed("any", "change-member")) == (Reason(ADMIN, DRAFT), ())
