"""The simulated tag printer as a host of another hand sees it."""

import pytest

from devices.sim.zpl.printer import ZplPrinter
from tests.unit.sim.rig import Rig

LABEL = b"^XA^PW400^LL800^FO10,20^A0N,30,30^FDHello^FS^FO10,100^BY2,3,50^B2N,50,N,N,N^FD1234^FS^XZ"


def printer(**knobs: str) -> Rig:
    return Rig(lambda faults, outlet: ZplPrinter(faults, outlet, knobs))


def fields(answer: bytes) -> list[list[str]]:
    assert answer.count(b"\x02") == answer.count(b"\x03\r\n") == 3
    return [line.strip(b"\x02\x03").decode().split(",") for line in answer.split(b"\r\n")[:3]]


def test_the_host_status_has_the_fields_of_the_guide() -> None:
    rig = printer()
    assert [len(line) for line in fields(rig.host(b"~HS"))] == [12, 11, 2]
    assert rig.host(b"~hs") == b""  # commands are capitals


@pytest.mark.parametrize(
    ("fault", "line", "place"),
    [("tag stock out", 0, 1), ("misplaced stock", 0, 2), ("head open", 1, 2)],
)
def test_each_trouble_sets_its_flag(fault: str, line: int, place: int) -> None:
    rig = printer()
    rig.fault(fault)
    answer = fields(rig.host(b"~HS"))
    assert answer[line][place] == "1"
    assert sum(field == "1" for field in answer[0][1:4] + answer[1][2:4]) == 1


def test_a_label_prints_at_its_speed_and_is_counted_while_it_does() -> None:
    rig = printer()
    rig.host(LABEL)
    assert fields(rig.host(b"~HS"))[1][8] == "00000001"
    assert rig.do("tags")["tags"] == []
    rig.advance(1.1)  # 800 dots at 100 mm/s of 8 dots
    tag = rig.do("tags")["tags"][0]
    assert (tag["whole"], tag["texts"], [code["data"] for code in tag["codes"]]) == (True, ["Hello"], ["1234"])
    assert fields(rig.host(b"~HS"))[1][8] == "00000000"


def test_a_format_of_another_hand_has_its_default_font_its_comment_and_its_subset() -> None:
    rig = printer()
    rig.host(b"^xa^cf0,40^fo10,10^fdno font of its own^fs^fxa comment^fs^FO10,80^BCN,60,N^FD>:ABC>0123^FS^XZ")
    rig.advance(5)
    tag = rig.do("tags")["tags"][0]
    assert tag["texts"] == ["no font of its own"]
    assert [code["data"] for code in tag["codes"]] == ["ABC>123"]
    assert tag["unknown"] == []


def test_a_jam_stops_at_its_millimetre_and_a_label_prints_again_unless_it_said_not_to() -> None:
    for again, whole in ((b"", [False, True]), (b"^JZN", [False])):
        rig = printer()
        rig.fault("jam at 25")
        rig.host(LABEL.replace(b"^XA", b"^XA" + again))
        rig.advance(5)
        assert rig.do("tags")["tags"][0]["printed_dots"] == 200
        assert fields(rig.host(b"~HS"))[0][2] == "1"
        rig.do("clear_jam")
        rig.advance(5)
        assert [tag["whole"] for tag in rig.do("tags")["tags"]] == whole


def test_a_format_waits_for_its_end_and_is_forgotten_on_cancel_or_power() -> None:
    rig = printer()
    rig.host(LABEL[:-3])
    assert fields(rig.host(b"~HS"))[0][7] == "1"
    rig.host(b"~JA")
    assert fields(rig.host(b"~HS"))[0][7] == "0"
    rig.host(LABEL * 3)
    assert rig.do("state")["queued"] == 2
    rig.do("power", on=False)
    rig.do("power", on=True)
    rig.connect()
    assert rig.do("state")["queued"] == 0


def test_a_tag_hangs_in_the_mouth_until_it_is_taken() -> None:
    rig = printer(taken_sensor="1")
    rig.host(LABEL * 2)
    rig.advance(1.1)
    assert fields(rig.host(b"~HS"))[1][7] == "1"
    assert len(rig.do("tags")["tags"]) == 1
    rig.advance(4)
    assert len(rig.do("tags")["tags"]) == 2


def test_hex_fields_copies_and_what_it_does_not_know() -> None:
    rig = printer()
    rig.host(b"^XA^CI28^FO1,1^A0R,20^FH^FDS_C3_A3o _5E^FS^FO1,50^FR^BQN,2,4^FDMA,X,Y^FS^PQ2^XZ")
    rig.advance(10)
    tags = rig.do("tags")["tags"]
    assert len(tags) == 2
    assert tags[0]["texts"] == ["São ^"]
    assert [code["data"] for code in tags[0]["codes"]] == ["X,Y"]
    assert tags[0]["unknown"] == ["^FR"]


def test_noise_and_half_commands_print_nothing() -> None:
    rig = printer()
    assert rig.host(bytes(range(256)) * 4) == b""
    rig.host(b"^XZ^FDx^FS~ZZ^")
    rig.advance(5)
    assert rig.do("tags")["tags"] == []
    assert "no tag" in rig.refuse("tag_png", n=3)
