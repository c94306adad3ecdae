"""An admin at the glass of a shop: settings are changed with a code, are in force at the next start, and go back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from kiosk.store.database import FILE_NAME
from tests.journeys.floor import Floor
from tests.journeys.people.changing import ADMIN, enrol_admin

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_settings_are_changed_are_in_force_at_the_next_start_and_are_taken_back(floor: Floor) -> None:
    enrol_admin(floor.data_dir)
    floor.play("name_changed")
    floor.play("name_taken_back")
    floor.play("name_as_before")
    now = json.loads((floor.data_dir / "settings" / "now.json").read_text(encoding="utf-8"))
    assert (now["generation"], now["values"]) == (2, {})
    with closing(sqlite3.connect(floor.data_dir / FILE_NAME)) as connection:
        audited = connection.execute("SELECT payload FROM journal WHERE kind = 'Audited' ORDER BY seq").fetchall()
    deeds = [deed for (payload,) in audited if (deed := json.loads(payload))["act"] == "configure"]
    deeds = [deed for deed in deeds if deed["what"] == "acted"]
    assert [(deed["who"], deed["why"]) for deed in deeds] == [(ADMIN, "screen"), (ADMIN, "last")]
    assert deeds[0]["after"] == "site.kiosk=Kiosk 4x"
