"""What the pages say of settings has words: every section of the schema, every fault of a bundle."""

from __future__ import annotations

import pytest

from kiosk.domain.staff.configured import BundleFault, Source
from kiosk.domain.text import text
from kiosk.phrases import phrase
from kiosk.settings import Settings
from kiosk.words import LANGUAGES, SiteFormat, Words

KEYS = (
    *(f"configure.section.{name}" for name in Settings.model_fields),
    *(f"configure.refused.{fault.value}" for fault in BundleFault),
    *(f"configure.problem.{why}" for why in ("failed", "last", "refused", "stale", "storage")),
    *(f"configure.difference.{source.value}.title" for source in Source),
    *(f"configure.applied.{source.value}" for source in Source),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_name_that_a_page_makes_up_has_its_words(key: str, language: str) -> None:
    said = phrase(text(key), Words(language, SiteFormat()))
    assert said
    assert said != key
