"""The shim, compiled once; a folder in memory for the pictures, where there is one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disk.shim import NoCompiler, build


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled shim."""
    try:
        return build(tmp_path_factory.mktemp("shim"))
    except NoCompiler as error:
        pytest.skip(f"T2, T3 not run: {error}")


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder whose flushes cost nothing: what is tested is what would survive, not this machine's disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    with tempfile.TemporaryDirectory(prefix="kiosk-disk-", dir=memory if memory.is_dir() else None) as name:
        yield Path(name)
