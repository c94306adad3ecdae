"""Whether one piece may be sold here and now: what is refused at once, with the reason and what fills its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.domain.goods.blockers import ITEM_EXPIRED, ITEM_HOURS, ITEM_NOT_FOR_SALE, ITEM_RECALLED
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.goods.terms import ALL_BATCHES, NotSold, Terms
from kiosk.domain.hours import Opening, minute_of, opening
from kiosk.domain.text import Arg, text

_DAY: Final = len("2026-05-31")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code of the registry, and what fills its words."""

    code: str
    args: tuple[tuple[str, Arg], ...] = ()


def refusal(terms: Terms, facts: LineFacts, local: str) -> Refusal | None:
    """Return why a piece may not be sold; None when it may.

    `local` is the site's time as `2026-05-31T14:05`. Without it nothing that depends on the time is sold.
    """
    if terms.not_sold == NotSold.RECALLED or ALL_BATCHES in terms.recalled:
        return Refusal(ITEM_RECALLED)
    if facts.batch and facts.batch in terms.recalled:
        return Refusal(ITEM_RECALLED)
    if facts.expires and facts.expires < (local[:_DAY] or facts.expires + "."):
        return Refusal(ITEM_EXPIRED)
    if terms.not_sold:
        return Refusal(ITEM_NOT_FOR_SALE, (("why", text(f"goods.not_sold.{terms.not_sold}")),))
    if terms.hours and not _is_within(terms.hours, local):
        return Refusal(ITEM_HOURS, (("hours", ", ".join(f"{begin}-{end}" for begin, end in terms.hours)),))
    return None


def _is_within(hours: tuple[tuple[str, str], ...], local: str) -> bool:
    clock = local[_DAY + 1 :]
    return bool(clock) and any(opening(minute_of(clock), *own) is not Opening.CLOSED for own in hours)
