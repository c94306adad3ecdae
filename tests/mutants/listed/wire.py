"""Mutants of the terminals' protocols: what is acknowledged, and which words are a verdict."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

PURCHASE: Final = "devices/drivers/zvt/purchase.py"
DIALOGUE: Final = "devices/drivers/zvt/dialogue.py"
QUERIES: Final = "devices/drivers/zvt/queries.py"
TERMINAL: Final = "devices/drivers/zvt/terminal.py"
ANSWERS: Final = "devices/drivers/nexo/answers.py"
QUESTION: Final = "devices/drivers/nexo/question.py"
CHARGE: Final = "devices/drivers/nexo/charge.py"
ZVT: Final = (
    "tests/unit/devices/zvt/test_zvt_completeness.py", "tests/unit/devices/zvt/test_zvt_transcripts.py",
    "tests/unit/devices/zvt", "tests/unit/devices/paying/test_zvt_mutants.py",
)  # fmt: skip
NEXO: Final = (
    "tests/unit/devices/nexo/test_nexo_terminal.py", "tests/unit/devices/nexo/test_nexo_transcripts.py",
    "tests/unit/devices/nexo", "tests/unit/devices/paying/test_nexo_mutants.py",
)  # fmt: skip

ASKED: Final = ("tests/unit/devices/zvt/test_zvt_recovery.py", *ZVT)

MUTANTS: Final = (
    Mutant(
        "zvt-acknowledges-at-once", PURCHASE, "        if not await self._is_decided():", "        if False:",
        "the terminal books what the journal may not have", ZVT,
    ),
    Mutant(
        "zvt-never-reverses", PURCHASE, "return messages.ACK if self._ack is Ack.ACCEPT else messages.ISSUE_FAILED",
        "return messages.ACK",
        "an approval that is not ours is booked", ZVT,
    ),
    Mutant(
        "zvt-another-result-is-fine", PURCHASE,
        "elif read.result != self._result and (read.result.approved or self._ack is Ack.ACCEPT):", "elif False:",
        "two results of one payment, and nobody asks which holds", ZVT,
    ),
    Mutant(
        "zvt-an-abort-after-approval-is-done", PURCHASE,
        "if was_kept and ended.close is not Close.COMPLETED:", "if False:",
        "goods for a payment that the terminal gave up", ZVT,
    ),
    Mutant(
        "zvt-no-result-is-done", PURCHASE, '            return "the terminal ended the dialogue without a result"',
        '            return ""',
        "a payment without a result counts as ended", ZVT,
    ),
    Mutant(
        "zvt-lost-is-not-sent", PURCHASE,
        'return self._say(DialogueEnd.UNKNOWN, f"{type(error).__name__}: {error}")',
        'return self._say(DialogueEnd.NOT_SENT, f"{type(error).__name__}: {error}")',
        "a lost payment counts as never sent: charged twice", ZVT,
    ),
    Mutant(
        "zvt-a-refused-question-means-none", QUERIES,
        "is_none = self.profile.refuses_when_empty and code == codes.NOT_POSSIBLE", "is_none = True",
        "a question that was not executed is taken for 'no payment'", ASKED,
    ),
    Mutant(
        "zvt-two-last-payments", QUERIES, "if stored and all(result == stored[0] for result in stored):",
        "if stored:",
        "a terminal that contradicts itself is believed", ASKED,
    ),
    Mutant(
        "zvt-remedies-amid-a-payment", TERMINAL,
        "if remedy is None or self._verbs.running or self._is_unresolved:", "if remedy is None or self._verbs.running:",
        "the terminal forgets the payment that is asked about", ASKED,
    ),
    Mutant(
        "zvt-pays-on-a-lost-link", PURCHASE, "    if link is None or link.loss is not None:", "    if link is None:",
        "a payment goes into a line that is gone", ASKED,
    ),
    Mutant(
        "nexo-any-transaction-is-ours", ANSWERS, "    if told and told != asked.reference:", "    if False:",
        "the answer to another payment is taken for ours", ("tests/unit/devices/nexo/test_nexo_question.py",),
    ),
    Mutant(
        "nexo-a-part-is-all", CHARGE,
        "    if told.verdict != PARTIAL or (takes_parts and told.result.amount_minor):", "    if True:",
        "a part of the sum pays for all", NEXO,
    ),
    Mutant(
        "nexo-the-outer-word-counts", QUESTION,
        "        Header(category, asked.reference, asked.names).check(header)\n", "",
        "another transaction's verdict is taken for ours", ("tests/unit/devices/nexo/test_nexo_question.py",),
    ),
    Mutant(
        "nexo-running-is-not-found", QUESTION,
        "if verdict == codes.FAILURE and condition == codes.NOT_FOUND:", "if verdict == codes.FAILURE:",
        "a payment that still runs counts as never made", NEXO,
    ),
    Mutant(
        "nexo-lost-is-not-sent", CHARGE,
        "end = DialogueEnd.UNKNOWN if self.has_left else DialogueEnd.NOT_SENT", "end = DialogueEnd.NOT_SENT",
        "a lost payment counts as never sent: charged twice", NEXO,
    ),
    Mutant(
        "nexo-not-taken-back-is-fine", CHARGE,
        "if ack is Ack.REVERSE and result.approved and not await self.take_back(told):", "if False:",
        "an approval that is not ours stays booked", NEXO,
    ),
    Mutant(
        "nexo-the-reference-is-not-read", QUESTION,
        '        self._check_reference(part(body, "MessageReference"), asked)\n', "",
        "the answer to another question is taken for ours", ("tests/unit/devices/nexo/test_nexo_question.py",),
    ),
)  # fmt: skip
