"""The reducer of the settings' pages: look, change, see the difference, apply with leave, go back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.staff.configured import Change, Kind, Source
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.configure import events as own
from kiosk.flows.configure import states as pages
from kiosk.flows.configure.labels import Labels, LabelsPressed, LabelTyping, ReadNoLabels, label_typing, labels
from kiosk.flows.configure.labels import begun as labels_begun
from kiosk.flows.configure.states import (
    Applied,
    Applying,
    BundleFound,
    Bundles,
    Choose,
    Difference,
    Edit,
    Keys,
    Sections,
    Visit,
)
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

State: TypeAlias = "pages.State | Labels | LabelTyping"
Stepped: TypeAlias = "tuple[State | Pass | Gone, tuple[Effect, ...]]"
CHOSEN: Final = (Kind.CHOICE, Kind.YES_NO)
MOST_RECORDED: Final = 1000

ENTRY = Guest(
    "configure", 60, text("configure.entry.title"), text("configure.entry.text"), "settings", (Permission.CONFIGURE,)
)
SCREENS: tuple[type[State], ...] = (
    Sections, Keys, Edit, Choose, Difference, BundleFound, Applying, Applied, Bundles, Labels, LabelTyping,
)  # fmt: skip
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Sections: frozenset({Keys, Difference, Bundles, Labels, Pass, Gone}),
    Keys: frozenset({Sections, Edit, Choose, Difference, Gone}),
    Edit: frozenset({Keys, Gone}),
    Choose: frozenset({Keys, Gone}),
    Difference: frozenset({Sections, Applying, Gone}),
    BundleFound: frozenset({Bundles, Applying, Gone}),
    Applying: frozenset({Difference, BundleFound, Applied, Gone}),
    Applied: frozenset({Sections, Gone}),
    Bundles: frozenset({Sections, BundleFound, Gone}),
    Labels: frozenset({Sections, LabelTyping, Gone}),
    LabelTyping: frozenset({Labels, Gone}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with the sections."""
    return (Gone(), ()) if person is None else _begun(person)


def step(state: State, event: Event, at: Stamp, _site: Site) -> Stepped:
    """Take one event. What is being applied is not left by going away: it is told to the end."""
    if isinstance(event, Abandoned):
        is_writing = isinstance(state, Applying) and state.is_permitted
        if isinstance(state, Labels | LabelTyping):
            return Gone(), (ReadNoLabels(),)
        return (state, ()) if is_writing else (Gone(), ())
    match state:
        case Sections():
            return _sections(state, event)
        case Keys():
            return _keys(state, event)
        case Edit() | Choose():
            return _value(state, event)
        case Difference() | BundleFound():
            return _difference(state, event, at)
        case Applying():
            return _applying(state, event)
        case Applied():
            return _applied(state, event)
        case Bundles():
            return _bundles(state, event)
        case Labels():
            return labels(state, event)
        case LabelTyping():
            return label_typing(state, event)


def _begun(person: Person) -> tuple[Sections, tuple[Effect, ...]]:
    return Sections(Visit(person)), (own.ReadSettings(),)


def _sections(state: Sections, event: Event) -> Stepped:
    visit = state.visit
    match event:
        case BackPressed():
            return Pass("staff", visit.person), ()
        case own.SettingsTold(keys=keys, standing=standing):
            return Sections(replace(visit, keys=keys, standing=standing)), ()
        case own.SettingsSectionChosen(section=section) if any(key.section == section for key in visit.keys):
            return Keys(visit, section), ()
        case own.BundlesPressed() if visit.keys:
            return Bundles(visit), (own.LookForBundles(),)
        case LabelsPressed():
            return labels_begun(visit)
        case own.LastSettingsPressed() if visit.standing.has_last and not state.is_checking:
            return replace(state, is_checking=True, problem=""), (own.CheckSettings(Source.LAST),)
        case own.SettingsDrafted(source=Source.LAST) if state.is_checking:
            if event.drafted is None:
                return replace(state, is_checking=False, problem="last"), ()
            return Difference(visit, event.drafted), ()
        case EffectFailed(key=own.READ | own.CHECK):
            return replace(state, is_checking=False, problem="failed"), ()
        case _:
            return _pending(state, event)


