"""Tells the shell when people come and go, by the wall clock of the site."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from kiosk.domain.hours import Opening, opening
from kiosk.effects.base import Post
from kiosk.flows.base import Place
from kiosk.flows.shell.session import OpeningTold

LOOK_EVERY_S = 20.0  # a clock that was set, or a change to summer time, is seen this soon


class Hours:
    """Looks at the clock and posts `OpeningTold` when what it means has changed; a session begins as open."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, post: Post, place: Place, local_time: Callable[[], datetime]
    ) -> None:
        self._loop = loop
        self._post = post
        self._place = place
        self._local_time = local_time
        self._told = Opening.OPEN

    def look(self) -> None:
        """Look now, and again and again."""
        now = self._local_time()
        found = opening(now.hour * 60 + now.minute, self._place.opens, self._place.closes)
        if found is not self._told:
            self._told = found
            self._post(OpeningTold(found))
        self._loop.call_later(LOOK_EVERY_S, self.look)
