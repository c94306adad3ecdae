"""What is under way beneath, whichever page shows it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import PrintState, SaleState
from kiosk.flows.shell import EXAMPLES
from kiosk.flows.shell.over.covered import is_busy
from tests.unit.store.samples import basket, job, paid


def test_staff_wait_for_a_paper_that_is_on_its_way_out() -> None:
    sale = paid(basket()).to(SaleState.FULFILLED)
    own = job(sale).to(PrintState.SENDING)
    assert is_busy(replace(EXAMPLES["shell/Attract"], closed=(sale.with_job(own),)))
    assert not is_busy(replace(EXAMPLES["shell/Attract"], closed=(sale.with_job(own.to(PrintState.DONE)),)))
