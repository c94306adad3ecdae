"""A .po file that is broken in any way is named with its line, and never costs a text in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.words import CATALOGUES, LANGUAGES, compile_all
from kiosk.words.catalogue import MAX_BYTES, BadCatalogue, entries
from kiosk.words.rules import check

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
RULE = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
WORD = '\nmsgid "door.title"\nmsgstr "Hello"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "nl.po"


def problems(file: Path, content: str | bytes) -> list[str]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadCatalogue) as bad:
        entries(file, "nl")
    assert all(line.startswith(f"{file}: ") for line in bad.value.problems)
    return [line.removeprefix(f"{file}: ") for line in bad.value.problems]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "there are no words in it"),
        ("\n\n# nothing\n", "there are no words in it"),
        (HEADER + RULE + '\nmsgid "a"\nmsgstr "x\n', "line 7: 'msgstr \"x': only msgid"),
        (HEADER + RULE + "\nhello world\n" + WORD, "line 6: 'hello world': only msgid"),
        (HEADER + RULE + '\nmsgid "a"\nmsgstr "x\\q"\n', "line 7: "),
        (HEADER + RULE + '\nmsgid "a"\nmsgstr "x" "y"\n', "line 7: "),
        (HEADER + RULE + '\nmsgctxt "c"\nmsgid "a"\nmsgstr "x"\n', "line 6: 'msgctxt \"c\"': only msgid"),
        (HEADER + RULE + '\nmsgid "a"\nmsgstr[x] "y"\n', "line 7: "),
        (HEADER + RULE + '\nmsgid "a"\nmsgstr "x\x00y"\n', "line 7: "),
        ("<<<<<<< HEAD\n" + HEADER + RULE + WORD, "line 1: '<<<<<<< HEAD': only msgid"),
        (HEADER + RULE + WORD + WORD, "line 9: door.title: each key once; it stands on line 6 already"),
        (HEADER + RULE + '\nmsgid "a"\n', "line 6: missing msgstr for msgid 'a'"),
        (
            HEADER + RULE + WORD.replace("msgstr", "msgstr[2]"),
            "line 7: msgstr[2]: allowed here is msgid_plural or msgstr",
        ),
        (HEADER.replace("UTF-8", "latin-1") + RULE + WORD, "charset=latin-1: allowed is UTF-8"),
        (HEADER + RULE.replace("n != 1", "n !! 1") + WORD, "allowed is nplurals=2; plural=(n != 1);"),
        (HEADER + RULE.replace("n != 1", "n / 0") + WORD, "allowed is nplurals=2; plural=(n != 1);"),
        (HEADER + RULE.replace("n != 1", "n > 1") + WORD, "allowed is nplurals=2; plural=(n != 1);"),
        (HEADER + RULE.replace("=2", "=3") + WORD, "Plural-Forms: nplurals=3;"),
        (HEADER + RULE.replace("=2", "=x") + WORD, "the header cannot be read: "),
    ],
)
def test_a_broken_file_is_named_with_the_line_and_what_is_allowed(file: Path, content: str, told: str) -> None:
    found = problems(file, content)
    assert any(told in line for line in found), found


def test_another_encoding_is_named_with_its_line(file: Path) -> None:
    assert problems(file, (HEADER + RULE + WORD).encode() + b'\nmsgid "b"\nmsgstr "\xe9"\n') == [
        "line 10: must be in UTF-8"
    ]


def test_a_file_of_another_language_is_named(file: Path) -> None:
    content = (CATALOGUES / "es.po").read_bytes()
    assert problems(file, content) == ["Language: es: these are the words of nl"]


def test_a_file_that_is_none_is_named(file: Path, tmp_path: Path) -> None:
    for place, told in ((file, "there is no such file"), (tmp_path, "cannot be read: Is a directory")):
        with pytest.raises(BadCatalogue) as bad:
            entries(place, "nl")
        assert bad.value.problems == [f"{place}: {told}"]
    assert problems(file, b"#" * (MAX_BYTES + 1)) == [f"is larger than {MAX_BYTES} bytes"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_of_another_editor_is_read(file: Path, mark: str, ends: str) -> None:
    file.write_bytes((mark + (HEADER + RULE + WORD).replace("\n", ends)).encode())
    assert entries(file, "nl")["door.title"].forms == ("Hello",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_catalogue_with_any_bytes_in_it_is_read_or_named(file: Path, data: st.DataObject) -> None:
    whole = HEADER + RULE + WORD
    at = data.draw(st.integers(0, len(whole)))
    file.write_bytes(whole[:at].encode() + data.draw(st.binary(max_size=12)) + whole[at:].encode())
    try:
        found = set(entries(file, "nl"))
    except BadCatalogue as bad:
        found = set(bad.problems)
    assert found, "read, or named"


def test_one_broken_catalogue_does_not_hide_what_is_wrong_with_the_others(small: Path) -> None:
    (small / "nl.po").write_text("hello", encoding="utf-8")
    (small / "es.po").unlink()
    assert {line.partition(": ")[0] for line in check(small)} == {f"{small / 'es.po'}", f"{small / 'nl.po'}"}


@pytest.mark.parametrize("content", [None, b"[words", b"\xff\xfe"])
def test_rules_that_cannot_be_read_are_named(small: Path, content: bytes | None) -> None:
    (small / "rules.toml").unlink() if content is None else (small / "rules.toml").write_bytes(content)
    (told,) = check(small)
    assert told.startswith(f"{small / 'rules.toml'}: ")


def test_a_broken_catalogue_is_not_compiled(small: Path, compiled: Path) -> None:
    (small / f"{LANGUAGES[-1]}.po").write_text("hello", encoding="utf-8")
    with pytest.raises(BadCatalogue, match="line 1: 'hello'"):
        compile_all(small, compiled)
