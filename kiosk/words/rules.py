"""Holds catalogues to the rules: the same keys, places and counted forms as English, and the wording of `rules.toml`.

A fault loses a text on the screen: a catalogue with one is never used. The other problems are of wording.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kiosk.words.catalogue import BadCatalogue, Entry, entries
from kiosk.words.compiled import CATALOGUES
from kiosk.words.languages import LANGUAGES
from kiosk.words.texts import address_problems, glossary_problems, text_problems

MODEL: Final = "en"
RULES: Final = "rules.toml"


def check(catalogues: Path = CATALOGUES) -> list[str]:
    """Return what is wrong with the catalogues of a folder, one sentence each; nothing when they may be shipped.

    Each says the file, the key, what is wrong and what is allowed.
    """
    files = {language: catalogues / f"{language}.po" for language in LANGUAGES}
    return check_files(files, catalogues, is_house=True)


def check_files(files: Mapping[str, Path], catalogues: Path = CATALOGUES, *, is_house: bool = False) -> list[str]:
    """Return what is wrong with some catalogues, by language, held to the English one and the rules of a folder.

    The house addresses customers formally; a site's own catalogue (not `is_house`) in one form throughout.
    """
    try:
        rules = _rules(catalogues / RULES)
        model = entries(catalogues / f"{MODEL}.po", MODEL)
    except BadCatalogue as bad:
        return bad.problems
    problems: list[str] = []
    for language, file in files.items():
        try:
            words = entries(file, language)
        except BadCatalogue as bad:
            problems += bad.problems
            continue
        found = [*key_faults(words, model), *_wording_problems(words, model, rules, language)]
        found += address_problems(words, rules.get("address", {}).get(language, {}), is_house=is_house)
        problems += [f"{file}: {problem}" for problem in found]
    return problems


def faults(file: Path, language: str, catalogues: Path = CATALOGUES) -> list[str]:
    """Return why a catalogue cannot be used: unreadable, or a key, a place or a counted form is not as in English."""
    try:
        model = entries(catalogues / f"{MODEL}.po", MODEL)
        words = entries(file, language)
    except BadCatalogue as bad:
        return bad.problems
    return [f"{file}: {problem}" for problem in key_faults(words, model)]


def key_faults(words: Mapping[str, Entry], model: Mapping[str, Entry]) -> Iterator[str]:
    """Yield each key that is missing, waits for review, or has other places or counted forms than `model` has."""
    for key in model:
        if key not in words:
            yield f"{key}: is missing; in English it is {model[key].forms[-1]!r}"
        else:
            for problem in _form_problems(words[key], model[key]):
                yield f"{key}: {problem}"


def _wording_problems(
    words: Mapping[str, Entry], model: Mapping[str, Entry], rules: dict[str, Any], language: str
) -> Iterator[str]:
    for key in sorted(words.keys() - model.keys()):
        yield f"{key}: is left over: nothing asks for it"
    for key in words.keys() & model.keys():
        found = text_problems(key, words[key], rules, language)
        if language != MODEL:
            found += glossary_problems(words[key], model[key], rules["glossary"], language)
            found += _likeness_problems(words[key], model[key])
        for problem in found:
            yield f"{key}: {problem}"


def _rules(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCatalogue([f"{file}: cannot be read: {error.strerror}"]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCatalogue([f"{file}: is not TOML: {error}"]) from error


def _form_problems(entry: Entry, model: Entry) -> Iterator[str]:
    if entry.is_fuzzy:
        yield "waits for review: take the mark fuzzy away when it is right"
    if entry.is_counted != model.is_counted:
        yield f"must be {'counted (msgid_plural, msgstr[0], msgstr[1])' if model.is_counted else 'one text (msgstr)'}"
        return
    if not all(form.strip() for form in entry.forms):
        counted = "needs a text for one (msgstr[0]) and for more (msgstr[1])"
        yield counted if entry.is_counted else "has an empty text"
        return
    wanted = _places(model.forms[0])
    for form in entry.forms:
        if _places(form) != wanted:
            yield f"has {_braces(_places(form))} where {_braces(wanted)} must stand: {form!r}"
    if ("n" in wanted) != entry.is_counted:
        yield "uses {n} without counted forms, or counted forms without {n}"


def _places(text: str) -> set[str]:
    """Return the names in braces; one with a format or a conversion counts as another name."""
    try:
        return {
            name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            for _, name, form, conversion in string.Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return {"..."}  # braces that do not close


def _braces(places: set[str]) -> str:
    return " and ".join(f"{{{place}}}" for place in sorted(places)) or "no {place}"


def _likeness_problems(entry: Entry, model: Entry) -> list[str]:
    """A text ends as its English model does, and is not the English one itself."""
    problems = []
    for own, english in zip(entry.forms, model.forms, strict=False):
        ends, wanted = (text.rstrip()[-1:] for text in (own, english))
        if (ends in ".?:") != (wanted in ".?:") and ends and wanted:
            sentence = "is a sentence: it ends with . or ?"
            problems.append(f"{sentence if wanted in '.?:' else 'is a name or a button: it ends without .'}: {own!r}")
        if own == english and len(re.findall(r"[^\W\d_]{2,}(?![}\w])", own)) > 2:
            problems.append(f"is still in English: {own!r}")
    return problems
