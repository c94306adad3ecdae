"""The simulated printer as a device: status, buffer, faults, answers."""

import base64
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.sim.escpos.printer import EscPosPrinter
from tests.unit.sim.rig import Rig

CUT = b"\x1dV\x00"
PROCESS_ID = b"\x1d(H\x06\x0000abcd"
PROCESS_REPLY = b"\x37\x22abcd\x00"
CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
JOB = b"\x1b@\x1bt\x13" + b"".join(b"Line %d\n" % n for n in range(1, 21)) + CUT + PROCESS_ID


def printer(folder: Path | None = None) -> Rig:
    return Rig(lambda faults, outlet: EscPosPrinter(faults, outlet, folder=folder))


def lines(rig: Rig) -> list[list[str]]:
    return [receipt["lines"] for receipt in rig.do("receipts")["receipts"]]


def status(rig: Rig) -> str:
    return " ".join(rig.host(bytes([0x10, 0x04, n])).hex().upper() for n in (1, 2, 3, 4))


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "answers"),
    [
        ("paper ok", "16 12 12 12"),
        ("paper low", "16 12 12 1E"),
        ("paper out", "1E 32 12 7E"),
        ("cover open", "1E 16 12 12"),
        ("unrecoverable", "1E 52 32 12"),
        ("head hot", "1E 52 52 12"),
        ("paper out; never offline", "16 12 12 12"),
    ],
)
def test_status_bytes_say_what_is_wrong(script: str, answers: str) -> None:
    rig = printer()
    rig.fault(script)
    assert status(rig) == answers


@pytest.mark.parametrize("offset", range(0, len(JOB), 7))
def test_paper_may_end_at_any_byte_and_the_job_goes_on_after_reload(offset: int) -> None:
    rig = printer()
    rig.fault(f"paper out at byte {offset}")
    assert rig.host(JOB) == b""
    assert status(rig) == "1E 32 12 7E"
    rig.do("paper", state="ok")
    assert rig.taken() == PROCESS_REPLY
    assert lines(rig) == [[f"Line {n}" for n in range(1, 21)]]


@pytest.mark.parametrize("offset", range(0, JOB.index(CUT), 7))
def test_the_cover_may_open_at_any_byte_and_a_cleared_job_never_prints(offset: int) -> None:
    rig = printer()
    rig.fault(f"cover open at byte {offset}")
    rig.host(JOB)
    assert rig.host(CLEAR) == b"\x37\x25\x00"
    assert rig.do("state")["buffered_bytes"] == 0
    rig.do("cover", open=False)
    assert rig.taken() == b""
    assert lines(rig) == []


def test_new_paper_may_make_a_printer_forget_the_job() -> None:
    rig = printer()
    rig.fault("reload forgets job; paper out")
    rig.host(JOB)
    rig.do("paper", state="ok")
    assert lines(rig) == []


def test_paper_ends_after_two_cuts() -> None:
    rig = printer()
    rig.fault("after 2 cuts: paper out")
    rig.host((b"A\n" + CUT) * 3)
    assert lines(rig) == [["A"], ["A"]]
    assert {"event": "paper_out", "paper": "out"} in rig.events


def test_a_jammed_cutter_stops_until_it_is_cleared_and_recovered() -> None:
    rig = printer()
    rig.do("cutter", jam=True)
    rig.host(JOB)
    assert status(rig) == "1E 52 1A 12"
    assert rig.host(b"\x10\x05\x01") == b""
    assert status(rig) == "1E 52 1A 12"
    rig.do("cutter", jam=False)
    assert rig.host(b"\x10\x05\x01") == PROCESS_REPLY
    assert status(rig) == "16 12 12 12"


def test_recovery_with_clearing_drops_what_waits() -> None:
    rig = printer()
    rig.fault("cover open")
    rig.host(JOB)
    rig.host(b"\x10\x05\x02")
    rig.do("cover", open=False)
    assert lines(rig) == []


def test_a_hot_head_cools_by_itself() -> None:
    rig = printer()
    rig.fault("head hot 5 s")
    assert rig.host(JOB) == b""
    assert rig.advance(4.9) == b""
    assert rig.advance(0.1) == PROCESS_REPLY


