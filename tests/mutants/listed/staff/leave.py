"""Mutants of leave, of locks, and of what closes a day."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

CONFIRM: Final = "kiosk/flows/confirm.py"
CASES: Final = "kiosk/flows/day/cases.py"
CLOSING: Final = "kiosk/flows/day/closing.py"
LOCKOUT: Final = "kiosk/people/lockout.py"
ROLES: Final = "kiosk/domain/access/roles.py"
CONFIRM_TESTS: Final = (
    "tests/unit/flows/shell/over", "tests/unit/backroom/entrance", "tests/unit/flows/test_staff_and_users.py",
)  # fmt: skip
DAY_TESTS: Final = ("tests/unit/flows/day",)
LOCK_TESTS: Final = ("tests/unit/people/test_lockout.py", "tests/unit/people/test_door.py")
ROLE_TESTS: Final = ("tests/unit/people/test_roles.py", "tests/unit/people/test_door.py")

OF_LEAVE: Final = (
    Mutant(
        "back-is-leave",
        CONFIRM,
        'return GoneWith(NotPermitted(state.ask.ask_id, "withdrawn")), ()',
        "return GoneWith(Permitted(state.ask.ask_id, state.ask.act.value, state.ask.person.id)), ()",
        "going back from the code gives leave",
        CONFIRM_TESTS,
    ),
    Mutant(
        "leave-for-any-question",
        CONFIRM,
        "case Permitted(ask_id=ask_id) if ask_id == state.ask.ask_id:",
        "case Permitted():",
        "leave for another question is taken for this one",
        CONFIRM_TESTS,
    ),
    Mutant(
        "a-code-is-tried-twice-at-once",
        CONFIRM,
        "        case _ if state.is_checking:\n",
        "        case _ if False:\n",
        "two codes are tried at once, and one try is counted",
        CONFIRM_TESTS,
    ),
    Mutant(
        "one-person-is-two",
        ROLES,
        "    if second.id == first.id:\n",
        "    if False:\n",
        "a person confirms what they do themselves",
        ROLE_TESTS,
    ),
    Mutant(
        "the-second-may-be-anybody",
        ROLES,
        "return Verdict.ALLOWED if second.may(act) else Verdict.SECOND_NOT_PERMITTED",
        "return Verdict.ALLOWED",
        "an attendant confirms what attendants may not do",
        ROLE_TESTS,
    ),
    Mutant(
        "no-code-for-a-dangerous-act",
        ROLES,
        "    if act in DANGEROUS and not has_fresh_totp:\n",
        "    if False:\n",
        "a refund wants no code",
        ROLE_TESTS,
    ),
    Mutant(
        "a-lock-is-shorter-after-a-restart",
        LOCKOUT,
        "now.boot_ms - tries.at_boot_ms if now.boot_id == tries.boot_id else now.boot_ms",
        "abs(now.boot_ms - tries.at_boot_ms)",
        "a restart shortens a lock",
        LOCK_TESTS,
    ),
    Mutant(
        "the-lock-never-grows",
        LOCKOUT,
        "min(LONGEST_MS, FIRST_MS << min(over - 1, 10))",
        "FIRST_MS",
        "six PINs are tried a minute, for ever",
        LOCK_TESTS,
    ),
    Mutant(
        "a-sixth-try-is-free",
        LOCKOUT,
        "return 0 if over <= 0 else",
        "return 0 if over <= 1 else",
        "one more PIN is tried than the rule says",
        LOCK_TESTS,
    ),
    Mutant(
        "own-tries-wipe-all",
        LOCKOUT,
        "failures=max(0, before.failures - own_failures)",
        "failures=0",
        "who has a PIN wipes the guesses of others away",
        LOCK_TESTS,
    ),
)

OF_A_DAY: Final = (
    Mutant(
        "a-case-by-any-leave",
        CASES,
        "case Permitted(ask_id=own, second_id=second) if own == state.ask_id and own:",
        "case Permitted(ask_id=own, second_id=second):",
        "leave for another act decides a payment",
        DAY_TESTS,
    ),
    Mutant(
        "a-case-in-its-customers-hands",
        CASES,
        "    if sale is None or state.decided is not None or is_theirs(sale, site):",
        "    if sale is None or state.decided is not None:",
        "staff decide what its customer is looking at",
        DAY_TESTS,
    ),
    Mutant(
        "what-settled-itself-is-overwritten",
        CASES,
        "if state.chosen is None or sale is None or state.chosen not in offered(known, site):",
        "if state.chosen is None or sale is None:",
        "a person's word overwrites what the terminal said since",
        DAY_TESTS,
    ),
    Mutant(
        "a-z-without-leave",
        CLOSING,
        "case Permitted(ask_id=own, second_id=second) if own == state.key and state.stage is Stage.PERMITTING:",
        "case Permitted(ask_id=own, second_id=second) if state.stage is Stage.PERMITTING:",
        "leave for another act closes the day",
        DAY_TESTS,
    ),
    Mutant(
        "a-z-pressed-twice",
        CLOSING,
        "case ClosePressed() if state.stage is Stage.READY:",
        "case ClosePressed():",
        "a second press asks again while the first is written",
        DAY_TESTS,
    ),
    Mutant(
        "the-second-z-is-no-copy",
        CLOSING,
        "closed.person_id, state.prints > 0)",
        "closed.person_id, False)",
        "two papers of one Z cannot be told apart",
        DAY_TESTS,
    ),
    Mutant(
        "the-terminal-is-asked-during-a-question",
        CLOSING,
        'return site.is_usable("terminal") and not site.is_terminal_asked and not is_heard',
        'return site.is_usable("terminal") and not is_heard',
        "the terminal closes its day over a payment that is asked about",
        DAY_TESTS,
    ),
)

MUTANTS: Final = (*OF_LEAVE, *OF_A_DAY)
