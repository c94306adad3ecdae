"""Every message that the driver and the simulator make is one of the maker's own OpenAPI document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from devices.api import Original
from devices.drivers.nexo import codes
from devices.sim.nexo.phrases import ERROR_CONDITIONS
from tests.unit.devices.nexo.nexo_pair import Pair, paired

FILE = Path(__file__).resolve().parents[5] / "shared" / "vectors" / "adyen_TerminalAPI-v1.json"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="no OpenAPI document under ../shared/vectors")


def schemas() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return document


def problems(message: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Return what the document says against a message; names that it does not know are problems, too."""
    from jsonschema import Draft202012Validator

    (name,) = message
    kind = "TerminalAPIRequest" if name == "SaleToPOIRequest" else "TerminalAPIResponse"
    validator = Draft202012Validator({**document, "$ref": f"#/components/schemas/{kind}"})
    found = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(message)]
    return found + unknown_names(message, {"$ref": f"#/components/schemas/{kind}"}, document)


def unknown_names(value: object, schema: dict[str, Any], document: dict[str, Any]) -> list[str]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return [name for own in value for name in unknown_names(own, schema.get("items", {}), document)]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    found = [f"{name} is not in the document" for name in value if name not in known]
    return found + [
        name for key, own in value.items() if key in known for name in unknown_names(own, known[key], document)
    ]


def messages(pair: Pair) -> list[dict[str, Any]]:
    """Return every message that went over the wire, both ways."""
    found = [json.loads(bytes(sent).partition(b"\r\n\r\n")[2]) for sent in pair.sent]
    for told in pair.wire.told.values():
        body = bytes(told).partition(b"\r\n\r\n")[2]
        if body not in (b"", b'"ok"'):
            found.append(json.loads(body))
    return found


def test_the_messages_of_every_dialogue_are_in_the_document() -> None:
    document = schemas()

    async def everything(pair: Pair) -> list[dict[str, Any]]:
        await pair.driver.connect()
        await pair.pay("P1")
        await pair.driver.last_payment("P1")
        await pair.driver.last_payment("NEVER")
        own = Original(1299, "EUR", None, pair.results[0].transaction_id)
        await pair.driver.refund("B1", own, 300, pair.on_result)
        await pair.driver.reverse("B2", own, pair.on_result)
        await pair.driver.last_payment("B2")
        for name in ERROR_CONDITIONS:
            pair.fault(f"error {name}")
            await pair.pay(f"E{len(pair.results)}")
        pair.fault("partial")
        await pair.pay("P3")
        pair.fault("reject")
        await pair.pay("P4")
        await pair.driver.diagnose()
        await pair.driver.end_of_day()
        return messages(pair)

    told = paired(everything)
    assert len(told) > 60
    for message in told:
        assert problems(message, document) == [], message


def test_a_message_that_is_not_in_the_document_is_found() -> None:
    document = schemas()
    header = {"MessageClass": "Service", "MessageCategory": "Payment", "MessageType": "Request", "SaleID": "K"}
    assert problems({"SaleToPOIRequest": {"MessageHeader": header}}, document)
    whole = {**header, "POIID": "V"}
    assert problems({"SaleToPOIRequest": {"MessageHeader": whole}}, document) == []
    assert problems({"SaleToPOIRequest": {"MessageHeader": {**whole, "Colour": "red"}}}, document)
    assert problems({"SaleToPOIRequest": {"MessageHeader": {**whole, "MessageClass": "Other"}}}, document)


def test_our_words_are_those_of_the_document() -> None:
    known = schemas()["components"]["schemas"]
    assert set(known["ErrorCondition"]["enum"]) == codes.ERROR_CONDITIONS
    assert set(known["Result"]["enum"]) == codes.RESULTS
    assert set(codes._GLOBAL) == set(known["GlobalStatus"]["enum"])  # noqa: SLF001 - the table itself is compared
    assert set(codes._PRINTER) | {"OK"} == set(known["PrinterStatus"]["enum"])  # noqa: SLF001 - as above
