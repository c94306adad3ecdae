"""Messages in their envelope: JSON text, the header that must come back as it left, and the seal around it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring_ascii
from typing import Any, TypeAlias

from devices.api import Garbled, Refused
from devices.drivers.nexo.wire.sealed import SealedBox

Json: TypeAlias = dict[str, Any]
PROTOCOL_VERSION = "3.0"
_REQUEST, _RESPONSE = "SaleToPOIRequest", "SaleToPOIResponse"


@dataclass(frozen=True, slots=True)
class Names:
    """Who speaks with whom: our SaleID and the terminal's POIID."""

    sale_id: str
    poi_id: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one message of class Service."""

    category: str
    service_id: str
    names: Names

    def written(self, message_type: str) -> Json:
        """Give the header as it stands in a message."""
        return {
            "ProtocolVersion": PROTOCOL_VERSION,
            "MessageClass": "Service",
            "MessageCategory": self.category,
            "MessageType": message_type,
            "SaleID": self.names.sale_id,
            "ServiceID": self.service_id,
            "POIID": self.names.poi_id,
        }

    def check(self, header: object) -> None:
        """Raise `Garbled` unless this is the header of the answer to us: anything else is an orphan."""
        expected = self.written("Response")
        if not isinstance(header, dict):
            raise Garbled("the answer has no header")
        for name, value in expected.items():
            is_absent = name not in header and name == "ProtocolVersion"
            if not is_absent and header.get(name) != value:
                raise Garbled(f"an answer to somebody else: its {name} is not ours")


def text_of(value: object) -> str:
    """Give JSON text; a `Decimal` becomes a number with its decimals as they are, which no float could promise."""
    match value:
        case str():
            return encode_basestring_ascii(value)
        case Decimal():
            return f"{value:f}"
        case dict():
            return "{" + ",".join(f"{text_of(name)}:{text_of(own)}" for name, own in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(map(text_of, value)) + "]"
        case _:
            return json.dumps(value)


def value_of(octets: bytes) -> Json:
    """Read a JSON object; numbers with a point become `Decimal`. Raises `Garbled`, for a name that comes twice too."""
    try:
        value = json.loads(octets.decode("utf-8"), parse_float=Decimal, parse_constant=_no, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Garbled("the answer is not JSON") from None
    if not isinstance(value, dict):
        raise Garbled("the answer is no JSON object")
    return value


def _no(_constant: str) -> object:
    raise ValueError("no number")


def _once(pairs: list[tuple[str, Any]]) -> Json:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name comes twice")
    return dict(pairs)


def request(header: Header, body_name: str, body: Json, box: SealedBox | None) -> bytes:
    """Give the bytes of a request, sealed when there is a box."""
    written = header.written("Request")
    inner = text_of({_REQUEST: {"MessageHeader": written, body_name: body}}).encode("utf-8")
    if box is None:
        return inner
    return text_of({_REQUEST: {"MessageHeader": written, **box.seal(inner)}}).encode("utf-8")


def answer(octets: bytes, header: Header, body_name: str, box: SealedBox | None) -> Json:
    """Give the body of the answer to a request. Raises `Garbled`, and `Refused` when the terminal rejected it.

    With a box only a sealed answer is taken, and its inner header must be the outer one.
    """
    outer = _message(value_of(octets))
    if box is None:
        return _body(outer, header, body_name)
    header.check(outer.get("MessageHeader"))
    inner = _message(value_of(box.unseal(outer.get("NexoBlob"), outer.get("SecurityTrailer"))))
    if inner.get("MessageHeader") != outer.get("MessageHeader"):
        raise Garbled("the header inside the seal is another one than outside")
    return _body(inner, header, body_name)


def _message(value: Json) -> Json:
    """Give what stands in the envelope. A rejection comes as an event of the terminal's own."""
    event = part(part(value, _REQUEST), "EventNotification")
    if event:
        raise Refused(word(event, "EventToNotify") or "Event", "the terminal rejected the message")
    if not isinstance(value.get(_RESPONSE), dict):
        raise Garbled("the answer is no SaleToPOIResponse")
    return part(value, _RESPONSE)


def _body(message: Json, header: Header, body_name: str) -> Json:
    header.check(message.get("MessageHeader"))
    body = message.get(body_name)
    if not isinstance(body, dict):
        raise Garbled(f"the answer has no {body_name}")
    return body


def part(of: Json, name: str) -> Json:
    """Give a part that is an object, empty when it is not there. Raises `Garbled` when it is something else."""
    found = of.get(name, {})
    if not isinstance(found, dict):
        raise Garbled(f"{name} is no object")
    return found


def parts(of: Json, name: str) -> list[Json]:
    """Give a list of objects, empty when it is not there. Raises `Garbled` when it is something else."""
    found = of.get(name, [])
    if not isinstance(found, list) or not all(isinstance(own, dict) for own in found):
        raise Garbled(f"{name} is no list of objects")
    return found


def word(of: Json, name: str) -> str:
    """Give a text, empty when it is not there. Raises `Garbled` when it is something else."""
    found = of.get(name, "")
    if not isinstance(found, str):
        raise Garbled(f"{name} is no text")
    return found
