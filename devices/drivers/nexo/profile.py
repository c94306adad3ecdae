"""What differs from one terminal to the next, and the options of a terminal's URL."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.api import DriverUrl, TerminalCapabilities
from devices.drivers.nexo.wire.amounts import is_currency
from devices.drivers.nexo.wire.envelope import Names
from devices.drivers.nexo.wire.sealed import SealedBox
from devices.url import SECRET, Option, UrlError, choice, options, place_and_path, require_transport, whole, word

_ALL = TerminalCapabilities(True, can_reverse=True, can_refund=True, can_close_day=True, missing_ack="keep")
_PROFILES = {
    "standard": _ALL,
    "no_refund": TerminalCapabilities(True, can_reverse=True, can_close_day=True, missing_ack="keep"),
    "no_abort": TerminalCapabilities(False, can_reverse=True, can_refund=True, can_close_day=True, missing_ack="keep"),
}
_LOOPBACK = ("127.", "localhost:", "[::1]:")


def _currency(text: str) -> str:
    if not is_currency(text):
        raise ValueError("currency")
    return text


PROFILE = choice("profile", *_PROFILES)
POI = word("poi", "")
SALE = word("sale", "")
KEY_ID = word("keyid", "")
KEY_VERSION = whole("keyversion", 0, 9999, "", default=1)
LOGIN = choice("login", "off", "on")
PARTS = choice("parts", "off", "on")
CURRENCY = Option("currency", "three capital letters of ISO 4217, such as EUR", _currency, "EUR")
COLUMNS = whole("columns", 20, 64, "columns of the receipt", default=42)
LIMIT = whole("limit_s", 30, 600, "seconds", default=120)
IDLE = whole("idle_s", 5, 300, "seconds between diagnoses", default=15)
OPTIONS = options(PROFILE, POI, SALE, KEY_ID, KEY_VERSION, LOGIN, PARTS, CURRENCY, COLUMNS, LIMIT, IDLE, SECRET)


@dataclass(frozen=True, slots=True)
class TerminalProfile:
    """Everything that the driver is told about one terminal. `box` holds its keys and tells nothing of them."""

    capabilities: TerminalCapabilities
    names: Names
    box: SealedBox | None
    logs_in: bool
    currency: str
    columns: int
    limit_s: float
    idle_s: float


def profile_of(url: DriverUrl, secret: str | None) -> TerminalProfile:
    """Read a URL's options. Raises `UrlError`."""
    require_transport(url, ("https", "http"))
    for option in (POI, SALE):
        if not option.of(url):
            raise UrlError(f"option {option.name}", "it is missing", option.allowed)
    return TerminalProfile(
        capabilities=replace(_PROFILES[PROFILE.of(url)], takes_parts=PARTS.of(url) == "on"),
        names=Names(SALE.of(url), POI.of(url)),
        box=_box(url, secret),
        logs_in=LOGIN.of(url) == "on",
        currency=CURRENCY.of(url),
        columns=COLUMNS.of(url),
        limit_s=float(LIMIT.of(url)),
        idle_s=float(IDLE.of(url)),
    )


def _box(url: DriverUrl, secret: str | None) -> SealedBox | None:
    """Make the keys; without a secret only TLS, or this machine itself, may carry the messages."""
    if not secret:
        if url.transport == "http" and not place_and_path(url.address)[0].startswith(_LOOPBACK):
            raise UrlError("transport", "http without a secret only reaches this machine", "https, or secret=<name>")
        return None
    if not KEY_ID.of(url):
        raise UrlError("option keyid", "a secret is named and its key is not", KEY_ID.allowed)
    try:
        return SealedBox(secret, KEY_ID.of(url), KEY_VERSION.of(url))
    except UnicodeEncodeError:
        raise UrlError("option secret", "the stored passphrase is not usable", "letters of Latin-1") from None
