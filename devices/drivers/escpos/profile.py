"""Printer profiles: what a model has, read from `config/printers/<profile>.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from devices.api import PrinterCapabilities, PrintProof
from devices.drivers.escpos.codepage import CodePage
from devices.profiles import Profile, read
from devices.url import UrlError

FOLDER = Path(__file__).parents[3] / "config" / "printers"
_CUTTERS = ("full", "partial", "none")
_PROOFS = tuple(PrintProof)
_KEYS = (
    "name", "width_dots", "columns", "code_page", "cutter", "near_end_sensor", "native_qr", "status_push",
    "clears_buffer", "print_proof", "code_pages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One model. `page_number` is the `n` of `ESC t n` for `page`."""

    name: str
    capabilities: PrinterCapabilities
    cutter: str
    page_number: int
    pushes_status: bool
    clears_buffer: bool
    page: CodePage = field(repr=False)


def load(profile: str, page: str = "", folder: Path = FOLDER) -> PrinterProfile:
    """Read a profile by name; `page` sets another of its code pages. Raises `UrlError` and `ProfileError`."""
    facts = read(folder, profile, _KEYS)
    pages = _code_pages(facts)
    name = page or facts.text("code_page")
    if name not in pages:
        raise UrlError("option page", f"{profile}.toml names no such code page", ", ".join(sorted(pages)))
    cutter = facts.word("cutter", _CUTTERS)
    capabilities = PrinterCapabilities(
        columns=facts.whole("columns", 20, 120),
        width_dots=facts.whole("width_dots", 200, 2000),
        code_page=name,
        has_cutter=cutter != "none",
        has_near_end_sensor=facts.flag("near_end_sensor"),
        has_native_qr=facts.flag("native_qr"),
        print_proof=PrintProof(facts.word("print_proof", _PROOFS)),
    )
    return PrinterProfile(
        name=facts.text("name"),
        capabilities=capabilities,
        cutter=cutter,
        page_number=pages[name],
        pushes_status=facts.flag("status_push"),
        clears_buffer=facts.flag("clears_buffer"),
        page=CodePage(name),
    )


def _code_pages(facts: Profile) -> dict[str, int]:
    """Give the number of each page. Raises `ProfileError`."""
    pages = facts.section("code_pages")
    for name, number in pages.items():
        if type(number) is not int or not 0 <= number <= 255 or not re.fullmatch(r"cp[0-9]{3,4}", name):
            raise facts.error(f"code_pages.{name}", "allowed: cp and digits, with a number 0..255")
    return pages
