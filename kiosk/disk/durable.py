"""Files that a power cut leaves whole: written under another name, flushed, put in place, and their folder flushed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(file: Path, mode: int = 0o644) -> Iterator[BinaryIO]:
    """Give a stream for what `file` shall hold. It takes the place of what is there when the block ends in good order.

    Else nothing has changed. `mode` is the file's own from its first byte on. Raises OSError.
    """
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    flush(file.parent)


def flush(path: Path) -> None:
    """Have the names in a folder, or the content of a file that another wrote, on the disk. Raises OSError."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
