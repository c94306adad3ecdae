"""What may take the place of a device: places that nothing else uses, with the drivers of its kind. Opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from devices.api import DriverUrl
from devices.finding.places import Place, network, printer_nodes, serial_lines, typing_devices
from devices.registry import drivers
from devices.roles import problem_of
from devices.transport import TRANSPORT_OPTIONS
from devices.url import UrlError, parse

Secrets = Callable[[str], str | None]
PORTS: Mapping[str, int] = {"escpos": 9100, "zpl": 9100, "zvt": 20007, "linescan": 4001, "mrzserial": 4001,
                            "toledo8217": 4001, "cas": 4001, "lights": 4001, "signdemo": 9300}  # fmt: skip
"""Where such a device listens when nobody changed it. Source: makers' manuals; 4001: serial servers; 9300: ours."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL for a role: driver and place. `is_same`: it is driven as the device before it was."""

    url: str
    driver: str
    place: str
    name: str
    is_same: bool


def own_places(known: Mapping[str, str], part: str, typed: str = "") -> list[Place]:
    """Give the places of this machine, those on the network that settings name for the part, and a typed one."""
    addresses = [typed] if typed else []
    url = _parsed(known.get(part, ""))
    if url is not None and url.transport == "tcp":
        addresses.append(url.address)
    return [*network(dict.fromkeys(addresses)), *serial_lines(), *printer_nodes(), *typing_devices()]


def candidates(
    part: str, known: Mapping[str, str], places: Iterable[Place], secrets: Secrets = lambda _name: None
) -> list[Candidate]:
    """Give what may be the device of `part`, the same driver first; `known` are the URLs of all parts now.

    A place that another part uses is left out.
    """
    before = _parsed(known.get(part, ""))
    taken = {_node(url) for other, text in known.items() if other != part and (url := _parsed(text)) is not None}
    found: dict[str, Candidate] = {}
    for place in places:
        if place.node not in taken:
            for one in _at(part, before, place, secrets):
                found.setdefault(one.url, one)
    return sorted(found.values(), key=lambda one: not one.is_same)


def _at(part: str, before: DriverUrl | None, place: Place, secrets: Secrets) -> Iterator[Candidate]:
    if before is not None and before.transport == place.transport:
        url = written(before.driver, place, before.options)
        yield Candidate(url, before.driver, place.address, place.name, is_same=True)
    for driver in drivers():
        url = written(driver, place, {})
        is_other = before is None or driver != before.driver or before.transport != place.transport
        if is_other and problem_of(part, url, secrets) is None:
            is_same = before is not None and driver == before.driver
            yield Candidate(url, driver, place.address, place.name, is_same=is_same)


def written(driver: str, place: Place, options: Mapping[str, str]) -> str:
    """Write a URL for a driver at a place, with those options that its transport takes or that are the driver's."""
    foreign = {name for transport, own in TRANSPORT_OPTIONS.items() if transport != place.transport for name in own}
    kept = {
        name: value
        for name, value in options.items()
        if name not in foreign - set(TRANSPORT_OPTIONS[place.transport]) and name not in ("usb", "serial_no")
    }
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in kept.items())
    address = quote(place.address, safe="/:[]") if place.address.startswith("/") else place.address
    return f"{driver}+{place.transport}://{address}" + (f"?{query}" if query else "")


def with_port(part: str, known: Mapping[str, str], typed: str) -> str:
    """Give a typed address with a port: the one of the part's driver where none was typed."""
    before = _parsed(known.get(part, ""))
    if not typed or ":" in typed.rpartition("]")[2]:
        return typed
    own = before.address.rpartition(":")[2] if before is not None and before.transport == "tcp" else ""
    number = own or str(PORTS.get(before.driver, 9100) if before is not None else 9100)
    return f"{typed}:{number}"


def _parsed(text: str) -> DriverUrl | None:
    try:
        return parse(text)
    except UrlError:
        return None


def _node(url: DriverUrl) -> str:
    return Place(url.transport, url.address).node


def found_for(part: str, known: Mapping[str, str], address: str, secrets: Secrets) -> list[Candidate]:
    """Give what may be the device of a part on this machine, and at an address that was typed."""
    typed = with_port(part, known, address)
    return candidates(part, known, own_places(known, part, typed), secrets)
