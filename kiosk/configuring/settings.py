"""Settings of where signed bundles of settings come from, and who may sign them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kiosk.people.settings import checked_keys, public_key


class BundleSettings(BaseModel):
    """Bundles. `folder`: where files are looked for; `keys`: Ed25519 public keys by id, 32 bytes in base64url each."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    folder: Annotated[str, Field(max_length=200)] = ""
    keys: Annotated[dict[str, str], Field(max_length=8)] = Field(default_factory=dict)

    @field_validator("folder")
    @classmethod
    def _is_whole(cls, folder: str) -> str:
        if folder and not folder.startswith("/"):
            raise ValueError("empty, or a whole path such as /media/bundles")
        return folder

    @field_validator("keys")
    @classmethod
    def _are_keys(cls, keys: dict[str, str]) -> dict[str, str]:
        return checked_keys(keys)

    @property
    def public_keys(self) -> Mapping[str, bytes]:
        """The keys that bundles are checked with, by id."""
        return {key_id: public_key(key) for key_id, key in self.keys.items()}
