"""Every driver under every fault, on memory pipes in virtual time."""

from __future__ import annotations

import pytest

from tests.conformance import table
from tests.conformance.cases import Case, every_case
from tests.conformance.cell import cell
from tests.conformance.rows import ROWS, NotHere, Row


@pytest.mark.usefixtures("cells", "caplog")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.name)
def test_the_laws_hold_under_the_fault_and_after_it(case: Case, row: Row) -> None:
    if case.transport in row.not_on:
        table.note(case.name, row.name, f"not here: {row.not_on[case.transport]}")
        return
    try:
        told = cell(case, row)
    except NotHere as reason:
        table.note(case.name, row.name, f"not here: {reason}")
        return
    table.note(case.name, row.name, "; ".join([str(told), *(f"BROKEN: {law}" for law in told.broken)]))
    assert told.broken == []
