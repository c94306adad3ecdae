"""Mutants of reversals, refunds, and approvals that nobody waited for."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

UNDOING: Final = "kiosk/domain/settling/undoing.py"
UNWINDING: Final = "kiosk/flows/checkout/undoing/unwinding.py"
WATCHING: Final = "kiosk/flows/checkout/undoing/watching.py"
RULES: Final = ("tests/unit/domain/test_undoing.py", "tests/unit/domain/test_payment_properties.py")
STAGES: Final = (
    "tests/unit/flows/checkout/test_giving_back.py", "tests/unit/flows/checkout", "tests/unit/flows/walk",
)  # fmt: skip
HELD: Final = ("tests/unit/domain/undoing",)
TOLD: Final = ("tests/unit/flows/checkout/undoing",)

MUTANTS: Final = (
    Mutant(
        "given-back-twice", UNDOING,
        '        raise IllegalMove(f"attempt {attempt_id} is being reversed already")', "        pass",
        "the shop gives the money back twice", RULES,
    ),
    Mutant(
        "goods-and-money", UNDOING,
        '        raise IllegalMove("the goods are given: refund, not reversal")', "        pass",
        "a payment goes back while its goods are gone", RULES,
    ),
    Mutant(
        "a-paid-sale-stays-paid", UNDOING,
        "going = going.to(SaleState.PAYING) if going.state is SaleState.PAID else going", "pass",
        "goods are released for money that goes back", RULES,
    ),
    Mutant(
        "another-sum-goes-back", UNDOING,
        'reversal_id, original.tender_id, n, _K.REVERSAL, "", "", ref, original.held, reverses_id=attempt_id',
        'reversal_id, original.tender_id, n, _K.REVERSAL, "", "", ref, original.amount, reverses_id=attempt_id',
        "more goes back than was taken", RULES,
    ),
    Mutant(
        "tries-for-ever", UNDOING, "MOST_DECLINES = 3", "MOST_DECLINES = 300",
        "nobody hears that money cannot be given back", RULES,
    ),
    Mutant(
        "what-was-not-sent-counts", UNDOING, "sum(a.refusal != NOT_SENT for a in own)", "len(own)",
        "a cable that was out gives up on the customer's money", RULES,
    ),
    Mutant(
        "an-orphan-twice", UNDOING, "    if is_known(sale, booking.ref):\n        return sale\n", "",
        "one late answer told twice goes back twice", RULES,
    ),
    Mutant(
        "more-than-the-tender", UNDOING,
        '        raise IllegalMove("more than the tender still holds")', "        pass",
        "more is given back than was paid", RULES,
    ),
    Mutant(
        "two-refunds-at-once", UNDOING, '        raise IllegalMove("a refund of this tender is not decided")',
        "        pass",
        "a refund whose answer was lost is given a second time", RULES,
    ),
    Mutant(
        "the-first-goes-back-first", UNDOING, "return max(paid, key=lambda", "return min(paid, key=lambda",
        "what the customer is told about the order is not true", RULES,
    ),
    Mutant(
        "a-lost-reversal-is-sent-again", UNWINDING,
        "return _asked_about(replace(unwinding, sale=doubt(unwinding.sale, attempt.id)), at)",
        "return _onward(replace(unwinding, sale=doubt(unwinding.sale, attempt.id)), at, is_again=True)",
        "a reversal whose answer was lost is sent again: given back twice", STAGES,
    ),
    Mutant(
        "anothers-booking-is-an-orphan", WATCHING,
        "    if any(is_known(other, name) for other in known if other.id != sale.id):\n        return sale\n", "",
        "the next customer's payment is given back", STAGES,
    ),
    Mutant(
        "a-declined-card-is-given-back", UNDOING,
        "is_payment = attempt.kind is _K.PAYMENT and attempt.state is _A.APPROVED",
        "is_payment = attempt.kind is _K.PAYMENT",
        "money goes back that was never taken", HELD,
    ),
    Mutant(
        "two-go-back-at-once", UNDOING,
        "if any(a.kind is _K.REVERSAL and a.state in HOLDS_TERMINAL for a in sale.attempts):", "if False:",
        "a second reversal begins while nobody knows of the first", HELD,
    ),
    Mutant(
        "goes-back-beside-an-open-card", UNDOING,
        "if not is_all or any(a.kind is _K.PAYMENT and a.state in _OPEN for a in sale.attempts):", "if not is_all:",
        "what is paid goes back while the next card may be charged", HELD,
    ),
    Mutant(
        "an-orphan-for-ever", UNDOING, "is_orphan = attempt.kind is _K.ORPHAN and attempt.state is _A.APPROVED",
        "is_orphan = attempt.kind is _K.ORPHAN",
        "a late approval is given back again and again", HELD,
    ),
    Mutant(
        "a-declined-card-is-a-refusal", UNDOING,
        "if a.reverses_id == attempt.reverses_id and a.state is _A.DECLINED]", "if a.state is _A.DECLINED]",
        "money stays with the shop after one refusal", HELD,
    ),
    Mutant(
        "a-declined-payment-is-known", UNDOING, "ended = (_A.NEW, _A.INTENT, _A.DECLINED)",
        "ended = (_A.NEW, _A.INTENT)",
        "a late charge counts as a payment we have: it is never given back", HELD,
    ),
    Mutant(
        "another-tender-is-refunded", UNDOING, "if a.kind is _K.REFUND and a.tender_id == tender_id)",
        "if a.kind is _K.REFUND and a.tender_id != tender_id)",
        "a tender is refunded twice, and the other not at all", HELD,
    ),
    Mutant(
        "a-restart-forgets-a-reversal", UNWINDING,
        "is_ours = attempt.kind in (AttemptKind.REVERSAL, AttemptKind.REFUND)", "is_ours = False",
        "a reversal on its way at the power cut is sent a second time", TOLD,
    ),
    Mutant(
        "a-late-yes-is-accepted", UNWINDING,
        "is_kept = attempt.state is AttemptState.APPROVED and event.result.is_approved",
        "is_kept = event.result.is_approved",
        "a reversal that counts as refused is booked: given back twice", TOLD,
    ),
    Mutant(
        "no-pause", UNWINDING, "return free, (StartTimer(RETRY_TIMER, RETRY_S[min(rounds, len(RETRY_S)) - 1]),)",
        "return _begun(free, at)",
        "a terminal that refuses is asked without end", TOLD,
    ),
    Mutant(
        "any-late-word-is-an-approval", WATCHING,
        "not in (Verdict.APPROVED, Verdict.PARTIAL):", "is None:",
        "a refusal, or the payment before, is given back", TOLD,
    ),
)  # fmt: skip
