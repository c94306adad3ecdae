"""Settings of who may do what at the glass: second persons, badges, and how staff come to the glass."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kiosk.domain.access.roles import CAN_NEED_TWO, Permission, Rule

_KEY_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,16}", re.ASCII)
_KEY: Final = re.compile(r"[0-9A-Za-z_-]{43}=?", re.ASCII)


class PeopleSettings(BaseModel):
    """Staff at the glass. `badge_keys`: Ed25519 public keys by their id, 32 bytes in base64url each."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    two_persons: tuple[str, ...] = ()
    badge_keys: Annotated[dict[str, str], Field(max_length=8)] = Field(default_factory=dict)
    idle_s: Annotated[int, Field(ge=30, le=300)] = 120
    corner_hold: bool = True

    @field_validator("two_persons")
    @classmethod
    def _can_need_two(cls, acts: tuple[str, ...]) -> tuple[str, ...]:
        known = {act.value for act in CAN_NEED_TWO}
        if len(set(acts)) != len(acts) or set(acts) - known:
            raise ValueError(f"each once, of {', '.join(sorted(known))}")
        return acts

    @field_validator("badge_keys")
    @classmethod
    def _are_keys(cls, keys: dict[str, str]) -> dict[str, str]:
        return checked_keys(keys)

    @property
    def rule(self) -> Rule:
        """The acts that want two persons."""
        return Rule(frozenset(Permission(act) for act in self.two_persons))

    @property
    def public_keys(self) -> Mapping[str, bytes]:
        """The keys that badges are checked with, by id."""
        return {key_id: public_key(key) for key_id, key in self.badge_keys.items()}


def checked_keys(keys: dict[str, str]) -> dict[str, str]:
    """Return public keys by id when all of them are some. Raises ValueError."""
    for key_id, key in keys.items():
        if _KEY_ID.fullmatch(key_id) is None:
            raise ValueError(f"a key's id is 1 to 16 letters, digits, - and _; {key_id!r} is not")
        public_key(key)
    return keys


def public_key(key: str) -> bytes:
    """Return the 32 bytes of a key in base64url, with or without `=` at its end. Raises ValueError."""
    if _KEY.fullmatch(key) is None:
        raise ValueError("an Ed25519 public key: 32 bytes in base64url, which are 43 characters")
    return urlsafe_b64decode(key.removesuffix("=") + "=")
