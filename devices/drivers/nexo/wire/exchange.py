"""One request and its answer, each on a connection of its own, so that an abort can overtake a payment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from devices.api import DriverUrl, Garbled, NoAnswer, Refused, Unplugged
from devices.drivers.nexo.wire.envelope import Header, Json, answer, request
from devices.drivers.nexo.wire.http import HttpReply, ReplyReader
from devices.drivers.nexo.wire.http import request as http_request
from devices.drivers.nexo.wire.sealed import SealedBox
from devices.transport import OpenPort, Port
from devices.url import place_and_path

_READ = 16_384


def _nothing() -> None:
    return


class Caller:
    """Calls one terminal. `drop` resets every connection, and what waits on one raises `Unplugged`."""

    def __init__(self, url: DriverUrl, open_port: OpenPort, box: SealedBox | None) -> None:
        self._url = url
        self._open_port = open_port
        self._box = box
        self._host, self._path = place_and_path(url.address)
        self._ports: set[Port] = set()

    async def call(
        self, header: Header, name: str, body: Json, limit_s: float, on_leaving: Callable[[], None] = _nothing
    ) -> Json:
        """Send a request and give the body of its answer. Raises `DeviceError`.

        `on_leaving` is called before the first byte is handed over: an error before it means that nothing left.
        """
        reply = await self._exchange(request(header, f"{name}Request", body, self._box), limit_s, on_leaving)
        if not reply.is_success:
            raise Refused(f"HTTP {reply.status}", f"the terminal answered {name} with this status")
        if not reply.body.strip():
            raise Garbled(f"the terminal answered {name} with nothing")
        return answer(reply.body, header, f"{name}Response", self._box)

    async def tell(self, header: Header, name: str, body: Json, limit_s: float) -> bool:
        """Send a request that has no answer of its own; True when the terminal took it. Raises `DeviceError`."""
        reply = await self._exchange(request(header, f"{name}Request", body, self._box), limit_s, _nothing)
        return reply.is_success

    def drop(self) -> None:
        """Reset every open connection."""
        for port in list(self._ports):
            port.abort()

    async def _exchange(self, octets: bytes, limit_s: float, on_leaving: Callable[[], None]) -> HttpReply:
        sent = http_request(self._path, self._host, octets)
        port = await self._open_port(self._url)
        self._ports.add(port)
        try:
            async with asyncio.timeout(limit_s):
                on_leaving()
                await port.write(sent)
                reply = await _whole_reply(port)
        except TimeoutError:
            raise NoAnswer(f"the terminal said nothing for {limit_s:.0f} s") from None
        finally:
            self._ports.discard(port)
            port.abort()  # the answer is whole, or nobody waits for it: either way nothing more is said here
        return reply


async def _whole_reply(port: Port) -> HttpReply:
    reader = ReplyReader()
    while True:
        try:
            chunk = await port.read(_READ)
        except Unplugged:
            reply = reader.closed()
            if reply is None:
                raise
            return reply
        reply = reader.feed(chunk)
        if reply is not None:
            return reply
