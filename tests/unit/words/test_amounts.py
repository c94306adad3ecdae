"""Amounts are the site's in every language, and are spoken in the customer's words, whatever their size."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.words import LANGUAGES, SiteFormat, Words

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SITES = {  # how the site writes 1672, 123456789, 0 and -1672 minor units
    ("pt_BR", "BRL"): (f"R${NBSP}16,72", f"R${NBSP}1.234.567,89", f"R${NBSP}0,00", f"{MINUS}{NBSP}R${NBSP}16,72"),
    ("pt_PT", "EUR"): (f"16,72{NBSP}€", f"1{NBSP}234{NBSP}567,89{NBSP}€", f"0,00{NBSP}€", f"{MINUS}16,72{NBSP}€"),
    ("nl_NL", "EUR"): (f"€{NBSP}16,72", f"€{NBSP}1.234.567,89", f"€{NBSP}0,00", f"{MINUS}{NBSP}€{NBSP}16,72"),
    ("en_IE", "EUR"): ("€16.72", "€1,234,567.89", "€0.00", f"{MINUS}€16.72"),
    ("es_MX", "MXN"): ("$16.72", "$1,234,567.89", "$0.00", f"{MINUS}$16.72"),
    ("es_AR", "ARS"): ("$16,72", "$1.234.567,89", "$0,00", f"{MINUS}$16,72"),
    ("es_CL", "CLP"): ("$1.672", "$123.456.789", "$0", f"{MINUS}$1.672"),
    ("es_UY", "UYU"): (f"${NBSP}16,72", f"${NBSP}1.234.567,89", f"${NBSP}0,00", f"{MINUS}{NBSP}${NBSP}16,72"),
    ("en_GB", "GBP"): ("£16.72", "£1,234,567.89", "£0.00", f"{MINUS}£16.72"),
}
EXPONENT = {"CLP": 0}
SPOKEN = {  # 1672, 100, 1, 99, 101 and -205 minor units
    ("EUR", "en"): (
        "16 euros and 72 cents", "1 euro", "1 cent", "99 cents", "1 euro and 1 cent", "minus 2 euros and 5 cents",
    ),
    ("EUR", "nl"): ("16 euro en 72 cent", "1 euro", "1 cent", "99 cent", "1 euro en 1 cent", "min 2 euro en 5 cent"),
    ("EUR", "es"): (
        "16 euros con 72 céntimos", "1 euro", "1 céntimo", "99 céntimos", "1 euro con 1 céntimo",
        "menos 2 euros con 5 céntimos",
    ),
    ("EUR", "pt-BR"): (
        "16 euros e 72 centavos", "1 euro", "1 centavo", "99 centavos", "1 euro e 1 centavo",
        "menos 2 euros e 5 centavos",
    ),
    ("EUR", "pt-PT"): (
        "16 euros e 72 cêntimos", "1 euro", "1 cêntimo", "99 cêntimos", "1 euro e 1 cêntimo",
        "menos 2 euros e 5 cêntimos",
    ),
    ("BRL", "pt-BR"): (
        "16 reais e 72 centavos", "1 real", "1 centavo", "99 centavos", "1 real e 1 centavo",
        "menos 2 reais e 5 centavos",
    ),
    ("MXN", "es"): (
        "16 pesos con 72 centavos", "1 peso", "1 centavo", "99 centavos", "1 peso con 1 centavo",
        "menos 2 pesos con 5 centavos",
    ),
    ("GBP", "en"): (
        "16 pounds and 72 pence", "1 pound", "1 penny", "99 pence", "1 pound and 1 penny", "minus 2 pounds and 5 pence",
    ),
    ("CLP", "es"): ("1672 pesos", "100 pesos", "1 peso", "99 pesos", "101 pesos", "menos 205 pesos"),
    ("CLP", "nl"): ("1672 peso", "100 peso", "1 peso", "99 peso", "101 peso", "min 205 peso"),
    ("UYU", "es"): (
        "16.72 pesos uruguayos", "1 peso uruguayo", "0.01 pesos uruguayos", "0.99 pesos uruguayos",
        "1.01 pesos uruguayos", "menos 2.05 pesos uruguayos",
    ),
    ("SEK", "nl"): (
        "16,72 Zweedse kronen", "1 Zweedse kroon", "0,01 Zweedse kronen", "0,99 Zweedse kronen",
        "1,01 Zweedse kronen", "min 2,05 Zweedse kronen",
    ),
}  # fmt: skip


def words(language: str, locale: str, currency: str) -> Words:
    return Words(language, SiteFormat(locale, currency, "Europe/Lisbon"))


@pytest.mark.parametrize(("locale", "currency"), SITES)
def test_an_amount_is_the_same_on_a_sites_screens_in_every_language(locale: str, currency: str) -> None:
    for language in LANGUAGES:
        own = words(language, locale, currency)
        written = tuple(own.money(minor, currency) for minor in (1672, 123_456_789, 0, -1672))
        assert written == SITES[locale, currency]


@pytest.mark.parametrize(("currency", "language"), SPOKEN)
def test_an_amount_is_spoken_in_the_customers_words(currency: str, language: str) -> None:
    own = words(language, "pt_PT", "EUR")
    assert (
        tuple(own.spoken_money(minor, currency) for minor in (1672, 100, 1, 99, 101, -205))
        == SPOKEN[currency, language]
    )


@given(st.sampled_from(sorted(SITES)), st.integers(-9_999_999_999, 9_999_999_999))
def test_the_digits_written_are_those_of_the_amount_in_every_language(site: tuple[str, str], minor: int) -> None:
    locale, currency = site
    exponent = EXPONENT.get(currency, 2)
    texts = {words(language, locale, currency).money(minor, currency) for language in LANGUAGES}
    (text,) = texts
    digits = re.sub(r"\D", "", text)
    assert digits == f"{abs(minor):0{exponent + 1}d}"
    assert text.startswith(MINUS) == (minor < 0)
    assert not {unicodedata.category(own) for own in text} & {"Cc", "Cf"}
    assert " " not in text, "an amount is never broken over two lines"
    assert unicodedata.normalize("NFKC", text).count(" ") == text.count(NBSP)


@given(
    st.sampled_from(["EUR", "BRL", "GBP", "USD", "ARS", "CLP", "COP", "MXN", "UYU", "JPY", "SEK"]),
    st.sampled_from(LANGUAGES),
    st.integers(-9_999_999_999, 9_999_999_999),
)
def test_the_digits_spoken_are_those_of_the_amount(currency: str, language: str, minor: int) -> None:
    text = words(language, "nl_NL", "EUR").spoken_money(minor, currency)
    exponent = 0 if currency in ("CLP", "JPY") else 2
    spoken = [int(number) for number in re.findall(r"\d+", text)]
    major, rest = divmod(abs(minor), 10**exponent)
    assert spoken in ([major, rest], [major] if rest == 0 else [rest] if major == 0 else [major, rest])
    assert not re.search(r"\d[.,]\d{3}\b", text), "a group separator may be taken for a decimal point"
