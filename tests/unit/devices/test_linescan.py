from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import BadScan, DriverUrl, Health, HealthState, Reason, Scan, Unplugged
from devices.drivers import linescan
from devices.drivers.linescan import LineFramer
from devices.scanning import CAP
from devices.transport import MemoryPort, Port, memory_pipe
from devices.url import check
from tests.virtual_time import run
from tests.wire.player import Player

Frame = Scan | BadScan


def frames(sent: bytes, suffix: str = "cr", prefix: str = "none") -> list[Frame]:
    return LineFramer(suffix, prefix).feed(sent, 0.0)


def scans(*contents: bytes) -> list[Frame]:
    return [Scan(content, 0.0) for content in contents]


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (b"123\x1b@456\r", "control_characters"),
        (b"123\x7f\r", "control_characters"),
        (b"12\x003\r", "control_characters"),
        (b"\r", None),
        (b"caf\xe9\r", "not_ascii"),
        (b"\x1b\xff\r", "not_ascii"),
        (b"\xff\xfe\x80\r", "not_ascii"),
    ],
)
def test_bytes_that_no_barcode_has_are_reported_by_kind_and_never_delivered(sent: bytes, problem: str | None) -> None:
    assert frames(sent) == ([BadScan(problem, len(sent) - 1, 0.0)] if problem else [])


def test_a_hundred_kilobytes_without_a_suffix_are_one_bad_frame_and_the_next_scan_is_read() -> None:
    framer = LineFramer()
    assert framer.feed(b"9" * 100_000, 0.0) == [BadScan("too_long", CAP + 1, 0.0)]
    assert framer.feed(b"9\r4006381333931\r", 0.0) == scans(b"4006381333931")


@pytest.mark.parametrize(
    ("suffix", "end"), [("cr", b"\r"), ("cr", b"\r\n"), ("lf", b"\n"), ("lf", b"\r\n"), ("tab", b"\t")]
)
def test_each_suffix_ends_a_frame_and_the_other_half_of_crlf_is_tolerated(suffix: str, end: bytes) -> None:
    assert frames(b"]E04006381333931" + end + b"12345670" + end, suffix) == scans(b"]E04006381333931", b"12345670")


def test_a_frame_at_the_cap_is_read_and_one_byte_more_is_too_long() -> None:
    for suffix, end in (("cr", b"\r\n"), ("lf", b"\r\n")):
        assert frames(b"a" * CAP + end, suffix) == scans(b"a" * CAP)
        assert frames(b"a" * (CAP + 1) + end, suffix) == [BadScan("too_long", CAP + 1, 0.0)]
    assert frames(b"<<" + b"a" * CAP + b"\r", prefix="<<") == scans(b"a" * CAP)


def test_a_set_prefix_is_removed_once_and_an_aim_identifier_stays() -> None:
    assert frames(b"S:S:1\r2\r", prefix="S:") == scans(b"S:1", b"2")
    assert frames(b"]d2\x1d0104012345678901\r", prefix="aim") == scans(b"]d2\x1d0104012345678901")


def test_two_scans_in_one_write_are_two_scans() -> None:
    assert frames(b"111\r222\r33") == scans(b"111", b"222")


portions = st.lists(
    st.binary(max_size=300) | st.sampled_from([b"\r", b"\n", b"\r\n", b"123", b"<<", b"a" * 256, b"\x1d"]), max_size=12
)


@given(portions, st.sampled_from(["cr", "lf", "tab"]), st.sampled_from(["none", "aim", "<<"]))
def test_any_portions_give_the_same_frames_as_the_whole(parts: list[bytes], suffix: str, prefix: str) -> None:
    in_parts, by_byte = LineFramer(suffix, prefix), LineFramer(suffix, prefix)
    whole = frames(b"".join(parts), suffix, prefix)
    assert [frame for part in parts for frame in in_parts.feed(part, 0.0)] == whole
    assert [frame for byte in b"".join(parts) for frame in by_byte.feed(bytes([byte]), 0.0)] == whole


@given(st.binary(max_size=2000))
def test_what_is_delivered_is_printable_ascii_or_gs_and_never_too_long(sent: bytes) -> None:
    for frame in frames(sent):
        if isinstance(frame, Scan):
            assert 1 <= len(frame.data) <= CAP
            assert all(0x20 <= byte < 0x7F or byte == 0x1D for byte in frame.data)


# --- the device ---


class Bench:
    """A scanner on a memory pipe, and what it said."""

    def __init__(self, **options: str) -> None:
        self.url = DriverUrl("linescan", "serial", "/dev/null", options)
        self.ends: list[MemoryPort] = []
        self.frames: list[Frame] = []
        self.health: list[Health] = []
        self.scanner = linescan.open(self.url, self._open)
        self.scanner.on_scan(self.frames.append)
        self.scanner.on_health(self.health.append)

    async def _open(self, url: DriverUrl) -> Port:
        host, device = memory_pipe()
        self.ends.append(device)
        return host

    async def scan(self, sent: bytes) -> None:
        await self.ends[-1].write(sent)
        await asyncio.sleep(0.001)

    def play(self, script: Coroutine[Any, Any, None]) -> None:
        async def main() -> None:
            task = asyncio.ensure_future(self.scanner.run())
            await asyncio.sleep(0)
            await script
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            for end in self.ends:
                with pytest.raises(Unplugged):
                    await end.read(1)

        run(main())

    def states(self) -> list[HealthState]:
        return [health.state for health in self.health]


