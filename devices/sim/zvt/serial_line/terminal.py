"""The terminal on a serial line: its frames leave one by one in blocks, each waiting for its 06.

A serial line does not tell the terminal that its host is gone: only missing answers do.
Source: PA00P016 rev. 03: T1 200 ms, T2 5 s, at most two repetitions of a block.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from devices.sim.faults import Faults
from devices.sim.machine import Json, Outlet, Reply, Request
from devices.sim.zvt.serial_line.blocks import NEGATIVE, POSITIVE, Deblocker, Received, blocked
from devices.sim.zvt.terminal import ZvtTerminal

T1_S, T2_S, REPEATS = 0.2, 5.0, 2


class _Frames(Outlet):
    """Where the terminal writes its frames, one write each."""

    def __init__(self, queue: Callable[[bytes], None]) -> None:
        super().__init__()
        self._queue = queue

    def write(self, chunk: bytes) -> None:
        self._queue(chunk)


class SerialTerminal:
    """A terminal whose wire is a serial line. `build` makes the terminal itself around its outlet."""

    name = "zvt"

    def __init__(self, faults: Faults, outlet: Outlet, build: Callable[[Outlet], ZvtTerminal]) -> None:
        self._faults = faults
        self._outlet = outlet
        self._terminal = build(_Frames(self._queue))
        self._deblocker = Deblocker()
        self._frames: deque[bytes] = deque()
        self._tries = 0  # of the first frame in the queue; 0: not sent yet
        self._last_in = b""
        self._last_in_s = 0.0
        self._now_s = 0.0
        self._t1_s: float | None = None
        self._t2_s: float | None = None

    @property
    def emit(self) -> Callable[[dict[str, Json]], None]:
        """Who is told of displays and payments."""
        return self._terminal.emit

    @emit.setter
    def emit(self, listener: Callable[[dict[str, Json]], None]) -> None:
        self._terminal.emit = listener

    @property
    def due_s(self) -> float | None:
        """The next deadline of the line or the terminal."""
        times = (self._t1_s, self._t2_s, self._terminal.due_s)
        return min((t for t in times if t is not None), default=None)

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """Nothing tells it."""

    def disconnected(self) -> None:
        """Nothing tells it."""

    def power(self, is_on: bool) -> None:
        """Off: the line is forgotten, too."""
        self._deblocker.clear()
        self._forget_queue()
        self._last_in = b""
        self._t1_s = None
        self._terminal.power(is_on)

    def state(self) -> Reply:
        """As the terminal, and the frames that wait for the line."""
        return {**self._terminal.state(), "waiting_frames": len(self._frames)}

    def command(self, verb: str, request: Request) -> Reply | None:
        """As the terminal."""
        return self._terminal.command(verb, request)

    def feed(self, chunk: bytes) -> bytes:
        """Take the ECR's bytes; answer each block before it is understood."""
        for received in self._deblocker.feed(chunk):
            self._take(received)
        self._t1_s = self._now_s + T1_S if self._deblocker.is_hungry else None
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Move the clock; T1, T2 and the terminal's own time-outs act."""
        self._now_s = now_s
        if self._t1_s is not None and now_s >= self._t1_s:
            self._t1_s = None
            self._deblocker.clear()
            self._outlet.write(NEGATIVE)
        if self._t2_s is not None and now_s >= self._t2_s:
            self._repeat()
        self._terminal.put_off(now_s, self._frames)
        self._terminal.tick(now_s)
        return self._outlet.take()

    # --- blocks of the ECR ------------------------------------------------------------------------------------------

    def _take(self, received: Received) -> None:
        if received.answer == POSITIVE:
            self._taken()
        elif received.answer == NEGATIVE:
            self._repeat()
        elif received.data is None or self._faults.take("refuse block"):
            self._outlet.write(NEGATIVE)
        else:
            self._take_block(received.data)

    def _take_block(self, data: bytes) -> None:
        if not self._faults.take_nth("lose block answer"):
            self._outlet.write(POSITIVE)
        self._faults.happened("block")
        is_again = data == self._last_in and self._now_s - self._last_in_s <= T2_S + 1
        self._last_in_s = self._now_s
        if is_again:
            return  # its 06 was lost: the ECR sent the block again
        if data[:1] in (b"\x80", b"\x84"):  # the answer says that our frame arrived, though its 06 did not
            self._taken()
        self._last_in = data
        self._terminal.feed(data)

    # --- blocks of the terminal -------------------------------------------------------------------------------------

    def _queue(self, frame: bytes) -> None:
        self._frames.append(frame)
        if len(self._frames) == 1:
            self._send()

    def _send(self) -> None:
        if not self._frames:
            return
        self._tries += 1
        self._t2_s = self._now_s + T2_S
        block = blocked(self._frames[0])
        self._outlet.write(block * 2 if self._faults.take("repeat block") else block)

    def _taken(self) -> None:
        if not self._tries:
            return
        self._last_in = b""
        self._frames.popleft()
        self._tries, self._t2_s = 0, None
        self._send()

    def _repeat(self) -> None:
        if not self._tries:
            return
        if self._tries > REPEATS:
            self._forget_queue()  # the terminal learns of it by its own time-outs
        else:
            self._send()

    def _forget_queue(self) -> None:
        self._frames.clear()
        self._tries, self._t2_s = 0, None
