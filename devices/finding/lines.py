"""The lines of a kiosk's devices: each is tapped for who looks at it, and follows its device to another path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from devices import transport
from devices.finding.rebinding import Rebinding
from devices.recording.tap import Taps
from devices.transport import OpenPort
from devices.url import parse


class Lines:
    """What opens the port of each part. `known` are the URLs of all parts; recordings lie in `folder`."""

    def __init__(
        self, folder: Path, known: Mapping[str, str], open_port: OpenPort = transport.open_port
    ) -> None:  # fmt: skip
        self.taps = Taps(folder)
        self._rebinding = Rebinding(known)
        self._open_port = open_port

    def port_of(self, part: str, url: str) -> OpenPort:
        """Give what the driver of a part opens its port by."""
        return self.taps.open_port(part, parse(url), self._rebinding.open_port(part, self._open_port))
