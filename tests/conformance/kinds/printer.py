"""Receipt printers: what is claimed to be on paper is there, once; `receipts` of the simulator is the paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
    """`request`: a paper with a number and a mark on it; `whole`: the text of each that came out complete."""

    def __init__(
        self, request: Callable[[int, str], Any], whole: Callable[[Do], list[str]], device: Any, do: Do
    ) -> None:
        self._request = request
        self._whole = whole
        self._device = device
        self._do = do
        self._outcomes: dict[str, PrintOutcome] = {}

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        number = len(self._outcomes) + 1
        mark = f"CONFORM{number:04d}"
        self._outcomes[mark] = PrintOutcome(PrintVerdict.UNKNOWN)  # until it is told, also when it raises
        self._outcomes[mark] = outcome = await self._device.print(self._request(number, mark))
        return OUTCOMES[outcome.verdict]

    async def settle(self) -> None:
        pass

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        return claims(self._outcomes, self._whole(self._do), allowance)

    @property
    def private(self) -> tuple[str, ...]:
        return tuple(self._outcomes)


def _receipt(number: int, mark: str) -> PrintRequest:
    blocks = (TextLine(mark), PairLine("Apples", "1.25"), QrBlock(f"HTTPS://EXAMPLE.COM/{mark}"), TextLine("end"))
    return PrintRequest(number, blocks)


def _receipts(do: Do) -> list[str]:
    return ["\n".join(paper["lines"]) for paper in do("receipts")["receipts"] if paper["cut"]]


PRACTICE = Practice(Kind.PRINTER, partial(Printing, _receipt, _receipts), LIMIT_S, (("cover open", "cover closed"),))
