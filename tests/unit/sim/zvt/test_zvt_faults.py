"""The simulated terminal when something goes wrong: refusals, lost links and acknowledgements, wrong answers."""

import pytest

from devices.sim.zvt.knobs import Knobs
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

# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [PAY_12_99, REPEAT, "06 50 03 00 00 00", "06 70 00"])
def test_nothing_is_done_before_registration(command: str) -> None:
    assert Host(terminal()).command(command) == [bytes.fromhex("84 6B 00")]


def test_a_registration_with_another_currency_is_refused_and_the_own_one_named() -> None:
    assert Host(terminal()).command("06 00 06 00 00 00 BE 08 26") == [bytes.fromhex("84 1E 03 6F 09 78")]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("06 01 0A 04 00 00 00 00 12 99 49 08 26", 0x6F),
        ("06 01 03 49 09 78", 0x9A),
        ("06 01 0A 04 00 00 00 00 00 00 49 09 78", 0xB7),
        ("06 01 02 71 00", 0x9A),
        ("06 01 07 04 00 00 00 00 12 9A", 0x9A),
        ("06 30 06 00 00 00 87 00 09", 0xB5),
        ("06 C0 00", 0x83),
        ("0F F0 00", 0x83),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_code(command: str, code: int) -> None:
    rig, host = registered()
    assert host.command(command) == [bytes([0x84, code, 0])]
    assert ledger(rig) == []


def test_a_wrong_password_is_refused_when_one_is_set() -> None:
    host = Host(terminal(Knobs(password="123456")))  # noqa: S106 - a simulated terminal's
    assert names(host.command("06 00 06 00 00 00 BE 09 78")) == ["84 83"]
    assert names(host.command("06 00 06 12 34 56 BE 09 78")) == ["80 00", "06 0F"]


def test_a_card_left_inside_is_reported_and_blocks_payments_until_the_abort() -> None:
    rig, host = registered()
    assert rig.do("card", how="insert")["taken"] is False
    assert host.command("05 01 05 00 00 00 03 02") == [b"\x80\x00\x00", b"\x06\x0f\x01\xdc"]
    assert host.command(PAY_12_99) == [b"\x84\xdc\x00"]
    assert host.command("06 B0 00") == [b"\x80\x00\x00"]
    assert host.command("05 01 05 00 00 00 03 02")[1] == b"\x06\x0f\x01\x00"


def test_a_card_without_a_payment_is_not_taken() -> None:
    rig, _host = registered()
    assert "no payment" in rig.refuse("card", how="tap")
    assert "how" in rig.refuse("card", how="bite")
    assert "hex" in rig.refuse("card", result="OK")
    assert "nothing" in rig.refuse("cancel")


@pytest.mark.parametrize("code", ["6F", "B2", "CC"])
def test_the_next_payment_is_refused_as_the_fault_says(code: str) -> None:
    rig, host = registered()
    rig.fault(f"refuse {code}")
    assert host.command(PAY_12_99) == [bytes.fromhex(f"84 {code} 00")]
    assert names(host.pay()) == ["80 00", "04 FF", "04 FF", "04 FF", "04 0F", "06 D3", "06 0F"]


# --- lost links and acknowledgements ----------------------------------------------------------------------------------


def test_a_link_lost_before_the_booking_charges_nothing() -> None:
    rig, host = registered()
    rig.fault("after amount: drop link")
    assert host.command(PAY_12_99) == []
    assert rig.wire.happenings == ["drop"]
    rig.connect()
    assert "no payment" in rig.refuse("card")
    assert ledger(rig) == []


@pytest.mark.parametrize(
    ("policy", "row"), [("reverse", (1, "00", "undone", True)), ("keep", (1, "00", "done", False))]
)
def test_a_link_lost_after_the_booking_ends_as_the_maker_does(policy: str, row: tuple[int, str, str, bool]) -> None:
    rig, host = registered(missing_ack=policy)
    rig.fault("after booking: drop link")
    host.pay()
    assert "04 0F" not in names(host.frames)
    assert ledger(rig) == [row]
    rig.connect()
    repeated = names(host.command(REPEAT))
    assert repeated == (["80 00", "06 1E"] if policy == "reverse" else ["80 00", "04 0F", "06 0F"])


@pytest.mark.parametrize("place", ["04 0F", "line 1", "line 3", "line 16"])
def test_a_link_cut_before_the_last_decisive_acknowledgement_is_reversed(place: str) -> None:
    rig, host = registered("06 00 06 00 00 00 BE 09 78")
    rig.fault(f"after {place}: drop link")
    host.pay()
    assert rig.wire.happenings == ["drop"]
    assert ledger(rig) == [(1, "00", "undone", True)]


def test_a_link_cut_after_the_completion_changes_nothing() -> None:
    rig, host = registered()
    rig.fault("after 2 06 0F: drop link; after 06 0F: drop link")
    host.pay()
    assert ledger(rig) == [(1, "00", "done", False)]


