"""From the wish to speak to the player: a line that is in the cache, beside one that espeak-ng makes anew."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.services.speech.backend import EspeakWav
from kiosk.services.speech.cache import WavCache, cache_key
from kiosk.services.speech.port import Route, Utterance
from kiosk.services.speech.wav import Sound
from tests.bench.figures import Round
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted
from tests.bench.turns import Effort, take_turns
from tests.bench.verdicts import at_least

SAMPLES = 40
LINE = "Scan your next item. Five items, sixteen euros seventy-two to pay."
LANGUAGE = "en"
TONE = Sound(bytes(range(0, 200, 2)) * 2_000)

SPEECH = Pair(
    "speech_start", "a screen wants to speak, to the sound at the player; the line is in the cache", "ms", "wall",
    "the same line made by espeak-ng", at_least(2),
    "The player itself and the sound card are not part of it.",
)  # fmt: skip


class Ear:
    """A player that notes when it is given sound, and is at once done with it."""

    absence = ""

    def __init__(self) -> None:
        self.heard = asyncio.Event()
        self.heard_ns = 0

    async def play(self, wav: bytes, volume: int = 0) -> None:
        """Note the time."""
        if not self.heard.is_set():
            self.heard_ns = time.perf_counter_ns()
            self.heard.set()


async def _spoken(folder: Path, lines: Iterator[str], count: int) -> Round:
    """Speak so many lines one after the other and return the milliseconds to the player."""
    ear, found = Ear(), []
    voice = EspeakWav(folder, lambda: Route.SPEAKER, player=ear)
    running = asyncio.create_task(voice.run())
    try:
        for line in itertools.islice(lines, count):
            ear.heard.clear()
            began_ns = time.perf_counter_ns()
            voice.speak(Utterance(line, LANGUAGE))
            await asyncio.wait_for(ear.heard.wait(), timeout=10)
            found.append((ear.heard_ns - began_ns) / 1e6)
            await asyncio.sleep(0.005)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    return found


def _side(folder: Path, lines: Iterator[str], count: int) -> Callable[[], Round]:
    return lambda: asyncio.run(_spoken(folder, lines, count))


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Speak one kept line again and again, and lines that are new each time."""
    kept, anew = WORK / "speech-kept", WORK / "speech-anew"
    WavCache(kept).put(cache_key(LANGUAGE, 1.0, LINE), TONE.to_wav())
    count = effort.samples(SAMPLES)
    sides = {"kept": _side(kept, itertools.repeat(LINE), count)}
    if shutil.which("espeak-ng") is not None:
        sides["anew"] = _side(anew, (f"{LINE} {number}" for number in itertools.count()), count)
    found = take_turns(sides, effort.rounds)
    missing = () if "anew" in sides else ("espeak-ng is not installed: the twin was not measured.",)
    yield Measured(SPEECH, found["kept"], found.get("anew", ()), "", None, missing)


FAMILY = Family((SPEECH,), measure)
