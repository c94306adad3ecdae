"""What the rest of the kiosk knows of speech: utterances, health, the backend and the player."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

LANGUAGES = ("pt-BR", "pt-PT", "nl", "es", "en")
MIN_RATE, MAX_RATE = 0.75, 2.0
MIN_VOLUME, MAX_VOLUME = -6, 3
VOLUME_STEP_DB = 3


class UnknownLanguage(ValueError):
    """No voice is known for this language; the text names those there are."""


def spoken_language(tag: str) -> str:
    """Return the one of `LANGUAGES` that speaks a BCP 47 tag: itself, or its nearest (``pt`` pt-BR, ``es-MX`` es).

    Raises UnknownLanguage.
    """
    known = {language.lower(): language for language in LANGUAGES} | {"pt": "pt-BR"}
    exact = known.get(tag.lower())
    nearest = exact or known.get(tag.lower().partition("-")[0])
    if nearest is None:
        raise UnknownLanguage(f"no voice speaks {tag!r}; there are: {', '.join(LANGUAGES)}")
    return nearest


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is to be said: one or more lines, each said as a sentence of its own; `language` is a BCP 47 tag.

    A private one is said on a headset only and never written anywhere. Raises UnknownLanguage.
    """

    text: str
    language: str
    is_private: bool = False

    def __post_init__(self) -> None:
        spoken_language(self.language)


class Route(Enum):
    """Where the sound goes."""

    SPEAKER = "SPEAKER"
    HEADSET = "HEADSET"


class SpeechState(Enum):
    """How well the kiosk speaks."""

    READY = "READY"
    DEGRADED = "DEGRADED"
    ABSENT = "ABSENT"


class SpeechReason(Enum):
    """Why speech is not READY."""

    SWITCHED_OFF = "SWITCHED_OFF"
    NOT_TRIED = "NOT_TRIED"
    PROGRAM_MISSING = "PROGRAM_MISSING"
    PROGRAM_DIED = "PROGRAM_DIED"
    PROGRAM_HANGS = "PROGRAM_HANGS"
    PROGRAM_GARBLED = "PROGRAM_GARBLED"
    NO_PLAYER = "NO_PLAYER"
    PLAYER_FAILED = "PLAYER_FAILED"
    CACHE_NOT_USED = "CACHE_NOT_USED"
    SOFTWARE_ERROR = "SOFTWARE_ERROR"


@dataclass(frozen=True, slots=True)
class SpeechHealth:
    """The condition of speech, with precise facts for a technician in `detail`."""

    state: SpeechState
    reasons: tuple[SpeechReason, ...] = ()
    detail: str = ""

    @property
    def is_audible(self) -> bool:
        """Whether a customer is expected to hear speech: a cache that cannot be used only makes it slower."""
        return set(self.reasons) <= {SpeechReason.CACHE_NOT_USED, SpeechReason.NOT_TRIED}


Listener: TypeAlias = Callable[[SpeechHealth], None]


class SpeechFailed(Exception):
    """Speech could not be made or heard, for this reason; the text is for a technician and holds no spoken words."""

    def __init__(self, reason: SpeechReason, detail: str) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail


class SpeechBackend(Protocol):
    """Speaks one utterance at a time. Everything is called on the event loop's own thread; nothing blocks it."""

    @property
    def health(self) -> SpeechHealth:
        """The condition now."""
        ...

    def on_health(self, listener: Listener) -> None:
        """Call `listener` with each new condition."""
        ...

    def speak(self, utterance: Utterance) -> None:
        """Say this from its beginning; what is being said, or paused, is cut off first.

        A private utterance is not said on a loudspeaker. Speech that fails is tried again until it is said, replaced
        or stopped.
        """
        ...

    def stop(self) -> None:
        """Be silent."""
        ...

    def pause(self) -> None:
        """Be silent and keep the place."""
        ...

    def resume(self) -> None:
        """Go on a moment before where `pause` came."""
        ...

    def repeat(self) -> None:
        """Say the last utterance again from its beginning, also after `stop`."""
        ...

    def amend(self, utterance: Utterance) -> None:
        """Say this after the line that is being said, in place of all that was to follow it."""
        ...

    def left(self) -> str:
        """Return what is being said or waits to be, from the line it has reached; nothing when it is silent."""
        ...

    def route_changed(self) -> None:
        """Look again where the sound goes: a private utterance stops when that is now the loudspeaker."""
        ...

    def set_rate(self, rate: float) -> None:
        """Speak at `rate` times the usual speed, `MIN_RATE` to `MAX_RATE`, from the next line on; else ValueError."""
        ...

    def set_volume(self, volume: int) -> None:
        """Be `volume` steps of 3 dB louder than the site's level, `MIN_VOLUME` to `MAX_VOLUME`; else ValueError.

        Heard at once, also in the middle of a word.
        """
        ...

    def reset(self) -> None:
        """Be silent and forget the session: its last utterance, rate and volume."""
        ...

    async def synth_to_wav(self, text: str, language: str) -> bytes:
        """Return one line as WAV: 22,050 Hz, mono, 16 bit. Raises SpeechFailed and UnknownLanguage."""
        ...

    async def run(self) -> None:
        """Serve until cancelled; no sound is left behind."""
        ...


class Player(Protocol):
    """Makes WAV sound."""

    @property
    def absence(self) -> str:
        """Why nothing can ever be heard from this player, or nothing."""
        ...

    async def play(self, wav: bytes, volume: int = 0) -> None:
        """Play 22,050 Hz, mono, 16-bit WAV to its end. Cancelled: silent before it returns. Raises SpeechFailed."""
        ...


def checked_rate(rate: float) -> float:
    """Return `rate` when it is one the voice can speak at; else ValueError."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise ValueError(f"a rate of {rate} is not between {MIN_RATE} and {MAX_RATE}")
    return rate


def checked_volume(volume: int) -> int:
    """Return `volume` when there is such a step; else ValueError."""
    if not MIN_VOLUME <= volume <= MAX_VOLUME:
        raise ValueError(f"volume step {volume} is not between {MIN_VOLUME} and {MAX_VOLUME}")
    return volume
