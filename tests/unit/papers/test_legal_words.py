"""What the law wants on a receipt is in the language of the law; the rest is in the customer's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from devices.api import PairLine, PaperBlock, TextLine
from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.domain.tax.rule import TaxTable
from kiosk.effects.print import blocks_of
from kiosk.flows.shell.examples import SITE
from kiosk.papers.facts import PaperFacts
from kiosk.papers.receipt import receipt
from kiosk.words import SiteFormat, Words
from tests.unit.flows.given import Checkout

FACTS = PaperFacts(number="2026-0001", tax_no="NL000000000B00", is_unsigned=True)


def printed(legal: str) -> list[PaperBlock]:
    """Print the receipt of an English customer at a site whose law speaks `legal`; empty: no language of its own."""
    table = TaxTable("NL", (("B", 900, date(2019, 1, 1)),), language=legal)
    sale = Checkout(site=replace(SITE, tax=table)).receipt().sale
    job = PrintJob("j", "d", 1, PaperKind.CUSTOMER, 1, "en")
    paper = receipt(sale, job, "Shop", is_demo=False, utc_ms=0, facts=FACTS)
    own, law = (Words(language, SiteFormat()) for language in ("en", legal or "en"))
    return [blocks_of(block, own, law) for block in paper]


def words_of(blocks: list[PaperBlock]) -> list[str]:
    told = [block for block in blocks if isinstance(block, PairLine | TextLine)]
    return [block.left if isinstance(block, PairLine) else block.text for block in told]


def test_tax_seller_and_number_are_in_the_language_of_the_law_and_goods_in_the_customers() -> None:
    english, dutch = words_of(printed("")), words_of(printed("nl"))
    assert len(english) == len(dutch)
    changed = {one: other for one, other in zip(english, dutch, strict=True) if one != other}
    nl, en = Words("nl", SiteFormat()), Words("en", SiteFormat())
    for key in ("paper.tax_no", "paper.receipt_no", "paper.fiscal.failed"):
        assert changed[en.say(key)] == nl.say(key)
    assert changed[f"B: {en.say('paper.tax.tax', rate='9')}"] == f"B: {nl.say('paper.tax.tax', rate='9')}"
    for key in ("paper.total", "paper.items", "paper.paid_card", "paper.thanks"):
        assert en.say(key) in dutch
