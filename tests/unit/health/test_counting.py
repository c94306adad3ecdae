"""A counted device is the same device: everything passes through, and what passes is counted by kind alone."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from devices.api import (
    BadDocument,
    BadScan,
    DocumentLines,
    FeedLine,
    PairLine,
    PrintOutcome,
    PrintRequest,
    PrintVerdict,
    QrBlock,
    Reading,
    RuleLine,
    Scan,
    Settling,
    TextLine,
)
from kiosk.health.counting import CUT_MM, LINE_MM, Counted, paper_mm
from kiosk.health.counts import Counts


class Device:
    """Takes any listener, prints as it is told."""

    def __init__(self, verdict: PrintVerdict = PrintVerdict.DONE, *, has_cutter: bool = True) -> None:
        self.listener: Any = None
        self.capabilities = SimpleNamespace(has_cutter=has_cutter, columns=42)
        self._verdict = verdict

    def on_scan(self, listener: Any) -> None:
        self.listener = listener

    on_document = on_reading = on_key = on_scan

    async def print(self, request: Any) -> PrintOutcome:
        return PrintOutcome(self._verdict)

    async def purchase(self) -> str:
        return "its own"


def rig(device: Device) -> tuple[Any, Counts]:
    counts = Counts(lambda: 0.0, lambda: 0, {})
    return Counted(device, "part", counts), counts


def told(counts: Counts) -> dict[str, int]:
    return {name: amount for (_, name), amount in counts.total().items()}


def reading(settling: Settling, weight_g: int | None = None) -> Reading:
    return Reading(settling, weight_g, 0, 1, 0.0)


@pytest.mark.parametrize(
    ("verb", "given", "counted"),
    [
        ("on_scan", [Scan(b"1", 0), BadScan("too_long", 999, 0), Scan(b"2", 0)], {"reads": 2, "bad_reads": 1}),
        ("on_document", [DocumentLines(("A",), 0), BadDocument("checksum", 0)], {"documents": 1, "bad_documents": 1}),
        ("on_key", ["down", "down"], {"keys": 2}),
    ],
)
def test_what_is_heard_reaches_the_listener_and_is_counted(
    verb: str, given: list[object], counted: dict[str, int]
) -> None:
    device = Device()
    own, counts = rig(device)
    heard: list[object] = []
    getattr(own, verb)(heard.append)
    for one in given:
        device.listener(one)
    assert heard == given
    assert told(counts) == counted


def test_a_weighing_is_a_load_at_rest_after_an_empty_scale() -> None:
    device = Device()
    own, counts = rig(device)
    own.on_reading(lambda _reading: None)
    for one in (
        reading(Settling.STABLE, 0),
        reading(Settling.MOVING),
        reading(Settling.STABLE, 500),
        reading(Settling.STABLE, 500),
        reading(Settling.MOVING),
        reading(Settling.STABLE, 700),
        reading(Settling.UNDER_ZERO),
        reading(Settling.STABLE, 0),
        reading(Settling.STABLE, 20),
    ):
        device.listener(one)
    assert told(counts) == {"weighings": 2}


@pytest.mark.parametrize(
    ("verdict", "counted"),
    [
        (PrintVerdict.DONE, {"prints": 1, "cuts": 1, "paper_mm": 24}),
        (PrintVerdict.UNKNOWN, {"prints_unknown": 1, "cuts": 1, "paper_mm": 24}),
        (PrintVerdict.FAILED, {"prints_failed": 1}),
    ],
)
def test_a_print_is_counted_by_its_verdict_and_paper_only_where_some_came(
    verdict: PrintVerdict, counted: dict[str, int]
) -> None:
    own, counts = rig(Device(verdict))
    assert asyncio.run(own.print(PrintRequest(1, (TextLine("a"),)))).verdict is verdict
    assert told(counts) == counted


def test_a_printer_without_a_cutter_cuts_nothing() -> None:
    own, counts = rig(Device(has_cutter=False))
    asyncio.run(own.print(PrintRequest(1, ())))
    assert told(counts) == {"prints": 1, "paper_mm": 20}


def test_what_is_not_counted_is_the_devices_own() -> None:
    own, counts = rig(Device())
    assert asyncio.run(own.purchase()) == "its own"
    assert not hasattr(own, "no_such_verb")
    assert told(counts) == {}


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (TextLine(""), 1),
        (TextLine("x" * 42), 1),
        (TextLine("x" * 43), 2),
        (TextLine("x" * 22, double=True), 4),
        (PairLine("x" * 20, "x" * 21), 1),
        (PairLine("x" * 20, "x" * 22), 2),
        (FeedLine(3), 3),
        (RuleLine(), 1),
    ],
)
def test_paper_is_estimated_by_the_lines_that_a_block_takes(block: Any, lines: int) -> None:
    assert paper_mm(PrintRequest(1, (block,)), 42) == round(CUT_MM + LINE_MM * lines)


def test_a_code_takes_more_paper_than_a_line() -> None:
    assert paper_mm(PrintRequest(1, (QrBlock("x"),)), 42) > paper_mm(PrintRequest(1, (TextLine("x"),)), 42)


def test_what_is_lent_to_a_test_reaches_nobody_else_and_is_not_counted() -> None:
    device = Device()
    counted, counts = rig(device)
    for_customers: list[Any] = []
    for_tests: list[Any] = []
    for listen, told_of in (
        (counted.on_scan, Scan(b"1", 0.0)),
        (counted.on_document, BadDocument("incomplete", 0.0)),
        (counted.on_reading, reading(Settling.STABLE, 500)),
        (counted.on_key, "Up"),
    ):
        listen(for_customers.append)
        give_back = counted.lend(for_tests.append)
        device.listener(told_of)
        give_back()
    assert (len(for_tests), for_customers, told(counts)) == (4, [], {})
    device.listener("Down")
    assert for_customers == ["Down"]


def test_a_loan_that_was_taken_over_is_not_ended_by_the_one_before() -> None:
    device = Device()
    counted, _ = rig(device)
    second: list[Any] = []
    counted.on_scan(lambda _scan: None)
    give_back_first = counted.lend(lambda _told: None)
    counted.lend(second.append)
    give_back_first()
    device.listener(Scan(b"1", 0.0))
    assert len(second) == 1


@pytest.mark.parametrize("verdict", PrintVerdict)
def test_a_test_print_uses_paper_and_is_no_print_of_a_customers(verdict: PrintVerdict) -> None:
    counted, counts = rig(Device(verdict))
    asyncio.run(counted.print_test(PrintRequest(1, (TextLine("test"),))))
    used = set() if verdict is PrintVerdict.FAILED else {"cuts", "paper_mm"}
    assert set(told(counts)) == used
