"""The terminal's dialogues, one generator each, in the order of the specification.

Source: PA00P015 rev. 13.08, chapters 2.1 to 2.23.
"""

from __future__ import annotations

from collections.abc import Generator

from devices.sim.paying import Card
from devices.sim.zvt.answers import (
    cancelled_status,
    condition,
    day_status,
    intermediate,
    registered,
    shuffled,
    status_fields,
)
from devices.sim.zvt.core import IDLE_TEXT, Order, TerminalCore
from devices.sim.zvt.frames import ACK, TLV_ID, Apdu, build_fields, refusal, tlv
from devices.sim.zvt.receipt import Line, block_frame, end_of_day_lines, line_frames, payment_lines, service_lines
from devices.sim.zvt.steps import Answer, Ask, Dialogue, NoAck, Say, Step, Stopped, Wait
from devices.sim.zvt.store import Turnover

COMPLETION = b"\x06\x0f"
ABORT = b"\x06\x1e"
ASK_AGAIN_S = 2.0
SHORT_WAIT_S = 0.5
CANCELLED = 0x6C

Part = Generator[Step, Answer, None]


def registration(core: TerminalCore) -> Dialogue:
    """06 00, after it was accepted."""
    yield Say(ACK)
    core.show(IDLE_TEXT)
    yield from _last_word(core, registered(core.knobs, core.answers))


def status_enquiry(core: TerminalCore, code: int, with_software: bool) -> Dialogue:
    """05 01."""
    yield Say(ACK)
    yield from _last_word(core, condition(code, with_software))


def simple_service(core: TerminalCore, text: str, heals: tuple[str, ...]) -> Dialogue:
    """06 70 and 06 93: a short wait, a few lines, then the completion; puts right the conditions it `heals`."""
    yield Say(ACK)
    core.show(text)
    try:
        yield from _intermediate(core, 0x17)
        yield Wait(min(SHORT_WAIT_S, core.knobs.host_s), is_final=True)
        if core.answers.prints_admin and core.answers.wants_text:
            yield from _printed(core, service_lines(text, core.knobs), "admin")
    except NoAck:
        core.show(IDLE_TEXT)
        return
    if core.knobs.condition.upper() in heals:
        core.knobs.condition = "00"
    core.show(IDLE_TEXT)
    yield from _last_word(core, registered(core.knobs, core.answers))


def end_of_day(core: TerminalCore) -> Dialogue:
    """06 50: report, totals, a new batch."""
    yield Say(ACK)
    core.show("End of day")
    rows = core.store.open_batch()
    try:
        yield from _intermediate(core, 0x0F)
        yield Ask(day_status(rows, core.knobs), core.knobs.answer_s)
        if core.answers.prints_admin and core.answers.wants_text:
            yield from _printed(core, end_of_day_lines(rows, core.knobs), "admin")
    except NoAck:
        core.show(IDLE_TEXT)
        return
    core.store.close_batch()
    if core.knobs.condition.upper() in ("F0", "B1"):
        core.knobs.condition = "00"
    core.show(IDLE_TEXT)
    yield from _last_word(core, Apdu(COMPLETION))


def repeat_receipt(core: TerminalCore, service: int) -> Dialogue:
    """06 20: `service` bit 0 asks for 04 0F, bit 1 for no printing."""
    row = core.store.last_repeatable(1 if core.faults.take("stale repeat receipt") else 0)
    if core.faults.stands("no repeat receipt") or (row is None and core.knobs.empty_repeat == "refuse"):
        yield Say(refusal(0x83))
        return
    yield Say(ACK)
    if row is None:
        yield from _last_word(core, Apdu(ABORT, b"\x83") if core.knobs.empty_repeat == "abort" else Apdu(COMPLETION))
        return
    try:
        if service & 0x01:
            yield Ask(_status(core, row), core.knobs.answer_s)
        if not service & 0x02:
            yield from _receipts(core, row)
    except NoAck:
        return
    yield from _last_word(core, Apdu(COMPLETION))


def reversal(core: TerminalCore, order: Order, original: Turnover) -> Dialogue:
    """06 30, after its receipt and amount were found right."""
    yield Say(ACK)
    core.show_with_amount(order, "Reversal")
    try:
        yield from _intermediate(core, 0x04)
        yield Wait(core.knobs.host_s, is_final=True)
    except NoAck:
        core.show(IDLE_TEXT)
        return
    row = core.book(order, Card(last4=original.last4, scheme=original.scheme), "00")
    original.is_reversed = True
    yield from _delivery(core, order, row)


