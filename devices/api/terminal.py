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
    """What the terminal answers when asked for its last payment. `result` None: it has none stored.

    `is_idle` is True when the terminal finished the query's dialogue by itself and holds no transaction.
    """

    result: PaymentResult | None
    is_idle: bool
    receipt_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TerminalCapabilities:
    """What a terminal profile allows."""

    can_abort: bool
    can_reverse: bool = False
    missing_ack: str = "reverse"  # reverse | keep | declined


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
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Send one payment, once. Never repeats it, whatever happens.

        `on_result` is awaited before the result is acknowledged to the terminal: the caller commits in it.
        Never raises `DeviceError`: see `DialogueEnd`.
        """
        ...

    async def last_payment(self) -> LastPayment:
        """Close the old link, reconnect and ask what became of the last payment. Raises `DeviceError` on silence."""
        ...

    async def abort(self) -> bool:
        """Ask the terminal to give up the running payment; True: asked. The purchase still waits for its verdict."""
        ...
