"""Devices as performers hold them: the same device, and what passes through is counted.

Only verbs and listeners are looked at; everything else is the device's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from devices.api import (
    BadDocument,
    BadScan,
    DocumentLines,
    FeedLine,
    PairLine,
    PrintOutcome,
    PrintRequest,
    PrintVerdict,
    Reading,
    Scan,
    Settling,
    TextLine,
)
from kiosk.health.counts import Count, Counts

LINE_MM = 4.25
"""Height of a line of text: 1/6 inch, the line spacing that ESC/POS printers start with."""
CODE_MM = 25.0
CUT_MM = 20.0
"""Paper between the head and the blade."""


def paper_mm(request: PrintRequest, columns: int) -> int:
    """Estimate how much paper a document takes; printers do not tell. Codes and pictures count 25 mm each."""
    tall = CUT_MM
    for block in request.blocks:
        match block:
            case TextLine(text=text, double=double):
                tall += LINE_MM * _lines(len(text), columns, double)
            case PairLine(left=left, right=right, double=double):
                tall += LINE_MM * _lines(len(left) + 1 + len(right), columns, double)
            case FeedLine(lines=lines):
                tall += LINE_MM * lines
            case _:
                tall += LINE_MM if type(block).__name__ == "RuleLine" else CODE_MM
    return round(tall)


def _lines(characters: int, columns: int, is_double: bool) -> int:
    width = max(1, columns // 2 if is_double else columns)
    return max(1, -(-characters // width)) * (2 if is_double else 1)


class Counted:
    """One device, counted as `part`."""

    def __init__(self, device: Any, part: str, counts: Counts) -> None:
        self._device = device
        self._part = part
        self._counts = counts
        self._borrower: Callable[[Any], None] | None = None

    def lend(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Tell `listener` alone, uncounted, what the device tells, until what is returned is called: for tests."""
        self._borrower = listener

        def give_back() -> None:
            if self._borrower is listener:
                self._borrower = None

        return give_back

    def __getattr__(self, name: str) -> Any:
        return getattr(self._device, name)

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """See `Scanner.on_scan`."""

        def scanned(scan: Scan | BadScan) -> None:
            if self._borrower is not None:
                self._borrower(scan)
                return
            self._counts.add(self._part, Count.BAD_READS if isinstance(scan, BadScan) else Count.READS)
            listener(scan)

        self._device.on_scan(scanned)

    def on_document(self, listener: Callable[[DocumentLines | BadDocument], None]) -> None:
        """See `DocumentReader.on_document`."""

        def came(document: DocumentLines | BadDocument) -> None:
            if self._borrower is not None:
                self._borrower(document)
                return
            is_bad = isinstance(document, BadDocument)
            self._counts.add(self._part, Count.BAD_DOCUMENTS if is_bad else Count.DOCUMENTS)
            listener(document)

        self._device.on_document(came)

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """See `Scale.on_reading`. A weighing is a load that came to rest after an empty scale."""
        is_loaded = False

        def answered(reading: Reading) -> None:
            nonlocal is_loaded
            if self._borrower is not None:
                self._borrower(reading)
                return
            if reading.settling is Settling.STABLE:
                was_loaded, is_loaded = is_loaded, bool(reading.weight_g)
                if is_loaded and not was_loaded:
                    self._counts.add(self._part, Count.WEIGHINGS)
            listener(reading)

        self._device.on_reading(answered)

    def on_key(self, listener: Callable[[Any], None]) -> None:
        """See `Keypad.on_key`."""

        def pressed(key: object) -> None:
            if self._borrower is not None:
                self._borrower(key)
                return
            self._counts.add(self._part, Count.KEYS)
            listener(key)

        self._device.on_key(pressed)

    async def print(self, request: Any) -> PrintOutcome:
        """See `Printer.print`."""
        outcome: PrintOutcome = await self._device.print(request)
        self._printed(request, outcome.verdict)
        return outcome

    async def print_test(self, request: Any) -> PrintOutcome:
        """Print as `print` does; what it uses up is counted, but as no print of a customer's."""
        outcome: PrintOutcome = await self._device.print(request)
        if outcome.verdict is not PrintVerdict.FAILED:
            self._used_up(request)
        return outcome

    def _printed(self, request: Any, verdict: PrintVerdict) -> None:
        match verdict:
            case PrintVerdict.FAILED:
                self._counts.add(self._part, Count.PRINTS_FAILED)
                return
            case PrintVerdict.UNKNOWN:
                self._counts.add(self._part, Count.PRINTS_UNKNOWN)
            case PrintVerdict.DONE:
                self._counts.add(self._part, Count.PRINTS)
        self._used_up(request)

    def _used_up(self, request: Any) -> None:
        capabilities = self._device.capabilities
        if getattr(capabilities, "has_cutter", False):
            self._counts.add(self._part, Count.CUTS)
        if isinstance(request, PrintRequest):
            self._counts.add(self._part, Count.PAPER_MM, paper_mm(request, capabilities.columns))
