"""Every recorded nexo answer with bytes or words changed: none becomes an approval that the terminal did not give.

The answer's whole way is walked: HTTP, envelope, body, and the kiosk's own rule at its end. Where nothing seals the
message a changed word may make a refusal a success: the sum, the currency and every name of the reference still have to
be ours. A sealed message opens unchanged or not at all.
"""

from __future__ import annotations

import pytest

from devices.api import DeviceError, PaymentResult
from devices.drivers.nexo import answers
from devices.drivers.nexo.answers import Asked
from devices.drivers.nexo.charge import READERS
from devices.drivers.nexo.codes import ERROR_CONDITIONS
from devices.drivers.nexo.wire.envelope import Header, Json, Names, answer, text_of, value_of
from devices.drivers.nexo.wire.http import ReplyReader
from devices.drivers.nexo.wire.sealed import SealedBox
from devices.sim.nexo.seal import Seal
from kiosk.domain.money import Money
from kiosk.domain.payment import Verdict, judge_answer
from kiosk.domain.sale import Attempt, AttemptKind
from kiosk.effects.pay import result_of
from tests.unit.devices.nexo.nexo_pair import PASSPHRASE, POI, SALE
from tests.unit.devices.paying.mutations import mutants, share
from tests.unit.devices.zvt.zvt_desk import WIRE
from tests.wire.player import read

REFERENCE, AMOUNT = "REF1", 1299
NAMES = Names(SALE, POI)
ASKED = Asked(REFERENCE, NAMES, "EUR", AMOUNT)
ATTEMPT = Attempt("a", "t", 1, AttemptKind.PAYMENT, "", "nexo", REFERENCE, Money(AMOUNT, "EUR"))
HEADS = {
    "Payment": Header("Payment", REFERENCE, NAMES),
    "TransactionStatus": Header("TransactionStatus", "U000000002", NAMES),
}
WORDS = tuple(
    text.encode()
    for text in (
        *(f'"{word}"' for word in ("Success", "Partial", "Failure", "Payment", "Reversal", REFERENCE, "OTHER")),
        *(f'"{word}"' for word in ("EUR", "USD", "Response", "PaymentResult", SALE, POI, *sorted(ERROR_CONDITIONS))),
        *("12.99", "12.98", "12.990", "1299", "1", "null", "{}"),
    )
)


def recorded() -> list[tuple[str, bytes]]:
    """Give what the terminals of the transcripts answered to a payment, or to a question about one."""
    found = []
    for path in sorted((WIRE.parent / "nexo").glob("*.wire")):
        for connection in read(path):
            octets = b"".join(step.sent for step in connection if step.kind == "<")
            category = next((name for name in HEADS if f'"{name}"'.encode() in octets), "")
            if category:
                found.append((category, octets))
    return found


def told(category: str, octets: bytes, box: SealedBox | None = None) -> tuple[Verdict | None, PaymentResult | None]:
    """Give what the kiosk makes of an answer, None: it has to ask, or to ask again."""
    try:
        return _told(category, octets, box)
    except DeviceError:
        return None, None


def _told(category: str, octets: bytes, box: SealedBox | None) -> tuple[Verdict | None, PaymentResult | None]:
    reader = ReplyReader()
    reply = reader.feed(octets) or reader.closed()
    if reply is None or not reply.is_success:
        return None, None
    body: Json = answer(reply.body, HEADS[category], f"{category}Response", box)
    if category == "TransactionStatus":
        verdict, _ = answers.verdict_of(body)
        if verdict != "Success":
            return None, None
        header, body = answers.repeated(body, "PaymentResponse")
        HEADS["Payment"].check(header)
    found = READERS["Payment"](body, ASKED, 42)
    if found.is_running:
        return None, None
    if found.verdict == "Partial":
        return Verdict.CONTRADICTION, found.result
    return judge_answer(ATTEMPT, result_of(found.result)), found.result


def http(body: bytes) -> bytes:
    """Give an answer whose length is right, so that a change comes as far as the message."""
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def body_of(octets: bytes) -> bytes | None:
    """Give the body of a whole answer."""
    reader = ReplyReader()
    reply = reader.feed(octets) or reader.closed()
    return None if reply is None else reply.body


def names_in(octets: bytes) -> set[str]:
    """Give every name of the transaction on our side that an answer carries, read without the driver's rules."""
    message = value_of(body_of(octets) or b"")["SaleToPOIResponse"]
    found = set()
    for body in (message.get("PaymentResponse"), message.get("TransactionStatusResponse")):
        if body is None:
            continue
        inner = body.get("RepeatedMessageResponse")
        if inner is not None:
            found.add(inner["MessageHeader"]["ServiceID"])
            body = inner["RepeatedResponseMessageBody"]["PaymentResponse"]
        else:
            found.add(message["MessageHeader"]["ServiceID"])
        named = body.get("SaleData", {}).get("SaleTransactionID", {}).get("TransactionID")
        found |= {named} if named else set()
    return found


@pytest.mark.parametrize("has_right_length", [False, True], ids=["as it came", "with its length put right"])
def test_no_changed_byte_or_word_becomes_an_approval_of_another_sum_or_reference(has_right_length: bool) -> None:
    originals = recorded()
    if has_right_length:
        originals = [(category, body) for category, octets in originals if (body := body_of(octets))]
    wrapped = http if has_right_length else bytes
    known = [told(category, wrapped(octets)) for category, octets in originals]
    assert {verdict for verdict, _ in known} >= {Verdict.APPROVED, Verdict.DECLINED, None}
    approved = others = 0
    for number, changed in mutants([octets for _, octets in originals], share(0.15), WORDS):
        octets = wrapped(changed)
        verdict, result = told(originals[number][0], octets)
        if verdict is not Verdict.APPROVED or result is None:
            continue
        assert (result.amount_minor, result.currency, result.code) == (AMOUNT, "EUR", "00")
        assert result.is_for_reference
        assert names_in(octets) == {REFERENCE}
        approved += 1
        others += known[number][0] is not Verdict.APPROVED
    assert approved > share(0.15) / 300  # most changes leave no JSON, or not the names that are ours
    assert others < approved / 10  # a refusal needs its result, its condition and its sum changed together


def test_no_changed_byte_of_a_sealed_answer_becomes_an_approval_that_was_not_given() -> None:
    seal = Seal(PASSPHRASE, "kiosk", 1, 7)
    originals = [(name, _sealed(name, body, seal)) for name, octets in recorded() if (body := body_of(octets))]
    known = [told(*own, SealedBox(PASSPHRASE, "kiosk", 1)) for own in originals]
    assert {verdict for verdict, _ in known} >= {Verdict.APPROVED, Verdict.DECLINED}
    box = SealedBox(PASSPHRASE, "kiosk", 1)
    approved = 0
    for number, octets in mutants([octets for _, octets in originals], share(0.1)):
        verdict, result = told(originals[number][0], octets, box)
        if verdict is Verdict.APPROVED:
            assert (verdict, result) == known[number]
            approved += 1
            box = SealedBox(PASSPHRASE, "kiosk", 1)  # its nonce may come again, as if it had never come
    assert approved


def _sealed(category: str, body: bytes, seal: Seal) -> bytes:
    """Give the same answer as a terminal with a passphrase would send it."""
    header = HEADS[category].written("Response")
    return http(text_of({"SaleToPOIResponse": {"MessageHeader": header, **seal.close(body)}}).encode())
