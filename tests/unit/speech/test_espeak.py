"""The real voice, where espeak-ng is installed."""

from __future__ import annotations

import array
import asyncio
import math
import shutil
from pathlib import Path

import pytest

from kiosk.services.speech.backend import EspeakWav
from kiosk.services.speech.espeak import Espeak
from kiosk.services.speech.port import LANGUAGES, Route, SpeechHealth, SpeechState, Utterance
from kiosk.services.speech.wav import read_wav

pytestmark = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed: the real voice is not tried"
)
LINES = {
    "pt-BR": "Toque para começar",
    "pt-PT": "Toque para começar",
    "nl": "Raak aan om te beginnen",
    "es": "Toque para comenzar",
    "en": "Touch to start",
}


def synth(line: str, language: str, rate: float = 1.0) -> bytes:
    async def main() -> bytes:
        return await Espeak(timeout_s=30).synth(line, language, rate)

    return asyncio.run(main())


def rms(wav: bytes) -> float:
    values = array.array("h", read_wav(wav).samples)
    return math.sqrt(sum(value * value for value in values) / len(values))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_spoken_loud_and_long_enough(language: str) -> None:
    wav = synth(LINES[language], language)
    assert wav[:4] == b"RIFF"
    assert int.from_bytes(wav[4:8], "little") == len(wav) - 8
    assert read_wav(wav).duration_s > 0.2  # read_wav takes 22,050 Hz, mono, 16 bit only
    assert rms(wav) > 500


def test_the_two_varieties_of_portuguese_sound_different() -> None:
    assert synth(LINES["pt-BR"], "pt-BR") != synth(LINES["pt-PT"], "pt-PT")


def test_a_higher_rate_is_shorter() -> None:
    lengths = [read_wav(synth(LINES["en"], "en", rate)).duration_s for rate in (0.75, 1.0, 2.0)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.5 * lengths[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("line", ["€ 1.234.567,89", "-1", "<speak>&amp;", "Grüße 😀 日本 مرحبا", "Q" * 64, "!?", "a"])
def test_no_text_makes_the_voice_fail(language: str, line: str) -> None:
    assert read_wav(synth(line, language)).duration_s > 0


def test_a_kiosk_with_the_real_voice_speaks_and_is_ready(tmp_path: Path) -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()

    class Ear:
        absence = ""

        async def play(self, wav: bytes, volume: int = 0) -> None:
            if not read_wav(wav).is_silent:
                heard.put_nowait(wav)

    async def main() -> SpeechHealth:
        told: asyncio.Queue[SpeechHealth] = asyncio.Queue()
        async with asyncio.timeout(60):
            speech = EspeakWav(tmp_path, lambda: Route.SPEAKER, player=Ear())
            speech.on_health(told.put_nowait)
            serving = asyncio.create_task(speech.run())
            for language, line in LINES.items():
                speech.speak(Utterance(line, language))
                assert rms(await heard.get()) > 500
            health = await told.get()
            serving.cancel()
            await asyncio.wait({serving})
            return health

    assert asyncio.run(main()) == SpeechHealth(SpeechState.READY)
