"""Opens a picture file, whatever stands in it."""

from __future__ import annotations

import warnings
from pathlib import Path

from devices.seeing.code import Code
from devices.seeing.still import codes_in

MOST_PIXELS = 50_000_000
LIMIT = f"at most {MOST_PIXELS // 10**6} million"


class NoPicture(Exception):
    """A file that cannot be opened as a picture; the text says why."""


def codes_of(file: Path) -> list[Code]:
    """Give the codes of a picture file. Raises `NoPicture`.

    Of a file with several frames the first is read. Files of more than 50 million pixels are refused before they
    are unpacked.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on broken metadata and large files; ours follow
            with Image.open(file) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NoPicture(f"{picture.width} x {picture.height} pixels; {LIMIT}")
                picture.load()
                return codes_in(picture)
    except UnidentifiedImageError:
        raise NoPicture("not a picture of a known format") from None
    except Image.DecompressionBombError:
        raise NoPicture(f"too many pixels; {LIMIT}") from None
    except OSError as error:
        raise NoPicture(error.strerror or f"the picture is damaged: {error}") from None
    except (ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError, OverflowError, MemoryError) as error:
        # What Pillow's readers raise on damaged files differs by format.
        raise NoPicture(f"the picture is damaged: {type(error).__name__}: {error}") from None
