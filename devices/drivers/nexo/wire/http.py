"""One HTTP/1.1 answer, from bytes in any fragmentation, with hard caps; and the request that asks for it.

Source: RFC 9112. Not taken: compression, upgrades, trailers with meaning. A terminal's certificate and its keys prove
who speaks, not this layer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices.api import Garbled

MAX_HEAD = 16_384
MAX_BODY = 262_144
_STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: [^\r\n]*)?")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?")
_NO_BODY = (204, 304)


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A whole answer: its status and its body."""

    status: int
    body: bytes

    @property
    def is_success(self) -> bool:
        """True for 2xx."""
        return 200 <= self.status <= 299


def request(path: str, host: str, body: bytes) -> bytes:
    """Give the bytes of a POST on a connection that ends with its answer."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


class ReplyReader:
    """Assembles one answer: `feed` bytes until it gives the reply; `closed` when the line ended.

    Raises `Garbled` for what no server may send. An answer without a length ends with the line.
    """

    def __init__(self) -> None:
        self._raw = bytearray()
        self._status = 0
        self._length: int | None = None
        self._is_chunked = False
        self._body = bytearray()

    def feed(self, chunk: bytes) -> HttpReply | None:
        """Take bytes; give the reply once it is whole."""
        self._raw += chunk
        while not self._status:
            if not self._take_head():
                return None
        if self._is_chunked:
            return self._take_chunks()
        wanted = 0 if self._status in _NO_BODY else self._length
        if len(self._raw) > (MAX_BODY if wanted is None else wanted):
            raise Garbled("the answer is longer than it says, or than any may be")
        return self._reply(self._raw) if wanted == len(self._raw) else None

    def closed(self) -> HttpReply | None:
        """Give the reply that the end of the line completes, None when something is missing."""
        is_by_end = self._status and not self._is_chunked and self._length is None
        return self._reply(self._raw) if is_by_end else None

    def _reply(self, body: bytearray) -> HttpReply:
        return HttpReply(self._status, bytes(body))

    def _take_head(self) -> bool:
        head, end, rest = bytes(self._raw).partition(b"\r\n\r\n")
        if len(head) > MAX_HEAD:
            raise Garbled("the head of the answer is too long")
        if not end:
            return False
        first, *lines = head.split(b"\r\n")
        match = _STATUS_LINE.fullmatch(first)
        if match is None:
            raise Garbled("the answer is not HTTP/1.1")
        self._raw = bytearray(rest)
        if not match[1].startswith(b"1"):  # 1xx comes before the answer
            self._status = int(match[1])
            self._take_fields(lines)
        return True

    def _take_fields(self, lines: list[bytes]) -> None:
        lengths: set[bytes] = set()
        for line in lines:
            name, colon, value = line.partition(b":")
            if not colon or not name or name != name.strip():
                raise Garbled("a field of the answer's head is not one")
            match name.lower():
                case b"content-length":
                    lengths.add(value.strip())
                case b"transfer-encoding":
                    self._is_chunked = value.strip().lower() == b"chunked"
                    if not self._is_chunked:
                        raise Garbled("the answer has a transfer coding that is not known")
                case b"content-encoding" if value.strip().lower() not in (b"", b"identity"):
                    raise Garbled("the answer is compressed though nothing allowed it")
        if len(lengths) > 1 or (lengths and self._is_chunked):
            raise Garbled("the answer has two lengths")
        for length in lengths:
            if not re.fullmatch(rb"[0-9]{1,7}", length) or int(length) > MAX_BODY:
                raise Garbled("the answer's length is none, or too long")
            self._length = int(length)

    def _take_chunks(self) -> HttpReply | None:
        while True:
            line, end, rest = bytes(self._raw).partition(b"\r\n")
            if not end:
                if len(line) > MAX_HEAD:
                    raise Garbled("a chunk has no size")
                return None
            match = _CHUNK_SIZE.fullmatch(line)
            if match is None:
                raise Garbled("a chunk has no size")
            size = int(match[1], 16)
            if len(self._body) + size > MAX_BODY:
                raise Garbled("the answer is too long")
            if size == 0:
                return self._reply(self._body) if rest.startswith(b"\r\n") or rest.endswith(b"\r\n\r\n") else None
            if len(rest) < size + 2:
                return None
            if rest[size : size + 2] != b"\r\n":
                raise Garbled("a chunk is longer than it says")
            self._body += rest[:size]
            self._raw = bytearray(rest[size + 2 :])
