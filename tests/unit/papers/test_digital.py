"""The receipt as a link: it adds up, is signed, fits a code of its size, and names nobody."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode
from dataclasses import replace
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.domain.benefits.changing import Member, with_coupon, with_member
from kiosk.domain.benefits.coupons import Coupon
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText
from kiosk.flows.checkout import EXAMPLES
from kiosk.flows.checkout.attended.events import Discounted, PriceSet
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning
from kiosk.papers.digital import MOST_CHARACTERS, MOST_ON_NARROW_PAPER, Frame, receipt_link
from kiosk.services.receipt_key import ReceiptKey
from tests.unit.flows.given import Checkout, goods

KEY = ReceiptKey(bytes(range(32)))
FRAME = Frame("https://shop.example", "Kade Markt", "Kiosk 4", "nl", "2026-11-22T05:01:00+01:00", 2, is_demo=False)
WEIGHED = replace(goods(0), sku="cheese", is_weighed=True, vat_bp=650)
SIG = re.compile(r',"sig":"([^"]*)"\}$')


def in_dutch(name: LocalText) -> str:
    return name.in_language("nl")


def bought(different: int = 2) -> Checkout:
    run = Checkout()
    run.take(Scanned(WEIGHED, weight_g=505), *(Scanned(goods(n, minor=100 + n)) for n in range(different)))
    return run.receipt()


def text_of(link: str) -> str:
    content = link.partition("#")[2]
    return zlib.decompress(urlsafe_b64decode(content + "=" * (-len(content) % 4))).decode()


def opened(link: str) -> dict[str, Any]:
    receipt: dict[str, Any] = json.loads(text_of(link))
    return receipt


def verify(text: str) -> None:
    found = SIG.search(text)
    assert found is not None
    signature = urlsafe_b64decode(found[1] + "==")
    Ed25519PublicKey.from_public_bytes(KEY.public).verify(signature, (text[: found.start()] + "}").encode())


def test_a_changed_receipt_does_not_verify() -> None:
    text = text_of(receipt_link(bought().sale, FRAME, KEY, in_dutch))
    verify(text)
    with pytest.raises(InvalidSignature):
        verify(text.replace("Kade Markt", "Kade Market"))


def test_the_link_is_ascii_and_says_all_that_the_paper_says() -> None:
    sale = bought().sale
    link = receipt_link(sale, FRAME, KEY, in_dutch)
    receipt = opened(link)
    assert link.isascii()
    assert link.startswith("https://shop.example/r#")
    assert (receipt["key"], receipt["cur"], receipt["exp"]) == (KEY.id, "EUR", 2)
    assert [line[0] for line in receipt["lines"]] == [in_dutch(line.name) for line in sale.lines]
    assert receipt["lines"][0][5] == 505
    assert sum(line[3] for line in receipt["lines"]) == receipt["total"] == sale.total.minor
    assert sum(net + tax for _rate, net, tax in receipt["tax"]) == receipt["total"]
    assert sum(own["amount"] for own in receipt["paid"]) == receipt["total"]
    assert not {"demo", "more"} & receipt.keys()


def test_a_demo_says_so() -> None:
    assert opened(receipt_link(bought().sale, replace(FRAME, is_demo=True), KEY, in_dutch))["demo"] is True


@pytest.mark.parametrize("most", [MOST_CHARACTERS, MOST_ON_NARROW_PAPER])
def test_what_does_not_fit_is_left_out_in_sum_and_as_much_as_fits_is_said(most: int) -> None:
    sale = bought(300).sale
    link = receipt_link(sale, FRAME, KEY, in_dutch, most)
    receipt = opened(link)
    count, amount = receipt["more"]
    assert len(link) <= most
    assert len(receipt["lines"]) + count == len(sale.lines)
    assert sum(line[3] for line in receipt["lines"]) + amount == receipt["total"] == sale.total.minor
    assert len(receipt["lines"]) > 0
    verify(text_of(link))


def test_where_not_even_the_totals_fit_there_is_no_link() -> None:
    with pytest.raises(ValueError, match="50 fit"):
        receipt_link(bought().sale, FRAME, KEY, in_dutch, 50)


def test_names_of_any_script_come_back_as_they_were() -> None:
    run = bought()
    name = LocalText((("nl", 'Crème "brûlée" 日本 🧀 </script>'),))
    sale = replace(run.sale, lines=(replace(run.sale.lines[0], name=name, total=Money(1, "EUR")),))
    assert opened(receipt_link(sale, FRAME, KEY, in_dutch))["lines"][0][0] == 'Crème "brûlée" 日本 🧀 </script>'


def test_a_line_that_staff_changed_says_what_was_off_and_the_price_before() -> None:
    run = Checkout()
    run.take(Scanned(WEIGHED, weight_g=505), Scanned(goods(1, minor=300)))
    run.take(
        PriceSet(run.sale.version, 1, 100, "shelf", "p"), Discounted(run.sale.version + 1, 2, 50, 0, "goodwill", "p")
    )
    receipt = opened(receipt_link(run.receipt().sale, FRAME, KEY, in_dutch))
    cheese, other = receipt["lines"]
    assert cheese[2:] == [100, 51, 650, 505, 0, WEIGHED.unit.minor]
    assert other[2:] == [300, 250, 900, 0, 50, 300]
    assert receipt["total"] == 301


def test_a_line_with_offers_says_what_they_save_and_the_receipt_says_it_of_all() -> None:
    saving = EXAMPLES["Scanning-saving"]
    assert isinstance(saving, Scanning)
    receipt = opened(receipt_link(saving.sale, FRAME, KEY, in_dutch))
    lines = {line.name.in_language("nl"): line for line in saving.sale.lines}
    for own in receipt["lines"]:
        line = lines[own[0]]
        assert own[3] == line.total.minor
        assert (own[8] if len(own) > 8 else 0) == line.saved_minor
        assert own[3] + (own[8] if len(own) > 8 else 0) == line.gross.minor
    assert receipt["saved"] == saving.sale.saved.minor == 199
    assert receipt["total"] == saving.sale.total.minor


def test_a_receipt_that_saves_on_every_line_still_fits() -> None:
    saving = EXAMPLES["Scanning-saving"]
    assert isinstance(saving, Scanning)
    line = saving.sale.lines[-1]
    many = replace(saving.sale, lines=tuple(replace(line, n=n, sku=str(n)) for n in range(1, 201)))
    for most in (MOST_CHARACTERS, MOST_ON_NARROW_PAPER):
        link = receipt_link(many, FRAME, KEY, in_dutch, most)
        assert len(link) <= most
        assert opened(link)["saved"] == many.saved.minor


def with_benefits() -> Sale:
    """Return a member's sale with a coupon that has a name, one that has none, and one that saved nothing."""
    sale = with_member(Checkout().scan(0, 1).sale, Member("m-1", 120, 100))
    sale = with_coupon(sale, Coupon("E-1", minor=100, text=LocalText((("nl", "1 euro korting"),))).use)
    sale = with_coupon(with_coupon(sale, Coupon("E-2", minor=5).use), Coupon("E-3", minor=9, from_minor=99_999).use)
    return replace(sale, state=SaleState.FULFILLED)


def test_a_members_link_names_the_coupons_that_saved_something_the_points_and_the_balance() -> None:
    sale = with_benefits()
    receipt = opened(receipt_link(sale, FRAME, KEY, in_dutch))
    earned = sale.total.minor // 100
    assert receipt["coupons"] == [["1 euro korting", 100], ["E-2", 5]]
    assert receipt["points"] == [earned, 120 + earned]
    assert sum(own[1] for own in receipt["coupons"]) == receipt["saved"]
    assert "m-1" not in text_of(receipt_link(sale, FRAME, KEY, in_dutch))


def test_without_coupons_and_without_points_the_link_says_nothing_of_them() -> None:
    sale = bought().sale
    for own in (sale, replace(sale, facts=replace(sale.facts, member="m-1"))):
        assert not {"coupons", "points"} & set(opened(receipt_link(own, FRAME, KEY, in_dutch)))
