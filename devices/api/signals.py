"""Drawers: the small devices that hang on another one."""

from __future__ import annotations

from typing import Protocol


class CanOpenDrawer(Protocol):
    """A device that opens a cash drawer: a receipt printer with one."""

    @property
    def drawer_is_open(self) -> bool | None:
        """Whether the drawer stands open; None where that is not told."""
        ...

    async def open_drawer(self) -> None:
        """Send the pulse. Raises `DeviceError`. That it opened is told by `drawer_is_open`, where at all."""
        ...
