"""Tags on the simulated printer: nothing is claimed that is not proven, and nothing prints twice."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Coroutine
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from devices.api import (
    HealthState,
    PageCode,
    PageItem,
    PageRequest,
    PageRule,
    PageText,
    PrintOutcome,
    PrintVerdict,
    Reason,
    Symbology,
)
from devices.registry import open_device
from devices.sim.zpl.printer import ZplPrinter as Machine
from tests.unit.devices.pairs import Pair, Watched, face_to_face

PLATE = "0125728359"
BAG_TAG = PageRequest(
    7,
    54,
    300,
    (
        PageText(5, 5, 6, "AMS"),
        PageText(5, 15, 3, "VOORBEELD/SÃO ^XZ~JA_5E €"),
        PageCode(5, 30, Symbology.ITF, PLATE, 0.375, 20),
        PageCode(5, 70, Symbology.ITF, PLATE, 0.5, 20, is_turned=True),
        PageRule(5, 60, 40, 1),
    ),
)
Script = Callable[[Pair, Watched], Coroutine[Any, Any, None]]


def with_printer(script: Script, profile: str = "zpl-203", **knobs: str) -> None:
    def make(open_port: Any) -> Any:
        return open_device(f"zpl+tcp://127.0.0.1:9100?profile={profile}", open_port=open_port)

    async def ready(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await script(pair, watched)

    face_to_face(lambda faults, outlet: Machine(faults, outlet, knobs), make, ready)


def printed(fault: str, profile: str = "zpl-203", page: PageRequest = BAG_TAG, **knobs: str) -> PrintOutcome:
    outcomes: list[PrintOutcome] = []

    async def script(pair: Pair, watched: Watched) -> None:
        if fault:
            pair.fault(fault)
        outcomes.append(await watched.device.print(page))
        tags = pair.do("tags")["tags"]
        if outcomes[0].verdict is PrintVerdict.DONE:
            assert [tag["whole"] for tag in tags] == [True]
        if outcomes[0].verdict is PrintVerdict.FAILED:
            assert not any(tag["whole"] for tag in tags)

    with_printer(script, profile, **knobs)
    return outcomes[0]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("tag stock out", Reason.MEDIA_EMPTY), ("misplaced stock", Reason.MEDIA_JAMMED), ("head open", Reason.COVER_OPEN)],
)
def test_a_printer_that_cannot_print_gets_no_byte_of_the_tag(fault: str, reason: Reason) -> None:
    outcome = printed(fault)
    assert (outcome.verdict, outcome.reason, outcome.detail) == (PrintVerdict.FAILED, reason, "before the first byte")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("jam at 120", Reason.MEDIA_JAMMED),
        ("half printed", Reason.MEDIA_EMPTY),
        ("after format: tag stock out", Reason.MEDIA_EMPTY),
        ("after format: head open", Reason.COVER_OPEN),
        ("answer lost; jam at 120", Reason.MEDIA_JAMMED),
    ],
)
def test_a_tag_that_stopped_half_way_is_a_failure_and_never_prints_by_itself(fault: str, reason: Reason) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        if "answer lost" in fault:
            pair.fault("after 2 status: answer lost")
        pair.fault(fault.rpartition("; ")[2])
        outcome = await watched.device.print(BAG_TAG)
        assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, reason)
        await watched.until(HealthState.NEEDS_PERSON)
        assert watched.device.health.reasons == (reason,)
        pair.do("stock", state="ok")
        pair.do("head", state="closed")
        pair.do("clear_jam")
        await watched.until(HealthState.READY)
        await asyncio.sleep(20)
        assert not any(tag["whole"] for tag in pair.do("tags")["tags"])
        assert (await watched.device.print(BAG_TAG)).verdict is PrintVerdict.DONE

    with_printer(script)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("after format: silent", Reason.NOT_RESPONDING),
        ("after format: drop link", Reason.NOT_REACHABLE),
        ("after format: die", Reason.NOT_REACHABLE),
        ("drop link at byte 200", Reason.NOT_REACHABLE),
        ("after tag: tag stock out", Reason.MEDIA_EMPTY),
        ("mute on error; jam at 100", Reason.NOT_RESPONDING),
    ],
)
def test_a_tag_of_which_nothing_is_proven_is_unknown(fault: str, reason: Reason) -> None:
    outcome = printed(fault)
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, reason)
    assert outcome.detail


@pytest.mark.parametrize("offset", range(0, 900, 7))
def test_a_link_that_is_cut_at_any_byte_of_a_job_never_proves_a_tag_that_did_not_come(offset: int) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault(f"drop link at byte {offset}")
        outcome = await watched.device.print(BAG_TAG)
        tags = pair.do("tags")["tags"]
        if outcome.verdict is PrintVerdict.DONE:
            assert [tag["whole"] for tag in tags] == [True]
        if outcome.verdict is PrintVerdict.FAILED:
            await asyncio.sleep(10)
            assert not any(tag["whole"] for tag in pair.do("tags")["tags"])

    with_printer(script)


@pytest.mark.parametrize("count", range(0, 400, 11))
def test_answers_that_are_cut_anywhere_never_prove_a_tag_that_did_not_come(count: int) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault(f"truncate at byte {count} sent; after format: jam at 150")
        outcome = await watched.device.print(BAG_TAG)
        assert outcome.verdict is not PrintVerdict.DONE

    with_printer(script)


def test_answers_of_before_the_job_prove_nothing() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("after 1 status: delay 900 ms; after format: jam at 150")
        outcome = await watched.device.print(BAG_TAG)
        assert outcome.verdict is not PrintVerdict.DONE

    with_printer(script)


def test_a_lost_answer_costs_time_and_not_the_tag() -> None:
    assert printed("after format: answer lost") == PrintOutcome(PrintVerdict.DONE)


def test_answers_that_were_lost_long_ago_cost_no_tag() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        for _ in range(5):
            pair.fault("answer lost")
            await asyncio.sleep(8)
        outcome = await watched.device.print(BAG_TAG)
        assert (outcome.verdict, outcome.detail) == (PrintVerdict.DONE, "")
        assert watched.states() == [HealthState.STARTING, HealthState.READY, HealthState.BUSY]

    with_printer(script)


def test_a_tag_waits_until_no_answer_of_before_can_come_any_more() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("answer lost; after 2 status: answer lost; after 4 status: answer lost; after 6 status: answer lost")
        while pair.do("state")["faults"]:
            await asyncio.sleep(0.1)
        outcome = await watched.device.print(BAG_TAG)
        assert (outcome.verdict, outcome.detail) == (PrintVerdict.DONE, "")

    with_printer(script)


def test_the_next_opening_makes_the_printer_forget_half_a_job() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("after format: drop link")
        await watched.device.print(BAG_TAG)
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        assert pair.do("state")["queued"] == 0
        assert pair.do("state")["printing"] is False
        assert (await watched.device.print(BAG_TAG)).verdict is PrintVerdict.DONE
        await again.end()

    with_printer(script)


def test_a_cancelled_job_drops_the_link() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        job = asyncio.ensure_future(watched.device.print(BAG_TAG))
        await asyncio.sleep(0.5)
        job.cancel()
        await asyncio.wait([job])
        await watched.until(HealthState.ABSENT)

    with_printer(script)


def test_one_job_at_a_time_and_none_without_a_link() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        job = asyncio.ensure_future(watched.device.print(BAG_TAG))
        await asyncio.sleep(0.1)
        assert (await watched.device.print(BAG_TAG)).detail == "another job is running"
        assert (await job).verdict is PrintVerdict.DONE
        await watched.end()
        assert (await watched.device.print(BAG_TAG)).reason is Reason.NOT_REACHABLE

    with_printer(script)


def test_a_silent_printer_is_silent_and_an_unplugged_one_absent() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.do("silent")
        await watched.until(HealthState.SILENT)
        assert "out of stock" in watched.device.health.detail

    async def pulled(pair: Pair, watched: Watched) -> None:
        pair.do("unplug")
        await watched.until(HealthState.ABSENT)

    with_printer(script)
    with_printer(pulled)


# --- the mouth ---


def test_a_tag_that_nobody_takes_is_told_and_the_next_one_waits() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("tag not taken")
        assert (await watched.device.print(BAG_TAG)).verdict is PrintVerdict.DONE
        await watched.until(HealthState.BUSY)
        refused = await watched.device.print(BAG_TAG)
        assert (refused.verdict, refused.reason) == (PrintVerdict.FAILED, Reason.MEDIA_PRESENT)
        await watched.until(HealthState.NEEDS_PERSON)
        assert watched.device.health.reasons == (Reason.MEDIA_PRESENT,)
        pair.do("take")
        await watched.until(HealthState.READY)
        assert (await watched.device.print(BAG_TAG)).verdict is PrintVerdict.DONE

    with_printer(script, "zpl-203-presenter", taken_sensor="1")


# --- what stands on the tag ---


def tag_of(page: PageRequest, profile: str = "zpl-203", **knobs: str) -> tuple[dict[str, Any], Image.Image]:
    found: list[tuple[dict[str, Any], Image.Image]] = []

    async def script(pair: Pair, watched: Watched) -> None:
        assert (await watched.device.print(page)).verdict is PrintVerdict.DONE
        picture = Image.open(BytesIO(base64.b64decode(pair.do("tag_png")["png_base64"])))
        found.append((pair.do("tags")["tags"][0], picture.convert("L")))

    with_printer(script, profile, **knobs)
    return found[0]


def codes_in(picture: Image.Image) -> list[tuple[str, str]]:
    framed = Image.new("L", (picture.width + 100, picture.height + 100), 255)
    framed.paste(picture, (50, 50))
    return [(code.format.name, code.text) for code in zxingcpp.read_barcodes(framed)]


def test_a_bag_tag_says_what_it_should_and_its_plate_is_read_from_the_picture() -> None:
    told, picture = tag_of(BAG_TAG)
    assert told["texts"] == ["AMS", "VOORBEELD/SÃO ^XZ~JA_5E €"]
    assert told["unknown"] == []
    assert (told["width"], told["length"]) == (432, 2400)
    assert picture.size == (432, 2400)
    assert codes_in(picture) == [("ITF", PLATE)] * 2


@pytest.mark.parametrize(
    ("symbology", "name", "data", "module_mm"),
    [
        (Symbology.PDF417, "PDF417", "M1VOORBEELD/SAM       EABC123 AMSLISTP 0123 326Y012A0001 100", 0.25),
        (Symbology.AZTEC, "Aztec", "M1VOORBEELD/SAM       EABC123 AMSLISTP 0123 326Y012A0001 100", 0.5),
        (Symbology.QR, "QRCode", "HTTPS://EXAMPLE.COM/A?B=1,2", 0.5),
        (Symbology.CODE128, "Code128", "A>B_^~1", 0.25),
        (Symbology.ITF, "ITF", PLATE, 0.375),
    ],
)
@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize(("profile", "dots"), [("zpl-203", "8"), ("zpl-300", "12")])
def test_each_code_is_read_from_the_picture(
    symbology: Symbology, name: str, data: str, module_mm: float, is_turned: bool, profile: str, dots: str
) -> None:
    item = PageCode(10, 10, symbology, data, module_mm, 15, is_turned=is_turned)
    _, picture = tag_of(PageRequest(1, 100, 120, (item,)), profile, dots_per_mm=dots)
    assert codes_in(picture) == [(name, data)]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (PageCode(1, 1, Symbology.ITF, "123", 0.25, 10), "even number"),
        (PageCode(1, 1, Symbology.ITF, "12a4", 0.25, 10), "even number"),
        (PageCode(1, 1, Symbology.PDF417, "a\\b", 0.25), "backslash"),
        (PageCode(1, 1, Symbology.QR, "", 0.5), "1 to 1000"),
        (PageCode(1, 1, Symbology.QR, "São", 0.5), "ASCII"),
        (PageCode(1, 1, Symbology.CODE128, "a\nb", 0.5, 10), "ASCII"),
        (PageCode(1, 1, Symbology.ITF, "1234", 0.01, 10), "module"),
        (PageText(60, 1, 3, "off"), "off the page"),
        (PageText(1, 1, 3, "x" * 501), "500 characters"),
    ],
)
def test_what_cannot_be_printed_as_it_is_meant_is_refused_before_a_byte(item: PageItem, said: str) -> None:
    outcome = printed("", page=PageRequest(1, 54, 100, (item,)))
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, Reason.FORMAT_ERROR)
    assert said in outcome.detail


def test_a_page_that_is_too_wide_is_refused() -> None:
    outcome = printed("", page=PageRequest(1, 105, 100, ()))
    assert "does not fit" in outcome.detail
