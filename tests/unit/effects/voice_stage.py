"""A voice on a stage: a loudspeaker that keeps a log, a recorder on the loop's clock, and the captions."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from kiosk.effects.voice import SOUNDS, Sounds, Voice
from kiosk.services.speech import Recorder, Route, SpeechBackend, SpeechFailed
from kiosk.services.speech.port import Utterance
from kiosk.services.speech.wav import read_wav
from tests.virtual_time import run

NAMES = {(SOUNDS / f"{name}.wav").read_bytes(): name for name in ("ok", "error", "attention", "key")}


class Loudspeaker:
    """Takes as long as the sound; the log has each sound and whether it came to its end."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.volumes: list[int] = []
        self.failures: list[SpeechFailed] = []
        self.sounding = 0
        self.most_at_once = 0

    async def play(self, wav: bytes, volume: int = 0) -> None:
        if self.failures:
            raise self.failures.pop()
        self.begun.append(NAMES[wav])
        self.volumes.append(volume)
        self.sounding += 1
        self.most_at_once = max(self.most_at_once, self.sounding)
        try:
            await asyncio.sleep(read_wav(wav).duration_s)
            self.ended.append(NAMES[wav])
        finally:
            await asyncio.sleep(0)
            self.sounding -= 1


def spawn(work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> asyncio.Task[Any]:
    task = asyncio.get_running_loop().create_task(work)

    def ended(done: asyncio.Task[Any]) -> None:
        if not done.cancelled() and (error := done.exception()) is not None:
            on_error(error)

    task.add_done_callback(ended)
    return task


class Stage:
    """A voice, its sounds, a recorder on the loop's clock, and the captions."""

    def __init__(self, speech: SpeechBackend | None = None) -> None:
        self.has_headset = False
        self.player = Loudspeaker()
        self.sounds = Sounds(self.player, spawn)
        route = lambda: Route.HEADSET if self.has_headset else Route.SPEAKER  # noqa: E731  # one of many
        self.recorder = Recorder(route, clock=asyncio.get_running_loop().time)
        self.captions: list[str] = []
        self.voice = Voice(
            speech or self.recorder, Utterance, self.sounds, self.captions.append, lambda: self.has_headset
        )


def on_stage(play: Callable[[Stage], Awaitable[None]], speech: SpeechBackend | None = None) -> Stage:
    async def main() -> Stage:
        stage = Stage(speech)
        await play(stage)
        await asyncio.sleep(1000)
        assert stage.player.sounding == 0
        assert stage.player.most_at_once <= 1
        return stage

    return run(main())
