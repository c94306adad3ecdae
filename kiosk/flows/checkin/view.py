"""What each state of a check-in shows, in unfinished words."""

from __future__ import annotations

from kiosk.domain.text import text
from kiosk.flows.base import Site, View
from kiosk.flows.checkin.aside.shown.view import view as aside_view
from kiosk.flows.checkin.shown.find import identify_view, one_more_view, refused_view, typing_view
from kiosk.flows.checkin.shown.papers import completing_view, printing_view, thank_you_view
from kiosk.flows.checkin.shown.trip import passengers_view, summary_view
from kiosk.flows.checkin.states import (
    Completing,
    Identify,
    OneMore,
    Passengers,
    Printing,
    Refused,
    State,
    Summary,
    ThankYou,
    Typing,
)
from kiosk.flows.checkout.states import Ended


def view(state: State, site: Site) -> View:
    """Return the view of a state."""
    match state:
        case Identify():
            return identify_view(state, site)
        case Typing():
            return typing_view(state)
        case OneMore():
            return one_more_view(state)
        case Refused():
            return refused_view(state, site)
        case Passengers():
            return passengers_view(state)
        case Summary():
            return summary_view(state, site)
        case Completing():
            return completing_view(state)
        case Printing():
            return printing_view(state, site)
        case ThankYou():
            return thank_you_view(state)
        case Ended():
            return View(text("checkin.thank_you.title"), timeout_s=None)
        case _:
            return aside_view(state, site)
