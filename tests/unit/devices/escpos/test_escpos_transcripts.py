from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from devices.api import (
    DriverUrl,
    Health,
    HealthState,
    NoAnswer,
    PairLine,
    Pdf417Block,
    PrintOutcome,
    PrintRequest,
    PrintVerdict,
    QrBlock,
    Reason,
    TextLine,
    Unplugged,
)
from devices.drivers import escpos
from devices.drivers.escpos.encoder import JobEncoder
from devices.drivers.escpos.printer import EscposPrinter
from devices.drivers.escpos.profile import load
from devices.transport import MemoryPort, OpenPort, Port, memory_pipe
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[3] / "wire" / "escpos"
RECEIPT = PrintRequest(7, (TextLine("Pronto"), PairLine("Leite", "1,29 €")))


def opened(open_port: OpenPort, **options: str) -> EscposPrinter:
    printer = escpos.open(DriverUrl("escpos", "tcp", "10.0.0.7:9100", options), open_port)
    assert isinstance(printer, EscposPrinter)
    return printer


class Desk:
    """A printer that is being served, and what it told the kiosk."""

    def __init__(self, player: Player, **options: str) -> None:
        self.printer = opened(player.open_port, **options)
        self.health: list[Health] = []
        self.printer.on_health(self.health.append)
        self.serving = asyncio.ensure_future(self.printer.run())

    async def until(self, state: HealthState) -> None:
        while not self.health or self.health[-1].state is not state:
            await asyncio.sleep(0.01)


def on_transcript(name: str, script: Callable[[Desk], Awaitable[None]], **options: str) -> Desk:
    desks: list[Desk] = []

    async def main() -> None:
        player = Player(WIRE / f"{name}.wire")
        desk = Desk(player, **options)
        desks.append(desk)
        async with asyncio.timeout(60):
            await script(desk)
        await asyncio.sleep(0.2)  # lets the printer be asked for its condition after a job
        desk.serving.cancel()
        await asyncio.gather(desk.serving, return_exceptions=True)
        await player.finish()

    run(main())
    return desks[0]


def print_on(name: str, **options: str) -> tuple[PrintOutcome, Desk]:
    outcomes: list[PrintOutcome] = []

    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        outcomes.append(await desk.printer.print(RECEIPT))

    desk = on_transcript(name, script, **options)
    return outcomes[0], desk


# --- nothing is claimed that is not proven ---


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("error_and_not_cleared", Reason.COVER_OPEN),
        ("error_then_processed", Reason.COVER_OPEN),
        ("wrong_process_id", Reason.TIMEOUT),
        ("no_process_id", Reason.TIMEOUT),
        ("cut_in_job", Reason.NOT_REACHABLE),
        ("processed_without_push_then_cover", Reason.COVER_OPEN),
    ],
)
def test_a_job_of_which_nothing_is_proven_is_unknown(name: str, reason: Reason) -> None:
    outcome, _ = print_on(name)
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, reason)
    assert outcome.detail


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("paper_ends_in_job", Reason.MEDIA_EMPTY),
        ("cover_opens_in_job", Reason.COVER_OPEN),
        ("cutter_jams_in_job", Reason.CUTTER),
    ],
)
def test_an_error_in_a_job_empties_the_buffer_and_is_a_failure(name: str, reason: Reason) -> None:
    outcome, desk = print_on(name)
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, reason)
    assert desk.health[-2].state is HealthState.NEEDS_PERSON  # the last one is the end of the test
    assert desk.health[-2].reasons == (reason,)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("paper_ended_before_job", Reason.MEDIA_EMPTY), ("cover_open_before_job", Reason.COVER_OPEN)],
)
def test_a_printer_that_cannot_print_gets_no_byte_of_the_job(name: str, reason: Reason) -> None:
    outcome, _ = print_on(name)
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, reason)


def test_a_clone_whose_paper_ends_and_that_cannot_forget_a_job_is_unknown() -> None:
    outcome, _ = print_on("clone_paper_ends", profile="clone-80")
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, Reason.MEDIA_EMPTY)


def test_a_clone_that_does_not_answer_after_the_job_is_unknown() -> None:
    outcome, _ = print_on("clone_goes_silent", profile="clone-80")
    assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, Reason.NOT_RESPONDING)


