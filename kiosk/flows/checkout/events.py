"""What happens in a checkout, and what it asks to be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.bagging.expected import UNWEIGHED, Expected
from kiosk.domain.basket import Product
from kiosk.domain.goods.facts import PLAIN, LineFacts
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, PrintJob, Sale, TenderKind
from kiosk.flows.base import NOT_KEPT, Effect, Event


@dataclass(frozen=True, slots=True)
class Scanned(Event):
    """A code was read and looked up. `product` None: the catalogue has no such code.

    `problem` is set when the code itself was bad: `UNREADABLE` (garbage, too long), `CHECK_DIGIT`, `NOT_AN_ITEM`,
    `TWO_CODES` (a camera saw several, and took none).
    `LENGTH` (no barcode has so many digits) and `FAILED` (could not be looked up) are told of typed numbers only.
    `weight_g` and `price` come from in-store numbers and GS1 symbols, `facts` (batch, last day, serial number) from
    GS1 symbols. `local` is the site's time as `2026-05-31T14:05`, empty where nothing depends on it. `is_typed`: the
    answer to `LookUpCode`. `pack`: what a piece weighed here before, where there is a bagging scale.
    """

    product: Product | None = None
    weight_g: int | None = None
    price: Money | None = None
    problem: str = ""
    is_typed: bool = False
    facts: LineFacts = PLAIN
    local: str = ""
    pack: Expected = UNWEIGHED


@dataclass(frozen=True, slots=True)
class TypePressed(Event):
    """The customer wants to type the number below a barcode."""


@dataclass(frozen=True, slots=True)
class CodeTyped(Event):
    """A number was typed, as it stood in the field: it may be that of a card or a telephone."""

    code: str = field(metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class MorePressed(Event):
    """One more of line `n`."""

    n: int


@dataclass(frozen=True, slots=True)
class FewerPressed(Event):
    """One fewer of line `n`; the last one takes the line out."""

    n: int


@dataclass(frozen=True, slots=True)
class UndoPressed(Event):
    """The line taken out last comes back."""


@dataclass(frozen=True, slots=True)
class PayPressed(Event):
    """The customer wants to pay."""


@dataclass(frozen=True, slots=True)
class SharePressed(Event):
    """The customer wants to pay one half with this card and the rest with another."""


@dataclass(frozen=True, slots=True)
class GiveBackPressed(Event):
    """The customer wants back what is paid already."""


@dataclass(frozen=True, slots=True)
class KeepPressed(Event):
    """The customer wants to come back for the basket later."""


@dataclass(frozen=True, slots=True)
class KeptCodeRead(Event):
    """The code of a kept basket was scanned, or typed where the number of an item is typed."""

    code: str
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class ResumePressed(Event):
    """The basket on offer is mine."""


@dataclass(frozen=True, slots=True)
class DiscardPressed(Event):
    """The basket on offer is not mine, or not wanted."""


@dataclass(frozen=True, slots=True)
class PrintPressed(Event):
    """A receipt on paper, or a copy of it, or the slip of an unclear payment."""


@dataclass(frozen=True, slots=True)
class NoReceiptPressed(Event):
    """No receipt is wanted."""


@dataclass(frozen=True, slots=True)
class FinishPressed(Event):
    """The customer is done."""


@dataclass(frozen=True, slots=True)
class TerminalConnected(Event):
    """The terminal is registered, idle, and named its last receipt. `takes_parts`: its profile allows part payments."""

    attempt_id: str
    terminal_id: str
    prior_receipt_no: int | None
    takes_parts: bool = False
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class TerminalNotReached(Event):
    """No connection: nothing was sent. `detail` is for technicians."""

    attempt_id: str
    detail: str
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class TerminalPrompted(Event):
    """The terminal asks something of the customer: a `devices.api.Prompt` value."""

    attempt_id: str
    prompt: str
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class TerminalAnswered(Event):
    """The terminal's word on the payment; it waits for our acknowledgement, which follows the commit."""

    attempt_id: str
    result: Result
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class DialogueEnded(Event):
    """The purchase dialogue is over: a `devices.api.DialogueEnd` value. `receipt_text` is the terminal's own."""

    attempt_id: str
    end: str
    receipt_text: str = ""
    detail: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class LastPaymentTold(Event):
    """The terminal's answer to "what became of the last payment"."""

    attempt_id: str
    result: Result | None
    is_idle: bool
    receipt_text: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class LastPaymentSilent(Event):
    """The terminal could not be asked."""

    attempt_id: str
    detail: str
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Released(Event):
    """The goods are released; committed before the customer sees success."""

    sale_id: str
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class NotReleased(Event):
    """What was paid for cannot be given: a departures system refuses it. The money goes back."""

    sale_id: str
    reason: str
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class CodeMade(Event):
    """The link of a signed receipt: ASCII, see `kiosk.papers.digital`. `about` as in `MakeCode`."""

    sale_id: str
    link: str
    about: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class PrintEnded(Event):
    """A print job ended: a `devices.api.PrintVerdict` value, with a `Reason` value when one explains it."""

    job_id: str
    verdict: str
    reason: str = ""
    detail: str = ""
    is_activity: ClassVar[bool] = False


