"""What stands on a receipt besides the sale: seller, number, signature, and the code by which goods come back."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.fiscal.signing import Signature
from kiosk.domain.text import text
from kiosk.papers.document import Block, Day, Line, Pair, Rule


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Each default says nothing. `number` as printed; `seller` are whole lines, `tax_no` the seller's.

    `is_unsigned`: a signature is owed and not there, which the law wants to be said. `back_code` brings the sale's
    goods back until `back_until`, a day as in `Day`. `customer_no`: the customer's own, where they gave one.
    """

    number: str = ""
    seller: tuple[str, ...] = ()
    tax_no: str = ""
    signature: Signature | None = None
    is_unsigned: bool = False
    back_code: str = ""
    back_until: int = 0
    customer_no: str = ""


NOTHING_KNOWN = PaperFacts()


def head(facts: PaperFacts) -> list[Block]:
    """Return who sold, below the shop's name, and to whom where the customer wanted that said."""
    blocks: list[Block] = [Line(own, "centre") for own in facts.seller]
    if facts.tax_no:
        blocks.append(Pair(text("paper.tax_no"), facts.tax_no))
    if facts.customer_no:
        blocks.append(Pair(text("paper.customer_no"), facts.customer_no))
    return blocks


def foot(facts: PaperFacts) -> list[Block]:
    """Return number and signature, or that it is owed, and until when goods come back."""
    blocks: list[Block] = []
    if facts.number:
        blocks.append(Pair(text("paper.receipt_no"), facts.number))
    if facts.back_code:
        blocks.append(Pair(text("paper.return_until"), Day(facts.back_until)))
    own = facts.signature
    if own is not None:
        blocks += [Rule(), Line(text("paper.fiscal.title"), is_bold=True)]
        blocks += [Pair(text("paper.fiscal.device"), own.device), Pair(text("paper.fiscal.counter"), str(own.counter))]
        blocks += [Line(own.at), Line(own.value)]
    elif facts.is_unsigned:
        blocks += [Rule(), Line(text("paper.fiscal.failed"), is_bold=True), Line(text("paper.fiscal.later"))]
    return blocks
