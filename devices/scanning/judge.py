"""The condition of a reader, judged by what it sends: a reader says nothing of itself."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from devices.api import DriverUrl, HealthState, Reason
from devices.condition import Condition, Conditioned
from devices.transport import OpenPort

BAD_READS = 5
BAD_WINDOW_S = 10.0
"""So many bad reads within this time make a reader DEGRADED. Source: protocols.md 1.4."""
FLOOD_READS, FLOOD_WINDOW_S = 20, 2.0
"""No hand makes so many bad reads in this time: the device babbles, and what looks good among it is chance."""
BABBLE_S = 1.9
"""Bytes that go on for so long and complete nothing are one bad read: ten seconds of them are five."""
PAUSE_S = 1.0
_PAST_S = 1e-3  # surely past the window, however the clock rounds


@dataclass(frozen=True, slots=True)
class Doubt:
    """What many bad reads are a sign of: the reason, what they are called, and what a technician looks at."""

    reason: Reason
    reads: str
    advice: str

    @property
    def detail(self) -> str:
        """The sentence in the health."""
        return f"{BAD_READS} bad {self.reads} in {BAD_WINDOW_S:g} s: check {self.advice}"


class Judge:
    """Holds the condition; bad reads are counted here. Used on the event loop."""

    def __init__(self, doubt: Doubt) -> None:
        self.condition = Condition()
        self.remark = ""  # said of a reader that is READY
        self._doubt = doubt
        self._bad: deque[float] = deque(maxlen=FLOOD_READS)
        self._again: asyncio.TimerHandle | None = None
        self._heard_s = self._since_s = 0.0

    def count(self) -> bool:
        """A bad read came now; false when it is one of a flood, of which nobody wants to hear each."""
        now = asyncio.get_running_loop().time()
        is_news = len([at for at in self._bad if at > now - BAD_WINDOW_S]) < BAD_READS
        self._bad.append(now)
        return is_news

    @property
    def is_flooded(self) -> bool:
        """True while the device babbles: nothing of it is to be believed."""
        now = asyncio.get_running_loop().time()
        return len(self._bad) == FLOOD_READS and self._bad[0] > now - FLOOD_WINDOW_S

    def heard(self, *, is_read: bool) -> None:
        """Bytes came now; `is_read`: they completed a read, good or bad."""
        now = asyncio.get_running_loop().time()
        if is_read or now - self._heard_s > PAUSE_S:
            self._since_s = now
        elif now - self._since_s > BABBLE_S:
            self._since_s = now
            self.count()
        self._heard_s = now

    def forget(self) -> None:
        """Forget the bad reads."""
        self._bad.clear()

    def settle(self) -> None:
        """Let the number of bad reads decide between READY and DEGRADED; comes back by itself when that passes."""
        self.stop()
        loop = asyncio.get_running_loop()
        recent = [at for at in self._bad if at > loop.time() - BAD_WINDOW_S]
        if len(recent) < BAD_READS:
            self.condition.set(HealthState.READY, detail=self.remark)
            return
        said = "; it babbles: nothing of it is taken" if self.is_flooded else ""
        self.condition.set(HealthState.DEGRADED, self._doubt.reason, detail=self._doubt.detail + said)
        self._again = loop.call_at(recent[-BAD_READS] + BAD_WINDOW_S + _PAST_S, self.settle)

    def stop(self) -> None:
        """Decide nothing more by itself."""
        if self._again is not None:
            self._again.cancel()
            self._again = None

    async def serve(
        self, url: DriverUrl, open_port: OpenPort, begin: Callable[[], Awaitable[None]], take: Callable[[bytes], None]
    ) -> None:
        """Be one life of a reader: open its port, `begin`, and give what comes to `take`. Raises `Unplugged`."""
        with self.condition.opened():
            port = await open_port(url)
            try:
                self.condition.set(HealthState.READY)
                await begin()
                while True:
                    take(await port.read(4096))
            finally:
                port.close()
                self.stop()


class Judged(Conditioned):
    """A device whose condition is judged by what it sends: READY whenever its port is open."""

    def __init__(self, doubt: Doubt) -> None:
        self._judge = Judge(doubt)
        super().__init__(self._judge.condition)
