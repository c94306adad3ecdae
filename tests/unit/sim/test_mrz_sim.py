"""The simulated reader of travel documents, byte by byte."""

import pytest

from devices.sim.mrzserial.reader import MrzReader
from devices.sim.mrzserial.specimen import FORMATS, check_digit, specimen
from tests.unit.sim.rig import Rig


def reader(**knobs: str) -> Rig:
    return Rig(lambda faults, outlet: MrzReader(faults, outlet, knobs))


def test_check_digits_are_those_of_the_standard() -> None:
    assert check_digit("520727") == "3"  # ICAO 9303 part 3, 4.9, example 1
    assert check_digit("AB2134<<<") == "5"  # example 2


@pytest.mark.parametrize("name", FORMATS)
def test_a_specimen_has_the_lines_of_its_format(name: str) -> None:
    lengths = {"TD1": [30] * 3, "TD2": [36] * 2, "TD3": [44] * 2}
    assert [len(line) for line in specimen(name)] == lengths[name]


def test_a_frame_has_three_filled_lines_and_its_check_byte() -> None:
    rig = reader()
    rig.do("document", lines=["AB<", "CD<"])
    got = rig.taken()
    assert got[0] == 0x01
    assert got[2:5] == b"OU\x02"
    assert got[5:6] == b"1"
    assert got[6:-2].split(b"\r") == [b"_" * 44, b"AB<".ljust(44, b"_"), b"CD<".ljust(44, b"_"), b""]
    assert got[-2] == 0x03
    check = 0
    for octet in got[1:-1]:
        check ^= octet
    assert got[-1] == check
    assert rig.advance(3)[5:6] == b"0"  # taken out


def test_a_keyboard_sends_lines_and_a_swipe_reader_knows_of_nothing_inside() -> None:
    rig = reader(mode="keyboard")
    rig.do("document", lines=["AB<", "CD<"])
    assert rig.taken() == b"AB<\rCD<\r"
    swipe = reader(kind="swipe")
    assert swipe.do("document")["inside"] is False
    assert swipe.taken()[5:6] == b"0"
    assert swipe.advance(10) == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"format": "TD9"}, "TD1, TD2, TD3"),
        ({"lines": []}, "one to three"),
        ({"lines": ["x" * 45]}, "one to three"),
        ({"lines": "AB"}, "one to three"),
    ],
)
def test_a_document_that_cannot_be_is_refused(arguments: dict[str, object], said: str) -> None:
    assert said in reader().refuse("document", **arguments)


def test_a_document_left_inside_stays_and_a_misreading_is_seeded() -> None:
    rig = reader()
    rig.fault("left in reader")
    rig.do("document")
    rig.taken()
    assert rig.advance(60) == b""
    assert rig.do("state")["inside"] is True
    first, second = reader(mode="keyboard"), reader(mode="keyboard")
    for one in (first, second):
        one.fault("misread 5")
        one.do("document")
    got = first.taken()
    assert got == second.taken()
    assert got != "".join(f"{line}\r" for line in specimen("TD3")).encode()
