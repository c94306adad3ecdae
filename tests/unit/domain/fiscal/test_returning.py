"""The code by which goods come back: nobody but the kiosk makes one, and each category has its days."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.fiscal.returning import LENGTH, MARK, Returning
from kiosk.domain.fiscal.signing import PaperNo, Series, to_sign
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt, AttemptKind, LineKind, Sale
from kiosk.services.receipt_key import ReceiptKey
from tests.unit.store.samples import basket, paid

KEY = ReceiptKey(bytes(range(32)))
ID = "018f3a52-7c11-7abc-8def-0123456789ab"
DAY_MS = 86_400_000


def rules(days: int = 14, key: ReceiptKey = KEY, **days_of: int) -> Returning:
    return Returning(key, days, days_of, lambda utc_ms: utc_ms // DAY_MS)


def sale(category: str = "") -> Sale:
    own = basket(2, ID)
    first = replace(own.lines[0], facts=replace(own.lines[0].facts, category=category))
    return replace(own, lines=(first, *own.lines[1:]))


@given(st.integers(0, LENGTH - 1), st.sampled_from("ABZaz09-_"))
def test_a_code_that_was_changed_is_nobodys(at: int, letter: str) -> None:
    code = rules().code_of(sale())[0].removeprefix(MARK)
    changed = code[:at] + letter + code[at + 1 :]
    if urlsafe_b64decode(changed + "==") != urlsafe_b64decode(code + "=="):
        assert rules().sale_of(changed) is None


@pytest.mark.parametrize("code", ["", "A", "AAAA", "é", urlsafe_b64encode(bytes(82)).decode(), "!" * LENGTH])
def test_what_is_no_code_is_nobodys(code: str) -> None:
    assert rules().sale_of(code) is None


def test_another_kiosks_code_is_nobodys() -> None:
    code = rules(key=ReceiptKey(bytes(32))).code_of(sale())[0].removeprefix(MARK)
    assert rules().sale_of(code) is None


def test_a_code_names_its_sale_and_day_and_nothing_else() -> None:
    own = sale()
    code, until = rules().code_of(own)
    sold = own.opened_utc_ms // DAY_MS
    assert len(code) == len(MARK) + LENGTH
    assert until == sold + 14
    assert rules().sale_of(code.removeprefix(MARK)) == (ID, sold)


def test_each_category_has_its_days() -> None:
    own = sale("food")
    sold = own.opened_utc_ms // DAY_MS
    two = rules(14, food=2)
    assert two.code_of(own)[1] == sold + 14
    assert two.late(own, sold, sold + 2) == ()
    assert two.late(own, sold, sold + 3) == (own.lines[0].n,)
    assert two.late(own, sold, sold + 15) == tuple(line.n for line in own.lines)


def test_where_nothing_comes_back_there_is_no_code() -> None:
    assert rules(0).code_of(sale()) == ("", 0)
    assert rules().code_of(Sale(ID, "EUR", "s", 0)) == ("", 0)
    own = sale()
    service = replace(own, lines=tuple(replace(line, kind=LineKind.SERVICE) for line in own.lines))
    assert rules().code_of(service) == ("", 0)


def test_a_device_gets_sums_and_no_goods() -> None:
    own = paid(sale())
    told = to_sign(PaperNo(1, own.id, own.id, Series.SALE, 1), own, "K-1", 5)
    assert told.total_minor == own.total.minor
    assert sum(net + tax for _rate, net, tax in told.taxes) == own.total.minor
    back = to_sign(PaperNo(2, "nothing", own.id, Series.RETURN, 1), own, "K-1", 5)
    assert (back.total_minor, back.taxes) == (0, ())


def test_what_went_back_is_signed_below_zero_and_each_time_alone() -> None:
    own = paid(sale())
    for n, minor in ((8, 100), (9, 250)):
        eur = Money(minor, "EUR")
        own = own.with_attempt(
            Attempt(f"a{n}", "t", n, AttemptKind.REVERSAL, "T1", "zvt", f"ref{n}", eur, AttemptState.CONFIRMED)
        )
    back = to_sign(PaperNo(2, "a9", own.id, Series.RETURN, 1), own, "K-1", 5)
    assert (back.total_minor, back.id) == (-250, "a9")
