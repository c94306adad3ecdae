"""One line of a file of promotions, checked column by column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kiosk.domain.hours import minute_of
from kiosk.domain.pricing.promotions import (
    EVERY_DAY,
    AmountOff,
    Bundle,
    Combining,
    Kind,
    MixAndMatch,
    NForM,
    NthAt,
    PercentOff,
    Promotion,
    Scope,
    Slot,
    Threshold,
    Window,
)
from kiosk.domain.text import LocalText
from kiosk.services.catalogue.cells import Wrong, words

LONGEST_TEXT: Final = 48
MOST_MINOR: Final = 100_000_000
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MINOR: Final = f"a whole number of minor units (cents), 0 to {MOST_MINOR}, without point, comma or sign"
_NAME: Final = "1 to 40 letters, digits, points, _ and -"
_TIME: Final = "a time such as 08:00, at most 24:00"
_DAY: Final = "a day as 2026-05-31"
ALLOWED: Final[Mapping[str, str]] = {
    "id": _NAME,
    "coupon": f"nothing, or {_NAME}",
    "percent": "a percentage such as 10 or 12.5, with at most two decimals and a point",
    "amount_minor": _MINOR,
    "price_minor": _MINOR,
    "from_minor": _MINOR,
    "first_day": _DAY,
    "last_day": _DAY,
    "from_time": _TIME,
    "until_time": _TIME,
    "n": "a whole number from 1 to 99",
    "pay": "a whole number from 0 to 98",
    "layer": "a whole number from 0 to 99",
    "limit": "a whole number from 0 to 999",
    "priority": "a whole number from 0 to 999",
}
"""What a column may hold, in plain words."""
_SLOT: Final = re.compile(r"(\d{1,2}) of (.+)")


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(" ") if part.strip()) if isinstance(value, str) else value


def _days(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Count = Annotated[int, Field(ge=1, le=99)]
Minor = Annotated[int, Field(ge=0, le=MOST_MINOR)]
Clock = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]


class OfferRow(BaseModel):
    """The columns; those that are empty are not given. Texts come beside it, one per language."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
    kind: Literal["percent", "amount", "n_for_m", "nth", "mix_and_match", "bundle", "threshold"]
    n: Count | None = None
    pay: Annotated[int, Field(ge=0, le=98)] | None = None
    percent: Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,2})?$")] | None = None
    amount_minor: Minor | None = None
    price_minor: Minor | None = None
    from_minor: Minor | None = None
    currency: str = ""
    skus: Words = ()
    categories: Words = ()
    all_but: Literal["yes", "no"] = "no"
    slots: str = ""
    combining: Combining = Combining.COMPETING
    layer: Annotated[int, Field(ge=0, le=99)] = 0
    limit: Annotated[int, Field(ge=0, le=999)] = 0
    priority: Annotated[int, Field(ge=0, le=999)] = 0
    first_day: date | None = None
    last_day: date | None = None
    weekdays: Annotated[Words, BeforeValidator(_days)] = ()
    from_time: Clock = "00:00"
    until_time: Clock = "24:00"
    members: Literal["yes", "no"] = "no"
    coupon: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,40}$")] = ""

    @property
    def has_money(self) -> bool:
        """True when the line says an amount."""
        return any(own is not None for own in (self.amount_minor, self.price_minor, self.from_minor))


_USED: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "percent": (frozenset({"percent"}), frozenset()),
    "amount": (frozenset({"amount_minor"}), frozenset()),
    "n_for_m": (frozenset({"n", "pay"}), frozenset()),
    "nth": (frozenset({"n"}), frozenset({"percent", "price_minor"})),
    "mix_and_match": (frozenset({"n", "price_minor"}), frozenset()),
    "bundle": (frozenset({"slots", "price_minor"}), frozenset()),
    "threshold": (frozenset({"from_minor"}), frozenset({"percent", "amount_minor"})),
}
"""Of each kind the columns that it needs, and those of which it needs exactly one."""
_OF_KINDS: Final = frozenset().union(*(needs | one for needs, one in _USED.values()))


