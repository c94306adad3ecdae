"""The customer's papers: the receipt, the receipt of money that went back, the slip of an unclear payment."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.aside.keeping import code_of, in_groups
from kiosk.domain.basket import tax_rows
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, PrintJob, Sale, TenderKind
from kiosk.domain.sale import Line as SaleLine
from kiosk.domain.settling.undoing import given_back
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText, Scaled, Text, text
from kiosk.domain.values import replace
from kiosk.papers import facts as known
from kiosk.papers.document import Block, Feed, Legal, Line, Logo, Moment, Pair, Paper, Rule
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts
from kiosk.papers.points import points
from kiosk.papers.returned import left_on_card, one_back, returned, services_back, still_to_come

RETURNS = {PaperKind.REVERSAL: "paper.reversal.title", PaperKind.REFUND: "paper.refund.title"}


def paper_of(
    sale: Sale, job: PrintJob, shop: str, desk: LocalText, *, is_demo: bool, utc_ms: int,
    facts: PaperFacts = NOTHING_KNOWN,
) -> Paper:  # fmt: skip
    """Return the document of a print job; a second copy says COPY, a demo says DEMO."""
    if job.kind is PaperKind.SLIP:
        return slip(sale, job, shop, desk, is_demo=is_demo, utc_ms=utc_ms)
    if job.kind is PaperKind.KEPT:
        return kept(sale, job, shop, is_demo=is_demo, utc_ms=utc_ms)
    if job.kind is PaperKind.SERVICES:
        return services(sale, job, shop, desk, is_demo=is_demo, utc_ms=utc_ms)
    if job.kind in RETURNS:
        return reversal(sale, job, shop, is_demo=is_demo, utc_ms=utc_ms, facts=facts)
    return receipt(sale, job, shop, is_demo=is_demo, utc_ms=utc_ms, facts=facts)


def _head(title: str, job: PrintJob, shop: str, *, is_demo: bool, seller: Sequence[Block] = ()) -> list[Block]:
    head: list[Block] = []
    if is_demo:
        head += [Line(text("demo.paper"), "centre", is_bold=True), Rule()]
    head += [Logo(), Line(shop, "centre", is_bold=True, is_double=True), *seller]
    head += [Feed()] if seller else []
    head.append(Line(text(title), "centre", is_bold=True))
    if job.copy_no > 1:
        head.append(Line(text("paper.copy"), "centre", is_bold=True, is_double=True))
    return [*head, Feed()]


def _goods(line: SaleLine) -> list[Block]:
    blocks: list[Block] = [Pair(line.name, line.gross)]
    if line.weight_g is not None:
        blocks.append(Line(text("paper.weight", kg=Scaled(line.weight_g, 3, least=3), amount=line.unit)))
        if line.facts.tare_g:
            container = Scaled(line.facts.tare_g, 3, least=3)
            gross = Scaled(line.weight_g + line.facts.tare_g, 3, least=3)
            blocks.append(Line(text("paper.tare", gross=gross, container=container)))
    elif line.qty > 1:
        blocks.append(Line(text("paper.qty", qty=line.qty, amount=line.unit)))
    if line.list_unit is not None:
        blocks.append(Line(text("paper.was", amount=line.list_unit)))
    if line.facts.deposit_minor:
        blocks.append(Line(text("paper.deposit", amount=Money(line.facts.deposit_minor, line.total.currency))))
    if line.facts.serial:
        blocks.append(Pair(text("checkout.explained.serial"), line.facts.serial))
    if line.facts.warranty_months:
        months = text("checkout.explained.months", n=line.facts.warranty_months)
        blocks.append(Pair(text("checkout.explained.warranty"), months))
    for own in line.facts.savings:
        offer = own.text if own.text.texts else text("paper.saving")
        blocks.append(Pair(offer, Money(-own.minor, line.total.currency)))
    if line.discount_minor:
        blocks.append(Pair(text("paper.discount"), Money(-line.discount_minor, line.total.currency)))
    return blocks


def _legal(sale: Sale, blocks: list[Block]) -> list[Block]:
    """Return blocks whose words are in the language that the law wants, where it is another than the customer's."""
    return [_in_law(block) for block in blocks] if sale.facts.tax.language else blocks


def _in_law(block: Block) -> Block:
    match block:
        case Line(text=Text() as own):
            return replace(block, text=Legal(own))
        case Pair(left=Text() as own):
            return replace(block, left=Legal(own))
        case _:
            return block


def _tax(sale: Sale) -> list[Block]:
    blocks: list[Block] = []
    rule = sale.facts.tax
    for row in tax_rows(sale.lines, sale.currency, rule):
        percent, name = Scaled(row.vat_bp, 2), rule.name_of(row.vat_bp)
        for key, amount in (("paper.tax.net", row.net), ("paper.tax.tax", row.tax)):
            own = text(key, rate=percent)
            blocks.append(Pair(text("paper.tax.named", name=name, what=own) if name else own, amount))
    return blocks


