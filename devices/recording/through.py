"""Stands between the kiosk and a device: takes TCP connections and hands every byte on, recording it."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from devices.api import DriverUrl, Unplugged
from devices.loop import together
from devices.recording.recorder import Recorder
from devices.transport import Port

_READ = 4096


async def serve_through(recorder: Recorder, url: DriverUrl, tcp_port: int, seconds: float) -> None:
    """Serve on a port of this machine (0: any free one) until the time is over. Raises `OSError`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(Unplugged, ConnectionError):
            port = await recorder.open_port(url)
            try:
                await together(_to_device(reader, port), _to_host(port, writer))
            finally:
                port.close()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", tcp_port)
    place = "{}:{}".format(*server.sockets[0].getsockname()[:2])
    print(
        f"set the kiosk's device to {url.driver}+{'http' if 'http' in url.transport else 'tcp'}://{place}", flush=True
    )
    async with server:
        await asyncio.sleep(seconds)


async def _to_device(reader: asyncio.StreamReader, port: Port) -> None:
    while chunk := await reader.read(_READ):
        await port.write(chunk)


async def _to_host(port: Port, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(await port.read(_READ))
        await writer.drain()
