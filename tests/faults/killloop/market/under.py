"""Starts this program once more under the shim of `tests.faults.disk`; without a compiler it goes on as it is."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.disk.shim import NoCompiler, build, environment
from tests.faults.killloop.market.knife import has_shim


@contextmanager
def under_shim(module: str, arguments: Sequence[str]) -> Iterator[None]:
    """Be the program `module` under the shim, with a folder of its own that is gone afterwards."""
    if not has_shim():
        folder = Path(tempfile.mkdtemp(prefix="shim-"))
        try:
            given = environment(build(folder), folder)
        except NoCompiler:
            shutil.rmtree(folder)
        else:
            command = [sys.executable, "-m", module.removesuffix(".__main__"), *arguments]
            os.execve(sys.executable, command, {**given, "TMPDIR": str(folder)})  # noqa: S606  # this program again
    try:
        yield
    finally:
        if has_shim():
            shutil.rmtree(os.environ["SHIM_DIR"])
