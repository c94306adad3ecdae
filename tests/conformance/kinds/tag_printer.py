"""Printers of tags: what is claimed to be on stock is there, once; `tags` of the simulator is the stock."""

from __future__ import annotations

from typing import Any

from devices.api import PageCode, PageRequest, PageText, PrintOutcome, PrintVerdict, Symbology
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict
from tests.conformance.kinds.printer import LIMIT_S, OUTCOMES, claims


class PrintingTags:
    def __init__(self, device: Any, do: Do) -> None:
        self._device = device
        self._do = do
        self._outcomes: dict[str, PrintOutcome] = {}

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        number = len(self._outcomes) + 1
        mark = f"CONFORM{number:04d}"
        items = (PageText(5, 5, 4, mark), PageCode(5, 15, Symbology.ITF, f"{number:010d}", 0.375, 15))
        self._outcomes[mark] = PrintOutcome(PrintVerdict.UNKNOWN)  # until it is told, also when it raises
        self._outcomes[mark] = outcome = await self._device.print(PageRequest(number, 50, 60, items))
        return OUTCOMES[outcome.verdict]

    async def settle(self) -> None:
        pass

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        whole = ["\n".join(map(str, tag["texts"])) for tag in self._do("tags")["tags"] if tag["whole"]]
        return claims(self._outcomes, whole, allowance)

    @property
    def private(self) -> tuple[str, ...]:
        return tuple(self._outcomes)


PRACTICE = Practice(Kind.TAGS, PrintingTags, LIMIT_S, (("head open", "head closed"),))
