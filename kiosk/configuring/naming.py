"""What is wrong with values of a schema, by key: an unknown one is told the nearest that there is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel


def problem_of(problem: Any, whole: type[BaseModel]) -> tuple[str, str, str]:
    """Return key, value and what is allowed, of one error of `whole.model_validate`; no value: it is missing."""
    key = ".".join(str(part) for part in problem["loc"])
    value = "" if problem["type"] == "missing" else f"{problem['input']!r}"
    allowed = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        there = _keys_beside(problem["loc"], whole)
        near = get_close_matches(str(problem["loc"][-1]), there, 1)
        allowed = f"there is no such key; there are: {', '.join(there)}" + (f"; nearest: {near[0]}" if near else "")
    return key, value, allowed


def keys_near(name: str, whole: type[BaseModel]) -> str:
    """Return the whole name that is most like one that is not there, `site.kiosk` for `site.kios`; empty: none is."""
    near = get_close_matches(name, _names(whole), 1, 0.5)
    return near[0] if near else ""


def _keys_beside(place: tuple[int | str, ...], whole: type[BaseModel]) -> list[str]:
    """Return the keys that may stand where an unknown one stands."""
    part: Any = whole
    for key in place[:-1]:
        part = part.model_fields[key].annotation
    return list(part.model_fields)


def _names(part: type[BaseModel], place: str = "") -> list[str]:
    found: list[str] = []
    for name, own in part.model_fields.items():
        hint: Any = own.annotation
        is_part = isinstance(hint, type) and issubclass(hint, BaseModel)
        found += _names(hint, f"{place}{name}.") if is_part else [f"{place}{name}"]
    return found
