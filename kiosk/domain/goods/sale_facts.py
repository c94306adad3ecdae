"""What is known of a sale besides what every sale has; most sales have none of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """Facts of one sale. Each default says nothing; a field that is added later needs one, for sales kept before.

    They stand in the table `sale_facts` as JSON and outlive the session: nothing personal may be among them.
    `coupons` are the codes of the coupons that the sale uses, in the order in which they came.
    """

    coupons: tuple[str, ...] = ()


NOTHING_MORE = SaleFacts()
