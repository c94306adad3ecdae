"""The link is cut, the power lost, the line silent or a write torn after every byte of one act, in both directions."""

from __future__ import annotations

import pytest

from tests.conformance import table
from tests.conformance.cases import Case, first_cases
from tests.conformance.cell import Running, Told, play
from tests.conformance.exercise import Allowance
from tests.conformance.rows import FILES
from tests.conformance.stand import Stand

SAMPLES = {"drop link": 24, "truncate": 10, "die": 5, "silent": 5}


def offsets(length: int, samples: int) -> list[int]:
    """Give every offset of a small dialogue; of a long one the first and the last, and some between."""
    if length <= samples:
        return list(range(1, length + 1))
    return sorted({1, length - 1, length, *(1 + int(at * length / (samples - 2)) for at in range(samples - 2))})


def length_of_one_act(case: Case, way: str) -> int:
    """Count the bytes of an undisturbed act in one direction."""
    found = [0]

    async def count(stand: Stand, running: Running) -> None:
        before = stand.passed()[way]
        await running.act()
        found[0] = stand.passed()[way] - before

    assert play(case, count).broken == []
    return found[0]


def cut(case: Case, action: str, way: str, offset: int) -> Told:
    """Let the fault strike after so many bytes of an act, and end some seconds after it."""

    async def trouble(stand: Stand, running: Running) -> None:
        stand.do("fault", script=f"{action} at byte {offset} {way}")
        running.told.acts.append(await running.act())
        stand.do("faults_clear")
        state = stand.do("state")
        if not state["plugged"]:
            stand.do("power", on=True)
        stand.do("silent", on=False)

    allowance = Allowance(back_s=60.0, tries=8)  # what was in the act may have to run out; the matrix is strict
    return play(case, trouble, allowance)


@pytest.mark.usefixtures("cells", "caplog")
@pytest.mark.parametrize("way", ["received", "sent"])
@pytest.mark.parametrize("action", SAMPLES)
@pytest.mark.parametrize("case", first_cases(), ids=lambda case: case.name)
def test_the_laws_hold_wherever_the_line_is_cut(case: Case, action: str, way: str) -> None:
    if case.transport == "folder":
        table.note(case.name, f"{action} at a byte {way}", f"not here: {FILES}")
        return
    length = length_of_one_act(case, way)
    broken, acts = [], []
    for offset in offsets(length, SAMPLES[action]) if action != "truncate" or way == "sent" else []:
        told = cut(case, action, way, offset)
        acts += told.acts
        broken += [f"{action} at byte {offset} {way}: {law}" for law in told.broken]
    counted = ", ".join(f"{acts.count(act)} {act}" for act in dict.fromkeys(acts)) or "no such bytes"
    table.note(case.name, f"{action} at a byte {way}", f"{len(acts)} places of {length} bytes: {counted}")
    assert broken == []
