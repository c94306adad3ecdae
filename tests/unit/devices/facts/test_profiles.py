"""Files of facts about a model: each error names the file, the key and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.profiles import Profile, ProfileError, read
from devices.url import UrlError


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (lambda facts: facts.text("number"), "own.toml, number: missing or not a text"),
        (lambda facts: facts.flag("number"), "own.toml, number: missing or not true or false"),
        (lambda facts: facts.whole("flag", 1, 9), r"own.toml, flag: missing or not of type int; allowed: 1\.\.9"),
        (lambda facts: facts.whole("number", 8, 9), r"own.toml, number: allowed: 8\.\.9"),
        (lambda facts: facts.word("text", ("a", "b")), "own.toml, text: allowed: a, b"),
        (lambda facts: facts.words("list", ("a", "b")), "own.toml, list: allowed: a list of a, b"),
        (lambda facts: facts.words("text", ("a", "b")), "own.toml, text: allowed: a list of a, b"),
        (lambda facts: facts.section("text"), r"own.toml, text: missing; allowed: a section \[text\]"),
        (lambda facts: facts.text("none"), "own.toml, none: missing"),
    ],
)
def test_a_fact_of_another_kind_names_file_key_and_what_is_allowed(reading: object, said: str) -> None:
    facts = Profile("own.toml", {"number": 7, "flag": True, "text": "word", "list": ["a", "c"]})
    assert callable(reading)
    with pytest.raises(ProfileError, match=said):
        reading(facts)


def test_facts_are_read_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('number = 7\nflag = false\ntext = "a"\nlist = ["b"]\n[more]\nx = 1\n')
    facts = read(tmp_path, "own", ("number", "flag", "text", "list", "more"))
    assert (facts.whole("number", 1, 9), facts.flag("flag"), facts.text("text")) == (7, False, "a")
    assert (facts.word("text", ("a",)), facts.words("list", ("b",)), facts.section("more")) == ("a", ("b",), {"x": 1})


@pytest.mark.parametrize("text", ["number = ", "colour = 1"])
def test_a_file_that_cannot_be_read_stops_the_start_as_a_bad_url_does(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(UrlError, match=r"own.toml"):
        read(tmp_path, "own", ("number",))
