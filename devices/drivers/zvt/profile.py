"""What differs from one make of terminal to the next, and the options of a terminal's URL."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.api import DriverUrl, TerminalCapabilities
from devices.drivers.zvt import codes, messages
from devices.drivers.zvt.dialogue import Limits
from devices.drivers.zvt.messages import RECEIPTS_FROM_KIOSK, RECEIPTS_FROM_TERMINAL
from devices.url import SECRET, Option, UrlError, choice, options, require_transport, whole

DEFAULT_PASSWORD = "000000"  # noqa: S105 (the makers' published default, not a secret)

_PROFILES = {
    "standard": TerminalCapabilities(can_abort=True, can_reverse=True, can_close_day=True, missing_ack="reverse"),
    "card_complete": TerminalCapabilities(can_abort=True, can_reverse=True, can_close_day=True, missing_ack="declined"),
    "no_abort": TerminalCapabilities(can_abort=False, can_reverse=True, can_close_day=True, missing_ack="reverse"),
}


def _currency(text: str) -> str:
    if codes.currency_number(text) is None:
        raise ValueError("currency")
    return text


PROFILE = choice("profile", *_PROFILES)
RECEIPTS = choice("receipts", "terminal", "kiosk")
CURRENCY = Option("currency", "an ISO 4217 code that the driver knows, such as EUR", _currency, "EUR")
CHARSETS = {"cp437": messages.CP437, "latin1": messages.LATIN_1, "utf8": messages.UTF_8}
CHARSET = choice("charset", *CHARSETS)
COLUMNS = whole("columns", 20, 64, "columns of the receipt", default=42)
T3 = whole("t3_s", 1, 60, "seconds", default=5)
T4 = whole("t4_s", 30, 900, "seconds", default=180)
IDLE = whole("idle_s", 5, 60, "seconds between status enquiries", default=50)
REFUNDS = choice("refunds", "on", "off")
PARTS = choice("parts", "off", "on")
EMPTY = choice("empty", "abort", "refused")
OPTIONS = options(PROFILE, RECEIPTS, REFUNDS, PARTS, EMPTY, CURRENCY, CHARSET, COLUMNS, T3, T4, IDLE, SECRET)


@dataclass(frozen=True, slots=True)
class TerminalProfile:
    """Everything that the driver is told about one terminal. `repr` leaves the password out."""

    capabilities: TerminalCapabilities
    config: int
    currency: int
    columns: int
    charset: int
    limits: Limits
    idle_s: float
    refuses_when_empty: bool  # answers 84 83 to 06 20 when no payment is stored
    password: str

    @property
    def has_terminal_text(self) -> bool:
        """True when the terminal sends its receipts as text."""
        return self.config == RECEIPTS_FROM_TERMINAL

    def __repr__(self) -> str:
        return f"TerminalProfile({self.capabilities}, config={self.config:02X}, currency={self.currency})"


def profile_of(url: DriverUrl, secret: str | None) -> TerminalProfile:
    """Read a URL's options; without a secret, or with an empty one, the makers' default password. Raises `UrlError`."""
    require_transport(url, ("tcp", "serial"))
    password = secret or DEFAULT_PASSWORD
    if not (len(password) == 6 and password.isascii() and password.isdecimal()):
        raise UrlError("option secret", "the stored terminal password is not usable", "six digits")
    return TerminalProfile(
        capabilities=replace(
            _PROFILES[PROFILE.of(url)], can_refund=REFUNDS.of(url) == "on", takes_parts=PARTS.of(url) == "on"
        ),
        config=RECEIPTS_FROM_TERMINAL if RECEIPTS.of(url) == "terminal" else RECEIPTS_FROM_KIOSK,
        currency=codes.currency_number(CURRENCY.of(url)) or 0,
        columns=COLUMNS.of(url),
        charset=CHARSETS[CHARSET.of(url)],
        limits=Limits(float(T3.of(url)), float(T4.of(url))),
        idle_s=float(IDLE.of(url)),
        refuses_when_empty=EMPTY.of(url) == "refused",
        password=password,
    )
