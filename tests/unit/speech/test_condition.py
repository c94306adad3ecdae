"""Health: what is wrong is said once, tried again with growing pauses, and taken back when it is well again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.services.speech import EspeakWav, Mute, NullPlayer
from kiosk.services.speech.backend import LONGEST_PAUSE_S
from kiosk.services.speech.espeak import Espeak
from kiosk.services.speech.port import Route, SpeechFailed, SpeechHealth, SpeechReason, SpeechState, Utterance
from tests.unit.speech.programs import program, speaker
from tests.unit.speech.rig import Rig, on_real_time, on_virtual_time, said

DIED = SpeechFailed(SpeechReason.PROGRAM_DIED, "espeak-ng ended with 1")
AWAY = SpeechFailed(SpeechReason.PLAYER_FAILED, "aplay ended with 1")


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "speech")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [f"{record.levelname} {record.getMessage()}" for record in caplog.records if record.levelname != "DEBUG"]


def test_a_missing_program_is_said_once_at_the_start_and_stays_in_health(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    async def main() -> SpeechHealth:
        told: asyncio.Queue[SpeechHealth] = asyncio.Queue()
        player = Rig(tmp_path).player
        speech = EspeakWav(tmp_path, lambda: Route.SPEAKER, player=player, synth=Espeak(str(tmp_path / "espeak-ng")))
        speech.on_health(told.put_nowait)
        serving = asyncio.create_task(speech.run())
        async with asyncio.timeout(60):
            first = await told.get()
        for n in range(3):
            speech.speak(Utterance(f"words {n}", "en"))
            with pytest.raises(SpeechFailed, match="PROGRAM_MISSING"):
                await speech.synth_to_wav("words", "en")
        serving.cancel()
        await asyncio.wait({serving})
        assert told.empty()
        assert speech.health == first
        return first

    health = asyncio.run(main())
    assert (health.state, health.reasons) == (SpeechState.ABSENT, (SpeechReason.PROGRAM_MISSING,))
    assert not health.is_audible
    assert len(lines(caplog)) == 1
    assert lines(caplog)[0].startswith("WARNING speech ABSENT PROGRAM_MISSING")


def test_a_voice_that_works_is_ready_after_its_start_and_not_before(rig: Rig) -> None:
    assert rig.speech.health.reasons == (SpeechReason.NOT_TRIED,)

    async def play() -> None:
        await asyncio.sleep(1)
        assert rig.speech.health == SpeechHealth(SpeechState.READY)

    on_virtual_time(rig, play)
    assert rig.player.lines == []  # a try is not heard


@pytest.mark.allowed_logs("speech DEGRADED PROGRAM_DIED")
def test_words_that_failed_are_said_as_soon_as_the_program_works_again(rig: Rig) -> None:
    seen: list[SpeechHealth] = []
    rig.speech.on_health(seen.append)

    async def play() -> None:
        await asyncio.sleep(1)
        rig.voice.failures = [DIED, DIED, DIED]
        rig.speech.speak(said("words"))
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]
    assert [health.state for health in seen] == [SpeechState.READY, SpeechState.DEGRADED, SpeechState.READY]
    assert rig.player.log[0].began_s == pytest.approx(1 + 0.25 + 0.5 + 1)


@pytest.mark.allowed_logs("speech DEGRADED PROGRAM_DIED")
def test_a_line_that_was_said_is_not_said_again_when_the_next_one_fails(rig: Rig) -> None:
    async def play() -> None:
        await asyncio.sleep(1)
        rig.speech.speak(said("one\ntwo"))
        while len(rig.voice.asked) < 2:
            await asyncio.sleep(0)
        rig.voice.failures = [DIED]
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["one", "two"]


@pytest.mark.allowed_logs("speech DEGRADED PROGRAM_DIED")
def test_the_pauses_grow_to_a_minute_and_an_hour_of_failures_is_said_once(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    async def play() -> None:
        await asyncio.sleep(1)
        rig.voice.failures = [DIED] * 1000
        rig.speech.speak(said("words"))
        await asyncio.sleep(3600)

    on_virtual_time(rig, play)
    tried = sum(line == "words" for line, _, _ in rig.voice.asked)
    assert 3600 / LONGEST_PAUSE_S <= tried <= 3600 / LONGEST_PAUSE_S + 10
    assert lines(caplog) == ["INFO speech READY", "WARNING speech DEGRADED PROGRAM_DIED espeak-ng ended with 1"]


@pytest.mark.allowed_logs("speech DEGRADED PROGRAM_DIED")
def test_new_words_are_tried_at_once_whatever_the_pause(rig: Rig) -> None:
    async def play() -> None:
        await asyncio.sleep(1)
        rig.voice.failures = [DIED] * 20
        rig.speech.speak(said("old"))
        await asyncio.sleep(600)
        rig.voice.failures = []
        rig.speech.speak(said("new"))
        await asyncio.sleep(0.1)
        assert rig.player.lines == ["new"]

    on_virtual_time(rig, play)


@pytest.mark.allowed_logs("speech DEGRADED PROGRAM_HANGS")
def test_a_silent_kiosk_finds_out_by_itself_that_speech_works_again(rig: Rig) -> None:
    rig.voice.failures = [SpeechFailed(SpeechReason.PROGRAM_HANGS, "")] * 3

    async def play() -> None:
        await asyncio.sleep(0.1)
        assert rig.speech.health.reasons == (SpeechReason.PROGRAM_HANGS,)
        await asyncio.sleep(60)
        assert rig.speech.health.state is SpeechState.READY

    on_virtual_time(rig, play)


def test_a_sound_device_that_is_away_is_in_health_is_no_warning_and_is_found_again(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    rig.player.failures = [AWAY] * 4
    seen: list[SpeechHealth] = []
    rig.speech.on_health(seen.append)

    async def play() -> None:
        rig.speech.speak(said("words"))
        await asyncio.sleep(0.1)
        health = rig.speech.health
        assert (health.state, health.reasons) == (SpeechState.DEGRADED, (SpeechReason.PLAYER_FAILED,))
        assert not health.is_audible
        await asyncio.sleep(60)
        assert rig.speech.health.state is SpeechState.READY

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]
    assert [health.state for health in seen] == [SpeechState.DEGRADED, SpeechState.READY]
    assert [line.split()[0] for line in lines(caplog)] == ["INFO", "INFO"]


def test_a_machine_without_a_player_is_degraded_and_goes_on(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    speech = EspeakWav(tmp_path, lambda: rig.route, player=NullPlayer("none of aplay is installed"), synth=rig.voice)
    rig.speech = speech

    async def play() -> None:
        speech.speak(said("one\ntwo"))
        await asyncio.sleep(60)
        assert speech.health.state is SpeechState.DEGRADED
        assert speech.health.reasons == (SpeechReason.NO_PLAYER,)
        assert "aplay" in speech.health.detail

    on_virtual_time(rig, play)
    assert [line for line, _, _ in rig.voice.asked][-2:] == ["one", "two"]


@pytest.mark.allowed_logs("speaking raised", "speech DEGRADED SOFTWARE_ERROR")
def test_a_fault_of_our_own_is_logged_and_tried_again(rig: Rig) -> None:
    async def play() -> None:
        await asyncio.sleep(1)
        rig.voice.failures = [RuntimeError("a fault")]
        rig.speech.speak(said("words"))
        await asyncio.sleep(0.1)
        assert rig.speech.health.reasons == (SpeechReason.SOFTWARE_ERROR,)
        await asyncio.sleep(60)

    on_virtual_time(rig, play)
    assert rig.player.said == ["words"]
    assert rig.speech.health.state is SpeechState.READY


@pytest.mark.allowed_logs("speech DEGRADED CACHE_NOT_USED")
def test_a_cache_that_cannot_be_used_is_in_health_and_everything_is_heard(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "speech").write_text("a file where the folder should be")
    told: asyncio.Queue[SpeechHealth] = asyncio.Queue()
    rig.speech.on_health(told.put_nowait)

    async def play() -> None:
        for _ in range(2):
            rig.speech.speak(Utterance("public", "en"))
            assert await rig.player.begun.get() == "public"
        while (health := await told.get()).state is SpeechState.READY:
            pass
        assert health.reasons == (SpeechReason.CACHE_NOT_USED,)
        assert health.is_audible

    on_real_time(rig, play)


def test_a_program_that_dies_in_service_and_comes_back_is_heard(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "bin"
    path.mkdir()
    rig = Rig(tmp_path / "speech")
    heard: asyncio.Queue[int] = asyncio.Queue()

    class Loud:
        absence = ""

        async def play(self, wav: bytes, volume: int = 0) -> None:
            heard.put_nowait(len(wav))

    program(path, "exit 1")
    rig.speech = EspeakWav(tmp_path / "speech", lambda: rig.route, player=Loud(), synth=Espeak(str(path / "program")))
    told: asyncio.Queue[SpeechHealth] = asyncio.Queue()
    rig.speech.on_health(told.put_nowait)

    async def play() -> None:
        rig.speech.speak(Utterance("words", "en"))
        assert (await told.get()).reasons == (SpeechReason.PROGRAM_DIED,)
        assert heard.empty()
        (path / "program").rename(path / "old")
        speaker(path)
        assert await heard.get() > 44
        while (await told.get()).state is not SpeechState.READY:
            pass

    on_real_time(rig, play)
    assert sum("PROGRAM_DIED" in line for line in lines(caplog)) == 1


def test_a_mute_kiosk_says_so_and_takes_everything(tmp_path: Path) -> None:
    mute = Mute()
    mute.speak(said("words"))
    for ask in (mute.stop, mute.pause, mute.resume, mute.repeat, mute.reset, mute.route_changed):
        ask()
    assert (mute.health.state, mute.health.reasons) == (SpeechState.ABSENT, (SpeechReason.SWITCHED_OFF,))
    assert not mute.health.is_audible
    with pytest.raises(SpeechFailed, match="SWITCHED_OFF"):
        asyncio.run(mute.synth_to_wav("words", "en"))
    with pytest.raises(ValueError, match="rate"):
        mute.set_rate(3)
    with pytest.raises(ValueError, match="volume"):
        mute.set_volume(4)
