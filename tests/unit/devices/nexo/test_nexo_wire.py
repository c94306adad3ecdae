"""What the parsers take and refuse: HTTP, JSON, headers, amounts, receipts. Every change of an answer is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api import DriverUrl, Garbled, Refused
from devices.drivers import nexo
from devices.drivers.nexo import answers, receipts
from devices.drivers.nexo.answers import Asked
from devices.drivers.nexo.wire.amounts import minor_of, written
from devices.drivers.nexo.wire.envelope import Header, Names, answer, request, text_of, value_of
from devices.drivers.nexo.wire.http import MAX_BODY, HttpReply, ReplyReader
from devices.url import UrlError
from tests.unit.devices.nexo.nexo_pair import Pair, paired

NAMES = Names("K1", "V400m-1")
HEADER = Header("Payment", "REF1", NAMES)
ASKED = Asked("REF1", NAMES, "EUR", 1299)

# --- HTTP ---

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"


@pytest.mark.parametrize(
    "octets",
    [
        b"HTTP/2 200\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n Content-Length: 4\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy",
        b"HTTP/1.1 204 No Content\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x" * 20_000,
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (MAX_BODY + 1),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 20_000,
    ],
)
def test_what_no_server_may_send_is_refused(octets: bytes) -> None:
    with pytest.raises(Garbled):
        ReplyReader().feed(octets)


@pytest.mark.parametrize(
    ("octets", "body"),
    [
        (WHOLE, b"body"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + WHOLE, b"body"),
        (b"HTTP/1.0 200 OK\r\ncontent-length:4\r\n\r\nbody", b"body"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2;x=y\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n", b"body"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nTrailer: x\r\n\r\n", b"body"),
    ],
)
def test_an_answer_in_any_fragmentation_is_whole_at_its_last_byte_and_not_before(octets: bytes, body: bytes) -> None:
    for size in (1, 2, 3, 7, len(octets)):
        reader = ReplyReader()
        found: list[HttpReply] = []
        for at in range(0, len(octets), size):
            assert not found
            if (reply := reader.feed(octets[at : at + size])) is not None:
                found.append(reply)
        assert [own.body for own in found] == [body]


def test_an_answer_without_a_length_ends_with_the_line_and_every_other_one_does_not() -> None:
    reader = ReplyReader()
    assert reader.closed() is None
    assert reader.feed(b"HTTP/1.1 200 OK\r\n\r\nbo") is None
    assert reader.feed(b"dy") is None
    assert reader.closed() == HttpReply(200, b"body")
    for half in (WHOLE[:-1], b"HTTP/1.1 200", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n"):
        reader = ReplyReader()
        assert reader.feed(half) is None
        assert reader.closed() is None


@settings(max_examples=1000)
@given(st.binary(max_size=400), st.integers(0, 40), st.integers(1, 60))
def test_noise_is_refused_or_waits_and_raises_nothing_else(noise: bytes, at: int, size: int) -> None:
    octets = WHOLE[:at] + noise + WHOLE[at:]
    reader = ReplyReader()
    try:
        for start in range(0, len(octets), size):
            if reader.feed(octets[start : start + size]) is not None:
                break
    except Garbled:
        return


# --- amounts ---


@pytest.mark.parametrize(
    ("number", "currency", "minor"),
    [
        (Decimal("12.99"), "EUR", 1299),
        (Decimal("12.9"), "EUR", 1290),
        (12, "EUR", 1200),
        (Decimal("0.01"), "EUR", 1),
        (1299, "JPY", 1299),
        (Decimal("1.299"), "TND", 1299),
        (Decimal("1E+2"), "EUR", 10_000),
    ],
)
def test_an_amount_is_read_exactly(number: object, currency: str, minor: int) -> None:
    assert minor_of(number, currency) == minor


@pytest.mark.parametrize(
    ("number", "currency"),
    [
        (Decimal("12.990"), "EUR"),
        (Decimal("12.995"), "EUR"),
        (Decimal("1.0"), "JPY"),
        (Decimal("-1"), "EUR"),
        (Decimal("1E+30"), "EUR"),
        (12.99, "EUR"),
        ("12.99", "EUR"),
        (True, "EUR"),
        (None, "EUR"),
    ],
)
def test_an_amount_with_more_decimals_than_the_currency_has_or_none_at_all_is_refused(
    number: object, currency: str
) -> None:
    with pytest.raises(Garbled):
        minor_of(number, currency)


@settings(max_examples=1000)
@given(st.integers(1, 9_999_999_999), st.sampled_from(["EUR", "JPY", "TND", "BRL"]))
def test_an_amount_goes_out_and_comes_back_as_it_was(minor: int, currency: str) -> None:
    text = text_of({"amount": written(minor, currency)})
    assert minor_of(value_of(text.encode())["amount"], currency) == minor
    assert json.loads(text) == {"amount": pytest.approx(float(written(minor, currency)))}


# --- envelope ---

BODY = {
    "Response": {"Result": "Success"},
    "SaleData": {"SaleTransactionID": {"TransactionID": "REF1", "TimeStamp": "2026-11-21T12:00:00.000Z"}},
    "POIData": {"POITransactionID": {"TransactionID": "X.1", "TimeStamp": "2026-11-21T12:00:00.000Z"}},
    "PaymentResult": {"AmountsResp": {"Currency": "EUR", "AuthorizedAmount": Decimal("12.99")}},
}


def told(change: Callable[[dict[str, Any]], object] | None = None) -> bytes:
    message: dict[str, Any] = {"MessageHeader": HEADER.written("Response"), "PaymentResponse": BODY}
    copied: dict[str, Any] = value_of(text_of(message).encode())
    if change is not None:
        change(copied)
    return text_of({"SaleToPOIResponse": copied}).encode()


def test_the_answer_to_us_is_taken() -> None:
    read = answers.payment(answer(told(), HEADER, "PaymentResponse", None), ASKED, 42)
    assert (read.result.approved, read.result.amount_minor, read.result.currency) == (True, 1299, "EUR")


@pytest.mark.parametrize("name", ["ServiceID", "SaleID", "POIID", "MessageCategory", "MessageType", "MessageClass"])
@pytest.mark.parametrize("value", ["other", None, 1, ""])
def test_an_answer_with_another_header_is_an_orphan(name: str, value: object) -> None:
    octets = told(lambda message: message["MessageHeader"].update({name: value}))
    with pytest.raises(Garbled):
        answer(octets, HEADER, "PaymentResponse", None)


def test_an_answer_without_a_protocol_version_is_taken_and_one_of_another_is_not() -> None:
    octets = told(lambda message: message["MessageHeader"].pop("ProtocolVersion"))
    assert answer(octets, HEADER, "PaymentResponse", None) == BODY
    with pytest.raises(Garbled):
        answer(told(lambda m: m["MessageHeader"].update(ProtocolVersion="9")), HEADER, "PaymentResponse", None)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b"[" * 100_000,
        b"1" * 10_000,
        b'{"SaleToPOIResponse":[]}',
        b'{"SaleToPOIResponse":{}}',
        b'{"SaleToPOIRequest":{"MessageHeader":{}}}',
        told(lambda message: message.pop("PaymentResponse")),
        told(lambda message: message.update(PaymentResponse=[])),
        told(lambda message: message.update(MessageHeader=[])),
    ],
)
def test_what_is_no_answer_is_refused(octets: bytes) -> None:
    with pytest.raises(Garbled):
        answer(octets, HEADER, "PaymentResponse", None)


def test_a_rejection_says_so() -> None:
    octets = b'{"SaleToPOIRequest":{"EventNotification":{"EventToNotify":"Reject"}}}'
    with pytest.raises(Refused, match="Reject"):
        answer(octets, HEADER, "PaymentResponse", None)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["Response"].update(Result="Maybe"),
        lambda body: body["Response"].pop("Result"),
        lambda body: body["Response"].update(ErrorCondition="Refusal"),
        lambda body: body.pop("Response"),
        lambda body: body["SaleData"]["SaleTransactionID"].update(TransactionID="OTHER"),
        lambda body: body["PaymentResult"]["AmountsResp"].update(Currency="euro"),
        lambda body: body["PaymentResult"]["AmountsResp"].update(AuthorizedAmount="12.99"),
        lambda body: body.update(PaymentResult=[]),
        lambda body: body.update(PaymentReceipt={}),
        lambda body: body.update(PaymentReceipt=[1]),
    ],
)
def test_a_payment_response_that_contradicts_itself_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    body = value_of(text_of(BODY).encode())
    change(body)
    with pytest.raises(Garbled):
        answers.payment(body, ASKED, 42)


def test_an_approval_without_a_sum_has_none() -> None:
    body = value_of(text_of({**BODY, "PaymentResult": {}}).encode())
    assert answers.payment(body, ASKED, 42).result.amount_minor is None


@settings(max_examples=2000)
@given(st.data())
def test_no_changed_byte_of_an_answer_becomes_another_approval(data: st.DataObject) -> None:
    octets = bytearray(told())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(octets) - 1))
        octets[at] = data.draw(st.integers(0, 255))
    try:
        read = answers.payment(answer(bytes(octets), HEADER, "PaymentResponse", None), ASKED, 42).result
    except (Garbled, Refused):
        return
    kept = value_of(bytes(octets))["SaleToPOIResponse"]
    assert kept["MessageHeader"]["ServiceID"] == "REF1"
    if read.approved and read.amount_minor is not None:
        amounts = kept["PaymentResponse"]["PaymentResult"]["AmountsResp"]
        assert minor_of(amounts["AuthorizedAmount"], read.currency or "") == read.amount_minor


@settings(max_examples=300)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Response", "Result", "PaymentResult", "AmountsResp", "PaymentReceipt", "OutputContent", "OutputText", "Text", "POIData", "CardData"]), inner, max_size=4)))  # fmt: skip  # noqa: E501 - one strategy
def test_a_body_of_any_shape_is_read_or_refused(value: object) -> None:
    for read in (answers.payment, answers.reversal):
        try:
            read(value if isinstance(value, dict) else {"Response": value}, ASKED, 42)
        except Garbled:
            continue


# --- receipts and card data ---


def text_lines(*texts: str) -> tuple[str, ...]:
    document = {"OutputContent": {"OutputText": [{"Text": text} for text in texts]}}
    return receipts.lines([document], 20, [])


def test_a_receipt_line_is_verbatim_or_a_name_and_a_value_at_the_margins() -> None:
    assert text_lines("Thank you", "name=Total&value=EUR%2012.99", "key=x&name=Hello") == (
        "Thank you",
        "Total      EUR 12.99",
        "Hello",
    )


def test_the_customer_s_copy_is_taken_where_there_is_one() -> None:
    def copy(qualifier: str) -> dict[str, Any]:
        return {"DocumentQualifier": qualifier, "OutputContent": {"OutputText": [{"Text": qualifier}]}}

    both = [copy("CashierReceipt"), copy("CustomerReceipt")]
    assert receipts.lines(both, 42, []) == ("CustomerReceipt",)
    assert receipts.lines(both[:1], 42, []) == ("CashierReceipt",)


def test_a_card_number_in_a_receipt_is_covered_with_an_alarm_and_other_long_numbers_stay() -> None:
    alarms: list[str] = []
    documents = [
        {"OutputContent": {"OutputText": [{"Text": "Card 4111 1111 1111 1111"}, {"Text": "No 4111111111111112"}]}}
    ]
    assert receipts.lines(documents, 42, alarms) == ("Card **** **** **** 1111", "No 4111111111111112")
    assert alarms == ["card number in a receipt line"]


@pytest.mark.parametrize(
    ("masked", "last4", "alarms"),
    [
        ("411111 **** 4242", "4242", 0),
        ("************4242", "4242", 0),
        ("4111114242424242", "", 1),
        ("41111142424", "", 1),
        ("****", "", 0),
        ("", "", 0),
    ],
)
def test_more_than_ten_clear_digits_are_no_masked_number(masked: str, last4: str, alarms: int) -> None:
    heard: list[str] = []
    assert receipts.last_four(masked, heard) == last4
    assert len(heard) == alarms


# --- URLs ---


def opened(transport: str = "https", address: str = "10.0.0.6:8443/nexo", **changes: str) -> object:
    async def nowhere(_url: DriverUrl) -> Any:
        raise AssertionError("nothing is opened")

    named = {"poi": "V400m-1", "sale": "K1", **changes}
    url = DriverUrl("nexo", transport, address, {name: value for name, value in named.items() if value})
    return nexo.open(url, nowhere, "ção" if "secret" in named else None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"poi": ""}, "option poi"),
        ({"sale": ""}, "option sale"),
        ({"transport": "tcp"}, "transport"),
        ({"transport": "http"}, "http without a secret"),
        ({"secret": "s"}, "option keyid"),
        ({"limit_s": "5"}, "option limit_s"),
        ({"currency": "euro"}, "option currency"),
    ],
)
def test_a_url_that_is_not_usable_says_which_part(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(UrlError, match=words):
        opened(**arguments)


def test_a_driver_tells_nothing_of_its_secret() -> None:
    driver = opened(secret="s", keyid="k")  # noqa: S106 - the name of one
    assert "ção" not in repr(driver) + repr(vars(driver))
    assert opened(transport="http", address="127.0.0.1:80/nexo") is not None


def test_the_request_that_leaves_is_one_post_on_a_connection_that_ends_with_it() -> None:
    async def pays(pair: Pair) -> None:
        await pair.pay()
        head, _, body = bytes(pair.sent[0]).partition(b"\r\n\r\n")
        assert head.startswith(b"POST /nexo HTTP/1.1\r\nHost: 127.0.0.1:8443\r\n")
        assert b"Connection: close" in head
        assert f"Content-Length: {len(body)}".encode() in head
        assert body == request(
            Header("Payment", "REF1", Names("K1", "V400m-000000001")),
            "PaymentRequest",
            value_of(body)["SaleToPOIRequest"]["PaymentRequest"],
            None,
        )

    paired(pays)
