"""Composes what is said of a screen: its finished view as lines, in the order they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from screens.finish import Plain

Lines: TypeAlias = tuple[str, ...]

# Parts of a view that are words for a person, in reading order; a label goes with the amount or text after it.
SPOKEN_PARTS: tuple[tuple[str, str], ...] = (
    ("", "lead"),
    ("", "limited"),
    ("", "what_happened"),
    ("", "what_works"),
    ("", "promise_title"),
    ("", "promise_text"),
    ("amount_label", "amount"),
    ("", "card_text"),
    ("terminal_says_label", "terminal_says"),
    ("", "banner"),
    ("", "paper"),
    ("", "kept"),
    ("", "reassurance"),
    ("", "question"),
    ("", "empty_text"),
    ("reference_label", "reference"),
    ("", "people"),
    ("", "where"),
)


def said(value: Plain) -> str:
    """Return the spoken form of one finished value: an amount in words, a banner's sentences, a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        if "spoken" in value:
            return str(value["spoken"])
        parts = [value.get(key) for key in ("title", "text", "do", "desk", "phone", "hours")]
        return ". ".join(part.rstrip(".") for part in parts if isinstance(part, str) and part)
    return ""


def _part(parts: Mapping[str, Plain], label: str, key: str) -> str:
    words = said(parts.get(key))
    name = said(parts.get(label)) if label else ""
    return f"{name}: {words}" if name and words else words


def screen_lines(view: Mapping[str, Plain], newest: Mapping[str, Plain] | None) -> Lines:
    """Return all a screen has to say: title, step, instruction, parts, the newest line of its list, the total."""
    parts = view.get("parts")
    known: Mapping[str, Plain] = parts if isinstance(parts, Mapping) else {}
    step = view.get("step")
    lines = [said(view.get("title"))]
    lines.append(f"{step['name']}. {step['label']}" if isinstance(step, Mapping) else "")
    lines.append(said(view.get("instruction")))
    lines += [_part(known, label, key) for label, key in SPOKEN_PARTS if key != "empty_text" or newest is None]
    if newest is not None:
        lines.append(f"{newest['name']}, {said(newest.get('amount'))}")
    lines.append(_part(known, "total_label", "total") if newest is not None else "")
    return tuple(dict.fromkeys(line for line in lines if line))


def sheet_lines(sheet: Mapping[str, Plain]) -> Lines:
    """Return what a sheet over the screen says."""
    lines = [said(sheet.get("title")), said(sheet.get("text"))]
    listed = sheet.get("lines")
    lines += [said(line) for line in listed] if isinstance(listed, Sequence) and not isinstance(listed, str) else []
    lines.append(said(sheet.get("people")))
    return tuple(line for line in lines if line)


def news(before: Lines, now: Lines) -> Lines:
    """Return the lines that were not there before, in their order."""
    known = set(before)
    return tuple(line for line in now if line not in known)
