"""Finds the last sale that was finished at this kiosk, for staff who print its receipt again or refund it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, select

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.flows.assist.events import FindLastSale, LastSaleFound
from kiosk.flows.checkout.attended.refunding import is_open
from kiosk.store import schema
from kiosk.store.rows import load_sales

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table


ASKED_BACK: Final = '"is_asked_back": true'  # as JSON of a sale's facts has it


def table(inside: Inside) -> Table:
    """Return who finds the last sale."""

    async def find(_effect: FindLastSale) -> None:
        def read() -> Sale | None:
            with inside.database.reader.connect() as connection:
                return last_sale(connection)

        inside.post(LastSaleFound(await asyncio.to_thread(read)))

    return {FindLastSale: lambda effect: inside.tasks.start(effect, effect.key, find(effect))}


def last_sale(connection: Connection) -> Sale | None:
    """Return the newest sale that was paid and released; a check-in that cost nothing is none.

    A sale whose services are being taken back, or whose money is owed for them, comes before any newer one.
    """
    own = schema.sale.c
    owing = _owing(connection)
    if owing is not None:
        return owing
    is_sold = (own.state == SaleState.FULFILLED.value) & (own.total_minor > 0)
    newest = select(own.id).where(is_sold).order_by(own.opened_seq.desc()).limit(1).scalar_subquery()
    found = load_sales(connection, own.id == newest)
    return found[0] if found else None


def _owing(connection: Connection) -> Sale | None:
    """Return the oldest sale of which staff still owe an end."""
    facts = schema.sale_facts.c
    asked = select(facts.sale_id).where(facts.facts.contains(ASKED_BACK, autoescape=True)).scalar_subquery()
    found = load_sales(connection, schema.sale.c.id.in_(asked))
    return next((sale for sale in found if is_open(sale)), None)
