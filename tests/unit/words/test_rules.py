"""The check names what is wrong with a text: file, key, and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.words import LANGUAGES
from kiosk.words.rules import check, check_files
from tests.unit.words.written import GOOD, write_catalogue


@pytest.mark.parametrize(
    ("language", "spoilt", "problem"),
    [
        ("nl", {"door.count": GOOD["door.count"]}, "nl.po: door.title: is missing; in English it is 'Hello'"),
        ("nl", {**GOOD, "door.more": "x"}, "nl.po: door.more: is left over"),
        ("nl", {**GOOD, "door.title": ""}, "nl.po: door.title: has an empty text"),
        (
            "nl",
            {**GOOD, "door.title": "Hello {name}"},
            "door.title: has {name} where no {place} must stand: 'Hello {name}'",
        ),
        ("nl", {**GOOD, "door.title": "Hello {"}, "door.title: has {...} where no {place} must stand: 'Hello {'"),
        (
            "nl",
            {**GOOD, "door.count": ("{n} door",)},
            "door.count: needs a text for one (msgstr[0]) and for more (msgstr[1])",
        ),
        ("nl", {**GOOD, "door.count": ("{n} a", "{n} b", "{n} c")}, "nl.po: line 13: msgstr[2]: allowed here is msgid"),
        ("nl", {**GOOD, "door.count": ("{n} door", "")}, "door.count: needs a text for one"),
        (
            "nl",
            {**GOOD, "door.count": ("a door", "{n} doors")},
            "door.count: has no {place} where {n} must stand: 'a door'",
        ),
        ("nl", {**GOOD, "door.count": "{n} doors"}, "door.count: must be counted (msgid_plural, msgstr[0], msgstr[1])"),
        ("nl", {**GOOD, "door.title": "Hello!"}, "an exclamation mark"),
        ("nl", {**GOOD, "door.title": "Hello..."}, "three dots"),
        ("nl", {**GOOD, "door.title": "Hello "}, "loose spaces"),
        ("nl", {**GOOD, "door.title": "one two three four five six seven eight nine"}, "more than 8 words"),
        ("nl", {**GOOD, "door.title": "One. Two. Three."}, "more than 2 sentences"),
        ("nl", {**GOOD, "door.title": "h" * 61}, "more than 60 characters"),
        ("en", {**GOOD, "door.title": "Your PNR"}, "says 'PNR'"),
        ("nl", {**GOOD, "door.title": "Pak je tas"}, "says 'je'"),
        ("pt-BR", {**GOOD, "door.title": "Toque no ecrã"}, "says 'ecrã'"),
        ("pt-PT", {**GOOD, "door.title": "Toque na tela"}, "says 'tela'"),
        ("es", {**GOOD, "door.title": "Vosotros"}, "says 'vosotros'"),
        ("pt-PT", {**GOOD, "door.title": "Você"}, "says 'você'"),
        ("pt-PT", {**GOOD, "door.title": "No celular"}, "says 'celular'"),
        ("pt-BR", {**GOOD, "door.title": "No telemóvel"}, "says 'telemóvel'"),
        ("pt-BR", {**GOOD, "door.title": "Este quiosque"}, "says 'quiosque'"),
        ("pt-PT", {**GOOD, "door.title": "Estamos verificando"}, "in Portugal: está a pagar"),
        ("pt-BR", {**GOOD, "door.title": "Estamos a verificar"}, "in Brazil: está pagando"),
        ("nl", {**GOOD, "door.title": "U moet betalen"}, "no blame: say what to do"),
        ("en", {**GOOD, "door.title": "You must not pay"}, "no blame: say what to do"),
        ("es", {**GOOD, "door.title": "Escanea el producto"}, "usted: escanee"),
        ("es", {**GOOD, "door.title": "Quiere pagar?"}, "has a question without ¿ or ?"),
        ("nl", {**GOOD, "door.title": "Hello  you"}, "has loose spaces"),
        ("nl", {**GOOD, "door.title": "Hello , you"}, "has a space before a stop"),
        ("nl", {**GOOD, "door.title": "Hello,you"}, "has no space behind a comma"),
        ("nl", {**GOOD, "door.title": "Foto’s"}, "has another apostrophe or quotation mark than '"),
        ("nl", {**GOOD, "door.title": "Hello."}, "is a name or a button: it ends without ."),
        (
            "nl",
            {**GOOD, "door.title": "H\N{CYRILLIC SMALL LETTER IE}llo"},
            "CYRILLIC SMALL LETTER IE, which is not a Latin letter",
        ),
        ("nl", {**GOOD, "door.title": "He\N{ZERO WIDTH SPACE}llo"}, "U+200B ZERO WIDTH SPACE, which is not seen"),
        (
            "nl",
            {**GOOD, "door.title": "He\N{RIGHT-TO-LEFT OVERRIDE}llo"},
            "U+202E RIGHT-TO-LEFT OVERRIDE, which is not seen",
        ),
        ("nl", {**GOOD, "door.count": ("{n!r} door", "{n} doors")}, "door.count: has {n!r} where {n} must stand"),
        ("nl", {**GOOD, "door.count": ("{n:>9} door", "{n} doors")}, "door.count: has {n:>9} where {n} must stand"),
        ("nl", {**GOOD, "door.count": ("{n.real} door", "{n} doors")}, "door.count: has {n.real} where {n} must stand"),
    ],
)
def test_the_check_finds_a_spoilt_text(
    small: Path, language: str, spoilt: Mapping[str, str | tuple[str, ...]], problem: str
) -> None:
    write_catalogue(small / f"{language}.po", spoilt)
    assert any(problem in found for found in check(small)), check(small)


def test_the_check_finds_a_text_that_waits_for_review(small: Path) -> None:
    write_catalogue(small / "nl.po", GOOD, mark="#, fuzzy")
    assert f"{small}/nl.po: door.title: waits for review: take the mark fuzzy away when it is right" in check(small)


def test_the_check_finds_another_word_for_the_same_thing(small: Path) -> None:
    for language in LANGUAGES:
        write_catalogue(small / f"{language}.po", {"door.title": "Touch the screen"})
    found = check(small)
    assert f"{small}/pt-PT.po: door.title: does not call 'screen' 'ecrã': 'Touch the screen'" in found


def test_the_check_is_content_with_good_catalogues(small: Path) -> None:
    assert check(small) == []


def test_the_check_finds_a_sentence_without_its_stop_and_one_that_was_never_translated(small: Path) -> None:
    for language in LANGUAGES:
        write_catalogue(small / f"{language}.po", {"door.text": "Go in and sit down."})
    write_catalogue(small / "nl.po", {"door.text": "Ga naar binnen"})
    found = check(small)
    assert f"{small}/nl.po: door.text: is a sentence: it ends with . or ?: 'Ga naar binnen'" in found
    assert f"{small}/es.po: door.text: is still in English: 'Go in and sit down.'" in found


def test_a_sites_catalogue_is_held_to_the_same_rules_but_may_choose_its_form_of_address(small: Path) -> None:
    own = small / "own.po"
    write_catalogue(own, {**GOOD, "door.title": "Je kaart"})
    assert check_files({"nl": own}, small) == []
    write_catalogue(own, {"door.title": "Je kaart", "door.count": ("{n} deur voor u", "{n} deuren voor je")})
    assert check_files({"nl": own}, small) == [
        f"{own}: door.count: says 'u' where the others say 'je': one form of address, never mixed"
    ]
    write_catalogue(own, {**GOOD, "door.title": "Kaart!"})
    assert check_files({"nl": own}, small) == [f"{own}: door.title: has an exclamation mark: 'Kaart!'"]
