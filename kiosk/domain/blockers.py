"""`Blocker`: everything that stops, or may stop, a customer, as one value with a closed registry of codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import Arg, Text


class Severity(StrEnum):
    """How much a blocker blocks: tell; may go on; go on but not past a phase; cannot finish here."""

    INFO = "info"
    WARN = "warn"
    HOLD = "hold"
    STOP = "stop"


class Blocks(StrEnum):
    """The phase a blocker keeps shut."""

    NOTHING = "nothing"
    PAYMENT = "payment"
    RELEASE = "release"
    DOCUMENT_ISSUE = "document_issue"
    ALL = "all"


class Resolver(StrEnum):
    """Who or what can resolve a blocker."""

    CUSTOMER = "customer"
    DEVICE = "device"
    ATTENDANT = "attendant"
    TECHNICIAN = "technician"
    TIME = "time"
    HOST = "host"


class Cause(StrEnum):
    """Where a blocker comes from: the axis of the statistics."""

    CUSTOMER = "customer"
    ITEM_DATA = "item_data"
    DEVICE = "device"
    POLICY = "policy"
    HOST = "host"
    SOFTWARE = "software"


class OnExpiry(StrEnum):
    """What becomes of a blocker when its deadline is there. RESOLVE_BY_TIME: it is gone by itself."""

    RESOLVE_BY_TIME = "resolve_by_time"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class NextAction:
    """What the customer can do about it: an event, or nothing to press when `event` is empty."""

    label: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class BlockerKind:
    """One registered code. Its words are `blocker.<code>.title`, `.what`, `.do` and, for staff, `.staff`.

    `on_expiry`: what its occurrences' deadline does; None: they have none.
    """

    code: str
    severity: Severity
    blocks: Blocks
    resolvers: tuple[Resolver, ...]
    cause: Cause
    next_actions: tuple[NextAction, ...]
    ways: tuple[str, ...]
    on_expiry: OnExpiry | None = None


class UnregisteredBlocker(KeyError):
    """A code that is not in the registry: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One occurrence. `subject` is `(kind, internal id)`; `args` fill the words and hold nothing personal.

    `deadline_utc_ms`: when its kind's `on_expiry` happens; None: never.
    """

    id: str
    code: str
    subject: tuple[str, str]
    args: tuple[tuple[str, Arg], ...] = ()
    deadline_utc_ms: int | None = None

    @property
    def kind(self) -> BlockerKind:
        """The registered kind."""
        return kind_of(self.code)

    def words(self, part: str) -> Text:
        """Return the words of `part`: `title`, `what`, `do` or `staff`."""
        return Text(f"blocker.{self.code}.{part}", self.args)


_REGISTRY: dict[str, BlockerKind] = {}


def kind_of(code: str) -> BlockerKind:
    """Return the registered kind of `code`; raises `UnregisteredBlocker`."""
    try:
        return _REGISTRY[code]
    except KeyError:
        raise UnregisteredBlocker(code) from None


def registered() -> tuple[BlockerKind, ...]:
    """Return all kinds, in the order of their registration."""
    return tuple(_REGISTRY.values())


def raised(code: str, at: Stamp, subject: tuple[str, str], **args: Arg) -> Blocker:
    """Make one occurrence of a registered code; raises `UnregisteredBlocker`."""
    kind_of(code)
    return Blocker(uuid7(at, 900), code, subject, tuple(sorted(args.items())))


def register(
    code: str,
    severity: Severity,
    blocks: Blocks,
    resolvers: tuple[Resolver, ...],
    cause: Cause,
    next_actions: tuple[NextAction, ...],
    ways: tuple[str, ...],
    on_expiry: OnExpiry | None = None,
) -> str:
    """Take a code into the registry and return it; a flow's own codes stand with its values. Raises ValueError."""
    if code in _REGISTRY:
        raise ValueError(f"{code} is registered twice")
    _REGISTRY[code] = BlockerKind(code, severity, blocks, resolvers, cause, next_actions, ways, on_expiry)
    return code


_R, _S, _B, _C = Resolver, Severity, Blocks, Cause
_AGAIN = NextAction("action.scan_again")
_CALL = NextAction("action.call_person", "PersonCalled")
_ON = NextAction("action.go_on_scanning")

