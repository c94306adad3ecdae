"""The shim between a program and its disk: compiled here, steered by the program itself, its record read back."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("shim.c")
ROOT: Final = Path(__file__).resolve().parents[3]
_HEAD: Final = struct.Struct("<cHIQ")


class NoCompiler(RuntimeError):
    """There is no gcc: the disk cannot be stood in for."""


@dataclass(frozen=True, slots=True)
class Op:
    """What was done: `w`rite, `f`lush, `t`runcate, `u`nlink, or a `m`ark of the program, its text in `name`."""

    kind: str
    name: str
    at: int
    content: bytes


def build(folder: Path) -> Path:
    """Compile the shim into `folder`. Raises `NoCompiler`."""
    compiler = shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("gcc is not installed")
    library = folder / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def environment(library: Path, folder: Path) -> dict[str, str]:
    """Return the environment of a program whose writes below `folder` go through the shim."""
    return {**os.environ, "LD_PRELOAD": str(library), "SHIM_DIR": str(folder), "PYTHONPATH": str(ROOT)}


class Shim:
    """The shim of this process. Raises `AttributeError` where the process was started without it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.shim_seen.restype = ctypes.c_long
        self._library.shim_arm.argtypes = (ctypes.c_char, ctypes.c_long, ctypes.c_int, ctypes.c_int)

    def log_to(self, path: Path) -> None:
        """Record from now on."""
        self._library.shim_log(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))

    def mark(self, text: str) -> None:
        """Put a word of the program into the record."""
        self._library.shim_mark(text.encode())

    def arm(self, op: str, nth: int, number: int = 0, *, is_for_good: bool = False) -> None:
        """Let the `nth` write (`w`) or flush (`f`) from now fail with errno `number`; 0 only counts them."""
        self._library.shim_arm(op.encode(), nth, number, int(is_for_good))

    def disarm(self) -> None:
        """Let nothing fail any more."""
        self._library.shim_arm(b"\0", 0, 0, 0)

    def seen(self) -> int:
        """Return how many operations of the armed kind came by."""
        return int(self._library.shim_seen())


def read_log(path: Path) -> Iterator[Op]:
    """Read a record in order."""
    content = path.read_bytes()
    position = 0
    while position < len(content):
        kind, name_len, size, at = _HEAD.unpack_from(content, position)
        position += _HEAD.size
        name = content[position : position + name_len].decode()
        position += name_len
        yield Op(kind.decode(), name, at, content[position : position + size])
        position += size
