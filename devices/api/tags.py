"""Printers of bag tags and passes: a page in millimetres, and the same word on proof as receipts have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.api.common import Device
from devices.api.printer import PrintOutcome, PrintProof


class Symbology(StrEnum):
    """The codes on a tag or pass."""

    ITF = "itf"
    CODE128 = "code128"
    PDF417 = "pdf417"
    AZTEC = "aztec"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class PageText:
    """A line of text; `height_mm` is that of its capitals. `is_turned`: a quarter turn clockwise."""

    x_mm: float
    y_mm: float
    height_mm: float
    text: str
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class PageCode:
    """A code; `module_mm` is its narrowest bar or dot, `height_mm` counts for bars only. `data` is ASCII."""

    x_mm: float
    y_mm: float
    symbology: Symbology
    data: str
    module_mm: float
    height_mm: float = 0.0
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class PageRule:
    """A filled bar."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


PageItem = PageText | PageCode | PageRule


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One tag or pass. `job` is the print job's own number, 1..2**32-1. Places are from the upper left corner."""

    job: int
    width_mm: float
    length_mm: float
    items: tuple[PageItem, ...]


@dataclass(frozen=True, slots=True)
class TagPrinterCapabilities:
    """What a printer of tags has; from its profile, never guessed.

    `is_receipt_paper`: a receipt printer that is given pages; passes may stand on it, a tag of a bag would tear.
    """

    dots_per_mm: int
    max_width_mm: float
    has_cutter: bool
    has_taken_sensor: bool
    symbologies: frozenset[Symbology]
    print_proof: PrintProof
    is_receipt_paper: bool = False


class TagPrinter(Device, Protocol):
    """A printer of bag tags or boarding passes."""

    @property
    def capabilities(self) -> TagPrinterCapabilities:
        """What this model can do."""
        ...

    async def print(self, request: PageRequest) -> PrintOutcome:
        """Put one page on stock and say what is proven of it; as `devices.api.Printer.print`. One job at a time."""
        ...
