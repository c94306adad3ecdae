"""Mutants of travel documents: what a machine-readable zone is believed to say, and what is put right in it."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

REPAIRING: Final = "kiosk/formats/mrz/repairing.py"
CHECKING: Final = "kiosk/formats/mrz/checking.py"
DATES: Final = "kiosk/formats/mrz/dates.py"
ZONE: Final = "kiosk/formats/mrz/zone.py"
REPAIRED: Final = ("tests/unit/formats/mrz/test_mrz_repair.py",)
READ: Final = ("tests/unit/formats/mrz/test_mrz_reading.py",)

MUTANTS: Final = (
    Mutant(
        "mrz-the-first-reading-will-do", REPAIRING, "    if len(found) != 1:", "    if not found:",
        "a look-alike is put wrong in silence: the number of another document", REPAIRED,
    ),
    Mutant(
        "mrz-a-long-number-by-chance", REPAIRING,
        "for one in own if one.filler_at < 0 for at in one.content", "for one in own for at in one.content",
        "the optional data are bent until a misread number fits", REPAIRED,
    ),
    Mutant(
        "mrz-the-composite-is-not-asked", REPAIRING,
        "        if last.field is not Field.COMPOSITE or all", "        if True or all",
        "a reading is accepted that the composite check digit refuses", REPAIRED,
    ),
    Mutant(
        "mrz-a-bad-character-is-believed", CHECKING,
        "return number.rstrip(\"<\"), checks if not bad else _believed(checks, text, layout, bad)",
        "return number.rstrip(\"<\"), checks",
        "a check digit over a letter in a date counts as right", READ,
    ),
    Mutant(
        "mrz-any-digit-of-optional-data", CHECKING, "or (digit == \"<\" and not text[place].strip(\"<\"))",
        "or digit == \"<\"",
        "a filler is every field's right check digit", READ,
    ),
    Mutant(
        "mrz-born-tomorrow", DATES, "found <= latest", "found.year <= latest.year",
        "somebody of a hundred years is an infant not born yet", READ,
    ),
    Mutant(
        "mrz-the-person-in-the-log", ZONE,
        "        return f\"Mrz({self.format}, {", "        return f\"Mrz({self.text}, {",
        "a passport stands in the log", READ,
    ),
)  # fmt: skip
