"""What a device says becomes a result that every language has words for, and nothing personal stays in it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.api import (
    DeviceError,
    Garbled,
    Health,
    HealthState,
    NeedsPerson,
    NoAnswer,
    PrintOutcome,
    PrintProof,
    PrintVerdict,
    Reason,
    Refused,
    Unplugged,
)
from kiosk.backroom.testing.answers import MOST_CHARACTERS, of_error, of_health, of_reason, plain
from kiosk.backroom.testing.reading import of_code, of_document
from kiosk.domain.selftests import Ask, Kind, Measured, Verdict
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.backroom.testing.room import SETTINGS, Room
from tests.virtual_time import run


@pytest.mark.parametrize(
    ("lines", "why"), [((), "unreadable"), (("X",), "unreadable"), (("P<UTO" + "<" * 39, "1" * 44), "check-digits")]
)
def test_a_document_that_is_none_or_whose_digits_are_wrong_does_not_pass(lines: tuple[str, ...], why: str) -> None:
    answer = of_document(lines)
    assert (answer.is_right, answer.why) == (False, why)


@pytest.mark.parametrize("data", [b"]", b"]zz", b"\xff\xfe"])
def test_a_message_that_is_no_code_does_not_pass(data: bytes) -> None:
    assert of_code(data, "PT1").why == "unreadable"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Unplugged("x"), "unplugged"), (NoAnswer("x"), "no-answer"), (Garbled("x"), "garbled"),
        (NeedsPerson("x"), "needs-person"), (Refused("BUSY", "x"), "refused"),
    ],
)  # fmt: skip
def test_every_error_of_a_device_has_a_word_that_all_languages_know(error: DeviceError, why: str) -> None:
    answer = of_error(error)
    assert (answer.is_right, answer.why) == (False, why)
    assert all(Words(language, SiteFormat()).say(f"selftest.why.{why}") for language in LANGUAGES)


@pytest.mark.parametrize("reason", [None, *Reason])
def test_every_reason_of_a_device_has_a_word_that_all_languages_know(reason: Reason | None) -> None:
    found = (of_reason(reason, "said"), of_health(Health(HealthState.FAULT, (reason,) if reason else ())))
    for answer in found:
        assert not answer.is_right
        assert all(Words(language, SiteFormat()).say(f"selftest.why.{answer.why}") for language in LANGUAGES)


def test_what_a_device_says_stands_on_one_line_without_anything_personal() -> None:
    assert plain("a\x1b[2J\nb") == "a [2J b"
    assert len(plain("x" * 5000)) == MOST_CHARACTERS
    assert "4111" not in plain("card 4111 1111 1111 1111")


def test_a_printer_that_proves_nothing_is_believed_by_its_code_alone(tmp_path: Path) -> None:
    class Mute:
        health = Health(HealthState.READY)
        capabilities = SimpleNamespace(columns=32, print_proof=PrintProof.NONE, has_cutter=False)
        outcome = PrintOutcome(PrintVerdict.UNKNOWN)

        async def print(self, _request: Any) -> PrintOutcome:
            return self.outcome

    async def main() -> None:
        room = Room(tmp_path, "printer", Mute())
        room.begin(Kind.PAPER, Ask.PRINT)
        assert await room.verdict() == (Verdict.PASSED, "", Measured("sent"))
        await room.done()
        room.posted.clear()
        Mute.outcome = PrintOutcome(PrintVerdict.UNKNOWN, Reason.NOT_RESPONDING)
        room.begin(Kind.PAPER, Ask.PRINT)
        assert (await room.verdict())[:2] == (Verdict.FAILED, "no-answer")
        await room.done()

    run(main())


def test_a_tag_printer_that_has_no_code_fails(tmp_path: Path) -> None:
    class Plain:
        health = Health(HealthState.READY)
        capabilities = SimpleNamespace(symbologies=frozenset(), max_width_mm=50.0)

    async def main() -> None:
        room = Room(tmp_path, "tags", Plain())
        room.begin(Kind.TAG, Ask.TAG)
        assert (await room.verdict())[:2] == (Verdict.FAILED, "no-code")
        await room.done()

    run(main())


def test_a_kiosk_without_voice_and_sounds_has_no_speaker_to_try(tmp_path: Path) -> None:
    async def main() -> None:
        room = Room(tmp_path)
        silent = {
            "speech": SETTINGS.speech.model_copy(update={"engine": "none"}),
            "audio": SETTINGS.audio.model_copy(update={"sounds": False}),
        }
        cast(Any, room.inside).settings = SETTINGS.model_copy(update=silent)
        room.begin(Kind.SOUND, Ask.HEAR)
        assert (await room.answer()).why == "muted"
        await room.done()

    run(main())
