"""What goes to the printer and what comes back, byte by byte."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import HealthState, PageCode, PageRequest, PageRule, PageText, PrintVerdict, Reason, Symbology
from devices.drivers.zpl.encoder import PageEncoder
from devices.drivers.zpl.profile import FOLDER, load
from devices.drivers.zpl.status import HostStatus, StatusParser
from devices.profiles import ProfileError
from devices.registry import open_device
from devices.url import UrlError
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[3] / "wire" / "zpl"
PAGE = PageRequest(
    1,
    54,
    100,
    (
        PageText(5, 5, 3, "S\x1bÃO ^~_\n"),
        PageCode(5, 20, Symbology.ITF, "0125728359", 0.375, 20),
        PageRule(5, 50, 40, 1),
    ),
)
ANSWER = b"\x02030,0,0,1200,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"


@pytest.mark.parametrize(
    ("name", "verdict", "reason", "last"),
    [
        ("done", PrintVerdict.DONE, None, HealthState.READY),
        ("stock_ends", PrintVerdict.FAILED, Reason.MEDIA_EMPTY, HealthState.NEEDS_PERSON),
        ("not_forgotten", PrintVerdict.UNKNOWN, Reason.MEDIA_EMPTY, HealthState.ABSENT),
        ("says_nothing", PrintVerdict.UNKNOWN, Reason.NOT_RESPONDING, HealthState.ABSENT),
    ],
)
def test_a_transcript_ends_as_the_printer_proved(
    name: str, verdict: PrintVerdict, reason: Reason | None, last: HealthState
) -> None:
    async def main() -> None:
        player = Player(WIRE / f"{name}.wire")
        printer: Any = open_device("zpl+tcp://127.0.0.1:9100", open_port=player.open_port)
        task = asyncio.ensure_future(printer.run())
        async with asyncio.timeout(30):
            while printer.health.state is not HealthState.READY:
                await asyncio.sleep(0.01)
        outcome = await printer.print(PAGE)
        assert (outcome.verdict, outcome.reason) == (verdict, reason)
        await asyncio.sleep(0.2)
        assert printer.health.state is last
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()

    run(main())


# --- answers ---


def test_the_flags_of_an_answer_are_where_the_guide_has_them() -> None:
    sent = ANSWER.replace(b"030,0,0,1200,000,0,0,0,000,0,0,0", b"030,1,1,1200,002,1,0,1,000,1,0,1")
    sent = sent.replace(b"000,0,0,0,0,2,6,0,00000000", b"000,0,1,1,0,2,6,1,00000012")
    assert StatusParser().feed(sent) == [HostStatus(True, True, 2, True, True, True, True, True, True, True, 12)]
    assert StatusParser().feed(ANSWER) == [HostStatus()]


@pytest.mark.parametrize(
    "spoilt",
    [
        ANSWER.replace(b"1234,0", b"1234,0,1,2"),
        ANSWER.replace(b"030,0,0", b"030,2,0"),
        ANSWER.replace(b"00000000", b"0000000x"),
        ANSWER.replace(b"\x021234,0\x03", b""),
        ANSWER.replace(b"\x02000,0,0,0,0,2,6,0,00000000,1,000\x03", b""),
        ANSWER[:40],
        b"\x02" + b"0" * 10_000 + b"\x03",
    ],
)
def test_an_answer_that_is_not_whole_is_none_and_the_next_one_is_read(spoilt: bytes) -> None:
    parser = StatusParser()
    assert parser.feed(spoilt) == []
    assert parser.feed(ANSWER) == [HostStatus()]


@given(st.lists(st.binary(max_size=60) | st.sampled_from([ANSWER, ANSWER[:33], ANSWER[33:], b"\x02", b"\x03"])))
def test_any_portions_give_the_same_answers(parts: list[bytes]) -> None:
    whole, by_byte = StatusParser(), StatusParser()
    sent = b"".join(parts)
    assert [found for byte in sent for found in by_byte.feed(bytes([byte]))] == whole.feed(sent)


@given(st.text(max_size=200))
def test_no_text_becomes_a_command(text: str) -> None:
    content = (
        PageEncoder(load("zpl-203").capabilities).encode(PageRequest(1, 54, 100, (PageText(1, 1, 3, text),))).content
    )
    assert content.count(b"^") == 13
    assert b"~" not in content
    assert all(0x20 <= octet < 0x7F for octet in content[:-2])


# --- profiles ---


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_of_a_tag_printer_is_read(path: Path) -> None:
    assert load(path.stem).name


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("colour = 1", "colour: unknown"),
        ('print_proof = "process_id"', "print_proof"),
        ('symbologies = ["ean"]', "symbologies"),
        ("speed_mm_s = 0", "speed_mm_s"),
        ("cutter = 1", "cutter"),
    ],
)
def test_a_profile_that_is_wrong_names_its_key(tmp_path: Path, line: str, said: str) -> None:
    text = (FOLDER / "zpl-203.toml").read_text()
    kept = [row for row in text.splitlines() if not row.startswith(line.split(" ")[0] + " ")]
    (tmp_path / "own.toml").write_text("\n".join([*kept, line]))
    with pytest.raises(ProfileError, match=said):
        load("own", tmp_path)


def test_a_profile_that_is_not_there_says_which_are() -> None:
    with pytest.raises(UrlError, match=r"there is no best\.toml.*zpl-203-presenter"):
        open_device("zpl+tcp://127.0.0.1:9100?profile=best")
