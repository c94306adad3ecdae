"""The paper of a kept basket says its code and nothing of what is in it, in every language within its width."""

from __future__ import annotations

import pytest

from kiosk.domain.aside.keeping import MARK, code_of, kept
from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.domain.text import LocalText
from kiosk.effects.print import finished
from kiosk.flows.checkout.examples import LANGUAGES
from kiosk.papers.document import Line, Pair
from kiosk.papers.receipt import paper_of
from kiosk.words import SiteFormat, Words
from tests.unit.flows.given import T0_MS, Checkout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_of_a_kept_basket_says_its_code_and_none_of_its_goods(language: str) -> None:
    sale = kept(Checkout().scan(0, 1, 2).sale)
    job = PrintJob("j", "kept", 1, PaperKind.KEPT, 7, language)
    words = Words(language, SiteFormat())
    said = []
    for block in paper_of(sale, job, "Kade Markt", LocalText(()), is_demo=True, utc_ms=T0_MS):
        if isinstance(block, Line):
            said.append(finished(block.text, words))
        elif isinstance(block, Pair):
            said += [finished(block.left, words), finished(block.right, words)]
    code = code_of(sale)
    assert f"{code[:3]} {code[3:]}" in said
    assert max(map(len, said)) <= 42
    names = {name for line in sale.lines for _, name in line.name.texts}
    assert not [line for line in said if any(name in line for name in names)]
    assert MARK not in "".join(said)
