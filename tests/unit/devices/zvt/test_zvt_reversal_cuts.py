"""The link of a reversal is cut at every byte, the question after it too; the terminal's own ledger is the judge."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import DeviceError, DialogueEnd, LastPayment, Original, PurchaseEnd
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_desk import AMOUNT
from tests.unit.devices.zvt.zvt_pair import PairDesk, with_pair

LONGEST_WAIT_S = 400
SETTLED = "taken back"
STANDS = "stands"


async def paid(pair: Pair, desk: PairDesk) -> Original:
    """Pay once, so that there is something to reverse."""
    await desk.connect_and_pay()
    (result,) = desk.results
    desk.results.clear()
    return Original(AMOUNT, "EUR", result.receipt_no)


async def verdict(desk: PairDesk, end: PurchaseEnd, prior: Original) -> str:
    """Decide as the kiosk does: by the result of a completed dialogue, else by asking until there is an answer."""
    if end.end is DialogueEnd.NOT_SENT:
        return STANDS
    if end.end is DialogueEnd.COMPLETED:
        return SETTLED if desk.results and desk.results[0].approved else STANDS
    last = await answer_of(desk)
    assert last.result is not None, "the payment before the reversal is always there"
    is_new = last.result.receipt_no != prior.receipt_no
    return SETTLED if is_new and last.result.approved and last.result.amount_minor == AMOUNT else STANDS


async def answer_of(desk: PairDesk) -> LastPayment:
    until_s = asyncio.get_running_loop().time() + LONGEST_WAIT_S
    while asyncio.get_running_loop().time() < until_s:
        try:
            return await desk.terminal.last_payment("R2")
        except DeviceError:
            await asyncio.sleep(10)
    raise AssertionError("the terminal never answered")


def truth(pair: Pair) -> str:
    rows = pair.do("turnovers")["turnovers"]
    reversals = [row for row in rows if row["kind"] == "reversal"]
    assert len(reversals) <= 1, "a reversal was sent twice"
    is_kept = any(row["state"] == "done" and row["result"] == "00" for row in reversals)
    assert rows[0]["is_reversed"] is is_kept
    return SETTLED if is_kept else STANDS


def length_of_a_reversal(*, is_serial: bool) -> dict[str, int]:
    """How many bytes pass in each direction."""
    passed = {"sent": 0, "received": 0}

    async def script(pair: Pair, desk: PairDesk) -> None:
        original = await paid(pair, desk)
        before = len(pair.do("log")["entries"])
        assert (await desk.terminal.reverse("R2", original, desk.on_result)).end is DialogueEnd.COMPLETED
        assert truth(pair) == SETTLED
        for entry in pair.do("log")["entries"][before:]:
            passed[entry["what"]] += entry["length"]

    with_pair(script, is_serial=is_serial, columns="20")
    return passed


def cut_at(byte: int, direction: str, *, is_serial: bool, missing_ack: str = "reverse") -> tuple[DialogueEnd, str]:
    """One reversal whose link is cut there; gives its end, after the verdict was compared with the truth."""
    found: list[tuple[DialogueEnd, str]] = []

    async def script(pair: Pair, desk: PairDesk) -> None:
        original = await paid(pair, desk)
        pair.fault(f"drop link at byte {byte} {direction}")
        end = await desk.terminal.reverse("R2", original, desk.on_result)
        pair.do("faults_clear")
        pair.fault(f"drop link at byte {1 + byte % 90} sent")  # and the question after it
        said = await verdict(desk, end, original)
        await asyncio.sleep(60)  # whatever the terminal still does by itself
        assert said == truth(pair), f"cut at byte {byte} {direction}: {end.end}"
        found.append((end.end, said))

    with_pair(script, is_serial=is_serial, columns="20", missing_ack=missing_ack)
    return found[0]


@pytest.mark.parametrize(("policy", "step"), [("reverse", 1), ("keep", 3), ("declined", 3)])
def test_a_reversal_cut_at_any_byte_never_gets_a_wrong_verdict(policy: str, step: int) -> None:
    lengths = length_of_a_reversal(is_serial=False)
    seen = [
        cut_at(byte, direction, is_serial=False, missing_ack=policy)
        for direction, count in lengths.items()
        for byte in range(1, count + 1, step)
    ]
    assert len(seen) >= sum(lengths.values()) // step
    assert {end for end, _ in seen} == {DialogueEnd.UNKNOWN}
    assert {said for _, said in seen} == {SETTLED, STANDS}


def test_a_reversal_cut_at_any_byte_of_a_serial_line_never_gets_a_wrong_verdict() -> None:
    lengths = length_of_a_reversal(is_serial=True)
    seen = [
        cut_at(byte, direction, is_serial=True) for direction, count in lengths.items() for byte in range(1, count + 1)
    ]
    assert len(seen) == sum(lengths.values())
    assert {said for _, said in seen} == {SETTLED, STANDS}
