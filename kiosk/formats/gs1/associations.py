"""Which elements must, and which must not, stand together. Source: GS1 General Specifications 4.14."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.formats.errors import Problem, shown
from kiosk.formats.gs1.spec import Pattern, matches
from kiosk.formats.gs1.table import IDENTIFIERS


@dataclass(frozen=True, slots=True)
class Element:
    """An application identifier and its value."""

    ai: str
    value: str


_KEY_WITHOUT_SERIAL: Final = {"253": 13, "255": 13, "8003": 14}
"""Length of keys whose serial component may be left out, without it; a digital signature needs it (3.8, AI 8030)."""


def association_problems(elements: Sequence[Element]) -> tuple[Problem, ...]:
    """Return what is wrong between elements that are each right: REPEATED, EXCLUDED, REQUIRED, UNSERIALISED."""
    values: dict[str, str] = {}
    for element in elements:
        values.setdefault(element.ai, element.value)
    return (
        *repeated(elements, values),
        *excluded(values),
        *required(values),
        *unserialised(values),
    )


def repeated(elements: Sequence[Element], first: Mapping[str, str]) -> Iterator[Problem]:
    """Yield identifiers that come again with another value; `first` holds their first values."""
    told: set[str] = set()
    for element in elements:
        if element.value != first[element.ai] and element.ai not in told:
            told.add(element.ai)
            both = f"{shown(first[element.ai])} and {shown(element.value)}"
            yield Problem("REPEATED", f"({element.ai}) stands for {both}")


def _present(pattern: Pattern, values: Mapping[str, str], but: str) -> str | None:
    """Return an identifier of `values` that `pattern` stands for, other than `but`."""
    if pattern[-1] != "n":
        return pattern if pattern in values and pattern != but else None
    return next((ai for ai in values if ai != but and matches(pattern, ai)), None)


def excluded(values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield pairs that contradict each other, each pair once."""
    told: set[tuple[str, ...]] = set()
    for ai in values:
        identifier = IDENTIFIERS.get(ai)
        for pattern in identifier.excludes if identifier else ():
            other = _present(pattern, values, but=ai)
            if other is not None and (pair := tuple(sorted((ai, other)))) not in told:
                told.add(pair)
                yield Problem("EXCLUDED", f"({ai}) and ({other}) must not stand together")


def required(values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield identifiers whose companions are missing."""
    for ai in values:
        identifier = IDENTIFIERS.get(ai)
        for alternatives in identifier.needs if identifier else ():
            if not any(all(_present(one, values, but=ai) for one in group) for group in alternatives):
                choices = " or ".join("+".join(f"({one})" for one in group) for group in alternatives)
                yield Problem("REQUIRED", f"({ai}) must stand beside {choices}")


def unserialised(values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield keys without serial component beside a digital signature."""
    if "8030" not in values:
        return
    for ai, bare in _KEY_WITHOUT_SERIAL.items():
        if len(values.get(ai, "")) == bare:
            yield Problem("UNSERIALISED", f"(8030) signs one piece, ({ai}) has no serial component")
