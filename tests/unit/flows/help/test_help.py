"""Help over a screen: what it finds, what it leads to, and that the customer's screen stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.calls import MOST_QUESTION
from kiosk.domain.hours import Opening
from kiosk.domain.staff.articles import HelpArticle
from kiosk.domain.text import LocalText, Text
from kiosk.flows.base import (
    AccessPressed,
    Action,
    BackPressed,
    EffectFailed,
    Event,
    HelpPressed,
    LanguageChosen,
    PersonCalled,
    View,
)
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning, Typing
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
    QuestionAnswered,
    QuestionAsked,
    SearchPressed,
)
from kiosk.flows.help.examples import HELD
from kiosk.flows.help.states import Article, Found, Searching, Topics, Unhelped
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.calling import PlaceCall
from kiosk.flows.shell.session import InFlow, Over, PersonSheet
from tests.unit.flows.given import Checkout, Glass, goods

HERE = "checkout/Scanning"
TYPE = HELD[1]  # its deed is that screen's own


def shopping(**changes: object) -> Glass:
    """A customer with one good in the basket."""
    base = EXAMPLES["checkout/Scanning"]
    site = replace(base.site, **changes)  # type: ignore[arg-type]  # a field of the site
    return Glass(replace(base, screen=InFlow("checkout", Checkout().scan().state), site=site))


def helped(**changes: object) -> Glass:
    """The same customer in help, with the top questions there."""
    glass = shopping(**changes)
    glass.take(HelpPressed(), HelpFound(TOP, HERE, HELD))
    return glass


def asked(question: str = "barcode torn") -> Glass:
    """The same customer, who asked a question that is not answered yet."""
    glass = helped()
    glass.take(SearchPressed(), QuestionAsked(question))
    return glass


def state(glass: Glass) -> object:
    assert glass.session.over is not None
    return glass.session.over.state


def view(glass: Glass) -> View:
    return frame(glass.session).view


def rows(glass: Glass) -> list[str]:
    found = view(glass).parts["articles"]
    assert isinstance(found, tuple)
    args = [row["args"] for row in found if isinstance(row, Mapping)]
    return [str(one["article"]) for one in args if isinstance(one, Mapping)]


# --- faults first ---------------------------------------------------------------------------------------------------


def test_articles_that_cannot_be_read_are_said_and_a_person_is_there_still() -> None:
    for fault in (HelpFound(TOP, HERE, is_out=True), EffectFailed("FindHelp", "")):
        glass = shopping()
        glass.take(HelpPressed(), fault)
        banner = view(glass).parts["banner"]
        assert isinstance(banner, dict)
        assert banner["title"] == Text("help.out.title")
        assert view(glass).parts["people"]
        glass.take(BackPressed())
        assert glass.session.over is None


def test_a_search_that_cannot_be_made_is_no_search_without_an_answer() -> None:
    glass = asked()
    glass.take(HelpFound(SEARCH, HERE, question="barcode torn", is_out=True))
    assert view(glass).parts["banner"]
    glass.take(PersonWanted())
    assert glass.session.call is not None
    assert glass.session.call.question == "barcode torn"


def test_an_answer_to_an_earlier_question_or_to_another_screen_changes_nothing() -> None:
    glass = asked()
    for late in (HelpFound(SEARCH, HERE, HELD, "another"), HelpFound(SEARCH, "checkin/Bags", HELD, "barcode torn")):
        was = glass.session
        glass.take(late)
        assert glass.session is was
    glass.take(BackPressed())
    was = glass.session
    glass.take(HelpFound(SEARCH, HERE, HELD, "barcode torn"))
    assert glass.session is was


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_a_question_of_nothing_is_said_to_be_empty(typed: str) -> None:
    glass = helped()
    glass.take(SearchPressed())
    assert not any(isinstance(effect, FindHelp) for effect in glass.take(QuestionAsked(typed)))
    assert isinstance(found := state(glass), Searching)
    assert found.is_empty


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 10_000,
        "' OR 1=1; DROP TABLE event;--",
        "<script>alert(1)</script>",
        "{0.__class__}%s%n",
        "\u202eabc\ud800",
    ],
)
def test_any_text_is_a_question_and_no_more_of_it_than_a_person_can_read_goes_anywhere(typed: str) -> None:
    glass = helped()
    glass.take(SearchPressed())
    find = next(one for one in glass.take(QuestionAsked(typed)) if isinstance(one, FindHelp))
    assert find.question == typed[:MOST_QUESTION]
    glass.take(HelpFound(SEARCH, HERE, (), find.question), PersonWanted())
    assert glass.session.call is not None
    assert glass.session.call.question == typed[:MOST_QUESTION]
    assert typed[:20] not in repr((glass.session.call, QuestionAsked(typed), find))


def test_an_article_that_nobody_wrote_is_said_not_to_be_there() -> None:
    glass = helped()
    assert FindHelp(ONE, HERE, "en", article="no-such") in glass.take(ArticleWanted("no-such"))
    assert isinstance(state(glass), Article)
    glass.take(HelpFound(ONE, HERE))
    assert view(glass).parts["banner"]
    assert view(glass).title == Text("help.out.title")


@pytest.mark.parametrize(
    "deed",
    [
        ArticleDeedChosen("PayPressed"),
        ArticleDeedChosen("TimedOut", "timer", "x"),
        ArticleDeedChosen("NoSuchEvent"),
        ArticleDeedChosen(""),
    ],
)
def test_a_deed_that_is_no_button_of_the_covered_screen_does_nothing(deed: ArticleDeedChosen) -> None:
    glass = Glass(replace(shopping().session, screen=InFlow("checkout", Typing(Checkout().sale))))
    glass.take(HelpPressed(), HelpFound(TOP, "checkout/Typing", HELD), ArticleChosen(TYPE.id))
    was = glass.session
    glass.take(deed)
    assert glass.session == was
    assert view(glass).parts["deed"] is None  # `TypePressed` is no button of that screen


def test_when_nobody_can_be_called_it_says_where_a_person_is() -> None:
    glass = helped(opening=Opening.CLOSED)
    glass.take(ArticleChosen(TYPE.id), ArticleUnhelped(TYPE.id))
    assert isinstance(state(glass), Unhelped)
    assert glass.session.call is None
    assert view(glass).parts["people"]
    glass.take(HelpClosed())
    assert glass.session.over is None


# --- finding --------------------------------------------------------------------------------------------------------


def test_help_begins_with_what_to_know_of_this_step_and_its_top_questions() -> None:
    glass = shopping()
    was = glass.session.screen
    assert FindHelp(TOP, HERE, "en") in glass.take(HelpPressed())
    assert rows(glass) == []
    glass.take(HelpFound(TOP, HERE, HELD))
    assert rows(glass) == [own.id for own in HELD]
    lines = view(glass).parts["lines"]
    assert lines == tuple(Text(f"help.checkout.Scanning.{n}") for n in (1, 2, 3)) == view(glass).spoken
    glass.take(BackPressed())
    assert (glass.session.over, glass.session.screen) == (None, was)


def test_a_question_is_typed_answered_and_asked_again() -> None:
    glass = asked()
    assert view(glass).title == Text("help.found.looking")
    glass.take(HelpFound(SEARCH, HERE, HELD[:2], "barcode torn"))
    assert rows(glass) == ["a0", "a1"]
    glass.take(ArticleChosen("a1"))
    assert view(glass).parts["text"] == HELD[1].text
    glass.take(BackPressed())
    assert rows(glass) == ["a0", "a1"]
    glass.take(SearchPressed())
    assert isinstance(state(glass), Searching)
    glass.take(BackPressed(), BackPressed())
    assert glass.session.over is None


def test_a_question_without_an_answer_leads_to_a_person_who_gets_it() -> None:
    glass = asked("zeppelin")
    glass.take(HelpFound(SEARCH, HERE, (), "zeppelin"))
    primary = view(glass).primary
    assert primary is not None
    assert (view(glass).title, primary.event) == (Text("help.found.none.title"), "PersonWanted")
    glass.take(PersonWanted())
    call = glass.session.call
    assert call is not None
    assert (call.question, call.article, glass.session.over) == ("zeppelin", "", None)


def test_what_was_counted_changes_nothing_on_the_glass() -> None:
    glass = asked()
    was = glass.session
    glass.take(QuestionAnswered("en", HERE, 0))
    assert glass.session is was


def test_another_language_is_another_word_for_the_same_articles() -> None:
    glass = helped()
    glass.take(ArticleChosen(TYPE.id), LanguageChosen("nl"))
    title = view(glass).title
    assert title == Text("help.article.title", (("title", TYPE.title),))
    assert frame(glass.session).language == "nl"


def test_help_asked_for_in_help_leads_to_the_top_questions() -> None:
    glass = asked()
    glass.take(HelpPressed())
    assert isinstance(state(glass), Topics)
    was = glass.session
    glass.take(HelpPressed())
    assert glass.session is was


def test_no_visit_holds_more_articles_than_somebody_reads() -> None:
    glass = helped()
    for n in range(60):
        name = LocalText((("en", "?"),))
        glass.take(SearchPressed(), QuestionAsked(f"q{n}"))
        glass.take(HelpFound(SEARCH, HERE, (HelpArticle(f"x{n}", name, name),), f"q{n}"))
    assert isinstance(found := state(glass), Found)
    assert len(found.visit.held) <= 40
    assert rows(glass) == ["x59"]


# --- what it leads to -----------------------------------------------------------------------------------------------


def test_an_article_that_helped_gives_the_glass_back() -> None:
    glass = helped()
    was = glass.session.screen
    glass.take(ArticleChosen(TYPE.id), ArticleHelped(TYPE.id))
    assert (glass.session.over, glass.session.screen) == (None, was)


def test_an_article_that_did_not_help_goes_to_a_person_with_the_question() -> None:
    glass = asked()
    was = glass.session.screen
    glass.take(HelpFound(SEARCH, HERE, HELD, "barcode torn"), ArticleChosen("a1"))
    effects = glass.take(ArticleUnhelped("a1"))
    call = glass.session.call
    assert call is not None
    assert (call.article, call.question, call.step) == ("a1", "barcode torn", HERE)
    assert PlaceCall(call) in effects
    assert (glass.session.over, glass.session.screen, glass.session.call_note) == (None, was, True)


def test_a_question_goes_along_with_a_call_that_is_open_already() -> None:
    glass = helped()
    glass.take(PersonCalled())
    open_call = glass.session.call
    assert open_call is not None
    glass.take(ArticleChosen("a1"))
    effects = glass.take(ArticleUnhelped("a1"))
    assert glass.session.call == replace(open_call, article="a1")
    assert any(isinstance(effect, PlaceCall) for effect in effects)
    assert glass.session.sheet == PersonSheet()


def test_a_deed_is_done_on_the_covered_screen() -> None:
    glass = helped()
    glass.take(ArticleChosen(TYPE.id))
    button = view(glass).parts["deed"]
    assert isinstance(button, Action)
    assert dict(button.args) == {"deed": "TypePressed", "argument": "", "value": ""}
    glass.take(ArticleDeedChosen("TypePressed"))
    assert glass.session.over is None
    assert isinstance(glass.state, Typing)


def test_a_deed_of_the_strip_is_done_over_help() -> None:
    glass = helped()
    glass.take(ArticleChosen("a2"))
    button = view(glass).parts["deed"]
    assert isinstance(button, Action)
    assert button.event == "AccessPressed"
    glass.take(AccessPressed())
    assert frame(glass.session).sheet is not None
    assert glass.session.over is not None


def test_a_scan_while_help_is_read_gives_the_glass_back_and_is_not_lost() -> None:
    glass = helped()
    before = glass.session.sales[0]
    glass.take(Scanned(goods(3)))
    assert glass.session.over is None
    assert isinstance(glass.state, Scanning)
    assert len(glass.session.sales[0].lines) == len(before.lines) + 1


# --- over a page of the staff ---------------------------------------------------------------------------------------

SOFIA = Person("sofia", frozenset({Role.TECHNICIAN}))


def staff_page() -> Session:
    """Return a page of the staff that is there already: it stands in for every other."""
    confirm = EXAMPLES["confirm/Code"]
    assert confirm.over is not None
    return confirm


def test_help_over_a_page_of_the_staff_is_about_that_page() -> None:
    glass = Glass(staff_page())
    assert FindHelp(TOP, "confirm/Code", "en", is_staff=True) in glass.take(HelpPressed())
    assert view(glass).parts["lines"] == ()
    over = glass.session.over
    assert isinstance(over, Over)
    assert (over.flow, over.under and over.under.flow) == ("help", "confirm")
    glass.take(HelpFound(TOP, "confirm/Code", HELD), ArticleChosen("a1"), ArticleUnhelped("a1"))
    assert isinstance(state(glass), Unhelped)
    glass.take(HelpClosed())
    assert glass.session.over == staff_page().over


def test_a_page_outside_help_opens_it_at_an_article() -> None:
    glass = Glass(staff_page())
    effects = glass.take(ArticleWanted("a1"))
    assert FindHelp(ONE, "confirm/Code", "en", article="a1") in effects
    glass.take(HelpFound(ONE, "confirm/Code", HELD[1:2]))
    assert view(glass).parts["text"] == HELD[1].text
    assert view(glass).parts["deed"] is None  # nothing is done on the customer's screen from here


@pytest.mark.parametrize("event", [ArticleDeedChosen("TypePressed"), Scanned(goods())])
def test_from_help_over_a_staff_page_nothing_reaches_the_customers_screen(event: Event) -> None:
    glass = Glass(staff_page())
    glass.take(ArticleWanted("a1"), HelpFound(ONE, "confirm/Code", HELD[1:2]))
    was = glass.session
    glass.take(event)
    assert glass.session == was
