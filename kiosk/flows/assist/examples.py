"""Staff at a lane in each of its pages; the customer beneath is an example of a checkout, the person is invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.aside.keeping import KEEP_MS, MOST, Kept, kept
from kiosk.domain.values import replace
from kiosk.flows.assist.acts import Deed, Wish
from kiosk.flows.assist.states import Asking, Baskets, Lane, Line, Number, Reason, Refund, Resolving, State
from kiosk.flows.checkout.examples import EXAMPLES as CHECKOUT
from kiosk.flows.checkout.states import held

LEAD: Final = Person("p-lead", frozenset({Role.SUPERVISOR}))
(BASKET,) = held(CHECKOUT["Scanning"])
(PAID,) = held(CHECKOUT["Receipt"])
(OWING,) = held(CHECKOUT["TakingBack"])
(UNANSWERED,) = held(CHECKOUT["TakingBack-silent"])
N: Final = BASKET.lines[0].n
SEEN: Final = BASKET.version
NOW: Final = 1_780_229_100_000  # five past two in Amsterdam
ASIDE: Final = tuple(
    Kept(replace(kept(BASKET), id=f"kept-{n}"), NOW - ago + KEEP_MS, 0 if n == 2 else NOW - ago)
    for n, ago in enumerate((61_000, 300_000, 830_000))
)

EXAMPLES: Mapping[str, State] = {
    "Lane": Lane(LEAD),
    "Lane-refused": Lane(LEAD, problem="not_permitted"),
    "Lane-last": Lane(LEAD, last=PAID),
    "Lane-owed": Lane(LEAD, last=OWING),
    "Lane-unanswered": Lane(LEAD, last=UNANSWERED),
    "Line": Line(LEAD, N, SEEN),
    "Number": Number(LEAD, Wish(Deed.PRICE, N, version=SEEN)),
    "Number-refused": Number(LEAD, Wish(Deed.PERCENT_OFF, N, 200, SEEN), problem="discount"),
    "Reason": Reason(LEAD, Wish(Deed.AMOUNT_OFF, N, 50, SEEN)),
    "Resolving": Resolving(LEAD, Wish(Deed.RESOLVE, blocker_id="b1", code="ITEM.LIMIT"), ("refuse",)),
    "Refund": Refund(LEAD, PAID, (PAID.lines[0].n,)),
    "Refund-services": Refund(LEAD, UNANSWERED),
    "Refund-owed": Refund(LEAD, OWING),
    "Baskets": Baskets(LEAD, ASIDE, NOW),
    "Baskets-most": Baskets(LEAD, ASIDE[:1] * MOST, NOW),
    "Asking": Asking(LEAD, Wish(Deed.VOID, N, version=SEEN, why="damaged"), "ask-1"),
}