def _keys(state: Keys, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return Sections(state.visit), ()
        case own.SettingChosen(key=name):
            key = state.visit.key(name)
            if key is None or key.is_fixed:
                return state, ()
            return (Choose if key.kind in CHOSEN else Edit)(state.visit, name), ()
        case _:
            return _pending(state, event)


def _pending(state: Sections | Keys, event: Event) -> Stepped:
    """What was typed and not applied may be looked at, or dropped, from both."""
    visit = state.visit
    match event:
        case own.DifferencePressed() if visit.changes:
            drafted = own.Drafted(Source.SCREEN, visit.changes, visit.standing.generation, visit.typed)
            return Difference(visit, drafted), ()
        case own.SettingsDropped() if visit.changes:
            return replace(state, visit=replace(visit, typed=(), changes=())), ()
        case _:
            return state, ()


def _value(state: Edit | Choose, event: Event) -> Stepped:
    visit = state.visit
    match event:
        case BackPressed():
            return Keys(visit, state.name.partition(".")[0]), ()
        case own.SettingGiven(value=value) if not state.is_checking:
            typed = (*(pair for pair in visit.typed if pair[0] != state.name), (state.name, value))
            return replace(state, typed=typed, wrong=None, is_failed=False), (own.CheckSettings(Source.SCREEN, typed),)
        case own.SettingsDrafted(source=Source.SCREEN, typed=typed) if state.is_checking and typed == state.typed:
            if event.drafted is None:
                return replace(state, typed=(), wrong=event.wrong[0] if event.wrong else None), ()
            return Keys(_kept(visit, event.drafted), state.name.partition(".")[0]), ()
        case EffectFailed(key=own.CHECK) if state.is_checking:
            return replace(state, typed=(), is_failed=True), ()
        case _:
            return state, ()


def _kept(visit: Visit, drafted: own.Drafted) -> Visit:
    """What was typed as it stood in force before is no change, and is not kept as one."""
    changed = {change.key for change in drafted.changes}
    typed = tuple(pair for pair in drafted.typed if any(_is_about(pair[0], key) for key in changed))
    standing = replace(visit.standing, generation=drafted.generation)
    return replace(visit, typed=typed, changes=drafted.changes, standing=standing)


def _is_about(name: str, key: str) -> bool:
    return key == name or key.startswith(f"{name}.")


def _difference(state: Difference | BundleFound, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed() if isinstance(state, BundleFound):
            return Bundles(state.visit), (own.LookForBundles(),)
        case BackPressed():
            return Sections(state.visit), ()
        case own.SettingsDropped() if isinstance(state, Difference):
            return _begun(state.visit.person)
        case own.ApplyPressed() if state.drafted.changes or state.drafted.bundle is not None:
            ask = AskPermit(uuid7(at, 70), Permission.CONFIGURE, state.visit.person)
            return Applying(replace(state, problem=""), ask.ask_id), (ask,)
        case _:
            return state, ()


def _applying(state: Applying, event: Event) -> Stepped:
    before, drafted = state.before, state.before.drafted
    match event:
        case Permitted(ask_id=state.ask_id, second_id=second) if not state.is_permitted:
            effect = own.ApplySettings(state.ask_id, drafted, before.visit.person)
            return replace(state, is_permitted=True, second_id=second), (effect,)
        case NotPermitted(ask_id=state.ask_id, why=why) if not state.is_permitted:
            return replace(before, problem="" if why == "withdrawn" else "refused"), ()
        case own.SettingsApplied(ask_id=state.ask_id):
            return Applied(before.visit, drafted), (_record(state),)
        case own.SettingsNotApplied(ask_id=state.ask_id, why=why):
            return replace(before, problem=why), ()
        case EffectFailed(key=state.ask_id):
            return replace(before, problem="failed"), ()
        case _:
            return state, ()


def _record(state: Applying) -> Record:
    drafted = state.before.drafted
    bundle = drafted.bundle
    return Record(
        Permission.CONFIGURE,
        state.before.visit.person,
        subject=f"bundle {bundle.id} version {bundle.version}" if bundle is not None else "settings",
        why=drafted.source.value,
        before=_recorded(drafted.changes, "before"),
        after=_recorded(drafted.changes, "after"),
        second_id=state.second_id,
    )


def _recorded(changes: tuple[Change, ...], side: str) -> str:
    return "; ".join(f"{change.key}={getattr(change, side)}" for change in changes)[:MOST_RECORDED]


def _applied(state: Applied, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return _begun(state.visit.person)
        case own.RestartPressed() if state.drafted.needs_restart and not state.restart:
            return replace(state, restart="coming"), (own.RestartKiosk(),)
        case own.RestartTold(is_coming=False) | EffectFailed(key=own.RESTART):
            return replace(state, restart="person"), ()
        case _:
            return state, ()


def _bundles(state: Bundles, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return Sections(state.visit), ()
        case own.BundlesPressed():
            return replace(state, refused=None), (own.LookForBundles(),)
        case own.BundlesTold(folder=folder, files=files, is_there=is_there):
            return replace(state, folder=folder, files=files, is_there=is_there), ()
        case own.BundleChosen(file=file) if not state.opening and file in (state.files or ()):
            return replace(state, opening=file, refused=None), (own.OpenBundle(file),)
        case own.BundleOpened(file=state.opening, drafted=drafted):
            return BundleFound(state.visit, drafted), ()
        case own.BundleRefused(file=state.opening) if state.opening:
            return replace(state, opening="", refused=event), ()
        case EffectFailed(key=own.BUNDLES):
            return replace(state, opening="", files=state.files or (), is_there=False), ()
        case _:
            return state, ()
