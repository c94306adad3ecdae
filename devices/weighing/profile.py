"""Scale profiles: what a model has, read from `config/scales/<profile>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from devices.api import ScaleCapabilities
from devices.profiles import read
from devices.url import Option, word

FOLDER = Path(__file__).parents[2] / "config" / "scales"
PROFILE: Option[str] = word("profile", "class-iii-15kg")
_KEYS = ("name", "resolution_g", "max_g", "min_g", "decimals", "tare", "zero", "approved")


@dataclass(frozen=True, slots=True)
class ScaleProfile:
    """One model. `decimals`: how many stand behind the point of a weight in kilograms."""

    name: str
    capabilities: ScaleCapabilities
    decimals: int


def load(profile: str, folder: Path = FOLDER) -> ScaleProfile:
    """Read a profile by name. Raises `UrlError` and `ProfileError`."""
    facts = read(folder, profile, _KEYS)
    capabilities = ScaleCapabilities(
        resolution_g=facts.whole("resolution_g", 1, 100),
        max_g=facts.whole("max_g", 100, 600_000),
        min_g=facts.whole("min_g", 0, 10_000),
        can_tare=facts.flag("tare"),
        can_zero=facts.flag("zero"),
        is_approved=facts.flag("approved"),
    )
    return ScaleProfile(facts.text("name"), capabilities, facts.whole("decimals", 0, 3))
