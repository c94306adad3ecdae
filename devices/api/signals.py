"""Drawers: the small devices that hang on another one."""

from __future__ import annotations

from typing import Protocol


class CanOpenDrawer(Protocol):
    """A device that opens a cash drawer: a receipt printer with one."""

    async def open_drawer(self) -> None:
        """Send the pulse. Raises `DeviceError`; whether the drawer opened stands in the health, where it is told."""
        ...
