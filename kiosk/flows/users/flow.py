"""The register's rules: a change is put together, permitted, done, and the list is looked up anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.staff.events import SecretSeenPressed
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted
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
from kiosk.flows.users.states import (
    KINDS,
    Asking,
    Draft,
    Everybody,
    Member,
    NewCode,
    One,
    Reason,
    Roles,
    State,
    Stepped,
    Typed,
)

NAME: Final = "users"
LONGEST: Final = 64
REASONS_OF: Final = {"resume": ("returned", "mistake"), "revoke": ("lost", "left", "misuse")}
OF_THE_ID: Final = ("bad-id", "id-taken")
OF_THE_PIN: Final = ("not-digits", "too-short", "too-long", "too-easy", "is-person-id")

ENTRY = Guest(NAME, 890, text("users.title"), text("users.text"), "users", may=(Permission.USERS,))
SCREENS: tuple[type[State], ...] = (Everybody, One, Typed, Roles, Reason, Asking, NewCode)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Everybody: frozenset({One, Typed, Pass, Gone}),
    One: frozenset({Everybody, Typed, Roles, Reason, Asking, Gone}),
    Typed: frozenset({Everybody, Roles, Reason, Asking, Gone}),
    Roles: frozenset({Everybody, Typed, Asking, Gone}),
    Reason: frozenset({Everybody, Asking, Gone}),
    Asking: frozenset({Everybody, Typed, Roles, NewCode, Gone}),
    NewCode: frozenset({Everybody, Gone}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Look everybody up; nobody comes here who did not sign in."""
    return (Gone(), ()) if person is None else (Everybody(person), (ListMembers(),))


def step(state: State, event: Event, at: Stamp, _site: Site) -> Stepped:
    """Take one event."""
    if isinstance(event, Abandoned):
        return Gone(), ()
    match state:
        case Everybody():
            return _everybody(state, event)
        case One():
            return _one(state, event, at)
        case Typed():
            return _typed(state, event, at)
        case Roles():
            return _roles(state, event, at)
        case Reason():
            return _reason(state, event, at)
        case Asking():
            return _asking(state, event)
        case NewCode():
            return _listed(state.by, "code", state.person_id) if _is_over(event) else (state, ())
        case _:
            assert_never(state)


def _is_over(event: Event) -> bool:
    return isinstance(event, SecretSeenPressed)


def _listed(by: Person, done: str = "", who: str = "", problem: str = "") -> Stepped:
    return Everybody(by, None, done, who, problem), (ListMembers(),)


def _asked(by: Person, draft: Draft, at: Stamp) -> Stepped:
    ask_id = uuid7(at, 1)
    return Asking(by, draft, ask_id), (AskPermit(ask_id, Permission.USERS, by),)


# --- the list and one of it -----------------------------------------------------------------------------------------


