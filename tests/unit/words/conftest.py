"""What the tests of words share: a folder of small catalogues, and one to compile into."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import words
from kiosk.words import LANGUAGES
from tests.unit.words.written import GOOD, write_catalogue


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    return tmp_path / "i18n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Catalogues of a few words in every language, free to be spoilt."""
    folder = tmp_path / "catalogues"
    folder.mkdir()
    (folder / "rules.toml").write_bytes((words.CATALOGUES / "rules.toml").read_bytes())
    for language in LANGUAGES:
        write_catalogue(folder / f"{language}.po", GOOD)
    return folder
