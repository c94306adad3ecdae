"""A whole kiosk where customers have their tax number signed: in order, through an outage, and nowhere in clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from kiosk.store import papers
from kiosk.store.database import open_database
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.scripts.faults import said
from tests.journeys.shops.numbered import FIRST, SECOND, signed

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
LISBON = (
    ('country = "NL"', 'country = "PT"'), ('tax_no = "NL123456782B90"', 'tax_no = "501964843"'),
)  # fmt: skip


def test_each_is_signed_with_the_number_its_customer_gave(floor: Floor, tmp_path: Path) -> None:
    settings = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    for was, own in LISBON:
        assert was in settings
        settings = settings.replace(was, own, 1)
    floor.config = tmp_path / "kiosk.toml"
    floor.config.write_text(settings, "utf-8")
    floor.allow(r"alert: the signing device does not sign: DOWN")
    floor.play("tax_numbers_through_an_outage")

    assert_settled(floor.books())
    assert_believable(floor.data_dir)
    first, second, third = (" ".join(paper) for paper in floor.receipts())
    assert FIRST in first
    assert "SIM-" in first
    assert SECOND in second
    assert said("paper.fiscal.failed") in second
    assert "SIM-" not in second
    assert "SIM-" in third
    assert said("paper.customer_no") not in third
    sales = [row["id"] for row in floor.books().sales if row["state"] == "FULFILLED"]
    assert signed(floor.data_dir) == sales
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        assert papers.due(connection, 9) == ()
        assert papers.missing_numbers(connection) == {"SALE": 0}
        assert [papers.customer_no(connection, sale) for sale in sales] == [FIRST, SECOND, ""]
    database.close()
    for file in floor.data_dir.rglob("*"):
        if file.is_file():
            kept = file.read_bytes()
            assert not [own for own in (FIRST, SECOND) if own.encode() in kept], file.name
