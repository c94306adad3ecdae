"""Speech, sounds and captions of one kiosk, and where they go: the speaker, or a headset."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from kiosk.effects.voice import Sounds, Voice
from kiosk.services.speech import (
    EspeakWav,
    Mute,
    Player,
    Recorder,
    Route,
    SpeechBackend,
    Utterance,
    find_player,
    transcript,
)
from kiosk.settings import Settings

log: Final = logging.getLogger(__name__)


class Sounding:
    """What is heard. A missing program or device is said in the log and stops nothing."""

    def __init__(
        self,
        settings: Settings,
        data_dir: Path,
        spawn: Callable[[Coroutine[Any, Any, Any], Callable[[BaseException], None]], asyncio.Task[Any]],
        caption: Callable[[str], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._settings = settings
        self._data_dir = data_dir
        self._has_headset = settings.audio.headset == "always"
        player = find_player()
        self._speech = self._speaking(player)
        spawn(self._speech.run(), failed)
        self.sounds = Sounds(player, spawn, is_muted=not settings.audio.sounds)
        self.voice = Voice(self._speech, Utterance, self.sounds, caption, lambda: self._has_headset)

    def _speaking(self, player: Player) -> SpeechBackend:
        chosen = self._settings.speech

        def route() -> Route:
            return Route.HEADSET if self._has_headset else Route.SPEAKER

        if chosen.engine == "none":
            return Mute()
        if chosen.engine == "espeak":
            return EspeakWav(self._data_dir / "speech", route, player=player)
        log.warning("speech is recorded and not heard: for tests, not for customers")
        if not chosen.transcript:
            return Recorder(route)
        return Recorder(route, heard=transcript(self._data_dir / chosen.transcript))

    def plug(self, has_headset: bool) -> None:
        """Take note that a headset came or went, where that is not known for good."""
        if self._settings.audio.headset == "keys":
            self._has_headset = has_headset
            self._speech.route_changed()
