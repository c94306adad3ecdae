"""Receipt printers, and what is put on paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.api.common import Device, Reason


class Align(StrEnum):
    """Where a line of text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextLine:
    """Text that the printer wraps at its own width. No control characters reach the paper."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    double: bool = False  # double width and height


@dataclass(frozen=True, slots=True)
class PairLine:
    """Text at the left, text at the right edge on the same line; the left wraps, the right never does."""

    left: str
    right: str
    bold: bool = False
    double: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A dividing line over the whole width."""


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code, centred. `data` is ASCII."""

    data: str


@dataclass(frozen=True, slots=True)
class Pdf417Block:
    """A PDF417 code, centred. `data` is ASCII: a boarding pass."""

    data: str


@dataclass(frozen=True, slots=True)
class AztecBlock:
    """An Aztec code, centred, drawn as dots by the kiosk. `data` is ASCII: a boarding pass."""

    data: str


@dataclass(frozen=True, slots=True)
class LogoBlock:
    """A picture that the printer keeps in its own memory, centred; nothing where it keeps none. `number` is 1..99."""

    number: int = 1


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 barcode, centred, with its text below."""

    data: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    """Empty lines."""

    lines: int = 1


PaperBlock = TextLine | PairLine | RuleLine | QrBlock | Pdf417Block | AztecBlock | LogoBlock | Barcode | FeedLine


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """One document for one piece of paper; the printer cuts after it.

    `job` is the print job's own number, 1..2**32-1: the printer's acknowledgement is matched by it.
    """

    job: int
    blocks: tuple[PaperBlock, ...]


class PrintProof(StrEnum):
    """How a printer can prove that paper came out."""

    PROCESS_ID = "process_id"
    STATUS_AFTER = "status_after"
    NONE = "none"


class PrintVerdict(StrEnum):
    """What is known of a print job. UNKNOWN is a value, so that nobody can swallow it."""

    DONE = "DONE"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """The end of a print job. `reason` is set when a condition explains it (paper, cover, cutter)."""

    verdict: PrintVerdict
    reason: Reason | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PrinterCapabilities:
    """What a printer model has; from its profile, never guessed."""

    columns: int
    width_dots: int
    code_page: str
    has_cutter: bool
    has_near_end_sensor: bool
    has_native_qr: bool
    print_proof: PrintProof
    has_native_pdf417: bool = False
    can_print_pictures: bool = False
    keeps_logos: bool = False
    has_drawer: bool = False


class Printer(Device, Protocol):
    """A receipt printer."""

    @property
    def capabilities(self) -> PrinterCapabilities:
        """What this model can do."""
        ...

    async def print(self, request: PrintRequest) -> PrintOutcome:
        """Put the document on paper and say what is proven of it.

        Never raises `DeviceError`: a lost link is FAILED before the first byte and UNKNOWN after it. On an error the
        printer's buffer is cleared, so that nothing prints later by itself. One job at a time.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeptLogo:
    """What a printer was given to keep: the SHA-256 of its dots names it, to tell later whether it is still the one."""

    number: int
    width_dots: int
    height_dots: int
    sha256: str


class CanKeepLogo(Protocol):
    """A printer with a memory for pictures that outlives its mains power."""

    async def keep_logo(self, number: int, picture: bytes) -> tuple[KeptLogo, PrintOutcome]:
        """Store a picture (the bytes of a PNG or another file) under a number 1..99 and print it once.

        DONE proves that the printer took it. Raises ValueError for what is no picture, is too large, or where the
        printer keeps none. Memory of this kind wears out: it is for technicians, not for each start.
        """
        ...
