"""A start gives the glass back as its customer had set it up, and to nobody else so."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.promotions import PercentOff, Promotion
from kiosk.domain.text import LocalText
from kiosk.flows.base import (
    PLAIN,
    Access,
    AccessChosen,
    Checkpoint,
    KeypadUsed,
    LanguageChosen,
    StartTimer,
    StopTimer,
    TimedOut,
    Touched,
)
from kiosk.flows.checkout.events import AskLastPayment, LastPaymentTold, MorePressed, ResumePressed, Scanned
from kiosk.flows.checkout.inquiry import ASK_TIMER, Inquiry
from kiosk.flows.checkout.paying import BUDGET_S, BUDGET_TIMER
from kiosk.flows.checkout.states import PaymentUnclear, ResumeOffer
from kiosk.flows.shell import Session
from kiosk.flows.shell.boot import BOOT_S, BOOT_TIMER, choices_of
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Attract, Started, Starting, StartPressed
from kiosk.store.codec import Codec
from tests.unit.flows.given import T0_MS, Checkout, Glass, goods

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


def test_a_restart_shows_the_basket_it_found_under_its_own_session() -> None:
    run = Checkout().scan()
    glass = Glass(sales=(run.sale,))
    assert glass.state == ResumeOffer(run.sale)
    assert glass.session.id == "session-1"
    nameless = Glass(sales=(replace(run.sale, session_id=""),))
    assert nameless.session.id


def test_a_restart_gives_what_it_finds_the_promotions_that_hold_now_a_payment_that_comes_to_nothing_too() -> None:
    offers = Book((Promotion("half", LocalText((("en", "Half"),)), PercentOff(5_000)),), "today")
    for run in (Checkout().scan(), Checkout().scan().intended()):
        glass = Glass(Session(replace(SITE, offers=offers), SITE.language))
        glass.take(Started((run.sale,), T0_MS), ResumePressed(), MorePressed(1))
        (sale,) = glass.session.sales
        assert sale.saved.minor == 275 + 275 + 76  # half of 5.49 twice, and of 1.51


def reviewed() -> Checkout:
    run = Checkout().unclear()
    run.take(TimedOut(BUDGET_TIMER))
    return run


def test_a_restart_asks_what_nobody_waits_for_before_it_opens() -> None:
    glass = Glass(sales=(reviewed().sale,))
    assert isinstance(glass.state, Starting)
    assert glass.session.site.is_terminal_asked
    assert glass.effects == (StartTimer(ASK_TIMER, 1), StartTimer(BOOT_TIMER, BOOT_S), Checkpoint())
    glass.take(StartPressed(), Scanned(goods()))
    assert isinstance(glass.state, Starting)


def test_a_minute_after_a_restart_the_kiosk_opens_with_payment_off_and_goes_on_asking() -> None:
    glass = Glass(sales=(reviewed().sale,))
    glass.take(TimedOut(BOOT_TIMER), after_s=BOOT_S)
    assert isinstance(glass.state, Attract)
    assert glass.session.site.is_terminal_asked
    assert any(isinstance(effect, AskLastPayment) for effect in glass.take(TimedOut(ASK_TIMER)))
    assert not glass.take(TimedOut(BOOT_TIMER))


def test_a_restart_opens_as_soon_as_the_payment_is_known() -> None:
    run = reviewed()
    glass = Glass(sales=(run.sale,))
    declined = run.result(is_approved=False)
    assert StopTimer(BOOT_TIMER) in glass.take(LastPaymentTold(run.attempt.id, declined, is_idle=True))
    assert isinstance(glass.state, Attract)
    assert glass.session.inquiry is None
    assert not glass.session.site.is_terminal_asked


def test_a_restart_folds_the_journal_before_it_serves() -> None:
    for sales in ((), (Checkout().scan().sale,)):
        assert Checkpoint() in Glass(sales=sales).effects


def test_a_start_that_found_nothing_waits_for_nothing() -> None:
    glass = Glass(sales=())
    assert Checkpoint() in glass.effects
    assert not any(isinstance(effect, StartTimer) and effect.timer == BOOT_TIMER for effect in glass.effects)


def test_what_the_customer_at_the_glass_waits_for_is_asked_after_a_restart_in_their_session() -> None:
    run = Checkout().unclear()
    glass = Glass(sales=(run.sale,))
    assert glass.state == PaymentUnclear(inquiry_of(glass), T0_MS)
    assert glass.effects[:3] == (StartTimer(ASK_TIMER, 1), StartTimer(BUDGET_TIMER, BUDGET_S), Checkpoint())
    assert glass.session.id == run.sale.session_id


def inquiry_of(glass: Glass) -> Inquiry:
    assert isinstance(glass.state, PaymentUnclear)
    return glass.state.inquiry
