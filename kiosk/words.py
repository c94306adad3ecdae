"""Says everything the kiosk says: one catalogue of words for screens, papers and speech.

Words are looked up by key in ``assets/i18n/<language>.po`` (msgid = key, also in English). Compiled catalogues are kept
under ``var/i18n`` and renewed on their own. Amounts, dates and times take the format of the site whatever the
language; only month names and spoken amounts follow the customer. Importing this module and saying a word need no
babel: the first screen does not wait for it.
"""

from __future__ import annotations

import functools
import gettext
import io
import logging
import os
import re
import string
import struct
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NoReturn
from zoneinfo import ZoneInfo

LANGUAGES = ("pt-BR", "pt-PT", "nl", "es", "en")
CATALOGUES = Path(__file__).resolve().parents[1] / "assets" / "i18n"
COMPILED = Path(__file__).resolve().parents[1] / "var" / "i18n"

_BABEL_LOCALE = {"pt-BR": "pt_BR", "pt-PT": "pt_PT", "nl": "nl_NL", "es": "es_419", "en": "en_GB"}
_SPOKEN_CURRENCIES = frozenset({"EUR", "BRL"})
_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_log = logging.getLogger(__name__)


class MissingWord(LookupError):
    """A key, a counted form or an argument is missing: a fault of the build, never shown to a customer."""


@dataclass(frozen=True, slots=True)
class SiteFormat:
    """How this site writes amounts, dates and times, in every language.

    `locale` is a CLDR name such as ``nl_NL``, `currency` an ISO 4217 code, `timezone` an IANA name.
    """

    locale: str = "nl_NL"
    currency: str = "EUR"
    timezone: str = "Europe/Amsterdam"


