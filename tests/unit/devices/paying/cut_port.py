"""A host's port that dies at a byte that the test chose."""

from __future__ import annotations

from devices.api import Unplugged
from devices.transport import MemoryPort


class Cut:
    """A host's port that dies after so many bytes, both directions counted together.

    `is_silent`: bytes written after the cut are lost and nobody says so, as in a TCP stack; else the write raises.
    """

    def __init__(self, port: MemoryPort, after: int, *, is_silent: bool) -> None:
        self._port = port
        self._left = after
        self._is_silent = is_silent

    async def read(self, limit: int) -> bytes:
        chunk = (await self._port.read(limit))[: max(0, self._left)] if self._left > 0 else b""
        if not chunk:
            self._port.close()
            raise Unplugged("cut")
        self._left -= len(chunk)
        return chunk

    async def write(self, chunk: bytes) -> None:
        passes, self._left = chunk[: max(0, self._left)], self._left - len(chunk)
        if passes:
            await self._port.write(passes)
        if len(passes) < len(chunk):
            self._port.close()
            if not self._is_silent:
                raise Unplugged("cut")

    def abort(self) -> None:
        self._port.abort()

    def close(self) -> None:
        self._port.close()
