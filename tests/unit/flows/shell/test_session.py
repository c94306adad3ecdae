"""The session: who owns the glass, what is above it, and that nothing of one customer is left for the next."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from kiosk.domain.moves import SaleState
from kiosk.flows import registry
from kiosk.flows.base import (
    AccessPressed,
    BackPressed,
    CancelConfirmed,
    CancelPressed,
    Checkpoint,
    DeviceChanged,
    EffectFailed,
    Event,
    HelpPressed,
    LanguageChosen,
    LanguagePressed,
    PersonCalled,
    SheetClosed,
    StartTimer,
    StopTimer,
    TimedOut,
    Touched,
)
from kiosk.flows.checkout.events import (
    AskLastPayment,
    Beep,
    DiscardPressed,
    FewerPressed,
    FinishPressed,
    LastPaymentTold,
    NoReceiptPressed,
    PayPressed,
    Scanned,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.paying import BUDGET_TIMER
from kiosk.flows.checkout.states import PaymentUnclear, ResumeOffer, Scanning, ThankYou
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell import session as shell
from kiosk.flows.shell.session import (
    AccessSheet,
    Attract,
    CancelSheet,
    FlowChosen,
    Home,
    InFlow,
    Language,
    LanguageSheet,
    OutOfService,
    PersonSheet,
    ServiceLost,
    Started,
    Starting,
    StartPressed,
)
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from tests.unit.flows.given import Checkout, Glass, goods, without

HOME_LANGUAGE = "en"
SHOPPING = InFlow("checkout", Checkout().scan().state)


def is_nobodys(session: Session) -> bool:
    """True when nothing of a customer is left."""
    return (session.id, session.sheet, session.site.language, type(session.screen)) == (
        "",
        None,
        HOME_LANGUAGE,
        Attract,
    )


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_lost_service_is_told_from_every_picture_and_nothing_leads_back(example: Session) -> None:
    glass = Glass(example)
    glass.take(ServiceLost("SYS.STORAGE", "the disk is full"))
    assert isinstance(glass.state, OutOfService)
    assert glass.session.sheet is None
    was = glass.session
    for event in (ServiceLost("SYS.SOFTWARE"), Started(), StartPressed(), Scanned(goods()), PayPressed()):
        glass.take(event)
        assert glass.session is was
    assert frame(glass.session).view.parts["code"] == was.screen.code  # type: ignore[union-attr]  # asserted above


def test_a_store_that_cannot_tidy_up_stops_selling() -> None:
    glass = Glass()
    glass.take(EffectFailed("Checkpoint", ""))
    assert glass.state == OutOfService("SYS.STORAGE")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_help_and_a_person_are_reachable_from_every_picture_and_the_flow_stays(example: Session) -> None:
    glass = Glass(replace(example, sheet=None))
    glass.take(HelpPressed())
    if not isinstance(example.screen, Starting):
        assert glass.session.over is not None
        assert glass.session.over.flow == "help"
    assert glass.session.screen == example.screen
    glass.take(PersonCalled())
    assert glass.session.screen == example.screen
    is_called = glass.session.call is not None
    assert is_called != (glass.session.sheet == PersonSheet() and example.call is None)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_language_is_chosen_anywhere_and_keeps_sale_total_and_place(example: Session) -> None:
    glass = Glass(replace(example, sheet=None))
    glass.take(LanguagePressed())
    assert glass.session.sheet == LanguageSheet()
    before = glass.session
    glass.take(LanguageChosen("pt-BR"))
    assert glass.session.site.language == "pt-BR"
    assert glass.session.sheet is None
    if not isinstance(example.screen, Language):
        assert glass.session.screen == before.screen
        assert [sale.total for sale in glass.session.sales] == [sale.total for sale in before.sales]
        assert glass.session.sales == before.sales


def test_a_language_nobody_offers_is_not_taken() -> None:
    glass = Glass()
    was = glass.session
    glass.take(LanguageChosen("tlh"))
    assert glass.session is was


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_event_that_is_not_taken_gives_the_very_same_session_back(example: Session) -> None:
    for event in (TimedOut("nobody's"), EffectFailed("Beep", ""), FlowChosen("no such flow"), FewerPressed(777)):
        for session in (replace(example, sheet=None), replace(example, sheet=None, closed=(Checkout().scan().sale,))):
            glass = Glass(session)
            glass.take(event)
            assert glass.session is session
            assert not glass.took


def test_a_device_that_changes_is_known_to_the_next_picture() -> None:
    glass = Glass()
    glass.take(DeviceChanged("terminal", "ABSENT", False))
    assert not glass.session.site.is_usable("terminal")
    assert not glass.session.site.is_usable("a device nobody has")


# --- how a customer comes -------------------------------------------------------------------------------------------


def test_nothing_happens_before_the_kiosk_is_up_and_it_starts_once() -> None:
    glass = Glass(EXAMPLES["shell/Starting"])
    assert isinstance(glass.state, Starting)
    for event in (StartPressed(), Scanned(goods()), CancelPressed(), FlowChosen("checkout")):
        glass.take(event)
        assert isinstance(glass.state, Starting)
    glass.take(Started())
    assert is_nobodys(glass.session)
    was = glass.session
    glass.take(Started())
    assert glass.session is was


def test_a_scan_starts_the_checkout_from_the_picture_the_languages_and_home() -> None:
    for screen in (Attract(), Language(), Home()):
        glass = Glass(replace(EXAMPLES["shell/Attract"], screen=screen, sheet=AccessSheet()))
        assert Beep("ok") in glass.take(Scanned(goods()))
        assert isinstance(glass.state, Scanning)
        assert glass.session.id
        assert glass.session.sheet is None
        assert glass.session.sales[0].session_id == glass.session.id


def test_a_scan_keeps_the_session_that_a_touch_began() -> None:
    glass = Glass()
    glass.take(AccessPressed(), StartPressed())
    assert (glass.state, glass.session.sheet) == (Language(), None)
    own = glass.session.id
    glass.take(Scanned(goods()))
    assert glass.session.id == own


def test_the_language_leads_straight_into_the_one_flow_that_can_be_finished() -> None:
    glass = Glass()
    glass.take(StartPressed(), LanguageChosen("nl"))
    assert isinstance(glass.state, Scanning)
    assert glass.session.site.language == "nl"
    was = glass.session
    glass.take(StartPressed(), FlowChosen("checkout"))
    assert glass.session is was


def test_home_offers_what_cannot_be_finished_with_its_reason_and_lets_it_be_chosen() -> None:
    glass = Glass(site=without("terminal"))
    glass.take(StartPressed(), LanguageChosen("nl"))
    assert isinstance(glass.state, Home)
    glass.take(FlowChosen("no such flow"))
    assert isinstance(glass.state, Home)
    glass.take(FlowChosen("checkout"))
    assert isinstance(glass.state, Scanning)


class Closed:
    """A flow that begins nothing now."""

    ENTRY = registry.flows()["checkout"].ENTRY

    def begin(self, *_: object) -> None:
        """Begin nothing."""


def test_a_flow_that_does_not_begin_leaves_the_customer_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    glass = Glass(site=without("terminal"))
    glass.take(StartPressed(), LanguageChosen("nl"))
    was = glass.session
    reducer = importlib.import_module("kiosk.flows.shell.step")  # the package's own `step` is the function
    monkeypatch.setattr(reducer, "flows", lambda: {"closed": Closed()})
    glass.take(FlowChosen("closed"))
    assert glass.session is was


# --- how a customer goes --------------------------------------------------------------------------------------------


def in_dutch(screen: object, **more: object) -> Glass:
    session = EXAMPLES["checkout/Scanning"]
    dutch = replace(session.site, language="nl")
    return Glass(replace(session, screen=screen, site=dutch, sheet=AccessSheet(), **more))  # type: ignore[arg-type]  # any screen goes


@pytest.mark.parametrize(
    ("screen", "event"),
    [
        (InFlow("checkout", ResumeOffer(Checkout().scan().sale)), DiscardPressed()),
        (SHOPPING, CancelConfirmed()),
        (InFlow("checkout", ThankYou(Checkout().receipt().sale, 15)), FinishPressed()),
        (Language(), CancelPressed()),
        (Home(), CancelPressed()),
    ],
)
def test_every_end_wipes_language_sheet_and_id(screen: object, event: Event) -> None:
    glass = in_dutch(screen)
    effects = glass.take(event)
    assert is_nobodys(glass.session)
    assert StopTimer(IDLE_TIMER) in effects
    assert StopTimer(LEAVE_TIMER) in effects
    if isinstance(screen, InFlow):
        assert Checkpoint() in effects
        assert [sale.id for sale in glass.session.closed] == [glass.session.sales[0].id]
        glass.take(StartPressed())
        assert glass.session.closed == ()


def test_cancel_asks_once_and_only_where_a_basket_would_go_with_it() -> None:
    glass = Glass(replace(EXAMPLES["checkout/Scanning"], screen=SHOPPING))
    glass.take(CancelPressed())
    assert glass.session.sheet == CancelSheet()
    glass.take(SheetClosed())
    assert isinstance(glass.state, Scanning)
    glass.take(CancelPressed(), CancelConfirmed())
    assert is_nobodys(glass.session)
    assert glass.session.closed[0].state is SaleState.VOID
    empty = Glass()
    empty.take(StartPressed(), LanguageChosen("en"), CancelPressed())
    assert is_nobodys(empty.session)


def test_cancel_on_the_picture_that_nobody_owns_changes_nothing() -> None:
    glass = Glass()
    was = glass.session
    glass.take(CancelPressed(), SheetClosed(), CancelConfirmed(), BackPressed(), Touched())
    assert glass.session is was


def test_cancel_while_the_terminal_leads_goes_to_the_flow() -> None:
    glass = Glass(replace(EXAMPLES["checkout/Scanning"], screen=InFlow("checkout", Checkout().intended().state)))
    glass.take(CancelPressed())
    assert glass.session.sheet is None
    assert getattr(glass.state, "wants_back", False)


def test_the_next_customers_first_scan_ends_the_thanks_and_is_not_lost() -> None:
    glass = in_dutch(InFlow("checkout", ThankYou(Checkout().receipt().sale, 15)))
    old = glass.session.id
    glass.take(Scanned(goods()))
    assert isinstance(glass.state, Scanning)
    assert glass.session.id not in ("", old)
    assert glass.session.site.language == HOME_LANGUAGE
    assert [sale.state for sale in glass.session.sales] == [SaleState.FULFILLED, SaleState.OPEN]


def test_a_sheet_goes_with_its_picture_and_stays_over_the_same_one() -> None:
    glass = Glass(replace(EXAMPLES["checkout/Scanning"], screen=SHOPPING, sheet=AccessSheet()))
    glass.take(Scanned(goods()))
    assert glass.session.sheet == AccessSheet()
    glass.take(PayPressed())
    assert glass.session.sheet is None


# --- a payment that is asked about behind the glass -----------------------------------------------------------------


def behind() -> tuple[Glass, Checkout]:
    run = Checkout().unclear()
    run.take(TimedOut(BUDGET_TIMER))
    glass = in_dutch(InFlow("checkout", run.state))
    assert isinstance(run.state, PaymentUnclear)
    glass.take(FinishPressed())
    assert is_nobodys(glass.session)
    return glass, run


def test_the_terminal_takes_no_new_payment_until_the_old_one_is_known() -> None:
    glass, run = behind()
    assert glass.session.site.is_terminal_asked
    glass.take(Scanned(goods()), PayPressed())
    assert isinstance(glass.state, Scanning)
    assert glass.state.notice is not None
    assert glass.state.notice.code == "PAY.TERMINAL_CHECKING"
    assert glass.take(TimedOut(ASK_TIMER)) == (AskLastPayment(run.attempt.id, run.attempt.ref),)
    (again,) = glass.take(LastPaymentTold(run.attempt.id, None, True))
    assert isinstance(again, StartTimer)
    glass.take(TimedOut(ASK_TIMER), after_s=60)
    glass.take(LastPaymentTold(run.attempt.id, None, True))
    assert glass.session.inquiry is None
    assert not glass.session.site.is_terminal_asked
    assert [sale.state for sale in glass.session.closed] == [SaleState.VOID]
    glass.take(PayPressed())
    assert not isinstance(glass.state, Scanning)


def test_the_asking_goes_on_on_the_picture_and_out_of_service() -> None:
    for event in (Touched(), ServiceLost("SYS.SOFTWARE")):
        glass, run = behind()
        glass.take(event)
        assert glass.take(TimedOut(ASK_TIMER)) == (AskLastPayment(run.attempt.id, run.attempt.ref),)
        assert glass.session.sales[-1].id == run.sale.id


def test_a_second_customer_who_pays_nothing_leaves_the_question_where_it_is() -> None:
    glass, run = behind()
    glass.take(Scanned(goods()), CancelConfirmed())
    assert glass.session.inquiry is not None
    assert glass.session.inquiry.sale.id == run.sale.id
    assert glass.session.site.is_terminal_asked


def test_all_a_session_holds_is_known_once_with_its_newest_state() -> None:
    run = Checkout().scan()
    newer = replace(run.sale, version=99)
    session = replace(EXAMPLES["checkout/Scanning"], screen=InFlow("checkout", Scanning(newer)), closed=(run.sale,))
    assert [sale.version for sale in session.sales] == [99]
    assert shell.Session(session.site, "en").sales == ()


def test_no_receipt_is_the_customers_word_and_the_thanks_are_shown() -> None:
    glass = Glass(replace(EXAMPLES["checkout/Receipt"], sheet=None))
    glass.take(NoReceiptPressed())
    assert isinstance(glass.state, ThankYou)
