"""Finds help articles beside the loop: reading and searching never hold up a customer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kiosk.domain.staff.articles import HelpArticle
from kiosk.effects.base import Perform, Post, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.help.events import ONE, SEARCH, FindHelp, HelpFound, QuestionAnswered
from kiosk.services.help import BadArticles, Shelf, open_shelf

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

log = logging.getLogger(__name__)


class Helping:
    """Performs `FindHelp`. The articles are read when somebody asks first; articles at fault are said in the log once.

    What was typed is in no log and in no counter: `QuestionAnswered` tells how many articles answered it.
    """

    def __init__(self, tasks: Tasks, post: Post, opened: Callable[[], Shelf] = open_shelf) -> None:
        self._tasks = tasks
        self._post = post
        self._opened = opened
        self._shelf: Shelf | None = None
        self._is_broken = False
        self._reading = asyncio.Lock()

    def find(self, effect: FindHelp) -> None:
        """Begin to look; the answer is an event."""
        self._tasks.start(effect, effect.key, self._find(effect))

    async def _find(self, effect: FindHelp) -> None:
        shelf = await self._read()
        if shelf is None:
            self._post(HelpFound(effect.kind, effect.screen, question=effect.question, is_out=True))
            return
        found = await asyncio.to_thread(_search, shelf, effect)
        if effect.kind == SEARCH:
            self._post(QuestionAnswered(effect.language, effect.screen, len(found)))
        self._post(HelpFound(effect.kind, effect.screen, found, effect.question))

    async def _read(self) -> Shelf | None:
        async with self._reading:  # two questions at once read them once
            if self._shelf is None and not self._is_broken:
                try:
                    self._shelf = await asyncio.to_thread(self._opened)
                except BadArticles as bad:
                    self._is_broken = True
                    log.error("no help articles: %s", bad)
        return self._shelf


def _search(shelf: Shelf, effect: FindHelp) -> tuple[HelpArticle, ...]:
    if effect.kind == ONE:
        return shelf.shown((effect.article,))
    if effect.kind == SEARCH:
        found = shelf.search(effect.language, effect.question, is_staff=effect.is_staff)
    else:
        found = shelf.top(effect.language, effect.screen, is_staff=effect.is_staff)
    return shelf.shown(own.id for own in found)


def table(inside: Inside) -> Mapping[type[Effect], Perform]:
    """Return who finds help."""
    return {FindHelp: Helping(inside.tasks, inside.post).find}
