"""Tax is contained, never added: whatever the rule, net and tax are exactly what was paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.goods.sale_facts import NOTHING_MORE
from kiosk.domain.money import Money
from kiosk.domain.sale import Line, PaperKind, PrintJob, Sale
from kiosk.domain.tax.rule import PLAIN_RULE, TaxRule, TaxTable, half_even
from kiosk.domain.text import Scaled, Text, text
from kiosk.domain.values import replace
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.shell.examples import SITE
from kiosk.papers.document import Pair
from kiosk.papers.receipt import receipt
from tests.unit.domain.pricing.test_lines import PRODUCTS
from tests.unit.flows.given import Checkout, goods

RULES = st.builds(TaxRule, st.just(((900, "B"), (2100, "A"))), st.booleans(), st.booleans())
RATES = (0, 400, 550, 600, 900, 2100, 2300)


def lines_of(amounts: list[tuple[int, int]]) -> tuple[Line, ...]:
    line = basket.add(Sale("s", "EUR", "", 0), PRODUCTS["a"]).lines[0]
    return tuple(
        replace(line, n=n, total=Money(minor, "EUR"), vat_bp=bp) for n, (minor, bp) in enumerate(amounts, start=1)
    )


@given(RULES, st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(RATES)), max_size=30))
def test_net_and_tax_are_exactly_what_was_paid_by_any_rule(rule: TaxRule, amounts: list[tuple[int, int]]) -> None:
    lines = lines_of(amounts)
    rows = basket.tax_rows(lines, "EUR", rule)
    assert [row.vat_bp for row in rows] == sorted({bp for _, bp in amounts})
    for row in rows:
        assert row.net + row.tax == row.gross
        assert row.gross.minor == sum(minor for minor, bp in amounts if bp == row.vat_bp)
        assert 0 <= row.tax.minor <= row.gross.minor
    assert sum(row.gross.minor for row in rows) == sum(line.total.minor for line in lines)


@given(st.integers(-(10**9), 10**9), st.integers(1, 20_000))
def test_halves_go_to_the_even_neighbour_as_fractions_round(numerator: int, denominator: int) -> None:
    assert half_even(numerator, denominator) == round(Fraction(numerator, denominator))


def test_by_line_each_line_is_rounded_and_by_total_once() -> None:
    lines = lines_of([(3, 2100), (3, 2100), (3, 2100)])  # 0.52 of tax in each
    by_line, by_total = (basket.tax_rows(lines, "EUR", TaxRule(is_by_line=own))[0].tax.minor for own in (True, False))
    assert (by_line, by_total) == (3, 2)


@pytest.mark.parametrize(("is_half_even", "tax"), [(False, 1), (True, 0)])
def test_a_half_goes_as_the_rule_says(is_half_even: bool, tax: int) -> None:
    assert TaxRule(is_half_even=is_half_even).tax_of(1, 10_000) == tax


def test_a_rate_has_its_name_or_none() -> None:
    rule = TaxRule(((900, "B"), (2100, "A")))
    assert [rule.name_of(bp) for bp in (2100, 900, 600)] == ["A", "B", ""]
    assert PLAIN_RULE.name_of(900) == ""


TABLE = TaxTable("XX", (("A", 2100, date(2012, 10, 1)), ("A", 1900, date(2020, 1, 1)), ("B", 600, date(2030, 1, 1))))


def test_a_table_says_which_rates_hold_on_a_day_and_which_will() -> None:
    assert TABLE.rule_on(date(2019, 12, 31)).classes == ((2100, "A"),)
    assert TABLE.rule_at(1_577_836_799_999) == TABLE.rule_on(date(2019, 12, 31))
    assert TABLE.rule_at(1_577_836_800_000).classes == ((1900, "A"),)
    assert TABLE.rates_from(date(2026, 1, 1)) == {1900, 600}


def test_a_sale_keeps_the_rule_that_held_when_it_was_opened_and_its_papers_name_the_classes() -> None:
    run = Checkout(site=replace(SITE, tax=TABLE))
    run.take(Scanned(replace(goods(0), vat_bp=1900)), Scanned(replace(goods(1), vat_bp=900)))
    sale = run.receipt().sale
    assert sale.facts.tax.classes == ((1900, "A"),)
    job = PrintJob("j", "d", 1, PaperKind.CUSTOMER, 1, "nl")
    paper = receipt(sale, job, "Shop", is_demo=False, utc_ms=0)
    said = [block.left for block in paper if isinstance(block, Pair) and isinstance(block.left, Text)]
    named = text("paper.tax.named", name="A", what=text("paper.tax.tax", rate=Scaled(1900, 2)))
    assert named in said
    assert text("paper.tax.tax", rate=Scaled(900, 2)) in said


def test_a_site_without_a_table_keeps_nothing_about_it() -> None:
    assert Checkout().sale.facts is NOTHING_MORE
