"""The customer's receipt and the slip of an unclear payment."""

from __future__ import annotations

from kiosk.domain.basket import tax_rows
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Line as SaleLine
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText, Scaled, text
from kiosk.papers.document import Block, Feed, Line, Logo, Moment, Pair, Paper, Rule


def paper_of(sale: Sale, job: PrintJob, shop: str, desk: LocalText, *, is_demo: bool, utc_ms: int) -> Paper:
    """Return the document of a print job; a second copy says COPY, a demo says DEMO."""
    if job.kind is PaperKind.SLIP:
        return slip(sale, job, shop, desk, is_demo=is_demo, utc_ms=utc_ms)
    return receipt(sale, job, shop, is_demo=is_demo, utc_ms=utc_ms)


def _head(title: str, job: PrintJob, shop: str, *, is_demo: bool) -> list[Block]:
    head: list[Block] = []
    if is_demo:
        head += [Line(text("demo.paper"), "centre", is_bold=True), Rule()]
    head += [Logo(), Line(shop, "centre", is_bold=True, is_double=True), Line(text(title), "centre", is_bold=True)]
    if job.copy_no > 1:
        head.append(Line(text("paper.copy"), "centre", is_bold=True, is_double=True))
    return [*head, Feed()]


def _goods(line: SaleLine) -> list[Block]:
    blocks: list[Block] = [Pair(line.name, line.total)]
    if line.weight_g is not None:
        blocks.append(Line(text("paper.weight", kg=Scaled(line.weight_g, 3, least=3), amount=line.unit)))
    elif line.qty > 1:
        blocks.append(Line(text("paper.qty", qty=line.qty, amount=line.unit)))
    return blocks


def _tax(sale: Sale) -> list[Block]:
    blocks: list[Block] = []
    for row in tax_rows(sale.lines, sale.currency):
        percent = Scaled(row.vat_bp, 2)
        blocks.append(Pair(text("paper.tax.net", rate=percent), row.net))
        blocks.append(Pair(text("paper.tax.tax", rate=percent), row.tax))
    return blocks


def receipt(sale: Sale, job: PrintJob, shop: str, *, is_demo: bool, utc_ms: int) -> Paper:
    """Return the receipt: goods, total, tax by rate, the terminal's own text verbatim, one block per card."""
    blocks = _head("paper.receipt.title", job, shop, is_demo=is_demo)
    for line in sale.lines:
        blocks += _goods(line)
    blocks += [Rule(), Pair(text("paper.total"), sale.total, is_bold=True, is_double=True)]
    blocks += [Pair(text("paper.items"), str(sale.pieces)), Rule(), *_tax(sale)]
    for attempt in sale.attempts:
        if attempt.state is AttemptState.CONFIRMED:
            blocks += [Rule(), Pair(text("paper.paid_card"), attempt.amount, is_bold=True)]
            blocks += [Line(own) for own in attempt.receipt_text.splitlines()]
    blocks += [Rule(), Line(Moment(utc_ms)), Pair(text("checkout.reference"), short_id(sale.id))]
    blocks += [Feed(), Line(text("paper.thanks"), "centre")]
    return (*blocks, Line(text("paper.invented"), "centre")) if is_demo else tuple(blocks)


def slip(sale: Sale, job: PrintJob, shop: str, desk: LocalText, *, is_demo: bool, utc_ms: int) -> Paper:
    """Return the slip of an unclear payment: do not pay again, show this to staff, with all that staff needs."""
    attempt = next((own for own in sale.attempts if own.id == job.attempt_id), None)
    blocks = _head("paper.slip.title", job, shop, is_demo=is_demo)
    blocks += [Line(text(f"paper.slip.text{n}"), is_bold=n == 1) for n in (1, 2, 3)]
    blocks += [Feed(), Rule()]
    if attempt is not None:
        blocks += [
            Pair(text("checkout.reference"), short_id(attempt.id)),
            Pair(text("checkout.amount"), attempt.amount),
            Pair(text("paper.slip.terminal"), attempt.terminal_id or "-"),
        ]
    return (*blocks, Line(Moment(utc_ms)), Rule(), Line(desk))
