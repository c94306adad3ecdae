"""The pixels of one frame, in the few arrangements that cameras have, to a grey picture. Pure."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.drivers.camera.frames import BadFrame

if TYPE_CHECKING:
    from PIL.Image import Image

_RAW = {"yuyv": ("LA", 2), "grey": ("L", 1), "nv12": ("L", 1)}
"""Of YUYV the second byte of each pair is colour, read as if it were alpha; NV12 has its colours behind the grey."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How pixels lie: their name, the picture's size, and bytes from one row to the next (0 for MJPEG)."""

    pixels: str
    width: int
    height: int
    stride: int

    @property
    def least(self) -> int:
        """Bytes that a whole frame has at least. The last row may end early."""
        if self.pixels == "mjpeg":
            return 4
        return self.stride * (self.height - 1) + self.width * _RAW[self.pixels][1]


@dataclass(frozen=True, slots=True)
class Pixels:
    """One frame as the camera gave it."""

    layout: Layout
    content: bytes

    def grey(self) -> Image:
        """Give the picture. Raises `BadFrame`."""
        return self._unpacked() if self.layout.pixels == "mjpeg" else self._plain()

    def _plain(self) -> Image:
        from PIL import Image

        layout = self.layout
        if len(self.content) < layout.least:
            raise BadFrame(f"{len(self.content)} bytes, {layout.least} belong to a frame")
        mode, _ = _RAW[layout.pixels]
        whole = self.content[: layout.stride * layout.height].ljust(layout.stride * layout.height, b"\0")
        picture = Image.frombuffer(mode, (layout.width, layout.height), whole, "raw", mode, layout.stride, 1)
        return picture.getchannel(0) if mode == "LA" else picture

    def _unpacked(self) -> Image:
        from PIL import Image

        size = (self.layout.width, self.layout.height)
        try:
            with Image.open(io.BytesIO(self.content), formats=["JPEG"]) as picture:
                if picture.size != size:  # before it is unpacked: what it says may be any size
                    raise BadFrame(f"a picture of {picture.width}x{picture.height} among {size[0]}x{size[1]}")
                picture.draft("L", size)
                picture.load()
                return picture.convert("L")
        except (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError) as error:
            # What Pillow's reader raises on a damaged picture differs by where the damage is.
            raise BadFrame(f"a damaged picture: {type(error).__name__}") from None
