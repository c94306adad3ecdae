"""A receipt that was sent before is asked for by its id, whatever device stands there: it is never sent twice."""

from __future__ import annotations

import asyncio

from kiosk.domain.fiscal.profile import Profile
from kiosk.domain.fiscal.profile import Signing as Way
from kiosk.domain.fiscal.signing import Signature, ToSign
from kiosk.domain.moves import SaleState
from kiosk.flows.base import DeviceChanged, Event
from kiosk.flows.signing import PaperSigned
from kiosk.store import papers
from kiosk.store.journal.backends import MemoryJournal
from kiosk.wiring.fiscal import Signing
from kiosk.wiring.receipts import reader_of
from tests.unit.store.samples import AT, Happened, basket, paid

KNOWN = Signature("SIM-1", 7, "2026-05-31T12:00:00+00:00", "ab12")
PROFILE = Profile("XA", Way.SIMULATED)


class Knows:
    """A device that has the receipt, and takes none a second time."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def signed(self, paper_id: str) -> Signature | None:
        return KNOWN if paper_id == "sale-1" else None

    async def ready(self) -> None:
        pass

    async def sign(self, own: ToSign) -> Signature:
        self.sent.append(own.id)
        return Signature("SIM-1", 8, KNOWN.at, "cd34")


def test_what_the_device_has_is_taken_from_it_and_only_the_rest_is_sent() -> None:
    journal, device = MemoryJournal(), Knows()
    posted: list[Event] = []
    signing = Signing(device, PROFILE, "K-1", reader_of(journal.database), posted.append)

    async def played() -> None:
        await journal.aside(papers.begin)
        for name in ("sale-1", "sale-2"):
            done = paid(basket(1, name)).to(SaleState.FULFILLED)
            await journal.commit(Happened("x"), AT, "s", (), (done,))
            await signing.work(0)
            await journal.commit(posted[-1], AT, "", (), ())

    asyncio.run(played())
    told = [event for event in posted if not isinstance(event, DeviceChanged)]
    assert [(event.about, event.signature.counter) for event in told if isinstance(event, PaperSigned)] == [
        ("sale-1", 7),
        ("sale-2", 8),
    ]
    assert device.sent == ["sale-2"]
