"""A folder in memory for the pictures, where there is one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder whose flushes cost nothing: what is tested is what would survive, not this machine's disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    with tempfile.TemporaryDirectory(prefix="kiosk-disk-", dir=memory if memory.is_dir() else None) as name:
        yield Path(name)