def purchase(core: TerminalCore, order: Order) -> Dialogue:
    """06 01 and 06 31: card, host, booking, result, receipts, last word."""
    yield Say(ACK)
    try:
        yield from _forewords(core)
        core.show_with_amount(order, "Insert or hold card")
        yield from _intermediate(core, 0x0A)
        card = yield Wait(core.knobs.card_timeout_s, for_card=True)
        if isinstance(card, Card):
            core.faults.happened("card")
            yield from _pin(core, order, card)
    except NoAck:  # the ECR is gone before the host was asked: nothing is charged
        core.report(None, f"{CANCELLED:02X}")
        core.show(IDLE_TEXT)
        return
    except _StoppedError:
        card = None
    if not isinstance(card, Card):
        yield from _cancellation(core)
        return
    yield from _charge(core, order, card)


class _StoppedError(Exception):
    """Cancelled during PIN entry."""


def _pin(core: TerminalCore, order: Order, card: Card) -> Part:
    if not card.asks_pin:
        return
    core.show_with_amount(order, "Enter PIN")
    yield from _intermediate(core, 0x02)
    if isinstance((yield Wait(core.knobs.pin_s)), Stopped):
        raise _StoppedError


def _charge(core: TerminalCore, order: Order, card: Card) -> Part:
    """Ask the host; from here on a lost link no longer stops the booking."""
    late = core.faults.take("result after")
    forced = core.faults.take("result")
    result = forced.octets(b"\x00").hex().upper() if forced else card.result.upper()
    core.show_with_amount(order, "One moment please")
    is_lost = False
    try:
        yield from _intermediate(core, 0x04)
        if isinstance((yield Wait(late.number(0) if late else core.knobs.host_s, is_final=True)), Stopped):
            yield from _cancellation(core)
            return
    except NoAck:
        is_lost = True
    row = core.book(order, card, result)
    if is_lost:
        yield from _unheard(core, row)
    else:
        yield from _delivery(core, order, row)


def _delivery(core: TerminalCore, order: Order, row: Turnover) -> Part:
    """Report the result and see to it that the ECR acknowledges everything; else do as the maker does."""
    is_approved = row.result == "00"
    core.show_with_amount(order, "Approved" if is_approved else "Declined")
    try:
        yield from _flood(core)
        yield from _intermediate(core, 0x1C if is_approved else 0x1D)
        is_issued = yield from _status_asked(core, order, row)
        if not is_issued:
            yield from _taken_back(core, row)
            return
        if is_approved:
            abort = yield from _treacheries(core, row)
            if abort:
                return
        if is_approved or core.knobs.decline_receipt:
            yield from _receipts(core, row)
    except NoAck:
        yield from _unheard(core, row)
        return
    core.commit(row)
    core.report(row, row.result)
    last = Apdu(COMPLETION) if is_approved else Apdu(ABORT, bytes.fromhex(row.result))
    yield from _last_word(core, last)
    core.show(IDLE_TEXT)


def _status_asked(core: TerminalCore, order: Order, row: Turnover) -> Generator[Step, Answer, bool]:
    """Send 04 0F until the ECR has decided; True: issued, False: refused or asked too often."""
    for _attempt in range(order.max_asks + 1):
        reply = yield Ask(_status(core, row), order.answer_s)
        code = reply.control if isinstance(reply, Apdu) else b""
        if code in (b"\x80\x00", b"\x84\x00"):
            if core.faults.take("duplicate 04 0F"):
                yield Ask(_status(core, row), order.answer_s)
            return True
        if code != b"\x84\x9c":
            return False
        yield Wait(ASK_AGAIN_S, is_final=True)
    return False


def _taken_back(core: TerminalCore, row: Turnover) -> Part:
    core.undo(row)
    core.report(row, f"{CANCELLED:02X}")
    try:
        yield from _intermediate(core, 0x05)
        yield Ask(cancelled_status(CANCELLED), core.knobs.answer_s)
    except NoAck:
        core.show(IDLE_TEXT)
        return
    yield from _last_word(core, Apdu(ABORT, bytes([CANCELLED])))
    core.show(IDLE_TEXT)


