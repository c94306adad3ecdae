"""Barcode readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from devices.api.common import Device


@dataclass(frozen=True, slots=True)
class Scan:
    """One read code: `data` as the scanner sent it without prefix, AIM identifier kept in front, suffix removed.

    `data` holds printable ASCII and GS (1D) only, at most 256 bytes. `at_mono` is the loop's clock in seconds.
    """

    data: bytes
    at_mono: float


@dataclass(frozen=True, slots=True)
class BadScan:
    """What made no scan; never its bytes.

    `problem` is one of `too_long`, `control_characters`, `not_ascii`; from a keyboard scanner `incomplete`: keys of it
    were lost; and from a camera `two_codes`: several different codes were in the picture, and none of them was taken.
    """

    problem: str
    length: int
    at_mono: float


class Scanner(Device, Protocol):
    """A barcode reader that sends what it reads."""

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Call `listener` on the event loop for each frame. One listener; a second replaces it."""
        ...
