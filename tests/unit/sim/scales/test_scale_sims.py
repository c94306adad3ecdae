"""The simulated scales, byte by byte from the documents."""

import pytest

from devices.sim.scales.cas import CasScale
from devices.sim.scales.toledo8217 import Toledo8217
from tests.unit.sim.rig import Rig


def toledo(**knobs: str) -> Rig:
    return Rig(lambda faults, outlet: Toledo8217(faults, outlet, {"parity": "none", **knobs}))


def cas(**knobs: str) -> Rig:
    return Rig(lambda faults, outlet: CasScale(faults, outlet, knobs))


def resting(rig: Rig, grams: int) -> Rig:
    rig.do("load", grams=grams)
    rig.advance(1)
    return rig


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ("motion forever", b"\x02?A\r"),
        ("over", b"\x02?J\r"),
        ("negative", b"\x02?D\r"),
        ("question mark", b"\x02?\r"),
        ("point moved", b"\x02001.20\r"),
        ("two weights", b"\x0200.12000.125\r"),
        ("unit lb", b"\x0200.26\r"),
        ("drift 5", b"\x0200.120\r"),
    ],
)
def test_a_fault_shows_in_the_answer_to_w(fault: str, answer: bytes) -> None:
    rig = resting(toledo(), 120)
    rig.fault(fault)
    assert rig.host(b"W") == answer
    rig.do("faults_clear")
    assert rig.host(b"W") == b"\x0200.120\r"


def test_weights_carry_even_parity_and_a_fault_breaks_it_once() -> None:
    rig = Rig(lambda faults, outlet: Toledo8217(faults, outlet, {}))
    resting(rig, 1235)
    assert rig.host("D7") == bytes.fromhex("82 30 B1 2E B2 33 35 8D")
    rig.fault("parity")
    assert rig.host("D7") == bytes.fromhex("82 30 31 2E B2 33 35 8D")
    assert rig.host("D7") == bytes.fromhex("82 30 B1 2E B2 33 35 8D")


def test_a_load_moves_before_it_rests_and_zero_and_tare_are_told_by_bits() -> None:
    rig = toledo()
    assert rig.host(b"Z") == b"\x02?P\r"
    rig.do("load", grams=1000)
    assert rig.host(b"W") == b"\x02?I\r"
    rig.advance(1)
    assert rig.host(b"W") == b"\x0201.000\r"
    assert rig.host(b"Z") == b"\x02?H\r"  # outside the zero range
    assert rig.host(b"T00200") == b""
    assert rig.advance(0.2) == b"\x02?h\r"  # net
    assert rig.host(b"W") == b"\x0200.800N\r"
    rig.host(b"C")
    rig.advance(0.2)
    rig.host(b"T")
    assert rig.advance(0.3) == b"\x02?h\r"
    assert rig.host(b"W") == b"\x0200.000N\r"
    rig.do("power", on=False)
    rig.do("power", on=True)
    rig.connect()
    assert rig.host(b"W") == b"\x0201.000\r"


def test_an_old_weight_comes_late() -> None:
    rig = resting(toledo(), 120)
    rig.fault("stale")
    assert rig.host(b"W") == b""
    resting(rig, 500)
    assert rig.host(b"W") == b"\x0200.500\r"
    assert rig.advance(1) == b"\x0200.120\r"


@pytest.mark.parametrize(
    ("fault", "block"),
    [
        ("motion forever", "01 02 55 20 30 31 2E 32 33 35 6B 67 62 03 04"),
        ("negative", "01 02 53 2D 30 30 2E 31 30 30 6B 67 6D 03 04"),
        ("bcc", "01 02 53 20 30 31 2E 32 33 35 6B 67 74 03 04"),
        ("unit lb", "01 02 53 20 30 30 32 2E 37 32 6C 62 64 03 04"),
        ("drift", "01 02 53 20 30 31 2E 32 33 35 6B 67 64 03 04"),
    ],
)
def test_a_fault_shows_in_the_block_of_cas(fault: str, block: str) -> None:
    rig = resting(cas(), 1235)
    rig.fault(fault)
    assert rig.host("05") == b"\x06"
    assert rig.host("11") == bytes.fromhex(block)


def test_a_cas_scale_that_is_not_ready_says_so_and_other_bytes_mean_nothing() -> None:
    rig = cas()
    rig.fault("not ready")
    assert rig.host(b"\x05") == b"\x15"
    assert rig.host(b"\x05") == b"\x06"
    assert rig.host(b"WZTC\x00\xff") == b""


def test_lines_of_22_bytes_come_ten_times_a_second() -> None:
    rig = cas(mode="continuous")
    rig.taken()
    got = rig.advance(1.05)
    assert len(got) in (220, 242)
    assert got[:22] == b"ST,GS,1\xc5,  00.000 kg\r\n"
    rig.do("load", grams=740)
    assert rig.advance(0.1)[:3] == b"US,"
    rig.fault("over")
    assert rig.advance(0.1)[:3] == b"OL,"
    assert rig.host(b"\x05") == b""


@pytest.mark.parametrize(
    ("knob", "said"),
    [
        ("max_g=1", "100..600000"),
        ("colour=1", "unknown knob"),
        ("parity=odd", "even or none"),
        ("mode=both", "unknown"),
    ],
)
def test_a_knob_that_cannot_be_is_refused_with_a_sentence(knob: str, said: str) -> None:
    name, _, value = knob.partition("=")
    with pytest.raises(ValueError, match=said):
        toledo(**{name: value})
    assert said in toledo().refuse("knobs", set={name: value})


def test_a_load_is_a_whole_number_of_grams() -> None:
    assert "whole number" in toledo().refuse("load", grams=1.5)
    assert "number" in toledo().refuse("load", grams="heavy")
