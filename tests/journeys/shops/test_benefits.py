"""A member with coupons at a whole kiosk: each counts once, and points are on the receipt's books once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from kiosk.services.benefits.embedded import FILE_NAME
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_member_with_coupons_pays_less_and_earns_points_once(floor: Floor) -> None:
    floor.play("brought_along")
    books = floor.books()
    assert books.states() == ["FULFILLED"]
    assert books.charged() == floor.kept()
    (line,) = books.basket(books.sales[0])
    saved = [own["promotion"] for own in json.loads(line["facts"])["savings"]]
    assert saved == ["members", "coupon:9990000000012", "coupon:9990000000029"]
    with closing(sqlite3.connect(floor.data_dir / FILE_NAME)) as kept:
        assert kept.execute("SELECT member, points FROM points").fetchall() == [("m-0002", line["total_minor"] // 100)]
        assert kept.execute("SELECT count(*) FROM redemption").fetchone() == (2,)
    assert_settled(books)
    assert_believable(floor.data_dir)
