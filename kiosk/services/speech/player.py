"""Makes WAV sound through a player program of the machine, or through none."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from typing import TypeAlias

from kiosk.services.speech.child import run_child
from kiosk.services.speech.port import Player, SpeechFailed, SpeechReason
from kiosk.services.speech.wav import read_wav

Argv: TypeAlias = tuple[str, ...]

PROGRAMS: tuple[Argv, ...] = (
    ("aplay", "-q", "/dev/stdin"),
    ("pw-play", "/dev/stdin"),
    ("paplay", "/dev/stdin"),
)
GRACE_S = 5.0


class ProgramPlayer:
    """Plays through the first of `programs` that makes sound; each plays its standard input and then ends."""

    absence = ""

    def __init__(self, programs: Sequence[Argv], grace_s: float = GRACE_S) -> None:
        self._programs = tuple(programs)
        self._grace_s = grace_s

    async def play(self, wav: bytes, volume: int = 0) -> None:
        """Play to the end; ways of failing are told together. A program that takes too long is ended."""
        sound = await asyncio.to_thread(read_wav(wav).at_volume, volume)
        complaints = []
        for argv in self._programs:
            try:
                ended = await run_child(argv, sound.to_wav(), sound.duration_s + self._grace_s)
            except TimeoutError:
                raise SpeechFailed(SpeechReason.PLAYER_FAILED, f"{argv[0]} does not end") from None
            except OSError as problem:
                complaints.append(f"{argv[0]}: {problem.strerror}")
                continue
            if ended.code == 0:
                self._programs = (argv, *(other for other in self._programs if other != argv))
                return
            complaints.append(f"{argv[0]} ended with {ended.code} {ended.complaint}".rstrip())
        raise SpeechFailed(SpeechReason.PLAYER_FAILED, "; ".join(complaints))


class NullPlayer:
    """Takes as long as the sound would, and says in health that nobody hears it."""

    def __init__(self, absence: str) -> None:
        self.absence = absence

    async def play(self, wav: bytes, volume: int = 0) -> None:
        """Wait."""
        await asyncio.sleep(read_wav(wav).duration_s)


def find_player(programs: Sequence[Argv] = PROGRAMS) -> Player:
    """Return a player for this machine."""
    here = [argv for argv in programs if shutil.which(argv[0]) is not None]
    if here:
        return ProgramPlayer(here)
    return NullPlayer(f"none of {', '.join(argv[0] for argv in programs)} is installed")
