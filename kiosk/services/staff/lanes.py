"""The board's end: one line to each kiosk, opened again when it breaks; what is known of each lane, and the answers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import ValidationError

from kiosk.services.staff import messages
from kiosk.services.staff.hub import BEAT_S, SILENT_S
from kiosk.services.staff.wire import Line, NotTrusted, greeted

AGAIN_S: Final = (0.5, 1.0, 2.0, 5.0)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What a board knows of one kiosk. `told_s`: when it last spoke, on the loop's clock; `lane` is its last picture.

    `problem`: why there is no line now: `away`, `key` (it holds another), or empty.
    """

    address: str
    lane: messages.Lane | None = None
    told_s: float = 0.0
    problem: str = "away"

    @property
    def is_connected(self) -> bool:
        """True while the line stands."""
        return not self.problem


class Lanes:
    """Keeps a line to each kiosk; `changed` is called whenever something is known anew."""

    def __init__(
        self,
        addresses: Sequence[tuple[str, int]],
        secret: bytes,
        hello: messages.Hello,
        changed: Callable[[], None],
    ) -> None:
        self._secret = secret
        self._hello = hello
        self._changed = changed
        self._lines: dict[str, Line] = {}
        self._known = {f"{host}:{port}": Known(f"{host}:{port}") for host, port in addresses}
        self._heard: dict[str, str] = {}  # by address: the last call that was said to be shown

    @property
    def known(self) -> tuple[Known, ...]:
        """Return all lanes, in the order they were given."""
        return tuple(self._known.values())

    async def run(self) -> None:
        """Keep every line until cancelled."""
        await asyncio.gather(*(self._keep(address) for address in self._known))

    async def _keep(self, address: str) -> None:
        tries = 0
        while True:
            problem = "away"
            try:
                await self._listen(address)
            except NotTrusted:
                problem = "key"
                log.warning("%s holds another key", address)
            except (OSError, TimeoutError, ValidationError) as error:
                log.info("%s: %s", address, type(error).__name__)
            finally:
                if (line := self._lines.pop(address, None)) is not None:
                    line.close()
            tries = 0 if self._known[address].is_connected else tries + 1
            self._now(address, problem=problem)
            await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])

    async def _listen(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        async with asyncio.timeout(BEAT_S):
            reader, writer = await asyncio.open_connection(host, int(port))
        line = self._lines[address] = await greeted(reader, writer, self._secret, is_kiosk=False)
        async with asyncio.timeout(BEAT_S):
            await line.receive()  # the greeting: it can be read only with the same key
        await line.send(self._hello.model_dump())
        beating = asyncio.ensure_future(self._beat(line))
        try:
            while True:
                async with asyncio.timeout(SILENT_S):
                    lane = messages.lane(await line.receive())
                self._now(address, lane=lane, told_s=asyncio.get_running_loop().time(), problem="")
                await self._say_heard(address, line, lane)
        finally:
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await beating

    async def _beat(self, line: Line) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            await line.send(messages.Here().model_dump())

    async def _say_heard(self, address: str, line: Line, lane: messages.Lane) -> None:
        if lane.call is not None and (lane.call.stage == "sent" or self._heard.get(address) != lane.call.id):
            self._heard[address] = lane.call.id
            await line.send(messages.Answer(kind="heard", call=lane.call.id).model_dump())

    def _now(self, address: str, **change: Any) -> None:
        self._known[address] = replace(self._known[address], **change)
        self._changed()

    async def answer(self, address: str, answer: messages.Answer) -> bool:
        """Send an answer; False when there is no line to that kiosk now: nobody was told."""
        line = self._lines.get(address)
        if line is None:
            return False
        try:
            await line.send(answer.model_dump())
        except OSError:
            return False
        return True
