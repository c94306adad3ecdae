"""What happens in a check-in, and what it asks to be done. Personal values are `Private`, or not kept at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.blockers import Blocker
from kiosk.domain.private import Private
from kiosk.domain.sale import PrintJob
from kiosk.domain.travel.asking import Facts, Found, Missed, Order, Unsure
from kiosk.domain.travel.asking import Refused as OrderRefused
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.documents import Doubt, TravelDocument
from kiosk.flows.base import NOT_KEPT, Effect, Event


@dataclass(frozen=True, slots=True)
class PassRead(Event):
    """A barcode of a boarding pass or itinerary was read. `problem`: its code of refusal, empty when facts were read.

    `deviations`: how it breaks Resolution 792, by their codes; policy decides what that means.
    """

    facts: Private[Facts]
    deviations: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CardRead(Event):
    """A frequent-flyer card, or a ticket number as a barcode."""

    facts: Private[Facts]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRead(Event):
    """A travel document was read. `problem`: why not, as a code of `decode` (`UNREADABLE`, `FORMAT_NOT_SUPPORTED` ...).

    `doubt`: a character that may be several; `readings` are the documents it would make, in the order of its letters.
    """

    document: TravelDocument | None = None
    problem: str = ""
    doubt: Doubt | None = None
    readings: tuple[TravelDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class BagWeighed(Event):
    """The answer to `WeighBag`: a weight that stood still; `problem` when the scale gave none."""

    key: str
    weight_g: int = 0
    problem: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class WayChosen(Event):
    """One of the ways to identify was touched: `barcode`, `passport`, `card`, `code`, `ticket`."""

    way: str


@dataclass(frozen=True, slots=True)
class FactTyped(Event):
    """A fact was typed, as it stood in the field."""

    text: str = field(metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class PassengerToggled(Event):
    """A passenger travels now, or not."""

    passenger: str


@dataclass(frozen=True, slots=True)
class GoOnPressed(Event):
    """The step is done: go on."""


@dataclass(frozen=True, slots=True)
class GoodsAnswered(Event):
    """The question about dangerous goods, in that version of its `words`, was answered: `none`, `some` or `packed`."""

    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class PrintPassesPressed(Event):
    """Everything is right: check in and print (or pay first)."""


@dataclass(frozen=True, slots=True)
class SeatsPressed(Event):
    """Another seat is wanted."""


@dataclass(frozen=True, slots=True)
class BagsPressed(Event):
    """Bags are to be checked in, or changed."""


@dataclass(frozen=True, slots=True)
class SeatChosen(Event):
    """A seat of the map or of the list."""

    seat: str


@dataclass(frozen=True, slots=True)
class SeatKept(Event):
    """The seat shown as chosen is the one."""


@dataclass(frozen=True, slots=True)
class ZoneChosen(Event):
    """A part of the cabin."""

    zone: str


@dataclass(frozen=True, slots=True)
class PersonChosen(Event):
    """Another passenger, or another flight, is looked at."""

    passenger: str
    segment: int = 0


@dataclass(frozen=True, slots=True)
class BagAdded(Event):
    """One more bag of a passenger."""

    passenger: str


@dataclass(frozen=True, slots=True)
class BagRemoved(Event):
    """One bag fewer of a passenger."""

    passenger: str


@dataclass(frozen=True, slots=True)
class CharacterChosen(Event):
    """The doubtful character of a document is this one."""

    character: str = field(metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class ReadAnotherPressed(Event):
    """The document that was read is not the one, or was read wrong: read another."""


@dataclass(frozen=True, slots=True)
class TypeInsteadPressed(Event):
    """The document cannot be read here: it is typed."""


@dataclass(frozen=True, slots=True)
class LeftForDesk(Event):
    """The document is shown at the desk instead: check-in goes on, and the boarding pass waits."""


@dataclass(frozen=True, slots=True)
class TogetherPressed(Event):
    """The party wants to sit together: the kiosk chooses."""


@dataclass(frozen=True, slots=True)
class SlipPressed(Event):
    """The reasons, on paper."""


@dataclass(frozen=True, slots=True)
class PassesAgainPressed(Event):
    """Print boarding passes or bag tags (again)."""


@dataclass(frozen=True, slots=True)
class OnPhonePressed(Event):
    """The boarding pass on the phone instead."""


@dataclass(frozen=True, slots=True)
class NotTravellingPressed(Event):
    """Check-in is to be cancelled; asked once."""


@dataclass(frozen=True, slots=True)
class NotTravellingConfirmed(Event):
    """Yes, cancel the check-in."""


# --- of the departures system -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BookingTold(Event):
    """The answer to `FindBooking`."""

    key: str
    told: Private[Found | Unsure | Missed]
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SeatsTold(Event):
    """The answer to `AskSeats`: seats that are not free; `is_heard` False: nobody answered."""

    flight_id: str
    taken: tuple[str, ...]
    is_heard: bool = True
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class OrderTold(Event):
    """The answer to `PrepareOrder` or `CarryOut`: the booking as it is now, or why not."""

    order_id: str
    booking: Private[Booking] | None = None
    refused: OrderRefused | None = None
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class PlateRenewed(Event):
    """The answer to `TellPrinted` of a tag that may not have come out: its number is void, the bag has this one."""

    plate: Private[str]
    new: Private[str]
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class PassCodeMade(Event):
    """The link of a boarding pass for a phone; empty where the site has no page for it."""

    key: str
    pass_link: Private[str]
    is_activity: ClassVar[bool] = False


# --- effects; each carries the id that makes it happen once -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindBooking(Effect):
    """Look a booking up; answers `BookingTold` with the same key."""

    facts: Facts
    lookup: str

    @property
    def key(self) -> str:
        """The lookup that waits for its answer."""
        return self.lookup


@dataclass(frozen=True, slots=True)
class AskSeats(Effect):
    """Ask which seats of a flight are not free; answers `SeatsTold`."""

    flight_id: str

    @property
    def key(self) -> str:
        """The flight whose map waits."""
        return self.flight_id


@dataclass(frozen=True, slots=True)
class WeighBag(Effect):
    """Wait for a weight on the bag scale that stands still; answers `BagWeighed` with the same key."""

    weighing: str

    @property
    def key(self) -> str:
        """The weighing that waits."""
        return self.weighing


@dataclass(frozen=True, slots=True)
class StopWeighing(Effect):
    """Wait for no weight any more; no event follows."""

    weighing: str


@dataclass(frozen=True, slots=True)
class PrepareOrder(Effect):
    """Have an order checked and its seats and plates held; answers `OrderTold`."""

    order: Order

    @property
    def key(self) -> str:
        """The order that waits."""
        return self.order.id


@dataclass(frozen=True, slots=True)
class CarryOut(Effect):
    """Carry a prepared and paid order out, once; answers `OrderTold`."""

    order_id: str

    @property
    def key(self) -> str:
        """The order that waits."""
        return self.order_id


@dataclass(frozen=True, slots=True)
class LetGo(Effect):
    """Give back what is held for an order."""

    order_id: str


@dataclass(frozen=True, slots=True)
class OfJob(Effect):
    """Something to be printed; answers `PrintEnded` with the job."""

    job: PrintJob

    @property
    def key(self) -> str:
        """The job that waits for its answer."""
        return self.job.id


@dataclass(frozen=True, slots=True)
class PrintPass(OfJob):
    """Print the boarding pass of a passenger for a segment; answers `PrintEnded` with the job."""

    booking: Booking
    passenger_id: str
    segment_n: int


@dataclass(frozen=True, slots=True)
class PrintTag(OfJob):
    """Print the tag of a bag; answers `PrintEnded` with the job. The plate is active only then."""

    booking: Booking
    plate: str


@dataclass(frozen=True, slots=True)
class PrintTravelSlip(OfJob):
    """Print a slip `about` `refused` (why, when and where else), `luggage` or `cancelled`; answers `PrintEnded`."""

    booking: Booking
    blockers: tuple[Blocker, ...] = ()
    about: str = "refused"


@dataclass(frozen=True, slots=True)
class MakePassCode(Effect):
    """Make the link of a boarding pass for a phone; answers `PassCodeMade`."""

    booking: Booking
    passenger_id: str
    segment_n: int
    language: str
    sale_id: str

    @property
    def key(self) -> str:
        """Which pass of which visit waits for its link; the journal keeps it, so it names no booking."""
        return f"{self.sale_id}/{self.passenger_id}/{self.segment_n}"


@dataclass(frozen=True, slots=True)
class TellPrinted(Effect):
    """Tell the departures system that a pass (of passenger and segment) or a tag (of a plate) came out, or did not."""

    ref: str
    passenger_id: str = ""
    segment_n: int = 0
    plate: str = ""
    is_printed: bool = True
    job_id: str = ""

    @property
    def key(self) -> str:
        """The print that is told of; the journal keeps it, so it names no bag."""
        return self.job_id
