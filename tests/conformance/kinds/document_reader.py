"""Readers of travel documents: `document` of the simulator, then exactly its lines from the driver."""

from __future__ import annotations

import itertools
from typing import Any

from devices.api import BadDocument, DocumentLines
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict, until

PATIENCE_S = 6.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ReadingDocuments:
    def __init__(self, device: Any, do: Do) -> None:
        self._do = do
        self._told: list[DocumentLines | BadDocument] = []
        self._shown: list[tuple[str, str]] = []
        device.on_document(self._told.append)

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        mark = "".join(itertools.islice(itertools.cycle(_LETTERS[len(self._shown) % 26 :]), 9))
        lines = (f"P<UTOCONFORM<<{mark}".ljust(44, "<"), f"{mark}0UTO7001017F3001019".ljust(43, "<") + "0")
        self._shown.append(lines)
        self._do("document", lines=list(lines))
        came = await until(lambda: lines in self._read(), PATIENCE_S)
        return Verdict.DONE if came else Verdict.NOTHING

    async def settle(self) -> None:
        pass

    async def help(self) -> None:
        """Put the document in once more and take it out: the removal before was not heard."""
        await self.act()
        self._do("take_out")

    def _read(self) -> list[tuple[str, ...]]:
        return [told.lines for told in self._told if isinstance(told, DocumentLines)]

    def broken(self, allowance: Allowance) -> list[str]:
        read = self._read()
        invented = [lines for lines in read if lines not in self._shown]
        found = [f"{len(invented)} documents that nobody showed"] if invented and not allowance.may_change else []
        twice = [lines for lines in self._shown if read.count(lines) > 1]
        return found + ([f"{len(twice)} documents told twice"] if twice and not allowance.may_repeat else [])

    @property
    def private(self) -> tuple[str, ...]:
        return tuple(line.rstrip("<0") for lines in self._shown for line in lines)


PRACTICE = Practice(Kind.DOCUMENTS, ReadingDocuments, PATIENCE_S + 1)
