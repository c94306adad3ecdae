"""Papers: what was bought, what was paid and the tax in it add up; a copy says so; the slip says what staff needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import AttemptState
from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.promotions import PercentOff, Promotion
from kiosk.domain.sale import PaperKind, PrintJob, Sale, TenderKind
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText, Scaled, Text, text
from kiosk.effects.print import finished
from kiosk.flows.base import TimedOut
from kiosk.flows.checkout.attended.events import Discounted, PriceSet
from kiosk.flows.checkout.events import DialogueEnded, PrintPressed, Scanned, TerminalAnswered, TerminalConnected
from kiosk.flows.checkout.paying import BUDGET_TIMER
from kiosk.flows.shell.examples import SITE
from kiosk.papers.document import Block, Feed, Line, Logo, Moment, Pair, Paper, Rule
from kiosk.papers.receipt import paper_of
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.flows.given import Checkout, goods

DESK = LocalText((("en", "Desk"),))
AT_MS = 1_790_000_000_000
CHEESE = replace(goods(0), sku="cheese", is_weighed=True, vat_bp=650)


def bought() -> Checkout:
    run = Checkout()
    run.take(Scanned(CHEESE, weight_g=505), Scanned(goods(1)), Scanned(goods(1)), Scanned(goods(2)))
    return run.receipt()


def reviewed() -> Checkout:
    run = Checkout().unclear()
    run.take(TimedOut(BUDGET_TIMER))
    return run


def printed(run: Checkout, *, is_demo: bool = False, copy_no: int = 1) -> Paper:
    run.take(PrintPressed())
    job = replace(run.sale.jobs[-1], copy_no=copy_no)
    return paper_of(run.sale, job, "Kade Markt", DESK, is_demo=is_demo, utc_ms=AT_MS)


def keys(paper: Paper) -> list[str]:
    """Return the keys of all words in order."""
    found: list[str] = []
    for block in paper:
        parts = (
            (block.text,) if isinstance(block, Line) else (block.left, block.right) if isinstance(block, Pair) else ()
        )
        found += [part.key for part in parts if isinstance(part, Text)]
    return found


def pairs(paper: Paper) -> list[tuple[object, object]]:
    return [(block.left, block.right) for block in paper if isinstance(block, Pair)]


# --- what must never be missing -------------------------------------------------------------------------------------


def test_the_first_paper_is_no_copy_and_the_second_says_so() -> None:
    assert "paper.copy" not in keys(printed(bought()))
    assert "paper.copy" in keys(printed(bought(), copy_no=2))
    assert "paper.copy" in keys(printed(reviewed(), copy_no=2))


@pytest.mark.parametrize("prepare", [bought, reviewed])
def test_a_demo_says_so_at_the_head_of_every_paper(prepare: object) -> None:
    paper = printed(prepare(), is_demo=True)  # type: ignore[operator]  # two functions without arguments
    assert keys(paper)[0] == "demo.paper"
    assert "demo.paper" not in keys(printed(prepare()))  # type: ignore[operator]  # the same


@pytest.mark.parametrize("prepare", [bought, reviewed])
def test_the_shops_picture_stands_above_its_name_and_below_the_demo_mark(prepare: object) -> None:
    for is_demo in (False, True):
        paper = printed(prepare(), is_demo=is_demo)  # type: ignore[operator]  # two functions without arguments
        at = paper.index(Logo())
        assert paper[at + 1] == Line("Kade Markt", "centre", is_bold=True, is_double=True)
        assert (at > 0) is is_demo


def test_goods_tax_and_total_add_up() -> None:
    run = bought()
    paper = printed(run)
    totals = {left.key: right for left, right in pairs(paper) if isinstance(left, Text) and isinstance(right, Money)}
    assert totals["paper.total"] == run.sale.total
    goods_sum = total_of((right for left, right in pairs(paper) if isinstance(left, LocalText)), "EUR")  # type: ignore[misc]  # they are amounts
    assert goods_sum == run.sale.total
    tax = [right for left, right in pairs(paper) if isinstance(left, Text) and left.key.startswith("paper.tax.")]
    assert total_of(tax, "EUR") == run.sale.total  # type: ignore[arg-type]  # they are amounts
    assert (text("paper.items"), "4") in pairs(paper)


def test_pieces_and_weights_are_said_below_their_goods() -> None:
    paper = printed(bought())
    lines = [block.text for block in paper if isinstance(block, Line) and isinstance(block.text, Text)]
    assert text("paper.weight", kg=Scaled(505, 3, least=3), amount=CHEESE.unit) in lines
    assert text("paper.qty", qty=2, amount=goods(1).unit) in lines
    assert sum(one.key == "paper.qty" for one in lines) == 1


def test_the_terminals_own_text_is_verbatim_one_block_for_each_card_that_paid() -> None:
    run = Checkout().declined()
    assert not [key for key in keys(_paper(run.sale)) if key == "paper.paid_card"]
    paid = Checkout().declined()
    paid.intended()
    of = paid.attempt.id
    paid.take(TerminalConnected(of, "T1", 12), TerminalAnswered(of, paid.result(number=13)))
    paid.take(DialogueEnded(of, "completed", "Terminal 1\n\n  AUTH 123"))
    assert [own.state for own in paid.sale.attempts] == [AttemptState.DECLINED, AttemptState.CONFIRMED]
    paper = _paper(paid.sale)
    assert keys(paper).count("paper.paid_card") == 1
    at = paper.index(Pair(text("paper.paid_card"), paid.sale.total, is_bold=True))
    assert paper[at + 1 : at + 4] == (Line("Terminal 1"), Line(""), Line("  AUTH 123"))


def _paper(sale: Sale) -> Paper:
    job = PrintJob("j", "d", 1, PaperKind.CUSTOMER, 1, "en")
    return paper_of(sale, job, "Shop", DESK, is_demo=False, utc_ms=AT_MS)


def test_the_slip_names_attempt_amount_terminal_time_and_where_a_person_is() -> None:
    run = reviewed()
    paper = printed(run)
    assert keys(paper)[:1] == ["paper.slip.title"]
    assert (text("checkout.reference"), short_id(run.attempt.id)) in pairs(paper)
    assert (text("checkout.amount"), run.attempt.amount) in pairs(paper)
    assert (text("paper.slip.terminal"), "T1") in pairs(paper)
    assert Line(Moment(AT_MS)) in paper
    assert paper[-1] == Line(DESK)
    assert not any(isinstance(block, Pair) and isinstance(block.left, LocalText) for block in paper)


def test_a_slip_without_a_terminal_or_an_attempt_still_says_what_to_do() -> None:
    run = reviewed()
    nameless = run.sale.with_attempt(replace(run.attempt, terminal_id=""))
    job = PrintJob("j", "d", 1, PaperKind.SLIP, 1, "en", run.attempt.id)
    paper = paper_of(nameless, job, "Shop", DESK, is_demo=False, utc_ms=AT_MS)
    assert (text("paper.slip.terminal"), "-") in pairs(paper)
    lost = paper_of(run.sale, replace(job, attempt_id="other"), "Shop", DESK, is_demo=False, utc_ms=AT_MS)
    assert pairs(lost) == []
    assert [key for key in keys(lost) if key.startswith("paper.slip.text")] == [
        f"paper.slip.text{n}" for n in (1, 2, 3, 4)
    ]


def test_the_slip_of_a_gift_card_names_it_and_no_terminal() -> None:
    run = reviewed()
    tender = replace(run.sale.tenders[0], kind=TenderKind.GIFT)
    job = PrintJob("j", "d", 1, PaperKind.SLIP, 1, "en", run.attempt.id)
    paper = paper_of(run.sale.with_tender(tender), job, "Shop", DESK, is_demo=False, utc_ms=AT_MS)
    assert (text("checkout.means"), text("checkout.gift.label")) in pairs(paper)
    assert text("paper.slip.terminal") not in [left for left, _ in pairs(paper)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prepare", [bought, reviewed])
def test_every_word_of_every_paper_can_be_printed_in_every_language(prepare: object, language: str) -> None:
    words = Words(language, SiteFormat())
    for block in printed(prepare(), is_demo=True, copy_no=2):  # type: ignore[operator]  # two functions without arguments
        if isinstance(block, Line):
            assert isinstance(finished(block.text, words), str)
        elif isinstance(block, Pair):
            assert finished(block.left, words).strip()
            assert finished(block.right, words).strip()
        else:
            assert isinstance(block, Logo | Rule | Feed)


def test_a_paper_is_made_of_the_known_blocks_alone() -> None:
    blocks: tuple[Block, ...] = printed(bought(), is_demo=True)
    assert {type(block) for block in blocks} == {Line, Pair, Logo, Rule, Feed}


@pytest.mark.parametrize(("vat_bp", "said"), [(900, "9"), (650, "6,5"), (0, "0"), (2100, "21"), (525, "5,25")])
def test_a_rate_is_said_without_trailing_zeros(vat_bp: int, said: str) -> None:
    assert Words("nl", SiteFormat()).number(vat_bp, 2) == said


def test_weights_and_rates_follow_the_site_like_amounts_do() -> None:
    words = Words("en", SiteFormat("en_IE", "EUR", "Europe/Dublin"))
    said = [finished(block.text, words) for block in printed(bought()) if isinstance(block, Line)]
    assert any("0.505" in one for one in said)


def test_what_promotions_take_off_stands_under_its_goods_and_in_all_and_the_lines_add_up() -> None:
    offer = Promotion("half", LocalText((("en", "Half price"),)), PercentOff(5000))
    run = Checkout(site=replace(SITE, offers=Book([offer]))).scan(0, 1)
    paper = printed(run.receipt())
    saved = [right for left, right in pairs(paper) if left == offer.text]
    assert len(saved) == 2
    assert (text("paper.saved"), run.sale.saved) in pairs(paper)
    names = {own.name for own in run.sale.lines} | {offer.text}
    amounts = [right for left, right in pairs(paper) if left in names and isinstance(right, Money)]
    assert total_of(amounts, "EUR") == run.sale.total


def test_a_deposit_is_told_under_its_goods() -> None:
    run = Checkout()
    run.take(Scanned(replace(goods(0), deposit_minor=25)))
    assert Line(text("paper.deposit", amount=Money(25, "EUR"))) in printed(run.receipt())


def test_what_staff_changed_stands_on_the_receipt_and_still_adds_up() -> None:
    run = Checkout().scan(0, 1)
    run.take(
        PriceSet(run.sale.version, 1, 100, "shelf", "p"), Discounted(run.sale.version + 1, 2, 50, 0, "goodwill", "p")
    )
    first, second = run.sale.lines
    assert first.list_unit is not None
    paper = printed(run.receipt())
    assert (second.name, second.gross) in pairs(paper)
    assert (text("paper.discount"), Money(-50, "EUR")) in pairs(paper)
    assert Line(text("paper.was", amount=first.list_unit)) in paper
    goods_and_less = [
        right for left, right in pairs(paper) if left in (first.name, second.name, text("paper.discount"))
    ]
    amounts = [right for right in goods_and_less if isinstance(right, Money)]
    assert total_of(amounts, "EUR") == run.sale.total
    assert (text("paper.total"), run.sale.total) in pairs(paper)
