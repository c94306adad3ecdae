"""Driver URLs: `driver+transport://address?option=value`, parsed and checked before a port is opened.

An error names the part of the URL and what is allowed there; it never repeats a value that could be a secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

from devices.api import DriverUrl

T = TypeVar("T")

TRANSPORTS = ("tcp", "serial", "file", "http", "https", "folder", "hid", "v4l2", "keys")
SHAPE = "driver+transport://address?option=value"
_HEAD = re.compile(r"(?P<driver>[^+:/?]*)(?:\+(?P<transport>[^:/?]*))?://(?P<rest>.*)", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9]*")
_OPTION_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_PATH = re.compile(r"[A-Za-z0-9/._~-]*")
_SECRET_WORDS = frozenset({"password", "passphrase", "passwd", "pwd", "pin", "key", "token", "user", "login"})


class UrlError(ValueError):
    """A driver URL is not usable. `part` is the part of the URL, `allowed` says what may stand there."""

    def __init__(self, part: str, problem: str, allowed: str) -> None:
        super().__init__(f"device URL, {part}: {problem}; allowed: {allowed}")
        self.part = part
        self.problem = problem
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One option that a driver or a transport takes: its name, what is allowed in words, its parser and default.

    `parse` raises ValueError for what it does not take.
    """

    name: str
    allowed: str
    parse: Callable[[str], T]
    default: T

    def of(self, url: DriverUrl) -> T:
        """Give the URL's value, or the default. Raises `UrlError` naming what is allowed."""
        text = url.options.get(self.name)
        if text is None:
            return self.default
        try:
            return self.parse(text)
        except ValueError:
            raise UrlError(f"option {self.name}", "the value is not allowed", self.allowed) from None


Options = Mapping[str, Option[Any]]


def options(*declared: Option[Any]) -> dict[str, Option[Any]]:
    """Give a driver's `OPTIONS` from its declarations."""
    return {option.name: option for option in declared}


def whole(name: str, lowest: int, highest: int, unit: str, default: int) -> Option[int]:
    """Declare an option that is a whole number with a unit and a range."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
            raise ValueError(name)
        return int(text)

    return Option(name, f"a whole number {lowest}..{highest} {unit}".rstrip(), parse, default)


def choice(name: str, *values: str) -> Option[str]:
    """Declare an option that is one of the given words; the first is the default."""

    def parse(text: str) -> str:
        if text not in values:
            raise ValueError(name)
        return text

    return Option(name, "one of " + ", ".join(values), parse, values[0])


def word(name: str, default: str) -> Option[str]:
    """Declare an option that is a short name of letters, digits, point, dash and underscore."""

    def parse(text: str) -> str:
        if not _WORD.fullmatch(text):
            raise ValueError(name)
        return text

    return Option(name, "1 to 64 letters, digits, . - _", parse, default)


SECRET = word("secret", "")
"""The option that names an entry of the secret store. The secret itself never stands in a URL."""


def parse(text: str) -> DriverUrl:
    """Split a driver URL into its parts.

    Percent escapes in the address and in values are decoded. TCP addresses are `host:port` (IPv6 in brackets), serial
    and file addresses absolute paths. Raises `UrlError`.
    """
    head = _HEAD.fullmatch(text.strip())
    if head is None:
        raise UrlError("whole", "it has not the shape of a device URL", SHAPE)
    driver, transport = head["driver"], head["transport"]
    if not _NAME.fullmatch(driver):
        raise UrlError("driver", "not a driver name", "a lower-case word such as linescan, escpos, zvt")
    if transport is None or not _NAME.fullmatch(transport):
        raise UrlError("transport", "missing or not a transport name", ", ".join(TRANSPORTS))
    address, mark, query = head["rest"].partition("?")
    if "#" in head["rest"]:
        raise UrlError("address", "a # stands in it", "write %23 for a # in a path")
    if mark and not query:
        raise UrlError("options", "nothing stands after the ?", "option=value, joined by &")
    return DriverUrl(driver, transport, _address(transport, address), _options(query))


def _address(transport: str, address: str) -> str:
    if transport == "tcp":
        host_and_port(address)
        return address
    if transport in ("http", "https"):
        place_and_path(address)
        return address
    if transport == "hid" and not address.startswith("/"):
        vendor_and_product(address)
        return address
    if transport == "keys":
        if address != "window":
            raise UrlError("address", "not a place where keys arrive", "window, the kiosk's own")
        return address
    path = unquote(address)
    if transport in TRANSPORTS and not path.startswith("/"):
        raise UrlError("address", "not an absolute path", "a path such as /dev/serial/by-id/... after ://")
    if not path or "\0" in path:
        raise UrlError("address", "empty, or with a null character", "where the device is")
    return path


def host_and_port(address: str) -> tuple[str, int]:
    """Split `host:port` or `[ipv6]:port`. Raises `UrlError`."""
    allowed = "host:port or [ipv6]:port, port 1..65535"
    if "@" in address:
        raise UrlError("address", "a user or password stands in it", f"{allowed}; secrets go by secret=<name>")
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+)):([0-9]{1,5})/?", address)
    if match is None or not 1 <= int(match[3]) <= 65535:
        raise UrlError("address", "not a host with a port", allowed)
    return match[1] or match[2], int(match[3])


def place_and_path(address: str) -> tuple[str, str]:
    """Split `host:port/path` into the place and `/path`, which is `/` when it is left out. Raises `UrlError`."""
    place, _, path = address.partition("/")
    host_and_port(place)
    if not _PATH.fullmatch(path):
        raise UrlError("address", "the path has a sign that stands in none", "letters, digits, / . _ - and ~")
    return place, f"/{path}"


def vendor_and_product(address: str) -> tuple[int, int]:
    """Split `vendor:product`, each four digits in hex as `lsusb` writes them. Raises `UrlError`."""
    match = re.fullmatch(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})", address)
    if match is None:
        raise UrlError("address", "not a vendor and a product", "vendor:product in hex as lsusb writes it, 05e0:1200")
    return int(match[1], 16), int(match[2], 16)


def _options(query: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in query.split("&") if query else ():
        name, equals, value = pair.partition("=")
        if not _OPTION_NAME.fullmatch(name) or not equals or not value:
            raise UrlError("options", "one has no name or no value", "option=value, joined by &")
        if name in _SECRET_WORDS:
            raise UrlError(f"option {name}", "secrets never stand in a URL", "secret=<name of the stored secret>")
        if name in found:
            raise UrlError(f"option {name}", "it stands there twice", "each option once")
        found[name] = unquote(value)
    return found


def check(url: DriverUrl, allowed: Options) -> None:
    """Raise `UrlError` for an option that is unknown, or known with a value that is not allowed."""
    for name in url.options:
        if name not in allowed:
            names = ", ".join(sorted(allowed)) or f"none for {url.driver}+{url.transport}"
            raise UrlError(f"option {name}", f"unknown to {url.driver}+{url.transport}", names)
        allowed[name].of(url)


def require_transport(url: DriverUrl, allowed: Iterable[str], remark: str = "") -> None:
    """Raise `UrlError` when the driver does not speak over the URL's transport."""
    names = tuple(allowed)
    if url.transport not in names:
        problem = f"{url.driver} does not work over {url.transport}"
        raise UrlError("transport", f"{problem} ({remark})" if remark else problem, ", ".join(names))
