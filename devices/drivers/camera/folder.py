"""A folder of pictures in place of a camera."""

from __future__ import annotations

import asyncio
from pathlib import Path

from devices.api import Unplugged
from devices.drivers.camera.frames import PictureFile

POLL_S = 0.2

Mark = tuple[str, int, int]


class Folder:
    """The pictures of a folder by name, then those that come; a file that changed is a new picture.

    `is_from_now`: those that are there when it is opened for the first time are left alone.
    """

    remark = ""

    def __init__(self, folder: Path, *, is_from_now: bool = False) -> None:
        self._folder = folder
        self._is_from_now = is_from_now
        self._known: set[Mark] = set()

    def open(self) -> None:
        """See that the folder is there. Raises `Unplugged`."""
        files = self._files()
        if self._is_from_now:
            self._known, self._is_from_now = {mark for mark, _ in files}, False

    async def next(self) -> PictureFile:
        """Give the next picture that was not read yet. Raises `Unplugged` when the folder is not there."""
        while True:
            files = self._files()
            self._known &= {mark for mark, _ in files}  # a kiosk runs for months: what is gone is forgotten
            for mark, path in files:
                if mark not in self._known:
                    self._known.add(mark)
                    return PictureFile(path)
            await asyncio.sleep(POLL_S)

    def _files(self) -> list[tuple[Mark, Path]]:
        found = []
        try:
            for path in sorted(self._folder.iterdir()):
                if path.is_file() and not path.name.startswith("."):
                    state = path.stat()
                    found.append(((path.name, state.st_mtime_ns, state.st_size), path))
        except FileNotFoundError:
            if self._folder.is_dir():
                return found  # one file went away while we looked
            raise Unplugged(f"{self._folder}: no such folder") from None
        except OSError as error:
            raise Unplugged(f"{self._folder}: {error.strerror}") from error
        return found

    def close(self) -> None:
        """Nothing is held."""
