"""The table of the last run, driver by fault: `var/conformance/matrix.md`, put together from what each cell left."""

from __future__ import annotations

import json
from pathlib import Path

from devices.registry import drivers

FOLDER = Path(__file__).resolve().parents[2] / "var" / "conformance"
CELLS = FOLDER / "cells.jsonl"
TABLE = FOLDER / "matrix.md"


def note(driver: str, fault: str, told: str) -> None:
    """Leave one cell; a whole line at once, for several test processes may write."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with CELLS.open("a", encoding="utf-8") as file:
        file.write(json.dumps([driver, fault, told]) + "\n")


def write() -> str:
    """Put the table together from the newest cells and give it."""
    if not CELLS.exists():
        return ""
    cells: dict[tuple[str, str], str] = {}
    known = drivers()
    for line in CELLS.read_text(encoding="utf-8").splitlines():
        driver, fault, told = json.loads(line)
        if driver.partition("+")[0] in known:  # not of one that was tried and is gone
            cells[driver, fault] = told
    parts = ["# Drivers by fault, as the last run found them\n"]
    for driver in sorted({owner for owner, _ in cells}):
        rows = [f"| {fault} | {told} |" for (owner, fault), told in cells.items() if owner == driver]
        parts.append("\n".join([f"\n## {driver}\n", "| fault | what became of it |", "|---|---|", *rows, ""]))
    text = "\n".join(parts)
    TABLE.write_text(text, encoding="utf-8")
    return text
