"""The pseudo-language: 40 % longer, accented, its places kept, and never one a customer is offered."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flows.shell import EXAMPLES
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.gallery.pseudo import LONGER, PSEUDO, lengthen, pseudo_words
from screens.gallery.stage import LANGUAGES as SHOWN

sentences = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), min_size=1, max_size=12).map(
    " ".join
)


@given(sentences)
def test_a_text_is_at_least_40_percent_longer_or_has_no_vowel_to_grow_by(text: str) -> None:
    longer = lengthen(text)
    assert (longer[0], longer[-1]) == ("[", "]")
    assert len(longer) >= len(text) * LONGER or not set(text) & set("aeiouy")
    assert len(longer) <= len(text) * LONGER + 3


@pytest.mark.parametrize("text", ["Pay {amount}", "Step {index} of {count}", "{n} items", "{amount}"])
def test_the_places_of_a_text_stay(text: str) -> None:
    def places(one: str) -> list[str | None]:
        return [name for _, name, _, _ in string.Formatter().parse(one) if name]

    assert places(lengthen(text)) == places(text)


def test_the_longest_word_grows_with_its_sentence() -> None:
    assert lengthen("Follow the payment terminal").count(" ") == 3
    assert max(map(len, lengthen("Follow the payment terminal").split())) > len("terminal") * 1.3


def test_every_word_of_the_catalogue_is_there_and_counts_as_in_english(tmp_path: Path) -> None:
    words, english = pseudo_words(tmp_path), Words("en", SiteFormat())
    assert words.say("action.back") == lengthen(english.say("action.back"))
    assert words.say("action.pay", amount="€ 3") == lengthen("Pay {amount}").replace("{amount}", "€ 3")
    assert words.say("checkout.count", n=1) != words.say("checkout.count", n=2)


def test_it_is_no_language_of_the_product() -> None:
    assert PSEUDO not in LANGUAGES
    assert PSEUDO not in SHOWN
    assert all(PSEUDO not in session.site.languages for session in EXAMPLES.values())
