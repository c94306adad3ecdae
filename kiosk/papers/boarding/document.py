"""A boarding pass as people read it, with the message of its barcode; no printer is known yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.domain.text import text
from kiosk.domain.travel.booking import Booking, Passenger, PassengerKind
from kiosk.domain.travel.flight import Airport, LocalTime
from kiosk.domain.travel.selling.extras import codes_of
from kiosk.papers.boarding.message import Leaf, NoPass, PassSigner, bags_of, leaves, message_of
from kiosk.papers.document import Day, Printable


@dataclass(frozen=True, slots=True)
class Issue:
    """What a pass says beside the booking: who issues it, when, and as which copy."""

    utc_ms: int
    copy_no: int = 1
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class BoardingPass:
    """One passenger on one flight. `message`: the characters of the barcode. Its `repr` names nobody.

    `infants`: names of those on the lap. `seat`, `gate`: empty while unknown. `ticket`: 13 digits or empty. `extras`:
    codes of what was bought beyond it, as staff look for them.
    """

    message: str = field(repr=False)
    name: str = field(repr=False)
    infants: tuple[str, ...] = field(repr=False)
    flight: str
    origin: Airport
    destination: Airport
    day: int
    boards: LocalTime
    departs: LocalTime
    gate: str
    seat: str
    sequence: int
    cabin: str
    bags: int
    ref: str = field(repr=False)
    ticket: str = field(repr=False)
    services: tuple[str, ...] = field(repr=False)
    extras: tuple[str, ...] = ()
    issue: Issue = Issue(0)

    @property
    def seat_or_word(self) -> Printable:
        """The seat; for an infant its place, else that it is given at the gate."""
        return self.seat or text("paper.pass.seat_later")

    @property
    def gate_or_word(self) -> Printable:
        """The gate, or where it will be told."""
        return self.gate or text("paper.pass.gate_later")


def boarding_pass(
    booking: Booking, passenger_id: str, segment_n: int, issue: Issue, signer: PassSigner | None
) -> BoardingPass:
    """Return the pass of a passenger for a segment, as it stands in the booking now. Raises `NoPass`, `Malformed`."""
    passenger = booking.passenger(passenger_id)
    if passenger is None:
        raise NoPass("no such passenger")
    leaf = leaves(booking, passenger_id, segment_n)[0]
    flight = leaf.segment.flight
    return BoardingPass(
        message=message_of(booking, passenger_id, segment_n, issue.utc_ms, signer),
        name=passenger.name,
        infants=tuple(own.name for own in booking.infants_of(passenger_id)),
        flight=flight.name,
        origin=flight.origin,
        destination=flight.destination,
        day=flight.leaves.day,
        boards=flight.boards,
        departs=flight.leaves,
        gate=flight.gate,
        seat=_seat(passenger, leaf),
        sequence=leaf.coupon.sequence,
        cabin=leaf.coupon.cabin,
        bags=len(bags_of(booking, passenger_id, segment_n)),
        ref=booking.ref,
        ticket=leaf.coupon.ticket,
        services=passenger.services,
        extras=codes_of(booking, passenger_id, segment_n),
        issue=issue,
    )


def _seat(passenger: Passenger, leaf: Leaf) -> str:
    return "INF" if passenger.kind is PassengerKind.INFANT else leaf.coupon.seat


def facts(own: BoardingPass) -> tuple[tuple[Printable, Printable], ...]:
    """Return the smaller facts of a pass in their order, each with its label; those not known are left out."""
    told: tuple[tuple[str, Printable], ...] = (
        ("extras", " ".join(own.extras)),
        ("sequence", str(own.sequence) if own.sequence else ""),
        ("class", own.cabin),
        ("luggage", str(own.bags) if own.bags else ""),
        ("booking", own.ref),
        ("ticket", own.ticket),
        ("services", " ".join(own.services)),
    )
    return tuple((text(f"paper.pass.{name}"), fact) for name, fact in told if fact)


def day_of(own: BoardingPass) -> Day:
    """Return the local date of departure."""
    return Day(own.day)
