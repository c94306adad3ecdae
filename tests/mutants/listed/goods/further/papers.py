"""Mutants of numbers of receipts and of the simulated signing device."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

NUMBERS: Final = ("tests/unit/store/journal/test_paper_numbers.py", "tests/unit/store/journal/test_papers.py")
TRIGGERS: Final = ("tests/unit/store/test_schema.py",)
SIGNED: Final = (
    "tests/unit/wiring/test_signing_asks.py",
    "tests/unit/wiring/test_signing.py",
    "tests/unit/services/fiscal",
)

MUTANTS: Final = (
    Mutant(
        "a-number-for-nothing",
        "kiosk/store/tables/papers.py",
        '  AND (NEW.total_minor <> 0 OR {_HAS_GOODS})"""',
        '"""',
        "a sale of nothing takes a number that no paper has",
        TRIGGERS,
    ),
    Mutant(
        "free-goods-have-no-number",
        "kiosk/store/tables/papers.py",
        "(NEW.total_minor <> 0 OR {_HAS_GOODS})",
        "(NEW.total_minor <> 0)",
        "goods that cost nothing are given without a receipt",
        TRIGGERS,
    ),
    Mutant(
        "one-series-for-all",
        "kiosk/store/tables/papers.py",
        "FROM paper_no WHERE series = '{}')\"",
        'FROM paper_no)"',
        "a return leaves a gap in the numbers of sales",
        TRIGGERS,
    ),
    Mutant(
        "refused-refunds-are-numbered",
        "kiosk/store/tables/papers.py",
        "NEW.kind IN ('REFUND', 'REVERSAL') AND NEW.state = 'CONFIRMED'",
        "NEW.kind IN ('REFUND', 'REVERSAL') AND NEW.state IN ('CONFIRMED', 'DECLINED')",
        "money that did not go back has a receipt",
        TRIGGERS,
    ),
    Mutant(
        "the-newest-is-signed-first",
        "kiosk/store/papers.py",
        ".order_by(paper_no.c.n).limit(most)",
        ".order_by(paper_no.c.n.desc()).limit(most)",
        "what was sold during an outage is signed in the wrong order",
        NUMBERS,
    ),
    Mutant(
        "what-was-before-is-signed",
        "kiosk/store/papers.py",
        "return _numbers(connection, (paper_no.c.n >= first) & ~is_signed, most)",
        "return _numbers(connection, ~is_signed, most)",
        "receipts of years without a device are signed as new",
        NUMBERS,
    ),
    Mutant(
        "begun-anew-each-start",
        "kiosk/store/papers.py",
        "INSERT OR IGNORE INTO fiscal_begin",
        "INSERT OR REPLACE INTO fiscal_begin",
        "what a power cut left unsigned stays so",
        NUMBERS,
    ),
    Mutant(
        "a-gap-is-not-missed",
        "kiosk/store/papers.py",
        "func.max(own.no) - func.count()",
        "func.max(own.no) - func.max(own.no)",
        "a number that was taken out is not noticed",
        NUMBERS,
    ),
    Mutant(
        "signed-twice-by-its-id",
        "kiosk/services/fiscal/sim.py",
        "if (known := self._known(own.id)) is None:",
        "if (known := self._known(own.id)) is None or known:",
        "a receipt that is sent again is counted again",
        SIGNED,
    ),
    Mutant(
        "signatures-without-a-chain",
        "kiosk/services/fiscal/sim.py",
        'self._chain[-1][1].value if self._chain else ""',
        '""',
        "a receipt can be taken out of the device's chain",
        SIGNED,
    ),
    Mutant(
        "half-a-line-is-believed",
        "kiosk/services/fiscal/sim.py",
        '        if not line.endswith(b"\\n"):',
        "        if False:",
        "the device does not start after a power cut",
        SIGNED,
    ),
    Mutant(
        "posted-while-it-waits",
        "kiosk/wiring/fiscal.py",
        "if not due or due[0].n in self._posted:",
        "if not due:",
        "one signature is written twice",
        SIGNED,
    ),
    Mutant(
        "asked-without-looking",
        "kiosk/wiring/fiscal.py",
        "known = await self._device.signed(paper.about)",
        "known = None",
        "a receipt that was sent before is sent once more",
        SIGNED,
    ),
)
