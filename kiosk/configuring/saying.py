"""What a key of the settings does, and why a value of it is refused: words of the catalogues, where there are any.

A key without words is shown with what is allowed, and what is refused in the precise English of the check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from kiosk.domain.text import Text, text
from kiosk.words import CATALOGUES

_MODEL: Final = "en.po"  # every catalogue has the keys of this one
_NUMBERS: Final = ("int_parsing", "float_parsing", "int_from_float", "int_type", "float_type", "finite_number")
_BOUNDS: Final = ("greater_than_equal", "less_than_equal")
_CHOICES: Final = ("literal_error", "bool_parsing", "enum")


@cache
def _known() -> frozenset[str]:
    words = (CATALOGUES / _MODEL).read_text(encoding="utf-8")
    return frozenset(re.findall(r'^msgid "(configure\.(?:setting|why)\.[\w.-]+)"$', words, re.MULTILINE))


def does(name: str) -> Text | None:
    """Return what a key does, by its whole name; None when nobody said it."""
    key = f"configure.setting.{name}.does"
    return text(key) if key in _known() else None


def reason(name: str) -> Text | None:
    """Return why values of a key are refused by its own rule: that of the key, else of the table it stands in."""
    parts = name.split(".")
    keys = (f"configure.why.{'.'.join(parts[:length])}" for length in range(len(parts), 0, -1))
    return next((text(key) for key in keys if key in _known()), None)


def why(name: str, problem: Mapping[str, Any], own: FieldInfo | None) -> Text | None:
    """Return why a value is refused, of one error of the schema's check; None when there are no words for it."""
    kind, told = str(problem["type"]), problem.get("ctx", {})
    if kind in _BOUNDS and own is not None:
        return _of_bounds(own)
    if kind in _NUMBERS:
        return text("configure.why.number")
    if kind in _CHOICES:
        return text("configure.why.choice", choices=", ".join(choices_of(own.annotation if own is not None else None)))
    if kind in ("string_too_long", "too_long"):
        return text("configure.why.longest", most=int(told["max_length"]))
    if kind in ("string_too_short", "too_short"):
        return text("configure.why.shortest", least=int(told["min_length"]))
    if kind == "string_pattern_mismatch":
        return reason(name) or text("configure.why.shape", form=str(told["pattern"]))
    if kind == "extra_forbidden":
        return text("configure.why.no_key")
    return reason(name) if kind == "value_error" else None


def _of_bounds(own: FieldInfo) -> Text | None:
    bounds = {
        bound: f"{getattr(rule, bound):g}" for rule in own.metadata for bound in ("ge", "le") if hasattr(rule, bound)
    }
    if len(bounds) == 2:
        return text("configure.why.range", least=bounds["ge"], most=bounds["le"])
    return text("configure.why.shortest", least=bounds["ge"]) if "ge" in bounds else None


def bounds_of(own: FieldInfo) -> dict[str, str]:
    """Return the least (`ge`) and the most (`le`) of a field, those it has, as they are read."""
    return {name: f"{getattr(rule, name):g}" for rule in own.metadata for name in ("ge", "le") if hasattr(rule, name)}


def choices_of(hint: Any) -> tuple[str, ...]:
    """Return what a field of this type may be, one or several of it; empty where it is no choice."""
    if hint is bool:
        return ("true", "false")
    if get_origin(hint) is tuple:
        hint = get_args(hint)[0]
    return tuple(str(choice) for choice in get_args(hint)) if get_origin(hint) is Literal else ()
