"""What the page of who becomes a member shows, in unfinished words."""

from __future__ import annotations

from typing import Final

from kiosk.domain.benefits.contact import LONGEST
from kiosk.domain.text import text
from kiosk.flows.base import Action, View
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.paid_view import step_of

CANCEL: Final = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
OFFER: Final = Action(text("checkout.enrol.offer"), "EnrolPressed", icon="user")


def enrolling_view(state: Enrolling) -> View:
    """Show the one field and what is agreed to; pressing the button is the consent, and nothing else is."""
    problem = text(f"checkout.enrol.problem.{state.problem}") if state.problem else None
    return View(
        title=text("checkout.enrol.title"),
        instruction=text("checkout.enrol.instruction"),
        step=step_of(1),
        primary=Action(
            text("checkout.enrol.agree"), "EnrolTyped", (("text", ""),), "check", is_busy=state.is_asking
        ),
        back=BACK,
        cancel=CANCEL,
        kept_as=code_left(state.sale),
        parts={
            "field": {
                "name": "contact", "label": text("checkout.enrol.field"), "kind": "email", "look": "entry",
                "longest": LONGEST, "problem": problem,
            },
        },
        spoken=() if problem is None else (problem,),
        takes_scans=True,
    )  # fmt: skip
