"""Settings as staff see them: keys with what is allowed, changes with before and after, and what is wrong with some."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.domain.text import Text

MASK: Final = "••••••"
"""What stands in place of a secret."""


class Kind(StrEnum):
    """How the value of a key is written. `LIST`: several, parted by spaces; `TABLE` is shown only."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    LIST = "list"
    TABLE = "table"


class Source(StrEnum):
    """Where changed settings come from."""

    SCREEN = "screen"
    BUNDLE = "bundle"
    LAST = "last"


class BundleFault(StrEnum):
    """Why a bundle is not taken; each has words of its own."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NO_BUNDLE = "no-bundle"
    CUT = "cut"
    UNKNOWN_KEY = "unknown-key"
    ALTERED = "altered"
    STRANGE = "strange"
    BAD_PATH = "bad-path"
    NO_CLOCK = "no-clock"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    FOREIGN = "foreign"
    OLDER = "older"
    IN_FORCE = "in-force"
    BAD_SETTINGS = "bad-settings"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the settings. `name` is whole (`screen.viewing_mm`), `value` as it is shown and typed.

    `allowed` is the range or the choices as a person reads them, `does` says what it is for. `is_fixed`: only the
    settings file can change it. `is_secret`: the value is never shown.
    """

    name: str
    kind: Kind
    value: str
    unit: str = ""
    allowed: str = ""
    does: Text | None = None
    choices: tuple[str, ...] = ()
    is_fixed: bool = False
    is_changed: bool = False
    is_secret: bool = False

    @property
    def section(self) -> str:
        """The table of the file it stands in."""
        return self.name.partition(".")[0]

    @property
    def own(self) -> str:
        """The name within its section."""
        return self.name.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Change:
    """A key with its value before and after, as they are shown: secrets are masked."""

    key: str
    before: str
    after: str
    needs_restart: bool = True


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that cannot be used, and what is allowed. `key` is empty when all of it is wrong.

    `allowed` is precise, and in English; `why` says it in the words of whoever reads it, None: nobody has any.
    """

    key: str
    value: str
    allowed: str
    why: Text | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.key} = {self.value!r}: {self.allowed}" if self.key else self.allowed


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What a genuine bundle says of itself. Days are UTC, `YYYY-MM-DD hh:mm`; `signer` is the key's id."""

    file: str
    id: str
    version: int
    signer: str
    site: str
    kiosks: tuple[str, ...]
    valid_from: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force. `generation` counts what was applied here; `fell_back`: why the last start left newer ones."""

    generation: int = 0
    bundle_version: int = 0
    has_last: bool = False
    fell_back: str = ""
