"""The simulated terminal when all is well."""

from pathlib import Path

import pytest

from tests.unit.sim.zvt.host import (
    PAY_12_99,
    REGISTER_3E,
    REPEAT,
    Host,
    ledger,
    names,
    registered,
    status,
    terminal,
)


def test_the_specification_example_of_a_registration_is_answered_to_the_byte() -> None:
    frames = Host(terminal()).command("06 00 0E 00 00 00 BE 09 78 06 06 26 04 0A 02 06 D3")
    assert frames == [
        bytes.fromhex("80 00 00"),
        bytes.fromhex("06 0F 12 19 00 29 65 00 00 28 49 09 78 06 06 26 04 0A 02 06 D3"),
    ]


def test_a_payment_runs_in_the_order_of_the_specification() -> None:
    rig, host = registered()
    frames = host.pay(how="tap", last4="1881", scheme="mastercard")
    assert names(frames) == ["80 00", "04 FF", "04 FF", "04 FF", "04 0F", "06 D3", "06 0F"]
    body = status(frames)
    assert body.startswith(bytes.fromhex("27 00 04 00 00 00 00 12 99 49 09 78 0B 00 00 01 0C 14 32 05 0D 11 21"))
    assert bytes.fromhex("22 F0 F8 EE EE EE EE EE EE 18 81") in body
    assert bytes.fromhex("87 00 01") in body
    assert b"MASTERCARD\x00" in body
    assert ledger(rig) == [(1, "00", "done", False)]


def test_receipt_lines_come_one_by_one_without_the_block_command() -> None:
    _rig, host = registered("06 00 06 00 00 00 BE 09 78")
    lines = [f for f in host.pay() if f[:2] == b"\x06\xd1"]
    assert b"EUR" in b"".join(lines)
    assert b"12,99" in b"".join(lines)
    assert lines[-1][3] & 0x80
    assert all(not f[3] & 0x80 for f in lines[:-1])


def test_no_text_comes_when_the_ecr_composes_the_receipt() -> None:
    _rig, host = registered(REGISTER_3E)
    assert names(host.pay()) == ["80 00", "04 FF", "04 FF", "04 FF", "04 0F", "06 0F"]


def test_no_intermediate_messages_come_unless_wanted() -> None:
    _rig, host = registered("06 00 06 00 00 00 06 09 78")
    assert "04 FF" not in names(host.pay())


def test_a_decline_has_a_receipt_number_and_ends_with_its_code() -> None:
    rig, host = registered()
    frames = host.pay(result="05")
    assert names(frames)[-3:] == ["04 0F", "06 D3", "06 1E"]
    assert status(frames).startswith(b"\x27\x05")
    assert frames[-1] == b"\x06\x1e\x01\x05"
    assert ledger(rig) == [(1, "05", "done", False)]


def test_the_last_receipt_is_repeated_and_prints_on_request() -> None:
    _rig, host = registered()
    paid = status(host.pay())
    assert status(host.command(REPEAT)) == paid
    assert names(host.command("06 20 05 00 00 00 03 01")) == ["80 00", "04 0F", "06 D3", "06 0F"]


def test_receipt_numbers_wrap_from_9999_to_1() -> None:
    rig, host = registered()
    rig.do("receipt_counter", set=9998)
    for _number in range(2):
        host.pay()
    assert [row[0] for row in ledger(rig)] == [9999, 1]


def test_turnovers_survive_a_restart_and_open_ones_are_settled(tmp_path: Path) -> None:
    store = tmp_path / "zvt.json"
    rig, host = registered(store=store)
    host.pay()
    rig.fault("lose 04 0F")
    host.pay()
    assert [row[2] for row in ledger(rig)] == ["done", "open"]
    again = terminal(store=store)
    assert [row[2] for row in ledger(again)] == ["done", "undone"]
    assert again.do("state")["receipt_counter"] == 2


def test_a_store_that_is_not_one_is_said_in_a_sentence(tmp_path: Path) -> None:
    store = tmp_path / "zvt.json"
    store.write_text('{"rows": 7}')
    with pytest.raises(SystemExit, match="not a turnover store"):
        terminal(store=store)


