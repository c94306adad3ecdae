"""Every text of the bench window. English only: it is a technician's tool."""

from __future__ import annotations

WORDS = {
    "brand": "Pronto",
    "bench": "Bench",
    "demo": "DEMO",
    "about": "Simulated devices on the real wire. For technicians, English only.",
    "products": "Scanner",
    "products_hint": "Click a product to scan it",
    "any_barcode": "Type any barcode, then Enter",
    "scan": "Scan",
    "terminal": "Payment terminal",
    "tap": "Tap card",
    "insert": "Insert card",
    "decline": "Decline",
    "cancel": "Cancel",
    "printer": "Receipt printer",
    "cover": "Cover",
    "cover_open": "Open",
    "cover_closed": "Closed",
    "paper": "Paper",
    "paper_ok": "Full",
    "paper_low": "Low",
    "paper_out": "Out",
    "no_receipt": "Receipts come out here",
    "older": "Older receipt",
    "newer": "Newer receipt",
    "cable_in": "Cable plugged in",
    "cable_out": "Cable pulled",
    "pull": "Pull cable",
    "plug": "Plug in",
    "no_goods": "No catalogue found. Type a barcode above.",
    "faults": "Faults",
    "fault_hint": "A fault, for example: after amount: drop link",
    "arm": "Arm",
    "clear": "Clear",
    "no_faults": "No fault is armed",
    "enlarge": "Enlarge the receipt",
    "close": "Close",
}


def link_status(is_here: bool, is_plugged: bool, is_connected: bool, is_silent: bool) -> tuple[str, str]:
    """The words of a device's chip and its tone (`good`, `warn`, `bad`)."""
    if not is_here:
        return "Simulator not running", "bad"
    if not is_plugged:
        return "Cable pulled", "warn"
    if is_silent:
        return "Silent", "warn"
    return ("Kiosk connected", "good") if is_connected else ("No kiosk connected", "warn")


def scan_note(heard: bool, code: str) -> str:
    """What became of a scan."""
    return f"Sent {code}" if heard else f"Nobody listens: {code} was lost"


def payment_note(event: dict[str, object]) -> str:
    """How the last payment ended."""
    result = event.get("result")
    if event.get("receipt_no") is None:
        return "Cancelled, nothing was charged"
    amount = written(int(str(event.get("amount_minor") or 0)), str(event.get("currency") or ""))
    number = f"receipt {int(str(event['receipt_no'])):04d}"
    if event.get("state") == "undone":
        return f"Taken back {amount}, {number}"
    return f"Approved {amount}, {number}" if result == "00" else f"Declined {amount} ({result}), {number}"


def written(amount_minor: int, currency: str) -> str:
    """An amount with its currency's letters."""
    return f"{currency} {amount_minor // 100}.{amount_minor % 100:02d}".strip()


def printer_note(paper: str, is_cover_open: bool, reasons: list[str], waiting: int) -> tuple[str, str]:
    """The printer's condition and its tone."""
    if reasons:
        held = f", {waiting} bytes wait" if waiting else ""
        return f"Stopped: {', '.join(reasons)}{held}", "bad"
    if is_cover_open:
        return "Cover open", "warn"
    return ("Paper is low", "warn") if paper == "low" else ("Ready to print", "good")


def receipt_place(index: int, count: int) -> str:
    """Which receipt is shown."""
    return f"Receipt {count - index} of {count}" if count else ""
