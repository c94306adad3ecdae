"""Receipt printers: what is claimed to be on paper is there, once; `receipts` of the simulator is the paper."""

from __future__ import annotations

from typing import Any

from devices.api import PairLine, PrintOutcome, PrintRequest, PrintVerdict, QrBlock, TextLine
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict

LIMIT_S = 60.0
OUTCOMES = {
    PrintVerdict.DONE: Verdict.DONE,
    PrintVerdict.FAILED: Verdict.REFUSED,
    PrintVerdict.UNKNOWN: Verdict.UNKNOWN,
}


def claims(outcomes: dict[str, PrintOutcome], whole: list[str], allowance: Allowance) -> list[str]:
    """What was said of paper that is not so. `whole`: the text of each paper that came out complete."""
    found = []
    for mark, outcome in outcomes.items():
        papers = sum(mark in text for text in whole)
        if papers > 1:
            found.append(f"{mark} came out {papers} times")
        if outcome.verdict is PrintVerdict.DONE and not papers and not allowance.may_change:
            found.append(f"{mark} is said to be printed and is not")
        if outcome.verdict is PrintVerdict.FAILED and papers:
            found.append(f"{mark} is said to have failed and came out: {outcome.reason} {outcome.detail}")
    return found


class Printing:
    def __init__(self, device: Any, do: Do) -> None:
        self._device = device
        self._do = do
        self._outcomes: dict[str, PrintOutcome] = {}

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        number = len(self._outcomes) + 1
        mark = f"CONFORM{number:04d}"
        blocks = (TextLine(mark), PairLine("Apples", "1.25"), QrBlock(f"HTTPS://EXAMPLE.COM/{mark}"), TextLine("end"))
        self._outcomes[mark] = PrintOutcome(PrintVerdict.UNKNOWN)  # until it is told, also when it raises
        self._outcomes[mark] = outcome = await self._device.print(PrintRequest(number, blocks))
        return OUTCOMES[outcome.verdict]

    async def settle(self) -> None:
        pass

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        papers = self._do("receipts")["receipts"]
        whole = ["\n".join(paper["lines"]) for paper in papers if paper["cut"]]
        return claims(self._outcomes, whole, allowance)

    @property
    def private(self) -> tuple[str, ...]:
        return tuple(self._outcomes)


PRACTICE = Practice(Kind.PRINTER, Printing, LIMIT_S, (("cover open", "cover closed"),))
