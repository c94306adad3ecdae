"""The rules of one text: how long, which words and characters, how a thing is called, how a customer is addressed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kiosk.words.catalogue import Entry

_SENTENCES: Final = re.compile(r"(?<=[.?…])\s+")
_LOOSE: Final = (
    (re.compile("[!¡]"), "an exclamation mark"),
    (re.compile(r"\.\.|…"), "three dots"),
    (re.compile(r"^\s|\s$|\s\s"), "loose spaces"),
    (re.compile(r" [,.;:?]"), "a space before a stop"),
    (re.compile('[‘’“”´`"„«»]'), "another apostrophe or quotation mark than '"),
    (re.compile(r"[,;]\S(?<!\d[,;]\d)"), "no space behind a comma"),
)
_SPACES: Final = " \N{NO-BREAK SPACE}"


def text_problems(key: str, entry: Entry, rules: dict[str, Any], language: str) -> list[str]:
    """Return what is wrong with the texts of a key, whatever the other languages say."""
    problems: list[str] = []
    for text in entry.forms:
        problems += _length_problems(key, text, rules)
        problems += [f"has {what}: {text!r}" for pattern, what in _LOOSE if pattern.search(text)]
        problems += _character_problems(text)
        problems += [f"says {word!r}: {text!r}" for word in _banned(text, rules, language)]
        problems += [
            f"says {found[0]!r}; {cure}: {text!r}"
            for pattern, cure in rules.get("patterns", {}).get(language, {}).items()
            if (found := re.search(pattern, text, re.IGNORECASE))
        ]
        if language == "es" and text.count("?") != text.count("¿"):
            problems.append(f"has a question without ¿ or ?: {text!r}")
    return problems


def _length_problems(key: str, text: str, rules: dict[str, Any]) -> Iterator[str]:
    kind = key.rpartition(".")[2]
    most_words = rules["words"].get(kind, rules["words"]["other"])
    most_sentences = rules["sentences"].get(kind, rules["sentences"]["other"])
    longest = rules["characters"]
    most_characters = longest.get(kind) or longest.get(key.partition(".")[0]) or longest["other"]
    sentences = [part for part in _SENTENCES.split(text.strip()) if part]
    if any(len(sentence.split()) > most_words for sentence in sentences):
        yield f"has a sentence of more than {most_words} words: {text!r}"
    if len(sentences) > most_sentences:
        yield f"has more than {most_sentences} sentences: {text!r}"
    if len(text) > most_characters:
        yield f"has more than {most_characters} characters: {text!r}"


def _character_problems(text: str) -> Iterator[str]:
    """Letters are Latin ones: a look-alike of another script is not found by who searches, nor spoken right."""
    for character in dict.fromkeys(text):
        category = unicodedata.category(character)
        name = unicodedata.name(character, "a character without a name")
        shown = f"U+{ord(character):04X} {name}"
        if category[0] == "L" and not name.startswith("LATIN") and character not in "ªº":
            yield f"has {shown}, which is not a Latin letter: {text!r}"
        elif category[0] in "CMZ" and character not in _SPACES:
            yield f"has {shown}, which is not seen or joins another letter: {text!r}"


def _banned(text: str, rules: dict[str, Any], language: str) -> Iterator[str]:
    for word in [*rules["banned"]["all"], *rules["banned"].get(language, [])]:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield word


def glossary_problems(entry: Entry, model: Entry, glossary: dict[str, dict[str, str]], language: str) -> list[str]:
    """Return where a thing that English names is not called by its agreed word."""
    problems = []
    for word, translations in glossary.items():
        if re.search(rf"\b{word}\b(?!}})", " ".join(model.forms), re.IGNORECASE):
            wanted = translations[language].lower().split("|")
            if not any(choice in form.lower() for form in entry.forms for choice in wanted):
                problems.append(f"does not call {word!r} {translations[language]!r}: {entry.forms[0]!r}")
    return problems


def address_problems(
    words: Mapping[str, Entry], forms: Mapping[str, list[str]], *, is_house: bool = False
) -> Iterator[str]:
    """Yield each text that addresses the customer in another form than the first (the house), or than most texts do."""
    spoken = {form: _texts_with(words, said) for form, said in forms.items()}
    wanted = next(iter(forms), "") if is_house else max(spoken, key=lambda form: len(spoken[form]), default="")
    for form, found in spoken.items():
        if form != wanted:
            for key, word in found.items():
                rest = forms[wanted][0]
                yield f"{key}: says {word!r} where the others say {rest!r}: one form of address, never mixed"


def _texts_with(words: Mapping[str, Entry], said: list[str]) -> dict[str, str]:
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, said))})(?!\w)", re.IGNORECASE)
    return {key: found[0] for key, entry in words.items() for form in entry.forms if (found := pattern.search(form))}
