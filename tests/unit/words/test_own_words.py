"""A site's own catalogue is used whole or not at all; what is wrong with it is named."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.words import CATALOGUES, MissingWord, SiteFormat, Words
from kiosk.words.own import own_files, own_words
from kiosk.words.rules import check_files
from tests.unit.words.written import GOOD, write_catalogue

NL = SiteFormat("nl_NL", "EUR", "Europe/Amsterdam")


def values(**files: object) -> dict[str, object]:
    return {"site": {"catalogues": files}}


def informal(file: Path) -> Path:
    """The Dutch words of the house with je: what a site may want."""
    text = (CATALOGUES / "nl.po").read_text(encoding="utf-8")
    keys: list[str] = []
    for line in text.split("\n"):
        said = line.startswith('msgstr "') and not line.startswith('msgstr ""')
        for formal, other in ((" uw ", " je "), (" u ", " je "), (" u.", " je."), ("Uw ", "Je "), ('"U ', '"Je ')):
            line = line.replace(formal, other) if said else line
        keys.append(line)
    file.write_text("\n".join(keys), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"door.count": GOOD["door.count"]}, "nl.po: door.title: is missing"),
        ({**GOOD, "door.title": "Dag {name}"}, "nl.po: door.title: has {name} where no {place} must stand"),
        ({**GOOD, "door.count": ("{n} deur", "")}, "nl.po: door.count: needs a text for one"),
    ],
)
def test_a_catalogue_with_a_fault_is_not_used_at_all(
    small: Path, compiled: Path, tmp_path: Path, spoilt: Mapping[str, str | tuple[str, ...]], told: str
) -> None:
    write_catalogue(tmp_path / "nl.po", spoilt)
    found = own_words(values(nl="nl.po"), tmp_path / "kiosk.toml", catalogues=small, compiled=compiled)
    assert dict(found.messages) == {}
    (problem,) = found.problems
    assert told in problem
    own = Words("nl", NL, own=found.messages.get("nl"), catalogues=small, compiled=compiled)
    assert own.say("door.title") == "Hello"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"hello"])
def test_a_file_that_is_no_catalogue_is_named_and_not_used(
    tmp_path: Path, compiled: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "nl.po").write_bytes(content)
    found = own_words(values(nl="nl.po"), tmp_path / "kiosk.toml", compiled=compiled)
    assert dict(found.messages) == {}
    assert found.problems
    assert all(line.startswith(f"{tmp_path / 'nl.po'}: ") for line in found.problems)


@pytest.mark.parametrize("shape", [{"site": {}}, {"site": {"catalogues": 5}}, values(fr="fr.po"), values(nl=5)])
def test_settings_without_catalogues_or_of_a_wrong_shape_name_no_file(tmp_path: Path, shape: dict[str, object]) -> None:
    assert own_files(shape, tmp_path / "kiosk.toml") == {}


def test_a_catalogue_that_lost_a_key_since_it_was_found_good_is_looked_at_again(
    small: Path, compiled: Path, tmp_path: Path
) -> None:
    write_catalogue(tmp_path / "nl.po", {**GOOD, "door.title": "Dag"})
    settings = tmp_path / "kiosk.toml"
    assert own_words(values(nl="nl.po"), settings, catalogues=small, compiled=compiled).problems == ()
    at = (tmp_path / "nl.po").stat().st_mtime_ns
    write_catalogue(tmp_path / "nl.po", {"door.title": "Dag"})
    os.utime(tmp_path / "nl.po", ns=(at, at))
    assert own_words(values(nl="nl.po"), settings, catalogues=small, compiled=compiled).problems != ()


def test_a_new_edition_of_the_house_asks_for_its_new_keys(small: Path, compiled: Path, tmp_path: Path) -> None:
    write_catalogue(tmp_path / "nl.po", GOOD)
    settings = tmp_path / "kiosk.toml"
    assert own_words(values(nl="nl.po"), settings, catalogues=small, compiled=compiled).problems == ()
    write_catalogue(small / "en.po", {**GOOD, "door.more": "More"})
    (told,) = own_words(values(nl="nl.po"), settings, catalogues=small, compiled=compiled).problems
    assert "door.more: is missing; in English it is 'More'" in told


def test_a_good_catalogue_is_said_in_place_of_the_houses(small: Path, compiled: Path, tmp_path: Path) -> None:
    write_catalogue(tmp_path / "nl.po", {**GOOD, "door.title": "Dag"})
    for _ in range(2):  # looked at, then found compiled
        found = own_words(values(nl="nl.po"), tmp_path / "kiosk.toml", catalogues=small, compiled=compiled)
        own = Words("nl", NL, own=found.messages["nl"], catalogues=small, compiled=compiled)
        assert (own.say("door.title"), own.say("door.count", n=2)) == ("Dag", "2 doors")
        with pytest.raises(MissingWord, match=r"nl: no word 'no\.such\.key'"):
            own.say("no.such.key")
    assert len(list(compiled.rglob("*.mo"))) == 1


def test_of_each_language_one_compiled_catalogue_is_kept(small: Path, compiled: Path, tmp_path: Path) -> None:
    for title in ("Dag", "Hallo", "Welkom"):
        write_catalogue(tmp_path / "nl.po", {**GOOD, "door.title": title})
        found = own_words(values(nl="nl.po"), tmp_path / "kiosk.toml", catalogues=small, compiled=compiled)
        assert found.messages["nl"].gettext("door.title") == title
    assert len(list(compiled.rglob("*.mo"))) == 1


def test_a_catalogue_is_used_where_nothing_can_be_written(small: Path, tmp_path: Path) -> None:
    write_catalogue(tmp_path / "nl.po", {**GOOD, "door.title": "Dag"})
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    found = own_words(values(nl="nl.po"), tmp_path / "kiosk.toml", catalogues=small, compiled=blocked / "i18n")
    assert (found.messages["nl"].gettext("door.title"), found.problems) == ("Dag", ())


def test_a_site_may_say_je_throughout_and_may_not_mix_it_with_u(tmp_path: Path) -> None:
    file = informal(tmp_path / "nl.po")
    mixed = check_files({"nl": file})
    assert mixed, "some texts still say u"
    assert all("one form of address, never mixed" in line for line in mixed), mixed
    assert all("says 'u' where the others say 'je'" in line.lower() or "'uw'" in line.lower() for line in mixed), mixed


def test_the_houses_own_catalogue_may_be_a_sites(tmp_path: Path, compiled: Path) -> None:
    file = tmp_path / "portugal.po"
    file.write_bytes((CATALOGUES / "pt-PT.po").read_bytes())
    found = own_words({"site": {"catalogues": {"pt-PT": "portugal.po"}}}, tmp_path / "kiosk.toml", compiled=compiled)
    assert found.problems == ()
    assert Words("pt-PT", NL, own=found.messages["pt-PT"]).say("action.call_person") == "Chamar um colaborador"
    assert check_files({"pt-PT": file}) == []
