"""The messages that a kiosk and a ZVT terminal exchange: built from values, read into values without card data.

Source: PA00P015 rev. 13.08 ch. 2 and 3; protocols.md 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.api import Garbled, PaymentResult, Refusal
from devices.drivers.zvt import codes
from devices.drivers.zvt.wire import bmp, tlv
from devices.drivers.zvt.wire.bmp import Field
from devices.drivers.zvt.wire.carddata import Scrubbed, scrub, scrub_text
from devices.drivers.zvt.wire.frames import Apdu

REGISTRATION, AUTHORISE, REPEAT_RECEIPT, STATUS_ENQUIRY, ABORT = 0x0600, 0x0601, 0x0620, 0x0501, 0x06B0
REVERSAL, REFUND, END_OF_DAY, DIAGNOSIS, INITIALISATION = 0x0630, 0x0631, 0x0650, 0x0670, 0x0693
STATUS, INTERMEDIATE, LINE, BLOCK, CLOCK, COMPLETION, ABORTED = 0x040F, 0x04FF, 0x06D1, 0x06D3, 0x0401, 0x060F, 0x061E
OF_THE_MASTER = frozenset({STATUS, INTERMEDIATE, LINE, BLOCK, CLOCK, COMPLETION, ABORTED})
ACK_CLASS, REFUSAL_CLASS = 0x80, 0x84

ACK = Apdu(0x8000)
ASK_AGAIN = Apdu(0x849C)  # the kiosk is still writing it down: the terminal sends it again in 2 s
ISSUE_FAILED = Apdu(0x8466)  # any 84 yy but 00, 9C and 9D makes the terminal reverse
NOT_POSSIBLE = Apdu(0x8483)

_CHARSET, _MAKER_CODE, _MAKER_TEXT = 0x14, 0x1F16, 0x1F17
LATIN_1, UTF_8, CP437 = 0x01, 0xFE, 0xFF
CODECS = {LATIN_1: "latin-1", UTF_8: "utf-8", CP437: "cp437"}

RECEIPTS_FROM_TERMINAL = 0xBE
RECEIPTS_FROM_KIOSK = 0x3E
PAYMENT_TYPE_BY_TERMINAL = 0x40
SEND, SEND_AND_DO_NOT_PRINT = 0x01, 0x03
MAX_AMOUNT = 999_999_999_999
MAX_RECEIPT_NO = 9999


def registration(password: str, config: int, currency: int, columns: int, charset: int = CP437) -> Apdu:
    """Build `06 00`: password, config byte, currency; offers text blocks (06 D3) and names the receipt's columns.

    A character set other than the default one is asked for; it holds when the completion says it again.
    """
    tags: tuple[tlv.Node, ...] = (
        tlv.Node(0x12, bmp.bcd(columns, 1)),
        tlv.Node(0x26, bytes(tlv.Node(0x0A, b"\x06\xd3"))),
    )
    if charset != CP437:
        tags = (*tags, tlv.Node(_CHARSET, bytes((charset,))))
    body = bytes.fromhex(password) + bytes((config,)) + bmp.bcd(currency, 2)
    return Apdu(REGISTRATION, body + bytes(Field(bmp.TLV, tlv.build(tags))))


def authorise(amount_minor: int, currency: int) -> Apdu:
    """Build `06 01`. Raises ValueError for an amount that does not fit twelve digits."""
    return Apdu(
        AUTHORISE,
        bmp.build(
            Field(bmp.AMOUNT, bmp.bcd(amount_minor, 6)),
            Field(bmp.CURRENCY, bmp.bcd(currency, 2)),
            Field(bmp.STATUS, bytes((PAYMENT_TYPE_BY_TERMINAL,))),
        ),
    )


def reversal(password: str, receipt_no: int, amount_minor: int, currency: int) -> Apdu:
    """Build `06 30`: the receipt, and amount and currency with it, so that the terminal checks them all.

    Raises ValueError for a number that does not fit.
    """
    fields = (
        Field(bmp.RECEIPT, bmp.bcd(receipt_no, 2)),
        Field(bmp.AMOUNT, bmp.bcd(amount_minor, 6)),
        Field(bmp.CURRENCY, bmp.bcd(currency, 2)),
    )
    return Apdu(REVERSAL, bytes.fromhex(password) + bmp.build(*fields))


def refund(password: str, amount_minor: int, currency: int) -> Apdu:
    """Build `06 31`: money back to the card that the customer shows. Raises ValueError for a number too long."""
    fields = (Field(bmp.AMOUNT, bmp.bcd(amount_minor, 6)), Field(bmp.CURRENCY, bmp.bcd(currency, 2)))
    return Apdu(REFUND, bytes.fromhex(password) + bmp.build(*fields))


def end_of_day(password: str) -> Apdu:
    """Build `06 50`."""
    return Apdu(END_OF_DAY, bytes.fromhex(password))


def initialisation(password: str) -> Apdu:
    """Build `06 93`."""
    return Apdu(INITIALISATION, bytes.fromhex(password))


def repeat_receipt(password: str, *, with_text: bool = False) -> Apdu:
    """Build `06 20`: send the status of the last payment again; `with_text`: and its receipt, to whoever prints."""
    service = SEND if with_text else SEND_AND_DO_NOT_PRINT
    return Apdu(REPEAT_RECEIPT, bytes.fromhex(password) + bytes((0x03, service)))


def status_enquiry() -> Apdu:
    """Build `05 01` without a password: software version and terminal status."""
    return Apdu(STATUS_ENQUIRY)


@dataclass(frozen=True, slots=True)
class StatusRead:
    """A status information (04 0F) read. `alarms` names card data that should not have come.

    `maker` is what the terminal's maker says of an error, for a technician.
    """

    result: PaymentResult
    alarms: tuple[str, ...] = ()
    maker: str = ""


def read_status(unit: Apdu) -> StatusRead:
    """Read `04 0F`. Raises `Garbled`, also when it has no result code: that would prove nothing."""
    clean = scrub(bmp.parse(unit.data))
    raw_code = clean.value(bmp.RESULT)
    if raw_code is None:
        raise Garbled("a status information has no result code")
    code = raw_code[0]
    currency = _number(clean, bmp.CURRENCY)
    result = PaymentResult(
        approved=code == codes.APPROVED,
        amount_minor=_number(clean, bmp.AMOUNT),
        currency=None if currency is None else codes.currency_letters(currency),
        receipt_no=_number(clean, bmp.RECEIPT) or None,  # they begin with 1: 0 names no receipt
        trace_no=_trace(clean),
        auth_code=_ascii(clean.value(bmp.APPROVAL)),
        terminal_id=terminal_id(clean),
        scheme=_ascii(clean.value(bmp.CARD_NAME)),
        last4=clean.last4,
        code=f"{code:02X}",
        refusal=codes.refusal(code),
    )
    return StatusRead(result, clean.alarms, _maker(clean))


def _maker(clean: Scrubbed) -> str:
    tags = clean.tags()
    code, text = tlv.find(tags, _MAKER_CODE) or b"", tlv.find(tags, _MAKER_TEXT) or b""
    words, _ = scrub_text(_ascii(text))
    return " ".join(part for part in (code[:8].hex().upper(), words) if part)


def refused(code: int | None) -> PaymentResult:
    """Give the result of a payment that the terminal refused or aborted without a status information."""
    return PaymentResult(
        approved=False,
        amount_minor=None,
        currency=None,
        receipt_no=None,
        code="" if code is None else f"{code:02X}",
        refusal=Refusal.PROTOCOL if code is None else codes.refusal(code) or Refusal.PROTOCOL,
    )


def _number(clean: Scrubbed, number: int) -> int | None:
    raw = clean.value(number)
    return None if raw is None else bmp.from_bcd(raw)


def _trace(clean: Scrubbed) -> str:
    long_trace = tlv.find(clean.tags(), 0x1F2B)
    raw = long_trace or clean.value(bmp.TRACE)
    return "" if raw is None else f"{bmp.from_bcd(raw):0{2 * len(raw)}d}"


def terminal_id(clean: Scrubbed) -> str:
    """Give the eight digits of bitmap 29, empty without it. Raises `Garbled`."""
    raw = clean.value(bmp.TERMINAL_ID)
    return "" if raw is None else f"{bmp.from_bcd(raw):08d}"


def _ascii(raw: bytes | None) -> str:
    """Read a short ASCII field; what is not printable is left out, padding and end marks with it."""
    return "" if raw is None else "".join(chr(byte) for byte in raw if 0x20 <= byte < 0x7F).strip()


@dataclass(frozen=True, slots=True)
class TotalsRead:
    """The status information (04 0F) of an end of day read; a sum that it does not hold is None."""

    code: int
    count: int | None = None
    total_minor: int | None = None
    currency: str | None = None
    alarms: tuple[str, ...] = ()


def read_totals(unit: Apdu) -> TotalsRead:
    """Read `04 0F` of an end of day; without a result code it counts as approved. Raises `Garbled`."""
    clean = scrub(bmp.parse(unit.data))
    currency = _number(clean, bmp.CURRENCY)
    total_minor = _number(clean, bmp.AMOUNT)
    raw = clean.value(bmp.TOTALS)
    return TotalsRead(
        code=(clean.value(bmp.RESULT) or b"\0")[0],
        count=None if raw is None else _count(raw, total_minor),
        total_minor=total_minor,
        currency=None if currency is None else codes.currency_letters(currency),
        alarms=clean.alarms,
    )


def _count(raw: bytes, total_minor: int | None) -> int | None:
    """Count the turnovers of bitmap 60: receipts from and to (2 + 2 BCD), then per card brand 1 byte and 6 BCD.

    The bitmap's inner form is a maker's habit more than a rule: a sum that differs from bitmap 04 gives no count.
    """
    brands = [raw[at : at + 7] for at in range(4, len(raw), 7)]
    if not brands or len(brands[-1]) != 7:
        return None
    try:
        total = sum(bmp.from_bcd(brand[1:]) for brand in brands)
    except Garbled:
        return None
    return sum(brand[0] for brand in brands) if total_minor in (None, total) else None


def read_text(unit: Apdu) -> str:
    """Give the text of bitmap 3C in a completion, empty without one. Raises `Garbled`."""
    return _ascii(scrub(bmp.parse(unit.data)).value(bmp.TEXT))


@dataclass(frozen=True, slots=True)
class Intermediate:
    """An intermediate status (04 FF): its code and, when given, a new limit in minutes."""

    code: int
    limit_min: int | None


def read_intermediate(unit: Apdu) -> Intermediate:
    """Read `04 FF`: code, then a limit in BCD minutes and a TLV container, each optional. Raises `Garbled`."""
    if not unit.data:
        raise Garbled("an intermediate status has no code")
    rest = unit.data[1:]
    if not rest or _is_container(rest):
        return Intermediate(unit.data[0], None)
    minutes = bmp.from_bcd(rest[:1])
    return Intermediate(unit.data[0], minutes or None)


def _is_container(raw: bytes) -> bool:
    try:
        return [field.number for field in bmp.parse(raw)] == [bmp.TLV]
    except Garbled:
        return False


def read_completion(unit: Apdu) -> Scrubbed:
    """Read the bitmaps of `06 0F` after a registration. Raises `Garbled`."""
    return scrub(bmp.parse(unit.data))


def ends_another_command(unit: Apdu) -> bool:
    """True for a `06 0F` with what only the end of a registration or of a status enquiry holds."""
    if not unit.data:
        return False
    if unit.data[0] >= 0xF0:  # a software version: a length without a bitmap before it
        return True
    held = {item.number for item in bmp.parse(unit.data)}
    return not held.isdisjoint({bmp.STATUS, bmp.TERMINAL_ID, bmp.CURRENCY})


def charset(clean: Scrubbed) -> int:
    """Give the character set that the completion of a registration agreed to."""
    raw = tlv.find(clean.tags(), _CHARSET) or b""
    return raw[0] if raw and raw[0] in CODECS else CP437


def read_enquiry(unit: Apdu) -> tuple[str, int]:
    """Read `06 0F` after a status enquiry: software version (may be missing) and terminal status. Raises `Garbled`."""
    raw = unit.data
    version = b""
    if raw[:1] >= b"\xf0" and len(raw) > 3:
        count = bmp.read_counted(raw, 0, 3)
        version, raw = raw[3 : 3 + count], raw[3 + count :]
    if not raw:
        raise Garbled("the answer to a status enquiry has no status")
    return _ascii(version), raw[0]


def abort_code(unit: Apdu) -> int | None:
    """Give the result code of `06 1E`, None when it has none."""
    return unit.data[0] if unit.data else None


def refusal_code(unit: Apdu) -> int:
    """Give the code of a refusal `84 xx`; `84 1E` carries it as first data byte."""
    code = unit.command & 0xFF
    return unit.data[0] if code == 0x1E and unit.data else code


def is_ack(unit: Apdu) -> bool:
    """True for `80 00` and for `84 00`, which is positive, too."""
    return unit.command in (0x8000, 0x8400)


def is_refusal(unit: Apdu) -> bool:
    """True for `84 xx`, other than `84 00`."""
    return unit.command >> 8 == REFUSAL_CLASS and unit.command != 0x8400
