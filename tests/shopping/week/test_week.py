"""A week of shopping: every basket costs what was added up by hand, on the glass, in the sale and on the paper."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.domain.text import Text
from kiosk.flows.shell.examples import SITE
from kiosk.phrases import phrase
from kiosk.words import SiteFormat, Words
from kiosk.words.languages import LANGUAGES
from tests.shopping.week.baskets import (
    attended,
    bagged,
    benefits,
    enrolled,
    gifts,
    held,
    loose,
    offers,
    returned,
    scanned,
    tendered,
    troubled,
)
from tests.shopping.week.kiosk import DAYS, AtTill, Shop
from tests.shopping.week.row import BEHAVIOURS, Basket, Bought
from tests.unit.flows.checkin.stories.row import texts_of

FAMILIES: Final = (
    scanned, loose, offers, benefits, enrolled, held, bagged, attended, tendered, gifts, returned, troubled,
)  # fmt: skip
WEEK: Final[tuple[Basket, ...]] = tuple(basket for family in FAMILIES for basket in family.BASKETS)
ROWS: Final = [
    pytest.param(own, id=own.name, marks=[pytest.mark.allowed_logs(*own.logs)] if own.logs else []) for own in WEEK
]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Return the shop, whose files are imported once."""
    folder: Path = tmp_path_factory.mktemp("week")
    return Shop(folder)


@cache
def words(language: str) -> Words:
    """Return the words of one language."""
    return Words(language, SiteFormat())


def on_paper(run: AtTill) -> tuple[list[int], int | None]:
    """Return the amounts of the receipt above its total, and the total."""
    amounts: list[int] = []
    for pair in run.pairs():
        if not isinstance(pair.right, Money):
            continue
        if pair.left == Text("paper.total"):
            return amounts, pair.right.minor
        amounts.append(pair.right.minor)
    return amounts, None


def given_back_of(sale: Sale) -> int:
    """Return what was refunded of a finished sale."""
    own = (one for one in sale.attempts if one.kind is AttemptKind.REFUND and one.state is AttemptState.CONFIRMED)
    return sum(one.amount.minor for one in own)


@pytest.mark.parametrize("basket", ROWS)
def test_a_basket_of_the_week_costs_what_was_added_up_by_hand(basket: Basket, shop: Shop) -> None:
    run = basket.played(shop)
    sale = run.sale
    assert sorted((Bought.found(own) for own in sale.lines), key=str) == basket.bought
    saved = sum(own.saved for own in basket.bought)
    assert (sale.total.minor, sale.saved.minor, sale.state.value) == (basket.total, saved, basket.ends)
    assert all(phrase(own, words(basket.language)).strip() for own in texts_of(run.shown))
    if basket.ends == "FULFILLED":
        assert sale.confirmed.minor == basket.total
    assert given_back_of(sale) == basket.back
    amounts, total = on_paper(run)
    if total is not None:
        assert total == basket.total
        assert Counter(own for own in amounts if own > 0) == Counter(own.gross for own in basket.bought if own.gross)
        assert sum(amounts) == basket.total


def test_the_week_has_at_least_sixty_baskets_each_with_a_name_and_steps_of_its_own() -> None:
    assert len(WEEK) >= 60
    for told in ([own.name for own in WEEK], [(own.steps, own.when) for own in WEEK]):
        assert [one for one, count in Counter(told).items() if count > 1] == []


def test_every_day_every_catalogue_of_words_and_every_behaviour_is_in_the_week() -> None:
    assert {own.when.split()[0] for own in WEEK} == set(DAYS)
    assert {own.language for own in WEEK} == set(LANGUAGES) == set(SITE.languages)
    assert {tag for own in WEEK for tag in own.tags.split()} == BEHAVIOURS
    assert sum("receipt" in own.steps for own in WEEK) >= 20
