"""A device-neutral document into the bytes of one print job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from devices.api import Align, Barcode, FeedLine, PairLine, PrintProof, PrintRequest, QrBlock, RuleLine, TextLine
from devices.drivers.escpos import commands
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
        self._by_type: dict[type, Callable[[Any], bytes]] = {
            TextLine: self._text,
            PairLine: self._pair,
            RuleLine: self._dividing,
            QrBlock: self._qr,
            Barcode: self._barcode,
            FeedLine: self._feed,
        }

    def encode(self, request: PrintRequest) -> EncodedJob:
        """Give the job's bytes: page once, document, cut, process id. Raises ValueError for what cannot be printed."""
        page, by_type = self._profile.page, self._by_type
        lost_before = page.lost
        parts = [self._head]
        for block in request.blocks:
            parts.append(by_type[type(block)](block))
        parts.append(self._cut)
        process_id = b"%04d" % (request.job % _PROOF_DIGITS)
        if self._has_process_id:
            parts.append(commands.process_id(process_id))
        content = b"".join(parts)
        return EncodedJob(content, process_id, content.count(b"\n"), page.lost - lost_before)

    def _text(self, block: TextLine) -> bytes:
        text = self._encode(block.text)
        columns = self._columns // 2 if block.double else self._columns
        if len(text) > columns:
            text = b"\n".join(wrap(text, columns))
        if block.bold or block.double or block.align is not Align.LEFT:
            before, after = self._styles[block.align, block.bold, block.double]
            return before + text + b"\n" + after
        return text + b"\n"

    def _pair(self, block: PairLine) -> bytes:
        left, right = self._encode(block.left), self._encode(block.right)
        columns = self._columns // 2 if block.double else self._columns
        gap = columns - len(right)
        text = left.ljust(gap) + right if len(left) < gap else b"\n".join(pair(left, right, columns))
        if block.bold or block.double:
            before, after = self._styles[Align.LEFT, block.bold, block.double]
            return before + text + b"\n" + after
        return text + b"\n"

    def _dividing(self, _: RuleLine) -> bytes:
        return self._rule

    def _feed(self, block: FeedLine) -> bytes:
        return commands.feed(block.lines)

    def _qr(self, block: QrBlock) -> bytes:
        if not self._profile.capabilities.has_native_qr:
            raise ValueError(f"{self._profile.name} prints no QR codes")
        return _centred(commands.qr(block.data, self._width_dots))

    def _barcode(self, block: Barcode) -> bytes:
        return _centred(commands.code_128(block.data, self._width_dots))


def _centred(code: bytes) -> bytes:
    return commands.ALIGN[Align.CENTRE] + code + b"\n" + commands.ALIGN[Align.LEFT]
