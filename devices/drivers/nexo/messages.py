"""The bodies of our requests. Source: nexo Retailer 3.0; JSON as in Adyen's Terminal API, version 1."""

from __future__ import annotations

from datetime import UTC, datetime

from devices.api import Original
from devices.drivers.nexo.wire.amounts import written
from devices.drivers.nexo.wire.envelope import Json, Names

RECEIPTS = ("CashierReceipt", "CustomerReceipt")


def time_text(moment: datetime) -> str:
    """Give a moment as the protocol writes it, in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def sale_data(reference: str, moment: datetime) -> Json:
    """Name the transaction on our side."""
    return {"SaleTransactionID": {"TransactionID": reference, "TimeStamp": time_text(moment)}}


def payment(reference: str, moment: datetime, amount_minor: int, currency: str) -> Json:
    """Ask for a payment of the whole amount."""
    amounts = {"Currency": currency, "RequestedAmount": written(amount_minor, currency)}
    return {"SaleData": sale_data(reference, moment), "PaymentTransaction": {"AmountsReq": amounts}}


def message_reference(category: str, reference: str, names: Names) -> Json:
    """Name one message of ours. Never left out: without it a terminal speaks of its latest transaction."""
    return {
        "MessageCategory": category,
        "SaleID": names.sale_id,
        "ServiceID": reference,
        "POIID": names.poi_id,
    }


def abort(category: str, reference: str, names: Names) -> Json:
    """Ask to give up one message of ours."""
    return {"MessageReference": message_reference(category, reference, names), "AbortReason": "MerchantAbort"}


def transaction_status(category: str, reference: str, names: Names) -> Json:
    """Ask what became of one message of ours, with the receipts that it made."""
    return {
        "MessageReference": message_reference(category, reference, names),
        "ReceiptReprintFlag": True,
        "DocumentQualifier": list(RECEIPTS),
    }


def reversal(original: Original, reference: str, moment: datetime, amount_minor: int | None, reason: str) -> Json:
    """Ask to take a payment back: all of it, or `amount_minor` of it."""
    transaction_id, _, time_stamp = original.transaction_id.rpartition("@")
    body: Json = {
        "SaleData": sale_data(reference, moment),
        "OriginalPOITransaction": {"POITransactionID": {"TransactionID": transaction_id, "TimeStamp": time_stamp}},
        "ReversalReason": reason,
    }
    if amount_minor is not None:
        body["ReversedAmount"] = written(amount_minor, original.currency)
    return body


def diagnosis(*, with_host: bool) -> Json:
    """Ask how the terminal is; `with_host`: and whether it reaches its host."""
    return {"HostDiagnosisFlag": with_host}


def login(moment: datetime) -> Json:
    """Begin to work with a terminal that wants to be told so."""
    software = {"ManufacturerID": "Pronto", "ApplicationName": "Pronto", "SoftwareVersion": "1"}
    return {
        "DateTime": time_text(moment),
        "SaleSoftware": {**software, "CertificationCode": "none"},
        "OperatorLanguage": "en",
    }


def reconciliation() -> Json:
    """Close the day."""
    return {"ReconciliationType": "SaleReconciliation"}
