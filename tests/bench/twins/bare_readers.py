"""The plain way to listen to a device: read the line, cut, tell. No condition, no limits, no way back after a fault."""

from __future__ import annotations

import os
import struct
import threading
import time
from collections.abc import Callable, Hashable

Heard = Callable[[int, Hashable], None]
"""Is told when something came (perf_counter_ns) and what."""
Cut = Callable[[bytes], tuple[list[Hashable], bytes]]
"""Cuts bytes into what they say; gives back the rest."""

_EVENT = struct.Struct("=qqHHi")
_DIGITS = dict(zip(range(2, 12), "1234567890", strict=True))


def lines(held: bytes) -> tuple[list[Hashable], bytes]:
    """Cut codes that end with a carriage return."""
    *whole, rest = held.split(b"\r")
    return list(whole), rest


def keys(held: bytes) -> tuple[list[Hashable], bytes]:
    """Cut digits typed on input events, ended by Enter."""
    found: list[Hashable] = []
    text, begun = "", 0
    for at in range(0, len(held) - _EVENT.size + 1, _EVENT.size):
        _s, _us, kind, code, value = _EVENT.unpack_from(held, at)
        if kind == 1 and value == 1:
            if code == 28:
                found.append(text.encode())
                text = ""
            else:
                text += _DIGITS.get(code, "")
        if not text:
            begun = at + _EVENT.size
    return found, held[begun:]


def documents(held: bytes) -> tuple[list[Hashable], bytes]:
    """Cut framed documents: head of five bytes, lines, 03 and a check byte."""
    found: list[Hashable] = []
    while (end := held.find(b"\x03")) >= 0 and len(held) > end + 1:
        said = held[6:end].decode().split("\r")
        found.append(tuple(line.rstrip("_") for line in said if line.strip("_")))
        held = held[end + 2 :]
    return found, held


def indicator(held: bytes) -> tuple[list[Hashable], bytes]:
    """Cut lines of an indicator; give grams."""
    *whole, rest = held.split(b"\r\n")
    return [int(line[9:17].replace(b".", b"")) for line in whole], rest


def answers(held: bytes) -> tuple[list[Hashable], bytes]:
    """Cut answers of a scale that is asked; give grams."""
    *whole, rest = bytes(octet & 0x7F for octet in held).split(b"\r")
    return [int(answer[1:].replace(b".", b"")) for answer in whole], rest


class BareReader:
    """A thread that reads a line; `question` is sent before each read, for devices that are asked."""

    def __init__(self, path: str, cut: Cut, heard: Heard, question: bytes = b"") -> None:
        self._number = os.open(path, os.O_RDWR | os.O_NOCTTY)
        self._cut = cut
        self._heard = heard
        self._question = question
        threading.Thread(target=self._read, name="twin", daemon=True).start()

    def _read(self) -> None:
        held = b""
        while True:
            if self._question and not held:
                os.write(self._number, self._question)
            try:
                chunk = os.read(self._number, 4096)
            except OSError:  # the line was taken away: the end
                return
            if not chunk:
                return
            found, held = self._cut(held + chunk)
            for one in found:
                self._heard(time.perf_counter_ns(), one)
