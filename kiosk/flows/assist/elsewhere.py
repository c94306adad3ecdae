"""Where a blocker is settled that staff on this glass do not settle, or not now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.blockers import Blocker, BlockerKind, Resolver, Severity
from kiosk.domain.text import Text, text
from kiosk.domain.travel.blockers import CKIN_VISA_DENY
from kiosk.flows.assist.acts import ways_of
from kiosk.flows.checkin.aside import seen
from kiosk.flows.guests import Customer

_OF_AREA: Final[Mapping[str, str]] = {"DEV": "device", "PAY": "payment", "LANE": "lane"}


def elsewhere(blocker: Blocker, customer: Customer) -> Text:
    """Return where it is settled, or what comes before it; of one that could be settled here: by whom."""
    if ways_of(customer, blocker):
        return text("assist.where.not_yours")
    first = seen.waits_for(blocker, customer.blockers)
    if first is not None:
        return text("assist.where.first", what=first.words("title"))
    return text(f"assist.where.{place_of(blocker.kind)}")


def place_of(kind: BlockerKind) -> str:
    """Return the key of the words for where a kind is settled: there is one for every kind."""
    area = kind.code.partition(".")[0]
    if Resolver.TIME in kind.resolvers:
        return "time"
    if area == "CKIN":
        return _of_check_in(kind)
    if Resolver.DEVICE not in kind.resolvers and Resolver.TECHNICIAN in kind.resolvers:
        return "technician"
    is_back = Resolver.ATTENDANT in kind.resolvers
    return _OF_AREA.get(area, "back" if is_back else "customer")


def _of_check_in(kind: BlockerKind) -> str:
    if kind.code == CKIN_VISA_DENY:
        return "authority"
    if kind.code in seen.HERE:
        return "back"
    if kind.code in seen.RULED:
        return "document"
    is_told = kind.severity in (Severity.INFO, Severity.WARN)
    is_theirs = Resolver.CUSTOMER in kind.resolvers
    return "customer" if is_theirs or (is_told and Resolver.ATTENDANT not in kind.resolvers) else "desk"
