"""The control socket: one JSON object per line over loopback TCP, one reply line each.

`{"do": "watch"}` turns the connection into a stream of events; it takes no more requests then.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable

from devices.sim.machine import Json, Reply
from devices.sim.simulation import Simulation

LINE_LIMIT = 1_000_000
EVENT_QUEUE = 1000


class ControlServer:
    """Serves a simulation's control verbs; `after` is called after each request (it may have moved a timer)."""

    def __init__(self, simulation: Simulation, after: Callable[[], None]) -> None:
        self._simulation = simulation
        self._after = after
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, port: int = 0) -> str:
        """Listen on loopback; gives `host:port`."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", port, limit=LINE_LIMIT)
        return f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening and end every connection."""
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await self._serve(reader, writer)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                line = await reader.readline()
            except ValueError:
                writer.write(_line({"ok": False, "error": f"a request has at most {LINE_LIMIT} bytes"}))
                return
            if not line:
                return
            request = _request(line)
            if isinstance(request, str):
                writer.write(_line({"ok": False, "error": request}))
            elif request.get("do") == "watch":
                writer.write(_line({"ok": True}))
                await self._stream(reader, writer)
                return
            else:
                writer.write(_line(self._simulation.control(request)))
                self._after()
            await writer.drain()

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        events: asyncio.Queue[dict[str, Json]] = asyncio.Queue(EVENT_QUEUE)

        def keep(event: dict[str, Json]) -> None:
            with contextlib.suppress(asyncio.QueueFull):  # a watcher that does not read loses the newest
                events.put_nowait(event)

        stop = self._simulation.watch(keep)
        closed = asyncio.ensure_future(reader.read())
        try:
            while not closed.done():
                event = asyncio.ensure_future(events.get())
                await asyncio.wait({event, closed}, return_when=asyncio.FIRST_COMPLETED)
                if not event.done():
                    event.cancel()
                    return
                writer.write(_line(event.result()))
                await writer.drain()
        finally:
            stop()
            closed.cancel()


def _request(line: bytes) -> dict[str, Json] | str:
    try:
        request = json.loads(line)
    except ValueError as error:
        return f"not JSON: {error}"
    return request if isinstance(request, dict) else "a request is a JSON object"


def _line(reply: Reply) -> bytes:
    return json.dumps(reply, ensure_ascii=False).encode() + b"\n"
