"""A card number or a track in any field that a driver reads is dropped there, with an alarm that holds none of it."""

from __future__ import annotations

import asyncio
import base64
import copy
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from devices.api import DriverUrl, Garbled
from devices.drivers.nexo import answers
from devices.drivers.nexo.wire.envelope import Names
from devices.drivers.zvt import messages
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire import bmp, tlv
from devices.drivers.zvt.wire.frames import Apdu
from devices.paying import covered
from devices.registry import open_device
from devices.transport import Port, memory_pipe
from tests.unit.devices.recording.canaries import AMEX, CARD, PASS, PASSPORT, TRACK_2, framed, keys, luhn
from tests.virtual_time import run

NUMBER = CARD.decode()
BCD = CARD
SPACED = f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:12]} {NUMBER[12:]}"
TRACK = TRACK_2.decode()
BARE = bytes.fromhex("27 00 04 00 00 00 00 12 99 49 09 78 87 00 42")


def is_held(value: object, number: str = NUMBER) -> bool:
    """Whether a number, but for its last four digits, is anywhere in what a parser gave."""
    text = repr(value)
    digits = "".join(sign for sign in text if sign.isalnum())
    return number[:12] in digits or bytes.fromhex(number[:12]) in text.encode("latin-1", "replace")


# --- zvt ---


def field(number: int, value: bytes) -> bytes:
    return bytes(bmp.Field(number, value))


def tag(*nodes: tlv.Node) -> bytes:
    return field(bmp.TLV, tlv.build(nodes))


STATUSES = {
    "bitmap 22": field(0x22, bytes.fromhex(NUMBER)),
    "bitmap 22, padded": field(0x22, bytes.fromhex(AMEX.decode() + "f")),
    "bitmap 23": field(0x23, bytes.fromhex(NUMBER + "d29121010000012300000f"[:22])),
    "bitmap 24": field(0x24, bytes.fromhex("59" + NUMBER + "dd")),
    "bitmap 2D": field(0x2D, b"B" + CARD + b"^ERIKSSON/ANNA^2912"),
    "tag 1F08": tag(tlv.Node(0x1F08, bytes.fromhex(NUMBER))),
    "tag 1F09 in E4": tag(tlv.Node(0xE4, bytes(tlv.Node(0x1F09, CARD)))),
    "the long trace": tag(tlv.Node(0x1F2B, bytes.fromhex(NUMBER))),
    "the scheme": field(0x8B, b"Visa " + CARD),
    "the text": field(0x3C, SPACED.encode()),
}


@pytest.mark.parametrize("place", STATUSES)
def test_zvt_a_card_number_in_a_status_is_dropped_with_an_alarm(place: str) -> None:
    read = messages.read_status(Apdu(0x040F, BARE + STATUSES[place]))
    assert read.alarms
    assert read.result.approved
    for given in (read.alarms, read.result):
        assert not is_held(given)
        assert not is_held(given, AMEX.decode())


@pytest.mark.parametrize("place", STATUSES)
def test_zvt_the_sums_of_a_day_and_the_texts_of_an_end_hold_none_either(place: str) -> None:
    totals = messages.read_totals(Apdu(0x040F, BARE + STATUSES[place]))
    assert totals.alarms
    assert not is_held(totals)
    assert not is_held(messages.read_text(Apdu(0x061E, STATUSES[place])))
    assert not is_held(messages.read_completion(Apdu(0x060F, STATUSES[place])).fields)


def test_zvt_scheme_and_last_four_pass() -> None:
    masked = field(0x22, bytes.fromhex("ee" * 6 + "4771")) + field(0x8B, b"Visa")
    read = messages.read_status(Apdu(0x040F, BARE + masked))
    assert (read.result.scheme, read.result.last4, read.alarms) == ("Visa", "4771", ())


@pytest.mark.parametrize("text", [NUMBER, SPACED, SPACED.replace(" ", "-"), f"Karte{NUMBER}", f"PAN:{NUMBER}"])
def test_zvt_a_card_number_in_a_receipt_line_or_block_is_covered(text: str) -> None:
    receipt = ReceiptText(42)
    receipt.add_line(Apdu(0x06D1, b"\x00" + text.encode()))
    block = tlv.build((tlv.Node(0x25, tlv.build((tlv.Node(0x07, text.encode()),))),))
    receipt.add_block(Apdu(0x06D3, field(bmp.TLV, block)))
    assert len(receipt.alarms) == 2
    assert not is_held(receipt.lines())
    assert all(line.endswith(NUMBER[-4:]) for line in receipt.lines())


def test_zvt_the_text_of_an_intermediate_status_is_not_read_at_all() -> None:
    texts = tlv.Node(0x24, bytes(tlv.Node(0x07, SPACED.encode())))
    assert not is_held(messages.read_intermediate(Apdu(0x04FF, b"\x0a" + tag(texts))))


# --- nexo ---

