"""The rules of countries: a file that says too little is refused, and what is not certified sells in a demo only."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.configuring.fiscal import FiscalSettings
from kiosk.domain.fiscal.profile import NO_RULES, OnFailure, Signing
from kiosk.services.fiscal.profiles import countries, profile_of
from kiosk.settings import SettingsError


@pytest.mark.parametrize(
    "text", ["", "signing = 1", 'signing = "magic"\nreason = "a"\nsource = "b"', "signing = \x00", 'signing = "none"']
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "zz.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"zz\.toml"):
        profile_of("ZZ", tmp_path)


def test_a_country_without_a_file_is_refused() -> None:
    with pytest.raises(ValueError, match="one of"):
        FiscalSettings(country="ZZ")


def test_every_country_has_a_reason_and_a_source() -> None:
    for country in countries():
        own = profile_of(country)
        assert own.reason
        assert own.source
        assert own.is_for_demo_only is own.is_signed is (own.signing is not Signing.NONE)


@pytest.mark.parametrize("country", ["PT", "BR", "ES", "DE", "XA", "XS"])
def test_what_is_not_certified_sells_in_a_demo_only_and_says_why(country: str) -> None:
    own = FiscalSettings(country=country)
    assert own.refusal(is_demo=True) == ""
    assert profile_of(country).reason in own.refusal(is_demo=False)
    own.require_allowed(Path("k.toml"), is_demo=True)
    with pytest.raises(SettingsError, match="sells in a demo only"):
        own.require_allowed(Path("k.toml"), is_demo=False)


@pytest.mark.parametrize("country", ["", "NL"])
def test_where_nothing_is_signed_goods_are_sold(country: str) -> None:
    FiscalSettings(country=country).require_allowed(Path("k.toml"), is_demo=False)


def test_without_a_country_there_are_no_rules() -> None:
    assert profile_of("") is NO_RULES
    assert profile_of("XS").on_failure is OnFailure.STOP


def test_a_sellers_number_is_checked_by_its_country() -> None:
    with pytest.raises(ValueError, match="CHECK_DIGIT"):
        FiscalSettings(country="PT", tax_no="123456788")
    assert FiscalSettings(country="PT", tax_no="123456789").tax_no == "123456789"
    assert FiscalSettings(country="DE", tax_no="anything").tax_no == "anything"
