"""What is pressed on the pages of the settings, what is told of them, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.staff.configured import BundleFacts, BundleFault, Change, Key, Source, Standing, Wrong
from kiosk.flows.base import NOT_KEPT, Effect, Event

READ: Final = "settings-read"
CHECK: Final = "settings-check"
BUNDLES: Final = "bundles"
RESTART: Final = "settings-restart"
Typed: TypeAlias = tuple[tuple[str, str], ...]
"""Whole names of keys and their new values as they were typed, in that order."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Settings that were checked and may be applied. `generation`: what was in force when they were."""

    source: Source
    changes: tuple[Change, ...]
    generation: int
    typed: Typed = field(default=(), repr=False)
    bundle: BundleFacts | None = None

    @property
    def needs_restart(self) -> bool:
        """Whether something of it is read at a start only."""
        return any(change.needs_restart for change in self.changes)


# --- what is pressed --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingsSectionChosen(Event):
    """The keys of a section shall be shown."""

    section: str


@dataclass(frozen=True, slots=True)
class SettingChosen(Event):
    """A key shall be changed, by its whole name."""

    key: str


@dataclass(frozen=True, slots=True)
class SettingGiven(Event):
    """The new value as it was typed or chosen; it may hold a secret, and the journal keeps none."""

    value: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class DifferencePressed(Event):
    """What would change shall be shown."""


@dataclass(frozen=True, slots=True)
class SettingsDropped(Event):
    """What was typed and not applied is not wanted any more."""


@dataclass(frozen=True, slots=True)
class ApplyPressed(Event):
    """What is shown shall be applied."""


@dataclass(frozen=True, slots=True)
class LastSettingsPressed(Event):
    """The settings before these are wanted back."""


@dataclass(frozen=True, slots=True)
class BundlesPressed(Event):
    """The bundles that lie in the folder shall be shown."""


@dataclass(frozen=True, slots=True)
class BundleChosen(Event):
    """A bundle shall be looked at, by the name of its file."""

    file: str


@dataclass(frozen=True, slots=True)
class RestartPressed(Event):
    """The kiosk shall start again when nobody pays."""


# --- what is told -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingsTold(Event):
    """Every key, and what is in force."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    keys: tuple[Key, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class SettingsDrafted(Event):
    """What was typed, or the last settings, checked: what would change, or what is wrong with it."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    source: Source
    typed: Typed = field(repr=False)
    drafted: Drafted | None = None
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class BundlesTold(Event):
    """The bundles of the folder, by the names of their files. `is_there` False: there is no such folder."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    folder: str
    files: tuple[str, ...]
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class BundleOpened(Event):
    """A genuine bundle for this kiosk, and what it would change."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    file: str
    drafted: Drafted


@dataclass(frozen=True, slots=True)
class BundleRefused(Event):
    """A bundle is not taken; the journal keeps which and why. `why` is precise, and in English."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    file: str
    fault: BundleFault
    why: str


@dataclass(frozen=True, slots=True)
class SettingsApplied(Event):
    """Changed settings are in force from the next start on, or at once."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    ask_id: str
    generation: int


@dataclass(frozen=True, slots=True)
class SettingsNotApplied(Event):
    """Nothing was changed: `why` is `stale`, `storage` or `refused`."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    ask_id: str
    why: str


@dataclass(frozen=True, slots=True)
class RestartTold(Event):
    """Whether the kiosk starts again by itself; else a person has to start it."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    is_coming: bool


# --- what is asked for ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadSettings(Effect):
    """Tell every key; answered by `SettingsTold`."""

    @property
    def key(self) -> str:
        """One reading waits at a time."""
        return READ


@dataclass(frozen=True, slots=True)
class CheckSettings(Effect):
    """Check what was typed, or the last settings; answered by `SettingsDrafted`."""

    source: Source
    typed: Typed = field(default=(), repr=False)

    @property
    def key(self) -> str:
        """One check waits at a time."""
        return CHECK


@dataclass(frozen=True, slots=True)
class LookForBundles(Effect):
    """List the bundles of the folder; answered by `BundlesTold`."""

    @property
    def key(self) -> str:
        """One look waits at a time."""
        return BUNDLES


@dataclass(frozen=True, slots=True)
class OpenBundle(Effect):
    """Look at one bundle; answered by `BundleOpened` or `BundleRefused`."""

    file: str

    @property
    def key(self) -> str:
        """One look waits at a time."""
        return BUNDLES


@dataclass(frozen=True, slots=True)
class ApplySettings(Effect):
    """Put what was drafted in force, if it still is what was shown; answered with the same `ask_id`."""

    ask_id: str
    drafted: Drafted
    person: Person

    @property
    def key(self) -> str:
        """The act that was permitted."""
        return self.ask_id


@dataclass(frozen=True, slots=True)
class RestartKiosk(Effect):
    """Start the kiosk again when nobody pays; answered by `RestartTold`."""

    @property
    def key(self) -> str:
        """One restart waits at a time."""
        return RESTART
