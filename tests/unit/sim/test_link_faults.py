"""What a bad line does to bytes, in both directions, with any device."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sim.scanners.linescan import LineScanner
from devices.sim.shaping import resampled
from devices.sim.zvt.knobs import Knobs
from tests.unit.sim.rig import Rig
from tests.unit.sim.zvt.host import terminal

SCAN = b"]E04006381333931\r"


def scanner(seed: int = 0) -> Rig:
    return Rig(lambda faults, outlet: LineScanner(faults, outlet, seed), seed)


def scan(rig: Rig) -> bytes:
    rig.do("scan", text="4006381333931")
    return rig.taken()


@pytest.mark.parametrize("offset", range(len(SCAN)))
def test_the_link_drops_at_every_byte_sent(offset: int) -> None:
    rig = scanner()
    rig.fault(f"drop link at byte {offset} sent")
    assert scan(rig) == SCAN[:offset]
    assert rig.wire.happenings == ["drop"]
    assert rig.do("state")["connected"] is False


@pytest.mark.parametrize("offset", range(1, 20))
def test_the_link_drops_at_every_byte_received(offset: int) -> None:
    rig = terminal()
    rig.fault(f"drop link at byte {offset}")
    command = bytes.fromhex("06 00 06 00 00 00 BE 09 78") + bytes.fromhex("06 00 06 00 00 00 BE 09 78") + b"\x06\x00"
    rig.host(command)
    assert rig.wire.happenings == ["drop"]
    taken = [bytes.fromhex(e["hex"]) for e in rig.do("log")["entries"] if e["what"] == "received"]
    assert b"".join(taken) == command[:offset]


def test_a_new_connection_works_after_a_drop() -> None:
    rig = scanner()
    rig.fault("drop link at byte 3 sent")
    scan(rig)
    rig.connect()
    assert scan(rig) == SCAN


def test_an_event_arms_a_byte_count() -> None:
    rig = scanner()
    rig.fault("after 1 scan: drop link at byte 4 sent")
    assert scan(rig) == SCAN
    assert scan(rig) == SCAN[:4]


def test_silence_keeps_the_link_and_passes_nothing() -> None:
    rig = scanner()
    rig.do("silent", on=True)
    assert scan(rig) == b""
    assert rig.wire.happenings == []
    rig.do("silent", on=False)
    assert scan(rig) == SCAN


def test_a_delay_moves_every_write_and_keeps_their_order() -> None:
    rig = scanner()
    rig.fault("delay 250 ms")
    assert scan(rig) == b""
    assert rig.advance(0.2) == b""
    assert scan(rig) == b""
    assert rig.advance(0.05) == SCAN
    assert rig.advance(0.2) == SCAN


def test_one_answer_may_be_late_and_later_ones_wait_behind_it() -> None:
    rig = scanner()
    rig.fault("answer after 130 s")
    scan(rig)
    scan(rig)
    assert rig.advance(129.9) == b""
    assert rig.advance(0.1) == SCAN + SCAN


def test_single_bytes_leave_one_by_one() -> None:
    rig = scanner()
    rig.fault("one byte at a time")
    rig.do("scan", text="4006381333931")
    rig.now_s = 1.0
    rig.simulation.tick()
    assert all(len(write) == 1 for write in rig.wire.writes)
    assert rig.taken() == SCAN


def test_glue_makes_one_write_of_two() -> None:
    rig = scanner()
    rig.fault("glue")
    rig.do("scan", text="4006381333931")
    rig.do("scan", text="4006381333931")
    assert rig.wire.writes == []
    rig.now_s = 1.0
    rig.simulation.tick()
    assert rig.wire.writes == [SCAN + SCAN]


@pytest.mark.parametrize("offset", range(len(SCAN)))
def test_one_bit_flips_where_it_was_asked_for(offset: int) -> None:
    rig = scanner()
    rig.fault(f"flip bit at byte {offset} sent")
    got = scan(rig)
    wrong = [i for i, (a, b) in enumerate(zip(got, SCAN, strict=True)) if a != b]
    assert wrong == [offset]
    assert (got[offset] ^ SCAN[offset]).bit_count() == 1
    assert scan(rig) == SCAN


def test_noise_is_the_same_for_the_same_seed_and_differs_for_another() -> None:
    def noisy(seed: int) -> list[bytes]:
        rig = scanner(seed)
        rig.fault("noise 20 %")
        return [scan(rig) for _number in range(20)]

    assert noisy(1) == noisy(1)
    assert noisy(1) != noisy(2)
    assert any(got != SCAN for got in noisy(1))


def test_the_rest_of_a_write_is_lost_and_the_next_one_whole() -> None:
    rig = scanner()
    rig.fault("truncate at byte 5 sent")
    assert scan(rig) == SCAN[:5]
    assert scan(rig) == SCAN


def test_a_whole_write_is_lost_by_truncation_without_a_place() -> None:
    rig = scanner()
    rig.fault("truncate")
    assert scan(rig) == b""
    assert scan(rig) == SCAN


def test_a_write_arrives_twice() -> None:
    rig = scanner()
    rig.fault("repeat write")
    assert scan(rig) == SCAN + SCAN
    assert scan(rig) == SCAN
    rig.fault("repeat write 300")
    assert scan(rig) == SCAN * 301


def test_a_wrong_baud_rate_gives_other_bytes_until_it_is_set_right() -> None:
    rig = scanner()
    rig.fault("wrong baud")
    assert [scan(rig), scan(rig)] == [resampled(SCAN)] * 2
    assert resampled(SCAN) != SCAN
    rig.do("faults_clear")
    assert scan(rig) == SCAN


def test_resampling_at_the_same_rate_changes_nothing() -> None:
    assert resampled(bytes(range(256)), ratio=1) == bytes(range(256))


def test_two_writes_change_places() -> None:
    rig = scanner()
    rig.fault("swap writes")
    rig.do("scan", text="40063813")
    rig.do("scan", text="4006381333931")
    assert rig.taken() == SCAN + b"]E440063813\r"


def test_the_cable_is_pulled_and_put_back() -> None:
    rig = scanner()
    rig.do("unplug")
    assert rig.do("state")["plugged"] is False
    rig.do("replug")
    rig.connect()
    assert rig.wire.happenings == ["unplug", "replug"]
    assert scan(rig) == SCAN


def test_mains_power_comes_back_with_the_cable() -> None:
    rig = terminal()
    rig.host("06 00 06 00 00 00 BE 09 78")
    rig.fault("die")
    rig.simulation.tick()
    state = rig.do("state")
    assert (state["powered"], state["plugged"], state["registered"]) == (False, False, False)
    rig.do("replug")
    state = rig.do("state")
    assert (state["powered"], state["plugged"]) == (True, True)


def test_cleared_faults_no_longer_work() -> None:
    rig = scanner()
    rig.fault("noise 100 %; after 1 scan: unplug")
    assert len(rig.do("state")["faults"]) == 2
    rig.do("faults_clear")
    assert scan(rig) == SCAN
    assert rig.wire.happenings == []


def test_a_script_is_armed_whole_or_not_at_all() -> None:
    rig = scanner()
    assert "column 7" in rig.refuse("fault", script="glue; jump")
    assert rig.do("state")["faults"] == []


def test_unknown_verbs_and_bad_arguments_are_answered_in_words() -> None:
    rig = scanner()
    assert rig.refuse("fly") == "unknown verb 'fly'"
    assert "text" in rig.refuse("scan")
    assert "true or false" in rig.refuse("silent", on="yes")
    assert rig.simulation.control({})["ok"] is False


def test_the_log_shows_both_directions_with_times() -> None:
    rig = terminal(Knobs())
    rig.now_s = 3.5
    rig.host("05 01 00")
    entries = rig.do("log")["entries"]
    assert {"at_s": 3.5, "what": "received", "length": 3, "hex": "05 01 00"} in entries
    assert any(e["what"] == "sent" and e["hex"].startswith("80 00 00") for e in entries)


@given(st.lists(st.integers(1, 9), max_size=12))
def test_any_fragmentation_of_what_is_received_gives_the_same_answers(sizes: list[int]) -> None:
    dialogue = bytes.fromhex("06 00 06 00 00 00 BE 09 78 80 00 00 05 01 00 80 00 00 06 70 00")
    whole = terminal().host(dialogue)
    rig, rest, got = terminal(), dialogue, b""
    for size in sizes:
        got += rig.host(rest[:size])
        rest = rest[size:]
    assert got + rig.host(rest) == whole
