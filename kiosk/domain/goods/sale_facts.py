"""What is known of a sale besides what every sale has; most sales have none of it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.benefits.using import CouponUse
from kiosk.domain.gifts.hand import GiftInHand
from kiosk.domain.tax.rule import PLAIN_RULE, TaxRule
from kiosk.domain.travel.selling.taking_back import TakenBack


@dataclass(frozen=True, slots=True)
class Return:
    """Goods that staff took back: so many `pieces` of lines, by their numbers, for `minor` of the sale's currency.

    `attempts` are the refunds that bring the money back, several where several cards paid.
    """

    pieces: tuple[tuple[int, int], ...]
    minor: int
    attempts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """Facts of one sale. Each default says nothing; a field that is added later needs one, for sales kept before.

    They stand in the table `sale_facts` as JSON and outlive the session: nothing personal may be among them.
    `coupons` are those that the sale uses, in the order in which they came. `member` is who shops, by a number that
    says nothing without the shop's list; `points_before` the balance when the card was read; `minor_per_point` what
    one point costs, 0: the sale earns none; `is_new_member`: who became one here, so `member` is the card's number.
    `is_asked_back`: a departures system is asked to take its services back; `back` is what it said, None until then.
    `tax` is the rule that held when the sale was opened. `returns` are goods that came back, line by line.
    `gift` is the gift card that shall pay, None: there is none in hand. `late_pieces`, worth `late_minor`, were taken
    out by the customer after the total had been asked for: nobody is stopped for it, and the day's report counts it.
    """

    coupons: tuple[CouponUse, ...] = ()
    member: str = ""
    points_before: int = 0
    minor_per_point: int = 0
    is_new_member: bool = False
    is_asked_back: bool = False
    back: TakenBack | None = None
    tax: TaxRule = PLAIN_RULE
    returns: tuple[Return, ...] = ()
    gift: GiftInHand | None = None
    late_pieces: int = 0
    late_minor: int = 0


NOTHING_MORE = SaleFacts()
