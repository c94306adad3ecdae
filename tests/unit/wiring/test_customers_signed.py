"""The customer's tax number in the real journal: sealed there, signed and printed as it was when they paid, erased."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.configuring.fiscal import FiscalSettings
from kiosk.domain.fiscal.signing import Signature, ToSign
from kiosk.domain.moves import SaleState
from kiosk.domain.private import Private
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.effects.paper.tax_number import CustomerNumbers
from kiosk.flows.base import Event
from kiosk.flows.checkout.taxno.events import TaxNumberTold
from kiosk.flows.signing import PaperSigned, SignatureKept
from kiosk.services.fiscal.port import NotSigned
from kiosk.services.fiscal.profiles import profile_of
from kiosk.services.fiscal.sim import SimulatedDevice
from kiosk.store import papers
from kiosk.store.database import FILE_NAME, Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.private import KEEP_MS
from kiosk.wiring.fiscal import Signing
from kiosk.wiring.receipts import Paperwork, reader_of
from tests.unit.store.samples import AT, Happened, basket, job, paid, sent

NIF, OTHER = "123456789", "999999990"
NOW = AT.utc_ms


class Seen(SimulatedDevice):
    """A signing device that keeps what it was sent, and may be away."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, lambda: NOW)
        self.sent: list[ToSign] = []
        self.is_away = False

    async def sign(self, own: ToSign) -> Signature:
        """Sign, unless away."""
        if self.is_away:
            raise NotSigned("DOWN")
        self.sent.append(own)
        return await super().sign(own)


class Till:
    """A kiosk's own file in a folder, a country that asks for numbers, and a device that signs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.posted: list[Event] = []
        self.device = Seen(folder)

    def start(self, boot: str) -> Database:
        """Begin, or begin again."""
        database = open_database(self.folder)
        self.journal = SqliteJournal(database, "test", boot_id=boot)
        profile, read = profile_of("PT"), reader_of(database)
        self.signing = Signing(self.device, profile, "K-1", read, self.posted.append)
        customers = CustomerNumbers("PT", self.posted.append)
        self.paperwork = Paperwork(FiscalSettings(), read, self.signing, None, customers)
        return database

    async def told(self, sale: Sale, number: str, problem: str = "", session: str = "session-1") -> None:
        """Keep what the check of a typed number said."""
        await self.journal.commit(TaxNumberTold(sale.id, problem, Private(number)), AT, session, (), ())

    async def bought(self, sale: Sale, session: str = "session-1") -> Sale:
        """Send the payment of a sale, and finish it."""
        asked, done = sent(sale), paid(sale).to(SaleState.FULFILLED)
        await self.journal.commit(Happened("sent"), AT, session, (), (asked,))
        await self.journal.commit(Happened("paid"), AT, session, (asked,), (done,))
        return done

    async def signs(self) -> None:
        """Sign what is due, and keep it."""
        await self.signing.work(NOW)
        for event in [own for own in self.posted if isinstance(own, PaperSigned)]:
            await self.journal.commit(event, AT, "", (), ())
            self.signing.kept(SignatureKept(event.n))
        self.posted.clear()

    async def on_paper(self, sale: Sale, kind: PaperKind = PaperKind.CUSTOMER) -> str:
        """Return the customer's number as a receipt has it."""
        if kind is PaperKind.CUSTOMER:
            return (await self.paperwork.of(sale, job(sale))).customer_no
        paper = PrintJob("j", "d", 1, kind, 1, "en", sale.attempts[0].id)
        return (await self.paperwork.of(sale, paper)).customer_no

    async def ends(self, database: Database) -> None:
        """Leave the file."""
        await self.journal.close()
        database.close()


def test_it_is_signed_and_printed_as_it_was_told_last_and_stands_nowhere_in_clear(tmp_path: Path) -> None:
    async def through() -> None:
        till = Till(tmp_path)
        database = till.start("boot")
        await till.journal.aside(papers.begin)
        sale = basket(1)
        await till.told(sale, OTHER)
        await till.told(sale, NIF)
        await till.told(sale, "", "CHECK_DIGIT")
        done = await till.bought(sale)
        await till.signs()
        assert [own.customer_no.value for own in till.device.sent] == [NIF]
        assert await till.on_paper(done) == NIF
        assert await till.on_paper(done, PaperKind.REFUND) == ""
        await till.ends(database)

    asyncio.run(through())
    for file in tmp_path.iterdir():
        if file.is_file():
            assert NIF.encode() not in file.read_bytes(), file.name


