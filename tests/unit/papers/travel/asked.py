"""Every key of words that papers of a check-in ask for, found by laying all of them out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from devices.api import PrintProof, Symbology, TagPrinterCapabilities
from kiosk.domain.text import LocalText, Text
from kiosk.papers.bag_tag import bag_tag
from kiosk.papers.boarding.blocks import PassPaper, pass_paper
from kiosk.papers.boarding.digital import pass_link
from kiosk.papers.boarding.document import Issue, boarding_pass
from kiosk.papers.digital import Frame
from kiosk.papers.document import Line, Pair, Printable
from kiosk.papers.pages.pass_page import pass_page
from kiosk.papers.pages.tag_page import tag_page
from kiosk.papers.travel_slips import About, SlipFrame, travel_slip
from kiosk.services.receipt_key import ReceiptKey
from tests.unit.papers.travel.travellers import ADULT, INFANT, NOW_MS, bag, booking

STOCK: Final = TagPrinterCapabilities(8, 82, True, True, frozenset(Symbology), PrintProof.STATUS_AFTER)
COPY: Final = Issue(NOW_MS, 2, is_demo=True)
FRAME: Final = SlipFrame("Pronto", LocalText((("en", "Desk"),)), NOW_MS, 2, is_demo=True)

LINK: Final = Frame("https://a.example", "Pronto", "Kiosk 1", "en", "2026-11-21T10:30:00+01:00", 0, is_demo=True)


def travel_keys() -> set[str]:
    """Lay out passes and tags of every kind, and every slip; return the keys of their words."""
    found: set[str] = set()

    def say(printable: Printable) -> str:
        if isinstance(printable, Text):
            found.add(printable.key)
        return "words"

    helped = replace(ADULT, services=("WCHR",))
    heavy = bag(2, 2, is_heavy=True)
    own = booking(2, (helped, INFANT), (bag(), heavy))
    papers: list[PassPaper] = [travel_slip(own, about, (), FRAME) for about in About]
    for gate, seat in (("D1", "14C"), ("", "")):
        paper = boarding_pass(booking(1, (helped, INFANT), (bag(),), gate=gate, seat=seat), "p1", 1, COPY, None)
        pass_page(paper, 1, STOCK, say)
        pass_link(paper, LINK, ReceiptKey(bytes(32)), say)
        papers.append(pass_paper(paper))
    tag_page(bag_tag(own, heavy.plate, COPY), 1, STOCK, say)
    for block in (block for paper in papers for block in paper):
        match block:
            case Line():
                say(block.text)
            case Pair():
                say(block.left)
                say(block.right)
    return found
