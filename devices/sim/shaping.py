"""What a bad line does to bytes: delay, noise, splitting, gluing, loss. One direction each, seeded."""

from __future__ import annotations

import random

from devices.sim.fault_words import Direction, Fault, Lasts, Phrase
from devices.sim.faults import Faults

LINK_PHRASES = (
    Phrase("drop link", Lasts.NOW, "the connection ends; the host may connect again"),
    Phrase("unplug", Lasts.NOW, "the cable is pulled; stays so until `replug`"),
    Phrase("die", Lasts.NOW, "mains power is lost; what is not stored is forgotten; stays so until `replug`"),
    Phrase("half open", Lasts.NOW, "the connection stays up and nothing passes either way, as `silent`"),
    Phrase("silent", Lasts.NOW, "the same as `half open`"),
    Phrase("delay T", Lasts.STANDING, "everything the host is sent comes later by that time"),
    Phrase("answer after T", Lasts.ONCE, "the next write to the host waits that long, later ones behind it"),
    Phrase("one byte at a time", Lasts.STANDING, "the host is sent single bytes, 1 ms apart"),
    Phrase("glue", Lasts.STANDING, "what is sent within 50 ms arrives in one write"),
    Phrase("noise P", Lasts.STANDING, "each byte sent has that chance of one flipped bit"),
    Phrase("noise received P", Lasts.STANDING, "the same for bytes received"),
    Phrase("wrong baud", Lasts.STANDING, "the host is sent 9600 bit/s and samples at 115200"),
    Phrase("flip bit", Lasts.ONCE, "one bit of the next byte sent is flipped"),
    Phrase("flip bit received", Lasts.ONCE, "one bit of the next byte received is flipped"),
    Phrase("truncate", Lasts.ONCE, "the rest of this write to the host is lost"),
    Phrase("repeat write [N]", Lasts.ONCE, "the next write to the host arrives twice, or N times more"),
    Phrase("swap writes", Lasts.ONCE, "the next write to the host arrives after the one that follows it"),
)
BYTE_GAP_S = 0.001
GLUE_WINDOW_S = 0.05
MAX_REPEATS = 10_000


class Noise:
    """Flips bits of one direction as the armed faults say."""

    def __init__(self, faults: Faults, direction: Direction, seed: int) -> None:
        self._faults = faults
        self._suffix = "" if direction is Direction.SENT else " received"
        self._random = random.Random(f"{seed} {direction.value}")  # noqa: S311 - a repeatable fault, no secret

    def spoil(self, chunk: bytes) -> bytes:
        """The bytes as the other end gets them."""
        if not chunk:
            return chunk
        spoilt = bytearray(chunk)
        if self._faults.take("flip bit" + self._suffix):
            spoilt[0] ^= 1 << self._random.randrange(8)
        noise: Fault | None = self._faults.stands("noise" + self._suffix)
        if noise is not None:
            for index in range(len(spoilt)):
                if self._random.random() < noise.number(0.0):
                    spoilt[index] ^= 1 << self._random.randrange(8)
        return bytes(spoilt)


class Departures:
    """The writes that still have to leave, each with its time. Order is kept whatever the delays."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._waiting: list[tuple[float, bytes]] = []
        self._held: bytes | None = None

    @property
    def due_s(self) -> float | None:
        """When the next write leaves, or None."""
        return self._waiting[0][0] if self._waiting else None

    @property
    def is_empty(self) -> bool:
        """True when nothing waits to leave."""
        return not self._waiting

    def clear(self) -> None:
        """Forget what has not left."""
        self._waiting.clear()
        self._held = None

    def add(self, chunk: bytes, now_s: float) -> None:
        """Queue one write."""
        for piece in self._repeated_or_swapped(chunk):
            self._queue(piece, now_s)

    def leaving(self, now_s: float) -> list[bytes]:
        """The writes whose time has come, in order."""
        gone: list[bytes] = []
        while self._waiting and self._waiting[0][0] <= now_s:
            gone.append(self._waiting.pop(0)[1])
        return gone

    def _repeated_or_swapped(self, chunk: bytes) -> list[bytes]:
        if self._faults.stands("wrong baud"):
            chunk = resampled(chunk)
        if self._held is not None:
            held, self._held = self._held, None
            return [chunk, held]
        if self._faults.take("swap writes"):
            self._held = chunk
            return []
        repeated = self._faults.take("repeat write")
        return [chunk] * (1 + min(MAX_REPEATS, int(repeated.number(1)))) if repeated is not None else [chunk]

    def _queue(self, chunk: bytes, now_s: float) -> None:
        due_s = now_s
        delay = self._faults.stands("delay")
        if delay is not None:
            due_s += delay.number(0.0)
        once = self._faults.take("answer after")
        if once is not None:
            due_s += once.number(0.0)
        if self._waiting:
            due_s = max(due_s, self._waiting[-1][0])
        if self._faults.stands("glue"):
            self._glue(chunk, max(due_s, now_s + GLUE_WINDOW_S))
        elif self._faults.stands("one byte at a time"):
            self._waiting.extend((due_s + i * BYTE_GAP_S, bytes([b])) for i, b in enumerate(chunk))
        else:
            self._waiting.append((due_s, chunk))

    def _glue(self, chunk: bytes, due_s: float) -> None:
        if self._waiting:
            last_due_s, last = self._waiting[-1]
            self._waiting[-1] = (last_due_s, last + chunk)
        else:
            self._waiting.append((due_s, chunk))


def resampled(frame: bytes, ratio: int = 12) -> bytes:
    """What a UART reads that samples `ratio` times faster than the sender sends (8N1, line idles high)."""
    levels: list[int] = []
    for byte in frame:
        bits = [0, *((byte >> i) & 1 for i in range(8)), 1]
        levels += [bit for bit in bits for _ in range(ratio)]
    levels += [1] * ratio
    read = bytearray()
    at = 0
    while at + 10 <= len(levels):
        if levels[at]:
            at += 1
            continue
        read.append(sum(levels[at + 1 + i] << i for i in range(8)))
        at += 10
    return bytes(read)
