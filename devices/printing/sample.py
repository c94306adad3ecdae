"""A receipt that shows a technician on paper whether a printer's profile is right."""

from __future__ import annotations

from devices.api import (
    Align,
    Barcode,
    LogoBlock,
    PairLine,
    PaperBlock,
    Pdf417Block,
    PrinterCapabilities,
    PrintRequest,
    QrBlock,
    RuleLine,
    TextLine,
)


def sample(model: PrinterCapabilities) -> PrintRequest:
    """Give a test print: the width, the letters of the code page, lines that are drawn, and codes."""
    blocks: list[PaperBlock] = [
        LogoBlock(),
        TextLine("TEST", Align.CENTRE, bold=True, double=True),
        TextLine(("1234567890" * 12)[: model.columns]),
        RuleLine(),
        PairLine("left", "right"),
        TextLine(f"{model.code_page}: áâàã çéêëïñóôõöúü ÁÂÀÃÇÉÊÑÓÔÕÚ ¿¡ €"),
        TextLine("Łódź Škoda Ελλάδα"),
        Barcode("TEST1"),
    ]
    if model.has_native_qr or model.can_print_pictures:
        blocks.append(QrBlock("TEST 1234567890"))
    if model.has_native_pdf417 or model.can_print_pictures:
        blocks.append(Pdf417Block("TEST 1234567890"))
    return PrintRequest(1, tuple(blocks))
