"""Finishes what stands over and under every screen: the sheet, the strip, and the words of common controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.phrases import Speaker, phrase
from screens.finish import Plain, finish, finish_action

if TYPE_CHECKING:
    from kiosk.flows.glass import SheetView, Strip

# Controls that QML adds by itself, whatever the flow.
CONTROL_WORDS = {"earlier": "action.scroll_up", "later": "action.scroll_down"}


def finish_controls(words: Speaker) -> dict[str, Plain]:
    """Return the words of the controls that no flow names."""
    return {name: words.say(key) for name, key in CONTROL_WORDS.items()}


def finish_strip(strip: Strip, words: Speaker) -> dict[str, Plain]:
    """Return the strip: `language`, `access`, `reach`, `help` and `call` to press, `brand` and `place`.

    `cancel` is the word that its last place is kept wide enough for; `called` how far an open call is, or nothing;
    `has_corner`: holding the upper left corner asks for staff; `awaited` tells them to wait.
    """
    return {
        "language": finish_action(strip.language, words),
        "help": finish_action(strip.help, words),
        "access": finish_action(strip.access, words),
        "call": finish_action(strip.call, words),
        "reach": finish_action(strip.reach, words),
        "reach_text": words.say("access.reach.text"),
        "cancel": words.say("action.cancel"),
        "called": phrase(strip.called, words) if strip.called is not None else "",
        "brand": strip.brand,
        "place": strip.place,
        "has_corner": strip.has_corner,
        "awaited": phrase(strip.awaited, words) if strip.awaited is not None else "",
    }


def finish_sheet(sheet: SheetView | None, words: Speaker) -> dict[str, Plain] | None:
    """Return the sheet: `kind`, `title`, `text`, `lines`, `actions`, `languages`, `groups`, `people`, `seconds`."""
    if sheet is None:
        return None
    parts = sheet.parts or {}
    return {
        "kind": sheet.kind,
        "title": phrase(sheet.title, words),
        "text": phrase(sheet.text, words) if sheet.text is not None else "",
        "lines": finish(sheet.lines, words),
        "actions": [finish_action(action, words) for action in sheet.actions],
        "languages": finish(parts.get("languages", ()), words),
        "groups": finish(parts.get("groups", ()), words),
        "people": finish(parts, words) if "desk" in parts else None,
        "seconds": sheet.seconds,
    }
