"""A folder as a link: each picture that is sent becomes a file in it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from devices.sim.process.wires import LinkEvents

BEGIN, END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
QUIET_S = 0.3
"""Bytes that end no picture become a file after so long."""
KEPT = 20
"""Files that stay: the host has read the older ones."""


class FolderWire:
    """Writes what is sent as files `000001.png` and on, each whole at once. Nobody writes back.

    Unplugging hides the folder under another name. What an earlier run left in it is removed.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = (folder or Path(tempfile.mkdtemp(prefix="camera-"))).absolute()
        self._hidden = self._folder.with_name(f".{self._folder.name}.unplugged")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._events: LinkEvents | None = None
        self._written: list[Path] = []
        self._unsent = bytearray()
        self._timer: asyncio.TimerHandle | None = None
        self._number = 0
        self._is_plugged = True
        for old in self._folder.glob("[0-9]" * 6 + ".png"):
            old.unlink()

    @property
    def address(self) -> str:
        """What the host opens."""
        return f"folder://{self._folder}"

    def start(self, events: LinkEvents) -> None:
        """Serve; call inside the event loop. A folder does not tell who looks into it."""
        self._events = events
        events.connected()

    def send(self, chunk: bytes) -> bool:
        """Put pictures into the folder; False while it is not there."""
        if not self._is_plugged:
            return False
        self._stop_timer()
        looked_up_to = max(1, len(self._unsent) - len(BEGIN) + 1)
        self._unsent += chunk
        while (next_one := self._unsent.find(BEGIN, looked_up_to)) > 0:
            self._publish(next_one)
            looked_up_to = 1
        if self._unsent.endswith(END):
            self._publish(len(self._unsent))
        elif self._unsent:
            self._timer = asyncio.get_running_loop().call_later(QUIET_S, lambda: self._publish(len(self._unsent)))
        return True

    def _publish(self, length: int) -> None:
        self._number += 1
        path = self._folder / f"{self._number:06d}.png"
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(self._unsent[:length])
        fresh.replace(path)
        del self._unsent[:length]
        self._written.append(path)
        while len(self._written) > KEPT:
            self._written.pop(0).unlink(missing_ok=True)

    def look(self) -> None:
        """Nothing tells who looks."""

    def resume(self) -> None:
        """Nothing is read."""

    def drop(self) -> None:
        """A folder cannot be dropped and stay: out and in again."""
        self.unplug(quietly=False)
        self.replug()

    def unplug(self, quietly: bool) -> None:
        """Hide the folder; quietly, it stays and nothing comes into it."""
        self._stop_timer()
        self._unsent.clear()
        if self._is_plugged and not quietly:
            self._folder.rename(self._hidden)
        self._is_plugged = False

    def replug(self) -> None:
        """Bring it back."""
        if self._hidden.exists():
            self._hidden.rename(self._folder)
        self._is_plugged = True
        if self._events is not None:
            self._events.connected()

    def close(self) -> None:
        """Stop for good; the pictures stay for whoever looks."""
        self._stop_timer()
        if self._hidden.exists():
            self._hidden.rename(self._folder)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
