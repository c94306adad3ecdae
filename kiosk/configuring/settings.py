"""Settings of the service at the kiosk: removable media, and who may sign bundles of settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kiosk.people.settings import checked_keys, public_key


class ServiceSettings(BaseModel):
    """Service. `media`: where files come from and go to, empty: `export` in the data folder.

    `bundle_keys`: Ed25519 public keys by id, 32 bytes in base64url each.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    media: Annotated[str, Field(max_length=200)] = ""
    bundle_keys: Annotated[dict[str, str], Field(max_length=8)] = Field(default_factory=dict)

    @field_validator("media")
    @classmethod
    def _is_whole(cls, media: str) -> str:
        if media and not media.startswith("/"):
            raise ValueError("empty, or a whole path such as /run/media/service")
        return media

    @field_validator("bundle_keys")
    @classmethod
    def _are_keys(cls, keys: dict[str, str]) -> dict[str, str]:
        return checked_keys(keys)

    @property
    def public_keys(self) -> Mapping[str, bytes]:
        """The keys that bundles are checked with, by id."""
        return {key_id: public_key(key) for key_id, key in self.bundle_keys.items()}
