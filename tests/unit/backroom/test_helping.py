"""Help is found beside the loop: any text is answered, a broken shelf is said, and nothing typed is written down."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from kiosk.backroom.helping import Helping
from kiosk.effects.base import Tasks
from kiosk.flows.base import EffectFailed, Event
from kiosk.flows.help.events import ONE, SEARCH, TOP, FindHelp, HelpFound, QuestionAnswered
from kiosk.health.advice import ARTICLES
from kiosk.services.help import BadArticles, Shelf, open_shelf

HERE = "checkout/Scanning"
SHELF = open_shelf()


@dataclass
class Desk:
    """Who asks: what came back, and how often the articles were read."""

    opened: Callable[[], Shelf] = lambda: SHELF
    told: list[Event] = field(default_factory=list)
    n_read: int = 0

    def ask(self, *effects: FindHelp) -> list[Event]:
        """Ask all at once and wait for every answer."""

        def read() -> Shelf:
            self.n_read += 1
            return self.opened()

        async def go() -> None:
            work: list[asyncio.Task[None]] = []

            def spawn(own: object, on_error: Callable[[BaseException], None]) -> None:
                task = asyncio.ensure_future(own)  # type: ignore[call-overload]  # a coroutine, as the core gets it
                task.add_done_callback(lambda done: on_error(done.exception()) if done.exception() else None)
                work.append(task)

            helping = Helping(Tasks(self.told.append, spawn), self.told.append, read)
            for effect in effects:
                helping.find(effect)
            await asyncio.gather(*work, return_exceptions=True)
            await asyncio.sleep(0)  # so that what failed is told, too

        asyncio.run(go())
        return self.told


def found(told: list[Event]) -> list[str]:
    answer = told[-1]
    assert isinstance(answer, HelpFound)
    return [own.id for own in answer.articles]


# --- faults first ---------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("no help articles")
def test_articles_at_fault_are_read_once_said_once_and_answered_honestly(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Shelf:
        raise BadArticles(["nl/seats.md: is missing"])

    desk = Desk(broken)
    told = desk.ask(FindHelp(TOP, HERE, "en"), FindHelp(SEARCH, HERE, "en", "my private question"))
    assert [isinstance(own, HelpFound) and own.is_out for own in told] == [True, True]
    assert desk.n_read == 1
    assert caplog.text.count("no help articles") == 1
    assert "private" not in caplog.text


@pytest.mark.allowed_logs("FindHelp raised")
def test_a_fault_of_the_program_is_told_to_the_page_that_waits() -> None:
    def broken() -> Shelf:
        raise RuntimeError("a fault of ours")

    assert Desk(broken).ask(FindHelp(TOP, HERE, "en")) == [EffectFailed("FindHelp", "")]


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "\u202e\ud800" * 5_000,
        "' OR 1=1 --",
        "(a+)+$" * 1_000,
        "\x00\x1b[2J",
        "{0.__class__}",
        "💳" * 4_000,
    ],
)
def test_any_text_is_answered_with_nothing_and_counted_without_itself(
    typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = Desk().ask(FindHelp(SEARCH, HERE, "nl", typed))
    assert told == [QuestionAnswered("nl", HERE, 0), HelpFound(SEARCH, HERE, (), typed)]
    assert typed[:5] not in repr(told)
    assert typed[:5] not in caplog.text


# --- what is found --------------------------------------------------------------------------------------------------


def test_the_top_questions_of_a_screen_come_in_every_language() -> None:
    told = Desk().ask(FindHelp(TOP, HERE, "nl"))
    assert found(told) == [own.id for own in SHELF.top("nl", HERE)]
    answer = told[0]
    assert isinstance(answer, HelpFound)
    assert answer.articles[0].title.in_language("es") == SHELF.top("es", HERE)[0].title


def test_a_question_with_mistakes_finds_its_answer_and_is_counted() -> None:
    told = Desk().ask(FindHelp(SEARCH, HERE, "en", "barcod wont scan"))
    assert "code-not-read" in found(told)[:3]
    assert told[0] == QuestionAnswered("en", HERE, len(found(told)))


def test_one_article_is_found_by_its_id_and_one_that_nobody_wrote_is_not() -> None:
    assert found(Desk().ask(FindHelp(ONE, HERE, "en", article="seats"))) == ["seats"]
    assert found(Desk().ask(FindHelp(ONE, HERE, "en", article="../secret"))) == []


def test_staff_find_what_customers_do_not() -> None:
    assert "day-end" in found(Desk().ask(FindHelp(SEARCH, "day/Menu", "en", "z report", is_staff=True)))
    assert "day-end" not in found(Desk().ask(FindHelp(SEARCH, HERE, "en", "z report")))


def test_every_article_that_a_fault_names_is_there() -> None:
    assert {name for name in ARTICLES.values() if SHELF.article("en", name) is None} == set()
