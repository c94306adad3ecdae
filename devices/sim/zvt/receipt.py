"""The terminal's own receipts: their lines, and the frames that carry them to an ECR that prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from devices.sim.zvt.answers import Registration
from devices.sim.zvt.frames import TLV_ID, Apdu, build_fields, tlv
from devices.sim.zvt.knobs import Knobs
from devices.sim.zvt.store import Turnover

CENTRED = 0x40
DOUBLE = 0x30
LAST_LINE = 0x81
RECEIPT_TYPES = {"merchant": 1, "customer": 2, "admin": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a receipt with its 06 D1 attribute byte."""

    text: str
    attribute: int = 0


def payment_lines(row: Turnover, knobs: Knobs, columns: int, copy: str) -> list[Line]:
    """A payment receipt (`copy`: customer or merchant)."""

    def pair(left: str, right: str) -> Line:
        return Line(left + right.rjust(max(1, columns - len(left))))

    title = {"payment": "** CARD PAYMENT **", "reversal": "** REVERSAL **", "refund": "** REFUND **"}[row.kind]
    day, month = row.date[2:], row.date[:2]
    approved = row.result == "00"
    return [
        Line("DEMO - NO VALUE", CENTRED),
        Line(title, CENTRED),
        Line(f"{copy.capitalize()} receipt", CENTRED),
        Line(""),
        pair("Terminal", knobs.terminal_id),
        pair("Trace", f"{row.trace:06d}"),
        pair("Receipt", f"{row.receipt_no:04d}"),
        pair(f"{day}.{month}.", f"{row.time[:2]}:{row.time[2:4]}"),
        pair(row.scheme, f"**** {row.last4}"),
        pair("Approval", row.auth or "-"),
        Line(""),
        pair(row.currency, written(row.amount_minor)),
        Line(""),
        Line("APPROVED" if approved else f"DECLINED ({row.result})", CENTRED),
        Line("Please keep the receipt" if copy == "customer" else "Merchant copy", CENTRED),
    ]


def end_of_day_lines(rows: Iterable[Turnover], knobs: Knobs) -> list[Line]:
    """The cashier's report of one batch."""
    counted = [row for row in rows if row.counts]
    total = sum(row.signed_minor for row in counted)
    return [
        Line("** END OF DAY **", CENTRED),
        Line(f"Terminal {knobs.terminal_id}"),
        Line(f"Bookings {len(counted)}"),
        Line(f"Total {knobs.currency} {written(total)}"),
    ]


def service_lines(text: str, knobs: Knobs) -> list[Line]:
    """The technician's receipt of a diagnosis or an initialisation."""
    return [Line(f"** {text.upper()} **", CENTRED), Line(f"Terminal {knobs.terminal_id}"), Line("O.K.")]


def written(amount_minor: int) -> str:
    """An amount with two decimals and a comma."""
    sign = "-" if amount_minor < 0 else ""
    return f"{sign}{abs(amount_minor) // 100},{abs(amount_minor) % 100:02d}"


def line_frames(lines: list[Line], registration: Registration) -> list[Apdu]:
    """One 06 D1 per line; a last one with bit 7 ends the receipt."""
    frames = [
        Apdu(b"\x06\xd1", bytes([line.attribute]) + line.text.encode(registration.codec, "replace")) for line in lines
    ]
    return [*frames, Apdu(b"\x06\xd1", bytes([LAST_LINE]))]


def block_frame(lines: list[Line], copy: str, registration: Registration) -> Apdu:
    """One 06 D3 with the receipt type and every line."""
    texts = b"".join(
        tlv(0x09, bytes([line.attribute])) + tlv(0x07, line.text.encode(registration.codec, "replace"))
        for line in lines
    )
    container = tlv(0x1F07, bytes([RECEIPT_TYPES[copy]])) + tlv(0x25, texts)
    return Apdu(b"\x06\xd3", build_fields({TLV_ID: container}))
