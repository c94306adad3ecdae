"""Languages, and the recorder that tests and the robot listen with."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace

import pytest

from kiosk import words
from kiosk.services.speech import LANGUAGES, EspeakWav, Mute, Outcome, Recorder, Route, SpeechBackend, Utterance
from kiosk.services.speech.port import UnknownLanguage, spoken_language
from kiosk.services.speech.wav import read_wav


@pytest.mark.parametrize("tag", ["fr", "", "english", "pt_BR", "xx-pt", "-"])
def test_a_language_without_a_voice_is_refused_where_the_utterance_is_made(tag: str) -> None:
    with pytest.raises(UnknownLanguage, match="pt-BR, pt-PT, nl, es, en"):
        Utterance("words", tag)


@pytest.mark.parametrize(("tag", "language"), [("pt", "pt-BR"), ("pt-pt", "pt-PT"), ("PT-BR", "pt-BR"), ("nl-BE", "nl"),
                                               ("es-419", "es"), ("en-GB", "en"), ("pt-AO", "pt-BR")])  # fmt: skip
def test_a_variety_is_spoken_by_its_nearest(tag: str, language: str) -> None:
    assert spoken_language(tag) == language
    assert Utterance("words", tag).language == tag


def test_every_language_of_words_has_a_voice() -> None:
    assert set(LANGUAGES) == set(words.LANGUAGES)
    assert [spoken_language(language) for language in words.LANGUAGES] == list(words.LANGUAGES)


def test_all_three_are_backends() -> None:
    kinds: list[type[SpeechBackend]] = [EspeakWav, Recorder, Mute]
    asked = [name for name in vars(SpeechBackend) if not name.startswith("_")]
    assert {"speak", "synth_to_wav", "health"} <= set(asked)
    for kind in kinds:
        assert all(hasattr(kind, name) for name in asked)


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


LONG = Utterance("x" * 140, "en")  # ten seconds


def test_the_recorder_keeps_what_was_said_to_the_end_and_what_was_cut_off(clock: Clock) -> None:
    recorder = Recorder(clock=clock)
    recorder.speak(LONG)
    assert recorder.speaking == LONG
    clock.now_s += 4
    recorder.speak(replace(LONG, language="pt-PT"))
    clock.now_s += 60
    first, second = recorder.log
    assert (first.started_s, first.ended_s, first.outcome) == (100, 104, Outcome.CUT_OFF)
    assert (second.started_s, second.ended_s, second.outcome) == (104, 114, Outcome.SAID)
    assert second.utterance.language == "pt-PT"
    assert recorder.speaking is None
    recorder.stop()
    assert recorder.log == (first, second)


def test_no_two_utterances_of_a_recorder_are_active_at_once(clock: Clock) -> None:
    recorder = Recorder(clock=clock)
    for n in range(100):
        recorder.speak(Utterance(f"{n} " + "x" * (n % 7) * 20, "nl"))
        clock.now_s += (n % 5) * 0.7
        if n % 11 == 0:
            recorder.pause()
    recorder.stop()
    for before, after in itertools.pairwise(recorder.log):
        assert before.ended_s is not None
        assert before.started_s <= before.ended_s <= after.started_s


def test_the_recorder_refuses_private_words_on_a_loudspeaker(clock: Clock) -> None:
    route = Route.SPEAKER
    recorder = Recorder(lambda: route, clock)
    secret = replace(LONG, is_private=True)
    recorder.speak(secret)
    assert (recorder.log[-1].outcome, recorder.texts, recorder.speaking) == (Outcome.REFUSED, (), None)
    route = Route.HEADSET
    recorder.repeat()
    assert recorder.speaking == secret
    route = Route.SPEAKER
    recorder.route_changed()
    assert recorder.log[-1].outcome is Outcome.CUT_OFF


def test_a_pause_stops_the_clock_of_an_utterance(clock: Clock) -> None:
    recorder = Recorder(clock=clock)
    recorder.speak(LONG)
    clock.now_s += 4
    recorder.pause()
    recorder.pause()
    clock.now_s += 1000
    assert recorder.speaking == LONG
    recorder.resume()
    recorder.resume()
    clock.now_s += 5
    assert recorder.speaking == LONG
    clock.now_s += 2
    assert recorder.log[-1].ended_s == pytest.approx(100 + 4 + 1000 + 6)


def test_a_reset_of_the_recorder_forgets_the_session_and_keeps_the_log(clock: Clock) -> None:
    recorder = Recorder(clock=clock)
    recorder.set_rate(2.0)
    recorder.set_volume(2)
    recorder.speak(LONG)
    assert (recorder.log[-1].rate, recorder.log[-1].volume) == (2.0, 2)
    clock.now_s += 5.5
    assert recorder.log[-1].outcome is Outcome.SAID
    recorder.reset()
    recorder.repeat()
    recorder.speak(LONG)
    assert len(recorder.log) == 2
    assert (recorder.log[-1].rate, recorder.log[-1].volume) == (1.0, 0)
    recorder.clear()
    assert not recorder.log


def test_the_recorder_refuses_what_the_voice_refuses(clock: Clock) -> None:
    recorder = Recorder(clock=clock)
    with pytest.raises(ValueError, match="rate"):
        recorder.set_rate(0.7)
    with pytest.raises(ValueError, match="volume"):
        recorder.set_volume(-7)
    with pytest.raises(UnknownLanguage):
        asyncio.run(recorder.synth_to_wav("words", "fr"))
    assert read_wav(asyncio.run(recorder.synth_to_wav("x" * 14, "en"))).duration_s == pytest.approx(1)
