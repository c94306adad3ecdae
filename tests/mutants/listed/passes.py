"""Mutants of boarding passes and bag tags: what a barcode is believed to say."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

VALUES: Final = "kiosk/formats/bcbp/values.py"
READING: Final = "kiosk/formats/bcbp/reading.py"
DATES: Final = "kiosk/formats/bcbp/dates.py"
BUILDING: Final = "kiosk/formats/bcbp/building.py"
SYMBOLS: Final = "kiosk/formats/symbols.py"
READ: Final = ("tests/unit/formats/bcbp/test_bcbp_reading.py", "tests/unit/formats/bcbp")
DATED: Final = ("tests/unit/formats/bcbp/test_bcbp_dates.py",)
WRITTEN: Final = ("tests/unit/formats/bcbp/test_bcbp_building.py",)
TAGGED: Final = ("tests/unit/formats/test_bagtag.py",)

MUTANTS: Final = (
    Mutant(
        "bcbp-a-piece-is-whole", VALUES, "        return not self.legs[0].is_whole", "        return False",
        "half a boarding pass checks somebody in without a second fact", READ,
    ),
    Mutant(
        "bcbp-a-cut-is-not-said", READING,
        "        if len(stated) < 2:\n            self._note(Deviation.TRUNCATED)", "        if len(stated) < 2:",
        "half a boarding pass looks like a good one", READ,
    ),
    Mutant(
        "bcbp-lost-legs-are-not-said", READING, "        self._note(Deviation.LEGS_MISSING)\n", "",
        "a journey of two flights is taken for one", READ,
    ),
    Mutant(
        "bcbp-the-day-of-issue-is-over", DATES, "day >= start:", "day > start:",
        "a pass of today is for the same day next year: the traveller is turned away", DATED,
    ),
    Mutant(
        "bcbp-issued-in-the-future", DATES, "(today.year - int(printed[0])) % 10",
        "(today.year - int(printed[0])) % 10 - 10",
        "a pass of last year is one of the years to come", DATED,
    ),
    Mutant(
        "bcbp-any-pass-is-written", BUILDING, "    if found != message:", "    if False:",
        "a pass is printed that the gate reads as something else", WRITTEN,
    ),
    Mutant(
        "bag-tag-by-looks", SYMBOLS, "    if scan.aim in _BAG_TAG_AIMS and len(scan.message)",
        "    if len(scan.message)",
        "any ten digits are a bag: it is loaded for a stranger", TAGGED,
    ),
)  # fmt: skip
