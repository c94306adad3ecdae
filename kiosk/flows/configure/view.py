"""What the pages of the settings show. Names of keys, values and reasons stand as in the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.staff.configured import MASK, Change, Key, Kind
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.configure import events as own
from kiosk.flows.configure.labels import Labels, LabelTyping
from kiosk.flows.configure.labels_view import label_typing_view, labels_view
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
    State,
    Visit,
)

IDLE_S: Final = 120
LONGEST: Final = 500
MOST_SAID: Final = 160
NONE: Final = "–"
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")


def view(state: State | Labels | LabelTyping, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Sections():
            return _sections(state)
        case Keys():
            return _keys(state)
        case Edit():
            return _edit(state)
        case Choose():
            return _choose(state)
        case Difference() | BundleFound():
            return _difference(state)
        case Applying():
            asked = "writing" if state.is_permitted else "asking"
            return View(text("configure.applying.title"), text(f"configure.applying.{asked}"), timeout_s=None)
        case Applied():
            return _applied(state)
        case Bundles():
            return _bundles(state)
        case Labels():
            return labels_view(state)
        case LabelTyping():
            return label_typing_view(state)


# --- looking ----------------------------------------------------------------------------------------------------------


def _sections(state: Sections) -> View:
    visit = state.visit
    rows = [*_warnings(state), *(_section(visit, name) for name in dict.fromkeys(key.section for key in visit.keys))]
    if visit.keys:
        rows.append(_button("file-text", text("configure.bundles"), "BundlesPressed", text("configure.bundles.text")))
        rows.append(
            _button("scan-barcode", text("configure.label.title"), "LabelsPressed", text("configure.label.button"))
        )
    if visit.standing.has_last:
        rows.append(_button("undo-2", text("configure.last"), "LastSettingsPressed", text("configure.last.text")))
    parts: dict[str, Viewable] = {"rows": tuple(rows), "empty": text("configure.reading")}
    return _page(text("configure.title"), text("configure.text"), parts, visit)


def _warnings(state: Sections) -> list[Mapping[str, Viewable]]:
    found: list[Mapping[str, Viewable]] = []
    if state.problem:
        found.append(_row("triangle-alert", text(f"configure.problem.{state.problem}"), kind="bad"))
    if state.visit.standing.fell_back:
        said = state.visit.standing.fell_back[:MOST_SAID]
        found.append(_row("triangle-alert", text("configure.fell_back"), said, kind="warning"))
    return found


def _section(visit: Visit, name: str) -> Mapping[str, Viewable]:
    changed = sum(change.key.startswith(f"{name}.") for change in visit.changes)
    value = text("configure.changed", n=changed) if changed else name
    kind = "warning" if changed else "plain"
    return _row(
        "settings", text(f"configure.section.{name}"), value=value, kind=kind, event="SettingsSectionChosen",
        args={"section": name},
    )  # fmt: skip


def _keys(state: Keys) -> View:
    rows = tuple(_key(state.visit, key) for key in state.visit.keys if key.section == state.section)
    return _page(text(f"configure.section.{state.section}"), text("configure.keys.text"), {"rows": rows}, state.visit)


def _key(visit: Visit, key: Key) -> Mapping[str, Viewable]:
    change = visit.change(key.name)
    shown = change.after if change is not None else key.value
    value = f"{shown} {key.unit}".strip() if shown else NONE
    said = text("configure.fixed") if key.is_fixed else text("configure.here") if key.is_changed else None
    said = text("configure.typed", before=key.value or NONE) if change is not None else said
    event = "" if key.is_fixed else "SettingChosen"
    kind = "warning" if change is not None else "off" if key.is_fixed else "plain"
    return _row("", key.own, said, value, kind, event, {"key": key.name} if event else {})


def _page(title: Text, instruction: Text, parts: Mapping[str, Viewable], visit: Visit) -> View:
    """A list with what may be done with what was typed beneath it."""
    primary = secondary = None
    if visit.changes:
        label = text("configure.difference", n=len(visit.changes))
        primary = Action(label, "DifferencePressed", icon="arrow-right")
        secondary = Action(text("configure.drop"), "SettingsDropped", icon="trash-2")
    return View(title, instruction, None, primary, secondary, BACK, parts=parts, timeout_s=IDLE_S)


# --- one value --------------------------------------------------------------------------------------------------------


def _edit(state: Edit) -> View:
    key = state.visit.key(state.name) or Key(state.name, Kind.TEXT, "")
    change = state.visit.change(state.name)
    known = change.after if change is not None else key.value
    value = "" if MASK in known else known
    field: dict[str, Viewable] = {
        "name": "value", "label": text("configure.key", name=key.name), "kind": "text", "longest": LONGEST,
        "value": value, "problem": _problem(state),
    }  # fmt: skip
    label = text("configure.check")
    action = Action(label, "SettingGiven", (("value", ""),), icon="check", is_busy=state.is_checking)
    return View(
        text("configure.edit.title"), _about(key), primary=action, back=BACK, parts={"field": field}, timeout_s=IDLE_S
    )


def _choose(state: Choose) -> View:
    key = state.visit.key(state.name) or Key(state.name, Kind.TEXT, "")
    change = state.visit.change(state.name)
    chosen = change.after if change is not None else key.value
    choices: tuple[Viewable, ...] = tuple(
        {
            "name": _choice(choice),
            "event": "SettingGiven",
            "args": {"value": choice},
            "is_chosen": choice == chosen,
        }
        for choice in key.choices
    )
    facts: tuple[Viewable, ...] = (
        {"name": text("configure.key", name=key.name), "value": _choice(key.value), "kind": "plain"},
    )
    parts: dict[str, Viewable] = {"facts": facts, "choices": choices, "note": _problem(state)}
    return View(text("configure.edit.title"), _about(key), back=BACK, parts=parts, timeout_s=IDLE_S)


def _choice(choice: str) -> Text:
    known = {"true": text("configure.yes"), "false": text("configure.no")}
    return known.get(choice, text("configure.value", value=choice or NONE))


def _about(key: Key) -> Text:
    """What the key does, with what is allowed where both are short; else what is allowed."""
    if key.does is not None:
        return key.does
    if key.allowed:
        return text("configure.allowed", allowed=f"{key.allowed} {key.unit}".strip())
    return text("configure.edit.text")


def _problem(state: Edit | Choose) -> Text | None:
    if state.wrong is not None and state.wrong.why is not None and state.wrong.key in ("", state.name):
        return state.wrong.why
    if state.wrong is not None:
        about = "" if state.wrong.key in ("", state.name) else f"{state.wrong.key}: "
        return text("configure.wrong", allowed=f"{about}{state.wrong.allowed}"[:MOST_SAID])
    return text("configure.problem.failed") if state.is_failed else None


# --- the difference ---------------------------------------------------------------------------------------------------


def _difference(state: Difference | BundleFound) -> View:
    drafted = state.drafted
    rows: list[Mapping[str, Viewable]] = []
    if state.problem:
        rows.append(_row("triangle-alert", text(f"configure.problem.{state.problem}"), kind="bad"))
    if drafted.bundle is not None:
        rows += _bundle_rows(drafted)
    rows += (_changed(change) for change in drafted.changes)
    parts: dict[str, Viewable] = {"rows": tuple(rows), "empty": text("configure.same"), "lead": _when(drafted)}
    kind = drafted.source.value
    can_apply = bool(drafted.changes or drafted.bundle)
    return View(
        text(f"configure.difference.{kind}.title"),
        text("configure.difference.text", n=len(drafted.changes)),
        primary=Action(text("configure.apply"), "ApplyPressed", icon="shield-check", is_enabled=can_apply),
        back=BACK,
        parts=parts,
        timeout_s=IDLE_S,
    )


def _changed(change: Change) -> Mapping[str, Viewable]:
    value = text("configure.at_restart" if change.needs_restart else "configure.at_once")
    return _row("", change.key, f"{change.before or NONE} → {change.after or NONE}", value)


def _bundle_rows(drafted: own.Drafted) -> list[Mapping[str, Viewable]]:
    bundle = drafted.bundle
    if bundle is None:
        return []
    facts = {"file": bundle.file, "version": str(bundle.version), "signer": bundle.signer}
    facts |= {"whose": f"{bundle.site}: {', '.join(bundle.kiosks)}" if bundle.kiosks else bundle.site}
    facts |= {"until": f"{bundle.valid_until} UTC"}
    return [_row("", text(f"configure.bundle.{name}"), value=value) for name, value in facts.items()]


def _when(drafted: own.Drafted) -> Text:
    return text("configure.when.restart" if drafted.needs_restart else "configure.when.once")


def _applied(state: Applied) -> View:
    drafted = state.drafted
    fact: Mapping[str, Viewable] = {
        "name": text("configure.applied.count"), "value": str(len(drafted.changes)), "kind": "good"
    }  # fmt: skip
    primary = None
    if drafted.needs_restart and state.restart != "person":
        label = text("configure.restarting" if state.restart else "configure.restart")
        primary = Action(label, "RestartPressed", icon="refresh-cw", is_busy=bool(state.restart))
    said = f"configure.restart.{state.restart}" if state.restart else "configure.applied.text"
    return View(
        text(f"configure.applied.{drafted.source.value}"),
        text(said if drafted.needs_restart else "configure.when.once"),
        primary=primary,
        back=BACK,
        parts={"facts": (fact,), "note": text("configure.applied.note")},
        timeout_s=IDLE_S,
    )


# --- bundles ----------------------------------------------------------------------------------------------------------


def _bundles(state: Bundles) -> View:
    rows: list[Mapping[str, Viewable]] = []
    if state.refused is not None:
        refused = state.refused
        said = refused.why[:MOST_SAID]
        rows.append(_row("circle-x", text(f"configure.refused.{refused.fault.value}"), said, refused.file, "bad"))
    for file in state.files or ():
        event = "" if state.opening else "BundleChosen"
        kind = "busy" if file == state.opening else "plain"
        rows.append(_row("file-text", file, kind=kind, event=event, args={"file": file} if event else {}))
    empty = "configure.bundles.none" if state.is_there else "configure.bundles.no_folder"
    parts: dict[str, Viewable] = {
        "rows": tuple(rows),
        "empty": text("configure.reading") if state.files is None else text(empty, folder=state.folder),
    }
    return View(
        text("configure.bundles"),
        text("configure.bundles.page", folder=state.folder or NONE),
        primary=Action(text("configure.bundles.again"), "BundlesPressed", icon="refresh-cw"),
        back=BACK,
        parts=parts,
        timeout_s=IDLE_S,
    )


def _button(icon: str, title: Text, event: str, said: Text) -> Mapping[str, Viewable]:
    return _row(icon, title, said, event=event)


def _row(
    icon: str,
    title: Text | str,
    said: Text | str | None = None,
    value: Text | str | None = None,
    kind: str = "plain",
    event: str = "",
    args: Mapping[str, Viewable] | None = None,
) -> Mapping[str, Viewable]:
    row: dict[str, Viewable] = {"icon": icon, "title": title, "text": said, "value": value, "kind": kind}
    return {**row, "event": event, "args": args or {}} if event else row
