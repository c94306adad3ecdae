"""The bodies of the terminal's messages: status information, completions, displays."""

from __future__ import annotations

import random
from dataclasses import dataclass

from devices.sim.zvt.frames import TLV_ID, Apdu, Fields, bcd, build_fields, llvar, parse_tlv, tlv
from devices.sim.zvt.knobs import CURRENCIES, Knobs
from devices.sim.zvt.store import Turnover

SOFTWARE = b"PRONTO SIM 1.0 "
CARD_TYPES = {"MASTERCARD": 0x06, "VISA": 0x0A, "AMEX": 0x08, "GIROCARD": 0x02, "MAESTRO": 0x2E}
BRANDS = ("GIROCARD", "JCB", "MASTERCARD", "AMEX", "VISA", "DINERS")
"""The card brands in the order of bitmap 60; one place behind them is for the rest."""
INTERMEDIATE_TEXTS = {
    0x00: "Confirm amount",
    0x02: "Enter PIN",
    0x04: "One moment please",
    0x05: "Payment is taken back",
    0x06: "One moment please",
    0x0A: "Insert or hold card",
    0x0B: "Remove card",
    0x0F: "End of day",
    0x17: "One moment please",
    0x1C: "Approved",
    0x1D: "Declined",
}


@dataclass(frozen=True, slots=True)
class Registration:
    """What the ECR said of itself with 06 00."""

    config: int
    sent_tlv: bool = False
    takes_blocks: bool = False
    columns: int = 24
    charset: int = 0xFF

    @property
    def prints_payments(self) -> bool:
        """The ECR prints payment receipts (02)."""
        return bool(self.config & 0x02)

    @property
    def prints_admin(self) -> bool:
        """The ECR prints administration receipts (04)."""
        return bool(self.config & 0x04)

    @property
    def wants_intermediate(self) -> bool:
        """The ECR wants 04 FF (08)."""
        return bool(self.config & 0x08)

    @property
    def wants_text(self) -> bool:
        """Receipts come as 06 D1 or 06 D3 (80); without it the ECR composes them from 04 0F."""
        return bool(self.config & 0x80)

    @property
    def codec(self) -> str:
        """The Python codec of texts."""
        return {0xFE: "utf-8", 0x01: "latin-1"}.get(self.charset, "cp437")


def registration_of(config: int, fields: Fields) -> Registration:
    """Read the TLV part of 06 00."""
    if not fields.has_tlv:
        return Registration(config)
    tags = dict(fields.tlv())
    permitted = b"".join(value for tag, value in parse_tlv(tags.get(0x26, b"")) if tag == 0x0A)
    columns = int(tags[0x12].hex()) if tags.get(0x12, b"").hex().isdecimal() else 24
    charset = tags.get(0x14, b"\xff")[:1]
    supported = charset if charset in (b"\x01", b"\xfe", b"\xff") else b"\xff"
    commands = [permitted[i : i + 2] for i in range(0, len(permitted), 2)]
    return Registration(config, True, b"\x06\xd3" in commands, columns, supported[0])


def registered(knobs: Knobs, registration: Registration) -> Apdu:
    """The completion of 06 00: status, terminal id, currency and, after a TLV, what the terminal can print."""
    values = {0x19: b"\x00", 0x29: bytes.fromhex(knobs.terminal_id), 0x49: currency_code(knobs.currency)}
    if registration.sent_tlv:
        container = tlv(0x26, tlv(0x0A, bytes.fromhex("06D3"))) if registration.takes_blocks else b""
        if registration.charset != 0xFF:
            container += tlv(0x14, bytes([registration.charset]))
        values[TLV_ID] = container
    return Apdu(b"\x06\x0f", build_fields(values))


def condition(code: int, with_software: bool) -> Apdu:
    """The completion of 05 01: software version unless not wanted, then the terminal status byte."""
    version = llvar(SOFTWARE, 3) if with_software else b""
    return Apdu(b"\x06\x0f", version + bytes([code]))


def currency_code(letters: str) -> bytes:
    """The two BCD bytes of bitmap 49."""
    return bcd(CURRENCIES[letters], 2)


def intermediate(code: int, registration: Registration) -> Apdu:
    """04 FF; the text goes along when the ECR knows TLV."""
    if not registration.sent_tlv:
        return Apdu(b"\x04\xff", bytes([code]))
    text = INTERMEDIATE_TEXTS.get(code, "").encode("ascii")
    container = tlv(0x24, tlv(0x07, text))
    return Apdu(b"\x04\xff", bytes([code, 0x03]) + build_fields({TLV_ID: container}))


def cancelled_status(result: int) -> Apdu:
    """04 0F of a payment that was never booked: the result alone."""
    return Apdu(b"\x04\x0f", build_fields({0x27: bytes([result])}))


def day_status(rows: list[Turnover], knobs: Knobs) -> Apdu:
    """04 0F of an end of day: the sum (04), and per card brand count and sum (60); a negative one is left out."""
    counted = [row for row in rows if row.counts]
    total = sum(row.signed_minor for row in counted)
    sums = [[row.signed_minor for row in counted if _brand(row) == brand] for brand in range(len(BRANDS) + 1)]
    values = {0x27: b"\x00"} | ({0x04: bcd(total, 6)} if total >= 0 else {}) | {0x49: currency_code(knobs.currency)}
    if all(sum(amounts) >= 0 and len(amounts) < 256 for amounts in sums):
        numbers = [row.receipt_no for row in counted] or [0]
        head = bcd(numbers[0], 2) + bcd(numbers[-1], 2)
        values[0x60] = head + b"".join(bytes([len(amounts)]) + bcd(sum(amounts), 6) for amounts in sums)
    return Apdu(b"\x04\x0f", build_fields(values))


def _brand(row: Turnover) -> int:
    return BRANDS.index(row.scheme) if row.scheme in BRANDS else len(BRANDS)


def status_fields(row: Turnover, knobs: Knobs, registration: Registration) -> dict[int, bytes]:
    """The bitmaps of 04 0F for a turnover, in the order of the specification."""
    values = {
        0x27: bytes.fromhex(row.result),
        0x04: bcd(row.amount_minor, 6),
        0x49: currency_code(row.currency),
        0x0B: bcd(row.trace, 3),
        0x0C: bytes.fromhex(row.time),
        0x0D: bytes.fromhex(row.date),
        0x17: b"\x00\x01",
        0x19: b"\x70",
        0x22: bytes.fromhex(f"EEEEEEEEEEEE{row.last4}"),
        0x29: bytes.fromhex(knobs.terminal_id),
        0x2A: b"4556442100     ",
        0x3B: row.auth.encode("ascii").ljust(8, b"\x00"),
        0x87: bcd(row.receipt_no, 2),
        0x88: bcd(row.trace, 3),
        0x8A: bytes([CARD_TYPES.get(row.scheme, 0x0A)]),
        0x8B: row.scheme.encode("ascii", "replace") + b"\x00",
    }
    if registration.sent_tlv:
        entry = {"swipe": 0, "insert": 1, "tap": 2}.get(row.how, 0)
        values[TLV_ID] = tlv(0x1F12, bytes([entry]))
    return values


def shuffled(values: dict[int, bytes], seed: int) -> dict[int, bytes]:
    """The same bitmaps in another order."""
    items = list(values.items())
    random.Random(seed).shuffle(items)  # noqa: S311 - a repeatable order, no secret
    return dict(items)
