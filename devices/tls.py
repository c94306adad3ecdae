"""TLS over any port: what a terminal on the network is opened through. Nothing is buffered on the writing side.

The certificate is always checked: against the system's authorities, or against the one file that `ca` names, by the
name that `name` says where a device's certificate does not carry its address.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from devices.api import DriverUrl, Refused, Unplugged
from devices.url import Option

_RECORDS = 16_384


class Port(Protocol):
    """A byte stream, as `devices.transport.Port`."""

    async def read(self, limit: int) -> bytes:
        """Give 1 to `limit` bytes."""
        ...

    async def write(self, chunk: bytes) -> None:
        """Hand all bytes over."""
        ...

    def abort(self) -> None:
        """Close at once."""
        ...

    def close(self) -> None:
        """Close."""
        ...


def _file(text: str) -> str:
    if not text.startswith("/") or "\0" in text:
        raise ValueError("ca")
    return text


def _host_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9*._-]{1,253}", text):
        raise ValueError("name")
    return text


CA = Option("ca", "absolute path of a PEM file with the certificate authority of the device", _file, "")
NAME = Option("name", "the name in the device's certificate", _host_name, "")


async def tls_port(port: Port, url: DriverUrl, host: str, limit_s: float) -> Port:
    """Shake hands over an open port, which is closed when that fails.

    Raises `Unplugged` when the line ends, `Refused` for a certificate not trusted, or none to trust it by.
    """
    try:
        secured = TlsPort(port, _context(CA.of(url)), NAME.of(url) or host)
        async with asyncio.timeout(limit_s):
            await secured.shake_hands()
    except TimeoutError:
        port.abort()
        raise Unplugged(f"{host}: no TLS handshake within {limit_s:g} s") from None
    except BaseException:
        port.abort()
        raise
    return secured


def _context(ca_path: str) -> ssl.SSLContext:
    if ca_path and not Path(ca_path).is_file():
        raise Refused("TLS", "option ca: the file is not there")
    try:
        context = ssl.create_default_context(cafile=ca_path or None)
    except ssl.SSLError:
        raise Refused("TLS", "option ca: the file holds no certificate") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class TlsPort:
    """A port whose bytes are sealed on the way; `port` below it carries the records."""

    def __init__(self, port: Port, context: ssl.SSLContext, name: str) -> None:
        self._port = port
        self._name = name
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)

    async def shake_hands(self) -> None:
        """Agree on keys and check the certificate. Raises `Unplugged`, `Refused`."""
        await self._through(self._tls.do_handshake)

    async def read(self, limit: int) -> bytes:
        """Give 1 to `limit` bytes. Raises `Unplugged` when the line or the session is over."""
        chunk = await self._through(lambda: self._tls.read(limit))
        if not chunk:
            raise Unplugged(f"{self._name}: TLS closed by the other side")
        return chunk

    async def write(self, chunk: bytes) -> None:
        """Seal all bytes and hand them over. Raises `Unplugged`: then any part may have left."""
        await self._through(lambda: self._tls.write(chunk))

    async def _through(self, step: Callable[[], bytes | int | None]) -> bytes:
        """Do one step of TLS, with as many records in and out as it takes."""
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                await self._flush(self._port.write)
                self._incoming.write(await self._port.read(_RECORDS))
            except ssl.SSLCertVerificationError as error:
                raise Refused("TLS", f"{self._name}: certificate not trusted: {error.verify_message}") from None
            except ssl.SSLError as error:
                raise Unplugged(f"{self._name}: TLS: {error.reason or 'ended'}") from None
            else:
                await self._flush(self._port.write)
                return done if isinstance(done, bytes) else b""

    async def _flush(self, write: Callable[[bytes], Awaitable[None]]) -> None:
        if records := self._outgoing.read():
            await write(records)

    def abort(self) -> None:
        """Close at once; the other side gets no farewell."""
        self._port.abort()

    def close(self) -> None:
        """Close; what was written still arrives."""
        self._port.close()
