"""The shop floor for every fault, and what stands between a program and its disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk.shim import NoCompiler, build
from tests.journeys.floor import fleet, floor

__all__ = ["fleet", "floor"]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled shim."""
    try:
        return build(tmp_path_factory.mktemp("shim"))
    except NoCompiler as error:
        pytest.skip(f"no disk that fails (T2, T3): {error}")
