"""Boarding passes on a receipt printer: implements `devices.api.TagPrinter` over an `EscposPrinter`.

For a site without a printer of passes. The page is drawn as one picture; the rules of proof are those of a receipt.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.api import Health, PageRequest, PrintOutcome, Symbology, TagPrinterCapabilities
from devices.drivers.escpos.drawing.pages import PagePainter
from devices.drivers.escpos.encoder import EncodedJob
from devices.drivers.escpos.printer import EscposPrinter
from devices.drivers.escpos.profile import PrinterProfile

_MM_PER_INCH = 25.4


class EscposPassPrinter:
    """One printer that is given pages; all but `print` is the receipt printer's."""

    def __init__(self, printer: EscposPrinter, profile: PrinterProfile) -> None:
        self._printer = printer
        self._painter = PagePainter(profile.capabilities.width_dots, profile.dpi)
        self._capabilities = TagPrinterCapabilities(
            dots_per_mm=round(profile.dpi / _MM_PER_INCH),
            max_width_mm=self._painter.max_width_mm,
            has_cutter=profile.capabilities.has_cutter,
            has_taken_sensor=False,
            symbologies=frozenset(Symbology) if profile.capabilities.can_print_pictures else frozenset(),
            print_proof=profile.capabilities.print_proof,
            is_receipt_paper=True,
        )

    @property
    def capabilities(self) -> TagPrinterCapabilities:
        """What this model can do with pages, from its profile."""
        return self._capabilities

    @property
    def health(self) -> Health:
        """The condition now."""
        return self._printer.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._printer.on_health(listener)

    async def run(self) -> None:
        """Open the port and watch the printer. Raises `DeviceError`."""
        await self._printer.run()

    async def reset(self) -> None:
        """Empty the printer's buffers; drops a running job."""
        await self._printer.reset()

    async def print(self, request: PageRequest) -> PrintOutcome:
        """Put one page on paper and say what is proven of it. See `devices.api.TagPrinter`."""
        return await self._printer.take(lambda: self.encoded(request))

    def encoded(self, request: PageRequest) -> EncodedJob:
        """Give the bytes of a page. Raises ValueError for what cannot be printed as it is meant."""
        return self._printer.encoder.picture(request.job, self._painter.paint(request))
