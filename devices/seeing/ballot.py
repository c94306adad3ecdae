"""Several looks at one symbol, and which of them to believe.

A check digit lets one misread in ten through, and both programs do misread poor EAN and UPC. So what one look reads
must be seen by others, and of two readings of one place the one that was seen in more ways wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from devices.seeing.code import Code, Sighting

ENOUGH_LINES = 30
"""Scan lines that agree, over all looks of ZBar: what it read wrong had 5 to 20."""
FEW_LINES = 6
"""A look of ZBar with fewer does not count."""


class Ballot:
    """Collects retail codes by place. Looks are named, so that one that is repeated counts once."""

    def __init__(self) -> None:
        self._looks: dict[Code, dict[str, Sighting]] = defaultdict(dict)
        self._add_ons: dict[str, dict[str, Code]] = defaultdict(dict)

    def add(self, look: str, sightings: Iterable[Sighting]) -> None:
        """Take what one look saw."""
        for seen in sightings:
            if 0 < seen.weight < FEW_LINES:
                continue
            code = seen.code
            if code.aim == "]E3":  # 13 digits and an add-on: two things, each of which may be misread
                self._add_ons[code.text[:13]][look] = code
                code = Code(code.symbology, "]E0", code.text[:13], code.data[:13])
            self._looks[self._as_known(code)].setdefault(look, seen)

    def _as_known(self, code: Code) -> Code:
        """Give the same number as it is known already: only one program says when EAN-13 digits came from UPC-E."""
        return next((known for known in self._looks if known.text == code.text), code)

    def believed(self, *, alone_is_enough: bool = False) -> list[Code]:
        """Give the codes to believe, the best seen first; a magazine's alone, and with its add-on.

        `alone_is_enough`: also one that zxing-cpp saw in a single look, when nothing contradicts it.
        """
        ranked = sorted(self._looks, key=self._support, reverse=True)
        kept: list[Code] = []
        for code in ranked:
            if not any(self._same_place(code, other) for other in ranked[: ranked.index(code)]) and (
                self._is_confirmed(code) or (alone_is_enough and self._is_from_zxing(code))
            ):
                kept.append(code)
        return [form for code in kept for form in (code, *self._with_add_on(code))]

    def places(self) -> list[Sighting]:
        """Give one place of each code."""
        return [self._places(code)[0] for code in self._looks]

    def _support(self, code: Code) -> tuple[int, int]:
        looks = self._looks[code].values()
        return len(looks), sum(seen.weight for seen in looks)

    def _is_confirmed(self, code: Code) -> bool:
        looks = self._looks[code].values()
        from_zxing = sum(seen.weight == 0 for seen in looks)
        lines = sum(seen.weight for seen in looks)
        if len(looks) == 1:
            return lines >= 2 * ENOUGH_LINES
        return from_zxing >= 1 or lines >= ENOUGH_LINES

    def _is_from_zxing(self, code: Code) -> bool:
        return any(seen.weight == 0 for seen in self._looks[code].values())

    def _same_place(self, one: Code, other: Code) -> bool:
        return any(seen.is_at(another) for seen in self._places(one)[:1] for another in self._places(other))

    def _places(self, code: Code) -> list[Sighting]:
        """Where a code was seen, by zxing-cpp if it saw it: ZBar stretches a place over the codes beside it."""
        looks = list(self._looks[code].values())
        return [seen for seen in looks if seen.weight == 0] or looks

    def _with_add_on(self, code: Code) -> list[Code]:
        """Give the code with the 2 or 5 digits beside it (`]E3`), where two looks read the same."""
        read = list(self._add_ons[code.text].values()) if code.text in self._add_ons else []
        texts = [one.text for one in read]
        return [one for one in read if texts.count(one.text) >= 2][:1]
