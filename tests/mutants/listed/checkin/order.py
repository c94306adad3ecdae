"""Mutants of the order: held, paid, carried out, or given back."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

ISSUING: Final = "kiosk/flows/checkin/issuing.py"
SPINE: Final = "kiosk/flows/checkin/flow.py"
FLOW: Final = (
    "tests/unit/flows/checkin/test_mutants_orders.py",
    "tests/unit/flows/checkin/side/test_mutants_wishes.py",
    "tests/unit/flows/checkin",
)

MUTANTS: Final = (
    Mutant(
        "another-price-under-the-same-name",
        ISSUING,
        "is_another = bool(trip.sale.lines) and trip.sale.lines != lines",
        "is_another = False",
        "an order that nobody answered for is changed, and what is held is not what is paid",
        FLOW,
    ),
    Mutant(
        "carried-out-before-its-money",
        ISSUING,
        "trip.sale.total.minor",
        "trip.sale.jobs",
        "seats and bags that cost are given for nothing",
        FLOW,
    ),
    Mutant(
        "held-by-another-order",
        ISSUING,
        "if of == state.order.id and told is not None:",
        "if told is not None:",
        "the answer to an order that was given up is taken for this one",
        FLOW,
    ),
    Mutant(
        "refused-by-another-order",
        ISSUING,
        "case OrderTold(order_id=of, refused=refused) if of == state.order.id:",
        "case OrderTold(order_id=of, refused=refused):",
        "a late refusal ends an order that is good",
        FLOW,
    ),
    Mutant(
        "a-late-booking-leads-back",
        ISSUING,
        "if state.lookup and event.key == state.lookup:",
        "if state.lookup:",
        "what an older question found is shown as the booking now",
        FLOW,
    ),
    Mutant(
        "unpaid-is-still-held",
        ISSUING,
        'raised(CKIN_NOT_PAID, at, ("sale", sale.id))), (LetGo(state.order.id),)',
        'raised(CKIN_NOT_PAID, at, ("sale", sale.id))), ()',
        "a seat that was not paid for is kept from everybody",
        FLOW,
    ),
    Mutant(
        "unpaid-is-carried-out",
        ISSUING,
        "    if sale.state is SaleState.FULFILLED:\n",
        "    if sale.lines:\n",
        "a refused card checks in",
        FLOW,
    ),
    Mutant(
        "refused-is-still-held",
        ISSUING,
        "(LetGo(state.order.id), FindBooking(facts, lookup))",
        "(FindBooking(facts, lookup),)",
        "what a refused order holds is kept from everybody, its own travellers too",
        FLOW,
    ),
    Mutant(
        "a-refused-name-is-used-again",
        ISSUING,
        "trip = anew(known(state.trip, booking, at, site), at)",
        "trip = known(state.trip, booking, at, site)",
        "the next order bears a name that the departures system has closed: nobody of them is checked in",
        FLOW,
    ),
    Mutant(
        "paid-and-silent-starts-again",
        ISSUING,
        "    if state.trip.sale.state is SaleState.FULFILLED:\n",
        "    if False:\n",
        "who has paid is led back to pay again",
        FLOW,
    ),
    Mutant(
        "a-seat-that-is-gone-is-wished-again",
        ISSUING,
        "seats=() if why.why is No.TAKEN else trip.seats",
        "seats=trip.seats",
        "a traveller goes round in circles with a seat that somebody else has",
        FLOW,
    ),
    Mutant(
        "a-paid-order-is-let-go",
        ISSUING,
        "return (LetGo(sale.id),) if sale.state is SaleState.OPEN and sale.version else ()",
        "return (LetGo(sale.id),) if sale.version else ()",
        "who pays and walks on is checked out again",
        FLOW,
    ),
    Mutant(
        "leaving-keeps-what-is-held",
        SPINE,
        "if isinstance(state, ThankYou) else let_go_of(sale)",
        "if isinstance(state, ThankYou) else ()",
        "who walks away keeps a seat from everybody",
        FLOW,
    ),
    Mutant(
        "given-up-while-carried-out",
        SPINE,
        "    if isinstance(state, Completing | Printing | ThankYou | Ended):",
        "    if isinstance(state, Printing | ThankYou | Ended):",
        "a check-in is called given up while it is being done",
        FLOW,
    ),
    Mutant(
        "given-up-while-printing",
        SPINE,
        "    if isinstance(state, Completing | Printing | ThankYou | Ended):",
        "    if isinstance(state, Completing | ThankYou | Ended):",
        "a boarding pass comes out for the next traveller",
        FLOW,
    ),
    Mutant(
        "an-order-without-its-price",
        ISSUING,
        "sale.total.minor, trip.goods_utc_ms",
        "0, trip.goods_utc_ms",
        "the airline's books do not know what was paid",
        FLOW,
    ),
    Mutant(
        "an-order-without-its-documents",
        ISSUING,
        "trip.proofs,",
        "(),",
        "every document is asked for again at the gate",
        FLOW,
    ),
    Mutant(
        "an-order-without-its-goods-answer",
        ISSUING,
        'TEXT_VERSION if trip.goods.is_settled else ""',
        '""',
        "nobody can tell to which question the traveller answered",
        FLOW,
    ),
    Mutant(
        "a-sale-that-came-to-nothing-is-forgotten",
        ISSUING,
        "past=(*trip.past, gone))",
        "past=trip.past)",
        "the store never learns that an order was given up",
        FLOW,
    ),
    Mutant(
        "a-wish-is-charged-again",
        ISSUING,
        "sale=sale, seats=(), bags=()",
        "sale=sale",
        "what is paid for is a wish still, and is charged with the next one",
        FLOW,
    ),
)
