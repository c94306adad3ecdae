"""Masks of in-store labels are tried: a number is scanned or typed, and each country's table says what it makes of it.

Nothing is changed here: what is in force is a setting (`site.in_store`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from kiosk.domain.text import LocalText
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event
from kiosk.flows.configure.states import Sections, Visit
from kiosk.formats.label_trial import Trial

LABELS: Final = "labels"
MOST_TYPED: Final = 40


# --- what is pressed and told -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LabelsPressed(Event):
    """The masks of labels shall be tried."""


@dataclass(frozen=True, slots=True)
class LabelTypePressed(Event):
    """A number shall be typed."""


@dataclass(frozen=True, slots=True)
class LabelGiven(Event):
    """A number was typed, any text."""

    number: str


@dataclass(frozen=True, slots=True)
class LabelCountryChosen(Event):
    """What the table of a country says shall be shown whole."""

    country: str


@dataclass(frozen=True, slots=True)
class LabelTablesTold(Event):
    """The countries there are tables of; `in_force`: the one that sells, empty for none. `bad`: country and why not."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    countries: tuple[str, ...]
    in_force: str = ""
    bad: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """A number by one table, with the name of the product it is the label of."""

    trial: Trial
    product: LocalText | None = None


@dataclass(frozen=True, slots=True)
class LabelTried(Event):
    """A number by every table. `problem` is set when a scan was no text: `unreadable`."""

    is_passing: ClassVar[bool] = True
    number: str
    tried: tuple[Tried, ...] = ()
    problem: str = ""


# --- what is asked for ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadLabels(Effect):
    """Tell the tables, then every scan as `LabelTried`, until `ReadNoLabels`."""

    @property
    def key(self) -> str:
        """One page reads at a time."""
        return LABELS


@dataclass(frozen=True, slots=True)
class ReadNoLabels(Effect):
    """Scans are the customer's again."""

    @property
    def key(self) -> str:
        """One page reads at a time."""
        return LABELS


@dataclass(frozen=True, slots=True)
class TryLabel(Effect):
    """Say what every table makes of a typed number; answered by `LabelTried`."""

    number: str

    @property
    def key(self) -> str:
        """One number at a time."""
        return LABELS


# --- the pages --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Labels:
    """The last number by all tables, that of `country` whole. `countries` None: not told yet."""

    visit: Visit
    countries: tuple[str, ...] | None = None
    country: str = ""
    in_force: str = ""
    bad: tuple[tuple[str, str], ...] = ()
    last: LabelTried | None = None
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class LabelTyping:
    """A number is typed; `before` is returned to. `is_empty`: nothing was typed."""

    before: Labels
    is_empty: bool = False


Stepped: TypeAlias = "tuple[Sections | Labels | LabelTyping, tuple[Effect, ...]]"


def begun(visit: Visit) -> Stepped:
    """Open the page; scans come here from now on."""
    return Labels(visit), (ReadLabels(),)


def labels(state: Labels, event: Event) -> Stepped:
    """Take one event of the page."""
    match event:
        case BackPressed():
            return Sections(state.visit), (ReadNoLabels(),)
        case LabelTablesTold(countries=known, in_force=mine, bad=bad):
            chosen = mine or next(iter(known), "")
            return replace(state, countries=known, country=chosen, in_force=mine, bad=bad, is_failed=False), ()
        case LabelTried():
            return replace(state, last=event, is_failed=False), ()
        case LabelCountryChosen(country=country) if country in (state.countries or ()):
            return replace(state, country=country), ()
        case LabelTypePressed() if state.countries:
            return LabelTyping(state), ()
        case EffectFailed(key=own) if own == LABELS:
            return replace(state, is_failed=True), ()
        case _:
            return state, ()


def label_typing(state: LabelTyping, event: Event) -> Stepped:
    """Take one event of the keys."""
    match event:
        case BackPressed():
            return state.before, ()
        case LabelGiven(number=number) if number.strip():
            return replace(state.before, last=None), (TryLabel(number.strip()[:MOST_TYPED]),)
        case LabelGiven():
            return replace(state, is_empty=True), ()
        case LabelTried():  # somebody scanned instead
            return replace(state.before, last=event), ()
        case _:
            return state, ()
