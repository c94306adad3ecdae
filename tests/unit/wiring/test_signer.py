"""Receipts signed on a wire: silence is asked about, outages leave nothing out, and paper alone proves it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from devices.api import HealthState, Refused, SigningRequest
from devices.loop import supervise
from devices.registry import open_device
from devices.sim.signdemo.device import SigningDevice
from devices.sim.signdemo.store import SignedStore
from kiosk.configuring.fiscal import FiscalSettings
from kiosk.domain.fiscal.profile import OnFailure, Profile
from kiosk.domain.fiscal.profile import Signing as Way
from kiosk.domain.fiscal.signing import Series, Signature, ToSign
from kiosk.domain.moves import SaleState
from kiosk.domain.private import Private
from kiosk.effects.print import _codes_of  # what stands on paper
from kiosk.flows.base import DeviceChanged, Event
from kiosk.flows.signing import PaperSigned, SignatureKept
from kiosk.papers.facts import PaperFacts
from kiosk.services.fiscal.port import NotSigned, Silent
from kiosk.store import papers
from kiosk.store.journal.backends import MemoryJournal
from kiosk.wiring.fiscal import Signing
from kiosk.wiring.receipts import reader_of
from kiosk.wiring.signer import WiredDevice, request_of
from kiosk.words import SiteFormat, Words
from tests.unit.devices.pairs import Pair
from tests.unit.devices.signdemo.checking import check
from tests.unit.store.samples import AT, Happened, basket, paid
from tests.virtual_time import run

NOW = datetime(2026, 5, 31, 12, 0, tzinfo=UTC)
MARKED = Profile("XA", Way.SIMULATED, OnFailure.MARK, "a", "b")
URL = "signdemo+tcp://10.0.0.11:9300"
RECEIPT = ToSign(
    "sale-1", Series.SALE, 12, "Kade 1; links", 1_700_000_000_000, "EUR", 1210, ((0, 5, 0), (2100, 1000, 205)),
    Private("999999990"), 2,
)  # fmt: skip
Script = Callable[["Stand"], Coroutine[Any, Any, None]]


class Stand:
    """A journal, the queue, and a device on a wire of memory that is kept alive as in the kiosk."""

    def __init__(self) -> None:
        store = SignedStore(None, 0, NOW)
        self.pair = Pair(lambda faults, outlet: SigningDevice(faults, outlet, {}, store, lambda: NOW))
        self.unit = cast(Any, open_device(URL, open_port=self.pair.open_port))
        self.device = WiredDevice(self.unit)
        self.journal = MemoryJournal()
        self.posted: list[Event] = []
        self.start()

    def start(self) -> None:
        """Begin, or begin again after a crash."""
        self.signing = Signing(self.device, MARKED, "K-1", reader_of(self.journal.database), self.posted.append)

    async def sell(self, name: str) -> None:
        done = paid(basket(1, name)).to(SaleState.FULFILLED)
        await self.journal.commit(Happened("x"), AT, "s", (), (done,))

    async def work(self, turns: int = 1) -> None:
        """Look so many times at what is due; what is posted is kept."""
        for _turn in range(turns):
            await self.signing.work(0)
            for event in [own for own in self.posted if isinstance(own, PaperSigned)]:
                self.posted.remove(event)
                await self.journal.commit(event, AT, "", (), ())
                self.signing.kept(SignatureKept(event.n))

    async def usable(self) -> None:
        async with asyncio.timeout(60):
            while not self.unit.health.is_usable:
                await asyncio.sleep(0.1)

    @property
    def signed(self) -> list[str]:
        return [str(own["reference"]) for own in self.pair.do("signatures")["signatures"]]

    @property
    def told(self) -> list[tuple[str, ...]]:
        return [own.reasons for own in self.posted if isinstance(own, DeviceChanged)]


def at_the_device(script: Script) -> None:
    async def main() -> None:
        stand = Stand()
        await stand.journal.aside(papers.begin)
        alive = asyncio.ensure_future(supervise(stand.unit, lambda _health: None))
        try:
            await script(stand)
        finally:
            alive.cancel()
            await asyncio.gather(alive, return_exceptions=True)
            await stand.pair.stop()

    run(main())


def printed(signature: Signature) -> str:
    """Return the text of the code on the receipt."""
    blocks = _codes_of(PaperFacts(signature=signature), Words("en", SiteFormat()))
    (code,) = [block.data for block in blocks if hasattr(block, "data")]
    return str(code)


def test_a_receipt_is_proven_by_its_paper_alone_and_the_customers_number_stands_beside_it() -> None:
    async def script(stand: Stand) -> None:
        own = await stand.device.sign(RECEIPT)
        code = printed(own)
        assert "999999990" not in code
        assert code.split(";")[1:5] == [
            "Kade 1%3B links",
            "sale-1",
            "Receipt-V1",
            "2-12^SALE^EUR^1210^0:5:0,2100:1000:205",
        ]
        check(code, "999999990")
        assert (own.counter, own.at, own.device[:5]) == (1, "2026-05-31T12:00:00+00:00", "DEMO-")
        assert await stand.device.signed("sale-1") == own

    at_the_device(script)


@pytest.mark.parametrize(
    "fault",
    ["deaf", "cut before signing", "cut after signing", "silent after signing", "wrong reference", "garbage",
     "after 3 commands: garbage", "after 3 commands: wrong reference", "after signature: drop link", "silent",
     "memory full", "clock not set", "certificate expired", "die"],
)  # fmt: skip
def test_whatever_the_device_does_each_receipt_is_signed_once_and_in_order(
    fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def script(stand: Stand) -> None:
        await stand.usable()
        for name in ("one", "two", "three"):
            await stand.sell(name)
        stand.pair.fault(fault)
        await stand.work(2)
        stand.pair.do("faults_clear")
        stand.pair.do("silent", on=False)
        stand.pair.do("replug")
        stand.start()  # a crash in between forgets nothing and repeats nothing
        await asyncio.sleep(20)
        await stand.usable()
        await stand.work(5)
        assert stand.signed == ["one", "two", "three"]
        with stand.journal.database.reader.connect() as connection:
            assert papers.due(connection, 9) == ()
            kept = [papers.signature_of(connection, n) for n in (1, 2, 3)]
        assert [own.counter for own in kept if own is not None] == [1, 2, 3]
        for own in kept:
            assert own is not None
            check(printed(own))

    at_the_device(script)
    caplog.clear()


@pytest.mark.parametrize(
    ("fault", "reason"), [("memory full", "FULL"), ("clock not set", "CLOCK"), ("certificate expired", "EXPIRED")]
)
def test_the_shell_hears_why_nothing_is_signed(fault: str, reason: str, caplog: pytest.LogCaptureFixture) -> None:
    async def script(stand: Stand) -> None:
        await stand.sell("one")
        stand.pair.fault(fault)
        await stand.work()
        assert stand.told == [(reason,)]
        await asyncio.sleep(6)
        with pytest.raises(NotSigned, match=reason):
            await stand.device.ready()

    at_the_device(script)
    caplog.clear()


def test_a_device_that_is_opened_with_the_kiosk_is_not_called_away() -> None:
    async def script(stand: Stand) -> None:
        assert stand.unit.health.state is HealthState.ABSENT
        await stand.sell("one")
        await stand.work(2)
        assert stand.told == [()]
        assert stand.signed == ["one"]

    at_the_device(script)


def test_one_that_is_away_is_told_while_nothing_is_due_and_again_when_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def script(stand: Stand) -> None:
        await stand.work()
        stand.pair.do("unplug")
        await asyncio.sleep(1)
        await stand.work()
        assert stand.told == [("DOWN",)]
        with pytest.raises(NotSigned, match="DOWN"):
            await stand.device.signed("one")
        with pytest.raises(Silent):
            await stand.device.sign(RECEIPT)
        stand.pair.do("replug")
        await asyncio.sleep(11)
        await stand.work()
        assert stand.told == [("DOWN",), ()]

    at_the_device(script)
    caplog.clear()


class Refusing:
    """A unit that says one thing."""

    def __init__(self, code: str) -> None:
        self._code = code

    @property
    def health(self) -> Any:
        return type("Health", (), {"is_usable": True})

    async def sign(self, own: SigningRequest) -> None:
        raise Refused(self._code, "")


@pytest.mark.parametrize(("code", "kind"), [("ALREADY_SIGNED", Silent), ("BAD_REQUEST", NotSigned)])
def test_a_receipt_that_the_device_has_already_is_asked_about_and_nothing_else_is(
    code: str, kind: type[NotSigned]
) -> None:
    unit: Any = Refusing(code)
    with pytest.raises(NotSigned) as told:
        asyncio.run(WiredDevice(unit).sign(RECEIPT))
    assert type(told.value) is kind


def test_the_customers_number_stands_in_no_text_of_what_is_sent() -> None:
    assert "999999990" not in repr(request_of(RECEIPT))


def test_a_demo_has_a_signing_device_where_receipts_are_signed_and_only_there() -> None:
    assert FiscalSettings(country="XA").played(("printer",)) == ("printer", "signing")
    assert FiscalSettings(country="XA").played(("signing",)) == ("signing",)
    assert FiscalSettings(country="NL").played(("printer",)) == ("printer",)
