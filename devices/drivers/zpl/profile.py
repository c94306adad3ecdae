"""Profiles of tag printers: what a model has, read from `config/tag_printers/<profile>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from devices.api import PrintProof, Symbology, TagPrinterCapabilities
from devices.profiles import read

FOLDER = Path(__file__).parents[3] / "config" / "tag_printers"
_KEYS = (
    "name", "dots_per_mm", "max_width_mm", "speed_mm_s", "cutter", "taken_sensor", "symbologies", "print_proof",
)  # fmt: skip
_CODES = tuple(code.value for code in Symbology)
_PROOFS = (PrintProof.STATUS_AFTER, PrintProof.NONE)


@dataclass(frozen=True, slots=True)
class TagPrinterProfile:
    """One model."""

    name: str
    capabilities: TagPrinterCapabilities
    speed_mm_s: int


def load(profile: str, folder: Path = FOLDER) -> TagPrinterProfile:
    """Read a profile by name. Raises `UrlError` and `ProfileError`."""
    facts = read(folder, profile, _KEYS)
    capabilities = TagPrinterCapabilities(
        dots_per_mm=facts.whole("dots_per_mm", 6, 24),
        max_width_mm=float(facts.whole("max_width_mm", 20, 250)),
        has_cutter=facts.flag("cutter"),
        has_taken_sensor=facts.flag("taken_sensor"),
        symbologies=frozenset(map(Symbology, facts.words("symbologies", _CODES))),
        print_proof=PrintProof(facts.word("print_proof", _PROOFS)),
    )
    return TagPrinterProfile(facts.text("name"), capabilities, facts.whole("speed_mm_s", 20, 400))
