"""What help shows, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.staff.articles import Deed, HelpArticle
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.glass import people
from kiosk.flows.help.flow import offered
from kiosk.flows.help.states import Article, Found, Searching, State, Topics, Unhelped, Visit

LONGEST: Final = 80  # signs of a question; more is not read
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
GO_ON: Final = Action(text("help.go_on"), "HelpClosed", icon="arrow-right")
SEARCH: Final = Action(text("help.search"), "SearchPressed", icon="search")
CALL: Final = Action(text("action.call_person"), "PersonCalled", icon="concierge-bell")
VOICE_AND_KEYS: Final = Action(text("action.guidance"), "GuidancePressed", icon="headphones")


def view(state: State, site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Topics(visit=visit):
            return _topics(visit, site)
        case Searching():
            return _searching(state)
        case Found(visit=visit):
            return _found(visit, site)
        case Article():
            return _article(state, site)
        case Unhelped():
            return View(
                title=text("help.unhelped.title"),
                instruction=text("help.unhelped.text"),
                primary=GO_ON,
                back=BACK,
                parts={"people": people(site)},
            )


def _topics(visit: Visit, site: Site) -> View:
    lines = () if visit.is_staff else _lines(visit.screen)
    return View(
        title=text("help.topics.title"),
        instruction=text("help.topics.text"),
        back=BACK,
        parts={
            "ways": (SEARCH, VOICE_AND_KEYS),
            "lines": lines,
            "articles": _rows(visit.articles(visit.top)),
            "banner": _out() if visit.is_out else None,
            "people": _people(site),
        },
        spoken=lines,
    )


def _people(site: Site) -> Mapping[str, Viewable]:
    return {**people(site), "text": text("sheet.person.text")}


def _lines(screen: str) -> tuple[Text, ...]:
    return tuple(text(f"help.{screen.replace('/', '.')}.{n}") for n in (1, 2, 3))


def _rows(articles: tuple[HelpArticle, ...]) -> tuple[Mapping[str, Viewable], ...]:
    return tuple(
        {"title": own.title, "icon": own.art or "circle-help", "event": "ArticleChosen", "args": {"article": own.id}}
        for own in articles
    )


def _out() -> Mapping[str, Viewable]:
    return {
        "kind": "warning", "icon": "triangle-alert", "title": text("help.out.title"), "text": text("help.out.text"),
        "id": "help.out",
    }  # fmt: skip


def _searching(state: Searching) -> View:
    problem = text("help.searching.empty") if state.is_empty else None
    return View(
        title=text("help.searching.title"),
        instruction=text("help.searching.text"),
        primary=Action(text("help.searching.go"), "QuestionAsked", (("text", ""),)),
        back=BACK,
        parts={
            "field": {
                "name": "question",
                "label": text("help.searching.field"),
                "kind": "text",
                "look": "entry",
                "longest": LONGEST,
                "problem": problem,
            },
        },
    )


def _found(visit: Visit, site: Site) -> View:
    """Return the answers; while they are awaited, that they are; and with none a person, who gets the question."""
    person = Action(text("help.found.person"), "PersonWanted", icon="concierge-bell")
    again = Action(text("help.found.again"), "SearchPressed", icon="search")
    if visit.is_out:
        return View(
            title=text("help.found.none.title"), instruction=text("help.out.text"), primary=person, back=BACK,
            parts={"articles": (), "banner": _out(), "people": people(site)},
        )  # fmt: skip
    if visit.found is None:
        return View(title=text("help.found.looking"), back=BACK, parts={"articles": (), "banner": None, "people": None})
    if not visit.found:
        return View(
            title=text("help.found.none.title"), instruction=text("help.found.none.text"), primary=person,
            secondary=again, back=BACK, parts={"articles": (), "banner": None, "people": people(site)},
        )  # fmt: skip
    return View(
        title=text("help.found.title", n=len(visit.found)), instruction=text("help.found.text"), primary=again,
        secondary=person, back=BACK,
        parts={"articles": _rows(visit.articles(visit.found)), "banner": None, "people": people(site)},
    )  # fmt: skip


def _article(state: Article, site: Site) -> View:
    visit = state.visit
    article = visit.article(state.id)
    if article is None:
        banner = _out() if visit.is_out else None
        title = text("help.out.title" if visit.is_out else "help.found.looking")
        return View(
            title=title, primary=CALL, back=BACK, parts={"text": "", "icon": "", "deed": None, "banner": banner}
        )
    ids = (("article", article.id),)
    return View(
        title=text("help.article.title", title=article.title),
        primary=Action(text("help.article.helped"), "ArticleHelped", ids, icon="check"),
        secondary=Action(text("help.article.unhelped"), "ArticleUnhelped", ids, icon="concierge-bell"),
        back=BACK,
        parts={
            "text": article.text,
            "icon": article.art or "circle-help",
            "deed": _button(article.deed, visit, site),
            "banner": None,
        },
        spoken=(text("help.article.text", text=article.text),),
    )


def _button(deed: Deed | None, visit: Visit, site: Site) -> Action | None:
    """Return the button that does what the article is about, where the covered screen offers it now."""
    if deed is None:
        return None
    if deed.is_of_strip:
        return Action(text(deed.label), deed.event, deed.args)
    if visit.is_staff or not offered(deed.event, deed.args, site):
        return None
    argument, value = deed.args[0] if deed.args else ("", "")
    args = (("deed", deed.event), ("argument", argument), ("value", value))
    return Action(text(deed.label), "ArticleDeedChosen", args)