# --- effects; each carries the id that makes it happen once -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LookUpCode(Effect):
    """Read a typed number as if it had been scanned; answers `Scanned` with `is_typed`."""

    code: str

    @property
    def key(self) -> str:
        """One number waits at a time; which one is the customer's."""
        return "typed"


@dataclass(frozen=True, slots=True)
class ConnectTerminal(Effect):
    """Register with the terminal of a kind of tender; answers `TerminalConnected` or `TerminalNotReached`."""

    attempt_id: str
    kind: TenderKind = TenderKind.CARD

    @property
    def key(self) -> str:
        """The attempt that waits for its answer."""
        return self.attempt_id


@dataclass(frozen=True, slots=True)
class SendPayment(Effect):
    """Send the payment, once; answers `TerminalPrompted`, `TerminalAnswered` and at last `DialogueEnded`.

    `reference` is the attempt's own, for terminals that know references.
    """

    attempt_id: str
    amount: Money
    reference: str
    kind: TenderKind = TenderKind.CARD

    @property
    def key(self) -> str:
        """The attempt that waits for its answer."""
        return self.attempt_id


@dataclass(frozen=True, slots=True)
class SendReversal(Effect):
    """Take a whole payment back, once; answers as `SendPayment` does. `original` is the payment as it was kept."""

    attempt_id: str
    reference: str
    original: Attempt
    kind: TenderKind = TenderKind.CARD

    @property
    def key(self) -> str:
        """The attempt that waits for its answer."""
        return self.attempt_id


@dataclass(frozen=True, slots=True)
class SendRefund(Effect):
    """Give a part of a payment back, or all of it, once; answers as `SendPayment` does."""

    attempt_id: str
    reference: str
    original: Attempt
    amount: Money
    kind: TenderKind = TenderKind.CARD

    @property
    def key(self) -> str:
        """The attempt that waits for its answer."""
        return self.attempt_id


@dataclass(frozen=True, slots=True)
class AckResult(Effect):
    """Let the terminal know that its result is kept, or (`is_accepted` False) that it must undo it."""

    attempt_id: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class AbortPayment(Effect):
    """Ask the terminal to give up; the verdict still comes from the dialogue."""

    attempt_id: str


@dataclass(frozen=True, slots=True)
class AskLastPayment(Effect):
    """Ask what became of an attempt; answers `LastPaymentTold` or `LastPaymentSilent`."""

    attempt_id: str
    reference: str
    kind: TenderKind = TenderKind.CARD

    @property
    def key(self) -> str:
        """The attempt that waits for its answer."""
        return self.attempt_id


@dataclass(frozen=True, slots=True)
class ReleaseGoods(Effect):
    """Release what a paid sale is for; answers `Released`, or `NotReleased` of a service that is refused."""

    sale_id: str
    is_service: bool = False

    @property
    def key(self) -> str:
        """The sale that waits for its answer."""
        return self.sale_id


@dataclass(frozen=True, slots=True)
class MakeCode(Effect):
    """Make the link of a receipt, in the customer's language; answers `CodeMade` where the site has a page for it.

    `about`: the attempt that gave money back; empty for the receipt of the sale.
    """

    sale: Sale
    language: str
    utc_ms: int
    about: str = ""

    @property
    def key(self) -> str:
        """The sale that waits for its code."""
        return self.sale.id


@dataclass(frozen=True, slots=True)
class PrintPaper(Effect):
    """Print the document of `job`; answers `PrintEnded`."""

    job: PrintJob
    sale: Sale

    @property
    def key(self) -> str:
        """The job that waits for its answer."""
        return self.job.id


@dataclass(frozen=True, slots=True)
class Beep(Effect):
    """Sound the outcome of a scan: `ok`, `error` or `attention`. A missing sound device is no error."""

    is_for_the_moment: ClassVar[bool] = True
    sound: str
