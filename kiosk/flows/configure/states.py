"""The pages of the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.staff.configured import Change, Key, Standing, Wrong
from kiosk.flows.configure.events import BundleRefused, Drafted, Typed

UNREAD: Final = Standing()


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is there, the settings as they stand, and what was typed and not applied, with what it would change."""

    person: Person
    keys: tuple[Key, ...] = ()
    standing: Standing = UNREAD
    typed: Typed = field(default=(), repr=False)
    changes: tuple[Change, ...] = ()

    def key(self, name: str) -> Key | None:
        """Return a key by its whole name."""
        return next((key for key in self.keys if key.name == name), None)

    def change(self, name: str) -> Change | None:
        """Return what was typed for a key."""
        return next((change for change in self.changes if change.key == name), None)


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections, as in the file. `is_checking`: the last settings are looked at; `problem`: why nothing is shown."""

    visit: Visit
    problem: str = ""
    is_checking: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one section."""

    visit: Visit
    section: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A key gets a new value. `typed` is what waits to be checked."""

    visit: Visit
    name: str
    typed: Typed = field(default=(), repr=False)
    wrong: Wrong | None = None
    is_failed: bool = False

    @property
    def is_checking(self) -> bool:
        """Whether an answer is waited for."""
        return bool(self.typed)


@dataclass(frozen=True, slots=True)
class Edit(_Value):
    """A new value is typed."""


@dataclass(frozen=True, slots=True)
class Choose(_Value):
    """A new value is chosen of a few."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What would change, before it is applied. `problem`: why it was not."""

    visit: Visit
    drafted: Drafted
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Difference(_Draft):
    """What was typed, or the last settings, would change."""


@dataclass(frozen=True, slots=True)
class BundleFound(_Draft):
    """What a bundle is, and what it would change."""


@dataclass(frozen=True, slots=True)
class Applying:
    """Leave is asked for, then the settings are written. `is_permitted`: the second of these."""

    before: Difference | BundleFound
    ask_id: str
    is_permitted: bool = False
    second_id: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """The settings are written. `restart`: empty, `coming`, or `person` when nobody starts the kiosk again."""

    visit: Visit
    drafted: Drafted
    restart: str = ""


@dataclass(frozen=True, slots=True)
class Bundles:
    """The bundles that were found; `files` None: not looked yet. `opening` is looked at, `refused` was not taken."""

    visit: Visit
    files: tuple[str, ...] | None = None
    folder: str = ""
    is_there: bool = True
    opening: str = ""
    refused: BundleRefused | None = None


State: TypeAlias = "Sections | Keys | Edit | Choose | Difference | BundleFound | Applying | Applied | Bundles"
