"""The language changes in the middle of anything, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.money import Money
from kiosk.domain.sale import Attempt, Sale
from kiosk.flows.base import Event, LanguageChosen, LanguagePressed
from kiosk.flows.checkout.events import (
    DialogueEnded,
    PayPressed,
    PrintEnded,
    PrintPressed,
    Released,
    Scanned,
    TerminalAnswered,
    TerminalConnected,
    TerminalPrompted,
)
from kiosk.flows.intents import event_of
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.session import Language, StartPressed
from kiosk.phrases import phrase
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.flows.given import Checkout, Glass, goods
from tests.unit.flows.test_views import inside

EVERY = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
HELD = {name: own for name, own in EXAMPLES.items() if not isinstance(own.screen, Language)}  # there it leads on
SITES = (SiteFormat("nl_NL", "EUR", "Europe/Amsterdam"), SiteFormat("pt_BR", "BRL", "America/Sao_Paulo"))


def amounts(session: Session) -> list[Money]:
    return [part for part in inside(frame(session)) if isinstance(part, Money)]


# --- every state of every flow --------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", HELD.values(), ids=HELD)
def test_through_all_languages_and_back_everything_is_as_it_was(example: Session) -> None:
    glass = Glass(replace(example, sheet=None))
    before, shown = glass.session, frame(glass.session)
    for language in (*glass.session.site.languages, before.site.language):
        glass.take(LanguagePressed(), LanguageChosen(language))
        now = frame(glass.session)
        assert (now.language, now.screen, now.view.toast, now.sheet) == (language, shown.screen, shown.view.toast, None)
        assert amounts(glass.session) == amounts(before)
        assert glass.session.screen is before.screen, "the very same state: nothing typed, chosen or counted is lost"
    assert glass.session == before


@EVERY
def test_the_amounts_of_a_screen_are_written_the_same_in_every_language(example: Session) -> None:
    for site in SITES:
        written = {tuple(phrase(own, Words(language, site)) for own in amounts(example)) for language in LANGUAGES}
        assert len(written) == 1


# --- a whole sale, with and without -----------------------------------------------------------------------------------


def newest(glass: Glass) -> Attempt | None:
    return next((own.last_attempt for own in glass.session.sales if own.last_attempt is not None), None)


def paying(make: Callable[[Attempt], Event]) -> Callable[[Glass], Event | None]:
    def made(glass: Glass) -> Event | None:
        attempt = newest(glass)
        return None if attempt is None else make(attempt)

    return made


def answer(*, is_approved: bool) -> Callable[[Glass], Event | None]:
    def made(attempt: Attempt) -> Event:
        result = Checkout().sent().result(is_approved=is_approved)
        return TerminalAnswered(attempt.id, replace(result, amount=attempt.amount))

    return paying(made)


def printed(glass: Glass) -> Event | None:
    jobs = [job for sale in glass.session.sales for job in sale.jobs]
    return PrintEnded(jobs[-1].id, "DONE", "", "") if jobs else None


def pressed(name: str, args: dict[str, int | str]) -> Callable[[Glass], Event | None]:
    return lambda _: event_of(name, args)


def released(glass: Glass) -> Event | None:
    return next((Released(sale.id) for sale in glass.session.sales), None)


ACTS: dict[str, Callable[[Glass], Event | None]] = {
    "scan": lambda _: Scanned(goods(0)),
    "scan another": lambda _: Scanned(goods(1)),
    "scan unknown": lambda _: Scanned(None),
    **{
        name: pressed(name, {"n": 1} if name in ("MorePressed", "FewerPressed") else {})
        for name in ("MorePressed", "FewerPressed", "UndoPressed", "BackPressed", "CancelPressed", "CancelConfirmed")
    },
    "help": lambda _: event_of("HelpPressed", {}),
    "pay": lambda _: PayPressed(),
    "connect": paying(lambda attempt: TerminalConnected(attempt.id, "T1", 11)),
    "prompt": paying(lambda attempt: TerminalPrompted(attempt.id, "present_card")),
    "approve": answer(is_approved=True),
    "decline": answer(is_approved=False),
    "lose": paying(lambda attempt: DialogueEnded(attempt.id, "unknown")),
    "complete": paying(lambda attempt: DialogueEnded(attempt.id, "completed")),
    "release": released,
    "print": lambda _: PrintPressed(),
    "printed": printed,
    "no receipt": lambda _: event_of("NoReceiptPressed", {}),
    "finish": lambda _: event_of("FinishPressed", {}),
}
WHOLE = [
    "scan",
    "scan another",
    "MorePressed",
    "FewerPressed",
    "pay",
    "connect",
    "prompt",
    "approve",
    "complete",
    "release",
]


def told(sale: Sale) -> tuple[object, ...]:
    """What of a sale must not depend on the language: everything but ids, times and the language of its papers."""
    lines = [(line.n, line.sku, line.qty, line.total) for line in sale.lines]
    attempts = [(own.state, own.amount) for own in sale.attempts]
    return (sale.state, lines, sale.total, attempts, [(job.state, job.kind, job.copy_no) for job in sale.jobs])


def played(acts: list[str], languages: list[str]) -> list[object]:
    """Play the acts, changing to the languages on the way; return what was shown and kept after each act."""
    glass = Glass()
    glass.take(StartPressed(), LanguageChosen("nl"))
    seen: list[object] = []
    for number, act in enumerate(acts):
        if languages and glass.session.id and glass.session.sheet is None:
            glass.take(LanguagePressed(), LanguageChosen(languages[number % len(languages)]))
        event = ACTS[act](glass)
        if event is not None:
            glass.take(event)
        now = frame(glass.session)
        sheet = None if now.sheet is None else now.sheet.kind
        seen.append((now.screen, sheet, now.view.toast is None, [told(sale) for sale in glass.session.sales]))
    return seen


@pytest.mark.parametrize("end", [["print", "printed", "finish"], ["no receipt", "finish"]], ids=["paper", "no paper"])
def test_a_sale_with_a_change_of_language_before_each_step_is_the_same_sale(end: list[str]) -> None:
    plain = played(WHOLE + end, [])
    assert "checkout/ThankYou" in str(plain), "the sale comes to its end"
    assert played(WHOLE + end, [*LANGUAGES]) == plain


@given(
    st.lists(st.sampled_from(sorted(ACTS)), max_size=25), st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=5)
)
def test_any_walk_with_changes_of_language_is_the_same_walk(acts: list[str], languages: list[str]) -> None:
    assert played(acts, languages) == played(acts, [])
