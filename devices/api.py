"""What every device promises: Protocols per kind, their values, health and errors.

Nothing here opens a port. Drivers live in `devices.drivers`, the other side of the wire in `devices.sim`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class HealthState(StrEnum):
    """The one vocabulary for the condition of a device, as a flow and a technician read it."""

    STARTING = "STARTING"
    READY = "READY"
    BUSY = "BUSY"
    DEGRADED = "DEGRADED"
    NEEDS_PERSON = "NEEDS_PERSON"
    FAULT = "FAULT"
    SILENT = "SILENT"
    ABSENT = "ABSENT"
    TAMPERED = "TAMPERED"


class Reason(StrEnum):
    """Why a device is not simply READY. CUSS 2 names where they exist, own names after COVER_OPEN."""

    MEDIA_LOW = "MEDIA_LOW"
    MEDIA_EMPTY = "MEDIA_EMPTY"
    MEDIA_JAMMED = "MEDIA_JAMMED"
    HARDWARE_ERROR = "HARDWARE_ERROR"
    SOFTWARE_ERROR = "SOFTWARE_ERROR"
    NOT_RESPONDING = "NOT_RESPONDING"
    NOT_REACHABLE = "NOT_REACHABLE"
    FORMAT_ERROR = "FORMAT_ERROR"
    THRESHOLD_ERROR = "THRESHOLD_ERROR"
    TIMEOUT = "TIMEOUT"
    COVER_OPEN = "COVER_OPEN"
    CUTTER = "CUTTER"
    HEAD_HOT = "HEAD_HOT"
    BAUD_MISMATCH = "BAUD_MISMATCH"
    RECONCILIATION_REQUIRED = "RECONCILIATION_REQUIRED"
    INITIALISATION_REQUIRED = "INITIALISATION_REQUIRED"


USABLE_STATES = frozenset({HealthState.READY, HealthState.BUSY, HealthState.DEGRADED})


@dataclass(frozen=True, slots=True)
class Health:
    """One device's condition now. `since_mono` is the event loop's clock in seconds; `detail` is for technicians."""

    state: HealthState
    reasons: tuple[Reason, ...] = ()
    since_mono: float = 0.0
    detail: str = ""

    @property
    def is_usable(self) -> bool:
        """True when the device's verbs may be called."""
        return self.state in USABLE_STATES


class DeviceError(Exception):
    """A device could not do what was asked. Flows branch on the kind; the text is for technicians."""


class Unplugged(DeviceError):
    """The port or socket is gone."""


class NoAnswer(DeviceError):
    """The port is open and the device says nothing in time."""


class Garbled(DeviceError):
    """Bytes that the protocol does not allow."""


class NeedsPerson(DeviceError):
    """A hand must act: paper, cover, release."""


class Refused(DeviceError):
    """The device understood and said no."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Card:
    """A driver's own card: what it was built from and what it has met.

    `level`: `bronze` (transcripts and simulator), `silver` (one real device tried), `gold` (in service).
    """

    document: str
    models: tuple[str, ...] = ()
    level: str = "bronze"

    @property
    def remark(self) -> str:
        """The honest line for maintenance and README."""
        return "bronze: never met hardware" if self.level == "bronze" else f"{self.level}: {', '.join(self.models)}"


class Device(Protocol):
    """What all kinds share. A device is made closed; `run` opens and serves it."""

    @property
    def health(self) -> Health:
        """The condition now."""
        ...

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Call `listener` on the event loop with each new condition. One listener; a second replaces it."""
        ...

    async def run(self) -> None:
        """Open the link and serve it until cancelled.

        Raises `DeviceError` when the link is lost or was never there; `devices.loop.supervise` calls `run` again
        after a back-off. On every exit the port is closed.
        """
        ...

    async def reset(self) -> None:
        """Bring the device back to a known state; drops what it was doing."""
        ...


# --- scanners -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scan:
    """One read code: `data` as the scanner sent it without prefix, AIM identifier kept in front, suffix removed.

    `data` holds printable ASCII and GS (1D) only, at most 256 bytes. `at_mono` is the loop's clock in seconds.
    """

    data: bytes
    at_mono: float


@dataclass(frozen=True, slots=True)
class BadScan:
    """Bytes that made no scan. `problem` is one of `too_long`, `control_characters`, `not_ascii`; never the bytes."""

    problem: str
    length: int
    at_mono: float


class Scanner(Device, Protocol):
    """A barcode reader that sends what it reads."""

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Call `listener` on the event loop for each frame. One listener; a second replaces it."""
        ...


# --- printers -------------------------------------------------------------------------------------------------------


class Align(StrEnum):
    """Where a line of text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextLine:
    """Text that the printer wraps at its own width. No control characters reach the paper."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    double: bool = False  # double width and height


@dataclass(frozen=True, slots=True)
class PairLine:
    """Text at the left, text at the right edge on the same line; the left wraps, the right never does."""

    left: str
    right: str
    bold: bool = False
    double: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A dividing line over the whole width."""


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code, centred. `data` is ASCII."""

    data: str


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 barcode, centred, with its text below."""

    data: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    """Empty lines."""

    lines: int = 1


PaperBlock = TextLine | PairLine | RuleLine | QrBlock | Barcode | FeedLine


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """One document for one piece of paper; the printer cuts after it.

    `job` is the print job's own number, 1..2**32-1: the printer's acknowledgement is matched by it.
    """

    job: int
    blocks: tuple[PaperBlock, ...]


class PrintProof(StrEnum):
    """How a printer can prove that paper came out."""

    PROCESS_ID = "process_id"
    STATUS_AFTER = "status_after"
    NONE = "none"


class PrintVerdict(StrEnum):
    """What is known of a print job. UNKNOWN is a value, so that nobody can swallow it."""

    DONE = "DONE"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """The end of a print job. `reason` is set when a condition explains it (paper, cover, cutter)."""

    verdict: PrintVerdict
    reason: Reason | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PrinterCapabilities:
    """What a printer model has; from its profile, never guessed."""

    columns: int
    width_dots: int
    code_page: str
    has_cutter: bool
    has_near_end_sensor: bool
    has_native_qr: bool
    print_proof: PrintProof


class Printer(Device, Protocol):
    """A receipt printer."""

    @property
    def capabilities(self) -> PrinterCapabilities:
        """What this model can do."""
        ...

    async def print(self, request: PrintRequest) -> PrintOutcome:
        """Put the document on paper and say what is proven of it.

        Never raises `DeviceError`: a lost link is FAILED before the first byte and UNKNOWN after it. On an error the
        printer's buffer is cleared, so that nothing prints later by itself. One job at a time.
        """
        ...


# --- payment terminals ----------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class DriverUrl:
    """`driver+transport://address?option=value`, parsed. Shapes: see `devices.url.parse`."""

    driver: str
    transport: str
    address: str
    options: dict[str, str] = field(default_factory=dict)