def receipt(
    sale: Sale, job: PrintJob, shop: str, *, is_demo: bool, utc_ms: int, facts: PaperFacts = NOTHING_KNOWN
) -> Paper:
    """Return the receipt: goods, total, tax by rate, the terminal's own text verbatim, one block per card."""
    blocks = _head("paper.receipt.title", job, shop, is_demo=is_demo, seller=_legal(sale, known.head(facts)))
    for line in sale.lines:
        blocks += _goods(line)
    blocks += [Rule(), Pair(text("paper.total"), sale.total, is_bold=True, is_double=True)]
    if sale.saved.minor:
        blocks.append(Pair(text("paper.saved"), sale.saved))
    blocks += [Pair(text("paper.items"), str(sale.pieces)), Rule(), *_legal(sale, _tax(sale)), *points(sale)]
    for attempt in filter(paid_by, sale.attempts):
        by = text("paper.paid_card")
        if sale.kind_of(attempt.id) is TenderKind.GIFT:
            by = text("paper.paid_gift", last4=attempt.last4)
        blocks += [Rule(), Pair(by, attempt.held, is_bold=True), *left_on_card(attempt)]
        blocks += [Line(own) for own in attempt.receipt_text.splitlines()]
    blocks += [
        Rule(),
        *_foot(sale, utc_ms),
        *_legal(sale, known.foot(facts)),
        Feed(),
        Line(text("paper.thanks"), "centre"),
    ]
    return (*blocks, Line(text("paper.invented"), "centre")) if is_demo else tuple(blocks)


def paid_by(attempt: Attempt) -> bool:
    """True for a payment whose money is the sale's: neither what was declined nor what went back."""
    return attempt.kind is AttemptKind.PAYMENT and attempt.state is AttemptState.CONFIRMED


def _foot(sale: Sale, utc_ms: int) -> list[Block]:
    return [Line(Moment(utc_ms)), Pair(text("checkout.reference"), short_id(sale.id))]


def reversal(
    sale: Sale, job: PrintJob, shop: str, *, is_demo: bool, utc_ms: int, facts: PaperFacts = NOTHING_KNOWN
) -> Paper:
    """Return the receipt of what went back with the job's attempt, a reversal or a refund."""
    blocks = _head(RETURNS[job.kind], job, shop, is_demo=is_demo, seller=_legal(sale, known.head(facts)))
    blocks += returned(sale, given_back(sale, job.attempt_id or ""))
    purchase = Pair(text("paper.purchase"), short_id(sale.id))
    return (*blocks, Rule(), Line(Moment(utc_ms)), purchase, *_legal(sale, known.foot(facts)))


def slip(sale: Sale, job: PrintJob, shop: str, desk: LocalText, *, is_demo: bool, utc_ms: int) -> Paper:
    """Return the slip of an unclear payment: do not pay again, show this to staff, with all that staff needs.

    Where money was going back, it says how much is not back yet, and what is.
    """
    attempt = next((own for own in sale.attempts if own.id == job.attempt_id), None)
    blocks = _head("paper.slip.title", job, shop, is_demo=is_demo)
    blocks += [Line(text(f"paper.slip.text{n}"), is_bold=n == 1) for n in (1, 2, 3, 4)]
    blocks += [Feed(), Rule()]
    if attempt is not None:
        blocks += [
            Pair(text("checkout.reference"), short_id(attempt.id)),
            Pair(text("paper.purchase"), short_id(sale.id)),
            Pair(text("checkout.amount"), attempt.held),
            _taken_by(sale, attempt),
        ]
    return (*blocks, Line(Moment(utc_ms)), Rule(), *_back_so_far(sale), Line(desk))


def _taken_by(sale: Sale, attempt: Attempt) -> Pair:
    if sale.kind_of(attempt.id) is TenderKind.GIFT:  # no terminal has to do with it
        return Pair(text("checkout.means"), text("checkout.gift.label"))
    return Pair(text("paper.slip.terminal"), attempt.terminal_id or "-")


def _back_so_far(sale: Sale) -> list[Block]:
    if not any(own.kind is AttemptKind.REVERSAL for own in sale.attempts):
        return []
    done = [block for own in given_back(sale) for block in (*one_back(sale, own), Rule())]
    return [*done, Pair(text("paper.back.open"), still_to_come(sale), is_bold=True), Rule()]


def kept(sale: Sale, job: PrintJob, shop: str, *, is_demo: bool, utc_ms: int) -> Paper:
    """Return the paper of a kept basket: its code, and until when; nothing of what is in it."""
    return (
        *_head("paper.kept.title", job, shop, is_demo=is_demo),
        Line(in_groups(code_of(sale), " "), "centre", is_bold=True, is_double=True),
        Feed(),
        Line(text("paper.kept.how"), "centre"),
        Line(text("paper.kept.do"), "centre"),
        Pair(text("paper.kept.at"), Moment(utc_ms)),
        Rule(),
    )


def services(sale: Sale, job: PrintJob, shop: str, desk: LocalText, *, is_demo: bool, utc_ms: int) -> Paper:
    """Return the slip of travel services that were taken back: which, the seats now, and what is owed for them."""
    return (
        *_head("paper.services.title", job, shop, is_demo=is_demo),
        *services_back(sale),
        Pair(text("paper.purchase"), short_id(sale.id)),
        Line(Moment(utc_ms)),
        Rule(),
        Line(desk),
    )