def test_an_unrecoverable_error_ends_with_mains_power_and_the_job_is_gone() -> None:
    rig = printer()
    rig.fault("unrecoverable")
    rig.host(JOB)
    rig.host(b"\x10\x05\x01")
    assert rig.do("state")["reasons"] == ["unrecoverable error"]
    rig.do("power", on=False)
    rig.do("power", on=True)
    rig.connect()
    assert status(rig) == "16 12 12 12"
    assert lines(rig) == []


def test_paper_that_is_out_stays_out_over_a_power_cut() -> None:
    rig = printer()
    rig.do("paper", state="out")
    rig.do("power", on=False)
    rig.do("power", on=True)
    rig.connect()
    assert status(rig) == "1E 32 12 7E"


@pytest.mark.parametrize(
    ("script", "reply"), [("no process id", b""), ("wrong process id", b"\x37\x22bcde\x00"), ("glue", b"")]
)
def test_the_process_id_may_be_missing_or_wrong(script: str, reply: bytes) -> None:
    rig = printer()
    rig.fault(script)
    assert rig.host(JOB) == reply


def test_the_process_id_may_be_late() -> None:
    rig = printer()
    rig.fault("late process id 90 s")
    assert rig.host(JOB) == b""
    assert rig.advance(89) == b""
    assert rig.advance(1) == PROCESS_REPLY


def test_status_requests_may_stay_unanswered() -> None:
    rig = printer()
    rig.fault("no status")
    assert status(rig).strip() == ""


def test_a_small_buffer_stops_taking_bytes_while_offline() -> None:
    machine: list[EscPosPrinter] = []

    def build(*parts: object) -> EscPosPrinter:
        machine.append(EscPosPrinter(*parts))  # type: ignore[arg-type] # the rig gives faults and outlet
        return machine[0]

    rig = Rig(build)
    rig.fault("small buffer 100; cover open")
    assert machine[0].wants_more()
    rig.host(b"0123456789\n" * 10)
    assert not machine[0].wants_more()
    rig.do("cover", open=False)
    assert machine[0].wants_more()


def test_another_code_page_prints_other_letters() -> None:
    rig = printer()
    rig.fault("code page 0")
    rig.host(b"\x1bt\x13\xd5\n" + CUT)
    assert lines(rig) == [["╒"]]


def test_slow_printing_answers_when_the_paper_is_out() -> None:
    rig = printer()
    rig.fault("slow 100 ms")
    assert rig.host(JOB) == b""
    assert rig.advance(1.9) == b""
    assert rig.advance(0.2) == PROCESS_REPLY


def test_the_roll_gets_low_and_ends_by_itself() -> None:
    rig = printer()
    rig.do("paper", mm=3004)
    rig.host(b"A\n" * 2)
    assert status(rig) == "16 12 12 1E"
    rig.do("paper", mm=2)
    rig.host(b"A\n" * 2)
    assert status(rig) == "1E 32 12 7E"


def test_a_half_command_is_dropped_with_the_link_and_whole_ones_print() -> None:
    rig = printer()
    rig.host(b"A\n\x1dv0\x00\x48\x00\xff\x00" + bytes(100))
    rig.simulation.disconnected()
    rig.connect()
    rig.host(b"B\n" + CUT)
    assert lines(rig) == [["A", "B"]]


# --- answers ----------------------------------------------------------------------------------------------------------


def test_automatic_status_comes_at_once_and_on_each_change() -> None:
    rig = printer()
    assert rig.host(b"\x1da\x0f") == bytes.fromhex("14 00 00 00")
    rig.do("cover", open=True)
    assert rig.taken() == bytes.fromhex("3C 00 00 00")
    rig.do("cover", open=False)
    assert rig.taken() == bytes.fromhex("14 00 00 00")
    rig.do("paper", state="low")
    assert rig.taken() == bytes.fromhex("14 00 03 00")
    rig.do("paper", state="out")
    assert rig.taken() == bytes.fromhex("1C 00 0F 00")


def test_automatic_status_reports_only_the_groups_asked_for() -> None:
    rig = printer()
    rig.host(b"\x1da\x02")
    rig.do("paper", state="low")
    assert rig.taken() == b""
    rig.host(b"\x1da\x00")
    rig.do("cover", open=True)
    assert rig.taken() == b""


def test_noise_may_come_before_automatic_status() -> None:
    rig = printer()
    rig.fault("asb noise")
    assert rig.host(b"\x1da\x0f") == bytes.fromhex("95 FF 14 00 00 00")


