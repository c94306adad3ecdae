"""Settings of the seller: who sells, by which country's rules receipts are signed, and how long goods come back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from kiosk.formats.tax_numbers import COUNTRIES, problem_of
from kiosk.services.fiscal.profiles import countries, profile_of

Days = Annotated[int, Field(ge=0, le=3650)]


class FiscalSettings(BaseModel):
    """The seller. `country`: whose rules hold, empty: nobody's; `seller`: lines below the shop's name on a receipt.

    `tax_no`: the seller's, checked by the country's digits. `return_days`: how long goods come back by the code on
    their receipt, 0: no code; `return_days_of`: by category of the catalogue.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    tax_no: Annotated[str, Field(max_length=20)] = ""
    seller: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=42)], ...], Field(max_length=4)] = ()
    return_days: Days = 0
    return_days_of: dict[str, Days] = Field(default_factory=dict)

    @field_validator("country")
    @classmethod
    def _has_rules(cls, country: str) -> str:
        if country and country not in countries():
            raise ValueError(f"empty, or one of {', '.join(countries())}")
        profile_of(country)
        return country

    @field_validator("tax_no")
    @classmethod
    def _is_one(cls, number: str, known: ValidationInfo) -> str:
        country = known.data.get("country", "")
        if number and country in COUNTRIES and (problem := problem_of(country, number)):
            raise ValueError(f"a tax number of {country}: {problem}")
        return number

    def played(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Return the roles that simulators play: those wanted, and a signing device where receipts are signed."""
        is_signed = profile_of(self.country).is_signed and "signing" not in wanted
        return (*wanted, "signing") if is_signed else wanted

    def refusal(self, *, is_demo: bool) -> str:
        """Return why nothing may be sold by the country's rules; empty where it may."""
        why = profile_of(self.country).refusal(is_demo=is_demo)
        return f"fiscal.country = {self.country!r} {why}" if why else ""

    def require_allowed(self, file: Path, *, is_demo: bool) -> None:
        """Raise `SettingsError` where nothing may be sold by the country's rules."""
        from kiosk.settings import SettingsError

        if why := self.refusal(is_demo=is_demo):
            raise SettingsError([f"{file}: {why}"])
