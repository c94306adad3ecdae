"""What the devices did stands in the kiosk's file, over restarts and a kill, and in the view beside it."""

from __future__ import annotations

import json

import pytest

from kiosk.store.database import FILE_NAME
from kiosk.store.tallies import stored_tallies
from kiosk.upkeep.keeping import JSON_NAME
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass]


def test_a_sale_is_counted_by_what_each_device_did_and_a_kill_takes_nothing_back(floor: Floor) -> None:
    floor.play("first_sale")
    first = stored_tallies(floor.data_dir / FILE_NAME).ever
    receipts = len(floor.receipts())
    assert first["scanner", "reads"] > 2
    assert first["terminal", "payments_approved"] == len(floor.kept()) == 1
    assert first["printer", "prints"] == receipts == 1
    assert first["printer", "cuts"] == 1
    assert 50 < first["printer", "paper_mm"] < 1000
    assert first["terminal", "ready_ms"] > 0
    floor.play("second_basket", is_killed=True)
    after = stored_tallies(floor.data_dir / FILE_NAME).ever
    assert all(after[key] >= amount for key, amount in first.items())
    view = json.loads((floor.data_dir / JSON_NAME).read_text(encoding="utf-8"))
    assert [part["id"] for part in view["devices"] if "." not in part["id"]] == ["scanner", "printer", "terminal"]
