"""Mutants of seats, luggage, dangerous goods and what they cost."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

DUES: Final = "kiosk/flows/checkin/dues.py"
BAGS: Final = "kiosk/flows/checkin/aside/bags.py"
SEATS: Final = "kiosk/flows/checkin/aside/seats.py"
GOODS: Final = "kiosk/flows/checkin/aside/goods.py"
STATES: Final = "kiosk/flows/checkin/states.py"
SPINE: Final = "kiosk/flows/checkin/flow.py"
BAGGAGE: Final = "kiosk/domain/travel/baggage.py"
FLOW: Final = (
    "tests/unit/flows/checkin/test_mutants_orders.py",
    "tests/unit/flows/checkin/side/test_mutants_wishes.py",
    "tests/unit/flows/checkin",
)
RULES: Final = ("tests/unit/domain/travel/test_baggage.py",)

MUTANTS: Final = (
    Mutant(
        "a-seat-is-no-line",
        DUES,
        "        if price.minor:\n",
        "        if False:\n",
        "a seat that costs is given for nothing",
        FLOW,
    ),
    Mutant(
        "luggage-is-no-line",
        DUES,
        "for line in found.lines if found is not None else ():",
        "for line in ():",
        "luggage that costs is taken for nothing",
        FLOW,
    ),
    Mutant(
        "a-seat-is-paid-twice",
        DUES,
        "prices.price(place.band).minor - paid_minor)",
        "prices.price(place.band).minor)",
        "who paid for a seat pays again in full for another one",
        FLOW,
    ),
    Mutant(
        "a-cheaper-seat-pays-out",
        DUES,
        "max(0, prices.price(place.band).minor - paid_minor)",
        "prices.price(place.band).minor - paid_minor",
        "the way to a cheaper seat takes money off the luggage",
        FLOW,
    ),
    Mutant(
        "pieces-at-the-price-of-all",
        DUES,
        "return (1, line.price) if rest else",
        "return (line.count, line.price) if rest else",
        "two pieces cost twice what was told",
        FLOW,
    ),
    Mutant(
        "many-pieces-at-the-price-of-one",
        DUES,
        "total = Money(unit.minor * qty, unit.currency)",
        "total = unit",
        "three pieces cost what one does",
        FLOW,
    ),
    Mutant(
        "the-goods-answer-is-not-needed",
        SPINE,
        "case PrintPassesPressed() if trip.goods.is_settled:",
        "case PrintPassesPressed():",
        "nobody was asked about dangerous goods, and the bags fly",
        FLOW,
    ),
    Mutant(
        "some-goods-settle-it",
        STATES,
        "return self in (Goods.NONE, Goods.PACKED)",
        "return self is not Goods.UNANSWERED",
        "who said to carry something dangerous goes on without a word of advice",
        FLOW,
    ),
    Mutant(
        "the-goods-answer-has-no-time",
        SPINE,
        "goods=Goods.NONE, goods_utc_ms=at.utc_ms",
        "goods=Goods.NONE",
        "the answer about dangerous goods cannot be proved afterwards",
        FLOW,
    ),
    Mutant(
        "going-back-answers-for-you",
        GOODS,
        "goods=Goods.UNANSWERED, goods_utc_ms=0",
        "goods=Goods.NONE, goods_utc_ms=0",
        "the question about dangerous goods is answered by turning back",
        FLOW,
    ),
    Mutant(
        "a-weight-for-another-bag",
        BAGS,
        "case BagWeighed(key=key) if key == state.weighing and key:",
        "case BagWeighed(key=key) if state.weighing:",
        "the weight of the bag before is this one's",
        FLOW,
    ),
    Mutant(
        "too-heavy-is-taken",
        BAGS,
        "    if event.weight_g > REFUSED_G:",
        "    if False:",
        "a bag that nobody may lift is tagged and stands at the belt",
        FLOW,
    ),
    Mutant(
        "heavy-without-its-tag",
        BAGS,
        "is_heavy=event.weight_g > HEAVY_G",
        "is_heavy=False",
        "a back is hurt: no tag says that the bag is heavy",
        FLOW,
    ),
    Mutant(
        "luggage-without-end",
        BAGS,
        "and has < most and",
        "and",
        "one passenger checks in more than a flight takes",
        FLOW,
    ),
    Mutant(
        "luggage-without-a-tag-printer",
        BAGS,
        "    if not site.is_usable(TAGS):",
        "    if False:",
        "a bag is paid for and there is nothing to put its number on",
        FLOW,
    ),
    Mutant(
        "luggage-without-its-scale",
        BAGS,
        "not site.is_usable(SCALE)",
        "False",
        "a kiosk that weighs takes a bag unweighed",
        FLOW,
    ),
    Mutant(
        "the-bag-of-another-is-removed",
        BAGS,
        "for n, wish in enumerate(state.trip.bags) if wish.passenger_id == passenger_id)",
        "for n, wish in enumerate(state.trip.bags))",
        "the partner's bag is taken away, and stays behind",
        FLOW,
    ),
    Mutant(
        "a-refused-seat-is-chosen",
        SEATS,
        "    if why:\n",
        "    if False:\n",
        "a seat that the rules refuse is paid for",
        FLOW,
    ),
    Mutant(
        "an-earlier-wish-stays",
        SEATS,
        "if (own.passenger_id, own.segment_n) not in names)",
        "if own)",
        "who changes their mind pays for both seats",
        FLOW,
    ),
    Mutant(
        "the-seat-one-has-is-a-wish",
        SEATS,
        "if not _has(trip, own))",
        "if own)",
        "a seat that one has is ordered and charged again",
        FLOW,
    ),
    Mutant(
        "seats-of-another-flight",
        SEATS,
        "about != segment.flight.id or",
        "",
        "the free seats of the first flight are shown for the second",
        FLOW,
    ),
    Mutant(
        "a-child-sits-alone",
        SEATS,
        "    if not alone:\n",
        "    if True:\n",
        "a child flies rows away from its family",
        FLOW,
    ),
    Mutant(
        "only-one-of-two-changes-seats",
        SEATS,
        "return wished(state.trip, found.wishes)",
        "return wished(state.trip, (own,))",
        "two of a party are told the same seat",
        FLOW,
    ),
    Mutant(
        "the-lightest-on-the-largest",
        BAGGAGE,
        "zip_longest(sorted(weights, reverse=True)",
        "zip_longest(sorted(weights)",
        "a family pays for weight that their fare includes",
        RULES,
    ),
    Mutant(
        "who-stays-lends-an-allowance",
        BAGGAGE,
        "if not party or own.id in party]",
        "if own.id]",
        "the luggage of who does not travel flies free",
        RULES,
    ),
    Mutant(
        "kilograms-are-cut-off",
        BAGGAGE,
        "-(-(sum(weights) - self.free) // 1000)",
        "(sum(weights) - self.free) // 1000",
        "a kilogram begun costs nothing, though the price list says so",
        RULES,
    ),
    Mutant(
        "a-void-bag-uses-the-allowance",
        BAGGAGE,
        "for own in booking.bags if own.state is not BagState.VOID]",
        "for own in booking.bags]",
        "a tag that was given up makes the next bag cost",
        RULES,
    ),
)
