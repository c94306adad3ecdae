"""When what was measured is what was expected."""

from __future__ import annotations

from kiosk.domain.selftests.values import Ask, Finding, Judge, Measured, Step, Verdict

CELLS_ACROSS, CELLS_DOWN = 5, 8
CELLS = CELLS_ACROSS * CELLS_DOWN
SHADES = {"black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#00ff00", "blue": "#0000ff"}
"""Colours in which a faulty dot of the panel shows, by name: what is drawn, not how the glass looks."""


def measured(step: Step, found: Measured, *, is_right: bool, why: str = "") -> Finding:
    """Judge what a device told. Numbers are compared here once more: a device's word alone does not make them right."""
    wanted = step.expected
    if is_right and step.ask in (Ask.EMPTY, Ask.WEIGHT) and abs(found.amount - wanted.amount) > wanted.within:
        is_right, why = False, "off"
    if is_right and step.ask in (Ask.READ_BACK, Ask.TAG_BACK, Ask.SCAN) and found.text != wanted.text:
        is_right, why = False, "another-code"
    verdict = Verdict.PASSED if is_right else Verdict.FAILED
    return Finding(step.ask, step.judge, verdict, step.expected, found, "" if is_right else why or "wrong")


def seen(step: Step, found: Measured, *, is_yes: bool) -> Finding:
    """Judge by the word of the person who looked."""
    verdict = Verdict.PASSED if is_yes else Verdict.FAILED
    return Finding(step.ask, Judge.PERSON, verdict, step.expected, found, "" if is_yes else "person-says-no")


def touched(step: Step, cells: tuple[int, ...]) -> Finding:
    """Judge which fields of the glass, 0 to CELLS - 1, were felt; what was missed is told by number from 1."""
    missed = [cell for cell in range(CELLS) if cell not in cells]
    places = " ".join(str(cell + 1) for cell in missed)
    found = Measured("cells", places, CELLS - len(missed))
    return measured(step, found, is_right=not missed, why="cells-missed")


def not_tried(step: Step, why: str, *, is_possible: bool = True) -> Finding:
    """Return the finding of a step that was not tried."""
    verdict = Verdict.SKIPPED if is_possible else Verdict.NOT_POSSIBLE
    return Finding(step.ask, step.judge, verdict, step.expected, why=why)
