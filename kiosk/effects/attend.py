"""Small effects: releasing goods, sounds, and telling the flows what devices are doing."""

from __future__ import annotations

import logging
from collections.abc import Callable

from devices.api import Health, HealthState
from kiosk.effects.base import Post
from kiosk.flows.base import DeviceChanged
from kiosk.flows.checkout.events import Released, ReleaseGoods

log = logging.getLogger(__name__)


class Goods:
    """Releases goods. Nothing is actuated in a shop without a gate: the word is given at once, once per sale."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def release(self, effect: ReleaseGoods) -> None:
        """Release the goods of a paid sale."""
        self._post(Released(effect.sale_id))


class Attending:
    """Tells the flows what devices say: an event of the role for each change, and a log line of the part.

    Parts of one role (`scanner`, `scanner-2`) stand in for each other: the role is as well as its best part. What
    devices say while the kiosk closes is nobody's news. `also` is told each condition of each part.
    """

    def __init__(
        self,
        post: Post,
        is_serving: Callable[[], bool],
        also: Callable[[str, Health], None] = lambda _part, _health: None,
    ) -> None:
        self._post = post
        self._also = also
        self._is_serving = is_serving
        self._parts: dict[str, dict[str, Health]] = {}
        self._told: dict[str, DeviceChanged] = {}

    def listener(self, part: str) -> Callable[[Health], None]:
        """Return what `devices.loop.supervise` calls for a part."""
        return lambda health: self.heard(part, health)

    def heard(self, part: str, health: Health) -> None:
        """Take a new condition of a part."""
        if not self._is_serving():
            return
        _log(part, health)
        self._also(part, health)
        role = role_of(part)
        parts = self._parts.setdefault(role, {})
        parts[part] = health
        best = min(parts.values(), key=lambda one: (not one.is_usable, one.state is HealthState.DEGRADED))
        told = DeviceChanged(role, best.state.value, best.is_usable, tuple(reason.value for reason in best.reasons))
        if self._told.get(role) != told:
            self._told[role] = told
            self._post(told)


def role_of(part: str) -> str:
    """Return the role of a part: `scanner` of `scanner-2`."""
    return part.partition("-")[0]


def _log(part: str, health: Health) -> None:
    is_news = not health.is_usable and health.state is not HealthState.STARTING
    level = logging.WARNING if is_news else logging.INFO
    reasons = ",".join(reason.value for reason in health.reasons)
    log.log(level, "%s %s %s %s", part, health.state.value, reasons, health.detail)
