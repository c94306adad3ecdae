"""Settings of staff at the glass: what is wrong is named with what is allowed, and nothing weaker is taken."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from pydantic import ValidationError

from kiosk.domain.access.roles import Permission
from kiosk.effects.scan import badge_of
from kiosk.flows.staffed import BadgeRead
from kiosk.people.badges import MARK
from kiosk.people.settings import PeopleSettings

KEY = urlsafe_b64encode(bytes(range(32))).decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"two_persons": ["age-check"]}, "each once, of change-price"),
        ({"two_persons": ["users", "users"]}, "each once"),
        ({"two_persons": ["everything"]}, "refund-last-sale"),
        ({"badge_keys": {"k1": "short"}}, "32 bytes in base64url"),
        ({"badge_keys": {"k1": KEY + "AAAA"}}, "32 bytes in base64url"),
        ({"badge_keys": {"k1": "ü" * 43}}, "32 bytes in base64url"),
        ({"badge_keys": {"a key": KEY}}, "1 to 16 letters"),
        ({"badge_keys": {f"k{n}": KEY for n in range(9)}}, "at most 8"),
        ({"idle_s": 29}, "greater than or equal to 30"),
        ({"idle_s": 301}, "less than or equal to 300"),
        ({"corner_hold": "sometimes"}, "boolean"),
        ({"pin": "123456"}, "Extra inputs"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        PeopleSettings.model_validate(wrong)


def test_keys_are_taken_with_or_without_their_padding_and_acts_become_a_rule() -> None:
    own = PeopleSettings.model_validate({"two_persons": ["discount"], "badge_keys": {"a": KEY, "b": KEY.rstrip("=")}})
    assert own.rule.two_persons == {Permission.DISCOUNT}
    assert set(own.public_keys.values()) == {bytes(range(32))}


def test_what_begins_like_a_badge_is_one_and_nothing_else_is() -> None:
    assert badge_of(f"{MARK}.k1.B.x".encode()) == BadgeRead("PB1.k1.B.x")
    assert badge_of(b"]Q1PB1.") == BadgeRead("PB1.")
    for item in (b"", b"4006381333931", b"]C10104006381333931", b"PB1", b"XPB1.", b"]Q1", b"pb1.x"):
        assert badge_of(item) is None
