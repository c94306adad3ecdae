"""What may stop a traveller: the codes of check-in, in the registry of all blockers."""

from __future__ import annotations

from kiosk.domain.blockers import (
    Blocker,
    Blocks,
    Cause,
    NextAction,
    OnExpiry,
    Resolver,
    Severity,
    kind_of,
    register,
)
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import Arg, Text, text
from kiosk.domain.travel.flight import DAY_MIN

_R, _S, _B, _C = Resolver, Severity, Blocks, Cause
_CALL = NextAction("action.call_person", "PersonCalled")
_SLIP = NextAction("checkin.next.slip", "SlipPressed")
_ON = NextAction("checkin.next.go_on", "GoOnPressed")
_SCAN = NextAction("checkin.next.scan_document")
_NO_BAGS = NextAction("checkin.next.without_luggage", "GoOnPressed")
_PHONE = NextAction("checkin.next.on_phone", "OnPhonePressed")
_LIGHTER = NextAction("checkin.next.take_out")


def _stop(code: str, cause: Cause, ways: tuple[str, ...], *others: Resolver, on_expiry: OnExpiry | None = None) -> str:
    resolvers = (*others, _R.ATTENDANT)
    return register(code, _S.STOP, _B.ALL, resolvers, cause, (_SLIP, _CALL), ways, on_expiry)


def _document(code: str, cause: Cause, *others: Resolver) -> str:
    resolvers = (_R.CUSTOMER, *others, _R.ATTENDANT)
    return register(code, _S.HOLD, _B.DOCUMENT_ISSUE, resolvers, cause, (_SCAN, _CALL), ("rescanned", "approve"))


def _bags(code: str, cause: Cause, way: str, *resolvers: Resolver) -> str:
    return register(code, _S.WARN, _B.NOTHING, resolvers, cause, (_NO_BAGS, _CALL), (way,))


def _told(code: str, cause: Cause, *resolvers: Resolver) -> str:
    return register(code, _S.INFO, _B.NOTHING, resolvers, cause, (_ON, _CALL), ("seen",))


def _notice(code: str, cause: Cause, *resolvers: Resolver) -> str:
    return register(code, _S.WARN, _B.NOTHING, resolvers, cause, (_ON, _CALL), ("retry",))


