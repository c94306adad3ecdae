"""Opens one device for some seconds and says what it told, so that a technician knows before it is used."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from devices import transport
from devices.api import DriverUrl, Health, HealthState
from devices.loop import supervise
from devices.recording.listening import ListenedPort
from devices.recording.script import DEVICE
from devices.registry import open_device
from devices.transport import OpenPort, Port
from devices.url import UrlError

LIMIT_S = 8.0
QUIET_S = 1.5
"""A device that is usable may still have something to say: a display, a version, its own condition."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What one device told; `state` and `reasons` are those of its `Health`.

    `answers`: bytes came from it. `is_open`: its line could be opened, which is all that a device can prove that
    speaks only when it is used.
    """

    answers: bool
    is_open: bool
    state: str
    reasons: tuple[str, ...] = ()
    detail: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it could be used now."""
        return self.is_open and self.state in (HealthState.READY, HealthState.BUSY, HealthState.DEGRADED)


class _Ear:
    """Remembers whether anything was heard."""

    def __init__(self) -> None:
        self.is_open = self.has_heard = False

    def passed(self, kind: str, _chunk: bytes) -> None:
        self.has_heard = self.has_heard or kind == DEVICE

    def cut(self) -> None:
        pass

    def broken(self, _count: int) -> None:
        pass

    def end(self) -> None:
        pass


async def proved(
    url: str,
    *,
    secrets: Callable[[str], str | None] | None = None,
    open_port: OpenPort = transport.open_port,
    limit_s: float = LIMIT_S,
) -> Proof:
    """Open the device of a URL and wait until it is usable, at most `limit_s`. The port is closed afterwards."""
    ear = _Ear()

    async def heard(wanted: DriverUrl) -> Port:
        port = await open_port(wanted)
        ear.is_open = True
        return ListenedPort(port, ear)

    try:
        device = open_device(url, secrets=secrets, open_port=heard)
    except UrlError as error:
        return Proof(False, False, HealthState.ABSENT, (), str(error))
    told: list[Health] = []
    task = asyncio.ensure_future(supervise(device, told.append))
    try:
        await _until_usable(device.health, told, limit_s)
    finally:
        device.on_health(lambda _health: None)  # that it is closed now is no news
        health = told[-1] if told else device.health
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    reasons = tuple(reason.value for reason in health.reasons)
    return Proof(ear.has_heard, ear.is_open, health.state.value, reasons, health.detail)


async def _until_usable(first: Health, told: list[Health], limit_s: float) -> None:
    now = asyncio.get_running_loop().time
    until, usable_at = now() + limit_s, None
    while now() < until:
        is_usable = (told[-1] if told else first).is_usable
        usable_at = (usable_at or now()) if is_usable else None
        if usable_at is not None and now() - usable_at >= QUIET_S:
            return
        await asyncio.sleep(0.05)
