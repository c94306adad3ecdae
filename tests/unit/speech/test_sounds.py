"""The bundled sounds: made by the script beside them, of the kind the players take, and as described."""

from __future__ import annotations

import array
import runpy
from typing import Any

import pytest

from kiosk.effects.voice import RANKS, SOUNDS
from kiosk.services.speech.wav import SAMPLES_PER_S, read_wav


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(SOUNDS / "make.py"))


def values(name: str) -> array.array[int]:
    return array.array("h", read_wav((SOUNDS / f"{name}.wav").read_bytes()).samples)


def pitch_hz(part: array.array[int]) -> float:
    """Return the pitch: the shortest lag, 150 to 3,000 Hz, at which the sound looks like itself."""
    half = range(0, len(part) // 2, 2)
    lags = range(SAMPLES_PER_S // 3_000, SAMPLES_PER_S // 150)
    likeness = {lag: sum(part[n] * part[n + lag] for n in half) for lag in lags}
    enough = 0.85 * max(likeness.values())
    is_peak = {lag: likeness[lag] >= max(enough, likeness.get(lag + 1, 0)) for lag in lags}
    return SAMPLES_PER_S / next(lag for lag in lags if is_peak[lag])


@pytest.mark.parametrize("name", RANKS)
def test_each_sound_is_what_its_script_makes(name: str, script: dict[str, Any]) -> None:
    made = script["samples"](script["SOUNDS"][name])
    bundled = values(name)
    assert len(made) == len(bundled)
    assert max(abs(a - b) for a, b in zip(made, bundled, strict=True)) <= 1  # a sine may round otherwise elsewhere


def test_the_script_makes_exactly_the_sounds_there_are(script: dict[str, Any]) -> None:
    assert set(script["SOUNDS"]) == set(RANKS)
    assert {path.stem for path in SOUNDS.glob("*.wav")} == set(RANKS)


@pytest.mark.parametrize("name", RANKS)
def test_each_sound_can_be_heard_does_not_clip_and_begins_and_ends_in_silence(name: str) -> None:
    bundled = values(name)
    loudest = max(map(abs, bundled))
    assert 5_000 < loudest < 30_000
    assert abs(bundled[0]) < loudest / 50
    assert abs(bundled[-1]) < loudest / 20


def test_ok_is_one_short_high_tone_and_error_two_low_ones() -> None:
    ok, error = values("ok"), values("error")
    assert len(ok) == 0.080 * SAMPLES_PER_S
    assert pitch_hz(ok) == pytest.approx(1976, rel=0.06)
    gap = error[int(0.132 * SAMPLES_PER_S) : int(0.168 * SAMPLES_PER_S)]
    assert max(map(abs, gap)) == 0
    first, second = error[: int(0.13 * SAMPLES_PER_S)], error[int(0.17 * SAMPLES_PER_S) :]
    assert pitch_hz(first) == pytest.approx(392, rel=0.05)
    assert pitch_hz(second) == pytest.approx(294, rel=0.05)


def test_attention_is_the_longest_and_the_key_click_the_shortest() -> None:
    lengths = {name: len(values(name)) / SAMPLES_PER_S for name in RANKS}
    assert sorted(lengths, key=lambda name: lengths[name]) == ["key", "ok", "error", "attention"]
    assert lengths["key"] < 0.02
    assert lengths["attention"] == 0.6
