"""Speech: the port, the voice of espeak-ng, a recorder for tests, and a backend without a voice."""

from kiosk.services.speech.backend import EspeakWav
from kiosk.services.speech.mute import Mute
from kiosk.services.speech.player import NullPlayer, ProgramPlayer, find_player
from kiosk.services.speech.port import (
    LANGUAGES,
    MAX_RATE,
    MAX_VOLUME,
    MIN_RATE,
    MIN_VOLUME,
    Player,
    Route,
    SpeechBackend,
    SpeechFailed,
    SpeechHealth,
    SpeechReason,
    SpeechState,
    UnknownLanguage,
    Utterance,
    spoken_language,
)
from kiosk.services.speech.recorder import Outcome, Recorder, Spoken
from kiosk.services.speech.transcript import transcript

__all__ = [
    "LANGUAGES", "MAX_RATE", "MAX_VOLUME", "MIN_RATE", "MIN_VOLUME", "EspeakWav", "Mute", "NullPlayer", "Outcome",
    "Player", "ProgramPlayer", "Recorder", "Route", "SpeechBackend", "SpeechFailed", "SpeechHealth", "SpeechReason",
    "SpeechState", "Spoken", "UnknownLanguage", "Utterance", "find_player", "spoken_language", "transcript",
]  # fmt: skip