@pytest.mark.parametrize(("policy", "state"), [("reverse", "undone"), ("keep", "done"), ("declined", "done")])
def test_a_lost_acknowledgement_times_out_and_ends_as_the_maker_does(policy: str, state: str) -> None:
    rig, host = registered(REGISTER_3E, missing_ack=policy)
    rig.fault("after 04 0F: lose ack 1")
    host.pay()
    assert names(host.frames)[-1] == "04 0F"
    assert rig.do("state")["busy"] is True
    host.wait(31)
    assert rig.do("state")["busy"] is False
    assert ledger(rig)[0][2] == state
    assert ledger(rig)[0][1] == ("6C" if policy == "declined" else "00")


def test_a_lost_status_is_not_seen_by_the_host_and_reversed() -> None:
    rig, host = registered(REGISTER_3E)
    rig.fault("lose 04 0F")
    host.pay()
    assert "04 0F" not in names(host.frames)
    host.wait(31)
    assert ledger(rig) == [(1, "00", "undone", True)]


def test_the_terminals_own_acknowledgement_can_get_lost() -> None:
    rig, host = registered()
    rig.fault("lose 80 00")
    assert names(host.command(PAY_12_99)) == ["04 FF"]


def test_power_lost_after_the_approval_takes_the_booking_back_when_it_returns() -> None:
    rig, host = registered()
    rig.fault("approve then die")
    host.pay()
    assert names(host.frames)[-1] == "04 0F"
    assert rig.do("state")["powered"] is False
    assert ledger(rig) == [(1, "00", "open", False)]
    assert "no power" in rig.refuse("card")
    rig.do("replug")
    rig.connect()
    assert ledger(rig) == [(1, "00", "undone", True)]
    assert names(host.command(REPEAT)) == ["84 6B"]


@pytest.mark.parametrize(("script", "is_back"), [("approve then 1E", True), ("approve then 1E kept", False)])
def test_an_approval_followed_by_an_abort_may_or_may_not_stay(script: str, is_back: bool) -> None:
    rig, host = registered()
    rig.fault(script)
    frames = host.pay()
    assert names(frames)[-2:] == ["04 0F", "06 1E"]
    assert ledger(rig)[0][3] is is_back


def test_a_refusal_of_the_result_takes_the_booking_back() -> None:
    rig, host = registered()
    host.replies[b"\x04\x0f"] = [bytes.fromhex("84 6C 00")]
    frames = host.pay()
    assert names(frames)[-4:] == ["04 0F", "04 FF", "04 0F", "06 1E"]
    assert frames[-2][3:] == b"\x27\x6c"
    assert ledger(rig) == [(1, "00", "undone", True)]


def test_an_ecr_that_asks_for_time_is_asked_again_two_seconds_later() -> None:
    rig, host = registered(REGISTER_3E)
    host.replies[b"\x04\x0f"] = [bytes.fromhex("84 9C 00")]
    host.pay()
    assert names(host.frames).count("04 0F") == 1
    host.wait(1.9)
    assert names(host.frames).count("04 0F") == 1
    host.wait(0.1)
    assert names(host.frames)[-2:] == ["04 0F", "06 0F"]
    assert ledger(rig) == [(1, "00", "done", False)]


def test_an_ecr_that_never_decides_is_asked_as_often_as_it_allowed() -> None:
    rig, host = registered(REGISTER_3E)
    host.replies[b"\x04\x0f"] = [bytes.fromhex("84 9C 00")] * 9
    host.command("06 01 0C 02 02 04 00 00 00 00 12 99 49 09 78")
    host.card()
    for _wait in range(5):
        host.wait(2)
    assert names(host.frames).count("04 0F") == 3 + 1  # three times the result, once the cancellation
    assert ledger(rig) == [(1, "00", "undone", True)]


def test_a_receipt_line_that_cannot_be_printed_takes_the_booking_back() -> None:
    rig, host = registered("06 00 06 00 00 00 BE 09 78")
    host.replies[b"\x06\xd1"] = [b"\x80\x00\x00", bytes.fromhex("84 CC 00")]
    host.pay()
    assert ledger(rig) == [(1, "00", "undone", True)]


# --- wrong answers ----------------------------------------------------------------------------------------------------


def test_a_wrong_amount_is_booked_and_reported() -> None:
    rig, host = registered()
    rig.fault("wrong amount 101")
    assert b"\x04\x00\x00\x00\x00\x14\x00\x49\x09\x78" in status(host.pay())
    assert rig.do("turnovers")["turnovers"][0]["amount_minor"] == 1400


def test_a_wrong_currency_is_reported() -> None:
    rig, host = registered()
    rig.fault("wrong currency")
    assert b"\x49\x08\x40" in status(host.pay())


def test_a_stale_receipt_is_repeated_once() -> None:
    rig, host = registered()
    host.pay()
    host.pay()
    rig.fault("stale repeat receipt")
    assert b"\x87\x00\x01" in status(host.command(REPEAT))
    assert b"\x87\x00\x02" in status(host.command(REPEAT))


def test_a_terminal_may_not_know_the_repetition() -> None:
    rig, host = registered()
    rig.fault("no repeat receipt")
    assert host.command(REPEAT) == [b"\x84\x83\x00"]
    assert host.command(REPEAT) == [b"\x84\x83\x00"]