def test_a_reversal_takes_a_payment_back_once() -> None:
    rig, host = registered()
    host.pay()
    reversal = "06 30 10 00 00 00 87 00 01 04 00 00 00 00 12 99 49 09 78"
    assert names(host.command("06 30 10 00 00 00 87 00 01 04 00 00 00 00 12 98 49 09 78")) == ["84 B7"]
    assert names(host.command(reversal))[-1] == "06 0F"
    assert ledger(rig) == [(1, "00", "done", True), (2, "00", "done", False)]
    assert names(host.command(reversal)) == ["84 B4"]


def test_a_reversal_that_is_not_acknowledged_leaves_the_payment() -> None:
    rig, host = registered()
    host.pay()
    rig.fault("after booking: drop link")
    host.command("06 30 06 00 00 00 87 00 01")
    assert ledger(rig) == [(1, "00", "done", False), (2, "00", "undone", True)]


def test_the_end_of_day_begins_a_new_batch() -> None:
    rig, host = registered()
    host.pay()
    frames = host.command("06 50 03 00 00 00")
    assert names(frames) == ["80 00", "04 FF", "04 0F", "06 D3", "06 0F"]
    assert status(frames).startswith(bytes.fromhex("27 00 04 00 00 00 00 12 99"))
    host.pay()
    assert [row["batch"] for row in rig.do("turnovers")["turnovers"]] == [1, 2]


@pytest.mark.parametrize(
    ("condition", "remedy"),
    [("51", "06 93 03 00 00 00"), ("C2", "06 70 00"), ("62", "06 70 00"), ("F0", "06 50 03 00 00 00")],
)
def test_a_condition_blocks_payments_until_its_remedy(condition: str, remedy: str) -> None:
    _rig, host = registered(condition=condition)
    assert host.command("05 01 05 00 00 00 03 02")[1] == bytes.fromhex(f"06 0F 01 {condition}")
    assert host.command(PAY_12_99) == [bytes.fromhex(f"84 {condition} 00")]
    assert names(host.command(remedy))[-1] == "06 0F"
    assert names(host.pay())[-1] == "06 0F"


def test_the_log_off_ends_the_registration() -> None:
    _rig, host = registered()
    assert host.command("06 02 00") == [b"\x80\x00\x00"]
    assert host.command(PAY_12_99) == [b"\x84\x6b\x00"]


def test_a_second_command_during_a_payment_is_told_to_wait() -> None:
    rig, host = registered()
    host.command(PAY_12_99)
    assert rig.host(PAY_12_99) == b"\x84\x9c\x00"
    host.card()
    assert len(ledger(rig)) == 1


def test_a_card_shown_a_moment_early_is_taken() -> None:
    rig, host = registered()
    host.replies[b"\x04\xff"] = [b""]
    host.command(PAY_12_99)
    assert rig.do("card")["taken"] is True
    host._take(rig.host(b"\x80\x00\x00"))  # noqa: SLF001 - the held acknowledgement is sent by hand
    assert names(host.frames)[-1] == "06 0F"


def test_cards_are_shown_by_themselves_when_asked() -> None:
    rig, host = registered()
    rig.do("auto", on=True, delay_s=2, result="05")
    host.command(PAY_12_99)
    host.wait(1.9)
    assert names(host.frames)[-1] == "04 FF"
    host.wait(0.1)
    assert names(host.frames)[-1] == "06 1E"


def test_the_display_and_the_payment_are_told_to_watchers() -> None:
    rig, host = registered()
    host.pay()
    shown = [e["text"] for e in rig.events if e["event"] == "display"]
    assert shown == [
        "EUR 12,99\nInsert or hold card",
        "EUR 12,99\nOne moment please",
        "EUR 12,99\nApproved",
        "Welcome",
    ]
    (payment,) = [e for e in rig.events if e["event"] == "payment"]
    assert (payment["result"], payment["receipt_no"], payment["amount_minor"]) == ("00", 1, 1299)


def test_knobs_say_what_they_allow() -> None:
    rig, _host = registered()
    assert rig.do("knobs", set={"missing_ack": "keep", "host_s": 2})["knobs"]["missing_ack"] == "keep"
    assert "reverse, keep, declined" in rig.refuse("knobs", set={"missing_ack": "maybe"})
    assert "unknown knob" in rig.refuse("knobs", set={"colour": "blue"})
    assert "0 to 86400 s" in rig.refuse("knobs", set={"host_s": -1})
    assert "8 digits" in rig.refuse("knobs", set={"terminal_id": "7"})
