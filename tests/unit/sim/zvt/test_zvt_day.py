"""The simulated terminal's day: what counts, what it prints of it, and what takes money back."""

import pytest

from devices.sim.zvt.frames import from_bcd, parse_fields
from tests.unit.sim.zvt.host import PAY_12_99, REGISTER_3E, Host, ledger, names, registered, status

END_OF_DAY = "06 50 03 00 00 00"
REFUND_5_00 = "06 31 0D 00 00 00 04 00 00 00 00 05 00 49 09 78"
REVERSE_1 = "06 30 06 00 00 00 87 00 01"


def sums(host: Host) -> tuple[int | None, list[tuple[int, int]]]:
    """The total of an end of day, and count and sum of each card brand."""
    fields = parse_fields(status(host.command(END_OF_DAY)))
    raw = fields.values.get(0x60, b"")
    return fields.number(0x04), [(raw[at], from_bcd(raw[at + 1 : at + 7])) for at in range(4, len(raw), 7)]


def test_what_was_taken_back_does_not_count() -> None:
    rig, host = registered()
    host.pay(scheme="girocard")
    rig.fault("after booking: drop link")
    host.pay(scheme="visa")
    rig.connect()
    host.waiting.clear()
    host.register()
    total, brands = sums(host)
    assert [row[2] for row in ledger(rig)] == ["done", "undone"]
    assert (total, brands[0], brands[4]) == (1299, (1, 1299), (0, 0))


def test_reversals_and_refunds_are_taken_from_the_sums_of_their_brand() -> None:
    _rig, host = registered()
    host.pay(scheme="visa")
    host.pay(scheme="visa")
    host.pay(scheme="unionpay")
    host.command(REVERSE_1)
    host.command(REFUND_5_00)
    host.card(scheme="visa")
    total, brands = sums(host)
    assert total == 1299 + 1299 - 500
    assert brands[4] == (4, 1299 - 500)
    assert brands[6] == (1, 1299)
    assert sum(amount for _, amount in brands) == total


def test_sums_below_zero_are_left_out() -> None:
    _rig, host = registered()
    host.command(REFUND_5_00)
    host.card(scheme="visa")
    assert sums(host) == (None, [])


def test_a_declined_reversal_for_want_of_acknowledgement_leaves_the_payment() -> None:
    rig, host = registered(missing_ack="declined")
    host.pay()
    rig.fault("after booking: drop link")
    host.command(REVERSE_1)
    assert ledger(rig) == [(1, "00", "done", False), (2, "6C", "done", False)]


def test_an_automatic_end_of_day_begins_a_new_batch_before_the_payment() -> None:
    rig, host = registered()
    host.pay()
    rig.fault("automatic end of day")
    host.command(PAY_12_99)
    host.wait(1)
    host.card()
    assert [row["batch"] for row in rig.do("turnovers")["turnovers"]] == [1, 2]


@pytest.mark.parametrize(("command", "title"), [("06 70 00", b"DIAGNOSIS"), ("06 93 03 00 00 00", b"INITIALISATION")])
def test_a_service_prints_its_receipt_where_the_host_prints(command: str, title: bytes) -> None:
    _rig, host = registered()
    frames = host.command(command)
    assert names(frames) == ["80 00", "04 FF", "06 D3", "06 0F"]
    assert title in frames[2]
    host.register(REGISTER_3E)
    assert names(host.command(command)) == ["80 00", "04 FF", "06 0F"]
