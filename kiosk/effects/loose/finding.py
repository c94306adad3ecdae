"""Loose goods that a customer asked for, found beside the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kiosk.domain.basket import Product
from kiosk.domain.loose import Group
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkout.loose.events import FindLoose, LooseFound


class Kind(Protocol):
    """A kind of goods, as the catalogue tells it."""

    @property
    def name(self) -> str:
        """What the catalogue calls it."""
        ...

    @property
    def count(self) -> int:
        """How many loose goods are of it."""
        ...


class Shelf(Protocol):
    """Where loose goods are found. Any thread may ask."""

    def search(self, asked: str, language: str, category: str = "") -> tuple[Product, ...]:
        """Find by a name, or what there is of a category."""
        ...

    def groups(self) -> Sequence[Kind]:
        """Tell the kinds of goods."""
        ...


class Finding:
    """Performs `FindLoose`. `local` gives the site's time, for goods that are not sold at all times."""

    def __init__(self, shelf: Shelf, tasks: Tasks, local: Callable[[], str]) -> None:
        self._shelf = shelf
        self._tasks = tasks
        self._local = local

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {FindLoose: self.find}

    def find(self, effect: FindLoose) -> None:
        """Look, and tell what was found."""
        self._tasks.start(effect, effect.key, self._find(effect))

    async def _find(self, effect: FindLoose) -> None:
        self._tasks.post(await asyncio.to_thread(self._found, effect))

    def _found(self, effect: FindLoose) -> LooseFound:
        goods = self._shelf.search(effect.text, effect.language, effect.group)
        groups = tuple(Group(own.name, own.count) for own in self._shelf.groups())
        return LooseFound(effect.ask, goods, groups, self._local())
