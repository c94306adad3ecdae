"""Payment terminals."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.api.common import Device


class Prompt(StrEnum):
    """What the terminal asks of the customer now. For the screen only; never a verdict."""

    PRESENT_CARD = "present_card"
    REMOVE_CARD = "remove_card"
    ENTER_PIN = "enter_pin"
    WRONG_PIN = "wrong_pin"
    CONFIRM_AMOUNT = "confirm_amount"
    WAIT = "wait"
    BANK = "bank"


class Refusal(StrEnum):
    """Why a payment was not approved, in classes a customer can use."""

    CARD = "card"  # declined by the bank or the card
    UNREADABLE = "unreadable"  # the card was not read
    CANCELLED = "cancelled"  # by the customer or a time-out at the terminal
    RULE = "rule"  # currency, amount or state rule
    NEEDS_PERSON = "needs_person"
    LINK = "link"  # the terminal could not reach its host
    SETUP = "setup"
    HARDWARE = "hardware"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True)
class TerminalReady:
    """The terminal is registered and idle. `prior_receipt_no` is its last receipt number, None when it has none."""

    prior_receipt_no: int | None
    terminal_id: str


@dataclass(frozen=True, slots=True)
class PaymentResult:
    """The terminal's word on one payment. Amount in minor units, currency ISO 4217 letters; no card number.

    `code` is the protocol's own result code (two hex digits for ZVT, `00` approved). `refusal` is None when approved.
    `left_minor` is what the card still holds after it, None where nobody says so.
    """

    approved: bool
    amount_minor: int | None
    currency: str | None
    receipt_no: int | None
    trace_no: str = ""
    auth_code: str = ""
    terminal_id: str = ""
    scheme: str = ""
    last4: str = ""
    code: str = ""
    refusal: Refusal | None = None
    transaction_id: str = ""  # the terminal's own id of this payment, where it has one: what a reversal names
    is_for_reference: bool = False  # the protocol ties this result to the reference it was asked by or sent with
    left_minor: int | None = None


class Ack(StrEnum):
    """What the kiosk answers to a result: ACCEPT after it is durable, REVERSE when it could not be kept."""

    ACCEPT = "accept"
    REVERSE = "reverse"


class DialogueEnd(StrEnum):
    """How a purchase dialogue ended. UNKNOWN: ask `last_payment`, never pay again."""

    COMPLETED = "completed"  # the terminal said its last word and it was acknowledged
    NOT_SENT = "not_sent"  # the request did not leave this machine
    UNKNOWN = "unknown"  # the link or the answer was lost after the request may have been received


@dataclass(frozen=True, slots=True)
class PurchaseEnd:
    """The end of a purchase dialogue. `receipt_lines` is the terminal's own text, verbatim."""

    end: DialogueEnd
    receipt_lines: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LastPayment:
    """What the terminal answers when asked what became of a payment. `result` None: it has none stored.

    Where the protocol knows references the result is that of the reference asked for, and says so
    (`is_for_reference`); else it is the terminal's last one, whichever that was. `is_idle` is True when the terminal
    finished the query's dialogue by itself and holds no transaction.
    """

    result: PaymentResult | None
    is_idle: bool
    receipt_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The approved payment that a reversal or refund is about; from the attempt that was kept."""

    amount_minor: int
    currency: str
    receipt_no: int | None
    transaction_id: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What the terminal says at the end of a day; a sum that it left out is None.

    `receipt_lines` is its own text, verbatim.
    """

    count: int | None
    total_minor: int | None
    currency: str | None
    receipt_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TerminalCapabilities:
    """What a terminal profile allows."""

    can_abort: bool
    can_reverse: bool = False
    can_refund: bool = False
    can_close_day: bool = False
    missing_ack: str = "reverse"  # reverse | keep | declined
    takes_parts: bool = False  # the site lets a payment be approved in part, and takes the rest by another card


class Terminal(Device, Protocol):
    """A payment terminal. One verb at a time; a second call while one runs raises `Refused("BUSY", ...)`."""

    @property
    def capabilities(self) -> TerminalCapabilities:
        """What this terminal's profile allows."""
        ...

    async def connect(self) -> TerminalReady:
        """Register and learn the last receipt number. Raises `DeviceError`; nothing was charged then."""
        ...

    async def purchase(
        self,
        reference: str,
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Send one payment, once. Never repeats it, whatever happens.

        `reference` is ours: 1 to 10 characters of A-Z and 0-9, never used before; a protocol without references
        ignores it.
        `on_result` is awaited before the result is acknowledged to the terminal: the caller commits in it.
        Never raises `DeviceError`: see `DialogueEnd`.
        """
        ...

    async def last_payment(self, reference: str) -> LastPayment:
        """Close the old link, reconnect and ask what became of a payment. Raises `DeviceError` on silence."""
        ...

    async def abort(self) -> bool:
        """Ask the terminal to give up the running payment; True: asked. The purchase still waits for its verdict."""
        ...


class CanReverse(Protocol):
    """A terminal that takes a payment back. Both verbs move money: sent once, resolved by asking, as a purchase is."""

    async def reverse(
        self, reference: str, original: Original, on_result: Callable[[PaymentResult], Awaitable[Ack]]
    ) -> PurchaseEnd:
        """Undo the whole payment. As `Terminal.purchase`."""
        ...

    async def refund(
        self,
        reference: str,
        original: Original,
        amount_minor: int,
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Give back part or all of it. As `Terminal.purchase`; `Refused` where the profile has no refunds."""
        ...


class CanCloseDay(Protocol):
    """A terminal that settles its day and can be asked how it is."""

    async def end_of_day(self) -> DayTotals:
        """Close the day at the terminal. Raises `DeviceError`."""
        ...

    async def diagnose(self) -> str:
        """Let the terminal test itself and its host line, and give its own words. Raises `DeviceError`."""
        ...
