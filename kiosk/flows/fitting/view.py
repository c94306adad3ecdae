"""What the pages of a replacement show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.staff.parts import named
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.fitting.events import FitFound, FitPart, FitProof
from kiosk.flows.fitting.flow import (
    FAILED,
    LONGEST_ADDRESS,
    REFUSED,
    SIMULATED,
    Address,
    Fitted,
    Found,
    Proven,
    Roles,
    State,
    may_be_used,
)

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
Row = Mapping[str, Viewable]


def view(state: State, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Roles():
            return _roles(state)
        case Found():
            return _found(state)
        case Address():
            return _address(state)
        case Proven():
            return _proven(state)
        case Fitted():
            return _fitted(state)


def _roles(state: Roles) -> View:
    return View(
        title=text("fitting.title"),
        instruction=text("fitting.roles.text"),
        back=BACK,
        parts={
            "rows": tuple(_part(part) for part in state.parts or ()),
            "empty": text("fitting.roles.none" if state.parts is not None else "fitting.looking"),
        },
    )


def _part(part: FitPart) -> Row:
    word = "none" if not part.driver else "works" if part.is_usable else "fails"
    return {
        "icon": "plug",
        "title": named(part.part),
        "text": part.driver or None,  # where it hangs stands beside the new one
        "value": text(f"fitting.part.{word}"),
        "kind": {"none": "off", "works": "good", "fails": "bad"}[word],
        "event": "FitPartChosen",
        "args": {"part": part.part},
    }


def _found(state: Found) -> View:
    rows = tuple(_candidate(one, n) for n, one in enumerate(state.found or ()))
    again = Action(text("fitting.again"), "FitAgainPressed", icon="refresh-cw", is_busy=state.found is None)
    return View(
        title=text("fitting.found.title", part=named(state.part.part)),
        instruction=text("fitting.found.text" if rows or state.found is None else "fitting.found.none"),
        primary=again,
        secondary=Action(text("fitting.address"), "FitAddressPressed", icon="keyboard"),
        back=BACK,
        parts={"rows": rows, "empty": text("fitting.found.plug" if state.found is not None else "fitting.looking")},
    )


def _candidate(one: FitFound, n: int) -> Row:
    return {
        "icon": "plug",
        "title": one.name or one.place,
        "text": one.driver if one.place.endswith(one.name) else f"{one.driver} {one.place}",
        "value": text("fitting.candidate.same" if one.is_same else "fitting.candidate.other"),
        "kind": "good" if one.is_same else "plain",
        "event": "FitChosen",
        "args": {"n": n},
    }


def _address(state: Address) -> View:
    field: Row = {
        "name": "address",
        "label": text("fitting.address.label"),
        "kind": "text",
        "longest": LONGEST_ADDRESS,
        "value": "",
        "problem": text("fitting.address.wrong") if state.is_wrong else None,
    }
    return View(
        title=text("fitting.found.title", part=named(state.part.part)),
        instruction=text("fitting.address.text"),
        primary=Action(text("fitting.look"), "FitAddressGiven", (("address", ""),), icon="search"),
        back=BACK,
        parts={"field": field},
    )


def _proven(state: Proven) -> View:
    proof = state.proof
    use = Action(
        text("fitting.use"), "FitUsePressed", icon="check", is_enabled=may_be_used(state), is_busy=bool(state.ask_id)
    )
    return View(
        title=text("fitting.found.title", part=named(state.part.part)),
        instruction=_said(state),
        primary=use,
        secondary=Action(text("fitting.ask"), "FitAgainPressed", icon="refresh-cw", is_busy=proof is None),
        back=BACK,
        parts={
            "facts": (*_before_and_after(state.part, state.chosen), *(_told(proof) if proof is not None else ())),
            "note": text("fitting.proven.note"),
        },
    )


def _said(state: Proven) -> Text:
    if state.why:
        known = state.why in (REFUSED, FAILED, SIMULATED)
        return text(f"fitting.not.{state.why}") if known else text("fitting.not.because", why=state.why)
    if state.proof is None:
        return text("fitting.proven.asking")
    return text(f"fitting.proven.{_word(state.proof)}")


def _word(proof: FitProof) -> str:
    if not proof.is_open:
        return "nobody"
    if not proof.answers:
        return "quiet" if proof.is_usable else "silent"
    return "answers" if proof.is_usable else "fault"


def _before_and_after(part: FitPart, chosen: FitFound) -> tuple[Row, ...]:
    before: Text | str = f"{part.driver} {part.place}".strip() or text("fitting.part.none")
    return (
        {"name": text("fitting.fact.before"), "value": before, "kind": "plain"},
        {"name": text("fitting.fact.after"), "value": f"{chosen.driver} {chosen.place}", "kind": "plain"},
    )


def _told(proof: FitProof) -> tuple[Row, ...]:
    word = _word(proof)
    kind = "good" if word == "answers" else "warning" if word in ("quiet", "fault") else "bad"
    value = text("fitting.fact.yes" if proof.answers else "fitting.fact.no")
    facts: list[Row] = [{"name": text("fitting.fact.answers"), "value": value, "kind": kind}]
    told = " ".join(filter(None, (proof.state, *proof.reasons)))
    if told:
        facts.append({"name": text("fitting.fact.state"), "value": told, "kind": kind})
    if proof.detail:
        facts.append({"name": text("fitting.fact.detail"), "value": proof.detail, "kind": "plain"})
    return tuple(facts)


def _fitted(state: Fitted) -> View:
    return View(
        title=text("fitting.found.title", part=named(state.part.part)),
        instruction=text("fitting.fitted.done" if state.is_done else "fitting.fitted.writing"),
        back=BACK if state.is_done else None,
        parts={"facts": _before_and_after(state.part, state.chosen), "note": text("fitting.fitted.note")},
    )
