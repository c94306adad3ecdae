"""Mutants of badges: whose signature, how long, and that one is good only when it is on paper."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

CODE: Final = "kiosk/people/badges/code.py"
MAKING: Final = "kiosk/people/badges/making.py"
READ: Final = ("tests/unit/people/badges/test_badges.py",)
MADE: Final = ("tests/unit/people/badges/test_making_badges.py",)

MUTANTS: Final = (
    Mutant(
        "badge-of-anybody", CODE, "    except (InvalidSignature, ValueError):\n        return False",
        "    except (InvalidSignature, ValueError):\n        return True",
        "whoever can print a code is staff", READ,
    ),
    Mutant(
        "badge-of-another-key", CODE, "    if key_id not in keys:\n        return BadgeFault.UNKNOWN_KEY",
        "    if key_id not in keys:\n        key_id = next(iter(keys))",
        "a badge is judged by a key that did not sign it, and its fault is another", READ,
    ),
    Mutant(
        "badge-without-a-clock", CODE, "    if not is_clock_believed:", "    if False:",
        "with the clock set back a lost badge opens again", READ,
    ),
    Mutant(
        "badge-for-ever", CODE, "return badge if utc_ms < badge.valid_until_s * 1000 else BadgeFault.EXPIRED",
        "return badge",
        "a lost badge opens for ever", READ,
    ),
    Mutant(
        "badge-a-moment-too-long", CODE, "return badge if utc_ms < badge.valid_until_s * 1000 ",
        "return badge if utc_ms <= badge.valid_until_s * 1000 ",
        "valid until means until and with", READ,
    ),
    Mutant(
        "badge-once-is-always", CODE, 'int(until), kind == "O", key_id)', "int(until), False, key_id)",
        "a badge that opens once opens every day", READ,
    ),
    Mutant(
        "badge-cut-is-forged", CODE, "if len(text) <= _LONGEST and _is_cut(text) else", "if False else",
        "a reader that stopped too soon is logged as an attack", READ,
    ),
    Mutant(
        "badge-of-any-letters", CODE, "        if _SHAPE.fullmatch(text) is None:", "        if False:",
        "a badge is printed that no kiosk can read", READ,
    ),
    Mutant(
        "badge-for-who-left", MAKING, "if stored is None or not stored.is_active:", "if stored is None:",
        "a badge for somebody who works here no more", MADE,
    ),
    Mutant(
        "badge-made-without-a-clock", MAKING, "if not self._clocks.is_clock_believed():", "if False:",
        "a badge that is good until a year nobody meant", MADE,
    ),
    Mutant(
        "badge-good-when-drawn", MAKING, "        return Drawn(badge, self.issuer.text(badge))",
        "        await self._store.hold_badge(person_id, badge.serial)\n"
        "        return Drawn(badge, self.issuer.text(badge))",
        "an empty roll takes the badge away that somebody has", MADE,
    ),
    Mutant(
        "badge-made-by-nobody", MAKING,
        "await self._record(Audited(Deed.BADGE_MADE, by_id, badge.person_id,",
        "(Audited(Deed.BADGE_MADE, by_id, badge.person_id,",
        "a badge that the audit log does not know", MADE,
    ),
)  # fmt: skip
