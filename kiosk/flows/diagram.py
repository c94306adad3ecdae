"""Draws the map of screens from the same tables the state machine is built from."""

from __future__ import annotations

from collections.abc import Iterable


def mermaid(moves: Iterable[tuple[str, str]]) -> str:
    """Return a Mermaid state diagram of `(from, to)` screen names; a move within a flow once, in alphabetical order."""
    lines = ["stateDiagram-v2"]
    for source, target in sorted(set(moves)):
        if source != target:
            lines.append(f"    {_id(source)} --> {_id(target)}")
    return "\n".join(lines) + "\n"


def _id(screen: str) -> str:
    return screen.replace("/", "_")
