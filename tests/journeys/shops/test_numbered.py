"""A whole kiosk that has receipts signed on the wire: in order, through an outage, proven by the paper alone.

Customers have their tax number on it, and that stands nowhere in clear.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from devices.sim.fleet import ROLES, ROOT, Fleet
from kiosk.store import papers
from kiosk.store.database import open_database
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.scripts.faults import said
from tests.journeys.shops.numbered import FIRST, SECOND, signed
from tests.unit.devices.signdemo.checking import check

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
LISBON = (
    ('country = "NL"', 'country = "PT"'), ('tax_no = "NL123456782B90"', 'tax_no = "501964843"'),
)  # fmt: skip


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The shop's devices, and one that signs."""
    started = Fleet(tmp_path_factory.mktemp("devices"), roles=(*ROLES, "signing"))
    yield started
    started.stop()


def codes(floor: Floor) -> list[str]:
    """Return the signed text in the code of each receipt that has one."""
    papers = floor.bench.ask("printer", "receipts")["receipts"][floor.receipts_before :]
    return [own["content"] for paper in papers for own in paper["codes"] if own["content"].startswith("DEMO1;")]


def test_each_is_signed_with_the_number_its_customer_gave(floor: Floor, tmp_path: Path) -> None:
    settings = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    for was, own in LISBON:
        assert was in settings
        settings = settings.replace(was, own, 1)
    floor.config = tmp_path / "kiosk.toml"
    floor.config.write_text(settings, "utf-8")
    floor.allow(r"alert: the signing device does not sign: DOWN", r"signing ABSENT NOT_REACHABLE")
    floor.play("tax_numbers_through_an_outage")

    assert_settled(floor.books())
    assert_believable(floor.data_dir)
    first, second, third = (" ".join(paper) for paper in floor.receipts())
    assert FIRST in first
    assert "DEMO-" in first
    assert SECOND in second
    assert said("paper.fiscal.failed") in second
    assert "DEMO-" not in second
    assert "DEMO-" in third
    assert said("paper.customer_no") not in third
    sales = [row["id"] for row in floor.books().sales if row["state"] == "FULFILLED"]
    assert signed(floor.bench) == sales
    signed_first, signed_third = codes(floor)
    check(signed_first, FIRST)
    check(signed_third)
    with pytest.raises(InvalidSignature):
        check(signed_first, SECOND)
    assert [code.split(";")[2] for code in (signed_first, signed_third)] == [sales[0], sales[2]]
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
