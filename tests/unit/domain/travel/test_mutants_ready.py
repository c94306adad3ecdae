"""What stops one passenger on one flight stops nobody else, and that passenger on that flight."""

from __future__ import annotations

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.domain.travel import blockers as codes
from kiosk.domain.travel.eligibility import is_stopped

AT = Stamp(1_790_000_000_000, 0, 1)
KEYS = [("p1", 1), ("p1", 2), ("p2", 1), ("p2", 2)]


@pytest.mark.parametrize(
    ("code", "subject", "stopped"),
    [
        (codes.CKIN_OFFLOADED, ("coupon", "p1/1"), [("p1", 1)]),
        (codes.CKIN_NEEDS_STAFF, ("passenger", "p1"), [("p1", 1), ("p1", 2)]),
        (codes.CKIN_DEPARTED, ("segment", "2"), [("p1", 2), ("p2", 2)]),
        (codes.CKIN_DOC_UNVERIFIED, ("passenger", "p1"), []),
    ],
)
def test_a_stop_is_of_whom_it_names(code: str, subject: tuple[str, str], stopped: list[tuple[str, int]]) -> None:
    told = dict.fromkeys(("desk", "flight", "service", "time", "city", "document"), "")
    own = codes.occurrence(0, code, AT, subject, None, **told)
    assert [key for key in KEYS if is_stopped((own,), *key)] == stopped
