"""A whole kiosk where somebody becomes a member: once, at a member's price, and reached by nothing that is left."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kiosk.services.benefits.embedded import FILE_NAME
from kiosk.services.benefits.enrolling import MEMBERS_FILE
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.shops.members.enrolling import CONTACT

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_new_member_pays_less_earns_points_once_and_leaves_no_contact_but_with_who_keeps_members(
    floor: Floor,
) -> None:
    floor.play("enrolled_at_the_till")
    books = floor.books()
    assert books.states() == ["FULFILLED"]
    assert books.charged() == floor.kept()
    (line,) = books.basket(books.sales[0])
    with closing(sqlite3.connect(floor.data_dir / MEMBERS_FILE)) as members:
        ((card, ref, contact),) = members.execute("SELECT card, ref, contact FROM member").fetchall()
    assert (ref, contact) == (books.sales[0]["id"], CONTACT)
    with closing(sqlite3.connect(floor.data_dir / FILE_NAME)) as kept:
        assert kept.execute("SELECT member, points FROM points").fetchall() == [(card, line["total_minor"] // 100)]
    (paper,) = floor.receipts()
    assert card in " ".join(paper)
    assert CONTACT not in " ".join(paper)
    for file in floor.data_dir.rglob("*"):
        if file.is_file() and not file.name.startswith(MEMBERS_FILE):
            assert CONTACT.encode() not in file.read_bytes(), file.name
    assert_settled(books)
    assert_believable(floor.data_dir)
