"""What only `main` can reach, handed to the backroom as callables: each area adds what it needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Far:
    """Callables of `main`; a field per need, with a default that says what stands in where there is none."""
