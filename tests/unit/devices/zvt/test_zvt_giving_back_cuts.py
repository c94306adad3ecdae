"""The link of a reversal, a refund or an end of day is cut at every byte, the question after it too.

The terminal's own ledger is the judge.
"""

from __future__ import annotations

import asyncio

import pytest

from devices.api import DeviceError, DialogueEnd, LastPayment, Original, PurchaseEnd
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_desk import AMOUNT
from tests.unit.devices.zvt.zvt_pair import PairDesk, booked, with_pair

LONGEST_WAIT_S = 400
SETTLED = "given back"
STANDS = "stands"


async def paid(pair: Pair, desk: PairDesk) -> Original:
    """Pay once, so that there is something to reverse."""
    await desk.connect_and_pay()
    (result,) = desk.results
    desk.results.clear()
    return Original(AMOUNT, "EUR", result.receipt_no)


REFUNDED = 500
KINDS = {"reversal": AMOUNT, "refund": REFUNDED}


async def give_back(kind: str, desk: PairDesk, original: Original) -> PurchaseEnd:
    if kind == "reversal":
        return await desk.terminal.reverse("R2", original, desk.on_result)
    return await desk.terminal.refund("R2", original, REFUNDED, desk.on_result)


async def verdict(kind: str, desk: PairDesk, end: PurchaseEnd, prior: Original) -> str:
    """Decide as the kiosk does: by the result of a completed dialogue, else by asking until there is an answer."""
    if end.end is DialogueEnd.NOT_SENT:
        return STANDS
    if end.end is DialogueEnd.COMPLETED:
        return SETTLED if desk.results and desk.results[0].approved else STANDS
    last = await answer_of(desk)
    assert last.result is not None, "the payment before it is always there"
    is_new = last.result.receipt_no != prior.receipt_no
    return SETTLED if is_new and last.result.approved and last.result.amount_minor == KINDS[kind] else STANDS


async def answer_of(desk: PairDesk) -> LastPayment:
    until_s = asyncio.get_running_loop().time() + LONGEST_WAIT_S
    while asyncio.get_running_loop().time() < until_s:
        try:
            return await desk.terminal.last_payment("R2")
        except DeviceError:
            await asyncio.sleep(10)
    raise AssertionError("the terminal never answered")


def truth(kind: str, pair: Pair) -> str:
    rows = pair.do("turnovers")["turnovers"]
    given_back = [row for row in rows if row["kind"] == kind]
    assert len(given_back) <= 1, f"a {kind} was sent twice"
    is_kept = any(row["state"] == "done" and row["result"] == "00" for row in given_back)
    if kind == "reversal":
        assert rows[0]["reversed"] is is_kept, "the ledger contradicts itself"
    return SETTLED if is_kept else STANDS


def traffic(pair: Pair, since: int) -> dict[str, int]:
    """Give how many bytes went each way since an entry of the log."""
    passed = {"sent": 0, "received": 0}
    for entry in pair.do("log")["entries"][since:]:
        passed[entry["what"]] += entry["length"]
    return passed


def lengths_of(kind: str, *, is_serial: bool) -> dict[str, int]:
    """Give how many bytes one of them is, each way."""
    passed: list[dict[str, int]] = []

    async def script(pair: Pair, desk: PairDesk) -> None:
        original = await paid(pair, desk)
        before = len(pair.do("log")["entries"])
        assert (await give_back(kind, desk, original)).end is DialogueEnd.COMPLETED
        assert truth(kind, pair) == SETTLED
        passed.append(traffic(pair, before))

    with_pair(script, is_serial=is_serial, columns="20")
    return passed[0]


def heal(pair: Pair) -> None:
    pair.do("faults_clear")
    pair.do("silent", on=False)
    pair.do("replug")


def cut_at(
    kind: str, byte: int, direction: str, *, is_serial: bool, missing_ack: str = "reverse", fault: str = "drop link"
) -> tuple[DialogueEnd, str]:
    """One of them whose link fails there; gives its end, after the verdict was compared with the truth."""
    found: list[tuple[DialogueEnd, str]] = []

    async def script(pair: Pair, desk: PairDesk) -> None:
        original = await paid(pair, desk)
        pair.fault(f"{fault} at byte {byte} {direction}")
        end = await give_back(kind, desk, original)
        heal(pair)
        pair.fault(f"drop link at byte {1 + byte % 90} sent")  # and the question after it
        said = await verdict(kind, desk, end, original)
        await asyncio.sleep(60)  # whatever the terminal still does by itself
        assert said == truth(kind, pair), f"cut at byte {byte} {direction}: {end.end}"
        found.append((end.end, said))

    with_pair(script, is_serial=is_serial, columns="20", missing_ack=missing_ack)
    return found[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("policy", "step"), [("reverse", 1), ("keep", 3), ("declined", 3)])
