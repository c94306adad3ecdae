"""Mutants of recovery: what a start makes of what it finds."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

RESTART: Final = "kiosk/flows/checkout/restart.py"
RECOVERY: Final = "kiosk/store/recovery.py"
SETTLED: Final = ("tests/unit/flows/checkout/test_recovery.py", "tests/unit/flows")
FOUND: Final = ("tests/unit/store/test_recovery.py",)
SETTLE: Final = "kiosk/flows/shell/settle.py"
ORDER: Final = ("tests/unit/flows/checkout/test_restart_order.py",)
BEHIND: Final = ("tests/unit/flows/shell/test_behind_the_glass.py",)

MUTANTS: Final = (
    Mutant(
        "sent-is-not-asked-about", RESTART,
        "        elif attempt.state in (AttemptState.SENT, AttemptState.CANCELLING):",
        "        elif attempt.state is AttemptState.CANCELLING:",
        "a payment on its way at the power cut is never asked about", SETTLED,
    ),
    Mutant(
        "a-half-printed-job-stays", RESTART, "        if job.state is PrintState.SENDING:", "        if False:",
        "a job waits for ever for a printer that has forgotten it", SETTLED,
    ),
    Mutant(
        "an-old-basket-is-offered", RESTART, "OFFER_MS = 10 * 60 * 1000", "OFFER_MS = 100 * 60 * 1000",
        "the next customer sees the basket of the last", SETTLED,
    ),
    Mutant(
        "any-basket-is-offered",
        RESTART,
        "    return at.utc_ms - max(sale.opened_utc_ms, seen_utc_ms) <= OFFER_MS",
        "    return True",
        "a stranger is shown what was bought hours ago",
        SETTLED,
    ),
    Mutant(
        "an-intent-is-in-doubt",
        RESTART,
        '            sale = give_up(sale, attempt.id, NOT_SENT if attempt.reverses_id is not None else "restart")',
        "            pass",
        "a payment that never left holds the basket and the terminal for ever",
        SETTLED,
    ),
    Mutant(
        "a-contradiction-opens-the-basket",
        RESTART,
        "    if AttemptState.REVIEW in states:",
        "    if False:",
        "what a person has to decide is paid a second time",
        SETTLED,
    ),
    Mutant(
        "part-paid-is-forgotten",
        RESTART,
        "    if not any(map(is_undecided, payments)) and not sale.confirmed.minor:",
        "    if not any(map(is_undecided, payments)):",
        "what was paid before the power cut is nobody's",
        SETTLED,
    ),
    Mutant(
        "finished-sales-are-found",
        RECOVERY,
        "    return load_sales(connection, or_(not_(is_over), printing, owed, is_late))",
        "    return load_sales(connection, sale.c.id.is_not(None))",
        "sales that are over are opened again",
        FOUND,
    ),
    Mutant(
        "money-on-its-way-is-forgotten",
        RECOVERY,
        "or_(not_(is_over), printing, owed, is_late)",
        "or_(not_(is_over), printing, is_late)",
        "an orphan is never given back after a restart",
        FOUND,
    ),
    Mutant(
        "paper-under-way-is-forgotten",
        RECOVERY,
        "or_(not_(is_over), printing, owed, is_late)",
        "or_(not_(is_over), owed, is_late)",
        "nobody is asked whether the receipt came out",
        FOUND,
    ),
    Mutant(
        "the-watch-list-ends-with-the-power",
        RECOVERY,
        "or_(not_(is_over), printing, owed, is_late)",
        "or_(not_(is_over), printing, owed)",
        "a late charge is never looked for after a restart",
        FOUND,
    ),
    Mutant(
        "the-chain-is-not-checked", RECOVERY, "        chain_problem = verify(connection)",
        "        chain_problem = None",
        "a journal that was tampered with is believed", ("tests/unit/store/test_chain.py",),
    ),
    Mutant(
        "the-copy-is-not-compared", RECOVERY,
        "            second_problem = second.compare(connection, database.second_journal)", "            pass",
        "a payment that the database lost is not missed", ("tests/unit/store/test_second_journal.py",),
    ),
    Mutant(
        "what-is-offered-goes-back", RESTART, "if sale.id not in shown else None", "",
        "a part paid is given back while its customer is asked to complete it", ORDER,
    ),
    Mutant(
        "money-before-the-question", RESTART, "if isinstance(found, Unwinding) and is_asked:", "if False:",
        "a reversal goes to a terminal that has not told of another payment", ORDER,
    ),
    Mutant(
        "a-cancel-is-forgotten", RESTART,
        "wants_back = asked is not None and asked.state is AttemptState.CANCELLING", "wants_back = False",
        "who cancelled before the power cut has paid after it", ORDER,
    ),
    Mutant(
        "two-pictures-of-a-sale", SETTLE, "others = (own for own in session.watched if own.id != sale.id)",
        "others = session.watched",
        "one late charge is given back twice", BEHIND,
    ),
    Mutant(
        "another-customers-booking-goes-back", SETTLE, "at, (*session.sales, *session.watched))", "at, ())",
        "the payment of the customer at the glass is given back", BEHIND,
    ),
    Mutant(
        "what-is-in-hand-is-overheard", SETTLE, "    if of.id in _in_hand(session):", "    if False:",
        "a late charge is given back by two at once", BEHIND,
    ),
    Mutant(
        "settled-is-forgotten", SETTLE, "        waiting = (sale, *waiting)\n", "        pass\n",
        "what a sale still owes is nobody's", BEHIND,
    ),
)  # fmt: skip
