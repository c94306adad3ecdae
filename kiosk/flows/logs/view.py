"""What the log's pages show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, Toast, View, Viewable
from kiosk.flows.logs.events import ALL, LEVELS, SESSION, LogLine
from kiosk.flows.logs.flow import Code, Exported, Exporting, Lines, State

IDLE_S: Final = 120
MOST_CODED: Final = 900  # bytes of a code that a phone reads from a screen
KINDS: Final = {"ERROR": "bad", "CRITICAL": "bad", "WARNING": "warning"}
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")


def view(state: State, site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Lines():
            return _lines(state, site)
        case Exporting():
            return View(text("logs.exporting.title"), text("logs.exporting.text"), timeout_s=None)
        case Exported():
            return _exported(state)
        case Code():
            title = text("logs.code.title")
            lines = coded(state.before.lines or (), state.before.offset)
            parts: Mapping[str, Viewable] = {"qr": lines, "qr_spoken": title, "secret": text("logs.code.note")}
            return View(title, text("logs.code.text"), back=BACK, parts=parts, timeout_s=IDLE_S)


def _lines(state: Lines, site: Site) -> View:
    levels = tuple(
        _filter(text(f"logs.level.{own}"), own == state.level, "LogLevelChosen", level=own) for own in LEVELS
    )
    about = (ALL, SESSION, *site.devices)
    chosen = tuple(_filter(_about(own), own == state.about, "LogAboutChosen", about=own) for own in about)
    lines = tuple(
        {"mark": f"{line.time} {line.level}", "text": line.text, "kind": KINDS.get(line.level, "plain")}
        for line in state.lines or ()
    )
    parts: dict[str, Viewable] = {"lines": lines, "filters": (*levels, *chosen), "empty": text("logs.none")}
    return View(
        text("logs.title"),
        text("logs.text.site", offset=state.offset) if state.offset else text("logs.text"),
        primary=Action(text("logs.export"), "ExportPressed", icon="file-text"),
        secondary=Action(text("logs.code"), "LogCodePressed", icon="qr-code", is_enabled=bool(state.lines)),
        back=BACK,
        parts=parts,
        toast=Toast(text(f"logs.problem.{state.problem}")) if state.problem else None,
        timeout_s=IDLE_S,
    )


def _about(own: str) -> Text:
    if own in (ALL, SESSION):
        return text(f"logs.about.{own or 'all'}")
    return text(f"part.{own.partition('-')[0]}")


def _filter(name: Text, is_chosen: bool, event: str, **args: str) -> Mapping[str, Viewable]:
    return {"name": name, "is_chosen": is_chosen, "event": event, "args": dict(args)}


def _exported(state: Exported) -> View:
    facts: tuple[Viewable, ...] = (
        {"name": text("logs.exported.file"), "value": state.name, "kind": "good"},
        {"name": text("logs.exported.events"), "value": str(state.events), "kind": "plain"},
        {
            "name": text("logs.exported.same"),
            "value": text(f"logs.exported.same.{'yes' if state.is_same else 'no'}"),
            "kind": "good" if state.is_same else "warning",
        },
        {"name": text("logs.exported.times"), "value": "UTC", "kind": "plain"},
    )
    note = text("logs.exported.note")
    return View(
        text("logs.exported.title"), text("logs.exported.text"), back=BACK, parts={"facts": facts, "note": note},
        timeout_s=IDLE_S,
    )  # fmt: skip


def coded(lines: tuple[LogLine, ...], offset: str = "") -> str:
    """Return the newest lines that a code holds, as the page has them, oldest first; above them the offset."""
    found: list[str] = []
    head = f"{offset}\n" if offset else ""
    room = MOST_CODED - len(head)
    for line in lines:
        said = f"{line.time} {line.level} {line.text}"
        room -= len(said.encode("utf-8", "replace")) + 1
        if room < 0:
            break
        found.append(said)
    first = f"{lines[0].time} {lines[0].level}" if lines else ""
    return head + ("\n".join(reversed(found)) or first)