def test_money_given_back_cut_at_any_byte_never_gets_a_wrong_verdict(kind: str, policy: str, step: int) -> None:
    lengths = lengths_of(kind, is_serial=False)
    seen = [
        cut_at(kind, byte, direction, is_serial=False, missing_ack=policy)
        for direction, count in lengths.items()
        for byte in range(1, count + 1, step)
    ]
    assert len(seen) >= sum(lengths.values()) // step
    assert {end for end, _ in seen} == {DialogueEnd.UNKNOWN}
    assert {said for _, said in seen} == {SETTLED, STANDS}


@pytest.mark.parametrize("kind", KINDS)
def test_money_given_back_cut_at_any_byte_of_a_serial_line_never_gets_a_wrong_verdict(kind: str) -> None:
    lengths = lengths_of(kind, is_serial=True)
    seen = [
        cut_at(kind, byte, direction, is_serial=True)
        for direction, count in lengths.items()
        for byte in range(1, count + 1)
    ]
    assert len(seen) == sum(lengths.values())
    assert {said for _, said in seen} == {SETTLED, STANDS}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("fault", "is_serial"),
    [
        *((fault, is_serial) for fault in ("half open", "die", "unplug") for is_serial in (False, True)),
        ("truncate", False),
        ("truncate", True),
        ("repeat write", True),
        ("flip bit", True),  # over TCP nothing but its own checksum finds a flipped bit
        ("flip bit received", True),
    ],
)
def test_money_given_back_over_a_link_that_fails_at_any_place_never_gets_a_wrong_verdict(
    kind: str, fault: str, is_serial: bool
) -> None:
    lengths = lengths_of(kind, is_serial=is_serial)
    only = {"truncate": ["sent"], "repeat write": ["sent"], "flip bit": ["sent"], "flip bit received": ["received"]}
    ways = only.get(fault, list(lengths))
    seen = [
        cut_at(kind, byte, way, is_serial=is_serial, fault=fault)
        for way in ways
        for byte in range(1, lengths[way] + 1, 7)
    ]
    assert len(seen) >= sum(lengths[way] for way in ways) // 7
    assert {end for end, _ in seen} <= {DialogueEnd.UNKNOWN, DialogueEnd.COMPLETED}
    if fault in ("half open", "die", "unplug"):
        assert {end for end, _ in seen} == {DialogueEnd.UNKNOWN}


async def closings(pair: Pair, desk: PairDesk) -> int:
    """Give how often the day was closed: a payment after it says which batch is open."""
    await desk.connect_and_pay()
    return int(pair.do("turnovers")["turnovers"][-1]["batch"]) - 1


def day_cut_at(byte: int, direction: str, *, is_serial: bool) -> tuple[bool, int]:
    """One end of day whose link is cut there; says whether it gave totals and how often the day was closed."""
    found: list[tuple[bool, int]] = []

    async def script(pair: Pair, desk: PairDesk) -> None:
        await paid(pair, desk)
        pair.fault(f"drop link at byte {byte} {direction}")
        try:
            totals = await desk.terminal.end_of_day()
        except DeviceError:
            totals = None
        assert totals is None or (totals.count, totals.total_minor, totals.currency) == (1, AMOUNT, "EUR")
        await asyncio.sleep(60)
        assert booked(pair) == [("payment", AMOUNT, "done", False)], "an end of day moves no money"
        last = await answer_of(desk)
        assert last.result is not None
        assert (last.result.approved, last.result.amount_minor) == (True, AMOUNT)
        pair.do("faults_clear")
        found.append((totals is not None, await closings(pair, desk)))

    with_pair(script, is_serial=is_serial, columns="20")
    return found[0]


@pytest.mark.parametrize("is_serial", [False, True], ids=["tcp", "serial"])
def test_an_end_of_day_cut_at_any_byte_closes_the_day_once_or_not_at_all_and_moves_no_money(is_serial: bool) -> None:
    lengths: dict[str, int] = {}

    async def whole(pair: Pair, desk: PairDesk) -> None:
        await paid(pair, desk)
        before = len(pair.do("log")["entries"])
        assert (await desk.terminal.end_of_day()).total_minor == AMOUNT
        lengths.update(traffic(pair, before))

    with_pair(whole, is_serial=is_serial, columns="20")
    seen = {
        day_cut_at(byte, direction, is_serial=is_serial)
        for direction, count in lengths.items()
        for byte in range(1, count + 1)
    }
    assert seen <= {(True, 1), (False, 0), (False, 1)}
    assert {(False, 0), (False, 1)} <= seen
