"""What receipts need of the kiosk: its key, their numbers, the seller, a signature, and the code for returns."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from devices.api import Device, SigningUnit
from kiosk.backroom.sales.returns import key_of, returning_of
from kiosk.configuring.fiscal import FiscalSettings
from kiosk.domain.fiscal.returning import Returning
from kiosk.domain.fiscal.signing import PaperNo, Signature
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.effects.base import Perform, Tasks
from kiosk.effects.digital import Receipts
from kiosk.effects.paper.tax_number import CustomerNumbers
from kiosk.flows.base import Effect, Site
from kiosk.flows.signing import SignatureKept
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts
from kiosk.papers.receipt import RETURNS
from kiosk.services.fiscal.profiles import profile_of
from kiosk.services.fiscal.sim import SimulatedDevice
from kiosk.settings import Settings
from kiosk.store import papers
from kiosk.store.database import Database
from kiosk.store.journal import SqliteJournal
from kiosk.wiring.fiscal import Reader, Signing
from kiosk.wiring.signer import WiredDevice

T = TypeVar("T")


def signed_receipts(settings: Settings, site: Site, folder: Path) -> Receipts | None:
    """Return what makes receipts for phones; without a page or a key there is paper only."""
    key = key_of(folder) if settings.receipt.site else None
    if key is None:
        return None
    zone = ZoneInfo(settings.site.timezone)
    return Receipts(settings.receipt.site, (site.name, site.kiosk), zone, key, is_demo=site.is_demo)


def reader_of(database: Database) -> Reader:
    """Return what reads a database away from the loop."""

    def read_now(read: Callable[[Connection], T]) -> T:
        with database.reader.connect() as connection:
            return read(connection)

    async def read(read: Callable[[Connection], T]) -> T:
        return await asyncio.to_thread(read_now, read)

    return read


class Paperwork:
    """Gathers what stands on a receipt besides its sale; has it signed where the country wants that."""

    def __init__(
        self, own: FiscalSettings, read: Reader, signing: Signing | None, returning: Returning | None,
        customers: CustomerNumbers | None = None,
    ) -> None:  # fmt: skip
        self._own = own
        self._read = read
        self._signing = signing
        self._returning = returning
        self._customers = customers

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        signing: Mapping[type[Effect], Perform] = {} if self._signing is None else {SignatureKept: self._signing.kept}
        return signing if self._customers is None else {**signing, **self._customers.table()}

    async def of(self, sale: Sale, job: PrintJob) -> PaperFacts:
        """Return the facts of one paper; nothing for slips and codes of kept baskets."""
        is_back = job.kind in RETURNS
        about = job.attempt_id if is_back else sale.id
        if about is None or not (is_back or job.kind is PaperKind.CUSTOMER):
            return NOTHING_KNOWN
        customer_no = "" if is_back else await self._customer_no(sale)
        known = PaperFacts(seller=self._own.seller, tax_no=self._own.tax_no, customer_no=customer_no)
        paper = await self._read(partial(papers.number_of, about=about))
        if paper is None:
            return known
        is_due = self._signing is not None and await self._read(partial(papers.is_due, own=paper))
        signature = await self._signature(paper, is_due=is_due)
        code, until = ("", 0) if is_back or self._returning is None else self._returning.code_of(sale)
        return replace(
            known, number=paper.text, signature=signature, is_unsigned=is_due and signature is None,
            back_code=code, back_until=until,
        )  # fmt: skip

    async def _customer_no(self, sale: Sale) -> str:
        if self._customers is None:
            return ""
        return await self._read(partial(papers.customer_no, sale_id=sale.id))

    async def _signature(self, paper: PaperNo, *, is_due: bool) -> Signature | None:
        if self._signing is None or not is_due:  # a copy of what was signed before signing was switched off
            return await self._read(partial(papers.signature_of, n=paper.n))
        return await self._signing.waited_for(paper)


async def paperwork(
    settings: Settings, site: Site, folder: Path, kept: tuple[Database, SqliteJournal],
    working: tuple[Tasks, Callable[[BaseException], None]], devices: Mapping[str, Device],
) -> Paperwork:  # fmt: skip
    """Return what gathers the facts, and begin to sign where the country wants it. Raises `OSError`, `ValueError`.

    Of the kiosk's `devices` the one for signing signs; without one a demo has its own.
    """
    (database, journal), (tasks, failed) = kept, working
    own, read = settings.fiscal, reader_of(database)
    profile = profile_of(own.country)
    signing = None
    if profile.is_signed:
        await journal.aside(papers.begin)
        unit = devices.get("signing")
        device = SimulatedDevice(folder, _utc_ms) if unit is None else WiredDevice(cast(SigningUnit, unit))
        signing = Signing(device, profile, site.kiosk, read, tasks.post)
        tasks.spawn(signing.run(_utc_ms), failed)
    customers = None if profile.customer_no is None else CustomerNumbers(own.country, tasks.post)
    return Paperwork(own, read, signing, returning_of(settings, folder), customers)


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000
