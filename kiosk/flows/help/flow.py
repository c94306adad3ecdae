"""Help: what each event does to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.calls import MOST_QUESTION
from kiosk.domain.hours import Opening
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, HelpPressed, PersonCalled, Site
from kiosk.flows.checkin.events import CardRead, DocumentRead, PassRead
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.guests import Gone, Guest, Tell
from kiosk.flows.help.events import (
    ONE,
    SEARCH,
    TOP,
    ArticleChosen,
    ArticleDeedChosen,
    ArticleHelped,
    ArticleUnhelped,
    ArticleWanted,
    FindHelp,
    HelpClosed,
    HelpFound,
    PersonWanted,
    QuestionAsked,
    SearchPressed,
)
from kiosk.flows.help.states import Article, Found, Searching, State, Topics, Unhelped, Visit
from kiosk.flows.intents import NotAnEvent, event_of

NAME: Final = "help"
MOST_HELD: Final = 40  # articles of one visit; more than that nobody reads
Stepped: TypeAlias = "tuple[State | Gone | Tell, tuple[Effect, ...]]"

ENTRY = Guest(NAME, 800, text("action.help"), text("help.topics.text"), "circle-help", is_for_staff=False)
SCREENS: tuple[type[State], ...] = (Topics, Searching, Found, Article, Unhelped)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Topics: frozenset({Searching, Article, Gone, Tell}),
    Searching: frozenset({Topics, Found, Article, Gone, Tell}),
    Found: frozenset({Topics, Searching, Article, Unhelped, Gone, Tell}),
    Article: frozenset({Topics, Found, Unhelped, Gone, Tell}),
    Unhelped: frozenset({Topics, Article, Gone, Tell}),
}


def enter(_person: Person | None, _at: Stamp, site: Site) -> Stepped:
    """Begin with the top questions of what is on the glass: of a staff page, when help is opened over one."""
    customer = site.customer
    page = customer.page if customer is not None else ""
    visit = Visit(page or (customer.screen if customer is not None else ""), is_staff=bool(page))
    return Topics(visit), (FindHelp(TOP, visit.screen, site.language, is_staff=visit.is_staff),)


def step(state: State, event: Event, _at: Stamp, site: Site) -> Stepped:
    """Take one event. What a reader sees is the customer's: the glass is given back first."""
    visit = state.visit
    match event:
        case HelpFound(screen=screen) if screen == visit.screen:
            return _brought(state, event), ()
        case EffectFailed(effect="FindHelp"):
            return replace(state, visit=replace(visit, is_out=True)), ()
        case Scanned() | PassRead() | CardRead() | DocumentRead() if not visit.is_staff:
            return Tell(event), ()
        case ArticleWanted(article=name):
            return _article(visit, name, site, is_found=False)
        case HelpPressed() if not isinstance(state, Topics):
            return _topics(visit), ()
        case HelpClosed():
            return Gone(), ()
        case _:
            return _pressed(state, event, site)


def _pressed(state: State, event: Event, site: Site) -> Stepped:
    match state:
        case Topics() | Searching() | Unhelped():
            return _looking(state, event, site)
        case Found(visit=visit):
            return _found(state, event, visit, site)
        case Article():
            return _reading(state, event, site)


def _looking(state: Topics | Searching | Unhelped, event: Event, site: Site) -> Stepped:
    visit = state.visit
    match event:
        case BackPressed():
            return (Gone() if isinstance(state, Topics) else _topics(visit)), ()
        case SearchPressed() if isinstance(state, Topics):
            return Searching(visit), ()
        case ArticleChosen(article=name) if isinstance(state, Topics):
            return _article(visit, name, site, is_found=False)
        case QuestionAsked(text=question) if isinstance(state, Searching):
            if not question.strip():
                return replace(state, is_empty=True), ()
            asked = replace(visit, question=question[:MOST_QUESTION], found=None, is_out=False)
            find = FindHelp(SEARCH, asked.screen, site.language, asked.question, is_staff=visit.is_staff)
            return Found(asked), (find,)
        case _:
            return state, ()


def _found(state: Found, event: Event, visit: Visit, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _topics(visit), ()
        case SearchPressed():
            return Searching(visit), ()
        case ArticleChosen(article=name):
            return _article(visit, name, site, is_found=True)
        case PersonWanted():
            return _handed_over(visit, "", site)
        case _:
            return state, ()


def _reading(state: Article, event: Event, site: Site) -> Stepped:
    visit = state.visit
    match event:
        case BackPressed():
            return (Found(visit) if state.is_found else _topics(visit)), ()
        case ArticleHelped():
            return Gone(), ()
        case ArticleUnhelped():
            return _handed_over(visit if state.is_found else replace(visit, question=""), state.id, site)
        case ArticleDeedChosen():
            return _done(state, event, site)
        case _:
            return state, ()


def _topics(visit: Visit) -> Topics:
    return Topics(replace(visit, question="", found=None))


def _article(visit: Visit, name: str, site: Site, *, is_found: bool) -> Stepped:
    """Show an article, and ask for it where it has not come yet."""
    known = visit.article(name)
    effects = () if known is not None else (FindHelp(ONE, visit.screen, site.language, article=name),)
    return Article(visit, name, is_found=is_found), effects


def _brought(state: State, event: HelpFound) -> State:
    """Take articles that came; an answer to an earlier question is too late."""
    visit = state.visit
    if event.is_out:
        return replace(state, visit=replace(visit, is_out=True))
    if event.kind == SEARCH and (not isinstance(state, Found) or event.question != visit.question):
        return state
    fresh = tuple(own for own in event.articles if visit.article(own.id) is None)
    held = replace(visit, held=(*visit.held, *fresh)[-MOST_HELD:])
    ids = tuple(own.id for own in event.articles)
    if event.kind == TOP:
        held = replace(held, top=ids)
    elif event.kind == SEARCH:
        held = replace(held, found=ids)
    elif isinstance(state, Article) and held.article(state.id) is None:
        held = replace(held, is_out=True)  # there is no such article
    return replace(state, visit=held)


def _handed_over(visit: Visit, article: str, site: Site) -> Stepped:
    """Give the glass back and call a person, who learns what did not help; say where a person is when none can be."""
    if visit.is_staff or site.opening is Opening.CLOSED:
        return Unhelped(visit), ()
    return Tell(PersonCalled(article, visit.question)), ()


def offered(name: str, args: tuple[tuple[str, str], ...], site: Site) -> bool:
    """Tell whether the covered screen's own buttons send this event now."""
    return site.customer is not None and (name, args) in site.customer.offers


def _done(state: Article, event: ArticleDeedChosen, site: Site) -> Stepped:
    """Do what an article is about on the covered screen, which has the glass again; else nothing."""
    args = ((event.argument, event.value),) if event.argument else ()
    if state.visit.is_staff or not offered(event.deed, args, site):
        return state, ()
    try:
        return Tell(event_of(event.deed, dict(args))), ()
    except NotAnEvent:  # no button of ours: nobody can have pressed it
        return state, ()
