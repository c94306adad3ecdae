"""What travellers hold and do: passes and documents as readers send them, and short names for what is touched often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.flows.assist.acts import resolvable, version_of
from kiosk.flows.base import Abandoned, BackPressed, Effect, Event, LanguageChosen, TimedOut
from kiosk.flows.checkin.events import (
    BagAdded,
    BagsPressed,
    FactTyped,
    GoOnPressed,
    PassengerToggled,
    SeatChosen,
    SeatKept,
    SeatsPressed,
    WayChosen,
)
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.states import PaymentUnclear
from kiosk.flows.shell.over.covered import site_of
from kiosk.flows.shell.session import StartPressed
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.formats.bcbp import BoardingPassMessage, Leg, build
from kiosk.formats.mrz import Content, Format
from kiosk.formats.mrz import build as build_zone
from tests.unit.flows.checkin.given import NONE, PRINT
from tests.unit.flows.checkin.stories.kiosk import AtKiosk

Acts = Callable[[AtKiosk], object]
ON, BACK, GO = GoOnPressed(), BackPressed(), (NONE, PRINT)
START: Final = (StartPressed(), LanguageChosen("en"))
DAY_OF_YEAR: Final = 264  # of the flights of the samples
SIGNS: Final = {"PDF417": "]L0", "Aztec": "]z0", "QR": "]Q0", "Data Matrix": "]d0", "none": ""}


def approved(code: str) -> Acts:
    """Let staff approve what stands in the traveller's way, where the glass offers it to them."""

    def told(run: AtKiosk) -> None:
        customer = site_of(run.session, run.session.site).customer
        assert customer is not None
        blocker = next(own for own in resolvable(customer) if own.code == code)
        run.take(BlockerResolved(version_of(customer), blocker.id, "approve", "p-staff"))

    return told


# --- what is held to a reader -----------------------------------------------------------------------------------------


def leg(
    ref: str = "7K2PMX", flight: str = "1364", day: int = DAY_OF_YEAR, way: str = "AMSLIS", carrier: str = "NB"
) -> Leg:
    """Return a flight as a pass has it."""
    return Leg.of(
        pnr=ref, origin=way[:3], destination=way[3:], carrier=carrier, flight=flight, day_of_year=day, cabin="Y",
        seat="014C", sequence="0001", status="1",
    )  # fmt: skip


def pass_text(*legs: Leg, name: str = "RIBEIRO/ANA") -> str:
    """Return the message of a boarding pass."""
    return build(BoardingPassMessage(name, legs or (leg(),)))


def scanned(message: str, kind: str = "PDF417") -> Acts:
    """Hold a code of a kind to the scanner."""
    return lambda run: run.scan(SIGNS[kind] + message)


def zone(form: Format = Format.TD3, **changes: str) -> tuple[str, ...]:
    """Return the lines of Ana's passport, or of another document like it."""
    own = {"document_code": "P", "issuer": "NLD", "number": "SPECI2014", "surname": "RIBEIRO", "given_names": "ANA",
           "birth": "880302", "sex": "F", "expiry": "310509", "nationality": "NLD"} | changes  # fmt: skip
    optional = {Format.TD1: ("", "")}.get(form, ("",))
    return build_zone(form, Content(**own, optional=optional)).lines


def laid(*lines: str) -> Acts:
    """Lay a document on the reader."""
    return lambda run: run.lay(*lines)


# --- what is touched and typed ----------------------------------------------------------------------------------------


def typed(*texts: str) -> tuple[Event, ...]:
    """Type one text after the other."""
    return tuple(FactTyped(own) for own in texts)


def code(ref: str = "7K2PMX", surname: str = "Ribeiro") -> tuple[Event, ...]:
    """Type a booking code and a surname."""
    return (*START, WayChosen("code"), *typed(ref, surname))


def bags(*weights_g: int, of: str = "p1") -> tuple[Event | Acts, ...]:
    """Put so many pieces on the scale, one after the other."""

    def on_scale(run: AtKiosk) -> None:
        run.weights_g = list(weights_g)

    return (on_scale, BagsPressed(), *[BagAdded(of)] * len(weights_g))


def seat(*names: str) -> tuple[Event, ...]:
    """Choose a seat for one after the other and keep it; an empty name keeps the one they have."""
    chosen = [(SeatChosen(own), SeatKept()) if own else (SeatKept(),) for own in names]
    return (SeatsPressed(), *(one for pair in chosen for one in pair))


def without(*people: str) -> tuple[Event, ...]:
    """Leave people out."""
    return tuple(PassengerToggled(own) for own in people)


# --- what goes wrong around them --------------------------------------------------------------------------------------


def later(seconds: float) -> Acts:
    """Let time pass."""
    return lambda run: run.take(after_s=seconds)


def deaf(*calls: str) -> Acts:
    """Cut the line for these calls, and mend it for all others."""

    def cut(run: AtKiosk) -> None:
        run.line.deaf, run.line.hoarse = set(calls), set()

    return cut


def hoarse(*calls: str) -> Acts:
    """Lose the answers to these calls, which are done; the line is whole for all others."""

    def lose(run: AtKiosk) -> None:
        run.line.deaf, run.line.hoarse = set(), set(calls)

    return lose


def kept(*kinds: type[Effect]) -> Acts:
    """Keep what is asked of these kinds unanswered."""
    return lambda run: run.keeps.update(kinds)


def answered(*kinds: type[Effect]) -> Acts:
    """Answer now, late, what was kept."""
    return lambda run: run.answered(*kinds)


def printers(word: str, *kinds: PaperKind) -> Acts:
    """Let printers say this of papers of these kinds (all of them without any), and DONE of others."""

    def told(job: PrintJob) -> str:
        return word if not kinds or job.kind in kinds else "DONE"

    def told_by(run: AtKiosk) -> None:
        run.papers = told

    return told_by


def cards(*words: str, truth: str = "approved") -> Acts:
    """Let the terminal do this with the next cards; `truth` is what it says of one whose answer was lost."""

    def inserted(run: AtKiosk) -> None:
        run.cards, run.truth = list(words), truth

    return inserted


def asked_on(run: AtKiosk) -> None:
    """Let the kiosk ask the terminal until the payment is known, or it is known that it will not be."""
    for _ in range(12):
        if not isinstance(run.state, PaymentUnclear):
            return
        run.take(TimedOut(ASK_TIMER), after_s=30)


def power_cut(run: AtKiosk) -> None:
    """Cut the power and start again."""
    run.power_cut()


GONE: Final = (TimedOut(IDLE_TIMER), TimedOut(LEAVE_TIMER))
"""Nobody touches anything, and nobody answers whether somebody is there."""
LEFT: Final = (Abandoned(),)
