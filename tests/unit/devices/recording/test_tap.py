"""What a technician sees of a line: masked, bounded, and without any effect on it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.api import Device, DriverUrl, HealthState, Unplugged
from devices.loop import supervise
from devices.recording import tap as taps_module
from devices.recording.playing import Outcome, replayed
from devices.recording.tap import KEPT, KEPT_BYTES, LINE, Tap, Taps
from devices.registry import open_device
from devices.transport import Port, memory_pipe
from devices.url import parse
from tests.unit.devices.pairs import Pair
from tests.unit.devices.recording.canaries import PASS, PASSPORT, STREAMS, Stream, luhn
from tests.unit.devices.recording.test_recorder import URLS, pair_of
from tests.virtual_time import run


class Kept:
    """A device that is kept alive, as the kiosk does."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.running = asyncio.ensure_future(supervise(device, lambda _health: None))

    async def ready(self) -> None:
        async with asyncio.timeout(60):
            while self.device.health.state is not HealthState.READY:
                await asyncio.sleep(0.01)

    async def end(self) -> None:
        self.running.cancel()
        await asyncio.wait([self.running])


def tapped(driver: str, folder: Path, script: Callable[[Pair, Kept, Taps], Awaitable[None]]) -> Taps:
    """Run a driver at its simulator with its line tapped."""
    taps = Taps(folder)

    async def main() -> None:
        pair = pair_of(driver)
        open_port = taps.open_port("scanner", parse(URLS[driver]), pair.open_port)
        watched = Kept(open_device(URLS[driver], open_port=open_port))
        try:
            await script(pair, watched, taps)
        finally:
            await watched.end()
            taps.close()
            await pair.stop()

    run(main())
    return taps


def seen(taps: Taps) -> str:
    """Everything that a page could show."""
    return "\n".join(passed.text for tap in taps.of.values() for passed in tap.since(0))


def whatever(taps: Taps) -> bytes:
    """Everything that a page or a file could hold."""
    kept = b"".join(passed.octets for tap in taps.of.values() for passed in tap.since(0))
    return kept + b"".join(file.read_bytes() for file in taps.folder.glob("*"))


@pytest.mark.parametrize("name", STREAMS)
def test_nothing_that_no_file_may_hold_is_on_the_page(name: str) -> None:
    stream = STREAMS[name]
    tap = run(heard(stream))
    kept = b"".join(passed.octets for passed in tap.since(0))
    assert len(kept) > len(stream.sent) // 20, "something is seen"
    assert [canary for canary in stream.canaries if canary in kept] == []


async def heard(stream: Stream) -> Tap:
    """A line on which one side said it all, in small portions."""
    host, device = memory_pipe()

    async def opened(_url: DriverUrl) -> Port:
        return host

    tap = Tap(parse(stream.url), opened)
    port = await tap.open_port(tap.url)
    if stream.side == "device":
        await device.write(stream.sent)
    for at in range(0, len(stream.sent), 24):
        if stream.side == "host":
            await port.write(stream.sent[at : at + 24])
        else:
            await port.read(24)
    port.close()
    return tap


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.from_regex(rb"[4-6][0-9]{14}0", fullmatch=True).map(luhn),
    name=st.from_regex(r"[A-Z]{5,12}", fullmatch=True),
    booking=st.from_regex(r"[A-Z][A-Z0-9]{4}[A-Z]", fullmatch=True),
)
def test_card_numbers_names_and_bookings_of_any_kind_are_on_no_page_and_in_no_file(
    tmp_path: Path, number: bytes, name: str, booking: str
) -> None:
    own_pass = PASS.decode().replace("ERIKSSON", name.ljust(8)[:8]).replace("EABC123", f"E{booking}")

    async def script(pair: Pair, watched: Kept, taps: Taps) -> None:
        await watched.ready()
        taps.record("scanner")
        await asyncio.sleep(5)
        for text in (number.decode(), own_pass):
            pair.do("scan", text=text)
            await asyncio.sleep(1)

    for file in tmp_path.glob("*"):
        file.unlink()
    taps = tapped("linescan", tmp_path, script)
    everything = whatever(taps)
    assert everything.count(b"4000000000000077") == 2, "it was seen, and recorded"
    assert number not in everything
    assert booking.encode() not in everything
    assert name[:8].encode() not in everything


def test_a_document_is_seen_as_a_specimen(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Kept, _taps: Taps) -> None:
        await watched.ready()
        pair.do("document", lines=[line.decode() for line in PASSPORT])
        await asyncio.sleep(3)

    text = seen(tapped("mrzserial", tmp_path, script))
    assert "P<UTOXXXXXX<<XXXX" in text
    assert "ERIKSSON" not in text


