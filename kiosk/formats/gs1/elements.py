"""GS1 element strings: what GS1-128, GS1 DataBar, GS1 DataMatrix, GS1 QR Code and the like carry.

A message is a run of application identifiers with their values; a value whose length is not predefined ends at a
separator (FNC1, sent as GS, 1D hex) or at the end. Source: GS1 General Specifications 7.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.formats.errors import Malformed, Problem, shown
from kiosk.formats.gs1.associations import Element, association_problems
from kiosk.formats.gs1.checks.finding import Finding
from kiosk.formats.gs1.spec import Identifier
from kiosk.formats.gs1.table import IDENTIFIERS, identifier_at

GS: Final = "\x1d"
"""The separator: FNC1 as a scanner sends it."""

_MOST_FAULTS: Final = 20
"""Reading stops here: a message so wrong is no GS1 message, and nobody reads a longer list."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an element string.

    `faults`: the message breaks the syntax or a value its rules; then nothing in it can be relied on, and `elements`
    holds what was read before the end or the fault, for the technician. `remarks`: it can be read, but elements are
    missing that must stand beside it, contradict each other, or separators are untidy.
    """

    elements: tuple[Element, ...]
    faults: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether every element was read and fulfils its own rules."""
        return not self.faults

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Faults, then remarks."""
        return self.faults + self.remarks


def value_problem(identifier: Identifier, value: str) -> Problem | None:
    """Return what is wrong with the value of an application identifier, or None."""
    finding = identifier.find(value)
    return None if finding is None else _described(identifier, value, finding)


def _described(identifier: Identifier, value: str, finding: Finding) -> Problem:
    name = f"({identifier.ai}) {identifier.title}"
    if finding.code == "LENGTH":
        least, most = identifier.shortest, identifier.longest
        wanted = f"{least}" if least == most else f"{least} to {most}"
        text = f"{name}: {len(value)} characters do not make up its parts, {wanted} expected: {shown(value)}"
        return Problem("LENGTH", text)
    words = finding.code.replace("_", " ").lower()
    return Problem(finding.code, f"{name}: {words} at character {finding.start + 1} of {shown(value)}")


def read(message: str) -> Reading:
    """Read an element string, its first FNC1 left out; never raises."""
    if not message:
        return Reading((), (Problem("EMPTY", "a GS1 symbol without data"),))
    elements: list[Element] = []
    faults: list[Problem] = []
    at, end, is_untidy = 0, len(message), False
    while at < end and len(faults) < _MOST_FAULTS:
        if message[at] == GS:
            is_untidy, at = True, at + 1
            continue
        identifier = identifier_at(message, at)
        if identifier is None:
            faults.append(Problem("UNKNOWN_AI", f"no application identifier at {shown(message[at:], 12)}"))
            break
        start = at + len(identifier.ai)
        value, at = _value(message, start, identifier)
        elements.append(Element(identifier.ai, value))
        problem = value_problem(identifier, value)
        if problem is not None:
            faults.append(problem)
    if not elements and not faults:
        faults.append(Problem("EMPTY", "a GS1 symbol with separators only"))
    return Reading(tuple(elements), tuple(faults), _remarks(elements, is_untidy=is_untidy, is_intact=not faults))


def _value(message: str, start: int, identifier: Identifier) -> tuple[str, int]:
    """Return the value that begins at `start`, and where the next identifier begins."""
    separator = message.find(GS, start)
    end = separator if separator >= 0 else len(message)
    length = identifier.predefined_length
    if length is not None and end - start > length:
        end = start + length
    return message[start:end], end + 1 if message[end : end + 1] == GS else end


def _remarks(elements: list[Element], *, is_untidy: bool, is_intact: bool) -> tuple[Problem, ...]:
    untidy = (Problem("REDUNDANT_SEPARATOR", "a separator where none belongs; it was passed over"),)
    # Companions of a message that broke off may stand in the part that was not read.
    return (untidy if is_untidy else ()) + (association_problems(elements) if is_intact else ())


def parse(message: str) -> tuple[Element, ...]:
    """Read an element string that must be intact. Raises `Malformed` with the first fault; passes over remarks."""
    reading = read(message)
    if reading.faults:
        raise Malformed(reading.faults[0].code, reading.faults[0].text)
    return reading.elements


def build(elements: Iterable[Element]) -> str:
    """Return the element string of `elements`, separators where they are needed, first FNC1 left out."""
    pieces: list[str] = []
    for element in elements:
        if pieces:
            previous = IDENTIFIERS[pieces[-2]]
            pieces[-1] += "" if previous.predefined_length is not None else GS
        pieces += [element.ai, element.value]
    return "".join(pieces)


def from_bracketed(text: str) -> tuple[Element, ...]:
    r"""Read the form people write, `(01)09520123456788(10)ABC`; `\(` is a bracket inside a value.

    Raises `Malformed`: BRACKETS, UNKNOWN_AI, or the fault of a value.
    """
    if not text.startswith("("):
        raise Malformed("BRACKETS", f"{shown(text)} does not start with a bracket")
    elements = []
    for piece in text[1:].replace("\\(", "\0").split("("):
        ai, closed, value = piece.partition(")")
        if not closed:
            raise Malformed("BRACKETS", f"{shown(text)}: no closing bracket")
        identifier = IDENTIFIERS.get(ai)
        if identifier is None:
            raise Malformed("UNKNOWN_AI", f"({shown(ai)[1:-1]}) is no application identifier")
        value = value.replace("\0", "(")
        problem = value_problem(identifier, value)
        if problem is not None:
            raise Malformed(problem.code, problem.text)
        elements.append(Element(ai, value))
    return tuple(elements)


def to_bracketed(elements: Iterable[Element]) -> str:
    r"""Return the form people read, `(01)09520123456788(10)ABC`, brackets in values escaped as `\(`."""
    return "".join(f"({element.ai}){element.value.replace('(', chr(92) + '(')}" for element in elements)
