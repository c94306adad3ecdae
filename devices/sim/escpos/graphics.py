"""Pictures that commands send, store and print: `GS v 0`, `GS ( L`, `GS 8 L`, `GS *`, `GS /`, `FS q`, `FS p`."""

from __future__ import annotations

from PIL import Image

from devices.sim.escpos.drawing import pictures

STORE_RASTER, STORE_COLUMNS, PRINT_STORED = (112,), (113,), (2, 50)
FORGET_ALL, FORGET_KEY, KEEP_RASTER, KEEP_COLUMNS, PRINT_KEPT = 65, 66, 67, 68, 69
PLACEHOLDER_DOTS = (192, 48)


class Graphics:
    """The printer's picture memory. What is kept by number or by key outlives initialisation and mains power."""

    ops = frozenset({b"\x1dv", b"\x1d(L", b"\x1d8", b"\x1d*", b"\x1d/", b"\x1cq", b"\x1cp", b"\x1dQ"})

    def __init__(self) -> None:
        self._stored: Image.Image | None = None
        self._downloaded: Image.Image | None = None
        self._kept: dict[int, Image.Image] = {}
        self._keyed: dict[bytes, Image.Image] = {}

    @property
    def kept(self) -> list[str]:
        """The numbers and keys of the pictures that outlive mains power."""
        return [*map(str, self._kept), *(key.decode("ascii", "replace") for key in self._keyed)]

    def execute(self, op: bytes, body: bytes) -> Image.Image | None:
        """Carry out one command; the picture to print now, or None."""
        match op:
            case b"\x1dv":
                return self._raster(body)
            case b"\x1dQ":
                return self._variable_raster(body)
            case b"\x1d(L":
                return self._graphics(body)
            case b"\x1d8":
                return self._graphics(body[5:]) if body[:1] == b"L" else None
            case b"\x1d*":
                self._downloaded = pictures.columns(body[1], body[0] * 8, body[2:])
            case b"\x1d/":
                return _in_mode(self._downloaded, body[0])
            case b"\x1cq":
                self._keep(body)
            case b"\x1cp":
                return _in_mode(self._kept.get(body[0], pictures.placeholder(*PLACEHOLDER_DOTS)), body[1])
        return None

    def _raster(self, body: bytes) -> Image.Image | None:
        width_bytes, height = body[2] | body[3] << 8, body[4] | body[5] << 8
        return _in_mode(pictures.raster(width_bytes, height, body[6:]), body[1])

    def _variable_raster(self, body: bytes) -> Image.Image | None:
        width, height_bytes = body[2] | body[3] << 8, body[4] | body[5] << 8
        return _in_mode(pictures.columns(height_bytes, width, body[6:]), body[1])

    def _graphics(self, body: bytes) -> Image.Image | None:
        if len(body) < 2 or body[0] != 48:
            return None
        function = body[1]
        if FORGET_ALL <= function <= PRINT_KEPT:
            return self._keyed_graphics(function, body[2:])
        if function in PRINT_STORED:
            stored, self._stored = self._stored, None
            return stored
        if function in STORE_RASTER + STORE_COLUMNS and len(body) >= 10:
            width, height = body[6] | body[7] << 8, body[8] | body[9] << 8
            if function in STORE_RASTER:
                image = pictures.raster((width + 7) // 8, height, body[10:])
                image = image.crop((0, 0, max(1, width), image.height))
            else:
                image = pictures.columns((height + 7) // 8, width, body[10:])
            self._stored = pictures.scaled(image, max(1, body[3]), max(1, body[4]))
        return None

    def _keyed_graphics(self, function: int, values: bytes) -> Image.Image | None:
        """Pictures kept under two signs (functions 65 to 69)."""
        if function == FORGET_ALL and values == b"CLR":
            self._keyed.clear()
        elif function == FORGET_KEY:
            self._keyed.pop(values[:2], None)
        elif function == PRINT_KEPT and len(values) == 4:
            image = self._keyed.get(values[:2])
            return None if image is None else pictures.scaled(image, max(1, values[2]), max(1, values[3]))
        elif function in (KEEP_RASTER, KEEP_COLUMNS) and len(values) > 9 and values[0] == 48:
            width, height = values[4] | values[5] << 8, values[6] | values[7] << 8
            if function == KEEP_RASTER:
                self._keyed[values[1:3]] = pictures.raster((width + 7) // 8, height, values[9:])
            else:
                self._keyed[values[1:3]] = pictures.columns((height + 7) // 8, width, values[9:])
        return None

    def _keep(self, body: bytes) -> None:
        at = 1
        self._kept.clear()
        for number in range(1, body[0] + 1):
            width, height_bytes = (body[at] | body[at + 1] << 8) * 8, body[at + 2] | body[at + 3] << 8
            size = width * height_bytes
            self._kept[number] = pictures.columns(height_bytes, width, body[at + 4 : at + 4 + size])
            at += 4 + size


def _in_mode(image: Image.Image | None, mode: int) -> Image.Image | None:
    """Mode bit 0: twice as wide, bit 1: twice as high."""
    if image is None:
        return None
    return pictures.scaled(image, 2 if mode & 1 else 1, 2 if mode & 2 else 1)
