"""Travellers with luggage, dangerous goods and wishes for seats; what costs is paid first, what cannot be is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kiosk.domain.travel.booking import Allowance, Concept
from kiosk.flows.base import EffectFailed
from kiosk.flows.checkin.events import (
    BagAdded,
    BagRemoved,
    BagsPressed,
    GoodsAnswered,
    SeatChosen,
    SeatKept,
    SeatsPressed,
    TogetherPressed,
    WeighBag,
)
from kiosk.flows.checkin.samples import ALONE, ANA, DAVI, FAMILY, LIA, RUI, booking
from tests.unit.flows.checkin.given import PRINT, site_with
from tests.unit.flows.checkin.stories.acts import BACK, GO, ON, bags, code, deaf, kept, seat
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import Story

THANKS: Final = ("checkin.thank_you.title",)
ONE: Final = ("pass p1/1",)
NO_SCALE: Final = replace(site_with(), devices={k: own for k, own in site_with().devices.items() if k != "scale"})
BY_WEIGHT: Final = booking(replace(ANA, allowance=Allowance(Concept.WEIGHT, 0, 30_000)))
COUPLE: Final = booking(ANA, RUI)
WITH_INFANT: Final = booking(ANA, LIA)
WITH_CHILD: Final = booking(ANA, DAVI)


def served(name: str, story: str, *acts: Any, **more: Any) -> Story:
    """Return somebody who is checked in with a pass in the end."""
    own = {"in_": "p1/1", "papers": ONE} | more
    return Story(name, story, (*code(), *acts, *GO), "ThankYou", THANKS, **own)


def stays(name: str, story: str, *acts: Any, ends: str, says: str, **more: Any) -> Story:
    """Return somebody who is told something where they are."""
    return Story(name, story, (*code(), *acts), ends, (says,), **more)


def scale_fails(run: AtKiosk) -> None:
    """Let the scale break while a piece is on it."""
    run.take(EffectFailed("WeighBag", run.asked(WeighBag).key))


def late_weight(run: AtKiosk) -> None:
    """Let the scale answer what nobody waits for any more; the next piece weighs less."""
    run.weights_g = [18_000, 17_000]
    run.answered(WeighBag)


def seats_of(run: AtKiosk, *names: str) -> None:
    """Check the seats of the first booking, in its order."""
    found = next(iter(run.kept_there.bookings().values()))
    assert tuple(own.seat for own in found.coupons) == names


def in_seats(*names: str) -> Any:
    """Return an act that checks where people sit."""
    return lambda run: seats_of(run, *names)


def sat(story: Story, *names: str) -> Story:
    """Return the same story, whose people sit there in the end."""
    return replace(story, acts=(*story.acts, in_seats(*names)))


LUGGAGE: Final = (
    served("one-bag", "checks in the piece that the fare includes", *bags(18_000), ON, papers=(*ONE, "tag p1")),
    served(
        "two-bags",
        "pays for the second piece",
        *bags(18_000, 12_000),
        ON,
        papers=(*ONE, "tag p1", "tag p1"),
        money="FULFILLED 3500",
    ),
    served("heavy", "pays for a heavy piece", *bags(28_000), ON, papers=(*ONE, "tag p1"), money="FULFILLED 5000"),
    stays(
        "too-heavy", "puts 33 kg on the scale", *bags(33_000), ends="Bags", says="checkin.bags.problem.too_heavy.title"
    ),
    served(
        "repacked", "puts 33 kg on the scale, repacks, and goes on", *bags(33_000, 21_000), ON, papers=(*ONE, "tag p1")
    ),
    served(
        "pooled",
        "shares two free pieces with the son",
        ON,
        *bags(18_000, 19_000),
        ON,
        bookings=(WITH_CHILD,),
        in_="p1/1 p2/1",
        papers=("pass p1/1", "pass p2/1", "tag p1", "tag p1"),
    ),
    served(
        "by-weight",
        "has 30 kg and checks in two pieces of 14",
        *bags(14_000, 14_000),
        ON,
        bookings=(BY_WEIGHT,),
        papers=(*ONE, "tag p1", "tag p1"),
    ),
    served(
        "over-weight",
        "has 30 kg, checks in 32, and pays two kilograms",
        *bags(20_000, 12_000),
        ON,
        bookings=(BY_WEIGHT,),
        papers=(*ONE, "tag p1", "tag p1"),
        money="FULFILLED 2400",
    ),
    served(
        "thinks-again",
        "takes the second piece away before paying",
        *bags(18_000, 12_000),
        BagRemoved("p1"),
        ON,
        papers=(*ONE, "tag p1"),
    ),
    stays(
        "scale-silent",
        "waits for a scale that does not answer",
        kept(WeighBag),
        BagsPressed(),
        BagAdded("p1"),
        scale_fails,
        ends="Bags",
        says="checkin.bags.problem.silent.title",
    ),
    served(
        "scale-recovers",
        "weighs again after the scale was silent",
        kept(WeighBag),
        BagsPressed(),
        BagAdded("p1"),
        scale_fails,
        late_weight,
        BagAdded("p1"),
        ON,
        papers=(*ONE, "tag p1"),
    ),
    served(
        "takes-it-off",
        "takes the bag off the scale and goes without",
        kept(WeighBag),
        BagsPressed(),
        BagAdded("p1"),
        BACK,
        BACK,
    ),
    stays(
        "six",
        "wants to check in a sixth piece",
        *bags(*[9_000] * 6),
        ends="Bags",
        says="checkin.bags.problem.limit.title",
    ),
    stays(
        "no-scale",
        "adds a piece where no scale is: told that it is weighed when it is handed in",
        *bags(0),
        ends="Bags",
        says="checkin.bags.instruction_declared",
        site=NO_SCALE,
    ),
    stays(
        "no-scale-limit",
        "is told up to which weight the piece counts",
        *bags(0),
        ends="Bags",
        says="checkin.bags.declared",
        site=NO_SCALE,
    ),
    stays(
        "no-tags",
        "finds no way to luggage while the tag printer is away",
        ends="Summary",
        says="blocker.DEV.TAG_PRINTER_AWAY.title",
        site=site_with("tags"),
    ),
)

GOODS: Final = (
    stays(
        "unanswered",
        "wants to print before the question is answered",
        PRINT,
        ends="Summary",
        says="checkin.summary.answer_first",
    ),
    stays(
        "some",
        "carries something dangerous and is told what may go where",
        GoodsAnswered("some"),
        ends="GoodsAdvice",
        says="checkin.advice.title",
    ),
    Story(
        "packed",
        "has packed it as it should be",
        (*code(), GoodsAnswered("some"), GoodsAnswered("packed"), PRINT),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
    stays(
        "forbidden",
        "goes back from the advice: the question is open again",
        GoodsAnswered("some"),
        BACK,
        PRINT,
        ends="Summary",
        says="checkin.summary.answer_first",
    ),
    Story(
        "none-after-all",
        "has none of it after all",
        (*code(), GoodsAnswered("some"), GoodsAnswered("none"), PRINT),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
)

SEATS: Final = (
    sat(served("keeps", "keeps the seat", SeatsPressed(), SeatKept()), "14C"),
    sat(served("window", "takes another seat that costs nothing", *seat("20A")), "20A"),
    sat(served("legroom", "pays for more room", *seat("1B"), money="FULFILLED 2400"), "1B"),
    sat(
        served(
            "two-seats",
            "changes the seat for both of them",
            ON,
            *seat("20A", "20B"),
            bookings=(COUPLE,),
            in_="p1/1 p4/1",
            papers=("pass p1/1", "pass p4/1"),
        ),
        "20A",
        "20B",
    ),
    sat(
        served(
            "swap",
            "takes the partner's seat, who gets theirs",
            ON,
            *seat("14A", ""),
            bookings=(COUPLE,),
            in_="p1/1 p4/1",
            papers=("pass p1/1", "pass p4/1"),
        ),
        "14A",
        "14C",
    ),
    served(
        "together",
        "lets the kiosk seat the family together",
        ON,
        SeatsPressed(),
        TogetherPressed(),
        SeatKept(),
        SeatKept(),
        SeatKept(),
        bookings=(FAMILY,),
        in_="p1/1 p2/1 p3/1 p4/1",
        papers=("pass p1/1", "pass p2/1", "pass p3/1", "pass p4/1"),
    ),
    stays(
        "exit-child",
        "wants a seat beside the exit for the child",
        ON,
        SeatsPressed(),
        SeatKept(),
        SeatChosen("12A"),
        ends="Seats",
        says="checkin.seat.why.exit_age",
        bookings=(WITH_CHILD,),
    ),
    stays(
        "exit-infant",
        "wants a seat beside the exit with an infant on the lap",
        ON,
        SeatsPressed(),
        SeatChosen("12A"),
        ends="Seats",
        says="checkin.seat.why.exit_infant",
        bookings=(WITH_INFANT,),
    ),
    stays(
        "exit-wheelchair",
        "needs a wheelchair and wants a seat beside the exit",
        SeatsPressed(),
        SeatChosen("12A"),
        ends="Seats",
        says="checkin.seat.why.exit_assistance",
        bookings=(booking(replace(ANA, services=("WCHR",))),),
    ),
    stays(
        "infant-row",
        "wants a seat that is kept for infants",
        SeatsPressed(),
        SeatChosen("1A"),
        ends="Seats",
        says="checkin.seat.why.kept_infant",
    ),
    stays(
        "assistance-row",
        "wants a seat that is kept for assistance",
        SeatsPressed(),
        SeatChosen("2C"),
        ends="Seats",
        says="checkin.seat.why.kept_assistance",
    ),
    sat(
        served(
            "infant-row-yes",
            "has an infant on the lap and takes the seat that is kept for them",
            ON,
            *seat("1A"),
            bookings=(WITH_INFANT,),
            in_="p1/1 p3/1",
            papers=("pass p1/1", "pass p3/1"),
            money="FULFILLED 2400",
        ),
        "1A",
        "",
    ),
    sat(
        served(
            "assistance-row-yes",
            "needs a wheelchair and takes the seat that is kept for it",
            *seat("2C"),
            bookings=(booking(replace(ANA, services=("WCHR",))),),
            money="FULFILLED 900",
        ),
        "2C",
    ),
    stays(
        "somebody-s",
        "wants a seat that somebody has",
        SeatsPressed(),
        SeatChosen("14A"),
        ends="Seats",
        says="checkin.seat.why.taken",
        bookings=(ALONE, replace(booking(RUI), ref="RUI222")),
    ),
    stays(
        "child-apart",
        "would leave the child alone",
        ON,
        *seat("20A", ""),
        ends="Seats",
        says="checkin.seat.why.child_alone",
        bookings=(WITH_CHILD,),
    ),
    stays(
        "map-silent",
        "asks for seats while nobody tells which are free",
        deaf("seats"),
        SeatsPressed(),
        ends="Seats",
        says="checkin.seats.silent_title",
    ),
    served(
        "map-silent-on", "keeps the seat while nobody tells which are free", deaf("seats"), SeatsPressed(), SeatKept()
    ),
    sat(served("seat-back", "looks at the seats and goes back", SeatsPressed(), SeatChosen("20A"), BACK), "14C"),
)

STORIES: Final = (*LUGGAGE, *GOODS, *SEATS)
