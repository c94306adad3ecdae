"""Mutants of the payment machine: W1 to W4, the judgements, cancel, and what may follow a decline."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

PAYMENT: Final = "kiosk/domain/payment.py"
PAYING: Final = "kiosk/flows/checkout/paying.py"
EFFECT: Final = "kiosk/effects/pay.py"
SALE: Final = "kiosk/domain/sale.py"
MOVES: Final = "kiosk/domain/moves.py"
RULES: Final = ("tests/unit/domain/test_payment.py", "tests/unit/domain/test_moves.py", "tests/unit/flows/checkout")
STAGES: Final = (
    "tests/unit/flows/checkout/test_paying.py", "tests/unit/flows/checkout", "tests/unit/flows/walk",
)  # fmt: skip
PERFORMED: Final = ("tests/unit/effects/test_pay.py",)
HELD: Final = ("tests/unit/domain/undoing",)
SHARED: Final = ("tests/unit/flows/checkout/test_shares_and_watch.py",)

MUTANTS: Final = (
    Mutant(
        "any-amount-is-ours",
        PAYMENT,
        "    if amount == held:\n        return Verdict.APPROVED\n",
        "    if amount is not None:\n        return Verdict.APPROVED\n",
        "an approval of one cent pays for the basket",
        RULES,
    ),
    Mutant(
        "a-part-is-all",
        PAYMENT,
        "return Verdict.PARTIAL if is_open and is_part else Verdict.CONTRADICTION",
        "return Verdict.APPROVED if is_open and is_part else Verdict.CONTRADICTION",
        "a part of the sum pays for all",
        RULES,
    ),
    Mutant(
        "an-old-receipt-is-ours",
        PAYMENT,
        "is_new = result.receipt_no is not None and result.receipt_no != attempt.prior_receipt_no",
        "is_new = result.receipt_no is not None",
        "the payment before is taken for this one: goods for free",
        RULES,
    ),
    Mutant(
        "an-old-receipt-is-found", PAYMENT,
        "    if result.receipt_no == attempt.prior_receipt_no:\n        return Verdict.NOT_FOUND\n", "",
        "the question is answered with the payment before, and it is believed", RULES,
    ),
    Mutant(
        "no-number-is-ours", PAYMENT,
        "return Verdict.CONTRADICTION if is_like_ours else Verdict.NOT_FOUND", "return Verdict.APPROVED",
        "an approval nobody can tell from the one before is taken for ours", RULES,
    ),
    Mutant(
        "no-fence", PAYMENT, "return last - sent_mono_ms >= FENCE_AFTER_MS and ", "return True or ",
        "a late request is executed after it was given up: charged twice", RULES,
    ),
    Mutant(
        "a-short-fence", PAYMENT, "FENCE_AFTER_MS = 30_000", "FENCE_AFTER_MS = 3_000",
        "a request that is a few seconds late is paid again", RULES,
    ),
    Mutant(
        "once-not-found-is-enough", PAYMENT, "any(last - earlier >= FENCE_APART_MS for earlier in idle)", "bool(idle)",
        "one wrong answer gives up a payment that may still come", RULES,
    ),
    Mutant(
        "a-busy-terminal-knows", PAYMENT, "[answer.mono_ms for answer in answers if answer.is_idle]",
        "[answer.mono_ms for answer in answers]",
        "a terminal in the middle of our payment says not found, and it is believed", RULES,
    ),
    Mutant(
        "pays-beside-an-open-payment", PAYMENT,
        '        raise IllegalMove("an attempt of this sale is not decided")', "        pass",
        "a second payment starts while the first may have charged", RULES,
    ),
    Mutant(
        "goes-back-beside-an-open-payment", PAYMENT,
        '        raise IllegalMove("a payment is not decided")', "        pass",
        "the basket opens again while its payment may have charged", RULES,
    ),
    Mutant(
        "a-part-paid-basket-opens", PAYMENT, '        raise IllegalMove("a part is paid")', "        pass",
        "what was paid is forgotten", RULES,
    ),
    Mutant(
        "an-approved-tender-is-all", PAYMENT,
        "if paid.state is SaleState.PAYING and paid.confirmed == paid.total:",
        "if paid.state is SaleState.PAYING:",
        "one part paid is all paid: goods for free", RULES,
    ),
    Mutant(
        "gives-up-what-was-sent", PAYMENT,
        '        raise IllegalMove(f"attempt {attempt_id} is {attempt.state}: it may have been sent")', "        pass",
        "a payment on its way counts as never sent", RULES,
    ),
    Mutant(
        "nobody-watches", PAYMENT, 'replace(declined, watch=True, refusal="not_received")',
        'replace(declined, refusal="not_received")',
        "a late charge behind the fence is never looked for again", RULES,
    ),
    Mutant(
        "the-terminal-undoes-unwatched", PAYMENT,
        "attempt = replace(_attempt(sale, attempt_id).to(AttemptState.REVERSED), watch=True)",
        "attempt = _attempt(sale, attempt_id).to(AttemptState.REVERSED)",
        "an approval that was gone and comes back is never looked for", RULES,
    ),
    Mutant(
        "unknown-may-be-sent-again", MOVES,
        "A.UNKNOWN: frozenset({A.APPROVED, A.DECLINED, A.REVIEW})",
        "A.UNKNOWN: frozenset({A.APPROVED, A.DECLINED, A.REVIEW, A.SENT})",
        "a lost answer sends the payment a second time", RULES,
    ),
    Mutant(
        "an-approval-is-confirmed-twice", MOVES, "A.DECLINED: frozenset(),", "A.DECLINED: frozenset({A.APPROVED}),",
        "a refused payment becomes money", RULES,
    ),
    Mutant(
        "sent-before-it-is-written", PAYING,
        "sale = send(state.sale, state.attempt_id, event.terminal_id, event.prior_receipt_no, at.mono_ms)",
        "sale = state.sale",
        "after a power cut nobody knows that a payment was sent", STAGES,
    ),
    Mutant(
        "forgets-the-receipt-before", PAYING,
        "sale = send(state.sale, state.attempt_id, event.terminal_id, event.prior_receipt_no, at.mono_ms)",
        "sale = send(state.sale, state.attempt_id, event.terminal_id, None, at.mono_ms)",
        "the payment before cannot be told from this one", STAGES,
    ),
    Mutant(
        "an-answer-for-another", PAYING,
        "case TerminalAnswered(attempt_id=of) if of == state.attempt_id:", "case TerminalAnswered(attempt_id=of):",
        "a late answer of another attempt is taken for this one's", STAGES,
    ),
    Mutant(
        "goods-before-the-last-word", PAYING,
        'if event.end == "completed" and attempt.state is AttemptState.APPROVED:',
        "if attempt.state is AttemptState.APPROVED:",
        "goods leave on an approval that the terminal undoes", STAGES,
    ),
    Mutant(
        "lost-means-declined", PAYING,
        "inquiry, effects = asking.opened(doubt(state.sale, attempt.id), attempt.id, at)",
        'return _declined(state, "link")',
        "a lost answer counts as refused: the customer pays twice", STAGES,
    ),
    Mutant(
        "a-cancel-is-believed-at-once", PAYING, "return asked, (AbortPayment(attempt.id),)",
        "return Declined(sale, ''), (AbortPayment(attempt.id),)",
        "the customer cancels, the terminal approves, nobody hears it", STAGES,
    ),
    Mutant(
        "sent-twice", EFFECT, "        if effect.attempt_id in self._sent:", "        if False:",
        "an effect that arrives twice charges twice", PERFORMED,
    ),
    Mutant(
        "acknowledged-before-it-is-kept", EFFECT, "            return await decision", "            return Ack.ACCEPT",
        "the terminal books what the journal may not have", PERFORMED,
    ),
    Mutant(
        "an-approval-that-is-not-ours-is-kept", EFFECT,
        "decision.set_result(Ack.ACCEPT if effect.is_accepted else Ack.REVERSE)", "decision.set_result(Ack.ACCEPT)",
        "a wrong amount is booked instead of undone", PERFORMED,
    ),
    Mutant(
        "silence-means-nothing-found", EFFECT,
        'self._tasks.post(LastPaymentSilent(attempt_id, f"{type(error).__name__}: {error}"))',
        "self._tasks.post(LastPaymentTold(attempt_id, None, True))",
        "a terminal that says nothing counts as one that knows of no payment", PERFORMED,
    ),
    Mutant(
        "void-beside-a-doubt", PAYMENT, "or any(map(is_undecided, sale.attempts))",
        "or all(map(is_undecided, sale.attempts))",
        "a sale is void while a card may be charged for it", HELD,
    ),
    Mutant(
        "opens-beside-a-doubt", PAYMENT,
        "    if any(is_undecided(attempt) for attempt in sale.attempts):\n        raise IllegalMove(\"a payment",
        "    if all(is_undecided(attempt) for attempt in sale.attempts):\n        raise IllegalMove(\"a payment",
        "the basket opens again while a card may be charged for it", HELD,
    ),
    Mutant(
        "a-wrong-amount-told-twice", PAYING,
        "return is_held and judge_answer(attempt, result) is Verdict.APPROVED and is_same",
        "return judge_answer(attempt, result) is Verdict.APPROVED and is_same",
        "an amount that is not ours is booked when the terminal says it again", SHARED,
    ),
    Mutant(
        "a-part-after-cancel", PAYING,
        "if verdict is Verdict.PARTIAL and state.takes_parts and not state.wants_back:",
        "if verdict is Verdict.PARTIAL and state.takes_parts:",
        "a part is kept of who had cancelled", SHARED,
    ),
    Mutant(
        "cancel-gives-all-back", PAYING,
        "return give_back(state.sale, at, is_all=False, goes_on=True, first=state.attempt_id)",
        "return give_back(state.sale, at, is_all=True, goes_on=True, first=state.attempt_id)",
        "what an earlier card paid goes back unasked", SHARED,
    ),
    Mutant(
        "a-word-out-of-its-turn", PAYING,
        "case LastPaymentTold(attempt_id=of, result=result) if state.asks and of == state.asks[0][0]:",
        "case LastPaymentTold(attempt_id=of, result=result) if state.asks:",
        "a payment that ended unheard is not asked about", SHARED,
    ),
)  # fmt: skip
