"""The speech program: missing, dying, hanging, talking nonsense; each is a real process."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import struct
from pathlib import Path

import pytest

from kiosk.services.speech import child
from kiosk.services.speech.espeak import MAX_LINE, Espeak, lines_of
from kiosk.services.speech.port import SpeechFailed, SpeechReason
from kiosk.services.speech.wav import Sound, read_wav
from tests.unit.speech.programs import is_running, program, speaker, tone


def synth(espeak: Espeak, line: str = "Touch to start") -> bytes:
    async def main() -> bytes:
        async with asyncio.timeout(60):
            return await espeak.synth(line, "en", 1.0)

    return asyncio.run(main())


def failure(espeak: Espeak, line: str = "Touch to start") -> SpeechFailed:
    with pytest.raises(SpeechFailed) as caught:
        synth(espeak, line)
    return caught.value


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    espeak = Espeak(str(tmp_path / "nothing"))
    assert not espeak.is_here
    found = failure(espeak)
    assert found.reason is SpeechReason.PROGRAM_MISSING
    assert "nothing" in found.detail


def test_a_program_that_may_not_be_run_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no program")
    assert failure(Espeak(str(tmp_path / "text"))).reason is SpeechReason.PROGRAM_MISSING


def test_a_file_that_is_no_program_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no program")
    (tmp_path / "text").chmod(0o755)
    found = failure(Espeak(str(tmp_path / "text")))
    assert found.reason is SpeechReason.PROGRAM_DIED
    assert "Exec format error" in found.detail


def test_a_program_that_dies_is_told_with_its_last_word(tmp_path: Path) -> None:
    espeak = Espeak(program(tmp_path, "echo first >&2; echo no such voice >&2; exit 3"))
    found = failure(espeak)
    assert found.reason is SpeechReason.PROGRAM_DIED
    assert found.detail.endswith("ended with 3 no such voice")


def test_a_program_that_is_killed_is_told_with_the_signal(tmp_path: Path) -> None:
    found = failure(Espeak(program(tmp_path, "kill -9 $$")))
    assert (found.reason, found.detail.endswith("ended with -9")) == (SpeechReason.PROGRAM_DIED, True)


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "alive")
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    try:
        espeak = Espeak(program(tmp_path, ": > started; exec 3> alive; sleep 600 & wait"), timeout_s=2)
        assert failure(espeak).reason is SpeechReason.PROGRAM_HANGS
        assert (tmp_path / "started").exists()
        # the pipe ends when the last who holds it is dead
        assert select.select([alive], [], [], 60)[0] == [alive]
        assert os.read(alive, 1) == b""
    finally:
        os.close(alive)


def test_a_program_that_never_stops_writing_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MAX_WRITTEN_BYTES", 1_000_000)
    found = failure(Espeak(program(tmp_path, "exec yes")))
    assert found.reason is SpeechReason.PROGRAM_DIED
    assert found.detail.endswith(("ended with -25", "ended with 1 yes: standard output: File too large"))


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"nonsense",
        b"RIFF",
        tone()[:30],
        struct.pack("<4sI4s", b"RIFF", 4, b"WAVE"),
        b"\x00" * 5_000,
        tone().replace(struct.pack("<I", 22_050), struct.pack("<I", 44_100), 1),
        Sound(bytes(44_100)).to_wav(),
        Sound(b"").to_wav(),
    ],
    ids=["nothing", "text", "cut", "half a header", "no chunks", "zeros", "44,100 Hz", "silence", "no samples"],
)  # fmt: skip
def test_nonsense_is_not_taken_for_speech(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "written").write_bytes(written)
    found = failure(Espeak(program(tmp_path, "cat > given; cat written")))
    assert found.reason is SpeechReason.PROGRAM_GARBLED
    assert "Touch" not in str(found)


def test_a_program_that_is_killed_while_it_speaks_fails_that_line_only(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "up")
    espeak = Espeak(speaker(tmp_path, "if [ ! -e again ]; then : > again; echo $$ > up; sleep 600; fi"))

    async def main() -> None:
        async with asyncio.timeout(60):
            making = asyncio.create_task(espeak.synth("Touch to start", "en"))
            pid = int(await asyncio.to_thread((tmp_path / "up").read_text))
            os.kill(pid, signal.SIGKILL)
            with pytest.raises(SpeechFailed, match="PROGRAM_DIED"):
                await making
            assert read_wav(await espeak.synth("Touch to start", "en")).duration_s > 0

    asyncio.run(main())


def test_speech_that_is_no_longer_wanted_ends_its_program(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "up")
    espeak = Espeak(program(tmp_path, "echo $$ > up; exec sleep 600"))

    async def main() -> None:
        async with asyncio.timeout(60):
            making = asyncio.create_task(espeak.synth("Touch to start", "en"))
            pid = int(await asyncio.to_thread((tmp_path / "up").read_text))
            making.cancel()
            await asyncio.wait({making})
            assert making.cancelled()
            assert not is_running(pid)

    asyncio.run(main())


def test_a_header_that_promises_more_is_put_right(tmp_path: Path) -> None:
    stream = bytearray(tone())
    stream[4:8] = stream[40:44] = struct.pack("<I", 0x7FFF_F000)  # as espeak-ng writes to a pipe
    (tmp_path / "written").write_bytes(stream)
    assert synth(Espeak(program(tmp_path, "cat written"))) == tone()


def test_the_words_go_in_by_standard_input_and_the_arguments_are_fixed(tmp_path: Path) -> None:
    (tmp_path / "tone.wav").write_bytes(tone())
    espeak = Espeak(program(tmp_path, 'echo "$@" > arguments; cat > given; cat tone.wav'))
    asyncio.run(espeak.synth("-w /etc/x; `rm`\n$(rm) ção", "pt-BR", 2.0))
    assert (tmp_path / "arguments").read_text() == "-v pt-br -s 350 -b 1 --stdin --stdout\n"
    assert (tmp_path / "given").read_text() == "-w /etc/x; `rm`\n$(rm) ção"


@pytest.mark.parametrize(("language", "voice"), [("pt-BR", "pt-br"), ("pt-PT", "pt"), ("nl", "nl"), ("es", "es-419"),
                                                 ("en", "en-gb"), ("es-MX", "es-419"), ("EN-us", "en-gb")])  # fmt: skip
def test_each_language_has_its_voice(tmp_path: Path, language: str, voice: str) -> None:
    (tmp_path / "tone.wav").write_bytes(tone())
    espeak = Espeak(program(tmp_path, 'echo "$2" > voice; cat tone.wav'))
    asyncio.run(espeak.synth("1", language))
    assert (tmp_path / "voice").read_text().strip() == voice


def test_what_is_no_text_does_not_reach_the_voice() -> None:
    assert list(lines_of("a\x00b\x1bc\u200b d\u00ade\ud800")) == ["a b c de"]
    assert list(lines_of("[[h@loU]] there")) == ["h@loU there"]
    assert list(lines_of("\n \n€\u00a016,72\n\n")) == ["€ 16,72"]
    assert list(lines_of("")) == []


def test_a_very_long_line_is_said_in_pieces_without_losing_a_word() -> None:
    words = [f"word{n}" for n in range(300)]
    pieces = list(lines_of(" ".join(words)))
    assert " ".join(pieces).split() == words
    assert max(map(len, pieces)) <= MAX_LINE
    unbroken = list(lines_of("x" * (3 * MAX_LINE)))
    assert "".join(unbroken) == "x" * (3 * MAX_LINE)
    assert max(map(len, unbroken)) <= MAX_LINE
