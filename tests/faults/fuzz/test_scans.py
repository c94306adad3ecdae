"""T6, small tier: changed bytes of a scanner never become an article that was not scanned."""

from __future__ import annotations

import logging

import pytest

from devices.api import BadScan, Scan
from devices.condition import Condition
from kiosk.domain.basket import Product
from kiosk.effects.scan import Scans
from kiosk.flows.base import Event
from tests.faults.fuzz.scans import HELD_MOST, Found, Shop, Silent, run, try_scan

FRAMES = 60_000


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each bad frame write no line: there are thousands."""
    monkeypatch.setattr(logging.getLogger("kiosk.effects.scan"), "disabled", True)


def tried(one: Scan | BadScan, sent: bytes, gtin: str) -> Found:
    """Hold one read against what was sent, in a shop with one article that answers to everything."""

    class Any(Shop):
        def find(self, asked: str) -> Product | None:
            return Shop.find(self, gtin)

    told: list[Event] = []
    found = Found()
    shop = Any(frozenset({gtin}))
    try_scan(one, {sent}, Scans(Silent(Condition()), shop, None, "EUR", told.append), told, found)
    return found


def test_the_trial_notices_a_code_that_was_not_sent_and_an_article_that_is_not_in_it() -> None:
    right, other = "09520001000010", "09520001000027"
    assert tried(Scan(right[1:].encode(), 0.0), right[1:].encode(), right).wrong == []
    assert len(tried(Scan(right[1:].encode(), 0.0), b"another code", right).wrong) == 1
    assert len(tried(Scan(right[1:].encode(), 0.0), right[1:].encode(), other).wrong) == 1


def test_no_changed_frame_becomes_an_article_that_was_not_scanned_or_takes_more_than_its_room() -> None:
    found = run(FRAMES, seed=20261122)
    assert found.wrong == []
    assert found.held_most <= HELD_MOST
    assert found.frames >= FRAMES
    assert min(found.items, found.bad, found.scans - found.items) > FRAMES / 50  # all three ends are reached


def test_the_same_seed_tries_the_same_frames() -> None:
    assert run(2_000, seed=3) == run(2_000, seed=3)
    assert run(2_000, seed=3) != run(2_000, seed=4)
