"""What the entrance shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.guests import Guest
from kiosk.flows.staff.areas import offered_to, waits
from kiosk.flows.staff.states import Checking, First, Menu, Prove, Refused, Secret, SignIn, State
from kiosk.flows.staff.wording import roles_text, why_text

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
LEAVE: Final = Action(text("staff.leave"), "BackPressed", icon="x")
OUT: Final = Action(text("staff.out"), "BackPressed", icon="log-out")
ENTRANCE_S: Final = 60  # nobody is signed in yet: the customer who waits beneath gets the glass back soon
SECRET_S: Final = 300  # an app is fetched, opened and pointed
LONGEST_ID: Final = 32
LONGEST_PIN: Final = 10
KINDS: Final = {"code": "code", "id": "text", "pin": "pin", "again": "pin"}
LENGTHS: Final = {"code": 11, "id": LONGEST_ID, "pin": LONGEST_PIN, "again": LONGEST_PIN}


def view(state: State, site: Site) -> View:
    """Return what a state shows."""
    match state:
        case SignIn():
            return _sign_in(state)
        case Checking(what=what):
            return View(
                title=text("staff.checking.title"),
                back=LEAVE if what == "who" else None,
                parts=said("info", "shield-check", text(f"staff.checking.{what}")),
                timeout_s=ENTRANCE_S,
            )
        case Refused():
            return _refused(state)
        case First():
            return _first(state)
        case Secret():
            return _secret(state)
        case Prove():
            return _prove(state)
        case Menu():
            return _menu(state, site)
        case _:
            assert_never(state)


def said(kind: str, icon: str, words: Text) -> Mapping[str, Viewable]:
    """Return the one thing that a page says."""
    return {"icon": icon, "banner": {"kind": kind, "icon": icon, "title": words, "text": ""}}


def entered(name: str, label: Text, kind: str, longest: int, problem: str = "") -> Mapping[str, Viewable]:
    """Return a field to type into; `problem`: why what was typed is not taken."""
    told = why_text(problem) if problem else None
    return {"name": name, "label": label, "kind": kind, "longest": longest, "value": "", "problem": told}


def _sign_in(state: SignIn) -> View:
    if state.asks == "id":
        return View(
            title=text("staff.signin.title"),
            instruction=text("staff.signin.id"),
            primary=Action(text("staff.go_on"), "WhoGiven", (("person_id", ""),), "arrow-right"),
            back=LEAVE,
            parts={"stage": "id", "field": entered("person_id", text("staff.field.id"), "text", LONGEST_ID)},
            takes_scans=True,
            timeout_s=ENTRANCE_S,
        )
    send = (("person_id", ""), ("pin", ""))
    return View(
        title=text("staff.signin.title"),
        instruction=text("staff.signin.badge" if state.badge else "staff.signin.pin"),
        primary=Action(text("staff.signin.go"), "SignInTried", send, "lock"),
        back=BACK,
        parts={"stage": "pin", "field": entered("pin", text("staff.field.pin"), "pin", LONGEST_PIN)},
        takes_scans=True,
        timeout_s=ENTRANCE_S,
    )


def _refused(state: Refused) -> View:
    is_open = not state.left_s
    return View(
        title=text("staff.refused.title"),
        parts=said("warning", "lock", why_text(state.why, state.left_s)),
        primary=Action(text("action.try_again"), "TryAgainPressed", icon="refresh-cw", is_enabled=is_open),
        back=LEAVE,
        timeout_s=ENTRANCE_S,
    )


def _first(state: First) -> View:
    asks = state.asks
    label = text(f"staff.field.{'pin' if asks == 'again' else asks}")
    is_last = asks == "again"
    return View(
        title=text("staff.first.title"),
        instruction=text("staff.first.code", code=state.shown) if asks == "code" else text(f"staff.first.{asks}"),
        primary=Action(
            text("staff.first.go" if is_last else "staff.go_on"), "FirstGiven", (("text", ""),), "arrow-right"
        ),
        back=LEAVE if asks == "code" else BACK,
        parts={"stage": asks, "field": entered("text", label, KINDS[asks], LENGTHS[asks], state.problem)},
        timeout_s=SECRET_S,
    )


def secret_parts(uri: str) -> Mapping[str, Viewable]:
    """Return the code that an authenticator app scans, and what it holds for who types it in."""
    secret = uri.partition("secret=")[2].partition("&")[0]
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"qr": uri, "spoken": text("staff.secret.qr"), "note": text("staff.secret.typed"), "plain": grouped}


def _secret(state: Secret) -> View:
    return View(
        title=text("staff.secret.title"),
        instruction=text("staff.secret.text"),
        primary=Action(text("staff.secret.seen"), "SecretSeenPressed", icon="arrow-right"),
        parts=secret_parts(state.uri),
        timeout_s=SECRET_S,
    )


def _prove(state: Prove) -> View:
    return View(
        title=text("staff.prove.title"),
        instruction=text("staff.prove.text"),
        primary=Action(text("staff.go_on"), "CodeGiven", (("code", ""),), "check", is_busy=state.is_checking),
        back=BACK,
        parts={"field": entered("code", text("staff.field.totp"), "digits", 6, state.problem)},
        timeout_s=SECRET_S,
    )


def _menu(state: Menu, site: Site) -> View:
    rows = tuple(_row(entry, site) for entry in offered_to(state.person))
    who = text("staff.menu.who", person=state.person.id, roles=roles_text(state.person.roles))
    return View(
        title=text("staff.menu.title"),
        instruction=who,
        back=OUT,
        parts={"rows": rows, "empty": text("staff.menu.nothing")},
        timeout_s=120,
    )


def _row(entry: Guest, site: Site) -> Mapping[str, Viewable]:
    if waits(entry, site):
        return {
            "icon": entry.icon, "title": entry.title, "text": text("staff.menu.waits"), "value": None, "kind": "off",
        }  # fmt: skip
    return {
        "icon": entry.icon, "title": entry.title, "text": entry.text, "value": None, "kind": "plain",
        "event": "AreaPressed", "args": {"flow": entry.flow},
    }  # fmt: skip
