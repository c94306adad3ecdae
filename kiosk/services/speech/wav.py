"""The one kind of sound in use: WAV, 22,050 Hz, mono, 16 bit."""

from __future__ import annotations

import array
import io
import sys
import wave
from dataclasses import dataclass

from kiosk.services.speech.port import MAX_VOLUME, VOLUME_STEP_DB

SAMPLES_PER_S = 22_050
_BYTES_PER_SAMPLE = 2


class NotWav(ValueError):
    """These bytes are not a sound of the kind in use; the text says what they are."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound; `samples` are signed 16-bit little-endian."""

    samples: bytes

    @property
    def duration_s(self) -> float:
        """How long it sounds."""
        return len(self.samples) / (SAMPLES_PER_S * _BYTES_PER_SAMPLE)

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to hear in it."""
        return self.samples.count(0) == len(self.samples)

    def after(self, start_s: float) -> Sound:
        """Return what follows `start_s`."""
        return Sound(self.samples[int(start_s * SAMPLES_PER_S) * _BYTES_PER_SAMPLE :])

    def at_volume(self, volume: int) -> Sound:
        """Return it at a step of volume: the loudest is the sound as made, so that no step distorts."""
        steps_down = MAX_VOLUME - volume
        if steps_down == 0:
            return self
        factor = round(10 ** (-steps_down * VOLUME_STEP_DB / 20) * 65_536)
        loud = _values(self.samples)
        return Sound(_bytes(array.array("h", [value * factor >> 16 for value in loud])))

    def to_wav(self) -> bytes:
        """Return it as WAV."""
        written = io.BytesIO()
        with wave.open(written, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(_BYTES_PER_SAMPLE)
            file.setframerate(SAMPLES_PER_S)
            file.writeframes(self.samples)
        return written.getvalue()


def read_wav(wav: bytes) -> Sound:
    """Read WAV; a stream whose header promises more than follows is taken as long as it is. Raises NotWav."""
    try:
        with wave.open(io.BytesIO(wav), "rb") as file:
            kind = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            if kind != (SAMPLES_PER_S, 1, _BYTES_PER_SAMPLE):
                raise NotWav(f"{kind[0]} Hz, {kind[1]} channels, {8 * kind[2]} bit")
            samples = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as problem:
        raise NotWav(f"{len(wav)} bytes are no WAV: {problem or 'they end too early'}") from problem
    return Sound(samples[: len(samples) // _BYTES_PER_SAMPLE * _BYTES_PER_SAMPLE])


def is_whole(wav: bytes) -> bool:
    """Whether the sound has the length its header promises: a file cut short by a loss of power has not."""
    try:
        with wave.open(io.BytesIO(wav), "rb") as file:
            promised = file.getnframes() * file.getsampwidth() * file.getnchannels()
        return len(read_wav(wav).samples) == promised
    except (wave.Error, EOFError, NotWav):
        return False


def _values(samples: bytes) -> array.array[int]:
    values = array.array("h", samples)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _bytes(values: array.array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