ANSWER: dict[str, Any] = {
    "Response": {"Result": "Success", "AdditionalResponse": "X"},
    "SaleData": {"SaleTransactionID": {"TransactionID": "REF1", "TimeStamp": "2026-11-21T12:00:00Z"}},
    "POIData": {"POITransactionID": {"TransactionID": "T.1", "TimeStamp": "2026-11-21T12:00:00Z"}},
    "PaymentResult": {
        "PaymentType": "Normal",
        "PaymentInstrumentData": {
            "CardData": {
                "PaymentBrand": "mc",
                "MaskedPan": "541333 **** 9999",
                "EntryMode": ["Tapped"],
                "CardCountryCode": "056",
                "SensitiveCardData": {"PAN": "X", "TrackData": [{"TrackValue": "X"}], "ExpiryDate": "X"},
            },
        },
        "AmountsResp": {"Currency": "EUR", "AuthorizedAmount": 12},
        "PaymentAcquirerData": {
            "MerchantID": "X",
            "ApprovalCode": "123456",
            "AcquirerTransactionID": {"TransactionID": "A1", "TimeStamp": "X"},
        },
    },
    "PaymentReceipt": [
        {"DocumentQualifier": "CustomerReceipt", "OutputContent": {"OutputText": [{"Text": "TOTAL"}, {"Text": "X"}]}}
    ],
}
ASKED = answers.Asked("REF1", Names("K1", "V400m-1"), "EUR", 1200)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, str):
        yield path
    for name, inner in pairs:
        yield from leaves(inner, (*path, name))


def with_text(path: tuple[Any, ...], text: str) -> dict[str, Any]:
    body = copy.deepcopy(ANSWER)
    at: Any = body
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = text
    return body


NAME_OF_A_PAYMENT = ("POIData", "POITransactionID")
PLACES = [path for path in leaves(ANSWER) if path[:2] != NAME_OF_A_PAYMENT]


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
@pytest.mark.parametrize("text", [NUMBER, SPACED, TRACK, f"name=Card&value={NUMBER}"], ids=str)
def test_nexo_a_card_number_in_any_field_is_dropped_with_an_alarm(path: tuple[Any, ...], text: str) -> None:
    told: answers.Told | str
    try:
        told = answers.payment(with_text(path, text), ASKED, 42)
    except Garbled as problem:
        told = str(problem)
    assert not is_held(told)
    assert not is_held(told, TRACK[1:17])
    if isinstance(told, str):  # the answer is refused as a whole
        assert path[0] in ("Response", "SaleData", "PaymentResult")
        return
    assert any(word in " ".join(told.alarms) for word in ("card number", "in an answer"))


def test_nexo_base64_of_a_card_number_is_never_read_where_it_may_stand() -> None:
    hidden = base64.b64encode(f"PAN={NUMBER}".encode()).decode()
    told = answers.payment(with_text(("Response", "AdditionalResponse"), hidden), ASKED, 42)
    assert hidden not in repr(told)


def test_nexo_scheme_and_last_four_pass() -> None:
    told = answers.payment(copy.deepcopy(ANSWER), ASKED, 42)
    assert (told.result.scheme, told.result.last4) == ("mc", "9999")
    assert all("in an answer" in own for own in told.alarms)


# --- texts ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"12 {SPACED}", f"12 {'**** ' * 3}{NUMBER[-4:]}"),
        (f"21.11.2026 {NUMBER}", f"21.11.2026 {'*' * 12}{NUMBER[-4:]}"),
        (f"{NUMBER}2912", f"{'*' * 16}2912"),
        (luhn(b"6304000012345678901").decode(), "*" * 15 + luhn(b"6304000012345678901").decode()[-4:]),
        ("AID A0000000041010", "AID A0000000041010"),
        ("21.11.2026 14:32 1.299,00", "21.11.2026 14:32 1.299,00"),
        ("**** **** **** 9999", "**** **** **** 9999"),
    ],
)
def test_card_numbers_are_covered_and_other_numbers_left(text: str, shown: str) -> None:
    assert covered(text) == (shown, 0 if text == shown else 1)


# --- readers ---


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("linescan+serial:///dev/x", CARD + b"\r" + TRACK_2 + b"\r" + CARD + b"\x01\r" + PASS + b"\r" + CARD[:12]),
        ("wedge+serial:///dev/x", keys(NUMBER) + keys("M1ERIKSSON/ANNA") + keys(NUMBER)[:200]),
        ("mrzserial+serial:///dev/x", framed(PASSPORT) + framed(PASSPORT)[:-1] + b"\0" + framed(PASSPORT)[:90]),
        ("mrzserial+serial:///dev/x?mode=keyboard", b"\r".join((*PASSPORT, PASSPORT[0][:40], CARD, CARD))),
    ],
)
def test_a_reader_logs_nothing_of_what_it_read(url: str, sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    health: list[object] = []

    async def main() -> None:
        host, far = memory_pipe()

        async def open_port(_url: DriverUrl) -> Port:
            return host

        device: Any = open_device(url, open_port=open_port)
        for listen in ("on_scan", "on_document"):
            if hasattr(device, listen):
                getattr(device, listen)(lambda _read: None)
        device.on_health(health.append)
        task = asyncio.ensure_future(device.run())
        for at in range(0, len(sent), 50):
            await asyncio.sleep(0.02)
            await far.write(sent[at : at + 50])
        await asyncio.sleep(30)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with caplog.at_level(logging.DEBUG):
        run(main())
    assert health
    for secret in (NUMBER[:8], TRACK[1:9], "ERIKSSON", "ANNA", "L898902C", "ABC123"):
        assert secret not in caplog.text
        assert secret not in repr(health)
