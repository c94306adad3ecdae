"""What a model has, read from a file of facts (`config/<kind>/<profile>.toml`), never guessed.

A driver says which keys its files have and reads them one by one; every error names file, key and what is allowed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from devices.url import UrlError


class ProfileError(UrlError):
    """A profile is not usable; names file, key and what is allowed. To who opens a device it is a bad URL."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        ValueError.__init__(self, f"{file}, {key}: {problem}")
        self.part, self.problem, self.allowed = "option profile", problem, "a profile that can be read"


class Profile:
    """The facts of one file. Every key must be there: what is not known of a model is not printed by chance."""

    def __init__(self, file: str, facts: dict[str, Any]) -> None:
        self._file = file
        self._facts = facts

    def text(self, key: str) -> str:
        """Give a text. Raises `ProfileError`, as all readers do."""
        found = self._facts.get(key)
        if type(found) is not str:
            raise self.error(key, "missing or not a text")
        return found

    def flag(self, key: str) -> bool:
        """Give true or false."""
        found = self._facts.get(key)
        if type(found) is not bool:
            raise self.error(key, "missing or not true or false")
        return found

    def whole(self, key: str, lowest: int, highest: int) -> int:
        """Give a whole number of a range."""
        found = self._facts.get(key)
        if type(found) is not int:
            raise self.error(key, f"missing or not of type int; allowed: {lowest}..{highest}")
        if not lowest <= found <= highest:
            raise self.error(key, f"allowed: {lowest}..{highest}")
        return found

    def word(self, key: str, allowed: Collection[str]) -> str:
        """Give one of a few words."""
        found = self._facts.get(key)
        if type(found) is not str or found not in allowed:
            raise self.error(key, f"allowed: {', '.join(allowed)}")
        return found

    def words(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Give a list of such words."""
        found = self._facts.get(key)
        if type(found) is not list or not all(type(word) is str and word in allowed for word in found):
            raise self.error(key, f"allowed: a list of {', '.join(allowed)}")
        return tuple(found)

    def section(self, key: str) -> dict[str, Any]:
        """Give the lines below `[key]`; their meaning is the reader's to check."""
        found = self._facts.get(key)
        if type(found) is not dict:
            raise self.error(key, f"missing; allowed: a section [{key}]")
        return found

    def error(self, key: str, problem: str) -> ProfileError:
        """Make an error that names the file and the key."""
        return ProfileError(self._file, key, problem)


def read(folder: Path, name: str, keys: Collection[str]) -> Profile:
    """Read the file of one model. Raises `UrlError` when there is none, `ProfileError` for a key that nobody reads."""
    path = folder / f"{name}.toml"
    known = sorted(found.stem for found in folder.glob("*.toml"))
    if name not in known:
        raise UrlError("option profile", f"there is no {path.name}", ", ".join(known))
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ProfileError(path.name, "whole", f"not TOML: {problem}") from problem
    for key in facts:
        if key not in keys:
            raise ProfileError(path.name, key, f"unknown; allowed: {', '.join(keys)}")
    return Profile(path.name, facts)
