"""Mutants of the papers of a check-in: what a gate, a belt and a traveller believe."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

MESSAGE: Final = "kiosk/papers/boarding/message.py"
TAG: Final = "kiosk/papers/bag_tag.py"
TAG_PAGE: Final = "kiosk/papers/pages/tag_page.py"
PASSES: Final = "kiosk/effects/checkin/passes.py"
KEY: Final = "kiosk/services/pass_key.py"
WRITTEN: Final = ("tests/unit/papers/travel/test_pass_message.py", "tests/unit/papers/travel")
LAID_OUT: Final = ("tests/unit/papers/travel/test_travel_documents.py", "tests/unit/papers/travel")
PERFORMED: Final = ("tests/unit/effects/travel/test_travel_papers.py", "tests/unit/effects/travel")
SIGNED: Final = ("tests/unit/services/test_pass_key.py",)

MUTANTS: Final = (
    Mutant(
        "a-pass-before-check-in", MESSAGE,
        "if coupon is None or coupon.state not in HAS_BOARDING or", "if coupon is None or",
        "a boarding pass for a flight that the passenger is not checked in for", WRITTEN,
    ),
    Mutant(
        "a-connection-of-another-day", MESSAGE, "0 <= waits_ms <= CONNECTION_MS", "0 <= waits_ms",
        "the way back stands on the pass of the way there", WRITTEN,
    ),
    Mutant(
        "a-void-bag-on-the-pass", MESSAGE, "bag for bag in own if bag.state is not BagState.VOID", "bag for bag in own",
        "a gate waits for a bag that does not exist", WRITTEN,
    ),
    Mutant(
        "a-void-number-again", TAG, "if bag.state is BagState.VOID:", "if False:",
        "two bags under one number", LAID_OUT,
    ),
    Mutant(
        "a-tag-to-the-last-flight", TAG, "if segment.n > bag.until_n:", "if False:",
        "a bag flies on where its owner leaves", LAID_OUT,
    ),
    Mutant(
        "a-tag-on-receipt-paper", TAG_PAGE, "if has.is_receipt_paper:", "if False:",
        "a tag that tears on the belt", (*LAID_OUT, *PERFORMED),
    ),
    Mutant(
        "laid-out-badly-is-done", PASSES,
        "PrintOutcome(PrintVerdict.FAILED, Reason.FORMAT_ERROR, str(error))", "PrintOutcome(PrintVerdict.DONE)",
        "a pass that never came counts as printed", PERFORMED,
    ),
    Mutant(
        "every-paper-is-done", PASSES, "PrintEnded(job.id, outcome.verdict.value, reason, outcome.detail)",
        'PrintEnded(job.id, "DONE", reason, outcome.detail)',
        "a jam locks the traveller out: the kiosk believes that the pass is there", PERFORMED,
    ),
    Mutant(
        "any-signature-is-genuine", KEY, "    except (InvalidSignature, binascii.Error):\n        return False",
        "    except (InvalidSignature, binascii.Error):\n        return True",
        "an invented boarding pass passes the gate", SIGNED,
    ),
)  # fmt: skip
