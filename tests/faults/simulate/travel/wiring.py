"""The performers of check-in over the machines of a simulated day, wired as `kiosk.checkin` wires them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kiosk.effects.base import Perform, Post, Tasks
from kiosk.effects.checkin.pass_code import PassCodes
from kiosk.effects.checkin.passes import TravelPapers
from kiosk.effects.checkin.readers import Travellers
from kiosk.effects.checkin.travel import Counter, Release, TakingBack
from kiosk.effects.checkin.weigh import Weighings
from kiosk.flows.base import Effect, Site
from kiosk.flows.checkin.events import MakePassCode, PrintPass, PrintTag, PrintTravelSlip
from kiosk.flows.checkout.attended.events import TakeServicesBack
from kiosk.flows.checkout.events import ReleaseGoods
from kiosk.services.departures.limited import LimitedDepartures
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.outside.ports import Keys, ReceiptPrinter
from tests.faults.simulate.travel.desk import Desk
from tests.faults.simulate.travel.machines import BagScale, PassportReader, TagStation
from tests.faults.simulate.travel.rules import TravelRules


@dataclass(frozen=True, slots=True)
class _Key:
    """Signs links; nobody reads them here."""

    id: str = "k1"

    def sign(self, content: bytes) -> bytes:
        """Return as many bytes as a signature has."""
        return bytes(64)


@dataclass(slots=True)
class Hall:
    """What stands where travellers check in; it outlives the kiosk. `utc_ms` is the kiosk's own clock."""

    desk: Desk
    tags: TagStation
    scale: BagScale
    reader: PassportReader
    rules: TravelRules
    utc_ms: Callable[[], int]

    def today(self) -> date:
        """Return the date as the kiosk's clock has it."""
        return datetime.fromtimestamp(self.utc_ms() / 1000, UTC).date()

    def travellers(self, post: Post) -> Travellers:
        """Return who tells what readers read; the document reader is wired to it."""
        own = Travellers(post, self.today)
        self.reader.on_document(own.document)
        return own

    def performers(self, tasks: Tasks, loop: Loop, printer: ReceiptPrinter, site: Site) -> dict[type[Effect], Perform]:
        """Return who performs which effect of check-in."""
        limited = LimitedDepartures(self.desk, loop.time)
        papers = TravelPapers(printer, self.tags, tasks, site, Keys, None)
        codes = PassCodes("https://a.example/p", ("A", "K1"), UTC, (_Key(), None), Keys, is_demo=True)
        return {
            **Counter(limited, tasks).table(),
            **Weighings(self.scale, tasks).table(),  # type: ignore[arg-type]  # the verbs that are called are there
            ReleaseGoods: Release(limited, tasks).release,
            TakeServicesBack: TakingBack(limited, tasks).take_back,
            MakePassCode: codes.performer(tasks.post),
            PrintPass: papers.print_pass,
            PrintTag: papers.print_tag,
            PrintTravelSlip: papers.print_slip,
        }