def promotion_of(row: OfferRow, texts: Mapping[str, str]) -> Promotion:
    """Make the promotion of a line. Raises `ValueError` that says what is wrong with it."""
    _check_columns(row)
    scope = Scope(frozenset(row.skus), frozenset(row.categories), row.all_but == "yes" or not _names_goods(row))
    return Promotion(
        row.id, _text_of(texts), _KINDS[row.kind](row), scope, row.combining, row.layer, row.limit, row.priority,
        _window(row), row.members == "yes", row.coupon,
    )  # fmt: skip


def _names_goods(row: OfferRow) -> bool:
    return bool(row.skus or row.categories)


def _check_columns(row: OfferRow) -> None:
    needs, one_of = _USED[row.kind]
    given = {name for name in _OF_KINDS if getattr(row, name) not in (None, "")}
    if missing := sorted(needs - given):
        raise ValueError(f"{row.kind} needs {', '.join(missing)}")
    if one_of and len(one_of & given) != 1:
        raise ValueError(f"{row.kind} needs either {' or '.join(sorted(one_of))}")
    if strange := sorted(given - needs - one_of):
        raise ValueError(f"{row.kind} has no {', '.join(strange)}")
    if row.all_but == "yes" and not _names_goods(row):
        raise ValueError("all_but names no goods")


def _text_of(texts: Mapping[str, str]) -> LocalText:
    own = {language: text.strip() for language, text in texts.items() if text.strip()}
    if not own:
        raise ValueError("no text in any language")
    for language, text in own.items():
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"text_{language} has {len(text)} characters; {LONGEST_TEXT} is the most")
        for character in text:
            if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co"):
                raise ValueError(f"text_{language} has U+{ord(character):04X}, which is not seen")
    return LocalText(tuple((language, _drawn(language, text)) for language, text in own.items()))


def _drawn(language: str, text: str) -> str:
    """Return a text as names of goods are kept: nothing of it is painted over other rows, and something is seen."""
    try:
        kept = words(text)
    except Wrong as wrong:
        raise ValueError(f"text_{language}: {wrong}") from wrong
    if not kept:
        raise ValueError(f"text_{language} has nothing that is seen")
    return kept


def _basis_points(percent: str | None) -> int:
    whole, _, part = (percent or "0").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def _slots(row: OfferRow) -> tuple[Slot, ...]:
    """Read `1 of sku:a,b + 2 of category:drinks`."""
    found = []
    for part in row.slots.split("+"):
        match = _SLOT.fullmatch(part.strip())
        kind, _, names = (match[2] if match else "").partition(":")
        chosen = frozenset(name.strip() for name in names.split(",") if name.strip())
        if match is None or kind not in ("sku", "category") or not chosen:
            raise ValueError(f"slots: {part.strip()!r} is not like '1 of sku:a,b' or '2 of category:drinks'")
        scope = Scope(skus=chosen) if kind == "sku" else Scope(categories=chosen)
        found.append(Slot(scope, int(match[1])))
    return tuple(found)


_KINDS: Final[Mapping[str, Callable[[Any], Kind]]] = {
    "percent": lambda row: PercentOff(_basis_points(row.percent)),
    "amount": lambda row: AmountOff(row.amount_minor),
    "n_for_m": lambda row: NForM(row.n, row.pay),
    "nth": lambda row: NthAt(row.n, _basis_points(row.percent), row.price_minor),
    "mix_and_match": lambda row: MixAndMatch(row.n, row.price_minor),
    "bundle": lambda row: Bundle(_slots(row), row.price_minor),
    "threshold": lambda row: Threshold(row.from_minor, _basis_points(row.percent), row.amount_minor or 0),
}


def _window(row: OfferRow) -> Window:
    strange = sorted(set(row.weekdays) - set(DAYS))
    if strange:
        raise ValueError(f"weekdays: {', '.join(strange)}; they are {' '.join(DAYS)}")
    weekdays = frozenset(DAYS.index(own) + 1 for own in row.weekdays) or EVERY_DAY
    return Window(row.first_day, row.last_day, weekdays, minute_of(row.from_time), minute_of(row.until_time))