def test_a_recording_that_begins_in_the_middle_begins_with_a_new_connection_and_plays_to_its_end(
    tmp_path: Path,
) -> None:
    async def script(pair: Pair, watched: Kept, taps: Taps) -> None:
        await watched.ready()
        pair.do("scan", text="9520001000010")
        await asyncio.sleep(1)
        taps.record("scanner")
        await asyncio.sleep(5)
        pair.do("scan", text="9520001000027")
        await asyncio.sleep(1)
        taps.of["scanner"].stop()
        pair.do("scan", text="9520001000034")
        await asyncio.sleep(1)

    taps = tapped("linescan", tmp_path, script)
    (recorded,) = taps.files("scanner")
    text = (tmp_path / recorded.name).read_text()
    assert "9520001000010" not in text, "before it began"
    assert "9520001000027" in text
    assert "9520001000034" not in text, "after it was stopped"
    assert "9520001000034" in seen(taps)

    result = run(replayed(tmp_path / recorded.name))
    assert result.outcome is Outcome.WHOLE
    assert any(state.startswith("READY") for state in result.states)


def test_a_driver_that_is_not_asked_again_is_said_to_wait(tmp_path: Path) -> None:
    file = tmp_path / "print.wire"
    file.write_text('# source: by hand\n# device: linescan+serial:///recorded\n< "9520001000010" 0D\n> "PRINT"\n')
    result = run(replayed(file, pace=1.0, waits_s=2.0))
    assert (result.outcome, result.line, result.lines) == (Outcome.WAITS, 4, 4)


def test_a_recording_that_is_longer_than_anybody_waits_is_said_to_be_right_so_far(tmp_path: Path) -> None:
    file = tmp_path / "long.wire"
    file.write_text('# source: by hand\n# device: linescan+serial:///recorded\n! wait 9000\n< "9520001000010" 0D\n')
    result = run(replayed(file, limit_s=60.0))
    assert (result.outcome, result.line) == (Outcome.LONG, 3)


@pytest.mark.parametrize(
    "text", ["", "nothing", "# source: x\n> GG\n", "# source: x\n", "# source: x\n# device: nobody+tcp://a:1\n"]
)
def test_a_file_that_is_no_recording_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.wire"
    file.write_text(text)
    result = run(replayed(file))
    assert result.outcome is Outcome.UNREADABLE
    assert result.detail


@pytest.mark.allowed_logs("ERROR devices.recording.tap: the recording of linescan ended")
def test_a_full_disk_ends_the_recording_and_not_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(pair: Pair, watched: Kept, taps: Taps) -> None:
        await watched.ready()
        taps.record("scanner")
        await asyncio.sleep(5)

        def full(*_args: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("devices.recording.recorder.Track.passed", full)
        pair.do("scan", text="9520001000010")
        await asyncio.sleep(1)
        assert watched.device.health.state is HealthState.READY
        assert taps.of["scanner"].problem == "No space left on device"
        assert not taps.of["scanner"].recording

    assert "9520001000010" in seen(tapped("linescan", tmp_path, script))


def test_a_recording_ends_by_itself_and_old_ones_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taps_module, "RECORDED_BYTES", 50)
    for nth in range(taps_module.FILES + 3):
        (tmp_path / f"scale-20260101-{nth:06d}.wire").write_text("# source: old\n")

    async def script(pair: Pair, watched: Kept, taps: Taps) -> None:
        await watched.ready()
        taps.record("scanner")
        taps.of["scanner"]._recording.left = 50  # type: ignore[union-attr]  # noqa: SLF001
        await asyncio.sleep(5)
        for _ in range(9):
            pair.do("scan", text="9520001000010")
            await asyncio.sleep(1)
        assert taps.of["scanner"].problem.startswith("longer than")

    taps = tapped("linescan", tmp_path, script)
    assert len(taps.files()) == taps_module.FILES
    assert len(taps.files("scanner")) == 1


def test_what_is_kept_is_bounded_however_much_passes() -> None:
    async def main() -> Tap:
        tap = Tap(parse("linescan+serial:///dev/x"))
        for nth in range(3 * KEPT):
            tap.put("<", 0.0, bytes(4096), str(nth))
        return tap

    tap = run(main())
    assert tap.count == 3 * KEPT
    assert sum(len(own.octets) for own in tap.since(0)) <= KEPT_BYTES
    assert [own.n for own in tap.since(3 * KEPT - 2)] == [3 * KEPT - 1, 3 * KEPT]
    assert tap.since(3 * KEPT) == ()


def test_a_line_that_breaks_is_seen_and_the_driver_hears_of_it() -> None:
    async def main() -> Tap:
        host, device = memory_pipe()

        async def opened(_url: DriverUrl) -> Port:
            return host

        tap = Tap(parse("linescan+serial:///dev/x"), opened)
        port = await tap.open_port(tap.url)
        device.close()
        with pytest.raises(Unplugged):
            await port.read(10)
        port.close()
        return tap

    assert [(own.kind, own.word) for own in run(main()).since(0)] == [(LINE, "opened"), (LINE, "lost")]


@pytest.mark.parametrize("name", ["../settings.toml", "/etc/passwd", "none.wire", ""])
def test_only_a_recording_of_the_folder_can_be_asked_for(tmp_path: Path, name: str) -> None:
    taps = Taps(tmp_path)
    with pytest.raises(FileNotFoundError):
        taps.file(name)
