"""The simulated nexo terminal, asked by a cash register that shares nothing with it."""

from __future__ import annotations

import base64
import json
import re
import urllib.request
from pathlib import Path

import pytest

from devices.sim.fault_words import Phrase
from devices.sim.nexo.phrases import EVENTS, PHRASES
from devices.sim.nexo.seal import NotOurs, Seal
from tests.unit.sim.nexo.nexo_host import POI, Register
from tests.unit.sim.processes import running

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "vectors" / "nexo" / "adyen_nexo_crypto.json"


def paid(register: Register, service_id: str = "P1") -> dict[str, object]:
    line = register.pay(service_id)
    register.do("card")
    register.advance(1)
    return register.told(line)


# --- faults first ---


@pytest.mark.parametrize(
    "octets",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"x" * 20_000,
    ],
)
def test_what_is_no_post_is_refused_with_a_status(octets: bytes) -> None:
    register = Register()
    assert register.wire.got[register.raw(octets)].startswith(b"HTTP/1.1 40")


@pytest.mark.parametrize(
    "header", [{"POIID": "other"}, {"MessageClass": "Device"}, {"ServiceID": "x" * 11}, {"SaleID": ""}]
)
def test_a_message_that_is_not_for_this_terminal_is_rejected_and_not_carried_out(header: dict[str, str]) -> None:
    register = Register()
    line = register.send("Diagnosis", {}, **({"service_id": header["ServiceID"]} if "ServiceID" in header else header))
    assert register.told(line)["EventNotification"]["EventToNotify"] == "Reject"


@pytest.mark.parametrize("amount", [12.995, -1, 0, "12", None])
def test_an_amount_that_is_none_charges_nothing(amount: float) -> None:
    register = Register()
    register.pay(amount=amount)
    assert register.refuse("card") == "no payment is waiting for a card"
    assert register.do("turnovers")["turnovers"] == []


def test_the_same_reference_twice_is_not_charged_twice() -> None:
    register = Register()
    paid(register)
    line = register.pay("P1")
    assert register.told(line)["PaymentResponse"]["Response"]["ErrorCondition"] == "NotAllowed"
    assert len(register.do("turnovers")["turnovers"]) == 1


def test_a_second_payment_while_one_waits_is_busy() -> None:
    register = Register()
    first = register.pay("P1")
    assert register.told(register.pay("P2"))["PaymentResponse"]["Response"]["ErrorCondition"] == "Busy"
    assert not register.is_told(first)


def test_a_lost_connection_changes_nothing_for_the_payment() -> None:
    register = Register()
    line = register.pay()
    with register.lines.at(line):
        register.simulation.disconnected()
    register.do("card")
    register.advance(1)
    assert not register.is_told(line)
    assert register.ask()["RepeatedMessageResponse"]["RepeatedResponseMessageBody"]["PaymentResponse"]["Response"] == {
        "Result": "Success"
    }


def test_mains_power_forgets_the_payment_on_its_way_and_keeps_the_booked_ones(tmp_path: Path) -> None:
    register = Register(tmp_path / "nexo.json")
    paid(register)
    register.pay("P2")
    register.do("power", on=False)
    register.do("power", on=True)
    assert register.ask("P2")["Response"]["ErrorCondition"] == "NotFound"
    again = Register(tmp_path / "nexo.json")
    assert again.ask("P1")["Response"] == {"Result": "Success"}


def test_a_fault_ends_the_connection_of_its_payment_and_no_other() -> None:
    register = Register()
    register.do("fault", script="after booking: drop link")
    line = register.pay()
    register.do("card")
    other = register.send("Diagnosis", {})
    register.advance(1)
    assert register.wire.happenings == [f"drop {line}"]
    assert not register.is_told(line)
    assert register.is_told(other)


def test_a_cut_after_so_many_bytes_lets_that_many_pass() -> None:
    register = Register()
    register.do("fault", script="drop link at byte 20 sent")
    line = register.send("Diagnosis", {})
    assert len(register.wire.got[line]) == 20


def test_outer_success_holds_an_inner_failure_for_a_declined_card() -> None:
    register = Register()
    register.pay()
    register.do("card", result="05")
    register.advance(1)
    told = register.ask()
    assert told["Response"] == {"Result": "Success"}
    inner = told["RepeatedMessageResponse"]["RepeatedResponseMessageBody"]["PaymentResponse"]["Response"]
    assert (inner["Result"], inner["ErrorCondition"]) == ("Failure", "Refusal")


@pytest.mark.parametrize(("script", "asked"), [("in progress 2", "InProgress"), ("not found 2", "NotFound")])
def test_a_question_is_answered_wrongly_as_often_as_was_said(script: str, asked: str) -> None:
    register = Register()
    paid(register)
    register.do("fault", script=script)
    assert [register.ask()["Response"].get("ErrorCondition") for _ in range(3)] == [asked, asked, None]


def test_a_question_without_a_reference_gets_the_latest_transaction() -> None:
    register = Register()
    paid(register, "P1")
    paid(register, "P2")
    line = register.send("TransactionStatus", {})
    repeated = register.told(line)["TransactionStatusResponse"]["RepeatedMessageResponse"]
    assert repeated["MessageHeader"]["ServiceID"] == "P2"


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.words)
def test_every_fault_can_be_armed_and_leaves_a_terminal_that_still_answers(phrase: Phrase) -> None:
    words = re.sub(r"\bT$", "1 s", re.sub(r"\bN$", "500", phrase.words.replace("[N]", "1")))
    plain = Register()
    plain.do("fault", script=words)
    plain.pay()
    plain.advance(70)
    plain.do("power", on=True)
    plain.do("faults_clear")
    assert plain.told(plain.send("Diagnosis", {}))["DiagnosisResponse"]["POIStatus"]["GlobalStatus"] == "OK"


