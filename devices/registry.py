"""Finds drivers by name and opens devices by URL.

Built-in drivers are the modules of `devices.drivers`; third parties add theirs by the entry-point group
`kiosk.drivers`. A driver is imported when a URL names it, not before.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

import devices.drivers
from devices import transport
from devices.api import Card, Device
from devices.transport import TRANSPORT_OPTIONS, OpenPort
from devices.url import Options, UrlError, check, parse

GROUP = "kiosk.drivers"


class OpenDriver(Protocol):
    """A driver module's `open`: makes a closed device. Raises `UrlError` for what the driver does not do."""

    def __call__(self, url: devices.api.DriverUrl, open_port: OpenPort, secret: str | None = None) -> Device:
        """Make the device. `secret` is the text behind the URL's `secret=<name>`, None without one."""
        ...


class DriverModule(Protocol):
    """What a driver module exposes."""

    CARD: Card
    OPTIONS: Options
    open: OpenDriver


def drivers(group: str = GROUP) -> dict[str, Callable[[], DriverModule]]:
    """Give each known driver's name with a call that imports it. A built-in cannot be replaced from outside."""
    found: dict[str, Callable[[], DriverModule]] = {
        point.name: _from_entry_point(point) for point in entry_points(group=group)
    }
    for module in pkgutil.iter_modules(devices.drivers.__path__):
        if not module.name.startswith("_"):
            found[module.name] = _built_in(module.name)
    return dict(sorted(found.items()))


def _from_entry_point(point: EntryPoint) -> Callable[[], DriverModule]:
    return lambda: cast(DriverModule, point.load())


def _built_in(name: str) -> Callable[[], DriverModule]:
    return lambda: cast(DriverModule, importlib.import_module(f"devices.drivers.{name}"))


def cards() -> Mapping[str, Card]:
    """Give every driver's card, for maintenance. Imports all drivers."""
    return {name: load().CARD for name, load in drivers().items()}


def open_device(
    url_text: str,
    *,
    secrets: Callable[[str], str | None] | None = None,
    open_port: OpenPort = transport.open_port,
) -> Device:
    """Make the device that a URL names; it is closed until `run`.

    `secrets` gives the text of a stored secret by name, None when there is none. Raises `UrlError` with the part of
    the URL and what is allowed.
    """
    url = parse(url_text)
    known = drivers()
    if url.driver not in known:
        raise UrlError("driver", f"{url.driver} is not known", ", ".join(known))
    module = known[url.driver]()
    if url.transport not in TRANSPORT_OPTIONS:
        raise UrlError("transport", f"{url.transport} is not known", ", ".join(TRANSPORT_OPTIONS))
    check(url, {**TRANSPORT_OPTIONS[url.transport], **module.OPTIONS})
    name = url.options.get("secret")
    if name is None:
        return module.open(url, open_port)
    secret = secrets(name) if secrets is not None else None
    if secret is None:
        raise UrlError("option secret", "no secret of that name is stored", "the name of a stored secret")
    return module.open(url, open_port, secret)
