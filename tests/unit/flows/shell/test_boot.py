"""A start gives the glass back as its customer had set it up, and to nobody else so."""

from __future__ import annotations

from kiosk.flows.base import PLAIN, Access, AccessChosen, KeypadUsed, LanguageChosen, Touched
from kiosk.flows.checkout.states import ResumeOffer
from kiosk.flows.shell import Session
from kiosk.flows.shell.boot import choices_of
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Attract, Started
from kiosk.store.codec import Codec
from tests.unit.flows.given import Checkout, Glass

DUTCH_AND_LARGE = ("nl", Access(text="150", speech="on"))


def started(*chosen: str | Access, is_basket: bool = True) -> Glass:
    glass = Glass(Session(SITE, SITE.language))
    sales = (Checkout().scan().sale,) if is_basket else ()
    glass.take(Started(sales, 0, *chosen))  # type: ignore[arg-type]  # a language and looks
    return glass


def test_a_basket_is_offered_back_in_the_language_and_the_looks_of_its_customer() -> None:
    glass = started(*DUTCH_AND_LARGE)
    assert isinstance(glass.state, ResumeOffer)
    assert (glass.session.site.language, glass.session.access) == DUTCH_AND_LARGE


def test_who_comes_to_a_kiosk_that_resumes_nothing_finds_it_plain() -> None:
    glass = started(*DUTCH_AND_LARGE, is_basket=False)
    assert isinstance(glass.state, Attract)
    assert (glass.session.site.language, glass.session.access) == (SITE.language, PLAIN)


def test_a_language_that_the_site_has_no_more_is_the_sites_own() -> None:
    assert started("fi", PLAIN).session.site.language == SITE.language


def test_the_last_choice_counts_and_what_is_no_choice_does_not() -> None:
    events = (
        LanguageChosen("es"), AccessChosen("text", "200"), AccessChosen("text", "150"), AccessChosen("text", "9000"),
        KeypadUsed(), AccessChosen("colour", "red"), Touched(), LanguageChosen("nl"),
    )  # fmt: skip
    assert choices_of(events) == DUTCH_AND_LARGE
    assert choices_of((AccessChosen("speech", "off"), KeypadUsed()))[1].speech == "off"
    assert choices_of(()) == ("", PLAIN)


def test_the_first_event_of_a_start_is_kept_with_what_was_chosen() -> None:
    event, codec = Started((), 7, *DUTCH_AND_LARGE), Codec()
    assert codec.decode("Started", codec.encode(event, None), None) == event
