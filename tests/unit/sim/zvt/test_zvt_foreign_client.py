"""A cash register that somebody else wrote, at the simulated terminal's own socket.

ecrterm (LGPL-3, wirelane/ecrterm) is no part of the test extra: the package index knows no such project (404, seen in
November 2026), and its source is not carried here. Where it is on the path, for instance from its repository, it plays.
"""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from tests.unit.sim.processes import running

pytestmark = pytest.mark.wire


@pytest.fixture
def ecr_module() -> Any:
    reason = "no ecrterm on the path: the package index has none (404); its repository does"
    pytest.importorskip("ecrterm", reason=reason)
    return importlib.import_module("ecrterm.ecr")


def test_ecrterm_registers_pays_reads_the_status_and_ends_the_day(ecr_module: Any) -> None:
    with running("zvt", "--knob", "host_s=0.1") as (process, control):
        control.do(do="auto", on=True, delay_s=0.1)
        host, port = process.address
        ecr = ecr_module.ECR(device=f"socket://{host}:{port}", password="000000")  # noqa: S106 - of a simulator
        ecr.register(config_byte=0xBE)
        assert control.do(do="state")["registered"] is True
        assert ecr.payment(1299) is True
        (row,) = control.do(do="turnovers")["turnovers"]
        assert (row["amount_minor"], row["currency"], row["result"], row["state"]) == (1299, "EUR", "00", "done")
        assert ecr.status() == 0
        assert ecr.end_of_day() == 0