def test_what_is_told_after_the_payment_was_sent_changes_neither_signature_nor_paper(tmp_path: Path) -> None:
    async def through() -> None:
        till = Till(tmp_path)
        database = till.start("boot")
        await till.journal.aside(papers.begin)
        sale = basket(1)
        await till.told(sale, NIF)
        done = await till.bought(sale)
        await till.told(sale, OTHER)
        await till.signs()
        await till.told(sale, OTHER)
        assert [own.customer_no.value for own in till.device.sent] == [NIF]
        assert await till.on_paper(done) == NIF
        await till.ends(database)

    asyncio.run(through())


def test_who_took_it_back_or_never_gave_one_has_none(tmp_path: Path) -> None:
    async def through() -> None:
        till = Till(tmp_path)
        database = till.start("boot")
        await till.journal.aside(papers.begin)
        first, second = basket(1, "one"), basket(1, "two")
        await till.told(first, NIF)
        await till.told(first, "")
        done = await till.bought(first)
        other = await till.bought(second)
        for _each in range(2):
            await till.signs()
        assert [own.customer_no.value for own in till.device.sent] == ["", ""]
        assert [await till.on_paper(own) for own in (done, other)] == ["", ""]
        await till.ends(database)

    asyncio.run(through())


def test_through_an_outage_and_a_restart_each_is_signed_later_in_order_with_its_own(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def through() -> None:
        till = Till(tmp_path)
        database = till.start("boot")
        await till.journal.aside(papers.begin)
        till.device.is_away = True
        for name, number in (("one", NIF), ("two", ""), ("three", OTHER)):
            if number:
                await till.told(basket(1, name), number)
            await till.bought(basket(1, name))
            await till.signs()
        await till.ends(database)

        database = till.start("boot-2")
        till.device.is_away = False
        for _each in range(3):
            await till.signs()
        told = [(own.id, own.no, own.customer_no.value) for own in till.device.sent]
        assert told == [("one", 1, NIF), ("two", 2, ""), ("three", 3, OTHER)]
        await till.ends(database)

    asyncio.run(through())
    assert NIF not in caplog.text
    caplog.clear()


def test_a_number_told_before_a_restart_is_not_that_of_who_pays_after_it(tmp_path: Path) -> None:
    async def through() -> None:
        till = Till(tmp_path)
        database = till.start("boot")
        await till.journal.aside(papers.begin)
        sale = basket(1)
        await till.told(sale, NIF)
        await till.ends(database)
        database = till.start("boot-2")
        done = await till.bought(sale)
        await till.signs()
        assert [own.customer_no.value for own in till.device.sent] == [""]
        assert await till.on_paper(done) == ""
        await till.ends(database)

    asyncio.run(through())


def test_retention_erases_it_from_the_file_and_from_later_copies_and_the_signature_stays(tmp_path: Path) -> None:
    async def through() -> None:
        till = Till(tmp_path)
        database = till.start("boot")
        await till.journal.aside(papers.begin)
        sale, late = basket(1), basket(1, "late")
        for own in (sale, late):
            await till.told(own, NIF)
        done = await till.bought(sale)
        await till.signs()
        signed = (await till.paperwork.of(done, job(done))).signature
        await till.bought(late)
        assert await till.journal.erase_due_keys(NOW + KEEP_MS) == 1
        known = await till.paperwork.of(done, job(done, 2))
        assert (known.customer_no, known.signature) == ("", signed)
        await till.signs()  # after a day of outage the signature goes on without it
        assert [own.customer_no.value for own in till.device.sent] == [NIF, ""]
        await till.ends(database)

    asyncio.run(through())
    assert (tmp_path / FILE_NAME).exists()
