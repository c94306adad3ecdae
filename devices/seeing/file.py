"""Opens a picture file, whatever stands in it."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from devices.seeing.code import Code
from devices.seeing.still import codes_in

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
LIMIT = f"at most {MOST_PIXELS // 10**6} million"


MOST_FRAMES = 16
FORMATS = (
    "PNG", "JPEG", "GIF", "WEBP", "BMP", "DIB", "TIFF", "PPM", "JPEG2000", "AVIF", "TGA", "PCX", "ICO",
)  # fmt: skip
"""Pictures of pixels. Pillow's other readers are for programs' own files, and that of EPS starts Ghostscript."""


class NoPicture(Exception):
    """A file that cannot be opened as a picture; the text says why."""


def codes_of(file: Path) -> list[Code]:
    """Give the codes of a picture file, each once. Raises `NoPicture`.

    Of a file with several frames or pages the first 16 are read. Files of more than 50 million pixels are refused
    before they are unpacked.
    """
    from PIL import Image, UnidentifiedImageError

    _require_file(file)
    Image.init()  # the readers are known by name from here on
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on broken metadata and large files; ours follow
            with Image.open(file, formats=FORMATS) as picture:
                return list(dict.fromkeys(code for frame in _frames(picture) for code in codes_in(frame)))
    except UnidentifiedImageError:
        raise NoPicture("not a picture of a known format") from None
    except Image.DecompressionBombError:
        raise NoPicture(f"too many pixels; {LIMIT}") from None
    except OSError as error:
        raise NoPicture(error.strerror or f"the picture is damaged: {error}") from None
    except (ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError, OverflowError, MemoryError) as error:
        # What Pillow's readers raise on damaged files differs by format.
        raise NoPicture(f"the picture is damaged: {type(error).__name__}: {error}") from None


def _require_file(file: Path) -> None:
    """Refuse what is no file before it is opened: a pipe would wait for ever. Raises `NoPicture`."""
    try:
        mode = file.stat().st_mode
    except (OSError, ValueError) as error:
        raise NoPicture((error.strerror if isinstance(error, OSError) else None) or str(error)) from None
    if stat.S_ISDIR(mode):
        raise NoPicture("Is a directory")
    if not stat.S_ISREG(mode):
        raise NoPicture("not a file")


def _frames(picture: Image) -> Iterator[Image]:
    """Yield the frames, each unpacked; a file may have one size per page. Raises `NoPicture`."""
    for number in range(min(getattr(picture, "n_frames", 1), MOST_FRAMES)):
        picture.seek(number)
        if picture.width * picture.height > MOST_PIXELS:
            raise NoPicture(f"{picture.width} x {picture.height} pixels; {LIMIT}")
        picture.load()
        yield picture
