"""Words are found or it is a fault; counting, amounts, dates and times are right in every language and site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk import words
from kiosk.words import LANGUAGES, MissingWord, SiteFormat, Words
from kiosk.words.compiled import messages_of
from tests.unit.words.written import write_catalogue

ROOT = Path(__file__).resolve().parents[3]
NL = SiteFormat("nl_NL", "EUR", "Europe/Amsterdam")
PT = SiteFormat("pt_PT", "EUR", "Europe/Lisbon")
BR = SiteFormat("pt_BR", "BRL", "America/Sao_Paulo")
IE = SiteFormat("en_IE", "EUR", "Europe/Dublin")
NBSP = "\N{NO-BREAK SPACE}"


# --- what goes wrong ------------------------------------------------------------------------------------------------


def test_an_unknown_key_is_a_fault_and_not_a_text() -> None:
    with pytest.raises(MissingWord, match=r"nl: no word 'no\.such\.key'"):
        Words("nl", NL).say("no.such.key")


def test_a_missing_argument_is_a_fault_and_not_a_text() -> None:
    with pytest.raises(MissingWord, match=r"action\.pay lacks the argument 'amount'"):
        Words("nl", NL).say("action.pay")


def test_counting_a_word_that_is_not_counted_is_a_fault() -> None:
    with pytest.raises(MissingWord, match="no counted word"):
        Words("nl", NL).say("action.back", n=2)


def test_a_counted_word_without_its_number_is_a_fault() -> None:
    with pytest.raises(MissingWord):
        Words("nl", NL).say("checkout.count")


def test_a_number_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(TypeError, match="not a whole number"):
        Words("nl", NL).say("checkout.count", n="3")


def test_a_language_without_a_catalogue_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'de'; there are: pt-BR, pt-PT, nl, es, en"):
        Words("de", NL)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Words("nl", NL).time(datetime(2026, 11, 21, 14, 32))  # the fault under test


def test_a_broken_compiled_catalogue_is_made_anew(small: Path, compiled: Path) -> None:
    target = words.compile_all(small, compiled)[LANGUAGES.index("nl")]
    at_ns = target.stat().st_mtime_ns
    for wreck in (b"", b"\xde\x12\x04\x95", b"garbage" * 9, target.read_bytes()[:40]):
        target.write_bytes(wreck)
        os.utime(target, ns=(at_ns, at_ns))
        assert fresh("nl", small, compiled).say("door.title") == "Hello"
        assert target.read_bytes() != wreck


def test_a_changed_catalogue_is_compiled_again(small: Path, compiled: Path) -> None:
    assert fresh("nl", small, compiled).say("door.title") == "Hello"
    write_catalogue(small / "nl.po", {"door.title": "Dag"})
    os.utime(small / "nl.po", ns=(1, 1))  # older than what was compiled: a restored backup counts as a change
    assert fresh("nl", small, compiled).say("door.title") == "Dag"


def test_words_are_said_where_nothing_can_be_written(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    assert fresh("nl", small, blocked / "i18n").say("door.title") == "Hello"


def test_a_draft_is_not_left_behind_when_writing_fails(
    small: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        words.compile_all(small, compiled)
    assert [path for path in compiled.rglob("*") if path.is_file()] == []


def fresh(language: str, catalogues: Path, compiled: Path) -> Words:
    """Words as a newly started kiosk has them."""
    messages_of.cache_clear()  # a second start within one process
    return Words(language, NL, catalogues=catalogues, compiled=compiled)


# --- counting, amounts, dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pt-BR", ["0 produto", "1 produto", "2 produtos"]),
        ("pt-PT", ["0 artigos", "1 artigo", "2 artigos"]),
        ("nl", ["0 artikelen", "1 artikel", "2 artikelen"]),
        ("es", ["0 productos", "1 producto", "2 productos"]),
        ("en", ["0 items", "1 item", "2 items"]),
    ],
)
def test_a_number_of_things_is_said_as_the_language_counts(language: str, said: list[str]) -> None:
    assert [Words(language, NL).say("checkout.count", n=n) for n in (0, 1, 2)] == said


def test_an_argument_with_braces_is_left_as_it_is() -> None:
    assert Words("en", NL).say("action.remove_line", name="{n} %s {}") == "Remove {n} %s {}"


@pytest.mark.parametrize(
    ("site", "currency", "written", "below_zero"),
    [
        (NL, "EUR", f"€{NBSP}16,72", f"\N{MINUS SIGN}{NBSP}€{NBSP}16,72"),
        (PT, "EUR", f"16,72{NBSP}€", f"\N{MINUS SIGN}16,72{NBSP}€"),
        (BR, "BRL", f"R${NBSP}16,72", f"\N{MINUS SIGN}{NBSP}R${NBSP}16,72"),
        (IE, "EUR", "€16.72", "\N{MINUS SIGN}€16.72"),
    ],
)
def test_an_amount_is_written_as_the_site_does_in_every_language(
    site: SiteFormat, currency: str, written: str, below_zero: str
) -> None:
    for language in LANGUAGES:
        assert Words(language, site).money(1672, currency) == written
        assert Words(language, site).money(-1672, currency) == below_zero


def test_an_amount_beyond_the_precision_of_a_float_keeps_every_cent() -> None:
    assert Words("nl", IE).money(9_007_199_254_740_993_01, "EUR") == "€9,007,199,254,740,993.01"
    assert Words("nl", IE).money(0, "EUR") == "€0.00"
    assert Words("nl", NL).money(1672, "JPY") == f"JP¥{NBSP}1.672"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pt-BR", ["16 euros e 72 centavos", "1 euro", "1 centavo", "2 reais e 50 centavos", "menos 5 centavos"]),
        ("pt-PT", ["16 euros e 72 cêntimos", "1 euro", "1 cêntimo", "2 reais e 50 centavos", "menos 5 cêntimos"]),
        ("nl", ["16 euro en 72 cent", "1 euro", "1 cent", "2 real en 50 centavo", "min 5 cent"]),
        ("es", ["16 euros con 72 céntimos", "1 euro", "1 céntimo", "2 reales con 50 centavos", "menos 5 céntimos"]),
        ("en", ["16 euros and 72 cents", "1 euro", "1 cent", "2 reais and 50 centavos", "minus 5 cents"]),
    ],
)
def test_an_amount_is_spoken_in_the_words_of_the_customer(language: str, said: list[str]) -> None:
    own = Words(language, NL)
    amounts = [(1672, "EUR"), (100, "EUR"), (1, "EUR"), (250, "BRL"), (-5, "EUR")]
    assert [own.spoken_money(minor, currency) for minor, currency in amounts] == said


def test_an_amount_of_nothing_and_of_a_rare_currency_can_be_spoken() -> None:
    assert Words("nl", NL).spoken_money(0, "EUR") == "0 euro"
    assert Words("en", NL).spoken_money(1250, "CHF") == "12.50 Swiss francs"


@pytest.mark.parametrize(
    ("site", "language", "short", "long"),
    [
        (NL, "nl", "21-11-2026", "21 november 2026"),
        (NL, "pt-BR", "21-11-2026", "21 de novembro de 2026"),
        (PT, "en", "21/11/2026", "21 November 2026"),
        (IE, "es", "21/11/2026", "21 de noviembre de 2026"),
        (SiteFormat("en_US", "USD", "America/New_York"), "nl", "11/21/2026", "november 21, 2026"),
        (SiteFormat("sv_SE", "SEK", "Europe/Stockholm"), "en", "2026-11-21", "21 November 2026"),
        (SiteFormat("hu_HU", "HUF", "Europe/Budapest"), "en", "2026. 11. 21.", "2026 November 21"),
    ],
)
def test_a_date_has_the_order_of_the_site_and_the_words_of_the_customer(
    site: SiteFormat, language: str, short: str, long: str
) -> None:
    own = Words(language, site)
    assert (own.date(date(2026, 11, 21)), own.date(date(2026, 11, 21), "long")) == (short, long)


def test_a_time_is_that_of_the_site_whatever_the_zone_it_came_in() -> None:
    noon = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)
    assert (Words("es", NL).time(noon), Words("es", NL).date(noon)) == ("00:05", "22-11-2026")
    assert Words("es", BR).time(noon) == "20:05"
    assert re.fullmatch(rf"6:05{NBSP}pm", Words("en", SiteFormat("en_US", "USD", "America/New_York")).time(noon))


def test_a_language_says_its_country_only_beside_its_sister() -> None:
    own = Words("nl", NL)
    assert [own.own_name(language) for language in LANGUAGES] == [
        "Português",
        "Português",
        "Nederlands",
        "Español",
        "English",
    ]
    assert own.own_name("pt", ["en", "pt-BR"]) == "Português"
    assert own.own_name("pt-BR", LANGUAGES) == "Português (Brasil)"
    assert own.own_name("pt-PT", LANGUAGES) == "Português (Portugal)"
    assert own.own_name("nl", LANGUAGES) == "Nederlands"


def test_pt_means_the_brazilian_catalogue() -> None:
    assert Words("pt", NL).language == "pt-BR"


# --- how it is started ----------------------------------------------------------------------------------------------


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_a_word_from_a_compiled_catalogue_is_said_without_babel(small: Path, compiled: Path) -> None:
    words.compile_all(small, compiled)
    script = (
        "import sys; from pathlib import Path; from kiosk.words import SiteFormat, Words;"
        f"own = Words('nl', SiteFormat(), catalogues=Path({str(small)!r}), compiled=Path({str(compiled)!r}));"
        "print(own.say('door.title'), own.say('door.count', n=2), 'babel' in sys.modules, 'PySide6' in sys.modules)"
    )
    assert run("-c", script).stdout == "Hello 2 doors False False\n"


def test_the_commands_compile_and_check_and_refuse_others() -> None:
    compiled = run("-m", "kiosk.words", "compile")
    assert (compiled.returncode, len(compiled.stdout.splitlines())) == (0, len(LANGUAGES))
    assert run("-m", "kiosk.words", "check").stdout == "5 catalogues are in order\n"
    refused = run("-m", "kiosk.words", "translate")
    assert (refused.returncode, refused.stderr) == (
        2,
        "use: python -m kiosk.words compile | check [LANGUAGE=FILE.po ...]\n",
    )
