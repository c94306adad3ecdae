"""Records what would be heard and when, for tests and for the robot that knows a screen by its words alone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.services.speech.espeak import lines_of
from kiosk.services.speech.port import (
    Listener,
    Route,
    SpeechHealth,
    SpeechState,
    Utterance,
    checked_rate,
    checked_volume,
    spoken_language,
)
from kiosk.services.speech.wav import SAMPLES_PER_S, Sound

SPOKEN_CHARACTERS_PER_S = 14.0


class Outcome(Enum):
    """How an utterance ended."""

    SPEAKING = "SPEAKING"
    SAID = "SAID"
    CUT_OFF = "CUT_OFF"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One utterance as heard: times of the recorder's clock; `ended_s` is None while it is being said."""

    utterance: Utterance
    started_s: float
    ended_s: float | None
    outcome: Outcome
    rate: float
    volume: int


class Recorder:
    """A backend that keeps what it is asked to say, with times as a voice of usual speed would take.

    `heard` is called with each utterance when it begins, or is refused, and again when it has ended; on time only
    while `run` serves.
    """

    health = SpeechHealth(SpeechState.READY)

    def __init__(
        self,
        route: Callable[[], Route] = lambda: Route.SPEAKER,
        clock: Callable[[], float] = time.monotonic,
        heard: Callable[[Spoken], None] = lambda _spoken: None,
    ) -> None:
        self._heard = heard
        self._changed = asyncio.Event()
        self._route = route
        self._clock = clock
        self._log: list[Spoken] = []
        self._left_s = 0.0
        self._going_since_s: float | None = None
        self._last: Utterance | None = None
        self._rate = 1.0
        self._volume = 0

    @property
    def log(self) -> tuple[Spoken, ...]:
        """Everything asked for, oldest first."""
        self._settle()
        return tuple(self._log)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts a customer heard, or began to hear, oldest first."""
        return tuple(spoken.utterance.text for spoken in self.log if spoken.outcome is not Outcome.REFUSED)

    @property
    def speaking(self) -> Utterance | None:
        """What is being said now, or kept by a pause."""
        self._settle()
        is_open = bool(self._log) and self._log[-1].outcome is Outcome.SPEAKING
        return self._log[-1].utterance if is_open else None

    def clear(self) -> None:
        """Forget the log; what is being said is cut off."""
        self.stop()
        self._log.clear()

    def _settle(self) -> None:
        """End what has been said to its end by now."""
        if self._going_since_s is not None and self._clock() >= self._going_since_s + self._left_s:
            self._end(Outcome.SAID, self._going_since_s + self._left_s)

    def _end(self, outcome: Outcome, at_s: float) -> None:
        if self._log and self._log[-1].outcome is Outcome.SPEAKING:
            self._log[-1] = replace(self._log[-1], ended_s=at_s, outcome=outcome)
            self._heard(self._log[-1])
        self._going_since_s = None

    def on_health(self, listener: Listener) -> None:
        """Take a listener; the condition never changes."""

    def speak(self, utterance: Utterance) -> None:
        """Begin an utterance; the one before ends now at the latest."""
        self.stop()
        self._last = utterance
        now_s = self._clock()
        if utterance.is_private and self._route() is not Route.HEADSET:
            self._log.append(Spoken(utterance, now_s, now_s, Outcome.REFUSED, self._rate, self._volume))
            self._heard(self._log[-1])
            return
        self._left_s = _length_s(utterance.text) / self._rate
        self._going_since_s = now_s
        self._log.append(Spoken(utterance, now_s, None, Outcome.SPEAKING, self._rate, self._volume))
        self._heard(self._log[-1])
        self._changed.set()

    def stop(self) -> None:
        """Cut off."""
        self._settle()
        self._end(Outcome.CUT_OFF, self._clock())

    def pause(self) -> None:
        """Keep the place."""
        self._settle()
        if self._going_since_s is not None:
            self._left_s -= self._clock() - self._going_since_s
            self._going_since_s = None
            self._changed.set()

    def resume(self) -> None:
        """Go on."""
        if self.speaking is not None and self._going_since_s is None:
            self._going_since_s = self._clock()
            self._changed.set()

    def amend(self, utterance: Utterance) -> None:
        """Begin it now: the line that was being said counts as heard."""
        self.speak(utterance)

    def left(self) -> str:
        """Return the lines a voice would not have said to their end by now."""
        speaking = self.speaking
        if speaking is None:
            return ""
        going_s = self._clock() - self._going_since_s if self._going_since_s is not None else 0.0
        left_s = self._left_s - going_s
        lines = list(lines_of(speaking.text))
        while lines and _length_s("\n".join(lines[1:])) / self._log[-1].rate >= left_s:
            lines = lines[1:]
        return "\n".join(lines)

    def repeat(self) -> None:
        """Say the last one again."""
        if self._last is not None:
            self.speak(self._last)

    def route_changed(self) -> None:
        """Cut off a private one on the loudspeaker."""
        speaking = self.speaking
        if speaking is not None and speaking.is_private and self._route() is not Route.HEADSET:
            self.stop()

    def set_rate(self, rate: float) -> None:
        """Speak faster or slower from the next utterance on."""
        self._rate = checked_rate(rate)

    def set_volume(self, volume: int) -> None:
        """Note the volume from the next utterance on."""
        self._volume = checked_volume(volume)

    def reset(self) -> None:
        """Cut off and forget the session; the log stays."""
        self.stop()
        self._last = None
        self._rate = 1.0
        self._volume = 0

    async def synth_to_wav(self, text: str, language: str) -> bytes:
        """Return silence as long as the text would take: the recorder has no voice."""
        spoken_language(language)
        return Sound(bytes(2 * int(_length_s(text) * SAMPLES_PER_S))).to_wav()

    async def run(self) -> None:
        """End each utterance when its time has come, until cancelled."""
        while True:
            self._settle()
            wait_s = None
            if self._going_since_s is not None:
                wait_s = max(0.0, self._going_since_s + self._left_s - self._clock())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._changed.wait()
            self._changed.clear()


def _length_s(text: str) -> float:
    return sum(map(len, lines_of(text))) / SPOKEN_CHARACTERS_PER_S