# --- proven jobs ---


@pytest.mark.parametrize("name", ["done", "late_process_id", "head_hot_in_job", "noise", "processed_without_push"])
def test_a_job_is_done_when_its_own_process_id_comes_back(name: str) -> None:
    outcome, desk = print_on(name)
    assert outcome == PrintOutcome(PrintVerdict.DONE)
    assert HealthState.BUSY in [health.state for health in desk.health]
    assert desk.health[-2].state is HealthState.READY


def test_paper_that_ends_after_a_job_does_not_undo_it() -> None:
    outcome, desk = print_on("paper_ends_after_job")
    assert outcome.verdict is PrintVerdict.DONE
    assert desk.health[-2].reasons == (Reason.MEDIA_EMPTY,)


def test_a_clone_without_process_id_is_asked_twice_for_a_clean_status() -> None:
    outcome, _ = print_on("clone_done", profile="clone-80")
    assert outcome == PrintOutcome(PrintVerdict.DONE)


# --- condition ---


@pytest.mark.parametrize(
    ("name", "state", "reasons"),
    [
        ("examples_near_end", HealthState.DEGRADED, (Reason.MEDIA_LOW,)),
        ("examples_paper_out", HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,)),
        ("examples_cover_open", HealthState.NEEDS_PERSON, (Reason.COVER_OPEN,)),
    ],
)
def test_the_status_examples_of_the_manual_are_understood(
    name: str, state: HealthState, reasons: tuple[Reason, ...]
) -> None:
    async def script(desk: Desk) -> None:
        await desk.until(state)
        assert desk.health[-1].reasons == reasons

    on_transcript(name, script)


def test_a_pushed_status_is_told_at_once() -> None:
    async def script(desk: Desk) -> None:
        for state in (HealthState.READY, HealthState.NEEDS_PERSON, HealthState.DEGRADED):
            await desk.until(state)

    on_transcript("pushed_while_idle", script)


def test_a_printer_that_does_not_answer_three_times_is_silent() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(NoAnswer):
            await desk.serving
        assert asyncio.get_running_loop().time() == pytest.approx(2.5)
        assert desk.printer.health.state is HealthState.SILENT

    on_transcript("silent_at_opening", script)


def test_a_printer_that_stops_answering_is_silent_after_three_heartbeats() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(NoAnswer):
            await desk.serving
        assert asyncio.get_running_loop().time() == pytest.approx(16.5, abs=0.1)

    on_transcript("goes_silent", script)


def test_a_late_answer_is_not_taken_for_the_next_one() -> None:
    async def script(desk: Desk) -> None:
        await asyncio.sleep(18)
        assert desk.printer.health.state is HealthState.READY

    on_transcript("misses_twice", script)


def test_a_jammed_cutter_goes_on_only_after_the_cover_was_opened_and_closed() -> None:
    async def script(desk: Desk) -> None:
        await asyncio.sleep(5.5)
        assert [health.reasons for health in desk.health[2:]] == [
            (Reason.CUTTER,),
            (Reason.COVER_OPEN,),
            (Reason.CUTTER,),
            (),
        ]

    on_transcript("cutter_recovers", script)


def test_a_reset_empties_the_buffer_and_lets_the_printer_recover() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        await desk.printer.reset()

    on_transcript("reset", script)


def test_a_job_that_is_cancelled_is_forgotten_by_the_printer_at_the_next_opening() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        printing = asyncio.ensure_future(desk.printer.print(RECEIPT))
        await asyncio.sleep(0.1)
        printing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await printing
        with pytest.raises(Unplugged):
            await desk.serving
        desk.serving = asyncio.ensure_future(desk.printer.run())
        await desk.until(HealthState.READY)

    on_transcript("cancelled_in_job", script)


# --- codes, logo, drawer ---


def test_codes_are_asked_for_as_the_manual_says() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        blocks = Pdf417Block("EXAMPLE"), QrBlock("EXAMPLE")
        assert (await desk.printer.print(PrintRequest(7, blocks))).verdict is PrintVerdict.DONE

    on_transcript("codes", script)


