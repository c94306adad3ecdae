"""Mutants of the search in help: what is found, what is not guessed, and what comes first."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

INDEX: Final = "kiosk/services/help/index.py"
LIKENESS: Final = "kiosk/services/help/likeness.py"
PLAIN: Final = "kiosk/services/help/plain.py"
TESTS: Final = ("tests/unit/services/help/test_search.py",)

MUTANTS: Final = (
    Mutant(
        "help-guesses-with-little-known", INDEX, "known < ENOUGH_KNOWN * len(asked)", "False",
        "a question about something else gets an answer that sounds right", TESTS,
    ),
    Mutant(
        "help-a-short-near-word-is-sure", INDEX, "not any(map(_is_sure, likes, likes.values()))", "False",
        "a word of four letters that is quite another is answered", TESTS,
    ),
    Mutant(
        "help-the-worst-first", INDEX, "key=lambda n: (-points[n], n)", "key=lambda n: (points[n], n)",
        "the right article is the last of the list", TESTS,
    ),
    Mutant(
        "help-finds-all-that-share-a-word", INDEX, "if worth >= least)", "if worth >= 0)",
        "articles about something else fill the page", TESTS,
    ),
    Mutant(
        "help-common-words-count", INDEX, "if word not in self._plain and len(word) > 1]", "if len(word) > 1]",
        "'how does the' decides what is found", TESTS,
    ),
    Mutant(
        "help-a-number-is-nearly-right", LIKENESS, "if any(sign.isdigit() for sign in typed):", "if False:",
        "32 kg is answered with what holds for 23 kg", TESTS,
    ),
    Mutant(
        "help-a-begun-word-is-unknown", LIKENESS,
        "if len(typed) >= _SHORTEST_BEGUN and own.startswith(typed):", "if False:",
        "nothing is found before the last letter is typed", TESTS,
    ),
    Mutant(
        "help-other-endings-are-other-words", LIKENESS, "    if _is_bent(typed, own):", "    if False:",
        "paying finds nothing about payment", TESTS,
    ),
    Mutant(
        "help-a-swapped-letter-is-two-wrong", LIKENESS,
        "line.append(min(cost, before[column - 2] + 1) if is_swapped else cost)", "line.append(cost)",
        "the usual slip of a finger finds nothing", TESTS,
    ),
    Mutant(
        "help-accents-matter", PLAIN,
        'letters = "".join(sign for sign in marks_apart if not unicodedata.combining(sign))', "letters = marks_apart",
        "who types cartao without its tilde finds nothing", TESTS,
    ),
    Mutant(
        "help-a-question-has-no-end", PLAIN, "question.strip()[:MOST_CHARACTERS]", "question.strip()",
        "what leans on the keyboard holds up the glass", TESTS,
    ),
)  # fmt: skip
