"""Makes the kiosk's four sounds: ``python assets/sounds/make.py`` writes them beside this file.

22,050 Hz, mono, 16 bit. Each tone is a sine with a few overtones, which small loudspeakers need for low notes; it rises
within 4 ms, so that it does not crack, and dies away.
"""

from __future__ import annotations

import array
import math
import sys
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SAMPLES_PER_S = 22_050
RISE_S = 0.004
FALL_S = 0.008


class Tone(NamedTuple):
    """A tone: when it begins, how long and how high it is, and how fast it dies away (time to a third)."""

    begin_s: float
    length_s: float
    hertz: float
    fade_s: float
    loudness: float
    overtones: tuple[float, ...] = ()


SOUNDS: dict[str, tuple[Tone, ...]] = {
    "ok": (Tone(0, 0.080, 1_976, 0.060, 0.55, (0.12,)),),
    "error": (
        Tone(0, 0.130, 392, 0.200, 0.55, (0.45, 0.25, 0.10)),
        Tone(0.170, 0.170, 294, 0.200, 0.55, (0.45, 0.25, 0.10)),
    ),
    "attention": (
        Tone(0, 0.550, 784, 0.160, 0.38, (0.20, 0.06)),
        Tone(0.140, 0.460, 1_175, 0.160, 0.38, (0.20, 0.06)),
    ),
    "key": (Tone(0, 0.014, 1_400, 0.010, 0.45, (0.30,)),),
}


def level(tone: Tone, at_s: float) -> float:
    """Return the value of one tone at a time, -1 to 1."""
    since_s = at_s - tone.begin_s
    left_s = tone.length_s - since_s
    if since_s < 0 or left_s <= 0:
        return 0.0
    partials = (1.0, *tone.overtones)
    wave_form = sum(part * math.sin(2 * math.pi * tone.hertz * n * since_s) for n, part in enumerate(partials, 1))
    envelope = min(since_s / RISE_S, 1.0) * min(left_s / FALL_S, 1.0) * math.exp(-since_s / tone.fade_s)
    return tone.loudness * envelope * wave_form / sum(partials)


def samples(tones: Sequence[Tone]) -> array.array[int]:
    """Return the 16-bit samples of a sound."""
    length = round(max(tone.begin_s + tone.length_s for tone in tones) * SAMPLES_PER_S)
    mixed = (sum(level(tone, n / SAMPLES_PER_S) for tone in tones) for n in range(length))
    return array.array("h", [round(32_767 * max(-1.0, min(1.0, value))) for value in mixed])


def write(name: str, folder: Path) -> Path:
    """Write one sound and return its file."""
    target = folder / f"{name}.wav"
    values = samples(SOUNDS[name])
    if sys.byteorder == "big":
        values.byteswap()
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLES_PER_S)
        file.writeframes(values.tobytes())
    return target


if __name__ == "__main__":
    for sound in SOUNDS:
        print(write(sound, Path(__file__).parent))
