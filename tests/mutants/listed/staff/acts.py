"""Mutants of what staff do at a lane, and to it."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

ASSIST: Final = "kiosk/flows/assist/flow.py"
ACTS: Final = "kiosk/flows/assist/acts.py"
LANE: Final = "kiosk/flows/lane/flow.py"
ASSIST_TESTS: Final = ("tests/unit/flows/assist",)
LANE_TESTS: Final = ("tests/unit/flows/lane",)

OF_ACTS: Final = (
    Mutant(
        "any-leave-will-do",
        ASSIST,
        "case Permitted(ask_id=of, act=act) if of == state.ask_id and act == state.wish.act:",
        "case Permitted():",
        "leave for one act does another",
        ASSIST_TESTS,
    ),
    Mutant(
        "no-leave-is-leave",
        ASSIST,
        "        case NotPermitted(ask_id=of, why=why) if of == state.ask_id:\n            return _lane(",
        "        case NotPermitted(ask_id=of, why=why) if of != state.ask_id:\n            return _lane(",
        "a refusal is not told, and the page waits",
        ASSIST_TESTS,
    ),
    Mutant(
        "any-reason-will-do",
        ASSIST,
        "case ReasonChosen(why=why) if why in REASONS[wish.deed]:",
        "case ReasonChosen(why=why):",
        "free text comes into the audit log",
        ASSIST_TESTS,
    ),
    Mutant(
        "any-way-will-do",
        ASSIST,
        "case ResolutionChosen(way=way) if way in state.ways:",
        "case ResolutionChosen(way=way):",
        "a blocker is resolved in a way that is none",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-longer-number-is-taken",
        ASSIST,
        "if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):",
        "if not number.isdigit():",
        "a number of a thousand digits, or none that is ASCII, is a price",
        ASSIST_TESTS,
    ),
    Mutant(
        "more-is-refunded-than-is-left",
        ASSIST,
        "            if is_open or not 0 < amount.minor <= refundable_of(state.sale).minor:",
        "            if is_open:",
        "leave is asked for more than the sale holds",
        ASSIST_TESTS,
    ),
    Mutant(
        "an-act-of-no-role-is-offered",
        ASSIST,
        "    return person.may(WANTS[deed])",
        "    return True",
        "what a role does not list stands on the page",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-kept-basket-when-its-time-is-over",
        ACTS,
        "if wish.deed is not Deed.BRING_BACK or wish.sale is None:",
        "if True:",
        "the log has a basket brought back that nobody got",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-kept-basket-over-a-customer",
        ACTS,
        'return customer.screen == "shell/Attract" and bool(customer.kept)',
        "return bool(customer.kept)",
        "a stranger's basket is listed while somebody shops",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-refund-over-a-customer",
        ACTS,
        'if wish.sale is None or site.customer is None or site.customer.screen != "shell/Attract":',
        "if wish.sale is None or site.customer is None:",
        "a refund takes the terminal from the customer who is there",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-refund-while-the-terminal-is-asked",
        ACTS,
        "    if not is_in_reach(wish.sale, wish.value, site):",
        "    if wish.value < 0:",
        "two exchanges share one terminal",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-session-ends-over-money",
        ACTS,
        "    if not customer.id or customer.is_busy:\n",
        "    if not customer.id:\n",
        "a session ends while money is under way",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-session-ends-part-paid",
        ACTS,
        "return customer.screen in ENDS and not any(sale.confirmed.minor for sale in customer.sales)",
        "return customer.screen in ENDS",
        "a session with money in it ends, and the money stays",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-blocker-of-another-basket",
        ACTS,
        "if own is None or wish.why not in ways_of(customer, own) or version_of(customer) != wish.version:",
        "if own is None or wish.why not in ways_of(customer, own):",
        "what staff saw is not what they resolve",
        ASSIST_TESTS,
    ),
    Mutant(
        "a-basket-that-is-paid-is-changed",
        ACTS,
        "    if customer is None or customer.screen not in CHANGEABLE:\n",
        "    if customer is None:\n",
        "a price changes while the card is read",
        ASSIST_TESTS,
    ),
)

OF_THE_LANE: Final = (
    Mutant(
        "the-lane-without-leave",
        LANE,
        "case Permitted(ask_id=own) if own == state.ask_id and state.asked is not None:",
        "case Permitted() if state.asked is not None:",
        "leave for another act closes the lane",
        LANE_TESTS,
    ),
    Mutant(
        "a-forced-end-wants-no-leave",
        LANE,
        "if own == state.ask_id and state.asked is ACTS[state.state] and state.reason:",
        "if False:",
        "who may close a lane ends a customer's session, too",
        LANE_TESTS,
    ),
    Mutant(
        "a-lane-nobody-may-set",
        LANE,
        "case LaneChosen(state=name) if name in may_become(state.person, site):",
        "case LaneChosen(state=name):",
        "a lane is opened by whom no role lets",
        LANE_TESTS,
    ),
    Mutant(
        "a-payment-is-forced",
        LANE,
        "return is_served(site) and not is_busy and not is_serving",
        "return is_served(site) and not is_serving",
        "a payment under way is ended by closing the lane",
        LANE_TESTS,
    ),
    Mutant(
        "the-end-is-not-recorded",
        LANE,
        "        notes.append(Record(Permission.END_SESSION",
        "        (Record(Permission.END_SESSION",
        "a session that staff ended stands in no record",
        LANE_TESTS,
    ),
)

MUTANTS: Final = (*OF_ACTS, *OF_THE_LANE)
