"""Asks a running simulator by its control socket, from a program that has an event loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

LIMIT_S = 3.0


async def ask(address: str, request: Mapping[str, Any], limit_s: float = LIMIT_S) -> Mapping[str, Any]:
    """Send one request to the control socket at `host:port` and give the reply.

    Raises `OSError` when nobody is there, `TimeoutError`, `ValueError` for what is no reply.
    """
    host, _, number = address.rpartition(":")
    async with asyncio.timeout(limit_s):
        reader, writer = await asyncio.open_connection(host, int(number), limit=1_000_000)
        try:
            writer.write(json.dumps(dict(request), ensure_ascii=False).encode() + b"\n")
            await writer.drain()
            reply = json.loads(await reader.readline() or b"null")
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
    if not isinstance(reply, dict):
        raise ValueError("the simulator closed without a word")
    return reply
