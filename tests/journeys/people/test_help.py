"""Help through the glass: an article does what it is about, and what it cannot answer is on a call board."""

from __future__ import annotations

import pytest

from tests.journeys.floor import Floor
from tests.journeys.people.test_calls import Board
from tests.journeys.people.test_calls import board as board  # a fixture
from tests.journeys.scripts.helping import NOWHERE

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_question_without_an_answer_is_seen_by_who_comes_and_kept_nowhere(floor: Floor, board: Board) -> None:
    floor.play("help_asked")
    assert ("", NOWHERE) in board.asked
    kept = b"".join(file.read_bytes() for file in floor.data_dir.rglob("*") if file.is_file())
    assert b"QuestionAnswered" in kept
    assert NOWHERE.encode() not in kept
