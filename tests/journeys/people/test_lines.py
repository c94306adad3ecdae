"""A technician at the glass of a shop: the printer's line is seen, recorded and played, and no word of a receipt is."""

from __future__ import annotations

import pytest

from devices.recording.script import HOST, device_of, read
from kiosk.domain.access.roles import Role
from tests.journeys.floor import Floor
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_technician_sees_records_and_plays_the_line_of_the_printer(floor: Floor) -> None:
    enrol(floor.data_dir, "tessa", Role.TECHNICIAN)
    floor.allowed += ["printer ABSENT NOT_REACHABLE .*closed"]  # a recording begins with a new connection
    floor.play("line_recorded")
    (file,) = (floor.data_dir / "wire").glob("*.wire")
    assert file.name.startswith("printer-")
    assert (device_of(file) or "").startswith("escpos+tcp://127.0.0.1:1")
    assert any(step.kind == HOST for step in read(file)[0]), "it begins with what the driver asks first"
    paper = " ".join(floor.receipts()[-1])
    written = file.read_text(encoding="ascii")
    assert [word for word in paper.split() if len(word) > 5 and word.isalpha() and word in written] == []
    assert len(floor.kept()) == 1, "the sale before it stays paid once"