def test_real_time_requests_are_answered_inside_picture_data() -> None:
    rig = printer()
    assert rig.host(b"\x1dv0\x00\x48\x00\x10\x00" + bytes(50) + b"\x10\x04\x01") == b"\x16"


def test_a_real_time_request_cut_in_three_is_answered_once() -> None:
    rig = printer()
    assert [rig.host(bytes([b])) for b in (0x10, 0x04, 0x01, 0x0A)] == [b"", b"", b"\x16", b""]


def test_the_buffer_is_cleared_in_the_middle_of_a_picture() -> None:
    rig = printer()
    rig.host(b"\x1dv0\x00\x48\x00\xff\x00" + bytes(100) + CLEAR)
    rig.host(b"B\n" + CUT)
    assert lines(rig) == [["B"]]


def test_queued_requests_are_answered_in_their_turn() -> None:
    rig = printer()
    assert rig.host(b"\x1dr\x01") == b"\x00"
    rig.do("paper", state="low")
    assert rig.host(b"\x1br" + b"\x00" + b"\x1bv") == b"\x03"
    assert rig.host(b"\x1dIB") == b"_PRONTO\x00"
    rig.do("cover", open=True)
    assert rig.host(b"\x1dr\x01") == b""


def test_the_drawer_opens() -> None:
    rig = printer()
    rig.host(b"\x1bp\x00\x19\xfa")
    rig.host(b"\x10\x14\x01\x00\x01")
    assert rig.do("state")["drawer_pulses"] == 2


def test_pin_3_tells_of_the_drawer_by_both_kinds_of_status() -> None:
    rig = printer()
    rig.host(b"\x1da\x01")
    assert rig.host(b"\x10\x04\x01") == b"\x16"
    assert rig.host(b"\x1bp\x00\x19\xfa") == bytes.fromhex("10 00 00 00")
    assert rig.host(b"\x10\x04\x01") == b"\x12"
    rig.do("drawer", open=False)
    assert rig.taken() == bytes.fromhex("14 00 00 00")
    rig.fault("drawer stuck")
    assert rig.host(b"\x1bp\x00\x19\xfa") == b""
    assert rig.do("state")["drawer_pulses"] == 2


def test_a_drawer_stays_open_over_a_loss_of_power() -> None:
    rig = printer()
    rig.host(b"\x1bp\x00\x19\xfa")
    rig.do("power", on=False)
    rig.do("power", on=True)
    rig.connect()
    assert rig.host(b"\x10\x04\x01") == b"\x12"


@given(st.lists(st.integers(1, 40), max_size=20))
def test_any_fragmentation_prints_the_same(sizes: list[int]) -> None:
    whole, rig, rest, got = printer(), printer(), JOB, b""
    expected = whole.host(JOB)
    for size in sizes:
        got += rig.host(rest[:size])
        rest = rest[size:]
    assert got + rig.host(rest) == expected
    assert lines(rig) == lines(whole)


# --- receipts ---------------------------------------------------------------------------------------------------------


def test_a_receipt_can_be_had_as_a_picture_and_is_written_to_the_folder(tmp_path: Path) -> None:
    rig = printer(tmp_path)
    rig.host(JOB)
    reply = rig.do("receipt_png", n=1)
    picture = Image.open(BytesIO(base64.b64decode(reply["png_base64"])))
    assert (picture.width, picture.mode) == (576, "1")
    assert picture.height > 20 * 30
    assert (tmp_path / "receipt-0001.png").read_bytes() == base64.b64decode(reply["png_base64"])
    assert (tmp_path / "receipt-0001.txt").read_text().startswith("Line 1\nLine 2\n")
    assert "no receipt 9" in rig.refuse("receipt_png", n=9)


def test_paper_without_print_is_no_receipt() -> None:
    rig = printer()
    rig.host(b"\x1bd\x05" + CUT)
    assert lines(rig) == []
    assert rig.do("state")["cuts"] == 1


def test_what_is_not_cut_can_be_read_and_torn_off() -> None:
    rig = printer()
    rig.host(b"A\n")
    assert rig.do("receipts")["uncut"] == ["A"]
    rig.do("tear")
    assert lines(rig) == [["A"]]


def test_bad_control_arguments_are_answered_in_words() -> None:
    rig = printer()
    assert "out, low or ok" in rig.refuse("paper", state="wet")
    assert "true or false" in rig.refuse("cover")
