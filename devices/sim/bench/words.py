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
    "enlarge_tag": "Enlarge the tag",
    "close": "Close",
    "page_goods": "Goods",
    "page_travellers": "Travellers",
    "travellers_hint": "Scan a pass or lay a passport",
    "no_travellers": "No travellers yet: they come when the demo airport stands",
    "show_pass": "Scan pass",
    "passport": "Passport",
    "any_pass": "Type any code, then Enter",
    "scanner": "Scanner",
    "documents": "Document reader",
    "reader": "Reader",
    "scale": "Bag scale",
    "empty": "Empty",
    "bags": "Bagging scale",
    "own_bag": "Own bag",
    "put_in": "Put in",
    "signing": "Signing",
    "nothing_scanned": "Nothing scanned yet",
    "unscanned": "Extra",
    "take_out": "Take out",
    "kg": "kg",
    "tags": "Tag printer",
    "stock_ok": "New stock",
    "stock_out": "Stock out",
    "jam": "Jam",
    "no_paper": "Passes and receipts come out here",
    "no_tag": "Bag tags come out here",
    "older_tag": "Older tag",
    "newer_tag": "Newer tag",
    "tab_terminal": "Payment",
    "tab_printer": "Passes",
    "tab_tags": "Tags",
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


def shown_note(heard: bool, what: str) -> str:
    """What became of a pass or passport that was shown."""
    return f"Read: {what}" if heard else f"Nobody listens: {what} was not read"


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


def tag_note(stock: str, is_head_open: bool, is_jammed: bool, jams_next: bool) -> tuple[str, str]:
    """The tag printer's condition and its tone."""
    if is_jammed:
        return "Stopped: a tag is jammed", "bad"
    if stock != "ok":
        return ("Stopped: out of stock" if stock == "out" else "Stopped: the stock lies wrong"), "bad"
    if is_head_open:
        return "Head open", "warn"
    return ("The next tag will jam", "warn") if jams_next else ("Ready to print", "good")


def tag_place(index: int, count: int) -> str:
    """Which tag is shown."""
    return f"Tag {count - index} of {count}" if count else ""


def signed_text(counter: int, condition: str) -> str:
    """How many receipts the device signed, or why it signs none."""
    why = f", signs none: {condition.lower().replace('_', ' ')}" if condition != "OK" else ""
    return f"{counter} signed{why}"


def grams_text(weight_g: int, is_moving: bool) -> str:
    """What the scale under the bags shows."""
    return f"{weight_g} g" + (" …" if is_moving else "")


def weight_text(weight_g: int, is_moving: bool) -> str:
    """What the scale shows."""
    return f"{weight_g / 1000:.2f} kg" + (" …" if is_moving else "")
