"""What a request says: its envelope, its header, its amounts."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

Body = dict[str, Any]
_WITHOUT_CENTS = ("JPY", "ISK", "KRW", "CLP")


class NotUnderstood(ValueError):
    """A message that the terminal rejects."""


def message_of(octets: bytes) -> Body:
    """Give what stands in a SaleToPOIRequest. Raises `NotUnderstood`."""
    try:
        message = json.loads(octets, parse_float=Decimal)["SaleToPOIRequest"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NotUnderstood("not a SaleToPOIRequest") from None
    if not isinstance(message, dict):
        raise NotUnderstood("not a SaleToPOIRequest")
    return message


def header_of(message: Body, poi_id: str) -> dict[str, str]:
    """Give the header of a request to this terminal. Raises `NotUnderstood`."""
    header = message.get("MessageHeader")
    if not isinstance(header, dict) or not all(isinstance(value, str) for value in header.values()):
        raise NotUnderstood("no header")
    names = (header.get("MessageClass"), header.get("MessageType"), header.get("POIID"))
    if names != ("Service", "Request", poi_id):
        raise NotUnderstood("not for this terminal")
    if not 1 <= len(header.get("ServiceID", "")) <= 10 or not header.get("SaleID"):
        raise NotUnderstood("no ServiceID or SaleID")
    return header


def answer_header(asked: dict[str, str], category: str, poi_id: str) -> dict[str, str]:
    """Give the header of the answer to a request."""
    return {
        "ProtocolVersion": "3.0",
        "MessageClass": "Service",
        "MessageCategory": category,
        "MessageType": "Response",
        "SaleID": asked["SaleID"],
        "ServiceID": asked["ServiceID"],
        "POIID": poi_id,
    }


def minor_of(number: object, currency: str) -> int:
    """Give an amount in minor units. Raises `NotUnderstood`."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise NotUnderstood("no amount")
    minor = Decimal(number) * (1 if currency in _WITHOUT_CENTS else 100)
    if minor != int(minor):
        raise NotUnderstood("too many decimals")
    return int(minor)
