"""The command `decode --image`: the codes of pictures as JSON, one line per picture and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from kiosk.formats import aim
from kiosk.formats.errors import Malformed


class SeenCode(Protocol):
    """What a reader of pictures gives for each symbol: see `devices.seeing.code.Code`."""

    @property
    def symbology(self) -> str:
        """The name that the reading program gives the symbology."""
        ...

    @property
    def aim(self) -> str:
        """The symbology identifier, such as `]E0`."""
        ...

    @property
    def text(self) -> str:
        """The content as text."""
        ...

    @property
    def data(self) -> bytes:
        """The content as bytes, without the identifier."""
        ...


class Unreadable(Exception):
    """A file is no picture that can be opened; the text says why, for the person who gave it."""


ReadPicture = Callable[[Path], Iterable[SeenCode]]
"""Give the codes of a picture file. Raises `Unreadable`."""


def decode_pictures(files: Iterable[str], read: ReadPicture) -> Iterator[str]:
    """Yield one JSON text, in ASCII and without line breaks, for every file."""
    for file in files:
        yield json.dumps(_told(file, read))


def _told(file: str, read: ReadPicture) -> dict[str, Any]:
    try:
        codes, problem = [_code(code) for code in read(Path(file))], None
    except Unreadable as error:
        codes, problem = [], str(error)
    return {"file": file, "codes": codes, "problem": problem}


def _code(code: SeenCode) -> dict[str, str]:
    return {"symbology": _name(code), "aim": code.aim, "text": code.text, "bytes_hex": code.data.hex()}


def _name(code: SeenCode) -> str:
    """Name the symbology as `decode` does; UPC-E is seen in a picture and lost in the message a scanner sends."""
    if code.symbology == aim.Symbology.UPC_E:
        return code.symbology
    try:
        known = aim.parse(code.aim + code.text).symbology
    except Malformed:
        known = None
    return code.symbology if known is None else str(known)
