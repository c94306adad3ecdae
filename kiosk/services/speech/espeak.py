"""Makes speech with espeak-ng: a program of its own for each line, never linked, and not required.

Source: espeak-ng 1.51, espeak-ng(1): ``-v`` voice, ``-s`` words per minute, ``-b 1`` UTF-8, ``--stdin``, ``--stdout``.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator

from kiosk.services.speech.child import run_child
from kiosk.services.speech.port import SpeechFailed, SpeechReason, spoken_language
from kiosk.services.speech.wav import NotWav, Sound, read_wav

VOICES = {"pt-BR": "pt-br", "pt-PT": "pt", "nl": "nl", "es": "es-419", "en": "en-gb"}
WORDS_PER_MINUTE = 175
SYNTHESIS_TIMEOUT_S = 5.0
MAX_LINE = 500


def lines_of(text: str) -> Iterator[str]:
    """Yield what is said line by line, without what is no text; a very long line in several pieces."""
    for line in text.splitlines():
        rest = " ".join(_speakable(line).split())
        while len(rest) > MAX_LINE:
            cut = rest.rfind(" ", 1, MAX_LINE)
            cut = cut if cut > 0 else MAX_LINE
            yield rest[:cut].strip()
            rest = rest[cut:].strip()
        if rest:
            yield rest


def _speakable(line: str) -> str:
    """Drop invisible marks and control characters; ``[[`` would be read as phonemes."""
    kinds = ((character, unicodedata.category(character)) for character in line)
    seen = "".join(" " if kind in ("Cc", "Cs", "Co", "Cn") else character for character, kind in kinds if kind != "Cf")
    return seen.replace("[", " ").replace("]", " ")


class Espeak:
    """Turns one line of text into WAV."""

    def __init__(self, program: str = "espeak-ng", timeout_s: float = SYNTHESIS_TIMEOUT_S) -> None:
        self._program = program
        self._timeout_s = timeout_s

    @property
    def is_here(self) -> bool:
        """Whether the program can be found now."""
        return shutil.which(self._program) is not None

    async def synth(self, line: str, language: str, rate: float = 1.0) -> bytes:
        """Return `line` as WAV. Raises SpeechFailed with what the program did instead."""
        try:
            ended = await run_child(self._argv(language, rate), line.encode(errors="replace"), self._timeout_s)
        except (FileNotFoundError, PermissionError) as problem:
            raise SpeechFailed(SpeechReason.PROGRAM_MISSING, f"{self._program}: {problem.strerror}") from problem
        except TimeoutError as problem:
            detail = f"{self._program} did not end within {self._timeout_s:g} s"
            raise SpeechFailed(SpeechReason.PROGRAM_HANGS, detail) from problem
        except OSError as problem:
            raise SpeechFailed(SpeechReason.PROGRAM_DIED, f"{self._program}: {problem}") from problem
        if ended.code != 0:
            detail = f"{self._program} ended with {ended.code} {ended.complaint}".rstrip()
            raise SpeechFailed(SpeechReason.PROGRAM_DIED, detail)
        return self._checked(ended.output, line).to_wav()

    def _argv(self, language: str, rate: float) -> tuple[str, ...]:
        voice = VOICES[spoken_language(language)]
        return (self._program, "-v", voice, "-s", str(round(WORDS_PER_MINUTE * rate)), "-b", "1", "--stdin", "--stdout")

    def _checked(self, written: bytes, line: str) -> Sound:
        try:
            sound = read_wav(written)
        except NotWav as problem:
            raise SpeechFailed(SpeechReason.PROGRAM_GARBLED, f"{self._program} wrote {problem}") from problem
        # a line of dashes, or in a script the voice does not know, may well be silent; plain words may not
        if sound.is_silent and any(character.isascii() and character.isalnum() for character in line):
            raise SpeechFailed(SpeechReason.PROGRAM_GARBLED, f"{self._program} wrote {len(written)} bytes of silence")
        return sound