def _everybody(state: Everybody, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return Pass("staff", state.by), ()
        case MembersListed(members=members):
            return replace(state, members=members), ()
        case EffectFailed(key="list-members"):
            return replace(state, members=(), problem="cannot-check"), ()
        case MemberChosen(person_id=person_id):
            found = next((own for own in state.members or () if own.person_id == person_id), None)
            return (One(state.by, found), ()) if found is not None else (state, ())
        case MemberChangePressed(kind="enrol"):
            return Typed(state.by, Draft("enrol"), "id"), ()
        case MemberChangePressed(kind="revoke"):
            return Typed(state.by, Draft("revoke"), "serial"), ()
        case _:
            return state, ()


def offers(member: Member) -> tuple[str, ...]:
    """Return which changes of a person make sense now."""
    badge = ("badge", "revoke") if member.badge else ("badge",)
    return ("roles", "pin", "code", *badge, "end") if member.is_active else ("resume",)


def _one(state: One, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return _listed(state.by)
        case MemberChangePressed(kind=kind) if kind in offers(state.member):
            return _begun(state, kind, at)
        case _:
            return state, ()


def _begun(state: One, kind: str, at: Stamp) -> Stepped:
    found = next(own for own in KINDS if own == kind)
    draft = Draft(found, state.member.person_id, frozenset(Role(role) for role in state.member.roles))
    match found:
        case "roles":
            return Roles(state.by, draft), ()
        case "pin":
            return Typed(state.by, draft, "pin"), ()
        case "code" | "badge":
            return _asked(state.by, draft, at)
        case "revoke":
            return Reason(state.by, Draft("revoke", serial=state.member.badge)), ()
        case _:
            return Reason(state.by, draft), ()


# --- a change is put together ---------------------------------------------------------------------------------------


def _typed(state: Typed, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return _listed(state.by)
        case MemberTyped(text=typed):
            return _given(state, typed[:LONGEST], at)
        case _:
            return state, ()


def _given(state: Typed, typed: str, at: Stamp) -> Stepped:
    draft = state.draft
    match state.asks:
        case "id":
            return Roles(state.by, replace(draft, person_id=typed)), ()
        case "serial":
            return Reason(state.by, replace(draft, serial=typed)), ()
        case "pin":
            return Typed(state.by, replace(draft, pin=typed), "again"), ()
        case "again" if typed != draft.pin:
            return Typed(state.by, replace(draft, pin=""), "pin", "not-alike"), ()
        case "again":
            return _asked(state.by, draft, at)


def _roles(state: Roles, event: Event, at: Stamp) -> Stepped:
    draft = state.draft
    match event:
        case BackPressed():
            return _listed(state.by)
        case RoleToggled(role=role) if role in tuple(Role):
            return replace(state, draft=replace(draft, roles=draft.roles ^ {Role(role)}), problem=""), ()
        case RolesSettledPressed() if not draft.roles:
            return replace(state, problem="no-role"), ()
        case RolesSettledPressed() if draft.kind == "enrol":
            return Typed(state.by, draft, "pin"), ()
        case RolesSettledPressed():
            return _asked(state.by, draft, at)
        case _:
            return state, ()


def reasons(kind: str) -> tuple[str, ...]:
    """Return the reasons that fit a change."""
    return {"resume": ("returned", "mistake"), "revoke": ("lost", "left", "misuse")}.get(
        kind, ("left", "misuse", "mistake")
    )


def _reason(state: Reason, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return _listed(state.by)
        case MemberReasonChosen(why=why) if why in reasons(state.draft.kind):
            return _asked(state.by, replace(state.draft, why=why), at)
        case _:
            return state, ()


# --- permitted and done ---------------------------------------------------------------------------------------------


def _asking(state: Asking, event: Event) -> Stepped:
    draft = state.draft
    match event:
        case Permitted(ask_id=ask_id) if ask_id == state.ask_id and not state.is_doing:
            return replace(state, is_doing=True), (ChangeMember(state.by, draft),)
        case NotPermitted(ask_id=ask_id, why=why) if ask_id == state.ask_id and not state.is_doing:
            return _listed(state.by, problem=why)
        case EffectFailed(key=key) if key in (state.ask_id, "change-member"):
            return _listed(state.by, problem="cannot-check")
        case MemberChanged(shown=shown) if state.is_doing and draft.kind == "code":
            return NewCode(state.by, draft.person_id, shown), ()
        case MemberChanged() if state.is_doing:
            return _listed(state.by, draft.kind, draft.person_id or draft.serial)
        case MemberNotChanged(why=why) if state.is_doing:
            return _mended(state, why)
        case _:
            return state, ()


def _mended(state: Asking, why: str) -> Stepped:
    """Return to where what was wrong is given again."""
    if why in OF_THE_ID and state.draft.kind == "enrol":
        return Typed(state.by, replace(state.draft, pin=""), "id", why), ()
    if why in OF_THE_PIN:
        return Typed(state.by, replace(state.draft, pin=""), "pin", why), ()
    return (Roles(state.by, state.draft, why), ()) if why == "no-role" else _listed(state.by, problem=why)
