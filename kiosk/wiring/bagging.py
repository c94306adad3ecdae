"""The bagging scale, put together: who hears it, and what is known of weights when something is scanned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.effects.bagging.learning import NO_SCALE as NO_SCALE
from kiosk.effects.bagging.learning import Aside, Weights
from kiosk.effects.bagging.weighing import BagScale
from kiosk.effects.base import Perform, Post, Tasks
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout.events import Scanned
from kiosk.store.tables.weights import put, stored_weights


class Bags:
    """What a kiosk with a bagging scale has besides. `file` is the kiosk's own. Raises `sqlite3.Error`."""

    def __init__(self, file: Path, journal: Aside, tasks: Tasks) -> None:
        self._weights = Weights(stored_weights(file), journal, put, tasks)

    def wired(self, scale: Any, post: Post, now_s: Callable[[], float]) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect, once the scale is heard."""
        return {**BagScale(scale, post, now_s).table(), **self._weights.table()}

    def knowing(self, post: Post) -> Post:
        """Return what hands events on, with what pieces weigh told of each scan."""

        def told(event: Event) -> None:
            if isinstance(event, Scanned) and event.product is not None:
                event = replace(event, pack=self._weights.pack_of(event.product))
            post(event)

        return told
