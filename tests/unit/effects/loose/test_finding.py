"""Loose goods are looked up beside the loop; a shelf that fails is told, not swallowed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest

from kiosk.domain.basket import Product
from kiosk.domain.loose import Group
from kiosk.effects.base import Tasks
from kiosk.effects.loose.finding import Finding
from kiosk.flows.base import EffectFailed, Event
from kiosk.flows.checkout.loose.events import FindLoose, LooseFound
from kiosk.flows.checkout.loose.examples import loose

APPLES = loose(0)


class Shelf:
    """Holds apples."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.is_broken = is_broken
        self.asked: list[tuple[str, str, str]] = []

    def search(self, asked: str, language: str, category: str = "") -> tuple[Product, ...]:
        self.asked.append((asked, language, category))
        if self.is_broken:
            raise OSError("the disk is gone")
        return (APPLES,)

    def groups(self) -> Sequence[Group]:
        return (Group("fruit", 3),)


async def found(shelf: Shelf, effect: FindLoose) -> list[Event]:
    told: list[Event] = []
    running: list[tuple[asyncio.Task[Any], Callable[[BaseException], None]]] = []

    def spawn(work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        running.append((asyncio.ensure_future(work), on_error))

    Finding(shelf, Tasks(told.append, spawn), lambda: "2026-05-31T14:05").find(effect)
    await asyncio.wait([task for task, _ in running], timeout=30)
    for task, on_error in running:
        if (error := task.exception()) is not None:
            on_error(error)
    return told


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: FindLoose raised .*the disk is gone")
def test_a_shelf_that_fails_is_told_by_its_question() -> None:
    told = asyncio.run(found(Shelf(is_broken=True), FindLoose("a", "en")))
    assert told == [EffectFailed("FindLoose", "a")]


def test_what_was_found_comes_with_the_kinds_of_goods_and_the_sites_time() -> None:
    shelf = Shelf()
    told = asyncio.run(found(shelf, FindLoose("a", "nl", "appel", "fruit")))
    assert told == [LooseFound("a", (APPLES,), (Group("fruit", 3),), "2026-05-31T14:05")]
    assert shelf.asked == [("appel", "nl", "fruit")]
