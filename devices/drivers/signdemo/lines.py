"""Lines of the demo protocol, and one open port on which questions wait for their answers by number."""

from __future__ import annotations

import asyncio
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from devices.api import Garbled, NoAnswer, Refused, Unplugged
from devices.transport import Port

CAP = 4096
ANSWER_S = 4.0
"""How long an answer may take: a certified device signs within two seconds."""
_LINE = re.compile(rb"([0-9A-F]{8}) (\{.*\})")

Answer: TypeAlias = Mapping[str, Any]


def line_of(fields: Mapping[str, object]) -> bytes:
    """Write a line. Raises `Refused` for more than a line may hold."""
    text = json.dumps(fields, separators=(",", ":")).encode("ascii")
    if len(text) > CAP:
        raise Refused("BAD_REQUEST", "more than a line holds")
    return b"\n%08X %s\n" % (zlib.crc32(text), text)


def fields_of(line: bytes) -> Answer | None:
    """Read a line; None for one that was not heard right."""
    match = _LINE.fullmatch(line)
    if match is None or zlib.crc32(match[2]) != int(match[1], 16):
        return None
    try:
        found = json.loads(match[2])
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


class Framer:
    """Cuts bytes into lines, in any portions. Pure; an empty line is none."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take bytes, give the lines that they complete."""
        *lines, rest = (self._rest + chunk).split(b"\n")
        self._rest = rest[-CAP - 16 :]  # longer, it is none, and its sum says so
        return [line for line in lines if line]


class Line:
    """One open port. `serve` reads; one question at a time elsewhere."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._framer = Framer()
        self._turn = asyncio.Lock()
        self._number = 0
        self._waiting: asyncio.Future[Answer] | None = None
        self._has_babbled = False

    async def serve(self) -> None:
        """Read until the line is lost. Raises `Unplugged`."""
        while True:
            for line in self._framer.feed(await self._port.read(4096)):
                self._take(line)

    def _take(self, line: bytes) -> None:
        answer = fields_of(line)
        self._has_babbled = self._has_babbled or answer is None
        waiting = self._waiting
        if answer is None or waiting is None or waiting.done() or answer.get("request") != self._number:
            return  # spoilt, or the answer to a question that nobody asks any more
        waiting.set_result(answer)

    async def ask(self, command: str, **fields: object) -> Answer:
        """Send a command and give its one answer. Raises `Refused`, `NoAnswer`, `Garbled`, `Unplugged`."""
        async with self._turn:
            self._number += 1
            self._has_babbled = False
            self._waiting = waiting = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(ANSWER_S):
                    await self._port.write(line_of({"command": command, "request": self._number, **fields}))
                    answer = await waiting
            except TimeoutError:
                if self._has_babbled:
                    raise Garbled(f"what came after {command} is no answer") from None
                raise NoAnswer(f"no answer to {command} within {ANSWER_S:g} s") from None
            finally:
                self._waiting = None
        return _checked(answer, command, fields.get("reference"))

    def close(self) -> None:
        """Close the port; whoever waits is told that the link is gone."""
        self._port.close()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Unplugged("the link to the signing device was lost"))


def _checked(answer: Answer, command: str, reference: object) -> Answer:
    """Give an answer that belongs to its question. Raises `Garbled`, `Refused`."""
    if answer.get("command") != command or answer.get("reference") != reference:
        raise Garbled(f"an answer about another receipt than {command} asked about")
    if "error" in answer:
        raise Refused(text_of(answer, "error"), text_of(answer, "text"))
    return answer


def text_of(answer: Answer, name: str) -> str:
    """Read a text. Raises `Garbled`."""
    value = answer.get(name)
    if not isinstance(value, str):
        raise Garbled(f"an answer without {name}")
    return value


def count_of(answer: Answer, name: str) -> int:
    """Read a number that is not less than nothing. Raises `Garbled`."""
    value = answer.get(name)
    if type(value) is not int or value < 0:
        raise Garbled(f"an answer without {name}")
    return value
