"""The slip of services that were taken back: which, the seats now, what stays, what is owed; in every language."""

from __future__ import annotations

import pytest

from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.text import LocalText
from kiosk.domain.travel.selling.taking_back import Service, Stays, TakenBack
from kiosk.domain.values import replace
from kiosk.effects.print import finished
from kiosk.flows.checkout import EXAMPLES
from kiosk.flows.checkout.examples import LANGUAGES
from kiosk.flows.checkout.states import held
from kiosk.papers.document import Line, Pair
from kiosk.papers.receipt import paper_of
from kiosk.words import SiteFormat, Words
from tests.unit.flows.given import T0_MS

NARROWEST = 42


def said(sale: Sale, language: str) -> list[str]:
    words, found = Words(language, SiteFormat()), list[str]()
    job = PrintJob("j", "services", 1, PaperKind.SERVICES, 7, language)
    for block in paper_of(sale, job, "Kade Markt", LocalText(()), is_demo=True, utc_ms=T0_MS):
        if isinstance(block, Line):
            found.append(finished(block.text, words))
        elif isinstance(block, Pair):
            found.append(f"{finished(block.left, words)} {finished(block.right, words)}")
    return found


def answered(*services: Service) -> Sale:
    (sale,) = held(EXAMPLES["TakingBack"])
    back = TakenBack(sale.id, "EUR", services)
    return replace(sale, facts=replace(sale.facts, back=back))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_is_back_which_seat_there_is_now_what_stays_and_what_is_owed(language: str) -> None:
    (sale,) = held(EXAMPLES["TakingBack"])
    words, lines = Words(language, SiteFormat()), said(sale, language)
    text = "\n".join(lines)
    assert all(own in text for own in ("3A", "17C", "22", words.say("paper.services.pass")))
    assert words.say("paper.services.stay") in text
    assert words.say("services.stays.used") in text
    assert words.say("paper.services.tags") not in text, "the luggage was not taken back"
    assert max(map(len, lines)) <= NARROWEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_luggage_that_was_taken_back_has_no_valid_tag_and_a_seat_may_come_later(language: str) -> None:
    sale = answered(
        Service("SEAT", 1200, "13A"), Service("BAGS", 3500), *(Service("FAST", 1, stays=own) for own in Stays)
    )
    words, lines = Words(language, SiteFormat()), said(sale, language)
    assert words.say("paper.services.tags") in lines
    assert words.say("paper.services.pass") not in lines, "who is not checked in has no pass yet"
    assert max(map(len, lines)) <= NARROWEST


def test_before_the_answer_there_is_nothing_to_say() -> None:
    (sale,) = held(EXAMPLES["TakingBack-asking"])
    assert "17C" not in "\n".join(said(sale, "en"))
