"""Mutants of print proof: a job is done on the printer's word alone, and nothing prints by itself."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

RECEIPT: Final = "kiosk/flows/checkout/receipt.py"
JOB: Final = "devices/drivers/escpos/job.py"
LINK: Final = "devices/drivers/escpos/link.py"
STATUS: Final = "devices/drivers/escpos/status.py"
ASKED: Final = ("tests/unit/flows/checkout/test_receipt.py", "tests/unit/flows/checkout")
DRIVER: Final = (
    "tests/unit/devices/escpos/test_escpos_status.py", "tests/unit/devices/escpos/test_escpos_on_paper.py",
    "tests/unit/devices/escpos/test_escpos_transcripts.py", "tests/unit/devices/escpos", "tests/faults/test_paper.py",
)  # fmt: skip

MUTANTS: Final = (
    Mutant(
        "a-copy-is-an-original", RECEIPT, "copy_no = max((job.copy_no for job in own), default=0) + 1", "copy_no = 1",
        "two receipts of one purchase, both originals", ASKED,
    ),
    Mutant(
        "any-word-is-done", RECEIPT, "OUTCOMES.get(told.verdict, PrintState.UNKNOWN)",
        "OUTCOMES.get(told.verdict, PrintState.DONE)",
        "what the printer did not say counts as printed", ASKED,
    ),
    Mutant(
        "a-failed-effect-is-done", RECEIPT, 'PrintEnded(event.key, "UNKNOWN", "SOFTWARE_ERROR")',
        'PrintEnded(event.key, "DONE", "SOFTWARE_ERROR")',
        "a job that raised counts as printed", ASKED,
    ),
    Mutant(
        "a-late-word-counts", RECEIPT, "    if job is None or job.state is not PrintState.SENDING:",
        "    if job is None:",
        "a job that was decided is decided again", ASKED,
    ),
    Mutant(
        "prints-while-printing", RECEIPT, "case PrintPressed() if not is_printing(state.sale):", "case PrintPressed():",
        "two taps, two receipts", ASKED,
    ),
    Mutant(
        "another-jobs-proof", LINK, "        if text != self._process_id:", "        if False:",
        "the proof of the last receipt proves this one", DRIVER,
    ),
    Mutant(
        "proof-after-an-error", LINK, "self.is_proven = self.error is None", "self.is_proven = True",
        "a receipt that was torn counts as printed", DRIVER,
    ),
    Mutant(
        "noise-is-a-status", STATUS, "return 0 if any(byte & _PUSHED_REST for byte in rest) else PUSHED_LENGTH",
        "return PUSHED_LENGTH",
        "noise opens covers and fills paper", DRIVER,
    ),
    Mutant(
        "time-is-proof", JOB, 'return unknown(Reason.TIMEOUT, f"no proof within {limit_s:.1f} s")',
        "return PrintOutcome(PrintVerdict.DONE)",
        "a printer that says nothing has printed", DRIVER,
    ),
    Mutant(
        "a-lost-line-is-a-failure", JOB,
        'return unknown(Reason.NOT_REACHABLE, "the line was lost after the first byte")',
        'return failed(Reason.NOT_REACHABLE, "the line was lost after the first byte")',
        "a receipt that lies there is said not to be", DRIVER,
    ),
    Mutant(
        "failed-without-emptying", JOB, "        if not was_cleared:", "        if False:",
        "the rest of a receipt comes out when paper is put in", DRIVER,
    ),
)  # fmt: skip
