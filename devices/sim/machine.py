"""What every simulated device is: bytes in, bytes out, a clock that others move, verbs and faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Json = object
Reply = dict[str, Json]
Request = Mapping[str, Json]


class ControlError(Exception):
    """A control request that cannot be carried out; the text is the reply's `error`."""


class Outlet:
    """Where a machine puts its bytes until somebody takes them. After `cut`, further bytes vanish."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._is_cut = False

    @property
    def is_cut(self) -> bool:
        """True when the link ends after the bytes that wait here."""
        return self._is_cut

    def write(self, chunk: bytes) -> None:
        """Add bytes for the host."""
        if not self._is_cut:
            self._bytes += chunk

    def cut(self) -> None:
        """The link ends here."""
        self._is_cut = True

    def mend(self) -> None:
        """A new link: nothing waits, bytes pass again."""
        self._is_cut = False
        self._bytes.clear()

    def take(self) -> bytes:
        """The bytes that waited, in order."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken


class Machine(Protocol):
    """A simulated device. Pure: it reads no clock and no socket, and draws only from its seeded generator."""

    name: str
    emit: Callable[[dict[str, Json]], None]

    @property
    def due_s(self) -> float | None:
        """When `tick` is wanted next, on the clock that `tick` is given; None: not at all."""
        ...

    def wants_more(self) -> bool:
        """False while the device's receive buffer is full: the host's bytes stay on the line."""
        ...

    def connected(self) -> None:
        """A host opened the link."""
        ...

    def disconnected(self) -> None:
        """The host closed the link, or it was lost."""
        ...

    def power(self, is_on: bool) -> None:
        """Lose or regain mains power: what is not stored is forgotten."""
        ...

    def feed(self, chunk: bytes) -> bytes:
        """Take bytes of the host, in any fragmentation; give back what the device answers at once."""
        ...

    def tick(self, now_s: float) -> bytes:
        """Move the clock on; give back what the device says by itself or because of a verb."""
        ...

    def state(self) -> Reply:
        """The device's condition for the technician."""
        ...

    def command(self, verb: str, request: Request) -> Reply | None:
        """Carry out one control verb; None when the verb is not this device's. Raises `ControlError`."""
        ...


def ignore_event(_event: dict[str, Json]) -> None:
    """The listener of a machine nobody listens to."""


def text_of(request: Request, key: str, default: str | None = None) -> str:
    """A text argument of a control request. Raises `ControlError`."""
    value = request.get(key, default)
    if not isinstance(value, str):
        raise ControlError(f'"{key}" must be a text')
    return value


def number_of(request: Request, key: str, default: float | None = None) -> float:
    """A number argument of a control request. Raises `ControlError`."""
    value = request.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ControlError(f'"{key}" must be a number')
    return float(value)


def flag_of(request: Request, key: str, default: bool | None = None) -> bool:
    """A true or false argument of a control request. Raises `ControlError`."""
    value = request.get(key, default)
    if not isinstance(value, bool):
        raise ControlError(f'"{key}" must be true or false')
    return value


def hex_of(request: Request, key: str) -> bytes:
    """Bytes written in hex, blanks allowed. Raises `ControlError`."""
    try:
        return bytes.fromhex(text_of(request, key))
    except ValueError as error:
        raise ControlError(f'"{key}" is not hex: {error}') from error
