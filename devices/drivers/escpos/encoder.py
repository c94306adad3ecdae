"""A device-neutral document into the bytes of one print job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from devices.api import (
    Align,
    AztecBlock,
    Barcode,
    FeedLine,
    LogoBlock,
    PairLine,
    Pdf417Block,
    PrintProof,
    PrintRequest,
    QrBlock,
    RuleLine,
    Symbology,
    TextLine,
)
from devices.drivers.escpos import commands
from devices.drivers.escpos.drawing import codes, raster
from devices.drivers.escpos.drawing.lines import LinePainter, Painted
from devices.drivers.escpos.drawing.logo import memory_dots
from devices.drivers.escpos.layout import pair, wrap
from devices.drivers.escpos.profile import PrinterProfile

_PROOF_DIGITS = 10_000


@dataclass(frozen=True, slots=True)
class EncodedJob:
    """One job ready for the wire. `lost_characters` became `?`; `process_id` is what the printer is to send back."""

    content: bytes = field(repr=False)
    process_id: bytes
    lines: int
    lost_characters: int


def _styles() -> dict[tuple[Align, bool, bool], tuple[bytes, bytes]]:
    """Give for each style what stands before and after its lines."""
    found = {}
    for align in Align:
        for bold in (False, True):
            for double in (False, True):
                aligned = align is not Align.LEFT
                before = commands.ALIGN[align] * aligned + commands.BOLD_ON * bold + commands.DOUBLE_ON * double
                after = commands.DOUBLE_OFF * double + commands.BOLD_OFF * bold
                found[align, bold, double] = (before, after + commands.ALIGN[Align.LEFT] * aligned)
    return found


class JobEncoder:
    """Encodes documents for one printer. Everything that does not depend on the document is made once."""

    def __init__(self, profile: PrinterProfile) -> None:
        capabilities = profile.capabilities
        self._profile = profile
        self._page = profile.page
        self._encode = profile.page.encode
        self._columns = capabilities.columns
        self._width_dots = capabilities.width_dots
        self._styles = _styles()
        self._rule = b"-" * self._columns + b"\n"
        self._head = (
            commands.INITIALISE
            + commands.code_page(profile.page_number)
            + commands.PUSH_STATUS * profile.pushes_status  # the initialisation may have switched it off
        )
        self._cut = commands.cut(profile.cutter)
        self._has_process_id = capabilities.print_proof is PrintProof.PROCESS_ID
        self._painter = (
            LinePainter(self._width_dots, profile.line_dots, profile.pictures)
            if capabilities.can_print_pictures
            else None
        )
        self._picture_lines = 0  # lines of text that the pictures of this job are as high as
        self._no_lines = 0  # bytes of its pictures that look like line feeds
        self._by_type: dict[type, Callable[[Any], bytes]] = {
            TextLine: self._text,
            PairLine: self._pair,
            RuleLine: self._dividing,
            QrBlock: self._qr,
            Pdf417Block: self._pdf417,
            AztecBlock: self._aztec,
            LogoBlock: self._logo,
            Barcode: self._barcode,
            FeedLine: self._feed,
        }

    def encode(self, request: PrintRequest) -> EncodedJob:
        """Give the job's bytes: page once, document, cut, process id. Raises ValueError for what cannot be printed."""
        page, by_type = self._page, self._by_type
        lost_before = page.lost
        self._picture_lines = self._no_lines = 0
        parts = []
        for block in request.blocks:
            parts.append(by_type[type(block)](block))
        return self._job(request.job, b"".join(parts), page.lost - lost_before)

    def picture(self, job: int, image: Image.Image) -> EncodedJob:
        """Give the bytes of a job that is one picture (mode `1`). Raises ValueError where it prints no pictures."""
        if self._painter is None:
            raise ValueError(f"{self._profile.name} prints no pictures")
        self._picture_lines = self._no_lines = 0
        return self._job(job, self._picture(image), 0)

    def logo(self, job: int, number: int, image: Image.Image) -> EncodedJob:
        """Give the bytes of a job that keeps a picture (mode `1`, sides in steps of 8) and prints it from memory.

        Raises ValueError for a number or a picture that this printer does not keep.
        """
        memory = self._profile.logo_memory
        if memory == "none":
            raise ValueError(f"{self._profile.name} keeps no pictures")
        dots = memory_dots(image, memory)
        kept = commands.keep_logo(number, memory, image.width, image.height, dots)
        self._picture_lines, self._no_lines = image.height // self._profile.line_dots + 1, kept.count(b"\n")
        return self._job(job, kept + _centred(commands.print_logo(number, memory), b""), 0)

    def _job(self, number: int, body: bytes, lost: int) -> EncodedJob:
        process_id = b"%04d" % (number % _PROOF_DIGITS)
        ending = commands.process_id(process_id) if self._has_process_id else b""
        lines = body.count(b"\n") - self._no_lines + self._picture_lines
        return EncodedJob(self._head + body + self._cut + ending, process_id, lines, lost)

    def _text(self, block: TextLine) -> bytes:
        page, altered, lost = self._page, self._page.altered, self._page.lost
        text = self._encode(block.text)
        if page.altered != altered and self._painter is not None:
            painted = self._painter.text(block.text, block.align, bold=block.bold, double=block.double)
            if painted.missing < page.altered - altered:
                return self._painted(painted, lost)
        columns = self._columns // 2 if block.double else self._columns
        if len(text) > columns:
            text = b"\n".join(wrap(text, columns))
        if block.bold or block.double or block.align is not Align.LEFT:
            before, after = self._styles[block.align, block.bold, block.double]
            return before + text + b"\n" + after
        return text + b"\n"

    def _pair(self, block: PairLine) -> bytes:
        page, altered, lost = self._page, self._page.altered, self._page.lost
        left, right = self._encode(block.left), self._encode(block.right)
        if page.altered != altered and self._painter is not None:
            painted = self._painter.pair(block.left, block.right, bold=block.bold, double=block.double)
            if painted.missing < page.altered - altered:
                return self._painted(painted, lost)
        columns = self._columns // 2 if block.double else self._columns
        gap = columns - len(right)
        text = left.ljust(gap) + right if len(left) < gap else b"\n".join(pair(left, right, columns))
        if block.bold or block.double:
            before, after = self._styles[Align.LEFT, block.bold, block.double]
            return before + text + b"\n" + after
        return text + b"\n"

    def _painted(self, painted: Painted, lost_before: int) -> bytes:
        """Take a line that was drawn in place of text: what the page lacks is lost only if no font has it either."""
        self._page.lost = lost_before + painted.missing
        self._picture_lines += painted.lines
        self._no_lines += painted.content.count(b"\n")
        return painted.content

    def _picture(self, image: Image.Image) -> bytes:
        content = raster.printed(image, self._profile.pictures)
        self._picture_lines += image.height // self._profile.line_dots + 1
        self._no_lines += content.count(b"\n")
        return content

    def _dividing(self, _: RuleLine) -> bytes:
        return self._rule

    def _feed(self, block: FeedLine) -> bytes:
        return commands.feed(block.lines)

    def _qr(self, block: QrBlock) -> bytes:
        if self._profile.capabilities.has_native_qr:
            return _centred(commands.qr(block.data, self._width_dots))
        return self._drawn_code(Symbology.QR, block.data, 8)

    def _pdf417(self, block: Pdf417Block) -> bytes:
        if self._profile.capabilities.has_native_pdf417:
            return _centred(commands.pdf417(block.data, self._width_dots))
        return self._drawn_code(Symbology.PDF417, block.data, 3)

    def _aztec(self, block: AztecBlock) -> bytes:
        return self._drawn_code(Symbology.AZTEC, block.data, 6)

    def _drawn_code(self, symbology: Symbology, text: str, largest: int) -> bytes:
        if self._painter is None:
            raise ValueError(f"{self._profile.name} prints no {symbology.value} codes and no pictures")
        stored = commands.printable(text).decode("ascii")
        return self._picture(codes.centred(symbology, stored, self._width_dots, largest))

    def _logo(self, block: LogoBlock) -> bytes:
        """A receipt is worth more than its ornament: without a memory for pictures nothing stands there."""
        if not self._profile.capabilities.keeps_logos:
            return b""
        return _centred(commands.print_logo(block.number, self._profile.logo_memory), b"")

    def _barcode(self, block: Barcode) -> bytes:
        return _centred(commands.code_128(block.data, self._width_dots))


def _centred(code: bytes, ending: bytes = b"\n") -> bytes:
    return commands.ALIGN[Align.CENTRE] + code + ending + commands.ALIGN[Align.LEFT]
