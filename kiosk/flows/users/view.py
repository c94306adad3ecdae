"""What the register of persons shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from kiosk.domain.access.roles import Role
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.staff.view import LONGEST_ID, LONGEST_PIN, entered, said, secret_parts
from kiosk.flows.staff.wording import roles_text, why_text
from kiosk.flows.users.flow import offers, reasons
from kiosk.flows.users.states import Asking, Everybody, Member, NewCode, One, Reason, Roles, State, Typed

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
IDLE_S: Final = 120
FIELDS: Final = {
    "id": ("id", "text", LONGEST_ID), "pin": ("pin", "pin", LONGEST_PIN), "again": ("pin", "pin", LONGEST_PIN),
    "serial": ("serial", "text", LONGEST_ID),
}  # fmt: skip
ICONS: Final = {
    "roles": "shield-check", "pin": "keyboard", "code": "smartphone", "badge": "qr-code", "revoke": "ticket",
    "end": "x", "resume": "undo-2",
}  # fmt: skip


def view(state: State, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Everybody():
            return _everybody(state)
        case One():
            return _one(state)
        case Typed():
            return _typed(state)
        case Roles():
            return _roles(state)
        case Reason():
            return _reason(state)
        case Asking():
            return _asking(state)
        case NewCode():
            return View(
                title=text("staff.secret.title"),
                instruction=text("users.code.text", person=state.person_id),
                primary=Action(text("staff.secret.seen"), "SecretSeenPressed", icon="check"),
                parts=secret_parts(state.uri),
                timeout_s=IDLE_S,
            )
        case _:
            assert_never(state)


def _everybody(state: Everybody) -> View:
    lead: Text | None = None
    if state.problem:
        lead = why_text(state.problem)
    elif state.done:
        lead = text(f"users.done.{state.done}", person=state.who)
    rows = tuple(_row(member) for member in state.members or ())
    return View(
        title=text("users.title"),
        instruction=lead or text("users.list.text"),
        primary=Action(text("users.enrol"), "MemberChangePressed", (("kind", "enrol"),), "plus"),
        secondary=Action(text("users.revoke"), "MemberChangePressed", (("kind", "revoke"),), "ticket"),
        back=BACK,
        parts={"rows": rows, "empty": text("users.looking" if state.members is None else "users.nobody")},
        timeout_s=IDLE_S,
    )


def _row(member: Member) -> Mapping[str, Viewable]:
    return {
        "icon": "user", "title": member.person_id, "text": _roles_of(member),
        "value": text("users.active" if member.is_active else "users.ended"),
        "kind": "plain" if member.is_active else "off", "event": "MemberChosen",
        "args": {"person_id": member.person_id},
    }  # fmt: skip


def _roles_of(member: Member) -> Text:
    return roles_text(frozenset(Role(role) for role in member.roles))


def _one(state: One) -> View:
    rows = tuple(
        {
            "icon": ICONS[kind], "title": text(f"users.change.{kind}"), "text": _told_of(kind, state.member),
            "value": None, "kind": "plain", "event": "MemberChangePressed", "args": {"kind": kind},
        }
        for kind in offers(state.member)
    )  # fmt: skip
    app = text("users.has_app" if state.member.has_code else "users.no_app")
    return View(
        title=text("users.one.title", person=state.member.person_id),
        instruction=text("users.one.text", roles=_roles_of(state.member), app=app),
        back=BACK,
        parts={"rows": rows, "empty": None},
        timeout_s=IDLE_S,
    )


def _told_of(kind: str, member: Member) -> Text | None:
    if kind == "badge":
        return text("users.badge.on_paper")
    return text("users.badge.number", number=member.badge) if kind == "revoke" else None


def _asking(state: Asking) -> View:
    is_printing = state.draft.kind == "badge" and state.is_doing
    told = said("info", "printer", text("users.badge.printing")) if is_printing else None
    return View(
        title=text("users.badge.title" if is_printing else "users.asking.title"),
        parts=told or said("info", "shield-check", text("users.asking.text")),
        timeout_s=IDLE_S,
    )


def _typed(state: Typed) -> View:
    label, kind, longest = FIELDS[state.asks]
    return View(
        title=text(f"users.{state.draft.kind}.title"),
        instruction=text(f"users.typed.{state.asks}"),
        primary=Action(text("staff.go_on"), "MemberTyped", (("text", ""),), "arrow-right"),
        back=BACK,
        parts={
            "stage": state.asks,
            "field": entered("text", text(f"staff.field.{label}"), kind, longest, state.problem),
        },
        timeout_s=IDLE_S,
    )


def _roles(state: Roles) -> View:
    of_whom = text("users.roles.text", person=state.draft.person_id)
    rows = tuple(_role(role, is_chosen=role in state.draft.roles) for role in Role)
    return View(
        title=text("users.roles.title"),
        instruction=why_text(state.problem) if state.problem else of_whom,
        primary=Action(text("staff.go_on"), "RolesSettledPressed", icon="arrow-right"),
        back=BACK,
        parts={"rows": rows, "empty": None},
        timeout_s=IDLE_S,
    )


def _role(role: Role, *, is_chosen: bool) -> Mapping[str, Viewable]:
    return {
        "icon": "circle-check" if is_chosen else "circle", "title": text(f"staff.role.{role.value}"),
        "text": text(f"users.role.{role.value}"), "value": text("users.chosen" if is_chosen else "users.not_chosen"),
        "kind": "good" if is_chosen else "plain", "event": "RoleToggled", "args": {"role": role.value},
    }  # fmt: skip


def _reason(state: Reason) -> View:
    rows = tuple(
        {
            "icon": "circle-dot", "title": text(f"users.why.{why}"), "text": None, "value": None, "kind": "plain",
            "event": "MemberReasonChosen", "args": {"why": why},
        }
        for why in reasons(state.draft.kind)
    )  # fmt: skip
    return View(
        title=text(f"users.{state.draft.kind}.title"),
        instruction=text("users.why.text", person=state.draft.person_id or state.draft.serial),
        back=BACK,
        parts={"rows": rows, "empty": None},
        timeout_s=IDLE_S,
    )
