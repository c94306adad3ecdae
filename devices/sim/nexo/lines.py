"""Several connections to one simulated device at a time: whatever is written or lost belongs to the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.shaping import Departures
from devices.sim.simulation import Simulation, Wire


@dataclass(slots=True)
class Lines:
    """Which connection is at hand; numbers begin at 1 and never come again."""

    current: int = 0

    @contextmanager
    def at(self, line: int) -> Iterator[None]:
        """Take a connection in hand for a while."""
        before, self.current = self.current, line
        try:
            yield
        finally:
            self.current = before


class LinedOutlet(Outlet):
    """One outlet per connection."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines
        self._outlets: dict[int, Outlet] = {}

    @property
    def is_cut(self) -> bool:
        """True when the connection at hand ends after the bytes that wait."""
        return self._own().is_cut

    def write(self, chunk: bytes) -> None:
        """Add bytes for the connection at hand."""
        self._own().write(chunk)

    def cut(self) -> None:
        """The connection at hand ends here."""
        self._own().cut()

    def mend(self) -> None:
        """The connection at hand is new."""
        self._own().mend()

    def take(self) -> bytes:
        """The bytes that waited for the connection at hand."""
        return self._own().take()

    def forget(self) -> None:
        """The connection at hand is over."""
        self._outlets.pop(self.lines.current, None)

    def _own(self) -> Outlet:
        return self._outlets.setdefault(self.lines.current, Outlet())


class LinedSimulation(Simulation):
    """A simulation whose wire carries several connections. The wire sets `lines.current` before it tells of one."""

    def __init__(
        self,
        machine: Machine,
        faults: Faults,
        outlet: LinedOutlet,
        wire: Wire,
        clock: Callable[[], float],
        seed: int = 0,
    ) -> None:
        super().__init__(machine, faults, outlet, wire, clock, seed)
        self._lines = outlet.lines
        self._lined = outlet
        self._every: dict[int, Departures] = {}
        self._dropped_line = 0

    @property
    def due_s(self) -> float | None:
        """When `tick` is wanted next."""
        times = [self._machine.due_s, *(departures.due_s for departures in self._every.values())]
        return min((own for own in times if own is not None), default=None)

    def connected(self) -> None:
        """A host opened the connection at hand."""
        self._every[self._lines.current] = self._departures = Departures(self._faults)
        super().connected()

    def disconnected(self) -> None:
        """The connection at hand is over."""
        line = self._lines.current
        if line not in self._every:
            return
        self._departures = self._every[line]
        super().disconnected()
        del self._every[line]
        self._lined.forget()
        self._is_connected = bool(self._every)
        if self._end_wanted == "drop link" and self._dropped_line == line:
            self._end_wanted = None

    def received(self, chunk: bytes) -> None:
        """Bytes came on the connection at hand."""
        if self._lines.current in self._every:
            self._departures = self._every[self._lines.current]
            super().received(chunk)
            self.tick()

    def tick(self) -> None:
        """Let time-dependent things happen on every connection."""
        for line in list(self._every) or [0]:
            with self._lines.at(line):
                if line in self._every:
                    self._departures = self._every[line]
                super().tick()
        self._departures = self._every.get(self._lines.current, self._departures)

    def _want_end(self, how: str) -> None:
        """End the connection at hand, or the newest one when a hand asks; the cable carries all of them."""
        line = self._lines.current if self._lines.current in self._every else max(self._every, default=0)
        if how == "drop link" and not line:
            return
        self._dropped_line = line
        with self._lines.at(line):
            super()._want_end(how)

    def _end_if_wanted(self) -> None:
        if self._end_wanted != "drop link" or self._lines.current == self._dropped_line:
            super()._end_if_wanted()

    def _unplug(self, quietly: bool) -> None:
        super()._unplug(quietly)
        for line in list(self._every):
            with self._lines.at(line):
                self.disconnected()
