"""What performers share: posting events, starting tasks, and the table of who performs what."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kiosk.flows.base import Effect, EffectFailed, Event

log = logging.getLogger(__name__)

Post: TypeAlias = Callable[[Event], None]
Spawn: TypeAlias = Callable[[Coroutine[Any, Any, Any], Callable[[BaseException], None]], object]
Perform: TypeAlias = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Tasks:
    """Starts an effect's work; when it raises, the flow hears `EffectFailed` and the log the reason."""

    post: Post
    spawn: Spawn

    def start(self, effect: Effect, key: str, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` for `effect`, whose idempotency key is `key`."""
        name = type(effect).__name__

        def failed(error: BaseException) -> None:
            log.error("%s raised", name, exc_info=error)
            self.post(EffectFailed(name, key))

        self.spawn(work, failed)


def performer(table: Mapping[type[Effect], Perform]) -> Perform:
    """Return one callable that hands each effect to its performer.

    It raises LookupError for an effect nobody performs, so that the flow hears of it and does not wait for ever.
    """

    def perform(effect: Effect) -> None:
        own = table.get(type(effect))
        if own is None:
            raise LookupError(f"nobody performs {type(effect).__name__}")
        own(effect)

    return perform