def _treacheries(core: TerminalCore, row: Turnover) -> Generator[Step, Answer, bool]:
    """The faults that come after an acknowledged approval; True: the dialogue is over."""
    if core.faults.take("approve then die"):
        core.faults.act("die")
        yield Wait(core.knobs.t3_s, hears_link=False)
        return True
    for key, is_kept in (("approve then 1E kept", True), ("approve then 1E", False)):
        if core.faults.take(key):
            core.commit(row) if is_kept else core.undo(row)
            core.report(row, row.result)
            yield from _last_word(core, Apdu(ABORT, bytes([CANCELLED])))
            core.show(IDLE_TEXT)
            return True
    return False


def _unheard(core: TerminalCore, row: Turnover) -> Part:
    """The acknowledgements are missing."""
    if row.result == "00" and core.knobs.missing_ack != "keep":
        core.show("Payment is taken back")
        yield Wait(core.knobs.reversal_s, is_final=True, hears_link=False)
    core.settle_missing(row)
    core.report(row, row.result)
    core.show(IDLE_TEXT)


def _cancellation(core: TerminalCore) -> Part:
    """Nothing was charged: say so and end."""
    core.show("Cancelled")
    core.report(None, f"{CANCELLED:02X}")
    try:
        yield Ask(cancelled_status(CANCELLED), core.knobs.answer_s)
    except NoAck:
        core.show(IDLE_TEXT)
        return
    yield from _last_word(core, Apdu(ABORT, bytes([CANCELLED])))
    core.show(IDLE_TEXT)


def _forewords(core: TerminalCore) -> Part:
    for key, code in (("post booking first", 0x06), ("automatic end of day", 0x0F)):
        if core.faults.take(key):
            yield from _intermediate(core, code)
            yield Wait(SHORT_WAIT_S, is_final=True)
            if code == 0x0F:
                core.store.close_batch()


def _flood(core: TerminalCore) -> Part:
    flood = core.faults.take("flood 04 FF")
    for _number in range(int(flood.number(50)) if flood else 0):
        yield from _intermediate(core, 0x04)


def _intermediate(core: TerminalCore, code: int) -> Part:
    if core.answers.wants_intermediate:
        yield Ask(intermediate(code, core.answers), core.knobs.t3_s)


def _receipts(core: TerminalCore, row: Turnover) -> Part:
    if not (core.answers.prints_payments and core.answers.wants_text):
        return
    copies = {"customer": ("customer",), "both": ("merchant", "customer"), "none": ()}[core.knobs.copies]
    for copy in copies:
        yield from _printed(core, payment_lines(row, core.knobs, core.answers.columns, copy), copy)


def _printed(core: TerminalCore, lines: list[Line], copy: str) -> Part:
    answers = core.answers
    frames = [block_frame(lines, copy, answers)] if answers.takes_blocks else line_frames(lines, answers)
    for frame in frames:
        reply = yield Ask(frame, core.knobs.t3_s)
        if not isinstance(reply, Apdu) or reply.control not in (b"\x80\x00", b"\x84\x00"):
            raise NoAck


def _last_word(core: TerminalCore, frame: Apdu) -> Part:
    """The frame that gives the master rights back; nothing changes when its acknowledgement is missing."""
    try:
        yield Ask(frame, core.knobs.t3_s)
    except NoAck:
        return


def _status(core: TerminalCore, row: Turnover) -> Apdu:
    values = status_fields(row, core.knobs, core.answers)
    if core.faults.take("wrong currency"):
        values[0x49] = b"\x08\x40"
    if core.faults.take("pan present"):
        values[0x22] = bytes.fromhex("4000001234567899")
        values[0x23] = bytes.fromhex("4000001234567899D3012201000000000F")
    if core.faults.take("maker text") and TLV_ID in values:
        values[TLV_ID] += tlv(0x1F16, b"\x04\x11") + tlv(0x1F17, b"PIN pad: call 0800")
    if core.faults.take("shuffle bmps"):
        values = shuffled(values, core.seed)
    body = build_fields(values)
    return Apdu(b"\x04\x0f", body + b"\x71\x00" if core.faults.take("unknown bmp") else body)
