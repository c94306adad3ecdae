"""What the pages of training need of the simulators; `devices.sim` has them, `main` hands them over."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any


async def _nobody(_address: str, _request: Mapping[str, Any]) -> Mapping[str, Any]:
    raise ConnectionRefusedError("there are no simulated devices")


@dataclass(frozen=True, slots=True)
class Simulators:
    """Control sockets by part, and what asks one: a request in, its reply out. None where devices are real."""

    controls: Mapping[str, str] = field(default_factory=dict)
    ask: Callable[[str, Mapping[str, Any]], Coroutine[Any, Any, Mapping[str, Any]]] = _nobody
