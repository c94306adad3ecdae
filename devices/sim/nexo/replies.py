"""What the terminal says: the bodies of its answers, and amounts as JSON numbers with their decimals as written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from devices.sim.nexo.knobs import Knobs
from devices.sim.nexo.ledger import Transaction

Json = dict[str, Any]
_MARK = "\u2261"
_WITHOUT_CENTS = ("JPY", "ISK", "KRW", "CLP")


def amount(minor: int, currency: str, *, extra: bool = False) -> str:
    """An amount that `encoded` writes as a number."""
    text = str(minor) if currency in _WITHOUT_CENTS else f"{minor // 100}.{minor % 100:02d}"
    return _MARK + (text + "0" if extra and "." in text else text)


def encoded(message: Json) -> bytes:
    """JSON bytes; marked amounts become numbers."""
    text = json.dumps(message, ensure_ascii=False)
    return re.sub(f'"{_MARK}([0-9.]+)"', r"\1", text).encode("utf-8")


def written(minor: int) -> str:
    """An amount for a person."""
    return f"{minor // 100},{minor % 100:02d}"


def response(result: str) -> Json:
    """The Response part for `00`, `Partial` or an error condition."""
    match result:
        case "00":
            return {"Result": "Success"}
        case "Partial":
            return {"Result": "Partial"}
        case _:
            return {"Result": "Failure", "ErrorCondition": result, "AdditionalResponse": f"message={quote(result)}"}


def payment(row: Transaction, knobs: Knobs, *, has_pan: bool = False, extra: bool = False) -> Json:
    """A PaymentResponse for a transaction of the ledger."""
    is_partial = row.is_approved and row.amount_minor < row.asked_minor
    body = {
        "Response": response("Partial" if is_partial else row.result),
        "SaleData": {"SaleTransactionID": row.sale_transaction},
        "POIData": {"POITransactionID": _own_id(row), "POIReconciliationID": row.batch},
        "PaymentReceipt": [_receipt(row, knobs, qualifier) for qualifier in ("CashierReceipt", "CustomerReceipt")],
    }
    if row.last4:
        body["PaymentResult"] = _payment_result(row, has_pan=has_pan, extra=extra)
    return body


def _payment_result(row: Transaction, *, has_pan: bool, extra: bool) -> Json:
    number = f"411111111111{row.last4}"
    card: Json = {
        "PaymentBrand": row.scheme.lower(),
        "MaskedPan": number if has_pan else f"411111 **** {row.last4}",
        "EntryMode": [{"tap": "Contactless", "swipe": "MagStripe"}.get(row.how, "ICC")],
    }
    if has_pan:
        track = {"TrackNumb": 2, "TrackValue": f"{number}=30121010000012345678"}
        card["SensitiveCardData"] = {"TrackData": [track]}
    found: Json = {
        "PaymentType": "Normal",
        "PaymentInstrumentData": {"PaymentInstrumentType": "Card", "CardData": card},
        "OnlineFlag": True,
        "PaymentAcquirerData": {
            "MerchantID": "DemoMerchant",
            "AcquirerPOIID": "DEMO-1",
            "AcquirerTransactionID": {"TransactionID": f"A{row.receipt_no:08d}", "TimeStamp": row.time_stamp},
        },
    }
    if row.is_approved:
        found["PaymentAcquirerData"]["ApprovalCode"] = row.auth
        found["AmountsResp"] = {
            "Currency": row.currency,
            "AuthorizedAmount": amount(row.amount_minor, row.currency, extra=extra),
        }
    return found


def reversal(row: Transaction, knobs: Knobs, *, extra: bool = False) -> Json:
    """A ReversalResponse."""
    body: Json = {"Response": response(row.result), "POIData": {"POITransactionID": _own_id(row)}}
    if row.is_approved:
        body["ReversedAmount"] = amount(row.amount_minor, row.currency, extra=extra)
        body["PaymentReceipt"] = [_receipt(row, knobs, "CustomerReceipt")]
    return body


def unbooked(result: str, sale_transaction: Json, number: str, moment: datetime) -> Json:
    """A PaymentResponse for what never was a transaction."""
    return {
        "Response": response(result),
        "SaleData": {"SaleTransactionID": sale_transaction},
        "POIData": {"POITransactionID": {"TransactionID": number, "TimeStamp": stamp(moment)}},
    }


def repeated(header: Json, name: str, body: Json, reference: Json) -> Json:
    """A TransactionStatusResponse that repeats a message."""
    return {
        "Response": {"Result": "Success"},
        "MessageReference": reference,
        "RepeatedMessageResponse": {"MessageHeader": header, "RepeatedResponseMessageBody": {name: body}},
    }


def diagnosis(knobs: Knobs, *, is_busy: bool, with_host: bool) -> Json:
    """A DiagnosisResponse."""
    status = {
        "GlobalStatus": "Busy" if is_busy and knobs.global_status == "OK" else knobs.global_status,
        "SecurityOKFlag": True,
        "PEDOKFlag": True,
        "CardReaderOKFlag": True,
        "PrinterStatus": knobs.printer_status,
        "CommunicationOKFlag": True,
    }
    body: Json = {"Response": {"Result": "Success"}, "POIStatus": status}
    if with_host:
        body["HostStatus"] = [{"AcquirerID": 1, "IsReachableFlag": True}]
    return body


def logged(category: str, moment: datetime) -> Json:
    """A LoginResponse or LogoutResponse."""
    body: Json = {"Response": {"Result": "Success"}}
    if category == "Login":
        software = {"ManufacturerID": "Pronto", "ApplicationName": "Simulator", "SoftwareVersion": "1"}
        body["POISystemData"] = {"DateTime": stamp(moment), "POISoftware": {**software, "CertificationCode": "none"}}
    return body


def logged_out(category: str) -> Json:
    """The answer to a cash register that did not log in."""
    kind = {"ReconciliationType": "SaleReconciliation"} if category == "Reconciliation" else {}
    return {"Response": response("LoggedOut"), **kind}


def reconciliation(rows: Iterable[Transaction], batch: int, currency: str) -> Json:
    """A ReconciliationResponse over the approved transactions of one batch."""
    booked = [row for row in rows if row.is_approved and row.batch == batch]
    totals = []
    for kind, category in (("Debit", "Payment"), ("ReverseDebit", "Reversal")):
        own = [row.amount_minor for row in booked if row.category == category]
        if own:
            totals.append(
                {"TransactionType": kind, "TransactionCount": len(own), "TransactionAmount": amount(sum(own), currency)}
            )
    total = {"PaymentInstrumentType": "Card", "PaymentCurrency": currency, "PaymentTotals": totals}
    return {
        "Response": {"Result": "Success"},
        "ReconciliationType": "SaleReconciliation",
        "POIReconciliationID": batch,
        "TransactionTotals": [total],
    }


def reject(moment: datetime, why: str) -> Json:
    """The body of an event notification that says: not understood, not carried out."""
    return {"TimeStamp": stamp(moment), "EventToNotify": "Reject", "EventDetails": f"message={quote(why)}"}


def stamp(moment: datetime) -> str:
    """A moment as the protocol writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _own_id(row: Transaction) -> Json:
    return {"TransactionID": row.transaction_id, "TimeStamp": row.time_stamp}


def _receipt(row: Transaction, knobs: Knobs, qualifier: str) -> Json:
    title = "CARD PAYMENT" if row.category == "Payment" else "REVERSAL"
    pairs = [
        ("DEMO - NO VALUE", ""),
        (title, ""),
        ("Terminal", knobs.poi_id),
        ("Reference", row.service_id),
        ("Card", f"{row.scheme} **** {row.last4}" if row.last4 else "-"),
        ("Approval", row.auth or "-"),
        (row.currency, written(row.amount_minor)),
        ("APPROVED" if row.is_approved else f"DECLINED ({row.result})", ""),
    ]
    texts = [{"Text": _text(name, value), "EndOfLineFlag": True} for name, value in pairs]
    return {
        "DocumentQualifier": qualifier,
        "RequiredSignatureFlag": False,
        "OutputContent": {"OutputFormat": "Text", "OutputText": texts},
    }


def _text(name: str, value: str) -> str:
    return f"name={quote(name)}" + (f"&value={quote(value)}" if value else "")
