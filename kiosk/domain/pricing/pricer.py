"""A basket under promotions: each change solves again only the lines that compete with what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.domain.goods.facts import Saving
from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.lots import Lot, lot_of
from kiosk.domain.pricing.outcome import ByLine, Part, solved
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.thresholds import with_thresholds


@dataclass(frozen=True, slots=True)
class Pricing:
    """What each line of a basket saves. `is_best` is False where a part was too big to prove the best outcome."""

    savings: ByLine
    is_best: bool

    @property
    def saved_minor(self) -> int:
        """What all lines save."""
        return sum(own.minor for line in self.savings.values() for own in line)


class Pricer:
    """Knows the lines of one basket; `savings` is always what `priced` would say of them.

    Not a value: one who keeps it changes it. Lines are named by `Goods.n`.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._lots: dict[int, Lot] = {}
        self._near: dict[str, set[int]] = {}
        self._part_of: dict[int, Part] = {}
        self._saved_minor = 0
        self._unproven = 0

    def add(self, goods: Goods) -> None:
        """Take a new line in. Raises `ValueError` for a number that is taken."""
        if goods.n in self._lots:
            raise ValueError(f"line {goods.n} is here already")
        self._solve_again(self._put(goods.n, goods))

    def change(self, goods: Goods) -> None:
        """Take another amount, price or product for a line. Raises `KeyError` for an unknown line."""
        if self._lots[goods.n].goods != goods:
            self._solve_again(self._put(goods.n, goods))

    def remove(self, n: int) -> None:
        """Take a line out. Raises `KeyError` for an unknown line."""
        if n not in self._lots:
            raise KeyError(n)
        self._solve_again(self._put(n, None))

    def follow(self, lines: Iterable[Goods]) -> None:
        """Become the basket of these lines, by as few changes as there are."""
        wanted = {own.n: own for own in lines}
        touched: set[int] = set()
        for n in [n for n in self._lots if n not in wanted]:
            touched |= self._put(n, None)
        for n, own in wanted.items():
            known = self._lots.get(n)
            if known is None or (known.goods is not own and known.goods != own):
                touched |= self._put(n, own)
        if touched:
            self._solve_again(touched)

    @property
    def pieces_saved_minor(self) -> int:
        """What the pieces save, without what the total earns."""
        return self._saved_minor

    def pricing(self) -> Pricing:
        """Return what each line saves now."""
        savings: dict[int, tuple[Saving, ...]] = {n: self._part_of[n].savings[n] for n in self._lots}
        if not self._book.thresholds:
            return Pricing(savings, not self._unproven)
        lines = sorted((lot.goods for lot in self._lots.values()), key=lambda own: own.n)
        return Pricing(with_thresholds(lines, savings, self._book.thresholds), not self._unproven)

    def _put(self, n: int, goods: Goods | None) -> set[int]:
        """Put a line in the place of what was there; return the lines to solve again, `n` among them."""
        touched = {n} if n not in self._part_of else {n, *self._part_of[n].savings}
        old = self._lots.pop(n, None)
        for option in old.options if old is not None else ():
            self._near[option.promotion.id].discard(n)
        if goods is None:
            return touched
        lot = self._lots[n] = lot_of(goods, self._book.taking(goods.sku, goods.category))
        for option in lot.options:
            near = self._near.setdefault(option.promotion.id, set())
            for other in near - touched:
                touched.update(self._part_of[other].savings if other in self._part_of else (other,))
            near.add(n)
        return touched

    def _solve_again(self, touched: set[int]) -> None:
        for part in {id(part): part for n in touched if (part := self._part_of.pop(n, None)) is not None}.values():
            self._saved_minor -= part.saved_minor
            self._unproven -= not part.is_best
        for joined in self._parts(touched & self._lots.keys()):
            part = solved(self._lots[n] for n in joined)
            self._saved_minor += part.saved_minor
            self._unproven += not part.is_best
            self._part_of.update(dict.fromkeys(joined, part))

    def _parts(self, touched: Iterable[int]) -> Iterator[set[int]]:
        """Yield the lines that are joined by promotions, directly or by others."""
        left = set(touched)
        while left:
            joined: set[int] = set()
            begun = [left.pop()]
            while begun:
                n = begun.pop()
                joined.add(n)
                for option in self._lots[n].options:
                    new = self._near[option.promotion.id] & left
                    left -= new
                    begun += new
            yield joined


def priced(lines: Iterable[Goods], book: Book) -> Pricing:
    """Return what each line saves: the whole basket at once."""
    pricer = Pricer(book)
    pricer.follow(lines)
    return pricer.pricing()