# --- sealed ---


def test_a_message_in_clear_is_rejected_where_a_passphrase_is_set() -> None:
    register = Register(passphrase="ção")  # noqa: S106 - of a simulator
    assert "not%20sealed" in register.told(register.send("Diagnosis", {}))["EventNotification"]["EventDetails"]


def test_the_seal_opens_what_it_closed_and_nothing_else() -> None:
    one = Seal("ção", "kiosk", 1, 0)
    closed = one.close(b"{}")
    assert one.open(closed) == b"{}"
    for change in ({"KeyVersion": 2}, {"Hmac": "AAAA"}, {"Nonce": "AAAA"}):
        with pytest.raises(NotOurs):
            one.open({**closed, "SecurityTrailer": {**closed["SecurityTrailer"], **change}})
    with pytest.raises(NotOurs):
        Seal("other", "kiosk", 1, 0).open(closed)


@pytest.mark.skipif(not VECTORS.is_file(), reason="no third-party messages under ../shared/vectors/nexo")
def test_the_messages_of_the_maker_s_own_library_open_and_close_alike() -> None:
    told = json.loads(VECTORS.read_text(encoding="utf-8"))
    key = told["key"]
    for case in told["cases"]:
        seal = Seal(key["Passphrase"], key["KeyIdentifier"], key["KeyVersion"], 0)
        plain = case["plaintext"].encode()
        assert seal.open(case["secured"]) == plain
        seal.last_nonce = base64.b64decode(case["secured"]["SecurityTrailer"]["Nonce"])
        assert seal.close(plain, again=True)["NexoBlob"] == case["secured"]["NexoBlob"]


# --- the way it goes ---


def test_a_payment_waits_for_its_card_and_is_answered_on_its_own_connection() -> None:
    register = Register()
    line = register.pay()
    assert register.do("state")["waits_for_card"]
    assert register.do("state")["display"] == "EUR 12,99\nInsert or hold card"
    assert not register.is_told(line)
    register.do("card", how="insert")
    register.advance(1)
    told = register.told(line)
    assert told["MessageHeader"]["ServiceID"] == "P1"
    assert told["PaymentResponse"]["PaymentResult"]["AmountsResp"] == {"Currency": "EUR", "AuthorizedAmount": 12.99}
    (row,) = register.do("turnovers")["turnovers"]
    assert (row["amount_minor"], row["result"], row["reversed"]) == (1299, "00", False)
    assert register.events[-1]["event"] in ("payment", "display")


@pytest.mark.parametrize("is_pressed", [True, False], ids=["red key", "patience"])
def test_the_red_key_and_the_patience_for_a_card_end_a_payment(is_pressed: bool) -> None:
    register = Register()
    line = register.pay()
    if is_pressed:
        register.do("cancel")
    register.advance(0 if is_pressed else 61)
    assert register.told(line)["PaymentResponse"]["Response"]["ErrorCondition"] == "Cancel"
    assert register.refuse("cancel") == "nothing can be cancelled now"


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [
        ("card", {"how": "throw"}, '"how" is one of'),
        ("card", {"result": "maybe"}, '"result" is 00'),
        ("card", {"last4": "12"}, "four digits"),
        ("knobs", {"set": {"colour": "red"}}, "unknown knob"),
        ("knobs", {"set": {"host_s": "x"}}, "number of seconds"),
        ("knobs", {"set": {"global_status": "Fine"}}, "is one of"),
        ("knobs", {"set": {"key_version": "x"}}, "is a number"),
        ("knobs", {"set": 1}, "is an object"),
        ("dance", {}, "unknown verb"),
    ],
)
def test_a_hand_that_asks_for_nonsense_is_told(verb: str, arguments: dict[str, object], words: str) -> None:
    assert words in Register().refuse(verb, **arguments)


def test_events_are_those_that_faults_can_wait_for() -> None:
    assert {"amount", "card", "booking", "payment"} <= set(EVENTS)


# --- as a process ---


@pytest.mark.wire
def test_a_foreign_http_client_pays_at_the_process_while_another_connection_aborts_nothing(tmp_path: Path) -> None:
    with running("nexo", "--state", str(tmp_path / "nexo.json"), "--knob", "host_s=0") as (process, control):
        control.do(do="auto", delay_s=0)
        host, port = process.address

        def post(category: str, body: dict[str, object]) -> dict[str, object]:
            header = {
                "ProtocolVersion": "3.0", "MessageClass": "Service", "MessageCategory": category,
                "MessageType": "Request", "SaleID": "R", "ServiceID": "P1", "POIID": POI,
            }  # fmt: skip
            message = {"SaleToPOIRequest": {"MessageHeader": header, f"{category}Request": body}}
            request = urllib.request.Request(f"http://{host}:{port}/nexo", json.dumps(message).encode())
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own loopback process
                told: dict[str, object] = json.loads(answer.read())["SaleToPOIResponse"]
            return told

        sale = {"SaleTransactionID": {"TransactionID": "P1", "TimeStamp": "2026-11-21T14:32:05Z"}}
        asked = {"AmountsReq": {"Currency": "EUR", "RequestedAmount": 5.5}}
        told = post("Payment", {"SaleData": sale, "PaymentTransaction": asked})
        assert told["PaymentResponse"]["Response"] == {"Result": "Success"}  # type: ignore[index] # JSON of any shape
        assert control.do(do="turnovers")["turnovers"][0]["amount_minor"] == 550
    assert json.loads((tmp_path / "nexo.json").read_text())["counter"] == 1
