"""The customer's tax number: offered where the country prints it, asked for before paying, and kept by nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.fiscal.profile import CustomerNo
from kiosk.domain.private import Private
from kiosk.domain.text import text
from kiosk.flows.base import BackPressed, EffectFailed, Event
from kiosk.flows.checkout import view
from kiosk.flows.checkout.attended.events import LineVoided
from kiosk.flows.checkout.benefits.events import MemberPressed
from kiosk.flows.checkout.events import Beep, CodeTyped, PayPressed, Scanned, TypePressed
from kiosk.flows.checkout.states import Scanning, Typing
from kiosk.flows.checkout.taxno.events import (
    CheckTaxNumber,
    TaxNumberPressed,
    TaxNumberTold,
    TaxNumberTyped,
)
from kiosk.flows.checkout.taxno.states import TaxNumber
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods

NUMBER = "123456789"
LISBON = replace(SITE, customer_no=CustomerNo("NIF", "number", 9))


def asked() -> Checkout:
    """Return a checkout with goods, where the tax number is typed."""
    run = Checkout(site=LISBON).scan(0)
    run.take(TypePressed(), TaxNumberPressed())
    assert run.state == TaxNumber(run.sale)
    return run


def checking() -> Checkout:
    run = asked()
    assert run.take(TaxNumberTyped(NUMBER)) == (CheckTaxNumber(run.sale.id, Private(NUMBER)),)
    return run


def told(run: Checkout, problem: str = "") -> TaxNumberTold:
    return TaxNumberTold(run.sale.id, problem, Private("" if problem else NUMBER))


def notice(run: Checkout) -> str:
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    return run.state.notice.code


def test_where_the_country_prints_none_nobody_is_asked() -> None:
    run = Checkout().scan(0)
    run.take(TypePressed(), TaxNumberPressed())
    assert run.state == Typing(run.sale)
    assert view(run.state, SITE).secondary is None


def test_it_is_offered_where_a_number_is_typed() -> None:
    offered = view(Typing(Checkout().sale), LISBON).secondary
    assert offered is not None
    assert offered.event == "TaxNumberPressed"
    run = Checkout(site=LISBON).scan(0)
    run.take(TypePressed(), CodeTyped("9520000000004"), TaxNumberPressed())
    assert run.state == Typing(run.sale, is_looking_up=True)


@pytest.mark.parametrize(("problem", "said"), [("LENGTH", "length"), ("CHECK_DIGIT", "check_digit"), ("?", "length")])
def test_a_number_that_is_wrong_is_said_beside_it_and_may_be_typed_again(problem: str, said: str) -> None:
    run = checking()
    assert run.take(told(run, problem)) == (Beep("error"),)
    assert run.state == TaxNumber(run.sale, said)
    assert run.take(TaxNumberTyped(NUMBER)) == (CheckTaxNumber(run.sale.id, Private(NUMBER)),)


def test_that_there_is_no_answer_is_said_too() -> None:
    run = checking()
    assert run.take(EffectFailed("CheckTaxNumber", run.sale.id)) == (Beep("error"),)
    assert run.state == TaxNumber(run.sale, "failed")


def test_a_right_number_leads_back_to_the_basket_and_is_in_no_state() -> None:
    run = checking()
    assert run.take(told(run)) == (Beep("ok"),)
    assert notice(run) == "SALE.TAX_NO_IN"
    assert NUMBER not in repr(run.state)
    assert NUMBER not in repr(run.sale)


@pytest.mark.parametrize("event", [TaxNumberTyped(NUMBER), TaxNumberTyped(""), PayPressed(), MemberPressed()])
def test_one_number_is_checked_at_a_time(event: Event) -> None:
    run = checking()
    state = run.state
    assert run.take(event) == ()
    assert run.state is state


def test_an_answer_that_nobody_waits_for_changes_nothing() -> None:
    for run in (asked(), checking()):
        state, late = run.state, replace(told(run), sale_id="another")
        run.take(late, replace(late, problem="LENGTH"), EffectFailed("CheckTaxNumber", "another"))
        assert run.state is state
    run = asked()
    run.take(told(run), told(run, "LENGTH"), EffectFailed("CheckTaxNumber", run.sale.id))
    assert run.state == TaxNumber(run.sale)


def test_who_wants_none_goes_on_without_and_an_earlier_one_is_forgotten() -> None:
    run = asked()
    assert run.take(TaxNumberTyped("")) == (CheckTaxNumber(run.sale.id, Private("")),)
    assert run.take(TaxNumberTold(run.sale.id, "", Private(""))) == (Beep("ok"),)
    assert notice(run) == "SALE.TAX_NO_OUT"


def test_back_leads_to_the_basket_and_keeps_what_was_noted() -> None:
    run = asked()
    assert run.take(BackPressed()) == ()
    assert run.state == Scanning(run.sale)


def test_the_scanner_works_on_and_a_typed_answer_is_nobodys() -> None:
    run = asked()
    run.take(Scanned(goods(1), is_typed=True))
    assert not run.took
    run.take(Scanned(goods(1)))
    assert run.state == Scanning(run.sale, newest_n=2)


def test_staff_may_change_the_basket_meanwhile() -> None:
    run = asked()
    run.take(LineVoided(run.sale.version, 1, "damaged", "p"))
    assert run.state == TaxNumber(run.sale)
    assert not run.sale.lines


@pytest.mark.parametrize("problem", ["length", "check_digit", "failed"])
def test_the_page_says_what_is_wrong_aloud_and_beside_the_field(problem: str) -> None:
    own = text(f"checkout.tax_no.problem.{problem}")
    shown = view(TaxNumber(Checkout().sale, problem), LISBON)
    field = shown.parts["field"]
    assert isinstance(field, dict)
    assert (field["label"], field["kind"], field["longest"], field["problem"]) == ("NIF", "number", 9, own)
    assert shown.spoken == (own,)


def test_the_events_show_no_number() -> None:
    run = checking()
    for shown in (TaxNumberTyped(NUMBER), told(run), CheckTaxNumber("s", Private(NUMBER))):
        assert NUMBER not in repr(shown)
    assert CheckTaxNumber("s", Private(NUMBER)).key == "s"
