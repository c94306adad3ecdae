"""Every message that the driver and the simulator make is one of the maker's own OpenAPI document."""

from __future__ import annotations

import asyncio
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from devices.api import DeviceError, Original, Refused
from devices.drivers.nexo import codes
from devices.sim.nexo.phrases import ERROR_CONDITIONS
from devices.sim.nexo.seal import Seal
from tests.unit.devices.nexo.nexo_pair import PASSPHRASE, Pair, paired

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


CATEGORIES = ("Login", "Payment", "Abort", "TransactionStatus", "Reversal", "Diagnosis", "Reconciliation")


def parts_of(message: dict[str, Any]) -> set[str]:
    ((_, own),) = message.items()
    return set(own)


def messages(pair: Pair) -> list[dict[str, Any]]:
    """Return every message that went over the wire, both ways."""
    found = [json.loads(bytes(sent).partition(b"\r\n\r\n")[2]) for sent in pair.sent]
    for told in pair.wire.told.values():
        body = bytes(told).partition(b"\r\n\r\n")[2]
        if body not in (b"", b'"ok"'):
            found.append(json.loads(body))
    return found


@pytest.mark.allowed_logs("card data that it must not send")
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
        for fault in ("in progress", "not found", "other transaction", "pan present"):
            pair.fault(fault)
            with contextlib.suppress(DeviceError):
                await pair.driver.last_payment("P1")
        await pair.pay("P5")  # with a whole card number in the answer
        pair.do("auto", on=False)
        paying = asyncio.ensure_future(pair.pay("P6"))
        while not pair.do("state")["waits_for_card"]:
            await asyncio.sleep(0.1)
        with pytest.raises(Refused, match="BUSY"):
            await pair.driver.last_payment("P6")
        assert await pair.driver.abort()
        await paying
        pair.do("knobs", set={"needs_login": True})
        for is_on in (False, True):
            pair.do("power", on=is_on)
        await pair.pay("P7")
        with pytest.raises(Refused, match="LoggedOut"):
            await pair.driver.end_of_day()
        for status in ("Busy", "Maintenance", "Unreachable"):
            pair.do("knobs", set={"global_status": status, "printer_status": "NoPaper"})
            with contextlib.suppress(DeviceError):
                await pair.driver.connect()
        pair.do("knobs", set={"global_status": "OK"})
        await pair.driver.diagnose()
        await pair.driver.end_of_day()
        return messages(pair)

    told = paired(everything, login="on")
    assert len(told) > 80
    assert {f"{name}Request" for name in CATEGORIES} <= {name for message in told for name in parts_of(message)}
    for message in told:
        assert problems(message, document) == [], message


def test_sealed_messages_are_in_the_document_outside_and_inside() -> None:
    document = schemas()

    async def sealed(pair: Pair) -> list[dict[str, Any]]:
        await pair.pay("P1")
        await pair.driver.last_payment("P1")
        await pair.driver.end_of_day()
        return messages(pair)

    told = paired(sealed, is_sealed=True)
    assert len(told) == 6
    seal = Seal(PASSPHRASE, "kiosk", 1, 0)
    for message in told:
        ((name, own),) = message.items()
        assert set(own) == {"MessageHeader", "NexoBlob", "SecurityTrailer"}
        trailer = unknown_names(own["SecurityTrailer"], {"$ref": "#/components/schemas/SecurityTrailer"}, document)
        assert trailer == []
        inner = json.loads(seal.open(own))
        assert set(inner) == {name}
        assert problems(inner, document) == [], inner


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
