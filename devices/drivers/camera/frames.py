"""What gives pictures to a camera scanner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image


class BadFrame(Exception):
    """The bytes of one frame are no picture; the next one may be."""


class Frame(Protocol):
    """One frame of a camera as it came. A newer one may take its place before it is looked at."""

    def grey(self) -> Image:
        """Give the picture, in grey. Takes the time of unpacking. Raises `BadFrame`."""
        ...


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of a folder. None is dropped for a newer one."""

    path: Path


class Frames(Protocol):
    """Where pictures come from."""

    @property
    def remark(self) -> str:
        """What a technician should know of the pictures that come; empty when they are as they were asked for."""
        ...

    def open(self) -> None:
        """Take hold of it. Raises `DeviceError`."""
        ...

    async def next(self) -> Frame | PictureFile:
        """Give the next picture as soon as there is one. Raises `DeviceError`."""
        ...

    def close(self) -> None:
        """Let go of it. Closing twice is harmless."""
        ...