ITEM_UNKNOWN = register(
    "ITEM.UNKNOWN", _S.INFO, _B.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), _C.ITEM_DATA, (_AGAIN, _CALL), ("retry",)
)
ITEM_UNREADABLE = register(
    "ITEM.UNREADABLE", _S.INFO, _B.NOTHING, (_R.CUSTOMER,), _C.DEVICE, (_AGAIN, _CALL), ("retry",)
)
ITEM_CHECK_DIGIT = register(
    "ITEM.CHECK_DIGIT", _S.INFO, _B.NOTHING, (_R.CUSTOMER,), _C.CUSTOMER, (_AGAIN, _CALL), ("retry",)
)
ITEM_TWO_CODES = register(
    "ITEM.TWO_CODES", _S.INFO, _B.NOTHING, (_R.CUSTOMER,), _C.CUSTOMER, (_AGAIN, _CALL), ("retry",)
)
ITEM_NOT_SOLD_HERE = register(
    "ITEM.NOT_SOLD_HERE", _S.INFO, _B.NOTHING, (_R.ATTENDANT,), _C.ITEM_DATA, (_ON, _CALL), ("refuse",)
)
ITEM_NEEDS_WEIGHING = register(
    "ITEM.NEEDS_WEIGHING", _S.INFO, _B.NOTHING, (_R.ATTENDANT,), _C.POLICY, (_ON, _CALL), ("refuse",)
)
ITEM_LIMIT = register(
    "ITEM.LIMIT", _S.INFO, _B.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), _C.POLICY, (_ON, _CALL), ("refuse",)
)
ITEM_BASKET_FROZEN = register(
    "ITEM.BASKET_FROZEN", _S.INFO, _B.NOTHING, (_R.CUSTOMER,), _C.CUSTOMER, (_ON, _CALL), ("retry",)
)
SALE_CODE_UNKNOWN = register(
    "SALE.CODE_UNKNOWN", _S.INFO, _B.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), _C.CUSTOMER, (_AGAIN, _CALL), ("retry",)
)
SALE_CODE_LATER = register(
    "SALE.CODE_LATER", _S.INFO, _B.NOTHING, (_R.CUSTOMER,), _C.CUSTOMER, (_ON, _CALL), ("retry",)
)
DEV_SCANNER_AWAY = register(
    "DEV.SCANNER_AWAY", _S.WARN, _B.NOTHING, (_R.DEVICE, _R.TECHNICIAN), _C.DEVICE, (_CALL,), ("replug",)
)
DEV_PRINTER_PAPER_OUT = register(
    "DEV.PRINTER_PAPER_OUT", _S.WARN, _B.NOTHING, (_R.ATTENDANT, _R.DEVICE), _C.DEVICE, (_ON, _CALL), ("paper",)
)
DEV_PRINTER_COVER_OPEN = register(
    "DEV.PRINTER_COVER_OPEN", _S.WARN, _B.NOTHING, (_R.ATTENDANT, _R.DEVICE), _C.DEVICE, (_ON, _CALL), ("closed",)
)
DEV_PRINTER_AWAY = register(
    "DEV.PRINTER_AWAY", _S.WARN, _B.NOTHING, (_R.DEVICE, _R.TECHNICIAN), _C.DEVICE, (_ON, _CALL), ("replug",)
)
DEV_REQUIRED_AWAY = register(
    "DEV.REQUIRED_AWAY", _S.STOP, _B.ALL, (_R.DEVICE, _R.TECHNICIAN), _C.DEVICE, (_CALL,), ("replug",)
)
PAY_TERMINAL_AWAY = register(
    "PAY.TERMINAL_AWAY", _S.HOLD, _B.PAYMENT, (_R.DEVICE, _R.ATTENDANT), _C.DEVICE, (_ON, _CALL), ("retry", "replug")
)
PAY_TERMINAL_CHECKING = register(
    "PAY.TERMINAL_CHECKING", _S.HOLD, _B.PAYMENT, (_R.HOST, _R.ATTENDANT), _C.HOST, (_ON, _CALL), ("answered",)
)
PAY_OUTCOME_UNKNOWN = register(
    "PAY.OUTCOME_UNKNOWN", _S.HOLD, _B.RELEASE, (_R.HOST, _R.ATTENDANT), _C.HOST, (_CALL,), ("answered", "review")
)
LANE_PAUSED = register("LANE.PAUSED", _S.STOP, _B.ALL, (_R.ATTENDANT,), _C.POLICY, (_CALL,), ("opened",))
LANE_CLOSED = register("LANE.CLOSED", _S.STOP, _B.ALL, (_R.ATTENDANT,), _C.POLICY, (_CALL,), ("opened",))
SYS_STORAGE = register("SYS.STORAGE", _S.STOP, _B.ALL, (_R.TECHNICIAN,), _C.SOFTWARE, (_CALL,), ("restart",))
SYS_CATALOGUE = register("SYS.CATALOGUE", _S.STOP, _B.ALL, (_R.TECHNICIAN,), _C.ITEM_DATA, (_CALL,), ("import",))
SYS_SOFTWARE = register("SYS.SOFTWARE", _S.STOP, _B.ALL, (_R.TECHNICIAN,), _C.SOFTWARE, (_CALL,), ("restart",))
FISCAL_DEVICE_DOWN = register(
    "FISCAL.DEVICE_DOWN", _S.INFO, _B.NOTHING, (_R.DEVICE, _R.TECHNICIAN), _C.DEVICE, (_ON, _CALL), ("replug",)
)
FISCAL_DEVICE_NEEDED = register(
    "FISCAL.DEVICE_NEEDED", _S.STOP, _B.ALL, (_R.DEVICE, _R.TECHNICIAN), _C.DEVICE, (_CALL,), ("replug",)
)
