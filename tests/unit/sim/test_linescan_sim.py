"""The simulated scanner: what it sends, and what it sends wrong."""

import pytest

from devices.sim.scanners.linescan import LineScanner
from tests.unit.sim.rig import Rig


def scanner(**options: object) -> Rig:
    return Rig(lambda faults, outlet: LineScanner(faults, outlet, 0, **options))  # type: ignore[arg-type] # by name


def scan(rig: Rig, **arguments: object) -> bytes:
    rig.do("scan", **arguments)
    return rig.taken()


@pytest.mark.parametrize(
    ("fault", "sent"),
    [
        ("partial", b"]E04006"[:8]),
        ("no suffix", b"]E440063813"),
        ("no prefix", b"40063813\r"),
        ("duplicate scan", b"]E440063813\r]E440063813\r"),
        ("control characters", b"]E440\x00\x08\x1b063813\r"),
    ],
)
def test_a_fault_spoils_one_scan_only(fault: str, sent: bytes) -> None:
    rig = scanner()
    rig.fault(fault)
    got = scan(rig, text="40063813")
    assert got == (b"]E440063813"[:5] if fault == "partial" else sent)
    assert scan(rig, text="40063813") == b"]E440063813\r"


def test_two_scans_leave_in_one_write() -> None:
    rig = scanner()
    rig.fault("two in one write")
    rig.do("scan", text="40063813")
    assert rig.wire.writes == []
    rig.do("scan", text="4006381333931")
    assert rig.wire.writes == [b"]E440063813\r]E04006381333931\r"]


def test_noise_before_a_scan_is_eight_bytes_and_repeatable() -> None:
    def noisy() -> bytes:
        rig = scanner()
        rig.fault("leading noise")
        return scan(rig, text="40063813")

    assert noisy()[8:] == b"]E440063813\r"
    assert noisy() == noisy()


def test_a_hundred_kilobytes_come_before_one_scan_and_are_repeatable() -> None:
    def flooded() -> bytes:
        rig = scanner()
        rig.fault("hundred kilobytes")
        return scan(rig, text="40063813")

    got = flooded()
    assert len(got) == 100_000 + len(b"]E440063813\r")
    assert got[:100_000].isdigit()
    assert got == flooded()


def test_binary_comes_in_place_of_one_scan() -> None:
    rig = scanner()
    rig.fault("binary")
    got = scan(rig, text="40063813")
    assert len(got) == 256
    assert max(got) > 0x7E
    assert scan(rig, text="40063813") == b"]E440063813\r"


def test_garbage_has_no_terminator_and_is_seeded() -> None:
    first, second = scanner(), scanner()
    for rig in (first, second):
        rig.do("garbage", count=100_000, kind="digits")
    got = first.taken()
    assert got == second.taken()
    assert (len(got), b"\r" in got, got.isdigit()) == (100_000, False, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"text": ""}, "empty"),
        ({"text": "漢"}, "no scanner sends"),
        ({"text": "1", "suffix": "bell"}, "suffix"),
        ({"raw_hex": "0x"}, "not hex"),
        ({"text": 7}, "must be a text"),
    ],
)
def test_a_scan_that_cannot_be_is_refused(arguments: dict[str, object], said: str) -> None:
    rig = scanner()
    assert said in rig.refuse("scan", **arguments)
    assert rig.taken() == b""


@pytest.mark.parametrize(
    ("text", "aim"), [("4006381333931", b"]E0"), ("40063813", b"]E4"), ("ABC-1", b"]C0"), ("123456789012", b"]C0")]
)
def test_the_usual_aim_identifier_depends_on_the_length(text: str, aim: bytes) -> None:
    assert scan(scanner(), text=text) == aim + text.encode() + b"\r"


def test_identifier_suffix_and_raw_bytes_are_as_asked() -> None:
    rig = scanner()
    assert scan(rig, text="010952123454321310A", aim="]C1") == b"]C1010952123454321310A\r"
    assert scan(rig, text="1", prefix=False, suffix="crlf") == b"1\r\n"
    assert scan(rig, raw_hex="00 ff 0d") == b"\x00\xff\r"


def test_configuration_without_prefix_and_with_line_feed() -> None:
    rig = scanner(has_prefix=False, suffix="lf")
    assert scan(rig, text="40063813") == b"40063813\n"
    rig.do("configure", prefix=True, suffix="tab")
    assert scan(rig, text="40063813") == b"]E440063813\t"


def test_the_reply_says_whether_anybody_listens() -> None:
    rig = scanner()
    assert rig.do("scan", text="1")["heard"] is True
    rig.simulation.disconnected()
    assert rig.do("scan", text="1")["heard"] is False
