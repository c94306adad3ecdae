"""Players: missing, without a device, hanging, cut off; each is a real process."""

from __future__ import annotations

import asyncio
import itertools
import os
from pathlib import Path

import pytest

from kiosk.services.speech.player import NullPlayer, ProgramPlayer, find_player
from kiosk.services.speech.port import MAX_VOLUME, MIN_VOLUME, SpeechFailed, SpeechReason
from kiosk.services.speech.wav import NotWav, read_wav
from tests.unit.speech.programs import is_running, program, tone


def play(player: ProgramPlayer, wav: bytes, volume: int = 0) -> None:
    async def main() -> None:
        async with asyncio.timeout(60):
            await player.play(wav, volume)

    asyncio.run(main())


def test_a_machine_without_a_player_says_which_it_looked_for() -> None:
    player = find_player([("no-such-player", "-q"), ("nor-this-one",)])
    assert isinstance(player, NullPlayer)
    assert player.absence == "none of no-such-player, nor-this-one is installed"


def test_a_player_without_a_device_fails_with_its_last_word(tmp_path: Path) -> None:
    player = find_player([(program(tmp_path, "echo audio open error: No such device >&2; exit 1"), "/dev/stdin")])
    assert isinstance(player, ProgramPlayer)
    with pytest.raises(SpeechFailed, match="ended with 1 audio open error: No such device") as caught:
        play(player, tone())
    assert caught.value.reason is SpeechReason.PLAYER_FAILED


def test_a_player_that_was_removed_fails(tmp_path: Path) -> None:
    with pytest.raises(SpeechFailed, match="No such file"):
        play(ProgramPlayer([(str(tmp_path / "gone"),)]), tone())


def test_the_next_player_takes_over_and_stays(tmp_path: Path) -> None:
    bad = program(tmp_path, "echo bad >> tried; exit 1", "bad")
    good = program(tmp_path, 'echo good >> tried; cat "$1" > heard', "good")
    player = ProgramPlayer([(bad, "/dev/stdin"), (good, "/dev/stdin")])
    for _ in range(2):
        play(player, tone(), MAX_VOLUME)
    assert (tmp_path / "tried").read_text().split() == ["bad", "good", "good"]
    assert (tmp_path / "heard").read_bytes() == tone()


def test_a_player_that_does_not_end_is_ended(tmp_path: Path) -> None:
    player = ProgramPlayer([(program(tmp_path, "echo $$ > pid; exec sleep 600"),)], grace_s=2)
    with pytest.raises(SpeechFailed, match="does not end"):
        play(player, tone())
    assert not is_running(int((tmp_path / "pid").read_text()))


def test_a_player_that_is_cut_off_is_dead_before_it_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "up")
    player = ProgramPlayer([(program(tmp_path, "echo $$ > up; exec sleep 600"),)])

    async def main() -> None:
        async with asyncio.timeout(60):
            playing = asyncio.create_task(player.play(tone()))
            pid = int(await asyncio.to_thread((tmp_path / "up").read_text))
            playing.cancel()
            await asyncio.wait({playing})
            assert playing.cancelled()
            assert not is_running(pid)

    asyncio.run(main())


def test_what_is_no_sound_is_not_given_to_a_player(tmp_path: Path) -> None:
    player = ProgramPlayer([(program(tmp_path, ": > tried"),)])
    with pytest.raises(NotWav):
        play(player, b"nonsense" * 1000)
    assert not (tmp_path / "tried").exists()


def test_a_step_of_volume_is_three_decibels_and_the_loudest_is_the_sound_itself(tmp_path: Path) -> None:
    loudness = []
    for volume in range(MIN_VOLUME, MAX_VOLUME + 1):
        player = ProgramPlayer([(program(tmp_path, "cat > heard"),)])
        play(player, tone(value=20_000), volume)
        heard = read_wav((tmp_path / "heard").read_bytes())
        loudness.append(int.from_bytes(heard.samples[:2], "little", signed=True))
    assert loudness[-1] == 20_000
    steps = [louder / softer for softer, louder in itertools.pairwise(loudness)]
    assert steps == pytest.approx([10 ** (3 / 20)] * 9, rel=0.01)


def test_sound_below_zero_keeps_its_sign_when_it_is_made_softer() -> None:
    softer = read_wav(tone(value=-20_000)).at_volume(0)
    assert int.from_bytes(softer.samples[:2], "little", signed=True) == pytest.approx(-20_000 * 10 ** (-9 / 20), abs=1)
