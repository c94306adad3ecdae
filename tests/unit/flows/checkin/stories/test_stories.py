"""All travellers of the table, each played from the first picture to where it leaves them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Final

import pytest

from kiosk.flows.base import ForPayment
from kiosk.flows.checkin import MOVES
from kiosk.flows.checkout.states import Ended
from kiosk.phrases import phrase
from tests.unit.flows.checkin.stories import after, documents, finding, leaving, money, parties, rivals, wishes
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import Story, is_left_alone, said, texts_of, torn, words

FAMILIES: Final = (finding, parties, documents, wishes, money, after, rivals, leaving)
TABLE: Final[tuple[Story, ...]] = tuple(story for family in FAMILIES for story in family.STORIES)


ROWS: Final = [
    pytest.param(own, id=own.name, marks=[pytest.mark.allowed_logs(*own.logs)] if own.logs else []) for own in TABLE
]


@cache
def played(name: str) -> AtKiosk:
    """Return where a traveller of the table is in the end."""
    return next(own for own in TABLE if own.name == name).played()


@pytest.mark.parametrize("story", ROWS)
def test_a_traveller_of_the_table_ends_as_told(story: Story) -> None:
    run = played(story.name)
    found = (run.kind(), run.checked_in(), run.money(), tuple(run.out))
    assert found == (story.ends, story.in_, story.money, story.papers), story.story
    shown = said(run.shown)
    assert set(story.says) <= shown, sorted(shown)
    assert all(phrase(own, words()).strip() for own in texts_of(run.shown))
    assert not is_left_alone(run), story.story
    assert torn(run) == [], story.story


def test_the_table_holds_at_least_eighty_travellers_each_with_a_name_and_a_story_of_its_own() -> None:
    assert len(TABLE) >= 80
    for told in ([own.name for own in TABLE], [own.story for own in TABLE]):
        assert [one for one, count in Counter(told).items() if count > 1] == []
    assert all(own.acts and own.says for own in TABLE)


@pytest.mark.allowed_logs(*money.LOGS)
def test_every_move_between_two_screens_of_check_in_is_walked_by_somebody() -> None:
    runs = [played(own.name) for own in TABLE]
    walked = {pair for run in runs for pair in pairwise(run.screens)}
    beside = {ForPayment, Ended}  # the payment has screens of its own, and the end is the first picture
    moves = {(start, to) for start, ends in MOVES.items() for to in ends if not {start, to} & beside}
    assert {(start.__name__, to.__name__) for start, to in moves} - walked == set()
