"""Says a key in one language, and writes and speaks amounts, days and times as the site does."""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from kiosk.words.compiled import CATALOGUES, COMPILED, MissingWord, messages_of
from kiosk.words.languages import BABEL_LOCALE, resolve_language

# currencies whose two parts have a word in the catalogue; the pesos share theirs
_SPOKEN: Final = {
    "EUR": "EUR", "BRL": "BRL", "GBP": "GBP", "USD": "USD",
    "ARS": "peso", "CLP": "peso", "COP": "peso", "MXN": "peso",
}  # fmt: skip
_NBSP: Final = "\N{NO-BREAK SPACE}"
_MINUS: Final = "\N{MINUS SIGN}"


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

    `language` is one of `LANGUAGES`; ``pt`` means ``pt-BR``. `own` are the site's own messages in this language, from
    `kiosk.words.own`: the house's words are then not read at all. Raises ValueError for any other language.
    """

    def __init__(
        self,
        language: str,
        site: SiteFormat,
        *,
        own: gettext.GNUTranslations | None = None,
        catalogues: Path = CATALOGUES,
        compiled: Path = COMPILED,
    ) -> None:
        self.language = resolve_language(language)
        self.site = site
        self._messages = own or messages_of(self.language, catalogues, compiled)

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
        """Put an amount of minor units into words to be spoken: ``16 euro en 72 cent``.

        Digits have no group separators: some voices take one for a decimal point.
        """
        from babel import numbers

        digits = numbers.get_currency_precision(currency)
        name = _SPOKEN.get(currency)
        text = self._spoken_parts(abs(minor), 10**digits, name) if name else self._spoken_name(abs(minor), currency)
        return self.say("money.minus", amount=text) if minor < 0 else text

    def _spoken_parts(self, minor: int, minor_per_major: int, name: str) -> str:
        major, rest = divmod(minor, minor_per_major)
        whole = self.say(f"money.{name}.major", n=major)
        if rest == 0:
            return whole
        part = self.say(f"money.{name}.minor", n=rest)
        return part if major == 0 else self.say("money.and", major=whole, minor=part)

    def _spoken_name(self, minor: int, currency: str) -> str:
        """Any other currency by the name CLDR has for it: ``16,72 Zweedse kroon``."""
        from babel import numbers

        digits = numbers.get_currency_precision(currency)
        amount = Decimal(minor).scaleb(-digits)
        is_whole = amount == amount.to_integral_value()
        return numbers.format_currency(
            amount.to_integral_value() if is_whole else amount,
            currency,
            format="0" if is_whole else "0." + "0" * digits,
            locale=BABEL_LOCALE[self.language],
            format_type="name",
            currency_digits=False,
        )

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
        locale = Locale.parse(BABEL_LOCALE[self.language])
        return dates.format_date(value, self._long_pattern(), locale=locale)

    def _long_pattern(self) -> str:
        from babel import Locale

        def order(pattern: str) -> str:
            letters = re.sub("'[^']*'|[^dMy]", "", pattern)
            return "".join(dict.fromkeys(letters))

        own = str(Locale.parse(BABEL_LOCALE[self.language]).date_formats["long"].pattern)
        wanted = order(str(Locale.parse(self.site.locale).date_formats["long"].pattern))
        return own if order(own) == wanted else {"Mdy": "MMMM d, y", "yMd": "y MMMM d"}.get(wanted, "d MMMM y")

    def time(self, value: datetime) -> str:
        """Write the time of day of an aware `value` in the site's zone and format: ``14:32``."""
        from babel import Locale, dates

        pattern = Locale.parse(self.site.locale).time_formats["short"].pattern
        # CLDR 42 and later part the time from AM/PM with a narrow space, which few printers and fonts have
        text = dates.format_time(self._local(value), pattern, locale=BABEL_LOCALE[self.language])
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


@functools.lru_cache(maxsize=4096)
def _currency(minor: int, currency: str, locale: str) -> str:
    """Write an amount; kept, because a basket shows the same ones again and again."""
    from babel import numbers

    amount = Decimal(minor).scaleb(-numbers.get_currency_precision(currency))
    text = numbers.format_currency(amount, currency, locale=locale)
    return text.replace("\N{NARROW NO-BREAK SPACE}", _NBSP)  # few printers and fonts have the narrow one


@functools.cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
