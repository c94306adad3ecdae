"""Mutants of what carries the flow's wishes out: the counter, the readers, the scale."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

TRAVEL: Final = "kiosk/effects/checkin/travel.py"
READERS: Final = "kiosk/effects/checkin/readers.py"
WEIGH: Final = "kiosk/effects/checkin/weigh.py"
COUNTER: Final = ("tests/unit/effects/travel/test_counter.py", "tests/unit/effects/travel/test_mutants_counter.py")
READ: Final = ("tests/unit/effects/travel/test_readers.py", "tests/unit/effects/travel/test_whose_paper.py")
WEIGHED: Final = ("tests/unit/effects/travel/test_weigh.py",)

MUTANTS: Final = (
    Mutant(
        "the-old-number-again",
        TRAVEL,
        "Private(new or effect.plate)",
        "Private(effect.plate)",
        "the number of a torn tag is printed once more",
        COUNTER,
    ),
    Mutant(
        "silence-gives-the-money-back",
        TRAVEL,
        "            if outcome.why is not No.SILENT:",
        "            if True:",
        "money is handed back for an order that may be done",
        COUNTER,
    ),
    Mutant(
        "only-the-word-was-lost",
        TRAVEL,
        "is_done = isinstance(let_go, Refused) and let_go.why is No.CHANGED",
        "is_done = False",
        "money is handed back for what was carried out",
        COUNTER,
    ),
    Mutant(
        "a-refunded-order-is-held",
        TRAVEL,
        "let_go = await departures.release(order_id)",
        "let_go = Refused(No.SILENT)",
        "a seat whose money went back is kept from everybody",
        COUNTER,
    ),
    Mutant(
        "a-torn-tag-is-told-as-printed",
        TRAVEL,
        "            elif effect.is_printed:",
        "            elif True:",
        "a bag number is live of which nobody knows whether it is on a bag",
        COUNTER,
    ),
    Mutant(
        "a-void-number-is-waited-for",
        TRAVEL,
        "                raise  # somebody waits",
        "                pass  # somebody waits",
        "the glass waits for ever for a number that nobody gives",
        COUNTER,
    ),
    Mutant(
        "nothing-on-the-scale-is-a-bag",
        WEIGH,
        "                        if reading.weight_g:",
        "                        if True:",
        "a bag is tagged before it stands on the scale",
        WEIGHED,
    ),
    Mutant(
        "a-moving-bag-is-silence",
        WEIGH,
        'frozenset({"NOT_SETTLED", "UNDER_ZERO"})',
        "frozenset()",
        "nobody can weigh a bag that swings for a second",
        WEIGHED,
    ),
    Mutant(
        "the-first-leg-is-todays",
        READERS,
        "if day is not None and day >= today), 0)",
        "if day is not None), 0)",
        "on the way back the flight of yesterday is looked for",
        READ,
    ),
    Mutant(
        "a-specimen-opens-a-booking",
        READERS,
        "if found.mrz.is_specimen and not self._is_demo:",
        "if False:",
        "a passport that anybody can print opens a booking",
        READ,
    ),
    Mutant(
        "a-ticket-without-its-digit",
        READERS,
        "int(text[3:13]) % 7 == int(text[13])",
        "True",
        "a misread ticket number opens another booking",
        READ,
    ),
    Mutant(
        "a-character-that-settles-nothing",
        READERS,
        "if len(settled) == len(answers) > 1:",
        "if settled:",
        "a document is guessed that two readings fit",
        READ,
    ),
    Mutant(
        "a-cut-name-is-whole",
        READERS,
        "is_truncated=zone.is_name_cut,",
        "",
        "who has a long name is refused with their own passport",
        READ,
    ),
    Mutant(
        "half-a-pass-is-read-as-whole",
        READERS,
        "        is_truncated=message.is_truncated,\n",
        "",
        "a piece of somebody's pass is enough to check them in",
        READ,
    ),
)
