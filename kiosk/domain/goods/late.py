"""Goods that go out of a basket once its total is known: counted for the day's report, and never in the way."""

from __future__ import annotations

from kiosk.domain.sale import Sale
from kiosk.domain.values import replace


def noted(was: Sale, now: Sale) -> Sale:
    """Return a basket that the customer made smaller, or put back into, with what went out after its total was asked.

    Pieces that come back no longer count; more than that is not owed to anybody.
    """
    gone = was.pieces - now.pieces
    if not gone or not was.tenders:
        return now
    facts = now.facts
    pieces = facts.late_pieces + gone
    minor = facts.late_minor + was.total.minor - now.total.minor
    return replace(now, facts=replace(facts, late_pieces=max(0, pieces), late_minor=max(0, minor)))
