"""What the pages say of settings has words: every section, key and refusal, every fault of a bundle."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.configuring import saying
from kiosk.configuring.keys import describe
from kiosk.domain.staff.configured import BundleFault, Key, Source
from kiosk.domain.text import text
from kiosk.phrases import phrase
from kiosk.settings import Settings, load
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.configuring.given import configuring

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


@pytest.mark.parametrize("key", describe(load(), {}), ids=lambda key: key.name)
def test_every_key_says_in_every_language_what_it_does(key: Key) -> None:
    assert key.does is not None
    said = {language: phrase(key.does, Words(language, SiteFormat())) for language in LANGUAGES}
    assert len({said["en"], said["nl"], said["es"]}) == 3


REFUSED = {
    "screen.viewing_mm": ("5000", "range"), "screen.width_px": ("wide", "number"), "screen.look": ("pink", "choice"),
    "audio.sounds": ("loud", "choice"), "site.name": ("x" * 41, "longest"), "site.kiosk": ("", "shortest"),
    "site.languages": ("en fr", "choice"), "site.locale": ("xx_YY", "site.locale"),
    "site.timezone": ("Mars/Olympus", "site.timezone"), "site.currency": ("XQQ", "site.currency"),
    "site.tax": ("ZZ", "site.tax"),
    "site.in_store": ("ZZ", "site.in_store"), "site.journeys": ("banking", "site.journeys"),
    "site.person.opens": ("25:00", "site.person"), "screen.bottom_edge_mm": ("1001", "range"),
    "devices.printer": ("nonsense", "devices"), "departures.url": ("mysql://x", "departures.url"),
    "speech.transcript": ("said.jsonl", "speech.transcript"), "audio.speaker_dba": ("20", "audio.speaker_dba"),
    "keypad.up": ("no-such-key", "keypad"), "service.media": ("sticks", "service.media"),
    "people.two_persons": ("fly", "people.two_persons"), "staff.listen": ("8.8.8.8:1", "staff.listen"),
    "store.data_dir": ("elsewhere", "fixed"), "devices.hangs_on": ("x", "table"), "site.colour": ("red", "no_key"),
    "brand.file": ("no-such-file.toml", "brand.file"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_value_that_is_refused_says_why_in_every_language(name: str, tmp_path: Path) -> None:
    value, why = REFUSED[name]
    found = configuring(tmp_path).checked({name: value})
    assert isinstance(found, tuple), name
    assert all(one.allowed for one in found)
    assert found[0].why is not None, found[0]
    assert found[0].why.key == f"configure.why.{why}"
    said = {phrase(found[0].why, Words(language, SiteFormat())) for language in LANGUAGES}
    assert len(said) >= 3


def test_what_nobody_has_words_for_is_told_as_the_check_tells_it() -> None:
    assert saying.does("site.colour") is None
    assert saying.reason("receipt.default") is None
    assert saying.why("receipt.default", {"type": "value_error"}, None) is None