@pytest.mark.parametrize(
    ("knob", "frames"),
    [("abort", ["80 00", "06 1E"]), ("completion", ["80 00", "06 0F"]), ("refuse", ["84 83"])],
)
def test_an_empty_memory_is_answered_in_each_known_way(knob: str, frames: list[str]) -> None:
    _rig, host = registered(empty_repeat=knob)
    assert names(host.command(REPEAT)) == frames


def test_the_result_may_come_twice_and_is_booked_once() -> None:
    rig, host = registered()
    rig.fault("duplicate 04 0F")
    frames = host.pay()
    first, second = [f for f in frames if f[:2] == b"\x04\x0f"]
    assert first == second
    assert len(ledger(rig)) == 1


def test_a_late_result_comes_when_it_was_said() -> None:
    rig, host = registered()
    rig.fault("result after 130 s")
    host.pay()
    host.wait(129)
    assert "04 0F" not in names(host.frames)
    host.wait(1)
    assert names(host.frames)[-1] == "06 0F"
    assert ledger(rig) == [(1, "00", "done", False)]


def test_a_flood_of_intermediate_messages_comes_before_the_result() -> None:
    rig, host = registered()
    rig.fault("flood 04 FF 70")
    assert names(host.pay()).count("04 FF") == 3 + 70


def test_a_bitmap_nobody_knows_can_stand_in_the_result() -> None:
    rig, host = registered()
    rig.fault("unknown bmp")
    assert status(host.pay()).endswith(b"\x71\x00")


def test_a_whole_card_number_can_stand_in_the_result_but_not_in_the_store() -> None:
    rig, host = registered()
    rig.fault("pan present")
    assert bytes.fromhex("22 F0 F8 4000001234567899") in status(host.pay())
    assert "4000001234567899" not in str(rig.do("turnovers"))


def test_bitmaps_come_in_another_order_with_the_same_content() -> None:
    rig, host = registered()
    straight = status(host.pay())
    rig.fault("shuffle bmps")
    shuffled = status(host.command(REPEAT))
    assert shuffled != straight
    assert sorted(shuffled) == sorted(straight)


def test_lengths_can_be_written_in_the_long_form() -> None:
    rig, host = registered()
    rig.fault("long length form")
    assert host.command("05 01 05 00 00 00 03 02") == [b"\x80\x00\xff\x00\x00", b"\x06\x0f\xff\x01\x00\x00"]


@pytest.mark.parametrize(("script", "code"), [("post booking first", 0x06), ("automatic end of day", 0x0F)])
def test_other_business_may_come_before_the_payment(script: str, code: int) -> None:
    rig, host = registered()
    rig.fault(script)
    frames = host.command(PAY_12_99)
    assert (frames[1][:2], frames[1][3]) == (b"\x04\xff", code)
    host.wait(1)
    host.card()
    assert names(host.frames)[-1] == "06 0F"


# --- cancelling -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["customer", "ecr", "nobody"])
def test_a_payment_without_a_card_is_cancelled_and_not_booked(who: str) -> None:
    rig, host = registered()
    host.command(PAY_12_99)
    if who == "customer":
        rig.do("cancel")
        host.wait(0)
    elif who == "ecr":
        assert names(host.command("06 B0 00"))[0] == "80 00"
    else:
        host.wait(60)
    assert names(host.frames)[-2:] == ["04 0F", "06 1E"]
    assert host.frames[-2][3:] == b"\x27\x6c"
    assert host.frames[-1] == b"\x06\x1e\x01\x6c"
    assert ledger(rig) == []
    assert rig.do("state")["receipt_counter"] == 0


@pytest.mark.parametrize(
    ("script", "answer", "booked"), [("", "84 83", 1), ("abort loses", "80 00", 1), ("abort wins", "80 00", 0)]
)
def test_an_abort_after_the_host_was_asked_may_win_or_lose(script: str, answer: str, booked: int) -> None:
    rig, host = registered(host_s=5)
    if script:
        rig.fault(script)
    host.pay()
    assert names(host.command("06 B0 00"))[0] == answer
    host.wait(10)
    assert len(ledger(rig)) == booked


def test_an_abort_between_two_messages_is_honoured_at_the_next_wait() -> None:
    rig, host = registered()
    host.replies[b"\x04\xff"] = [b""]
    host.command(PAY_12_99)
    assert rig.host("06 B0 00") == b"\x80\x00\x00"
    host._take(rig.host(b"\x80\x00\x00"))  # noqa: SLF001 - the held acknowledgement is sent by hand
    assert names(host.frames)[-1] == "06 1E"
    assert ledger(rig) == []


def test_the_pin_takes_its_time_and_can_be_cancelled() -> None:
    rig, host = registered(pin_s=3)
    host.pay(how="insert")
    assert "Enter PIN" in rig.do("state")["display"]
    rig.do("cancel")
    host.wait(0)
    assert names(host.frames)[-1] == "06 1E"
    host.pay(how="insert")
    host.wait(3)
    assert names(host.frames)[-1] == "06 0F"
