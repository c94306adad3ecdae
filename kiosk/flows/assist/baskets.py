"""Kept baskets as rows for staff: what tells one from another. What is in them stays their customers'."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.aside.keeping import Kept
from kiosk.domain.text import Text, TimeOfDay, text
from kiosk.flows.assist.states import Baskets
from kiosk.flows.base import Viewable

MINUTE_MS = 60_000


def basket_rows(state: Baskets) -> tuple[Mapping[str, Viewable], ...]:
    """Return a row for each basket."""
    return tuple(_row(own, state.seen_utc_ms) for own in state.kept)


def _row(own: Kept, seen_utc_ms: int) -> Mapping[str, Viewable]:
    left = text("assist.baskets.left", n=(own.until_utc_ms - seen_utc_ms) // MINUTE_MS)
    return {
        "icon": "shopping-basket",
        "title": _since(own),
        "text": text("assist.line.both", first=text("checkout.count", n=own.sale.pieces), second=left),
        "value": own.sale.total,
        "kind": "plain",
        "event": "KeptChosen",
        "args": {"sale_id": own.sale.id},
    }


def _since(own: Kept) -> Text:
    if not own.since_utc_ms:
        return text("assist.baskets.earlier")
    return text("assist.baskets.since", time=TimeOfDay(own.since_utc_ms))
