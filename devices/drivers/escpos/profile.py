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
_LOGO_MEMORIES = ("none", "graphics", "legacy")
_PICTURES = ("none", "raster", "graphics")
_KEYS = (
    "name", "width_dots", "dpi", "columns", "line_dots", "code_page", "cutter", "drawer", "near_end_sensor",
    "native_qr", "native_pdf417", "pictures", "logo_memory", "status_push", "clears_buffer", "print_proof",
    "code_pages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One model. `page_number` is the `n` of `ESC t n` for `page`, `line_dots` the height of a line of text.

    `logo_memory`: `graphics` (`GS ( L`), `legacy` (`FS q`) or `none`. `pictures`: `raster` (`GS v 0`), `graphics` or
    `none`.
    """

    name: str
    capabilities: PrinterCapabilities
    cutter: str
    dpi: int
    line_dots: int
    logo_memory: str
    pictures: str
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
    cutter, logo_memory = facts.word("cutter", _CUTTERS), facts.word("logo_memory", _LOGO_MEMORIES)
    pictures = facts.word("pictures", _PICTURES)
    capabilities = PrinterCapabilities(
        columns=facts.whole("columns", 20, 120),
        width_dots=facts.whole("width_dots", 200, 2000),
        code_page=name,
        has_cutter=cutter != "none",
        has_near_end_sensor=facts.flag("near_end_sensor"),
        has_native_qr=facts.flag("native_qr"),
        print_proof=PrintProof(facts.word("print_proof", _PROOFS)),
        has_native_pdf417=facts.flag("native_pdf417"),
        can_print_pictures=pictures != "none",
        keeps_logos=logo_memory != "none",
        has_drawer=facts.flag("drawer"),
    )
    return PrinterProfile(
        name=facts.text("name"),
        capabilities=capabilities,
        cutter=cutter,
        dpi=facts.whole("dpi", 100, 600),
        line_dots=facts.whole("line_dots", 16, 100),
        logo_memory=logo_memory,
        pictures=pictures,
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
