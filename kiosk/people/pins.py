"""PINs: which are good enough, and how they are kept: argon2id over a keyed hash, worked out on a thread of its own.

Source: RFC 9106 (argon2id); OWASP Password Storage (19 MiB, 2 rounds, 1 lane at least).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import ceil
from typing import Final, TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from kiosk.people.secret import Pepper

R = TypeVar("R")
FEWEST_DIGITS: Final = 6
MOST_DIGITS: Final = 10
FLOOR_KIB: Final = 19_456
FLOOR_ROUNDS: Final = 2
TARGET_MS: Final = (150, 300)
_AIM_MS: Final = 200
_MOST_ROUNDS: Final = 64
_MEMORY_KIB: Final = (65_536, 47_104, 32_768, FLOOR_KIB)
_COMMON: Final = frozenset({"159753", "147258", "147852", "258369", "741852", "789456", "456789", "102030", "123123"})


class PinProblem(StrEnum):
    """Why a new PIN is not taken."""

    NOT_DIGITS = "not-digits"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    TOO_EASY = "too-easy"
    IS_PERSON_ID = "is-person-id"


def is_pin(text: object) -> bool:
    """Whether this can be a PIN at all: 6 to 10 of the digits 0 to 9."""
    is_digits = isinstance(text, str) and len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()
    return is_digits and len(str(text)) >= FEWEST_DIGITS


def problem_of(pin: object, person_id: str = "") -> PinProblem | None:
    """Return why this must not become the PIN of a person; None when it may."""
    if not isinstance(pin, str) or not pin.isascii() or not pin.isdigit():
        return PinProblem.NOT_DIGITS
    if len(pin) < FEWEST_DIGITS:
        return PinProblem.TOO_SHORT
    if len(pin) > MOST_DIGITS:
        return PinProblem.TOO_LONG
    if len(set(pin)) < 3 or _is_row(pin) or _repeats(pin) or pin in _COMMON:
        return PinProblem.TOO_EASY
    return PinProblem.IS_PERSON_ID if person_id and (pin in person_id or person_id in pin) else None


def _is_row(pin: str) -> bool:
    """123456, 987654, 890123, 246802: the same step from digit to digit."""
    return len({(int(own) - int(before)) % 10 for before, own in pairwise(pin)}) == 1


def _repeats(pin: str) -> bool:
    """121212, 123123, 12341234: a part again and again."""
    return any(pin == (pin[:part] * len(pin))[: len(pin)] for part in range(1, len(pin) // 2 + 1))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs. Raises ValueError below 19 MiB and 2 rounds."""

    memory_kib: int = FLOOR_KIB
    rounds: int = FLOOR_ROUNDS
    lanes: int = 1

    def __post_init__(self) -> None:
        if self.memory_kib < FLOOR_KIB or self.rounds < FLOOR_ROUNDS or self.lanes < 1:
            raise ValueError(f"a PIN's hash may not cost less than {FLOOR_KIB} KiB and {FLOOR_ROUNDS} rounds")

    def hasher(self) -> PasswordHasher:
        """Return what hashes at this cost."""
        return PasswordHasher(self.rounds, self.memory_kib, self.lanes, hash_len=32, salt_len=16, type=Type.ID)


def calibrated(measure_ms: Callable[[Cost], float]) -> Cost:
    """Find the cost of 150 to 300 ms on this machine, with as much memory as fits; never below the floor."""
    cost, took_ms = Cost(), 0.0
    for memory_kib in _MEMORY_KIB:
        cost = Cost(memory_kib)
        took_ms = measure_ms(cost)
        if took_ms <= TARGET_MS[1]:
            break
    if took_ms < TARGET_MS[0]:
        rounds = ceil(FLOOR_ROUNDS * _AIM_MS / max(took_ms, 1.0))
        return Cost(cost.memory_kib, min(_MOST_ROUNDS, rounds))
    return cost


def measured_ms(cost: Cost) -> float:
    """Return how long one hash takes here: the shorter of two, because the first one also claims the memory."""
    took_ns = []
    for _ in range(2):
        began_ns = time.perf_counter_ns()
        cost.hasher().hash(b"measured")
        took_ns.append(time.perf_counter_ns() - began_ns)
    return min(took_ns) / 1e6


class HashUnusable(ValueError):
    """What is stored is no argon2 hash: the row is damaged. Says whose, never the hash."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the PIN was right, and its hash at the present cost when the stored one has another."""

    is_right: bool
    new_hash: str | None = None


class Pins:
    """Hashes and checks PINs, one at a time, on a thread of its own."""

    def __init__(self, pepper: Pepper, cost: Cost) -> None:
        self.pepper = pepper
        self.cost = cost
        self._hasher = cost.hasher()
        self._nobody: str | None = None
        self._thread = ThreadPoolExecutor(1, "pins")

    async def hashed(self, person_id: str, pin: str) -> str:
        """Return the hash to keep: text that names its own parameters."""
        return await self._work(lambda: self._hasher.hash(self.pepper.mixed(person_id, pin)))

    async def check(self, person_id: str, pin: str, stored: str | None) -> Checked:
        """Compare. `stored` None, a person unknown or disabled, takes as long and is wrong. Raises `HashUnusable`."""
        return await self._work(lambda: self._check(person_id, pin, stored))

    def close(self) -> None:
        """End the thread when what it does is done."""
        self._thread.shutdown()

    async def _work(self, act: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    def _check(self, person_id: str, pin: str, stored: str | None) -> Checked:
        if self._nobody is None:
            self._nobody = self._hasher.hash(b"nobody")
        mixed = self.pepper.mixed(person_id, pin)
        is_right = _fits(stored or self._nobody, mixed, person_id) and stored is not None
        is_stale = is_right and stored is not None and self._hasher.check_needs_rehash(stored)
        return Checked(is_right, self._hasher.hash(mixed) if is_stale else None)


def _fits(stored: str, mixed: bytes, person_id: str) -> bool:
    try:
        return PasswordHasher().verify(stored, mixed)  # the stored text says at which cost
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError):
        raise HashUnusable(f"the stored PIN of {person_id} is no argon2 hash") from None
