"""Plays the device's side of a transcript `tests/wire/<driver>/*.wire` over memory pipes.

The format stands in `devices/recording/script.py`. A recording is played with the masks that are named in its head.
"""

from __future__ import annotations

from pathlib import Path

from devices.recording.replay import DeviceReplay, Divergence
from devices.recording.rules import masks_of
from devices.recording.script import Step, device_of, read
from devices.url import parse

__all__ = ["Player", "Step", "TranscriptError", "read"]

TranscriptError = Divergence


class Player(DeviceReplay):
    """Stands for the device of one transcript; give `open_port` to the driver and await `finish` at the end."""

    def __init__(self, path: Path) -> None:
        recorded = device_of(path)
        super().__init__(path, masks_of(parse(recorded)) if recorded is not None else None)
