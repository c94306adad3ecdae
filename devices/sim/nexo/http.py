"""The terminal's end of HTTP: requests out of bytes, answers into bytes."""

from __future__ import annotations

from dataclasses import dataclass

HEAD_LIMIT = 16_000
BODY_LIMIT = 200_000
_REASONS = {200: "OK", 204: "No Content", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}


@dataclass(frozen=True, slots=True)
class Post:
    """One request. `problem` is the status it is to be refused with, 0 when it is well formed."""

    path: str
    body: bytes
    problem: int = 0


class Assembler:
    """Takes the bytes of one connection; after a malformed request nothing more is understood on it."""

    def __init__(self) -> None:
        self._waiting = b""
        self._is_lost = False

    def feed(self, chunk: bytes) -> list[Post]:
        """The requests that are whole now."""
        self._waiting += chunk
        found: list[Post] = []
        while not self._is_lost:
            post = self._next()
            if post is None:
                break
            found.append(post)
            self._is_lost = post.problem == 400
        return found

    def _next(self) -> Post | None:
        head_end = self._waiting.find(b"\r\n\r\n")
        if head_end < 0:
            return Post("", b"", 400) if len(self._waiting) > HEAD_LIMIT else None
        request_line, *fields = self._waiting[:head_end].decode("latin-1").split("\r\n")
        words = request_line.split(" ")
        named = {name.strip().lower(): value.strip() for name, _, value in (own.partition(":") for own in fields)}
        length = named.get("content-length", "0")
        if len(words) != 3 or not words[2].startswith("HTTP/1.") or not length.isdecimal() or len(length) > 6:
            return Post("", b"", 400)
        if int(length) > BODY_LIMIT or "transfer-encoding" in named:
            return Post("", b"", 400)
        body_end = head_end + 4 + int(length)
        if len(self._waiting) < body_end:
            return None
        body, self._waiting = self._waiting[head_end + 4 : body_end], self._waiting[body_end:]
        return Post(words[1], body, 0 if words[0] == "POST" else 405)


def answer(status: int, body: bytes = b"", *, how: str = "length") -> bytes:
    """An answer; `how`: `length`, `chunked` in pieces of 100 bytes, or `end` for one that the line's end ends."""
    head = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}", "Server: simulated", "Connection: close"]
    if body:
        head.append("Content-Type: application/json; charset=utf-8")
    if how == "chunked":
        head.append("Transfer-Encoding: chunked")
        pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    elif how == "length" and status != 204:
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*head, "", ""]).encode("ascii") + body
