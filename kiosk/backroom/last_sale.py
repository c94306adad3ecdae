"""Finds the last sale that was finished at this kiosk, for staff who print its receipt again or refund it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.flows.assist.events import FindLastSale, LastSaleFound
from kiosk.store import schema
from kiosk.store.rows import load_sales

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table


def table(inside: Inside) -> Table:
    """Return who finds the last sale."""

    async def find(_effect: FindLastSale) -> None:
        def read() -> Sale | None:
            with inside.database.reader.connect() as connection:
                return last_sale(connection)

        inside.post(LastSaleFound(await asyncio.to_thread(read)))

    return {FindLastSale: lambda effect: inside.tasks.start(effect, effect.key, find(effect))}


def last_sale(connection: Connection) -> Sale | None:
    """Return the newest sale that was paid and released; a check-in that cost nothing is none."""
    own = schema.sale.c
    is_sold = (own.state == SaleState.FULFILLED.value) & (own.total_minor > 0)
    newest = select(own.id).where(is_sold).order_by(own.opened_seq.desc()).limit(1).scalar_subquery()
    found = load_sales(connection, own.id == newest)
    return found[0] if found else None
