"""All travellers of the table, each played from the first picture to where it leaves them."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from kiosk.phrases import phrase
from tests.unit.flows.checkin.stories import after, documents, finding, leaving, money, parties, rivals, wishes
from tests.unit.flows.checkin.stories.row import Story, is_left_alone, said, texts_of, torn, words

FAMILIES: Final = (finding, parties, documents, wishes, money, after, rivals, leaving)
TABLE: Final[tuple[Story, ...]] = tuple(story for family in FAMILIES for story in family.STORIES)


ROWS: Final = [
    pytest.param(own, id=own.name, marks=[pytest.mark.allowed_logs(*own.logs)] if own.logs else []) for own in TABLE
]


@pytest.mark.parametrize("story", ROWS)
def test_a_traveller_of_the_table_ends_as_told(story: Story) -> None:
    run = story.played()
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