def test_a_logo_is_kept_and_printed_as_the_manual_says() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        file = BytesIO()
        Image.new("1", (8, 8), 0).save(file, "PNG")
        kept, outcome = await desk.printer.keep_logo(5, file.getvalue())
        assert (kept.width_dots, outcome.verdict) == (8, PrintVerdict.DONE)

    on_transcript("logo", script)


def test_a_drawer_is_opened_and_its_pin_is_read() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        await desk.printer.open_drawer()
        await asyncio.sleep(0.1)
        assert desk.printer.drawer_is_open is True
        await asyncio.sleep(0.6)
        assert desk.printer.drawer_is_open is False

    on_transcript("drawer", script, drawer="low")


# --- one job at a time, and what cannot be printed ---


def test_a_second_job_while_one_prints_is_refused() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        first = asyncio.ensure_future(desk.printer.print(RECEIPT))
        await asyncio.sleep(0)
        second = await desk.printer.print(RECEIPT)
        assert second.verdict is PrintVerdict.FAILED
        assert (await first).verdict is PrintVerdict.DONE

    on_transcript("done", script)


def test_a_document_that_cannot_be_printed_fails_before_the_first_byte() -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        outcome = await desk.printer.print(PrintRequest(1, (QrBlock("a" * 3000),)))
        assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, Reason.FORMAT_ERROR)
        assert (await desk.printer.print(RECEIPT)).verdict is PrintVerdict.DONE

    on_transcript("done", script)


def test_printing_without_a_link_fails() -> None:
    async def main() -> None:
        async def nowhere(url: DriverUrl) -> Port:
            raise Unplugged("nowhere")

        printer = opened(nowhere)
        assert (await printer.print(RECEIPT)).reason is Reason.NOT_REACHABLE
        with pytest.raises(Unplugged):
            await printer.run()
        assert printer.health.state is HealthState.ABSENT
        assert (await printer.print(RECEIPT)).verdict is PrintVerdict.FAILED

    run(main())


def test_lost_characters_are_reported_by_number(caplog: pytest.LogCaptureFixture) -> None:
    async def script(desk: Desk) -> None:
        await desk.until(HealthState.READY)
        outcome = await desk.printer.print(PrintRequest(7, (TextLine("Pro寿"),)))
        assert outcome.verdict is PrintVerdict.FAILED

    with caplog.at_level(logging.WARNING):
        on_transcript("paper_ended_before_job", script)
    assert [record.getMessage() for record in caplog.records] == ["job 7: 1 characters are not on code page cp858"]


class Taking:
    """A printer that answers all clear, takes so many bytes of the first job, and loses its line."""

    def __init__(self, taken: int) -> None:
        self._taken = taken
        self.playing: asyncio.Task[None] | None = None

    async def open_port(self, url: DriverUrl) -> Port:
        host, device = memory_pipe()
        self.playing = asyncio.ensure_future(self._play(device))
        return host

    async def _play(self, device: MemoryPort) -> None:
        seen = b""
        while (start := seen.find(b"\x1b@")) < 0 or len(seen) < start + max(self._taken, 1):
            seen += await device.read(1)
            if seen.endswith(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"):
                await device.write(b"\x37\x25\x00")
            elif seen[-3:-1] == b"\x10\x04":
                await device.write(b"\x12")
        device.close()


def test_a_line_lost_at_any_byte_of_a_job_leaves_it_unknown() -> None:
    total = len(JobEncoder(load("tm-t88v")).encode(RECEIPT).content)

    async def main(taken: int) -> PrintVerdict:
        device = Taking(taken)
        printer = opened(device.open_port)
        serving = asyncio.ensure_future(printer.run())
        while printer.health.state is not HealthState.READY:
            await asyncio.sleep(0.01)
        outcome = await printer.print(RECEIPT)
        with pytest.raises(Unplugged):
            await serving
        return outcome.verdict

    assert {run(main(taken)) for taken in range(2, total + 1)} == {PrintVerdict.UNKNOWN}


def test_every_transcript_is_played_by_a_test() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    unused = {path.stem for path in WIRE.glob("*.wire") if f'"{path.stem}"' not in text}
    assert unused == set()  # "reconnect" is played by test_device_reconnect.py
