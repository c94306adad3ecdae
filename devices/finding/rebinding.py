"""Follows a device to the path it has now: the same model, put in again, or put in the place of the one that broke."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from devices import transport
from devices.api import DriverUrl
from devices.finding.places import Place, model_of, serial_lines
from devices.transport import OpenPort, Port
from devices.url import UrlError, parse

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Rebinding:
    """Knows the URLs of all parts, and which path each has now. One for a kiosk.

    A serial line by its stable name tells its model. When that path is gone and one other line of the same model is
    there that no part uses, it is opened instead; with two of them nobody knows which is meant, and none is.
    """

    known: Mapping[str, str]
    lines: Callable[[], list[Place]] = serial_lines
    now: dict[str, str] = field(default_factory=dict)

    def open_port(self, part: str, open_port: OpenPort = transport.open_port) -> OpenPort:
        """Give what the driver of a part opens its port by."""

        async def opened(url: DriverUrl) -> Port:
            if url.transport != "serial" or Path(url.address).exists():
                self.now.pop(part, None)
                return await open_port(url)
            place = self.instead(part, url)
            if place is None:
                self.now.pop(part, None)
                return await open_port(url)
            port = await open_port(replace(url, address=place.address))
            if self.now.get(part) != place.address:
                log.warning("%s: the line of its settings is gone; the same model is at %s", part, place.address)
            self.now[part] = place.address
            return port

        return opened

    def instead(self, part: str, url: DriverUrl) -> Place | None:
        """Give the one line of the same model that is free."""
        model = model_of(Path(url.address).name)
        if not model:
            return None
        taken = {os.path.realpath(path) for path in self._paths_of_others(part)}
        free = [place for place in self.lines() if place.model == model and place.node not in taken]
        return free[0] if len(free) == 1 else None

    def _paths_of_others(self, part: str) -> list[str]:
        paths = [path for other, path in self.now.items() if other != part]
        for other, text in self.known.items():
            if other != part:
                try:
                    url = parse(text)
                except UrlError:
                    continue
                paths += [url.address] if url.address.startswith("/") else []
        return paths
