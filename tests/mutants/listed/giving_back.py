"""Mutants of reversals, refunds, and approvals that nobody waited for."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

UNDOING: Final = "kiosk/domain/undoing.py"
UNWINDING: Final = "kiosk/flows/checkout/undoing/unwinding.py"
WATCHING: Final = "kiosk/flows/checkout/undoing/watching.py"
RULES: Final = ("tests/unit/domain/test_undoing.py", "tests/unit/domain/test_payment_properties.py")
STAGES: Final = ("tests/unit/flows/checkout", "tests/unit/flows/walk")

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
)  # fmt: skip
