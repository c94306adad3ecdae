"""The rules of countries, from `config/fiscal/*.toml`: one file each, with the reason and where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.domain.fiscal.profile import NO_RULES, CustomerNo, OnFailure, Profile, Signing

FOLDER: Final = Path(__file__).resolve().parents[3] / "config" / "fiscal"


class _CustomerNo(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=12)]
    keys: Literal["number", "document"]
    longest: Annotated[int, Field(ge=1, le=20)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    signing: Signing
    on_failure: OnFailure = OnFailure.MARK
    reason: Annotated[str, Field(min_length=1, max_length=200)]
    source: Annotated[str, Field(min_length=1, max_length=200)]
    customer_no: _CustomerNo | None = None


def countries(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the countries that have rules here, two capital letters each."""
    return tuple(sorted(file.stem.upper() for file in folder.glob("*.toml")))


def profile_of(country: str, folder: Path = FOLDER) -> Profile:
    """Return a country's rules; without a country none. Raises ValueError for a file that cannot be used."""
    if not country:
        return NO_RULES
    file = folder / f"{country.lower()}.toml"
    try:
        values: Mapping[str, object] = tomllib.loads(file.read_text(encoding="utf-8"))
        own = _File.model_validate(values)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(f"{file.name}: {type(error).__name__}") from None
    number = own.customer_no
    asked = None if number is None else CustomerNo(number.name, number.keys, number.longest)
    return Profile(country, own.signing, own.on_failure, own.reason, own.source, asked)
