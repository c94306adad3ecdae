"""Opening hours: every minute of the day means one thing, over midnight too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.hours import DAY_MINUTES, SOON_MINUTES, Opening, minute_of, opening

CLOCKS = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize("clock", ["25:00", "12:60", "noon", "", "24:01", "-1:00"])
def test_what_is_no_time_of_day_is_refused(clock: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        minute_of(clock)


@pytest.mark.parametrize(
    ("clock", "opens", "closes", "expected"),
    [
        ("05:59", "06:00", "22:00", Opening.CLOSED),
        ("06:00", "06:00", "22:00", Opening.OPEN),
        ("21:29", "06:00", "22:00", Opening.OPEN),
        ("21:30", "06:00", "22:00", Opening.CLOSING),
        ("21:59", "06:00", "22:00", Opening.CLOSING),
        ("22:00", "06:00", "22:00", Opening.CLOSED),
        ("23:45", "18:00", "02:00", Opening.OPEN),
        ("01:30", "18:00", "02:00", Opening.CLOSING),
        ("02:00", "18:00", "02:00", Opening.CLOSED),
        ("23:40", "06:00", "24:00", Opening.CLOSING),
        ("00:00", "06:00", "24:00", Opening.CLOSED),
        ("03:00", "00:00", "24:00", Opening.OPEN),
        ("23:59", "00:00", "00:00", Opening.OPEN),
    ],
)
def test_a_time_of_day_has_its_meaning(clock: str, opens: str, closes: str, expected: Opening) -> None:
    assert opening(minute_of(clock), opens, closes) is expected


@given(CLOCKS, CLOCKS)
def test_a_day_is_open_as_long_as_its_hours_and_ends_with_at_most_half_an_hour_of_closing(
    opens: str, closes: str
) -> None:
    day = [opening(minute, opens, closes) for minute in range(DAY_MINUTES)]
    length = (minute_of(closes) - minute_of(opens)) % DAY_MINUTES
    if length == 0:
        assert set(day) == {Opening.OPEN}
        return
    assert DAY_MINUTES - day.count(Opening.CLOSED) == length
    assert day.count(Opening.CLOSING) == min(length, SOON_MINUTES)
    assert day[minute_of(closes) - 1] is Opening.CLOSING
