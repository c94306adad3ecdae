"""No voice: the site switched speech off. Captions stay, because they do not come from here."""

from __future__ import annotations

import asyncio

from kiosk.services.speech.port import (
    Listener,
    SpeechFailed,
    SpeechHealth,
    SpeechReason,
    SpeechState,
    Utterance,
    checked_rate,
    checked_volume,
    spoken_language,
)

_OFF = "speech is switched off for this site; captions stay"


class Mute:
    """A backend that never sounds, and says so in health."""

    health = SpeechHealth(SpeechState.ABSENT, (SpeechReason.SWITCHED_OFF,), _OFF)

    def on_health(self, listener: Listener) -> None:
        """Take a listener; the condition never changes."""

    def speak(self, utterance: Utterance) -> None:
        """Say nothing."""

    def stop(self) -> None:
        """Stay silent."""

    def pause(self) -> None:
        """Stay silent."""

    def resume(self) -> None:
        """Stay silent."""

    def repeat(self) -> None:
        """Stay silent."""

    def amend(self, utterance: Utterance) -> None:
        """Say nothing."""

    def left(self) -> str:
        """Return nothing."""
        return ""

    def route_changed(self) -> None:
        """Stay silent."""

    def set_rate(self, rate: float) -> None:
        """Check the rate."""
        checked_rate(rate)

    def set_volume(self, volume: int) -> None:
        """Check the volume."""
        checked_volume(volume)

    def reset(self) -> None:
        """Stay silent."""

    async def synth_to_wav(self, text: str, language: str) -> bytes:
        """Raise SpeechFailed: nothing here makes speech."""
        raise SpeechFailed(SpeechReason.SWITCHED_OFF, f"{_OFF} ({spoken_language(language)})")

    async def run(self) -> None:
        """Wait to be cancelled."""
        await asyncio.Event().wait()
