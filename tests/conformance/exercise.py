"""What the suite asks of a kind of device: one file in `kinds` per Protocol, whatever the driver."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from devices.roles import Kind

LOOK_S = 0.02
Do = Callable[..., dict[str, Any]]
"""Carries out a control verb of the simulator, and gives its reply."""


class Verdict(Enum):
    """What became of one act."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a fault may do, where the protocol has no means against it.

    To what is told: change it, repeat it. `back_s`: how soon the device has to be usable again after the fault
    (protocols.md 1.1); `tries`: which act after it has to work.
    """

    may_change: bool = False
    may_repeat: bool = False
    back_s: float = 10.0
    tries: int = 1


class Exercise(Protocol):
    """One device of a kind in use. Made with the device and `Do` before it runs, and listens to it."""

    async def begin(self) -> None:
        """Set the simulator up: a customer with a card, a load on the pan."""
        ...

    async def act(self) -> Verdict:
        """Use the device once, as the kiosk would. Lets `DeviceError` through."""
        ...

    async def settle(self) -> None:
        """Ask about what is unknown, as the kiosk would. Lets `DeviceError` through."""
        ...

    async def help(self) -> None:
        """Do what a person does whom the device asks for."""
        ...

    def broken(self, allowance: Allowance) -> list[str]:
        """The laws of the kind that do not hold now, judged by what the simulator knows."""
        ...

    @property
    def private(self) -> tuple[str, ...]:
        """What must stand in no log and no repr."""
        ...


@dataclass(frozen=True, slots=True)
class Practice:
    """How devices of one kind are used.

    `limit_s`: how long one act may take at most. `refusals`: fault scripts by which a simulated device of this kind
    says no, each with the one that ends it (empty: clearing the faults does); the first that it knows is used.
    """

    kind: Kind
    exercise: Callable[[Any, Do], Exercise]
    limit_s: float
    refusals: tuple[tuple[str, str], ...] = ()


async def until(is_so: Callable[[], bool], limit_s: float) -> bool:
    """Wait for something on the loop's clock; False when it does not come.

    Counted in looks: on the real wire a machine that stands still for seconds takes one of them.
    """
    for _ in range(round(limit_s / LOOK_S)):
        if is_so():
            return True
        await asyncio.sleep(LOOK_S)
    return is_so()


def gtin(number: int) -> str:
    """A thirteen-digit number with its check digit."""
    body = f"952{number:09d}"
    return body + str(-sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(body)) % 10)
