"""A customer's question finds its answer in spite of mistakes; what has no answer finds none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.services.help import open_shelf
from kiosk.services.help.index import MOST_FOUND
from kiosk.services.help.likeness import likeness, most_apart
from kiosk.services.help.plain import LONGEST_WORD, MOST_CHARACTERS, MOST_WORDS, words_asked, words_of
from kiosk.words import LANGUAGES
from tests.unit.services.help.asked import ASKED, UNANSWERED

SHELF = open_shelf()
CASES = [(language, *case) for language, cases in ASKED.items() for case in cases]
SILENT = [(language, question) for language, questions in UNANSWERED.items() for question in questions]
HOSTILE = (
    "' OR 1=1; DROP TABLE article; --",
    "<script>alert('x')</script>",
    "<img src=x onerror=alert(1)>",
    "(a+)+$" * 50,
    ".*" * 500,
    "[[[[[((((((\\\\\\",
    "%s%n%x{0.__class__}",
    "../../../etc/passwd",
    "\x00\x01\x1b[2J\x7f",
    "\ud800\udfff",
    "\u202etnemyap",
    "\ufdfa" * 10_000,
    "a" * 10_000,
    "Z\u0351\u036b\u0343" * 2_500,
    "paymant " * 1_250,
    "💳" * 2_500,
    "支払い 결제 оплата",
    'NULL " * ? MATCH NEAR(a b)',
)


def found(language: str, question: str) -> list[str]:
    return [own.id for own in SHELF.search(language, question)]


def test_there_are_questions_enough_in_every_language() -> None:
    assert len(CASES) >= 120
    assert set(ASKED) == set(UNANSWERED) == set(LANGUAGES)


def test_every_article_is_asked_for_by_a_customer() -> None:
    theirs = {own.id for own in SHELF.articles("en") if not own.is_for_staff}
    assert theirs - {article for _, _, article in CASES} == set()


@pytest.mark.parametrize(
    ("language", "question", "article"),
    [
        ("en", "my badge does not work", "badge-refused"), ("nl", "papier zit vast", "printer-jam"),
        ("es", "el dispositivo no responde", "device-silent"), ("pt-BR", "troquei o leitor", "device-replaced"),
        ("pt-PT", "pagamento desconhecido", "payment-review"), ("en", "z report", "day-end"),
    ],
)  # fmt: skip
def test_what_is_for_staff_is_found_by_staff_alone(language: str, question: str, article: str) -> None:
    assert article in [own.id for own in SHELF.search(language, question, is_staff=True)][:3]
    assert article not in found(language, question)


@pytest.mark.parametrize(("language", "question", "article"), CASES)
def test_a_question_finds_its_article_among_the_first_three(language: str, question: str, article: str) -> None:
    assert article in found(language, question)[:3]


@pytest.mark.parametrize(("language", "question"), SILENT)
def test_a_question_without_an_answer_finds_nothing(language: str, question: str) -> None:
    assert found(language, question) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_an_article_finds_it_first(language: str) -> None:
    for is_staff in (False, True):
        asked = [own for own in SHELF.articles(language) if own.is_for_staff is is_staff]
        firsts = {own.id: SHELF.search(language, own.title, is_staff=is_staff)[:1] for own in asked}
        assert [name for name, first in firsts.items() if [own.id for own in first] != [name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_capitals_and_signs_above_letters_make_no_difference(language: str) -> None:
    for own in SHELF.articles(language):
        assert found(language, own.title.upper()) == found(language, own.title)
        assert found(language, " ".join(words_of(own.title))) == found(language, own.title)


@pytest.mark.parametrize("question", ["", " ", "\t\n", "?", "...", "the", "a", "how do i", "0"])
def test_a_question_that_says_nothing_finds_nothing(question: str) -> None:
    assert found("en", question) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_an_attack_is_a_question_like_any_other(language: str, question: str) -> None:
    answer = found(language, question)
    assert answer == found(language, question)
    assert len(answer) <= MOST_FOUND


def test_a_long_text_is_read_no_further_than_its_bound() -> None:
    words = words_asked(" ".join(f"word{n}" for n in range(2_000)))
    assert len(words) == MOST_WORDS
    assert [len(word) for word in words_asked("a" * 10_000)] == [LONGEST_WORD]
    assert found("en", "receipt " + "x " * 5_000)[:1] == found("en", "receipt")[:1]


@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_the_same_few_articles_each_time(question: str, language: str) -> None:
    answer = found(language, question)
    assert answer == found(language, question)
    assert len(answer) == len(set(answer)) <= MOST_FOUND


def test_a_word_that_many_articles_share_finds_no_more_than_twelve() -> None:
    assert len(found("en", "card")) <= MOST_FOUND
    assert (
        max(len(found(language, word)) for language in LANGUAGES for word in ("check-in", "kiosk", "app", "pago")) > 0
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("card", "card", 0),
        ("crad", "card", 1),
        ("cart", "card", 1),
        ("cad", "card", 1),
        ("acrdx", "card", 2),
        ("x", "card", 3),
    ],
)
def test_how_far_words_are_apart(one: str, other: str, apart: int) -> None:
    assert most_apart(one, other, 2) == most_apart(other, one, 2) == apart


def test_a_beginning_is_nearer_than_a_mistake_and_a_number_is_never_nearly_right() -> None:
    assert likeness("receipt", "receipt") > likeness("rece", "receipt") > likeness("reciept", "receipt") > 0
    assert likeness("33", "32") == likeness("bag", "bin") == 0
    assert likeness("a320", "a3200") == likeness("1834", "1835") == likeness("kade32", "kade33") == 0


@pytest.mark.parametrize(
    ("question", "article", "other"),
    [("barcode is damaged", "code-not-read", "begin-check-in"), ("my card was refused", "card-declined", "documents")],
)
def test_an_article_that_only_touches_the_matter_is_left_out(question: str, article: str, other: str) -> None:
    answer = found("en", question)
    assert answer[0] == article
    assert other not in answer


def test_what_stands_beyond_the_bound_of_a_question_is_not_read() -> None:
    assert words_asked("card" + " " * MOST_CHARACTERS + "receipt") == ("card",)
