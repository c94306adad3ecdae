"""A voice and a player that can be watched, and a backend on top of them that is running."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.services.speech.backend import EspeakWav
from kiosk.services.speech.port import Route, SpeechFailed, Utterance
from kiosk.services.speech.wav import SAMPLES_PER_S, Sound, read_wav
from tests.virtual_time import run

LINE_S = 2.0


@dataclass
class Voice:
    """Makes a sound of `LINE_S` for each line, in which the line can be recognised; fails while `failures` lasts."""

    failures: list[SpeechFailed | Exception] = field(default_factory=list)
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    gate: asyncio.Event | None = None
    cut_off: list[str] = field(default_factory=list)

    async def synth(self, line: str, language: str, rate: float) -> bytes:
        self.asked.append((line, language, rate))
        number = len(self.asked)
        if self.failures:
            raise self.failures.pop(0)
        if self.gate is not None:
            try:
                await self.gate.wait()
            except asyncio.CancelledError:
                self.cut_off.append(line)
                raise
        return Sound(number.to_bytes(2, "little") * int(LINE_S * SAMPLES_PER_S)).to_wav()

    def line(self, wav: bytes) -> str:
        """Return what a sound says."""
        return self.asked[int.from_bytes(read_wav(wav).samples[:2], "little") - 1][0]


@dataclass
class Played:
    """What the player was given, when, and whether it came to the end."""

    line: str
    began_s: float
    duration_s: float
    volume: int
    ended_s: float | None = None
    is_whole: bool = False


class Player:
    """Takes as long as the sound; keeps a log of everything that is not silence."""

    absence = ""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.log: list[Played] = []
        self.failures: list[SpeechFailed] = []
        self.sounding = 0
        self.most_at_once = 0
        self.begun: asyncio.Queue[str] = asyncio.Queue()

    async def play(self, wav: bytes, volume: int = 0) -> None:
        if self.failures:
            raise self.failures.pop(0)
        sound = read_wav(wav)
        if sound.is_silent:
            return
        clock = asyncio.get_running_loop()
        played = Played(self.voice.line(wav), clock.time(), sound.duration_s, volume)
        self.log.append(played)
        self.sounding += 1
        self.most_at_once = max(self.most_at_once, self.sounding)
        self.begun.put_nowait(played.line)
        try:
            await asyncio.sleep(sound.duration_s)
            played.is_whole = True
        finally:
            await asyncio.sleep(0)  # a child takes a moment to die
            self.sounding -= 1
            played.ended_s = clock.time()

    @property
    def lines(self) -> list[str]:
        """What began to sound, in order."""
        return [played.line for played in self.log]

    @property
    def said(self) -> list[str]:
        """What sounded to its end, in order."""
        return [played.line for played in self.log if played.is_whole]


class Rig:
    """A running backend, its parts, and where the sound goes."""

    def __init__(self, folder: Path, route: Route = Route.HEADSET) -> None:
        self.route = route
        self.voice = Voice()
        self.player = Player(self.voice)
        self.speech = EspeakWav(folder, lambda: self.route, player=self.player, synth=self.voice)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve meanwhile."""
        serving = asyncio.create_task(self.speech.run())
        try:
            yield
        finally:
            serving.cancel()
            await asyncio.wait({serving})
            assert serving.cancelled(), "serving ended by itself"
            assert self.player.sounding == 0


def said(text: str, language: str = "en") -> Utterance:
    """Return private words: they are made anew without asking the disk, so that time may jump."""
    return Utterance(text, language, is_private=True)


def on_virtual_time(rig: Rig, play: Callable[[], Awaitable[None]]) -> None:
    """Serve while `play` runs; hours take no time."""

    async def main() -> None:
        async with rig.running():
            await play()

    run(main())


def on_real_time(rig: Rig, play: Callable[[], Awaitable[None]]) -> None:
    """Serve while `play` runs, which waits for signals."""

    async def main() -> None:
        async with asyncio.timeout(60), rig.running():
            await play()

    asyncio.run(main())
