"""Speaks through espeak-ng and a player: one utterance at a time, from a cache, tried again until it is heard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, Protocol

from kiosk.services.speech.cache import WavCache, cache_key
from kiosk.services.speech.condition import Condition
from kiosk.services.speech.espeak import Espeak, lines_of
from kiosk.services.speech.playback import Playback, ended
from kiosk.services.speech.player import find_player
from kiosk.services.speech.port import (
    Listener,
    Player,
    Route,
    SpeechFailed,
    SpeechHealth,
    SpeechReason,
    Utterance,
    checked_rate,
    checked_volume,
    spoken_language,
)
from kiosk.services.speech.wav import Sound

FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 60.0
_SILENCE = Sound(bytes(2_204)).to_wav()
log = logging.getLogger(__name__)


class Synthesiser(Protocol):
    """Makes one line of speech."""

    async def synth(self, line: str, language: str, rate: float) -> bytes:
        """Return WAV. Raises SpeechFailed; cancelled, nothing is left behind."""
        ...


class _Script:
    """The lines of an utterance and how far they are said, so that a second try does not begin anew."""

    def __init__(self, utterance: Utterance, playback: Playback) -> None:
        self.utterance = utterance
        self.playback = playback
        self.language = spoken_language(utterance.language)
        self.lines = tuple(lines_of(utterance.text))
        self.said = 0

    def amend(self, utterance: Utterance) -> None:
        """Let other lines follow the one that is being said."""
        self.utterance = utterance
        self.lines = (*self.lines[: self.said + 1], *lines_of(utterance.text))


class EspeakWav:
    """The speech of the kiosk. `speak` and the others may be called before `run`: the last wish is then said first."""

    def __init__(
        self,
        folder: Path,
        route: Callable[[], Route],
        *,
        player: Player | None = None,
        synth: Synthesiser | None = None,
    ) -> None:
        """Take the folder of the cache, and what tells where the sound goes now."""
        self._route = route
        self._player = player or find_player()
        self._synth = synth or Espeak()
        self._cache = WavCache(folder)
        self._playback = Playback(self._player, 0)
        self._condition = Condition(self._player.absence)
        self._rate = 1.0
        self._volume = 0
        self._wanted: Utterance | None = None
        self._script: _Script | None = None
        self._last: Utterance | None = None
        self._wished = asyncio.Event()

    # --- what the kiosk asks ----------------------------------------------------------------------------------------

    @property
    def health(self) -> SpeechHealth:
        """The condition now."""
        return self._condition.health

    def on_health(self, listener: Listener) -> None:
        """Call `listener` with each new condition."""
        self._condition.on_change(listener)

    def speak(self, utterance: Utterance) -> None:
        """Say this from its beginning; what is being said, or paused, is cut off first."""
        self._last = utterance
        self._wish(utterance if self._may_be_heard(utterance) else None)

    def stop(self) -> None:
        """Be silent."""
        self._wish(None)

    def _wish(self, utterance: Utterance | None) -> None:
        self._wanted = utterance
        self._playback = Playback(self._player, self._volume)  # the old one, paused or not, is not heard again
        self._wished.set()

    def pause(self) -> None:
        """Be silent and keep the place."""
        self._playback.pause()

    def resume(self) -> None:
        """Go on a moment before the place."""
        self._playback.resume()

    def repeat(self) -> None:
        """Say the last utterance again."""
        if self._last is not None:
            self.speak(self._last)

    def amend(self, utterance: Utterance) -> None:
        """Put these lines after the one that is being said."""
        script = self._script
        is_going = self._wanted is not None and script is not None and script.utterance is self._wanted
        if not is_going or script is None or script.said >= len(script.lines) or not self._may_be_heard(utterance):
            self.speak(utterance)
            return
        self._last = self._wanted = utterance
        script.amend(utterance)

    def left(self) -> str:
        """Return the lines that are not said to their end."""
        if self._wanted is None:
            return ""
        script = self._script
        if script is None or script.utterance is not self._wanted:
            return self._wanted.text
        return "\n".join(script.lines[script.said :])

    def route_changed(self) -> None:
        """Stop a private utterance that would now sound on the loudspeaker."""
        if self._wanted is not None and not self._may_be_heard(self._wanted):
            self.stop()

    def _may_be_heard(self, utterance: Utterance) -> bool:
        if not utterance.is_private or self._route() is Route.HEADSET:
            return True
        log.info("private words are not said on the loudspeaker")
        return False

    def set_rate(self, rate: float) -> None:
        """Speak faster or slower from the next line on."""
        self._rate = checked_rate(rate)

    def set_volume(self, volume: int) -> None:
        """Be louder or softer at once."""
        self._volume = checked_volume(volume)
        self._playback.set_volume(volume)

    def reset(self) -> None:
        """Be silent and forget the session."""
        self._last = None
        self._rate = 1.0
        self._volume = 0
        self.stop()

    async def synth_to_wav(self, text: str, language: str) -> bytes:
        """Return a text as WAV at the usual rate, without a trace on disk."""
        line, spoken = " ".join(lines_of(text)), spoken_language(language)
        return await self._made(line, spoken, 1.0) if line else Sound(b"").to_wav()

    # --- one utterance at a time ------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Serve until cancelled; what sounds is over before the next begins."""
        while True:
            serving = asyncio.create_task(self._serve(self._wanted, self._playback), name="speech")
            try:
                await self._wished.wait()
                self._wished.clear()
            finally:
                await ended(serving)

    async def _serve(self, wanted: Utterance | None, playback: Playback) -> None:
        """Say what is wanted, as often as it takes; without a wish see whether what failed is well again."""
        self._script = script = _Script(wanted, playback) if wanted is not None else None
        for pause_s in _pauses():
            try:
                if script is not None:
                    await self._say(script)
                if not self._condition.is_sound:
                    await self._try()
                return
            except SpeechFailed as failure:
                log.debug("speech: %s", failure)
            except Exception:
                log.exception("speaking raised")
                self._condition.made(SpeechFailed(SpeechReason.SOFTWARE_ERROR, "see the log"))
            await asyncio.sleep(pause_s)

    async def _try(self) -> None:
        """Make one word, and play a moment of silence when playing failed."""
        await self._made("1", "en", 1.0)
        await self._played(self._player.play(_SILENCE))

    async def _say(self, script: _Script) -> None:
        """Say the lines not yet said; the next one is made while one sounds."""
        ahead: tuple[str, asyncio.Task[bytes]] | None = None
        try:
            while script.said < len(script.lines) and self._may_be_heard(script.utterance):
                line = script.lines[script.said]
                made = ahead[1] if ahead is not None and ahead[0] == line else self._ahead(script, line)
                if ahead is not None and ahead[1] is not made:
                    await ended(ahead[1])  # other lines follow now than the one that was made
                ahead = (line, made)
                wav = await made
                following = script.lines[script.said + 1 : script.said + 2]
                ahead = (following[0], self._ahead(script, following[0])) if following else None
                await self._played(script.playback.play(wav))
                script.said += 1
        finally:
            if ahead is not None:
                await ended(ahead[1])

    def _ahead(self, script: _Script, line: str) -> asyncio.Task[bytes]:
        return asyncio.create_task(self._wav(script, line), name="line")

    async def _played(self, playing: Coroutine[Any, Any, None]) -> None:
        try:
            await playing
        except SpeechFailed as failure:
            self._condition.played(failure)
            raise
        self._condition.played()

    async def _wav(self, script: _Script, line: str) -> bytes:
        language, rate = script.language, self._rate
        if script.utterance.is_private:
            return await self._made(line, language, rate)
        key = cache_key(language, rate, line)
        wav = await asyncio.to_thread(self._cache.get, key)
        if wav is None:
            wav = await self._made(line, language, rate)
            self._keep(key, wav)
        return wav

    async def _made(self, line: str, language: str, rate: float) -> bytes:
        try:
            wav = await self._synth.synth(line, language, rate)
        except SpeechFailed as failure:
            self._condition.made(failure)
            raise
        self._condition.made()
        return wav

    def _keep(self, key: str, wav: bytes) -> None:
        """Write a line to the cache while it is already being said."""
        kept = asyncio.get_running_loop().run_in_executor(None, self._cache.put, key, wav)
        kept.add_done_callback(self._was_kept)

    def _was_kept(self, kept: asyncio.Future[None]) -> None:
        if not kept.cancelled() and (error := kept.exception()) is not None:
            log.error("the cache of speech raised", exc_info=error)
        self._condition.kept(self._cache.problem)


def _pauses() -> Iterator[float]:
    """Yield how long to wait after each failure, for ever."""
    pause_s = FIRST_PAUSE_S
    while True:
        yield pause_s
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
