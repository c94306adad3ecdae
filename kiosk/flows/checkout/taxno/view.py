"""What the page of a customer's tax number shows, in unfinished words."""

from __future__ import annotations

from typing import Final

from kiosk.domain.text import text
from kiosk.flows.base import Action, Site, View
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.taxno.states import TaxNumber

CANCEL: Final = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
OFFER: Final = Action(text("checkout.tax_no.offer"), "TaxNumberPressed", icon="file-text")
LONGEST: Final = 20  # where the country says nothing


def tax_number_view(state: TaxNumber, site: Site) -> View:
    """Show the one field, by the name the number has in this country; what stood there before stays unseen."""
    own = site.customer_no
    name, keys, longest = ("", "document", LONGEST) if own is None else (own.name, own.keys, own.longest)
    problem = text(f"checkout.tax_no.problem.{state.problem}") if state.problem else None
    return View(
        title=text("checkout.tax_no.title"),
        instruction=text("checkout.tax_no.instruction"),
        step=step_of(1),
        primary=Action(
            text("checkout.tax_no.add"), "TaxNumberTyped", (("text", ""),), "check", is_busy=state.is_checking
        ),
        back=BACK,
        cancel=CANCEL,
        kept_as=code_left(state.sale),
        parts={
            "field": {
                "name": "tax_no", "label": name or text("paper.tax_no"), "kind": keys, "look": "entry",
                "longest": longest, "problem": problem,
            },
        },
        spoken=() if problem is None else (problem,),
        takes_scans=True,
    )  # fmt: skip
