"""Finishes unfinished words: keys with arguments, local names and amounts become text, for glass, paper and voice."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Final, Protocol

from kiosk.domain.money import Money
from kiosk.domain.text import Arg, IsoDay, LocalText, Scaled, Text, TimeOfDay

ISOLATED: Final = "\N{FIRST STRONG ISOLATE}"
ENDED: Final = "\N{POP DIRECTIONAL ISOLATE}"


class Speaker(Protocol):
    """What finishing needs of a catalogue of words; `kiosk.words.Words` is one."""

    language: str

    def say(self, key: str, /, **args: object) -> str:
        """Return the text of a key."""
        ...

    def money(self, minor: int, currency: str) -> str:
        """Write an amount as the site does."""
        ...

    def number(self, value: int, decimals: int, least: int = 0) -> str:
        """Write `value` / 10 ** `decimals` as the site does, with at least `least` decimals."""
        ...

    def spoken_money(self, minor: int, currency: str) -> str:
        """Put an amount into words."""
        ...

    def date(self, value: date) -> str:
        """Write a day as the site does; an instant is taken to the site's zone first."""
        ...

    def time(self, value: datetime) -> str:
        """Write a time of day as the site does."""
        ...


def phrase(
    value: Text | LocalText | Money | Scaled | IsoDay | TimeOfDay | str, words: Speaker, *, is_heard: bool = False
) -> str:
    """Return the finished text; the arguments of a `Text` are finished first, a whole number stays one.

    `is_heard`: amounts are put into words, for the voice.
    """
    match value:
        case Text(key, args):
            return words.say(key, **{name: _argument(arg, words, is_heard=is_heard) for name, arg in args})
        case LocalText():
            return value.in_language(words.language)
        case Money(minor, currency):
            return words.spoken_money(minor, currency) if is_heard else words.money(minor, currency)
        case TimeOfDay(utc_ms):
            return words.time(datetime.fromtimestamp(utc_ms / 1000, UTC))
        case IsoDay(iso):
            return words.date(date.fromisoformat(iso))
        case Scaled(number, decimals, least):
            is_whole = is_heard and not decimals  # some voices take a group's separator for a decimal point
            return str(number) if is_whole else words.number(number, decimals, least)
        case _:
            return value


def _argument(value: Arg, words: Speaker, *, is_heard: bool) -> str | int:
    if isinstance(value, int):
        return value
    told = phrase(value, words, is_heard=is_heard)
    return told if is_heard or told.isascii() or not isinstance(value, LocalText | str) else _apart(told)


def _apart(told: str) -> str:
    """Keep a name from right to left to itself in a sentence: the amounts and signs beside it stay in their places."""
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in told)
    return f"{ISOLATED}{told}{ENDED}" if turns else told


def moment(utc_ms: int, words: Speaker) -> str:
    """Write date and time of day as the site does."""
    at = datetime.fromtimestamp(utc_ms / 1000, UTC)
    return f"{words.date(at)} {words.time(at)}"
