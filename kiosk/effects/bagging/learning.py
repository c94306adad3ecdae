"""What pieces weigh, learned of all trips together: nothing of whose they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeAlias

from kiosk.domain.bagging import Expected, learned, prior
from kiosk.domain.bagging.expected import UNWEIGHED
from kiosk.domain.basket import Product
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkout.bagging.events import LearnWeights, UnwatchBag, WatchBag

Write: TypeAlias = Callable[[sqlite3.Connection, Mapping[str, Expected]], None]


class Aside(Protocol):
    """Where something is written beside the events."""

    def aside(self, act: Callable[[sqlite3.Connection], None]) -> Awaitable[None]:
        """Do it in a transaction of its own."""
        ...


def nothing(_effect: Effect) -> None:
    """Stand in where there is no bagging scale."""


def unweighed(_product: Product) -> Expected:
    """Stand in where nothing is learned."""
    return UNWEIGHED


NO_SCALE: Mapping[type[Effect], Perform] = {WatchBag: nothing, UnwatchBag: nothing, LearnWeights: nothing}
"""Who performs the effects of a bagging scale where there is none."""


class Weights:
    """Performs `LearnWeights`, and tells what is known. A weight of the catalogue is where learning begins."""

    def __init__(self, known: Mapping[str, Expected], store: Aside, write: Write, tasks: Tasks) -> None:
        self._known = dict(known)
        self._store = store
        self._write = write
        self._tasks = tasks

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {LearnWeights: self.learn}

    def pack_of(self, product: Product) -> Expected:
        """Return what a piece is expected to weigh."""
        known = self._known.get(product.sku)
        if known is None:
            known = self._known[product.sku] = prior(product.expected_g)
        return known

    def learn(self, effect: LearnWeights) -> None:
        """Learn, and keep what was learned."""
        changed: dict[str, Expected] = {}
        for sample in effect.samples:
            before = self._known.get(sample.sku, UNWEIGHED)
            if (after := learned(before, sample.weight_g)) != before:
                self._known[sample.sku] = changed[sample.sku] = after
        if changed:
            self._tasks.start(effect, "", self._keep(changed))

    async def _keep(self, changed: Mapping[str, Expected]) -> None:
        await self._store.aside(lambda connection: self._write(connection, changed))
