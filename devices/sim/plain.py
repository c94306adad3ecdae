"""A machine that says nothing by itself and takes no commands of its host, and knobs that are words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.sim.fault_words import Phrase
from devices.sim.faults import Faults
from devices.sim.machine import Json, Outlet, ignore_event


class PlainMachine:
    """What readers and keypads share of `devices.sim.machine.Machine`: they send when a hand does something."""

    def __init__(self, faults: Faults, outlet: Outlet, phrases: tuple[Phrase, ...], events: tuple[str, ...]) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self._faults = faults
        self._outlet = outlet
        self._is_connected = False
        faults.offer(phrases, events)

    @property
    def due_s(self) -> float | None:
        """It says nothing by itself."""
        return None

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A host opened the link."""
        self._is_connected = True

    def disconnected(self) -> None:
        """The host closed the link."""
        self._is_connected = False

    def power(self, is_on: bool) -> None:
        """What it is set to stays."""

    def feed(self, chunk: bytes) -> bytes:
        """It takes no commands."""
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Give what the verbs wrote."""
        return self._outlet.take()


class Choices:
    """Knobs, each one of a few words; the first is what it stands at."""

    def __init__(self, known: Mapping[str, tuple[str, ...]], chosen: Mapping[str, str]) -> None:
        self._known = known
        self.shown = {name: values[0] for name, values in known.items()}
        for name, value in chosen.items():
            self.set(name, value)

    def __getitem__(self, name: str) -> str:
        return self.shown[name]

    def set(self, name: str, value: str) -> None:
        """Set one knob. Raises `ValueError` with a sentence."""
        if name not in self._known:
            raise ValueError(f"unknown knob {name!r}; known: {', '.join(self._known)}")
        if value not in self._known[name]:
            raise ValueError(f"{name} is one of {', '.join(self._known[name])}")
        self.shown[name] = value
