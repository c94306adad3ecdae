"""One sound at a time that can be paused, resumed and made louder while it plays."""

from __future__ import annotations

import asyncio
from typing import Any

from kiosk.services.speech.port import Player
from kiosk.services.speech.wav import read_wav

REWIND_S = 0.3


async def ended(task: asyncio.Task[Any]) -> None:
    """Cancel a task and return when it is really over, its child dead; its exception counts as taken."""
    if not task.done() and not task.cancelling():
        task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()


class Playback:
    """Plays sounds through a player from the place it has reached. Pausing ends the player and keeps the place."""

    def __init__(self, player: Player, volume: int) -> None:
        self._player = player
        self._volume = volume
        self._changed = asyncio.Event()
        self._released = asyncio.Event()
        self._released.set()

    def pause(self) -> None:
        """Fall silent and keep the place."""
        self._released.clear()
        self._changed.set()

    def resume(self) -> None:
        """Go on a moment before the place."""
        self._released.set()

    def set_volume(self, volume: int) -> None:
        """Take a step of volume, also in the middle of a sound."""
        if volume != self._volume:
            self._volume = volume
            self._changed.set()

    async def play(self, wav: bytes) -> None:
        """Play to the end, however often it is interrupted. Raises SpeechFailed."""
        clock = asyncio.get_running_loop()
        sound = read_wav(wav)
        at_s = 0.0
        while at_s < sound.duration_s:
            await self._released.wait()
            self._changed.clear()
            began_s = clock.time()
            if await self._played(sound.after(at_s).to_wav() if at_s else wav):
                return
            at_s = max(at_s, at_s + clock.time() - began_s - REWIND_S)

    async def _played(self, wav: bytes) -> bool:
        """Play until the end (true) or until something changes."""
        playing = asyncio.create_task(self._player.play(wav, self._volume), name="player")
        changed = asyncio.create_task(self._changed.wait(), name="change")
        try:
            await asyncio.wait({playing, changed}, return_when=asyncio.FIRST_COMPLETED)
            is_over = playing.done()
        finally:
            await ended(changed)
            await ended(playing)
        if is_over:
            playing.result()
        return is_over
