"""In-store numbers: 13 digits that carry a weight, a price or a count beside the item.

The rules are national or a chain's own and stand in a table of masks, one character for each digit: a digit stands for
itself, `I` is item, `M` measure (the weight, price or count), `V` the verifier of the measure, `C` the check digit.
Source: GS1 General Specifications 2.1.12 (variable measure items in restricted circulation), 7.9 (verifiers).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.formats.ean import Gtin, check_digit, is_digits
from kiosk.formats.errors import Malformed

_MASK_LENGTH: Final = 13
_TABLE_KEYS: Final = frozenset({"country", "currency", "minor_digits", "source", "rule"})
_RULE_KEYS: Final = frozenset({"mask", "measure", "decimals"})


class Measure(StrEnum):
    """What the digits of a measure count."""

    WEIGHT = "weight"
    PRICE = "price"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Rule:
    """One mask of a table. `decimals`: of the kilogram or of the currency, in the printed digits."""

    mask: str
    measure: Measure
    decimals: int

    def fits(self, number: str) -> bool:
        """Whether every digit the mask fixes stands in `number`."""
        return all(wanted == digit for wanted, digit in zip(self.mask, number, strict=True) if wanted.isdigit())

    def digits(self, number: str, letter: str) -> str:
        """Return the digits of `number` where the mask has `letter`."""
        return "".join(digit for wanted, digit in zip(self.mask, number, strict=True) if wanted == letter)

    def clashes(self, other: Rule) -> bool:
        """Whether some number fits both masks."""
        pairs = zip(self.mask, other.mask, strict=True)
        return all(one == two or not (one.isdigit() and two.isdigit()) for one, two in pairs)


@dataclass(frozen=True, slots=True)
class InStoreNumber:
    """What an in-store number says. One of `weight_g`, `price_minor` and `count` is set.

    `number`: as scanned. `base`: the same with measure and verifier of zero, to look the item up. `verifier_is_right`:
    None when the mask has no verifier; a wrong one means the price must not be believed.
    """

    number: Gtin
    base: Gtin
    item: str
    measure: Measure
    weight_g: int | None
    price_minor: int | None
    count: int | None
    currency: str
    verifier_is_right: bool | None


@dataclass(frozen=True, slots=True)
class InStoreTable:
    """The rules of one country or chain. `currency` in ISO 4217 letters, `minor_digits` its decimals."""

    country: str
    currency: str
    minor_digits: int
    rules: tuple[Rule, ...]

    def read(self, gtin: Gtin) -> InStoreNumber | None:
        """Read a number; None when no rule knows it."""
        number, rule = gtin.gtin13, self.rule_of(gtin)
        return None if rule is None or number is None else self._read_by(rule, gtin, number)

    def rule_of(self, gtin: Gtin) -> Rule | None:
        """Return the one rule that knows a number."""
        number = gtin.gtin13
        return None if number is None else next((rule for rule in self.rules if rule.fits(number)), None)

    def _read_by(self, rule: Rule, gtin: Gtin, number: str) -> InStoreNumber:
        measure, given = rule.digits(number, "M"), rule.digits(number, "V")
        value = int(measure)
        return InStoreNumber(
            number=gtin,
            base=Gtin(f"0{_base(rule, number)}"),
            item=rule.digits(number, "I"),
            measure=rule.measure,
            weight_g=value * 10 ** (3 - rule.decimals) if rule.measure is Measure.WEIGHT else None,
            price_minor=value * 10 ** (self.minor_digits - rule.decimals) if rule.measure is Measure.PRICE else None,
            count=value if rule.measure is Measure.COUNT else None,
            currency=self.currency,
            verifier_is_right=given == str(verifier(measure)) if given else None,
        )


def _base(rule: Rule, number: str) -> str:
    """Return the number with measure and verifier zeroed (the verifier of zeros is 0) and its own check digit."""
    payload = "".join("0" if wanted in "MV" else digit for wanted, digit in zip(rule.mask, number, strict=True))[:-1]
    return f"{payload}{check_digit(payload)}"


# The weighing tables of 7.9.2: a digit times two (or five), then the tens taken from (or added to) the units.
_TWO_MINUS: Final = (0, 2, 4, 6, 8, 9, 1, 3, 5, 7)
_THREE: Final = (0, 3, 6, 9, 2, 5, 8, 1, 4, 7)
_FIVE_PLUS: Final = (0, 5, 1, 6, 2, 7, 3, 8, 4, 9)
_FIVE_MINUS: Final = (0, 5, 9, 4, 8, 3, 7, 2, 6, 1)


def verifier(measure: str) -> int:
    """Return the verifier digit of a price or weight of four or five digits.

    Raises `Malformed` (LENGTH, NOT_DIGITS). Source: GS1 General Specifications 7.9.3 (four), 7.9.4 (five).
    """
    if not is_digits(measure):
        raise Malformed("NOT_DIGITS", "a price or weight in a number has digits only")
    digits = [int(digit) for digit in measure]
    if len(digits) == 4:
        weights = (_TWO_MINUS, _TWO_MINUS, _THREE, _FIVE_MINUS)
        return sum(weight[digit] for weight, digit in zip(weights, digits, strict=True)) * 3 % 10
    if len(digits) == 5:
        weights5 = (_FIVE_PLUS, _TWO_MINUS, _FIVE_MINUS, _FIVE_PLUS, _TWO_MINUS)
        total = sum(weight[digit] for weight, digit in zip(weights5, digits, strict=True))
        return _FIVE_MINUS.index(-total % 10)
    raise Malformed("LENGTH", f"a verifier is defined for four or five digits, not {len(digits)}")


class BadRule(Malformed):
    """A rule of a table is wrong. `places`: which, counted from 0; two for masks that fit one number."""

    def __init__(self, why: Malformed, *places: int) -> None:
        super().__init__(why.code, why.text)
        self.places = places


def table_from(mapping: Mapping[str, object]) -> InStoreTable:
    """Build the table of a parsed file of `config/in_store`.

    Raises `Malformed`: TABLE (a key missing, unknown or of the wrong kind), MASK, AMBIGUOUS (two masks for one
    number). The text names the key and what is allowed; of one rule, or two, it is a `BadRule`.
    """
    _require_keys(mapping, _TABLE_KEYS, "table")
    country, currency = _word(mapping, "country", 2), _word(mapping, "currency", 3)
    minor_digits = _whole(mapping, "minor_digits", 4)
    entries = mapping.get("rule")
    if not isinstance(entries, list) or not entries:
        raise Malformed("TABLE", "rule: at least one [[rule]] is wanted")
    rules = tuple(_nth_rule(at, entry, minor_digits) for at, entry in enumerate(entries))
    for at, rule in enumerate(rules):
        for before, other in enumerate(rules[:at]):
            if rule.clashes(other):
                why = Malformed("AMBIGUOUS", f"masks {other.mask} and {rule.mask} both fit some number")
                raise BadRule(why, before, at)
    return InStoreTable(country, currency, minor_digits, rules)


def _nth_rule(at: int, entry: object, minor_digits: int) -> Rule:
    try:
        return _rule(entry, minor_digits)
    except Malformed as why:
        raise BadRule(why, at) from None


def _require_keys(mapping: Mapping[str, object], known: frozenset[str], what: str) -> None:
    strange = sorted(set(mapping) - known)
    if strange:
        raise Malformed("TABLE", f"{what}: unknown key {strange[0]}; known are {', '.join(sorted(known))}")


def _word(mapping: Mapping[str, object], key: str, length: int) -> str:
    value = mapping.get(key)
    if isinstance(value, str) and len(value) == length and value.isascii() and value.isalpha() and value.isupper():
        return value
    raise Malformed("TABLE", f"{key}: {length} capital letters are wanted, not {value!r}")


def _whole(mapping: Mapping[str, object], key: str, most: int) -> int:
    value = mapping.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
        return value
    raise Malformed("TABLE", f"{key}: a whole number from 0 to {most} is wanted, not {value!r}")


def _rule(entry: object, minor_digits: int) -> Rule:
    if not isinstance(entry, Mapping):
        raise Malformed("TABLE", f"rule: a table is wanted, not {entry!r}")
    _require_keys(entry, _RULE_KEYS, "rule")
    measure = entry.get("measure")
    if not isinstance(measure, str) or measure not in set(Measure):
        raise Malformed("TABLE", f"measure: {', '.join(Measure)} are allowed, not {measure!r}")
    kind = Measure(measure)
    most = {Measure.WEIGHT: 3, Measure.PRICE: minor_digits, Measure.COUNT: 0}[kind]
    return Rule(_mask(entry.get("mask")), kind, _whole(entry, "decimals", most))


def _mask(value: object) -> str:
    """Check a mask: fixed digits first, each letter in one run, the check digit last, a verifier that exists."""
    if not isinstance(value, str) or len(value) != _MASK_LENGTH or not set(value) <= set("0123456789IMVC"):
        raise Malformed("MASK", f"mask: {_MASK_LENGTH} digits and letters I, M, V, C are wanted, not {value!r}")
    fixed = value.rstrip("IMVC")
    letters = value[len(fixed) :]
    runs = [letter for at, letter in enumerate(letters) if letter != letters[at - 1 : at]]
    if not is_digits(fixed) or len(runs) != len(set(runs)) or not {"I", "M", "C"} <= set(runs):
        raise Malformed("MASK", f"mask {value}: fixed digits, then one run each of I, M and C, and V if there is one")
    if not letters.endswith("C") or letters.count("C") != 1 or letters.count("V") > 1:
        raise Malformed("MASK", f"mask {value}: one check digit C, at the end, and at most one verifier V")
    if "V" in letters and letters.count("M") not in {4, 5}:
        raise Malformed("MASK", f"mask {value}: a verifier V goes with four or five digits M")
    return value
