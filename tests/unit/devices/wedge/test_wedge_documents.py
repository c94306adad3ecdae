"""Document readers in keyboard mode: `reads=mrz` makes the same keys a document, and nothing of it stays anywhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from devices.api import BadDocument, DocumentLines, HealthState
from devices.registry import open_device
from devices.sim.mrzserial.specimen import specimen
from devices.sim.scanners.wedge import WedgeScanner
from tests.unit.devices.pairs import Pair, Watched, face_to_face

Document = DocumentLines | BadDocument
URL = "wedge+hid:///dev/input/by-id/reader?reads=mrz"


def reading(script: Callable[[Pair, Watched], Coroutine[Any, Any, None]]) -> list[Document]:
    documents: list[Document] = []

    def make(open_port: Any) -> Any:
        reader: Any = open_device(URL, open_port=open_port)
        assert not hasattr(reader, "on_scan")
        reader.on_document(documents.append)
        return reader

    async def started(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await script(pair, watched)

    face_to_face(lambda faults, outlet: WedgeScanner(faults, outlet, knobs={"reads": "mrz"}), make, started)
    return documents


def said(documents: list[Document]) -> list[tuple[str, ...] | str]:
    return [document.lines if isinstance(document, DocumentLines) else document.problem for document in documents]


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ("half scan", ["too_long"]),
        ("no enter", ["too_long"]),
        ("function key", ["characters"]),
        ("events lost", ["incomplete"]),
        ("torn event", ["incomplete"]),
        ("binary", ["incomplete"]),
    ],
)
def test_a_document_with_something_wrong_is_bad_and_the_next_one_is_read(fault: str, found: list[str]) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault(fault)
        pair.do("document")
        await asyncio.sleep(2)
        pair.do("document", format="TD1")
        await asyncio.sleep(2)

    *bad, last = said(reading(script))
    assert last == specimen("TD1")
    assert all(isinstance(one, str) for one in bad)
    assert bad[: len(found)] == found


@pytest.mark.parametrize("name", ["TD1", "TD2", "TD3"])
@pytest.mark.parametrize("shaping", ["glue", "delay 400 ms", "truncate at byte 90000 sent"])
def test_each_kind_of_document_is_read(name: str, shaping: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault(shaping)
        pair.do("document", format=name)
        await asyncio.sleep(3)

    assert said(reading(script)) == [specimen(name)]


def test_nothing_of_a_document_is_in_a_log_a_text_or_the_simulator(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []

    async def script(pair: Pair, watched: Watched) -> None:
        for fault in ("half scan", "function key", "noise 1 %", "drop link at byte 4000 sent"):
            pair.fault(fault)
            pair.do("document")
            await asyncio.sleep(3)
        told.append(repr(vars(watched.device)))
        told.append(repr(pair.do("log")) + repr(pair.do("state")) + repr(pair.events))
        told.append(repr(await watched.end()))

    with caplog.at_level(logging.DEBUG):
        documents = reading(script)
    told += [repr(document) + str(document) for document in documents]
    told += [record.getMessage() + repr(record.__dict__) for record in caplog.records]
    for text in told:
        for part in ("VOORBEELD", "SPEC0123", "840213"):
            assert part not in text
