"""What a terminal's dialogue may do next. A dialogue is a generator of steps: it reads as the specification does."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from devices.sim.paying import Card
from devices.sim.zvt.frames import Apdu


@dataclass(frozen=True, slots=True)
class Say:
    """Send a frame that nobody answers."""

    frame: Apdu


@dataclass(frozen=True, slots=True)
class Ask:
    """Send a frame and wait for the ECR's `80 00` or `84 xx`; `NoAck` is raised when it does not come."""

    frame: Apdu
    patience_s: float


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass. Answered by the card when `for_card`, by `Stopped` when the ECR or the customer stops it.

    `is_final`: the host was contacted, so an abort is refused. Without `hears_link`, a lost link changes nothing.
    """

    seconds: float
    for_card: bool = False
    is_final: bool = False
    hears_link: bool = True


@dataclass(frozen=True, slots=True)
class Stopped:
    """The customer or the ECR cancelled before the card was charged."""

    by_ecr: bool


class NoAck(Exception):
    """The ECR did not answer a frame in time, or its link is gone."""


Step = Say | Ask | Wait
Answer = Apdu | Card | Stopped | None
Dialogue = Generator[Step, Answer, None]
