"""The reader of travel documents: what it refuses, what it delivers, and that nothing of it stays anywhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import BadDocument, DocumentLines, HealthState, Reason
from devices.drivers.mrzserial import FrameFramer
from devices.registry import open_device
from devices.scanning import KeyboardFramer, Page, PageFramer, PageReader
from devices.sim.mrzserial.reader import MrzReader as Machine
from devices.sim.mrzserial.specimen import specimen
from tests.unit.devices.pairs import Pair, Watched, face_to_face
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[3] / "wire" / "mrzserial"
Document = DocumentLines | BadDocument
Script = Callable[[Pair, Watched, list[Document]], Coroutine[Any, Any, None]]
MODES = ("frame", "keyboard")


def reading(script: Script, mode: str = "frame", options: str = "", **knobs: str) -> list[Document]:
    documents: list[Document] = []

    def make(open_port: Any) -> PageReader:
        reader = open_device(f"mrzserial+serial:///dev/x?mode={mode}{options}", open_port=open_port)
        assert isinstance(reader, PageReader)
        reader.on_document(documents.append)
        return reader

    async def with_documents(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await script(pair, watched, documents)

    face_to_face(lambda faults, outlet: Machine(faults, outlet, {"mode": mode, **knobs}), make, with_documents)
    return documents


def said(documents: list[Document]) -> list[tuple[str, ...] | str]:
    return [document.lines if isinstance(document, DocumentLines) else document.problem for document in documents]


def read_after(fault: str, mode: str = "frame", name: str = "TD3") -> list[tuple[str, ...] | str]:
    async def script(pair: Pair, watched: Watched, documents: list[Document]) -> None:
        pair.fault(fault)
        pair.do("document", format=name)
        await asyncio.sleep(5)
        pair.do("document", format="TD2")
        await asyncio.sleep(5)

    found = said(reading(script, mode))
    assert found[-1] == specimen("TD2")  # whatever happened, the next document is read
    return found[:-1]


@pytest.mark.parametrize("mode", MODES)
def test_a_document_that_was_taken_away_is_incomplete(mode: str) -> None:
    assert read_after("removed early", mode) == ["incomplete"]


@pytest.mark.parametrize("mode", MODES)
def test_a_passport_with_one_line_is_incomplete(mode: str) -> None:
    assert read_after("line missing", mode) == ["incomplete"]


def test_a_wrong_check_byte_is_told_and_nothing_is_delivered() -> None:
    assert read_after("bcc") == ["checksum"]
    assert read_after("flip bit") == ["characters"]  # the first byte: nothing that looks like a frame came


def test_a_document_upside_down_is_incomplete() -> None:
    assert read_after("upside down") == ["incomplete"]


@pytest.mark.parametrize("mode", MODES)
def test_what_the_check_digits_will_find_is_delivered_as_read(mode: str) -> None:
    assert read_after("swapped lines", mode) == [specimen("TD3")[::-1]]
    (misread,) = read_after("misread 2", mode)
    assert misread != specimen("TD3")
    assert [len(line) for line in misread] == [44, 44]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["TD1", "TD2", "TD3"])
@pytest.mark.parametrize("shaping", ["one byte at a time", "glue", "delay 400 ms"])
def test_each_kind_of_document_is_read_whatever_the_portions(mode: str, name: str, shaping: str) -> None:
    assert read_after(shaping, mode, name) == [specimen(name)]


def test_a_document_that_is_left_is_an_alarm_until_it_is_taken_out(caplog: pytest.LogCaptureFixture) -> None:
    async def script(pair: Pair, watched: Watched, documents: list[Document]) -> None:
        pair.fault("left in reader")
        pair.do("document")
        await watched.until(HealthState.BUSY)
        assert watched.device.health.reasons == (Reason.MEDIA_PRESENT,)
        began = asyncio.get_running_loop().time()
        await watched.until(HealthState.NEEDS_PERSON)
        assert asyncio.get_running_loop().time() - began == pytest.approx(30, abs=0.1)
        assert watched.device.health.reasons == (Reason.MEDIA_PRESENT,)
        pair.do("take_out")
        await watched.until(HealthState.READY)

    with caplog.at_level(logging.DEBUG):
        reading(script, options="&left_s=30")
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
        "document reader: a document was left in it"
    ]


def test_a_wrong_baud_rate_is_hinted_at() -> None:
    async def script(pair: Pair, watched: Watched, documents: list[Document]) -> None:
        for _ in range(5):
            pair.fault("bcc")
            pair.do("document")
            await asyncio.sleep(0.5)
        pair.do("take_out")
        await watched.until(HealthState.DEGRADED)
        assert watched.device.health.reasons == (Reason.BAUD_MISMATCH,)
        await watched.until(HealthState.READY)

    reading(script)


def test_noise_outside_of_frames_is_told_as_bad_characters() -> None:
    assert [page.problem for page in FrameFramer(has_bcc=True).feed(b"\xff" * 2000)] == ["characters"]


def test_the_reader_can_be_pulled_in_the_middle_of_a_document() -> None:
    async def script(pair: Pair, watched: Watched, documents: list[Document]) -> None:
        pair.fault("unplug at byte 60 sent")
        pair.do("document")
        await watched.until(HealthState.ABSENT)
        await watched.end()
        pair.do("replug")
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        pair.do("document", format="TD2")
        await asyncio.sleep(1)
        await again.end()

    assert said(reading(script)) == [specimen("TD2")]


@pytest.mark.parametrize("mode", MODES)
def test_nothing_of_a_document_is_in_a_log_a_text_or_the_simulator(mode: str, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []

    async def script(pair: Pair, watched: Watched, documents: list[Document]) -> None:
        for fault in ("removed early", "bcc", "misread", "noise 5 %", "drop link at byte 90 sent"):
            pair.fault(fault)
            pair.do("document")
            await asyncio.sleep(3)
        told.extend(map(repr, documents))
        told.extend(map(str, documents))
        told.append(repr(vars(watched.device)))
        told.append(repr(pair.do("log")) + repr(pair.do("state")) + repr(pair.events))
        told.append(repr(await watched.end()))

    with caplog.at_level(logging.DEBUG):
        reading(script, mode)
    told += [record.getMessage() + repr(record.__dict__) for record in caplog.records]
    for text in told:
        for part in ("VOORBEELD", "SPEC0123", "840213", b"VOORBEELD".hex(" "), b"SPEC0123".hex()):
            assert part not in text


# --- transcripts and bytes ---


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("frames", "frame", [specimen("TD3"), specimen("TD1"), specimen("TD3")]),
        ("damaged", "frame", ["checksum", "incomplete", "incomplete", specimen("TD3")]),
        (
            "keyboard",
            "keyboard",
            [specimen("TD3"), specimen("TD1"), specimen("TD2"), "incomplete", "characters"],
        ),
    ],
)
def test_a_transcript_gives_its_documents(name: str, mode: str, expected: list[tuple[str, ...] | str]) -> None:
    async def main() -> list[Document]:
        player = Player(WIRE / f"{name}.wire")
        reader: Any = open_device(f"mrzserial+serial:///dev/x?mode={mode}", open_port=player.open_port)
        documents: list[Document] = []
        reader.on_document(documents.append)
        task = asyncio.ensure_future(reader.run())
        await asyncio.sleep(20)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()
        return documents

    assert said(run(main())) == expected


portions = st.lists(
    st.binary(max_size=250)
    | st.sampled_from([b"\x01\x8cOU\x021", b"\r", b"\x03", b"P<UTO", b"_" * 44, b"\x01", b"O", b"A" * 44 + b"\r"]),
    max_size=10,
)


@given(portions)
def test_any_portions_give_the_same_pages_and_only_allowed_characters(parts: list[bytes]) -> None:
    makes: list[Callable[[], PageFramer]] = [lambda: FrameFramer(has_bcc=False), KeyboardFramer]
    for make in makes:
        whole, in_parts, by_byte = make(), make(), make()
        sent = b"".join(parts)
        pages = whole.feed(sent) + whole.give_up()
        assert [page for part in parts for page in in_parts.feed(part)] + in_parts.give_up() == pages
        assert [page for byte in sent for page in by_byte.feed(bytes([byte]))] + by_byte.give_up() == pages
        for page in pages:
            assert isinstance(page, Page)
            assert not (page.lines and page.problem)
            assert set("".join(page.lines)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
            assert all(len(line) <= 44 for line in page.lines)
