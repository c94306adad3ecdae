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


def listener(role: str, post: Post, is_serving: Callable[[], bool]) -> Callable[[Health], None]:
    """Return what `devices.loop.supervise` calls: each condition becomes an event of the role and a log line.

    What devices say while the kiosk closes is nobody's news.
    """

    def changed(health: Health) -> None:
        if not is_serving():
            return
        reasons = tuple(reason.value for reason in health.reasons)
        is_news = not health.is_usable and health.state is not HealthState.STARTING
        level = logging.WARNING if is_news else logging.INFO
        log.log(level, "%s %s %s %s", role, health.state.value, ",".join(reasons), health.detail)
        post(DeviceChanged(role, health.state.value, health.is_usable, reasons))

    return changed
