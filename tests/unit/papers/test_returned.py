"""The receipt of money that went back: each card once, with the terminal's own words, and what is not back yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, PrintState
from kiosk.domain.payment import Result, Verdict, confirm, decide, doubt, send
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, PrintJob, Sale
from kiosk.domain.settling.undoing import given_back, intend_refund, reverse
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.checkout.events import PayPressed, SharePressed
from kiosk.papers.digital import MOST_ON_NARROW_PAPER, return_link
from kiosk.papers.document import Line, Logo, Moment, Pair, Paper
from kiosk.papers.receipt import paper_of
from kiosk.papers.returned import left_on_card
from tests.unit.flows.checkout.test_giving_back import answered, connected
from tests.unit.flows.given import Checkout
from tests.unit.papers.test_digital import FRAME, KEY, opened, text_of, verify

DESK = LocalText((("en", "Desk"),))
AT_MS = 1_790_000_000_000
WORDS = "Storno\n\n  AUTH 123"


def half_paid(cards: int = 1) -> Sale:
    """Return a sale of 700 cents of which one half is paid, or all of it by two cards; the goods are not given."""
    run = Checkout()
    run.scan(0, 1).declined()
    run.take(SharePressed())
    answered(connected(run))
    if cards == 2:
        run.take(PayPressed())
        answered(connected(run))
    return run.sale


def paid_attempts(sale: Sale) -> list[str]:
    return [a.id for a in sale.attempts if a.kind is AttemptKind.PAYMENT and a.state is AttemptState.CONFIRMED]


def taken_back(sale: Sale, attempt_id: str, name: str, words: str = WORDS) -> Sale:
    """Return the sale with this payment reversed by reversal `name`."""
    paid = sale.attempt(attempt_id)
    assert paid is not None
    going = send(reverse(sale, attempt_id, name, name), name, "T1", 40, 1)
    result = Result(True, paid.held, 50, "9", "A", "T1", "Demo", "4471")
    return confirm(decide(going, name, Verdict.APPROVED, result), name, words)


def one_back() -> Sale:
    """Return a sale whose one payment is back."""
    sale = half_paid()
    return taken_back(sale, paid_attempts(sale)[0], "r1")


def reversed_twice() -> Sale:
    """Return a sale whose two payments are back, the last one first."""
    sale = half_paid(cards=2)
    for name, of in zip(("r1", "r2"), reversed(paid_attempts(sale)), strict=True):
        sale = taken_back(sale, of, name)
    return sale


def refunded(minor: int, sale: Sale | None = None, name: str = "refund") -> Sale:
    sale = Checkout().receipt().sale if sale is None else sale
    intended = intend_refund(sale, sale.tenders[0].id, name, name, Money(minor, "EUR"))
    result = Result(True, Money(minor, "EUR"), 51, "9", "A", "T1", "Demo", "4471")
    sent = send(intended, name, "T1", 41, 1)
    return confirm(decide(sent, name, Verdict.APPROVED, result), name, WORDS)


def job_of(kind: PaperKind, attempt_id: str, copy_no: int = 1) -> PrintJob:
    return PrintJob("j", f"{kind}:{attempt_id}", copy_no, kind, 1, "en", attempt_id)


def paper(sale: Sale, job: PrintJob, *, is_demo: bool = False) -> Paper:
    return paper_of(sale, job, "Kade Markt", DESK, is_demo=is_demo, utc_ms=AT_MS)


def said(found: Paper) -> dict[str, object]:
    """Return what stands at the right of each key."""
    return {block.left.key: block.right for block in found if isinstance(block, Pair) and isinstance(block.left, Text)}


# --- what must not be told twice, or at all -------------------------------------------------------------------------


def test_what_stands_on_one_receipt_stands_on_no_other_one() -> None:
    sale = half_paid(cards=2)
    first, second = paid_attempts(sale)
    once = taken_back(sale, second, "r1")
    assert [own.id for own in given_back(once)] == ["r1"]
    printed = once.with_job(job_of(PaperKind.REVERSAL, "r1").to(PrintState.SENDING).to(PrintState.DONE))
    both = taken_back(printed, first, "r2")
    assert [own.id for own in given_back(both)] == ["r2"]
    assert [own.id for own in given_back(both, "r1")] == ["r1"]


def test_what_is_known_not_to_have_printed_stands_on_the_next_receipt() -> None:
    sale = half_paid(cards=2)
    first, second = paid_attempts(sale)
    failed = job_of(PaperKind.REVERSAL, "r1").to(PrintState.SENDING).to(PrintState.FAILED)
    both = taken_back(taken_back(sale, second, "r1").with_job(failed), first, "r2")
    assert [own.id for own in given_back(both)] == ["r1", "r2"]


def test_what_is_not_decided_is_not_on_it() -> None:
    sale = half_paid()
    (paid,) = paid_attempts(sale)
    going = send(reverse(sale, paid, "r1", "r1"), "r1", "T1", 40, 1)
    assert given_back(going) == given_back(doubt(going, "r1")) == ()
    again = refunded(100)
    own = intend_refund(again, again.tenders[0].id, "r2", "r2", Money(1, "EUR"))
    assert given_back(own, "r2") == ()


def test_the_receipt_of_a_sale_names_no_money_that_went_back() -> None:
    both = half_paid(cards=2)
    sale = taken_back(both, paid_attempts(both)[1], "r1")
    found = paper(sale, PrintJob("j", "d", 1, PaperKind.CUSTOMER, 1, "en"))
    assert [block.right for block in found if isinstance(block, Pair) and block.left == text("paper.paid_card")] == [
        Money(350, "EUR")
    ]
    assert Line("Storno") not in found


# --- what it says ---------------------------------------------------------------------------------------------------


def test_each_card_has_its_amount_the_terminals_own_lines_its_terminal_and_reference() -> None:
    sale = reversed_twice()
    found = paper(sale, job_of(PaperKind.REVERSAL, "r2"))
    cards = [at for at, block in enumerate(found) if isinstance(block, Pair) and _is_card(block)]
    assert len(cards) == 2
    for at, name in zip(cards, ("r1", "r2"), strict=True):
        assert found[at] == Pair(text("paper.back.card", last4="4471"), Money(350, "EUR"), is_bold=True)
        assert found[at + 1 : at + 4] == (Line("Storno"), Line(""), Line("  AUTH 123"))
        assert found[at + 4] == Pair(text("paper.slip.terminal"), "T1")
        assert found[at + 5] == Pair(text("checkout.reference"), short_id(name))
    assert said(found)["paper.back.total"] == Money(700, "EUR")
    assert not {"paper.back.open", "paper.back.kept"} & said(found).keys()
    assert Line(Moment(AT_MS)) in found
    assert said(found)["paper.purchase"] == short_id(sale.id)


def _is_card(block: Pair) -> bool:
    return isinstance(block.left, Text) and block.left.key.startswith("paper.back.card")


def test_it_says_what_is_not_back_yet_and_what_stays_paid() -> None:
    sale = half_paid(cards=2)
    first, second = paid_attempts(sale)
    once = taken_back(sale, second, "r1")
    assert said(paper(once, job_of(PaperKind.REVERSAL, "r1")))["paper.back.kept"] == Money(350, "EUR")
    going = reverse(once, first, "r2", "r2")
    found = said(paper(going, job_of(PaperKind.REVERSAL, "r1")))
    assert (found["paper.back.open"], found["paper.back.total"]) == (Money(350, "EUR"), Money(350, "EUR"))


def test_a_card_without_a_number_is_told_as_a_card() -> None:
    sale = one_back()
    nameless = replace(sale, attempts=tuple(replace(own, last4="") for own in sale.attempts))
    assert "paper.back.card_plain" in said(paper(nameless, job_of(PaperKind.REVERSAL, "r1")))


def test_a_refund_says_its_own_amount_and_what_stays_paid() -> None:
    sale = refunded(30, refunded(50), "again")
    found = paper(sale, job_of(PaperKind.REFUND, "again"))
    assert found[1:3] == (Line("Kade Markt", "centre", is_bold=True, is_double=True),
                          Line(text("paper.refund.title"), "centre", is_bold=True))  # fmt: skip
    assert (said(found)["paper.back.total"], said(found)["paper.back.kept"]) == (
        Money(30, "EUR"), sale.total - Money(80, "EUR")
    )  # fmt: skip
    assert Line("Storno") in found


@pytest.mark.parametrize(("kind", "sale"), [(PaperKind.REVERSAL, "r1"), (PaperKind.REFUND, "refund")])
def test_a_demo_and_a_copy_say_so_at_the_head(kind: PaperKind, sale: str) -> None:
    own = refunded(50) if kind is PaperKind.REFUND else one_back()
    found = paper(own, job_of(kind, sale, copy_no=2), is_demo=True)
    assert found[0] == Line(text("demo.paper"), "centre", is_bold=True)
    assert Line(text("paper.copy"), "centre", is_bold=True, is_double=True) in found
    assert Logo() in found


def test_the_slip_says_what_is_back_and_how_much_is_not() -> None:
    sale = half_paid(cards=2)
    first, second = paid_attempts(sale)
    going = reverse(taken_back(sale, second, "r1"), first, "r2", "r2")
    found = paper(going, job_of(PaperKind.SLIP, first))
    assert (said(found)["paper.back.open"], said(found)["paper.purchase"]) == (Money(350, "EUR"), short_id(sale.id))
    assert Line("Storno") in found
    assert found[-1] == Line(DESK)


# --- as a code ------------------------------------------------------------------------------------------------------


def test_the_link_says_what_the_paper_says_and_is_signed() -> None:
    sale = half_paid(cards=2)
    first, second = paid_attempts(sale)
    link = return_link(reverse(taken_back(sale, second, "r1"), first, "r2", "r2"), "r1", FRAME, KEY)
    told = opened(link)
    verify(text_of(link))
    assert link.isascii()
    assert (told["kind"], told["total"], told["open"]) == ("REVERSAL", 350, 350)
    assert (told["back"][0]["amount"], told["back"][0]["last4"], told["back"][0]["ref"]) == (
        350,
        "4471",
        short_id("r1"),
    )
    assert not {"lines", "paid", "tax", "kept", "demo"} & told.keys()


def test_the_link_of_a_refund_says_so_and_a_demo_too() -> None:
    sale = refunded(50)
    told = opened(return_link(sale, "refund", replace(FRAME, is_demo=True), KEY))
    assert (told["kind"], told["total"], told["demo"], told["kept"]) == ("REFUND", 50, True, sale.total.minor - 50)


def test_two_cards_fit_on_narrow_paper_and_what_does_not_fit_is_refused() -> None:
    sale = reversed_twice()
    assert len(return_link(sale, "r2", FRAME, KEY, MOST_ON_NARROW_PAPER)) <= MOST_ON_NARROW_PAPER
    with pytest.raises(ValueError, match="50 fit"):
        return_link(sale, "r2", FRAME, KEY, 50)


@pytest.mark.parametrize("left", [0, 1234])
def test_what_is_left_on_a_gift_card_is_told_also_where_it_is_nothing(left: int) -> None:
    assert left_on_card(_attempt(None)) == []
    (told,) = left_on_card(_attempt(left))
    assert isinstance(told, Pair)
    assert (told.left, told.right) == (text("paper.gift_left"), Money(left, "EUR"))


def _attempt(left: int | None) -> Attempt:
    own = half_paid().last_attempt
    assert own is not None
    return replace(own, left_minor=left)
