"""A customer who sees nothing shops in every language: by keys and ears alone, in at most 25 keys."""

from __future__ import annotations

import pytest

from kiosk.words import SiteFormat, Words
from tests.journeys.floor import Floor
from tests.journeys.robot import judge
from tests.journeys.robot.ears import Ears
from tests.journeys.robot.shop import BLACK, TRANSCRIPT, visit, visit_for_help
from tests.journeys.robot.words import TONGUES

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


@pytest.mark.parametrize("language", TONGUES)
def test_who_hears_alone_shops_with_a_black_screen_an_unknown_good_and_a_refused_card(
    floor: Floor, language: str
) -> None:
    played = visit(floor.fleet, floor.folder, language, language)
    told = "\n".join(played.customer.dialogue)
    assert played.status == 0, told + played.complaints
    assert " ERROR " not in played.complaints, played.complaints
    assert len(played.customer.keys) <= judge.MOST_KEYS, told
    transcript = Ears(floor.data_dir / TRANSCRIPT).all()
    judge.assert_one_voice(transcript)
    judge.assert_well_said(transcript)
    judge.assert_language(transcript, language, language)
    judge.assert_oriented(played.customer, transcript, Words(language, SiteFormat()))
    judge.assert_errors_heard(played.customer, language)
    (receipt,) = floor.receipts()
    judge.assert_money(played.customer, [amount for _, amount in floor.kept()], receipt)
    judge.assert_black(str(floor.folder / BLACK))


@pytest.mark.parametrize("language", TONGUES)
def test_who_hears_alone_has_an_article_read_and_calls_a_person_with_it(floor: Floor, language: str) -> None:
    played = visit_for_help(floor.fleet, floor.folder, language)
    told = "\n".join(played.customer.dialogue)
    assert played.status == 0, told + played.complaints
    assert " ERROR " not in played.complaints, played.complaints
    transcript = Ears(floor.data_dir / TRANSCRIPT).all()
    judge.assert_one_voice(transcript)
    judge.assert_well_said(transcript)
    judge.assert_language(transcript, language, language)
    judge.assert_answered(played.customer, language)


def test_a_customer_finds_the_own_language_by_ear_and_leaves_nothing_to_the_next(floor: Floor) -> None:
    played = visit(floor.fleet, floor.folder, "pt-BR", "nl")
    told = "\n".join(played.customer.dialogue)
    assert len(played.customer.keys) <= judge.MOST_KEYS, told
    transcript = Ears(floor.data_dir / TRANSCRIPT).all()
    judge.assert_one_voice(transcript)
    begun = [said for said in transcript if said.event == "begun"]
    judge.assert_language(begun[:-1], "pt-BR", "nl")
    assert (begun[-1].language, begun[-1].text) == ("nl", begun[0].text)
    judge.assert_errors_heard(played.customer, "pt-BR")
    (receipt,) = floor.receipts()
    judge.assert_money(played.customer, [amount for _, amount in floor.kept()], receipt)
