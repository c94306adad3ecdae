"""Look-alike characters of a zone: put right only when one reading alone satisfies every check digit.

O and 0, I and 1, B and 8, S and 5, Z and 2 are taken for each other by readers and by people. G and 6 are, too, but no
check digit tells them apart (`digits.py`). Where the kind of a field decides (a letter in a date, a digit in a name)
there is one reading. Where letters and digits may stand, every combination is tried in the fields whose check digit
does not hold, and one reading must be left over; a field whose check digit holds is believed as it was read.

What follows: a repair is right whenever all that was misread are look-alikes, and two of them in one field do not
cancel each other. Names have no check digit: what was put right there must be confirmed, as names always are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

from kiosk.formats.mrz.checking import Governed, governed
from kiosk.formats.mrz.layouts import ALLOWED, Field, Kind, Layout
from kiosk.formats.mrz.reading import read
from kiosk.formats.mrz.zone import Mrz

LOOK_ALIKES: Final = dict(zip("O0I1B8S5Z2", "0O1I8B5S2Z", strict=True))
_MOST: Final = 12
"""Places with two readings each: 4,096 combinations, of which one in ten satisfies a check digit. More is hopeless."""


@dataclass(frozen=True, slots=True, repr=False)
class Swap:
    """A character that was put right. `line` and `index` count from 0, `at` in the lines joined."""

    at: int
    field: Field
    line: int
    index: int
    was: str
    becomes: str


@dataclass(frozen=True, slots=True, repr=False)
class Doubt:
    """A character to ask for. `candidates`: as it was read, then its look-alike; none when it can be nothing known."""

    at: int
    field: Field
    line: int
    index: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A zone of which all is right, but perhaps NAME, which its holder confirms.

    `swaps` is empty when it was read so.
    """

    mrz: Mrz
    swaps: tuple[Swap, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A zone that cannot be put right by itself.

    `doubts`: ask for the first, it leaves the fewest readings, and call `repair` again with the answer. Without any,
    something else than look-alikes was misread in `fields`: read the document again, or type them.
    """

    mrz: Mrz
    doubts: tuple[Doubt, ...]
    fields: tuple[Field, ...]


Repair: TypeAlias = Repaired | Doubtful


def repair(mrz: Mrz, answers: Mapping[int, str] | None = None) -> Repair:
    """Put look-alikes right. `answers`: characters that a person read off, by their place `at`; they are believed."""
    search = _Search(mrz.layout, frozenset(answers or ()))
    read_off = _with(mrz.text, answers or {})
    text = search.put_right_by_kind(read_off)
    asked = read(text, search.layout)
    bad = search.bad_places(text)
    if bad:
        return search.doubtful(asked, [(at, ()) for at in bad])
    found = search.readings(text)
    if found is None:
        return search.doubtful(asked, [(at, (text[at], LOOK_ALIKES[text[at]])) for at in search.open_places(text)])
    if len(found) != 1:
        return search.doubtful(asked, _differences(text, found))
    only = read(found[0], search.layout)
    return Repaired(only, search.swaps(read_off, only.text)) if _is_proven(only) else search.doubtful(asked, [])


def _is_proven(zone: Mrz) -> bool:
    return all(problem.code == "NAME" for problem in zone.problems)


def _with(text: str, answers: Mapping[int, str]) -> str:
    characters = list(text)
    for at, character in answers.items():
        characters[at] = character
    return "".join(characters)


def _combinations(text: str, places: Sequence[int]) -> Iterator[str]:
    """Yield the text with every combination of look-alikes at these places, itself first."""
    for choice in product((False, True), repeat=len(places)):
        yield _with(
            text, {at: LOOK_ALIKES[text[at]] for at, is_swapped in zip(places, choice, strict=True) if is_swapped}
        )


def _differences(text: str, found: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the places at which the readings differ; first the one whose answer leaves the fewest of them."""
    swapped = Counter(at for reading in found for at in range(len(text)) if reading[at] != text[at])
    told = {at: count for at, count in swapped.items() if count < len(found)}
    order = sorted(told, key=lambda at: (abs(2 * told[at] - len(found)), at))
    return [(at, (text[at], LOOK_ALIKES[text[at]])) for at in order]


@dataclass(frozen=True, slots=True)
class _Search:
    """The rules of one repair. `known`: places that a person read off."""

    layout: Layout
    known: frozenset[int]

    def kinds(self, text: str) -> list[Kind]:
        """What each place may hold; the check digit of a long number, in the optional data, is a digit, too."""
        kinds = [kind for _, kind, length in self.layout.runs for _ in range(length)]
        number = governed(text, self.layout)[0]
        if number.filler_at >= 0:
            kinds[number.at] = Kind.DIGIT
        return kinds

    def put_right_by_kind(self, text: str) -> str:
        """Return the text with the look-alike wherever only that is of the kind."""
        others = {
            at: LOOK_ALIKES[text[at]]
            for at, kind in enumerate(self.kinds(text))
            if at not in self.known and text[at] not in ALLOWED[kind] and LOOK_ALIKES.get(text[at]) in ALLOWED[kind]
        }
        return _with(text, others)

    def bad_places(self, text: str) -> list[int]:
        """Return where a character still is none of its kind."""
        return [at for at, kind in enumerate(self.kinds(text)) if text[at] not in ALLOWED[kind]]

    def _failing(self, text: str) -> list[Governed]:
        checks = read(text, self.layout).checks
        own = [one for one in governed(text, self.layout) if one.field is not Field.COMPOSITE]
        return [one for one in own if checks.of(one.field) is False]

    def _free(self, text: str, places: Iterable[int]) -> list[int]:
        kinds = self.kinds(text)
        return [
            at for at in places if at not in self.known and LOOK_ALIKES.get(text[at], "<") in ALLOWED[kinds[at]] - {"<"}
        ]

    def _unproven(self, text: str) -> list[int]:
        """Return the free places that the composite check digit alone decides.

        Those of a long number belong to them: one of its two check digits may hold by chance.
        """
        *own, last = governed(text, self.layout)
        proven = {at for one in own if one.filler_at < 0 for at in one.content}
        return self._free(text, [at for at in last.content if at not in proven])

    def open_places(self, text: str) -> list[int]:
        """Return every place that may be a look-alike, as far as the check digits leave it open."""
        failing = self._free(text, [at for one in self._failing(text) for at in one.content])
        return failing or self._unproven(text)

    def readings(self, text: str) -> list[str] | None:
        """Return all readings that satisfy every check digit; None when there are too many to try."""
        failing = self._failing(text)
        places = self._free(text, [at for one in failing for at in one.content])
        if len(places) > _MOST:
            return None
        held = [found for found in _combinations(text, places) if _hold(found, failing)]
        *_, last = governed(text, self.layout)
        if last.field is not Field.COMPOSITE or all(_hold(found, [last]) for found in held):
            return held
        rest = [at for at in self._unproven(text) if at not in places]
        return None if len(places) + len(rest) > _MOST else self._completed(held, rest)

    def _completed(self, held: Sequence[str], rest: Sequence[int]) -> list[str]:
        """Keep the readings whose composite check digit holds; of the others, those with swaps at the other places."""
        number, *_, composite = governed(held[0], self.layout)
        kept = [found for found in held if _hold(found, [composite])]
        others = (other for found in held if found not in kept for other in _combinations(found, rest))
        return kept + [other for other in others if _hold(other, [number, composite])]

    def swaps(self, was: str, becomes: str) -> tuple[Swap, ...]:
        """Say what was put right."""
        places = [at for at in range(len(was)) if was[at] != becomes[at]]
        return tuple(Swap(*self._place(at), was[at], becomes[at]) for at in places)

    def doubtful(self, asked: Mrz, doubts: Sequence[tuple[int, tuple[str, ...]]]) -> Doubtful:
        """Say what cannot be put right: the doubts, and the fields of anything else that is wrong."""
        told = tuple(Doubt(*self._place(at), candidates) for at, candidates in doubts)
        failing = [one.field for one in governed(asked.text, self.layout) if asked.checks.of(one.field) is False]
        return Doubtful(asked, told, tuple(dict.fromkeys([*(doubt.field for doubt in told), *failing])))

    def _place(self, at: int) -> tuple[int, Field, int, int]:
        return (at, self.layout.position(at)[0], *divmod(at, self.layout.width))


def _hold(text: str, checks: Iterable[Governed]) -> bool:
    return all(text[own.at] in own.expected(text) for own in checks)
