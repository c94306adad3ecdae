"""The queue of receipts to be signed: in order, each once, across silence and restart; paper never waits long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection

from kiosk.configuring.fiscal import FiscalSettings
from kiosk.domain.fiscal.profile import OnFailure, Profile
from kiosk.domain.fiscal.profile import Signing as Way
from kiosk.domain.fiscal.signing import Signature
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.flows.base import DeviceChanged, Event
from kiosk.flows.signing import PaperSigned, SignatureKept
from kiosk.papers.facts import NOTHING_KNOWN
from kiosk.services.fiscal.sim import FAULT, STORE, SimulatedDevice
from kiosk.store import papers
from kiosk.store.database import Database
from kiosk.store.journal.backends import MemoryJournal
from kiosk.wiring import fiscal
from kiosk.wiring.fiscal import Reader, Signing
from kiosk.wiring.receipts import Paperwork
from tests.unit.store.samples import AT, Happened, basket, job, paid

T = TypeVar("T")
MARKED = Profile("XA", Way.SIMULATED, OnFailure.MARK, "a", "b")
STOPPED = Profile("XS", Way.SIMULATED, OnFailure.STOP, "a", "b")
NOW = 1_700_000_000_000


def reader(database: Database) -> Reader:
    async def own(read: Callable[[Connection], T]) -> T:
        with database.reader.connect() as connection:
            return read(connection)

    return own


class Rig:
    """A journal, a device in a folder, and the queue between them; what is posted is kept at once or when told."""

    def __init__(self, folder: Path, profile: Profile = MARKED) -> None:
        self.folder, self.profile = folder, profile
        self.journal = MemoryJournal()
        self.posted: list[Event] = []
        self.sales: list[Sale] = []
        asyncio.run(self.journal.aside(papers.begin))
        self.start()

    def start(self) -> None:
        """Begin, or begin again after a crash."""
        device = SimulatedDevice(self.folder, lambda: NOW)
        self.signing = Signing(device, self.profile, "K-1", reader(self.journal.database), self.posted.append)
        self.paperwork = Paperwork(FiscalSettings(), reader(self.journal.database), self.signing, None)

    def sell(self, name: str) -> Sale:
        done = paid(basket(1, name)).to(SaleState.FULFILLED)
        asyncio.run(self.journal.commit(Happened("x"), AT, "s", (), (done,)))
        self.sales.append(done)
        return done

    def work(self) -> None:
        asyncio.run(self.signing.work(NOW))

    def keep(self) -> None:
        """Make durable what was posted, as the runtime does."""
        for event in self.posted:
            if isinstance(event, PaperSigned):
                asyncio.run(self.journal.commit(event, AT, "", (), ()))
                self.signing.kept(SignatureKept(event.n))
        self.posted.clear()

    def fault(self, word: str) -> None:
        file = self.folder / FAULT
        file.write_text(word, encoding="ascii") if word else file.unlink(missing_ok=True)

    def due(self) -> list[str]:
        with self.journal.database.reader.connect() as connection:
            return [own.about for own in papers.due(connection, 99)]

    def signed(self) -> list[str]:
        file = self.folder / STORE
        return [line.split('"')[1] for line in file.read_text(encoding="ascii").splitlines()] if file.exists() else []

    def told(self) -> list[tuple[bool, tuple[str, ...]]]:
        return [(own.is_usable, own.reasons) for own in self.posted if isinstance(own, DeviceChanged)]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fiscal, "PRINT_S", 0.01)


@pytest.mark.parametrize("word", ["down", "full", "clock", "silent"])
def test_a_device_that_fails_leaves_nothing_out_and_signs_in_order_when_it_is_back(
    tmp_path: Path, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(tmp_path)
    for name in ("one", "two", "three"):
        rig.sell(name)
    rig.fault(word)
    rig.work()
    rig.work()
    assert rig.due() == ["one", "two", "three"]
    assert rig.told() == [(True, ("SILENT" if word == "silent" else word.upper(),))] or word == "silent"
    rig.fault("")
    for _turn in range(6):
        rig.work()
        rig.keep()
    assert rig.due() == []
    assert rig.signed() == ["one", "two", "three"]
    assert "does not sign" in caplog.text
    caplog.clear()


def test_where_the_country_says_stop_the_shell_hears_that_nothing_may_be_sold(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(tmp_path, STOPPED)
    rig.sell("one")
    rig.fault("down")
    rig.work()
    assert rig.told() == [(False, ("DOWN",))]
    rig.fault("")
    rig.work()
    assert rig.told()[-1] == (True, ())
    caplog.clear()


def test_a_device_that_goes_while_nothing_is_due_is_told_before_anybody_pays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(tmp_path, STOPPED)
    rig.work()
    assert rig.posted == []
    rig.fault("down")
    rig.work()
    assert rig.told() == [(False, ("DOWN",))]
    rig.fault("")
    rig.work()
    assert rig.told()[-1] == (True, ())
    caplog.clear()


def test_what_was_signed_and_not_kept_before_a_crash_is_asked_for_by_its_id(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.sell("one")
    rig.work()
    rig.posted.clear()  # the crash: signed, and nothing written
    rig.start()
    rig.work()
    rig.keep()
    assert rig.due() == []
    assert rig.signed() == ["one"]


def test_nothing_is_asked_twice_while_a_signature_is_being_kept(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.sell("one")
    rig.work()
    rig.work()
    assert sum(isinstance(own, PaperSigned) for own in rig.posted) == 1


def test_a_receipt_stands_with_its_number_and_signature(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    sale = rig.sell("one")
    rig.work()
    rig.keep()
    known = asyncio.run(rig.paperwork.of(sale, job(sale)))
    assert (known.number, known.is_unsigned) == ("1", False)
    assert isinstance(known.signature, Signature)


@pytest.mark.parametrize("word", ["down", ""])
def test_a_receipt_whose_signature_is_owed_says_so_and_does_not_wait_long(
    tmp_path: Path, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(tmp_path)
    sale = rig.sell("one")
    if word:
        rig.fault(word)
        rig.work()
    known = asyncio.run(rig.paperwork.of(sale, job(sale)))
    assert (known.number, known.is_unsigned, known.signature) == ("1", True, None)
    caplog.clear()


def test_slips_and_papers_without_a_number_say_nothing(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    sale = rig.sell("one")
    slip = PrintJob("j", "slip:a", 1, PaperKind.SLIP, 7, "nl", "a")
    assert asyncio.run(rig.paperwork.of(sale, slip)) is NOTHING_KNOWN
    back = PrintJob("j", "refund:a", 1, PaperKind.REFUND, 7, "nl", "a")
    assert asyncio.run(rig.paperwork.of(sale, back)).number == ""


def test_a_copy_of_what_was_signed_keeps_its_signature_when_signing_was_switched_off(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    sale = rig.sell("one")
    rig.work()
    rig.keep()
    later = Paperwork(FiscalSettings(), reader(rig.journal.database), None, None)
    known = asyncio.run(later.of(sale, job(sale, 2)))
    assert known.signature is not None
    assert not later.table()


def test_it_runs_until_it_is_cancelled_and_is_woken_by_a_paper(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    sale = rig.sell("one")

    async def through() -> None:
        posted = asyncio.Event()

        def seen(event: Event) -> None:
            rig.posted.append(event)
            posted.set()

        rig.signing._post = seen  # noqa: SLF001  # to see it
        running = asyncio.create_task(rig.signing.run(lambda: NOW))
        await posted.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(through())
    assert rig.posted
    rig.keep()
    assert asyncio.run(rig.paperwork.of(sale, job(sale))).signature is not None