class Words:
    """The words of one language, with amounts and times as the site writes them.

    `language` is one of `LANGUAGES`; ``pt`` means ``pt-BR``. Raises ValueError for any other.
    """

    def __init__(
        self, language: str, site: SiteFormat, *, catalogues: Path = CATALOGUES, compiled: Path = COMPILED
    ) -> None:
        self.language = resolve_language(language)
        self.site = site
        self._messages = _messages(self.language, catalogues, compiled)

    def say(self, key: str, /, **args: object) -> str:
        """Return the text of `key` with its ``{name}`` places filled; `n` (int) chooses the counted form.

        Raises MissingWord for an unknown key or a missing argument. Amounts are passed as finished text.
        """
        count = args.get("n")
        if count is None:
            text = self._messages.gettext(key)
        elif isinstance(count, int):
            text = self._messages.ngettext(key, key, count)
        else:
            raise TypeError(f"{key}: n is {count!r}, not a whole number")
        try:
            return text.format_map(args)
        except (KeyError, IndexError, ValueError) as problem:
            raise MissingWord(f"{self.language}: {key} lacks the argument {problem}") from problem

    def money(self, minor: int, currency: str) -> str:
        """Write an amount of minor units as the site does: ``€ 16,72`` in nl_NL, ``16,72 €`` in pt_PT.

        Spaces inside are no-break spaces. A negative amount has a minus sign in front.
        """
        text = _currency(abs(minor), currency, self.site.locale)
        if minor >= 0:
            return text
        symbol_is_apart = not text[0].isdigit() and _NBSP in text.rstrip("0123456789.,")
        return _MINUS + (_NBSP if symbol_is_apart else "") + text

    def number(self, value: int, decimals: int, least: int = 0) -> str:
        """Write `value` / 10 ** `decimals` as the site does, with at least `least` decimals: ``0,842``, ``6.5``."""
        from babel import numbers

        pattern = "#,##0." + "0" * least + "#" * (decimals - least) if decimals else "#,##0"
        return numbers.format_decimal(Decimal(value).scaleb(-decimals), format=pattern, locale=self.site.locale)

    def spoken_money(self, minor: int, currency: str) -> str:
        """Put an amount of minor units into words to be spoken: ``16 euro en 72 cent``."""
        from babel import numbers

        digits = numbers.get_currency_precision(currency)
        if currency not in _SPOKEN_CURRENCIES:
            amount = Decimal(abs(minor)).scaleb(-digits)
            locale = _BABEL_LOCALE[self.language]
            text = numbers.format_currency(amount, currency, locale=locale, format_type="name")
        else:
            text = self._spoken_parts(abs(minor), 10**digits, currency)
        return self.say("money.minus", amount=text) if minor < 0 else text

    def _spoken_parts(self, minor: int, minor_per_major: int, currency: str) -> str:
        major, rest = divmod(minor, minor_per_major)
        whole = self.say(f"money.{currency}.major", n=major)
        part = self.say(f"money.{currency}.minor", n=rest)
        if rest == 0:
            return whole
        return part if major == 0 else self.say("money.and", major=whole, minor=part)

    def date(self, value: date, style: Literal["short", "long"] = "short") -> str:
        """Write a day: short ``21-11-2026`` as the site does, long ``21 de novembro de 2026`` with the site's order.

        A datetime must be aware and is taken to the site's zone first.
        """
        from babel import Locale, dates

        if isinstance(value, datetime):
            value = self._local(value).date()
        if style == "short":
            site = Locale.parse(self.site.locale)
            return dates.format_date(value, re.sub("y+", "y", site.date_formats["short"].pattern), locale=site)
        locale = Locale.parse(_BABEL_LOCALE[self.language])
        return dates.format_date(value, self._long_pattern(), locale=locale)

    def _long_pattern(self) -> str:
        from babel import Locale

        def order(pattern: str) -> str:
            letters = re.sub("'[^']*'|[^dMy]", "", pattern)
            return "".join(dict.fromkeys(letters))

        own = str(Locale.parse(_BABEL_LOCALE[self.language]).date_formats["long"].pattern)
        wanted = order(str(Locale.parse(self.site.locale).date_formats["long"].pattern))
        return own if order(own) == wanted else {"Mdy": "MMMM d, y", "yMd": "y MMMM d"}.get(wanted, "d MMMM y")

    def time(self, value: datetime) -> str:
        """Write the time of day of an aware `value` in the site's zone and format: ``14:32``."""
        from babel import Locale, dates

        pattern = Locale.parse(self.site.locale).time_formats["short"].pattern
        # CLDR 42 and later part the time from AM/PM with a narrow space, which few printers and fonts have
        text = dates.format_time(self._local(value), pattern, locale=_BABEL_LOCALE[self.language])
        return text.replace("\N{NARROW NO-BREAK SPACE}", _NBSP)

    def _local(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be written in the site's zone")
        return value.astimezone(_zone(self.site.timezone))

    def own_name(self, language: str, among: Iterable[str] = ()) -> str:
        """Return what a language calls itself; with its country when `among` holds another variety of it."""
        wanted = resolve_language(language)
        family = wanted.partition("-")[0]
        has_sibling = any(tag != wanted and tag.partition("-")[0] == family for tag in among)
        return self.say(f"language.{wanted if has_sibling else family}")


def resolve_language(tag: str) -> str:
    """Return the catalogue for a language tag (``pt`` is ``pt-BR``); ValueError names what there is."""
    wanted = {"pt": "pt-BR"}.get(tag, tag)
    if wanted not in LANGUAGES:
        raise ValueError(f"there are no words in {tag!r}; there are: {', '.join(LANGUAGES)}")
    return wanted


def compile_all(catalogues: Path = CATALOGUES, compiled: Path = COMPILED) -> list[Path]:
    """Compile every catalogue and return the files written; OSError when `compiled` cannot be written."""
    written = []
    for language in LANGUAGES:
        source = catalogues / f"{language}.po"
        target = _target(compiled, language)
        _write(target, _compile(source), source.stat().st_mtime_ns)
        written.append(target)
    return written


class _NoWord(gettext.NullTranslations):
    """Ends every failed look-up in MissingWord, where gettext alone would return the key."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> NoReturn:
        raise MissingWord(f"{self._language}: no word {message!r}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise MissingWord(f"{self._language}: no counted word {msgid1!r}")


@functools.lru_cache(maxsize=4096)
def _currency(minor: int, currency: str, locale: str) -> str:
    """Write an amount; kept, because a basket shows the same ones again and again."""
    from babel import numbers

    amount = Decimal(minor).scaleb(-numbers.get_currency_precision(currency))
    return numbers.format_currency(amount, currency, locale=locale)


@functools.cache
def _messages(language: str, catalogues: Path, compiled: Path) -> gettext.GNUTranslations:
    messages = _read_current(catalogues / f"{language}.po", _target(compiled, language))
    messages.add_fallback(_NoWord(language))
    return messages


def _read_current(source: Path, target: Path) -> gettext.GNUTranslations:
    """Read the compiled catalogue, or compile it when it is missing, broken or not made from this `source`."""
    made_from_ns = source.stat().st_mtime_ns
    try:
        if target.stat().st_mtime_ns == made_from_ns:
            with target.open("rb") as stream:
                return gettext.GNUTranslations(stream)
    except FileNotFoundError:
        pass  # the first start
    except (OSError, ValueError, struct.error) as problem:
        _log.info("compiled words are renewed: %s: %s", target, problem)
    compiled = _compile(source)
    try:
        _write(target, compiled, made_from_ns)
    except OSError as problem:
        _log.info("compiled words stay in memory: %s", problem)
    return gettext.GNUTranslations(io.BytesIO(compiled))


def _compile(source: Path) -> bytes:
    from babel.messages import mofile, pofile

    with source.open("rb") as stream:
        catalogue = pofile.read_po(stream, locale=source.stem.replace("-", "_"), abort_invalid=True)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    return compiled.getvalue()


def _write(target: Path, compiled: bytes, made_from_ns: int) -> None:
    """Put a catalogue in place at once; its time of change is its source's, by which it is recognised."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(compiled)
        os.utime(draft, ns=(made_from_ns, made_from_ns))
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _target(compiled: Path, language: str) -> Path:
    return compiled / language / "LC_MESSAGES" / "kiosk.mo"


def check(catalogues: Path = CATALOGUES) -> list[str]:
    """Return what is wrong with the catalogues, one sentence each; nothing when they may be shipped.

    All languages must hold the same keys, places and counted forms, and keep the rules of ``rules.toml`` beside them.
    """
    rules = tomllib.loads((catalogues / "rules.toml").read_text(encoding="utf-8"))
    try:
        entries = {language: _entries(catalogues / f"{language}.po") for language in LANGUAGES}
    except ValueError as unreadable:
        return [str(unreadable)]
    model = entries["en"]
    problems: list[str] = []
    for language, words in entries.items():
        problems += [f"{language}: {key} is missing" for key in sorted(model.keys() - words.keys())]
        problems += [f"{language}: {key} is left over" for key in sorted(words.keys() - model.keys())]
        for key in sorted(model.keys() & words.keys()):
            found = [*_form_problems(words[key], model[key]), *_text_problems(key, words[key], rules, language)]
            if language in ("nl", "es", "pt-BR", "pt-PT"):
                found += _glossary_problems(words[key], model[key], rules["glossary"], language)
            problems += [f"{language}: {key} {problem}" for problem in found]
    return problems


@dataclass(frozen=True, slots=True)
class _Entry:
    """One key of a catalogue: its text, or its counted forms, as many as the language has."""

    forms: tuple[str, ...]
    is_counted: bool
    is_fuzzy: bool


def _entries(source: Path) -> dict[str, _Entry]:
    from babel.messages import pofile

    with source.open("rb") as stream:
        try:
            catalogue = pofile.read_po(stream, locale=source.stem.replace("-", "_"), abort_invalid=True)
        except pofile.PoFileError as problem:
            raise ValueError(f"{source.stem}: the catalogue cannot be read: {problem}") from problem
    entries: dict[str, _Entry] = {}
    for message in catalogue:
        if isinstance(message.id, str):
            entries[message.id] = _Entry((str(message.string or ""),), False, message.fuzzy)
        else:
            forms = tuple(str(form or "") for form in message.string or ())
            entries[message.id[0]] = _Entry(forms, True, message.fuzzy)
    entries.pop("", None)  # the header
    return entries


def _form_problems(entry: _Entry, model: _Entry) -> list[str]:
    problems = ["waits for review (fuzzy)"] if entry.is_fuzzy else []
    if entry.is_counted != model.is_counted:
        return [*problems, "is counted in one language and not in the other"]
    if not all(form.strip() for form in entry.forms):
        return [*problems, "has an empty text"]
    wanted = _places(model.forms[0])
    problems += [f"has other places than {sorted(wanted)}" for form in entry.forms if _places(form) != wanted]
    if ("n" in wanted) != entry.is_counted:
        problems.append("uses {n} without counted forms, or counted forms without {n}")
    return problems


def _places(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {f"unreadable braces in {text!r}"}


def _text_problems(key: str, entry: _Entry, rules: dict[str, Any], language: str) -> list[str]:
    kind = key.rpartition(".")[2]
    most_words = rules["words"].get(kind, rules["words"]["other"])
    most_sentences = rules["sentences"].get(kind, rules["sentences"]["other"])
    longest = rules["characters"]
    most_characters = longest.get(kind) or longest.get(key.partition(".")[0]) or longest["other"]
    problems = []
    for text in entry.forms:
        sentences = [part for part in re.split(r"(?<=[.?…])\s+", text.strip()) if part]
        if any(len(sentence.split()) > most_words for sentence in sentences):
            problems.append(f"has a sentence of more than {most_words} words: {text!r}")
        if len(sentences) > most_sentences:
            problems.append(f"has more than {most_sentences} sentences: {text!r}")
        if len(text) > most_characters:
            problems.append(f"has more than {most_characters} characters: {text!r}")
        if re.search("[!¡]", text) or "..." in text or text != text.strip() or "  " in text:
            problems.append(f"has an exclamation mark, three dots or loose spaces: {text!r}")
        for word in [*rules["banned"]["all"], *rules["banned"][language]]:
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
                problems.append(f"says {word!r}: {text!r}")
    return problems


def _glossary_problems(entry: _Entry, model: _Entry, glossary: dict[str, dict[str, str]], language: str) -> list[str]:
    problems = []
    for word, translations in glossary.items():
        if re.search(rf"\b{word}\b", " ".join(model.forms), re.IGNORECASE):
            wanted = translations[language].lower().split("|")
            if not any(choice in form.lower() for form in entry.forms for choice in wanted):
                problems.append(f"does not call {word!r} {translations[language]!r}: {entry.forms[0]!r}")
    return problems


@functools.cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _main(arguments: list[str]) -> int:
    """Run ``python -m kiosk.words compile`` or ``check``; 0 when all is well."""
    if arguments == ["compile"]:
        print("\n".join(str(path) for path in compile_all()))
        return 0
    if arguments == ["check"]:
        problems = check()
        print("\n".join(problems) or f"{len(LANGUAGES)} catalogues are in order")
        return 1 if problems else 0
    print("use: python -m kiosk.words compile | check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
