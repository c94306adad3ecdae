"""A line between a kiosk and a call board on the site's network: both prove that they hold the same key.

Each end sends `PCB1` and 32 random bytes. HKDF-SHA256 makes two keys of the shared secret and both draws, one for each
direction; each message is a frame of ChaCha20-Poly1305 with a counter as its nonce. So what was recorded on another day
fits no line, what is repeated, left out or changed on this one ends it, and nothing can be read on the way.
Source: RFC 5869 (HKDF), RFC 8439 (ChaCha20-Poly1305).
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC: Final = b"PCB1"
MOST_BYTES: Final = 64 * 1024  # of one frame: a lane with its call is a few hundred
GREET_S: Final = 5.0
_DRAW, _KEY, _SIZE, _NONCE = 32, 32, 4, 12


class NotTrusted(ConnectionError):
    """The other end holds another key, or somebody changed what it sent."""


class Garbled(ConnectionError):
    """The other end speaks something else."""


class Line:
    """One end of an open line; made by `greeted`."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sending: bytes, receiving: bytes
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._sending = ChaCha20Poly1305(sending)
        self._receiving = ChaCha20Poly1305(receiving)
        self._sent = 0
        self._received = 0

    async def send(self, message: Mapping[str, Any]) -> None:
        """Send one message. Raises `ConnectionError`, and `ValueError` for one too long."""
        plain = json.dumps(message, separators=(",", ":")).encode()
        if len(plain) > MOST_BYTES:
            raise ValueError(f"{len(plain)} bytes; a frame holds {MOST_BYTES}")
        frame = self._sending.encrypt(_nonce(self._sent), plain, None)
        self._sent += 1
        self._writer.write(len(frame).to_bytes(_SIZE, "big") + frame)
        await self._writer.drain()

    async def receive(self) -> dict[str, Any]:
        """Return the next message. Raises `NotTrusted`, `Garbled`, `ConnectionError`; the line is of no use then."""
        try:
            size = int.from_bytes(await self._reader.readexactly(_SIZE), "big")
            if not 0 < size <= MOST_BYTES + 16:  # and the tag
                raise Garbled(f"a frame of {size} bytes")
            frame = await self._reader.readexactly(size)
        except asyncio.IncompleteReadError:
            raise ConnectionResetError("the other end is gone") from None
        try:
            plain = self._receiving.decrypt(_nonce(self._received), frame, None)
        except InvalidTag:
            raise NotTrusted("the other end holds another key") from None
        self._received += 1
        try:
            message = json.loads(plain)
        except (ValueError, RecursionError) as error:
            raise Garbled(f"no JSON: {error}") from None
        if not isinstance(message, dict):
            raise Garbled("a message is an object")
        return message

    def close(self) -> None:
        """Let go of the line."""
        self._writer.close()


def _nonce(count: int) -> bytes:
    return count.to_bytes(_NONCE, "big")


async def greeted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: bytes, *, is_kiosk: bool) -> Line:
    """Greet the other end and return the line. Raises `Garbled`, `ConnectionError`, `TimeoutError`."""
    own = os.urandom(_DRAW)
    writer.write(MAGIC + own)
    async with asyncio.timeout(GREET_S):
        await writer.drain()
        try:
            head = await reader.readexactly(len(MAGIC) + _DRAW)
        except asyncio.IncompleteReadError:
            raise ConnectionResetError("the other end is gone") from None
    if not head.startswith(MAGIC):
        raise Garbled("the other end is no call board and no kiosk")
    other = head[len(MAGIC) :]
    kiosk, board = (own, other) if is_kiosk else (other, own)
    keys = HKDF(SHA256(), 2 * _KEY, salt=kiosk + board, info=b"pronto call board 1").derive(secret)
    of_kiosk, of_board = keys[:_KEY], keys[_KEY:]
    return Line(reader, writer, *((of_kiosk, of_board) if is_kiosk else (of_board, of_kiosk)))
