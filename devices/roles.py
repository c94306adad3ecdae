"""The kinds of devices, the roles a kiosk gives them, and whether a device is of the kind its role wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from devices import transport
from devices.api import Card, Device, PrinterCapabilities, TagPrinterCapabilities
from devices.registry import drivers, open_device
from devices.transport import OpenPort
from devices.url import UrlError


class Kind(StrEnum):
    """What a device is; a kiosk has a role for each, `scanner-2`, `scanner-3` for more scanners, and `SECOND`."""

    SCANNER = "scanner"
    PRINTER = "printer"
    TERMINAL = "terminal"
    SCALE = "scale"
    DOCUMENTS = "documents"
    TAGS = "tags"
    KEYPAD = "keypad"
    LIGHTS = "lights"
    SIGNING = "signing"


NAMES: Mapping[Kind, str] = {
    Kind.SCANNER: "a barcode scanner",
    Kind.PRINTER: "a receipt printer",
    Kind.TERMINAL: "a payment terminal",
    Kind.SCALE: "a scale",
    Kind.DOCUMENTS: "a document reader",
    Kind.TAGS: "a tag printer",
    Kind.KEYPAD: "a keypad",
    Kind.LIGHTS: "a light tower",
    Kind.SIGNING: "a signing device",
}
SECOND: Mapping[str, Kind] = {"bagging_scale": Kind.SCALE}
"""Roles of another name than their kind: a second device of it with work of its own."""
_VERBS = {
    "on_scan": Kind.SCANNER,
    "purchase": Kind.TERMINAL,
    "on_reading": Kind.SCALE,
    "on_document": Kind.DOCUMENTS,
    "on_key": Kind.KEYPAD,
    "show": Kind.LIGHTS,
    "sign": Kind.SIGNING,
}
_BUILT_IN = {"has_cutter": "cutter", "has_drawer": "drawer", "has_taken_sensor": "presenter"}
_PRINTS = {PrinterCapabilities: Kind.PRINTER, TagPrinterCapabilities: Kind.TAGS}


def kind_of(device: Device) -> Kind | None:
    """Tell what a device is by what it can do; None for a driver of no kind that is known here.

    By verbs and not by the driver's name, because one driver may be of several kinds, as its URL says.
    """
    for verb, kind in _VERBS.items():
        if callable(getattr(device, verb, None)):
            return kind
    return _PRINTS.get(type(getattr(device, "capabilities", None)))


def problem_of(role: str, url: str, secrets: Callable[[str], str | None]) -> str | None:
    """Say what is wrong with the URL of a role, None for nothing; no port is opened."""
    try:
        kind = kind_of(open_device(url, secrets=secrets))
    except UrlError as error:
        return str(error)
    wanted = role.partition("-")[0]
    asked = SECOND.get(wanted) or Kind(wanted)
    if kind is None or kind == asked:
        return None if kind is not None else f"{_driver(url)} is of no kind that a kiosk has a place for"
    return f"{_driver(url)} is {NAMES[kind]}; devices.{wanted} wants {NAMES[asked]}"


@dataclass(frozen=True, slots=True)
class Opened:
    """One device of a role, closed until it runs: its driver's name and card, and what is built into it."""

    device: Device
    driver: str
    card: Card
    has: tuple[str, ...]


def opened(url: str, secrets: Callable[[str], str | None], open_port: OpenPort = transport.open_port) -> Opened:
    """Make the device of a URL with what is known of it before it runs. Raises `UrlError`."""
    device = open_device(url, secrets=secrets, open_port=open_port)
    capabilities = getattr(device, "capabilities", None)
    has = tuple(name for claim, name in _BUILT_IN.items() if getattr(capabilities, claim, False))
    return Opened(device, _driver(url), drivers()[_driver(url)]().CARD, has)


def _driver(url: str) -> str:
    return url.strip().partition("+")[0]
