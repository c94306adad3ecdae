"""The gift card in hand, as a sale knows it: never its number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GiftInHand:
    """A gift card that shall pay. `key` stands for its number, which is in the memory of who reads it alone.

    `minor` is what was told to be on it, in the sale's currency; `attempt_id` the payment it makes, empty before.
    """

    key: str
    last4: str
    minor: int
    attempt_id: str = ""