# --- of the flight ---------------------------------------------------------------------------------------------------
CKIN_WINDOW_NOT_OPEN = _stop(
    "CKIN.WINDOW_NOT_OPEN", _C.POLICY, ("opened",), _R.TIME, on_expiry=OnExpiry.RESOLVE_BY_TIME
)
CKIN_CLOSED = _stop("CKIN.CLOSED", _C.POLICY, ("approve", "refuse"))
CKIN_CANCELLED = _stop("CKIN.CANCELLED", _C.HOST, ("rebooked",))
CKIN_DEPARTED = _stop("CKIN.DEPARTED", _C.HOST, ("rebooked",))
CKIN_NOT_HERE = _stop("CKIN.NOT_HERE", _C.POLICY, ("elsewhere",))
CKIN_DELAYED = _told("CKIN.DELAYED", _C.HOST, _R.CUSTOMER)
# --- of the passenger ------------------------------------------------------------------------------------------------
CKIN_BOARDED = _stop("CKIN.BOARDED", _C.CUSTOMER, ("approve",))
CKIN_OFFLOADED = _stop("CKIN.OFFLOADED", _C.HOST, ("approve", "refuse"))
CKIN_INFANT_ALONE = _stop("CKIN.INFANT_ALONE", _C.POLICY, ("approve", "refuse"))
CKIN_CHILD_ALONE = _stop("CKIN.CHILD_ALONE", _C.POLICY, ("approve", "refuse"))
CKIN_NEEDS_STAFF = _stop("CKIN.NEEDS_STAFF", _C.POLICY, ("approve",))
# --- of documents ----------------------------------------------------------------------------------------------------
CKIN_DOC_NEEDED = _document("CKIN.DOC_NEEDED", _C.POLICY)
CKIN_DOC_UNVERIFIED = _document("CKIN.DOC_UNVERIFIED", _C.POLICY)
CKIN_DOC_UNREAD = _document("CKIN.DOC_UNREAD", _C.DEVICE)
CKIN_DOC_KIND = _document("CKIN.DOC_KIND", _C.POLICY)
CKIN_DOC_EXPIRED = _document("CKIN.DOC_EXPIRED", _C.CUSTOMER)
CKIN_DOC_EXPIRES_SOON = _document("CKIN.DOC_EXPIRES_SOON", _C.POLICY)
CKIN_DOC_NAME = _document("CKIN.DOC_NAME", _C.CUSTOMER)
CKIN_DOC_BIRTH = _document("CKIN.DOC_BIRTH", _C.CUSTOMER)
CKIN_DOC_OTHER_PERSON = _document("CKIN.DOC_OTHER_PERSON", _C.CUSTOMER)
CKIN_DOC_MIXED = _document("CKIN.DOC_MIXED", _C.CUSTOMER)
CKIN_VISA_NOTE = _told("CKIN.VISA_NOTE", _C.POLICY, _R.CUSTOMER)
CKIN_VISA_REFER = _document("CKIN.VISA_REFER", _C.POLICY)
CKIN_VISA_DENY = _stop("CKIN.VISA_DENY", _C.POLICY, ("approve", "refuse"))
CKIN_VISA_SILENT = _document("CKIN.VISA_SILENT", _C.HOST, _R.HOST)
# --- of bags ---------------------------------------------------------------------------------------------------------
CKIN_BAGS_CLOSED = _bags("CKIN.BAGS_CLOSED", _C.POLICY, "without", _R.ATTENDANT)
CKIN_BAG_LIMIT = _bags("CKIN.BAG_LIMIT", _C.POLICY, "without", _R.CUSTOMER, _R.ATTENDANT)
CKIN_BAG_HEAVY = _told("CKIN.BAG_HEAVY", _C.CUSTOMER, _R.CUSTOMER)
CKIN_BAG_TOO_HEAVY = register(
    "CKIN.BAG_TOO_HEAVY", _S.HOLD, _B.PAYMENT, (_R.CUSTOMER, _R.ATTENDANT), _C.CUSTOMER, (_LIGHTER, _CALL),
    ("reweigh", "without"),
)  # fmt: skip
# --- of an order that was not done, and a payment that did not come --------------------------------------------------
CKIN_NOT_PAID = _notice("CKIN.NOT_PAID", _C.CUSTOMER, _R.CUSTOMER)
CKIN_CHANGED = _notice("CKIN.CHANGED", _C.HOST, _R.CUSTOMER)
CKIN_SEAT_TAKEN = _notice("CKIN.SEAT_TAKEN", _C.HOST, _R.CUSTOMER)
CKIN_CLOSED_MEANWHILE = _notice("CKIN.CLOSED_MEANWHILE", _C.POLICY, _R.ATTENDANT)
CKIN_NOT_ALLOWED = _notice("CKIN.NOT_ALLOWED", _C.POLICY, _R.ATTENDANT)
CKIN_UNKNOWN_ORDER = _notice("CKIN.UNKNOWN_ORDER", _C.HOST, _R.CUSTOMER, _R.ATTENDANT)
CKIN_SILENT = _notice("CKIN.SILENT", _C.HOST, _R.HOST, _R.CUSTOMER)
# --- of what the kiosk can do now ------------------------------------------------------------------------------------
DEV_PASS_PRINTER_AWAY = register(
    "DEV.PASS_PRINTER_AWAY", _S.WARN, _B.NOTHING, (_R.DEVICE, _R.ATTENDANT), _C.DEVICE, (_PHONE, _CALL), ("on_phone",)
)
DEV_TAG_PRINTER_AWAY = _bags("DEV.TAG_PRINTER_AWAY", _C.DEVICE, "without", _R.DEVICE, _R.ATTENDANT)
DEV_BAG_SCALE_AWAY = _bags("DEV.BAG_SCALE_AWAY", _C.DEVICE, "without", _R.DEVICE, _R.ATTENDANT)
DEV_DOCUMENT_READER_AWAY = register(
    "DEV.DOCUMENT_READER_AWAY", _S.WARN, _B.NOTHING, (_R.DEVICE, _R.ATTENDANT), _C.DEVICE, (_ON, _CALL), ("replug",)
)

NO_BAGS = frozenset({CKIN_BAGS_CLOSED, DEV_TAG_PRINTER_AWAY, DEV_BAG_SCALE_AWAY})
"""With one of these no bag can be checked in here; everything else can."""

_FIRST = 901  # ids of one event: those below belong to the flow, 900 to `raised`


def occurrence(
    nth: int, code: str, at: Stamp, subject: tuple[str, str], deadline_utc_ms: int | None = None, **args: Arg
) -> Blocker:
    """Make the `nth` blocker of one event, from 0; raises `UnregisteredBlocker`."""
    kind_of(code)
    return Blocker(uuid7(at, _FIRST + nth), code, subject, tuple(sorted(args.items())), deadline_utc_ms)


def duration(minutes: int) -> Text:
    """Say a time span in words, in the two largest units it has: days and hours, or hours and minutes."""
    minutes = max(0, minutes)
    days, hours, rest = minutes // DAY_MIN, minutes % DAY_MIN // 60, minutes % 60
    if days > 1:
        parts = [text("duration.days", n=days), *([text("duration.hours", n=hours)] if hours else [])]
    else:
        hours += 24 * days
        parts = [text("duration.hours", n=hours)] if hours else []
        parts += [text("duration.minutes", n=rest)] if rest or not hours else []
    return parts[0] if len(parts) == 1 else text("duration.both", longer=parts[0], shorter=parts[1])


def refusal(blocker: Blocker) -> tuple[Text, Text, Text]:
    """Return title, what and what to do of a reason told where nothing can be laid on a reader any more."""
    is_document = blocker.code in (CKIN_DOC_NEEDED, CKIN_DOC_UNVERIFIED)
    do = text("checkin.document.bring") if is_document else blocker.words("do")
    return blocker.words("title"), blocker.words("what"), do