def test_five_bad_frames_in_ten_seconds_hint_at_the_baud_rate_and_it_passes_with_time() -> None:
    bench = Bench()

    async def script() -> None:
        for _ in range(4):
            await bench.scan(b"\xff\x80\r")
        assert bench.states()[-1] is HealthState.READY
        await bench.scan(b"\xff\r")
        assert bench.states()[-1] is HealthState.DEGRADED
        assert bench.scanner.health.reasons == (Reason.BAUD_MISMATCH,)
        assert bench.scanner.health.is_usable
        await bench.scan(b"12345670\r")
        assert bench.states()[-1] is HealthState.DEGRADED
        await asyncio.sleep(10)
        assert bench.states()[-1] is HealthState.READY

    bench.play(script())
    assert len(bench.frames) == 6


def test_a_scanner_that_babbles_is_told_of_five_times_and_nothing_of_it_is_taken_until_it_is_quiet() -> None:
    bench = Bench()

    async def script() -> None:
        for number in range(2000):  # 10 s; every tenth looks like a code by chance
            await bench.scan(b"12\r" if number % 10 == 9 else b"\xff\x80\r")
            await asyncio.sleep(0.004)
        assert bench.states()[-1] is HealthState.DEGRADED
        assert "babbles" in bench.scanner.health.detail
        await asyncio.sleep(2.5)
        await bench.scan(b"12345670\r")

    bench.play(script())
    scans = [frame.data for frame in bench.frames if isinstance(frame, Scan)]
    assert len([frame for frame in bench.frames if isinstance(frame, BadScan)]) == 5
    assert scans[-1] == b"12345670"
    assert scans.count(b"12") <= 2  # before it was known for babble


def test_bad_frames_far_apart_are_no_sign_of_anything() -> None:
    bench = Bench()

    async def script() -> None:
        for _ in range(20):
            await bench.scan(b"\xff\r")
            await asyncio.sleep(2.6)

    bench.play(script())
    assert HealthState.DEGRADED not in bench.states()


def test_half_a_code_never_joins_the_next_one() -> None:
    bench = Bench()

    async def script() -> None:
        await bench.scan(b"400638")
        await asyncio.sleep(1.5)
        await bench.scan(b"12345670\r")

    bench.play(script())
    assert [frame.data for frame in bench.frames if isinstance(frame, Scan)] == [b"12345670"]


def test_a_code_that_comes_byte_by_byte_is_read() -> None:
    bench = Bench()

    async def script() -> None:
        for byte in b"4006381333931\r":
            await bench.scan(bytes([byte]))
            await asyncio.sleep(0.5)

    bench.play(script())
    assert [frame.data for frame in bench.frames if isinstance(frame, Scan)] == [b"4006381333931"]


def test_a_frame_that_the_line_doubled_is_one_read_and_a_second_scan_of_the_same_code_is_another() -> None:
    bench = Bench()

    async def script() -> None:
        await bench.scan(b"4006381333931\r4006381333931\r12345670\r4006381333931\r")
        await asyncio.sleep(0.06)
        await bench.scan(b"4006381333931\r")

    bench.play(script())
    read = [frame.data for frame in bench.frames if isinstance(frame, Scan)]
    assert read == [b"4006381333931", b"12345670", b"4006381333931", b"4006381333931"]


@pytest.mark.parametrize(("same_ms", "reads"), [("0", 6), ("1500", 2)])
def test_a_scanner_that_reads_on_is_one_read_for_as_long_as_its_url_says(same_ms: str, reads: int) -> None:
    bench = Bench(same_ms=same_ms)

    async def script() -> None:
        for _ in range(6):
            await bench.scan(b"4006381333931\r")
            await asyncio.sleep(0.4)

    bench.play(script())
    assert len(bench.frames) == reads


def test_the_time_of_a_scan_is_the_loop_time_of_its_last_byte() -> None:
    bench = Bench()

    async def script() -> None:
        await asyncio.sleep(7)
        await bench.scan(b"1\r")

    bench.play(script())
    assert bench.frames[0].at_mono == 7


def test_a_pulled_cable_ends_the_run_as_absent_and_a_reset_forgets_bad_frames() -> None:
    bench = Bench()

    async def script() -> None:
        for _ in range(5):
            await bench.scan(b"\xff\r")
        await bench.scanner.reset()
        assert bench.states()[-1] is HealthState.READY
        bench.ends[-1].close()
        await asyncio.sleep(0.001)

    bench.play(script())
    assert bench.states()[-1] is HealthState.ABSENT
    assert bench.states()[0] is HealthState.STARTING


@pytest.mark.parametrize("prefix", ["%00", "caf%C3%A9", "a" * 17])
def test_a_prefix_that_no_scanner_sends_is_refused(prefix: str) -> None:
    from devices.url import UrlError, parse

    with pytest.raises(UrlError, match="option prefix"):
        check(parse(f"linescan+serial:///dev/x?prefix={prefix}"), linescan.OPTIONS)


# --- transcripts ---


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (
            "scans",
            [b"]E04006381333931", b"]d2\x1d0104012345678901\x1d10A", b"]E412345670", b"]C1\x1d0104012345678901"],
        ),
        ("garbage", ["not_ascii", "not_ascii", "control_characters", b"]E412345670"]),
    ],
)
def test_a_transcript_gives_its_scans_and_names_its_garbage(name: str, found: list[bytes | str]) -> None:
    async def main() -> list[bytes | str]:
        player = Player(Path(__file__).parents[2] / "wire" / "linescan" / f"{name}.wire")
        scanner = linescan.open(DriverUrl("linescan", "serial", "/dev/null", {"prefix": "aim"}), player.open_port)
        seen: list[bytes | str] = []
        scanner.on_scan(lambda frame: seen.append(frame.data if isinstance(frame, Scan) else frame.problem))
        task = asyncio.ensure_future(scanner.run())
        await asyncio.sleep(5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()
        return seen

    assert run(main()) == found
