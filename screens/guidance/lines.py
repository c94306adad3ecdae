"""Composes what is said of a screen: its finished view as lines, in the order they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from screens.finish import Plain

Lines: TypeAlias = tuple[str, ...]
Parts: TypeAlias = Mapping[str, Plain]

# Parts of a view that are words for a person, in reading order; a label goes with the amount or text after it.
SPOKEN_PARTS: tuple[tuple[str, str], ...] = (
    ("", "limited"),
    ("", "what_happened"),
    ("", "what_works"),
    ("", "promise_title"),
    ("", "promise_text"),
    ("", "banner"),
    ("", "problem"),
    ("amount_label", "amount"),
    ("", "card_text"),
    ("terminal_says_label", "terminal_says"),
    ("", "paper"),
    ("", "reassurance"),
    ("", "question"),
)
# What few want and who wants it waits for: said at the very end.
LAST_PARTS: tuple[tuple[str, str], ...] = (
    ("", "people"),
    ("", "where"),
    ("reference_label", "reference"),
    ("code_label", "code"),
)
PRIVATE_PARTS = ("card_text",)  # said on a headset only
SPELLED_PARTS = frozenset({"reference", "code"})


def said(value: Plain) -> str:
    """Return the spoken form of one finished value: an amount in words, a banner's sentences, a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        if "spoken" in value:
            return str(value["spoken"])
        parts = [value.get(key) for key in ("title", "text", "do", "desk", "phone_heard", "hours")]
        return ". ".join(part.rstrip(".") for part in parts if isinstance(part, str) and part)
    return ""


def spelled(code: str) -> str:
    """Return a reference letter by letter, in its groups: as a word nobody could write it down."""
    return ", ".join(" ".join(group) for group in code.replace(".", "-").split("-") if group)


def _parts(view: Parts) -> Parts:
    parts = view.get("parts")
    return parts if isinstance(parts, Mapping) else {}


def _part(parts: Parts, label: str, key: str) -> str:
    words = said(parts.get(key))
    words = spelled(words) if key in SPELLED_PARTS else words
    name = said(parts.get(label)) if label else ""
    return f"{name}: {words}" if name and words else words


def row_line(row: Parts) -> str:
    """Return a line of a basket: how many when more than one, name, amount."""
    quantity = said(row.get("quantity"))
    count = "" if quantity in ("", "1") else f"{quantity} × "
    return f"{count}{said(row.get('name'))}, {said(row.get('amount'))}"


def _told(view: Parts) -> Lines:
    """Return what a view has to tell beyond what stands in its parts."""
    told = view.get("spoken")
    return tuple(map(said, told)) if isinstance(told, list) else ()


def changing_lines(view: Parts, row: Parts | None) -> Lines:
    """Return what may change while a screen stands, with the line of its list that changed last."""
    parts = _parts(view)
    lines = [said(view.get("title")), said(view.get("heard")) or said(view.get("instruction"))]
    lines.append(row_line(row) if row is not None else "")
    lines += _told(view)
    lines += [_part(parts, label, key) for label, key in SPOKEN_PARTS]
    lines.append(_part(parts, "total_label", "total") if "total" in parts else "")
    return tuple(dict.fromkeys(line for line in lines if line))


def screen_lines(view: Parts, row: Parts | None, *, names_total: bool = True) -> Lines:
    """Return all a screen has to say: title, step, instruction, parts, the last line of its list, what it comes to.

    `names_total` False: the control that is named next says the total itself.
    """
    parts = _parts(view)
    step = view.get("step")
    lines = [said(view.get("title")), said(parts.get("lead"))]
    lines.append(f"{step['label']}: {step['name']}" if isinstance(step, Mapping) and not step["is_done"] else "")
    lines.append(said(view.get("heard")) or said(view.get("instruction")))
    lines.append(said(parts.get("empty_title")) if row is None else row_line(row))
    lines += _told(view)
    lines += [_part(parts, label, key) for label, key in SPOKEN_PARTS]
    if row is not None or "empty_title" not in parts:
        lines.append(said(parts.get("count")))
        lines.append(_part(parts, "total_label", "total") if names_total else "")
    return tuple(dict.fromkeys(line for line in lines if line))


def last_lines(view: Parts) -> Lines:
    """Return what is said after all else."""
    parts = _parts(view)
    return tuple(line for label, key in LAST_PARTS if (line := _part(parts, label, key)))


def private_lines(view: Parts) -> frozenset[str]:
    """Return the lines that are nobody else's business."""
    parts = _parts(view)
    return frozenset(line for key in PRIVATE_PARTS if (line := _part(parts, "", key)))


def sheet_lines(sheet: Parts) -> Lines:
    """Return what a sheet over the screen says."""
    lines = [said(sheet.get("title")), said(sheet.get("text"))]
    listed = sheet.get("lines")
    lines += [said(line) for line in listed] if isinstance(listed, Sequence) and not isinstance(listed, str) else []
    lines.append(said(sheet.get("people")))
    return tuple(line for line in lines if line)


def group_line(sheet: Parts | None, setting: str) -> str:
    """Return a group of choices with what is chosen in it, or nothing; a group of steps says its value in its name."""
    groups = sheet.get("groups") if sheet is not None else None
    for group in groups if isinstance(groups, list) else []:
        choices = group["choices"] if isinstance(group, Mapping) else []
        own = [one for one in choices if isinstance(one, Mapping)] if isinstance(choices, list) else []
        if isinstance(group, Mapping) and any(str(one["key"]).startswith(f"{setting}:") for one in own):
            chosen = next((str(one["name"]) for one in own if one["is_chosen"]), "")
            return f"{group['name']}: {chosen}" if chosen else str(group["name"])
    return ""


def heard_name(name: str, view: Parts, *others: Plain) -> str:
    """Return how a control's name is said: as its action is heard, when it is one of the view's or of `others`."""
    parts = _parts(view)
    found = [view.get(key) for key in ("primary", "secondary", "back", "cancel")]
    for action in (*found, parts.get("start"), *others):
        if isinstance(action, Mapping) and action.get("label") == name:
            return str(action.get("heard") or name)
    return name


def news(before: Lines, now: Lines) -> Lines:
    """Return the lines that were not there before, in their order."""
    known = set(before)
    return tuple(line for line in now if line not in known)
