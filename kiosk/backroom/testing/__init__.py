"""Performs the guided self-tests, and keeps their certificates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kiosk.backroom.testing.bench import Bench
from kiosk.flows.base import Effect

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside


def table(inside: Inside) -> Mapping[type[Effect], Callable[[Any], None]]:
    """Return who performs what in self-tests."""
    return Bench(inside).table()
