"""From an ECR command to its dialogue: registration first, then what the terminal's condition allows."""

from __future__ import annotations

from devices.sim.zvt import dialogues
from devices.sim.zvt.answers import Registration, currency_code, registration_of
from devices.sim.zvt.core import Order, TerminalCore
from devices.sim.zvt.frames import ACK, Apdu, Fields, Unreadable, parse_fields, refusal
from devices.sim.zvt.knobs import CURRENCIES
from devices.sim.zvt.steps import Dialogue, Say

NOT_REGISTERED = 0x6B
WRONG_CURRENCY = 0x6F
NOT_POSSIBLE = 0x83
PROTOCOL_ERROR = 0x9A
ALREADY_REVERSED, CANNOT_REVERSE, WRONG_AMOUNT = 0xB4, 0xB5, 0xB7
CARD_INSERTED = 0xDC


class _Refused(Exception):
    def __init__(self, code: int, body: bytes = b"", control: int | None = None) -> None:
        super().__init__(f"{code:02X}")
        self.frame = refusal(code if control is None else control, body)


def dialogue_for(frame: Apdu, core: TerminalCore) -> Dialogue:
    """The dialogue that answers a command of the ECR; a refusal is one too."""
    try:
        return _dialogue(frame, core)
    except _Refused as refused:
        return _refusing(refused.frame)
    except Unreadable:
        return _refusing(refusal(PROTOCOL_ERROR))


def _refusing(frame: Apdu) -> Dialogue:
    yield Say(frame)


def _accepting() -> Dialogue:
    yield Say(ACK)


def _dialogue(frame: Apdu, core: TerminalCore) -> Dialogue:
    match frame.control:
        case b"\x06\x00":
            return _registration(frame.body, core)
        case b"\x05\x01":
            service = frame.body[4] if len(frame.body) >= 5 and frame.body[3] == 0x03 else 0
            return dialogues.status_enquiry(core, _condition(core), not service & 0x02)
        case b"\x06\x02":
            core.registration = None
            return _accepting()
        case b"\x06\x91":
            return _accepting()
        case b"\x06\x01" | b"\x06\x31" | b"\x06\x30" | b"\x06\x20" | b"\x06\x50" | b"\x06\x70" | b"\x06\x93":
            return _registered_command(frame, core)
    raise _Refused(NOT_POSSIBLE)


def _registration(body: bytes, core: TerminalCore) -> Dialogue:
    if len(body) < 4:
        raise _Refused(PROTOCOL_ERROR)
    forced = core.faults.take("refuse registration")
    if forced is not None:
        raise _Refused(forced.octets(b"\x83")[0])
    _check_password(body, core)
    rest = body[4:]
    has_currency = len(rest) >= 2 and rest[0] not in (0x03, 0x06)
    if has_currency and rest[:2] != currency_code(core.knobs.currency):
        raise _Refused(WRONG_CURRENCY, bytes([WRONG_CURRENCY]) + currency_code(core.knobs.currency), control=0x1E)
    core.registration = registration_of(body[3], parse_fields(rest[2:] if has_currency else rest))
    core.faults.happened("registration")
    return dialogues.registration(core)


def _registered_command(frame: Apdu, core: TerminalCore) -> Dialogue:
    if core.registration is None:
        raise _Refused(NOT_REGISTERED)
    match frame.control:
        case b"\x06\x50":
            _check_password(frame.body, core)
            return dialogues.end_of_day(core)
        case b"\x06\x70":
            return dialogues.simple_service(core, "Diagnosis", ("62", "C2"))
        case b"\x06\x93":
            _check_password(frame.body, core)
            return dialogues.simple_service(core, "Initialisation", ("51",))
    forced = core.faults.take("refuse")
    if forced is not None:
        raise _Refused(forced.octets(b"\x83")[0])
    match frame.control:
        case b"\x06\x20":
            return _repeat(frame.body, core)
        case b"\x06\x30":
            return _reversal(frame.body, core)
        case b"\x06\x31":
            _check_password(frame.body, core)
            return dialogues.purchase(core, _order("refund", parse_fields(frame.body[3:]), core))
    order = _order("payment", parse_fields(frame.body), core)
    core.faults.happened("amount")
    return dialogues.purchase(core, order)


def _order(kind: str, fields: Fields, core: TerminalCore) -> Order:
    amount_minor = fields.number(0x04)
    if amount_minor is None:
        raise _Refused(PROTOCOL_ERROR)
    _check_currency(fields, core)
    condition = _condition(core)
    if condition:
        raise _Refused(condition)
    if amount_minor == 0:
        raise _Refused(WRONG_AMOUNT)
    core.registration = _with_tlv(core.registration, fields)
    answer = fields.values.get(0x01)
    asks = fields.values.get(0x02)
    return Order(
        kind=kind,
        amount_minor=amount_minor,
        currency=core.knobs.currency,
        answer_s=float(answer[0]) if answer else core.knobs.answer_s,
        max_asks=asks[0] if asks else 3,
    )


def _with_tlv(registration: Registration | None, fields: Fields) -> Registration | None:
    if registration is None or registration.sent_tlv or not fields.has_tlv:
        return registration
    return Registration(registration.config, True)


def _repeat(body: bytes, core: TerminalCore) -> Dialogue:
    _check_password(body, core)
    fields = parse_fields(body[3:])
    return dialogues.repeat_receipt(core, fields.values.get(0x03, b"\x00")[0])


def _reversal(body: bytes, core: TerminalCore) -> Dialogue:
    _check_password(body, core)
    fields = parse_fields(body[3:])
    receipt_no = fields.number(0x87)
    original = core.store.by_receipt(receipt_no) if receipt_no is not None else None
    _check_currency(fields, core)
    if original is None or original.result != "00" or original.state != "done":
        raise _Refused(CANNOT_REVERSE)
    if original.is_reversed:
        raise _Refused(ALREADY_REVERSED)
    if fields.number(0x04) not in (None, original.amount_minor):
        raise _Refused(WRONG_AMOUNT)
    order = Order(
        "reversal", original.amount_minor, original.currency, core.knobs.answer_s, reverses=original.receipt_no
    )
    return dialogues.reversal(core, order, original)


def _check_password(body: bytes, core: TerminalCore) -> None:
    if len(body) < 3:
        raise _Refused(PROTOCOL_ERROR)
    if core.knobs.password and body[:3].hex() != core.knobs.password:
        raise _Refused(NOT_POSSIBLE)


def _check_currency(fields: Fields, core: TerminalCore) -> None:
    number = fields.number(0x49)
    if number is not None and number != CURRENCIES[core.knobs.currency]:
        raise _Refused(WRONG_CURRENCY)


def _condition(core: TerminalCore) -> int:
    """The terminal status byte of 05 01."""
    return CARD_INSERTED if core.card_inside is not None else int(core.knobs.condition, 16)
