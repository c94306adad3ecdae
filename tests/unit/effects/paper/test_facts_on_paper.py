"""What stands on a receipt besides its sale: seller, number, signature or that it is owed, and the code for returns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.api import PairLine, QrBlock, TextLine
from kiosk.domain.fiscal.signing import Signature
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.effects.print import Papers
from kiosk.flows.shell.examples import SITE
from kiosk.papers.facts import PaperFacts
from kiosk.words import SiteFormat, Words
from tests.unit.effects.paper.test_receipt_on_paper import Roll, job_of
from tests.unit.effects.rig import Rig
from tests.virtual_time import run

SIGNATURE = Signature("SIM-1", 7, "2026-05-31T12:00:00+00:00", "ab12", "SIM1;7")
EN = Words("en", SiteFormat())


def printed(facts: PaperFacts, kind: PaperKind = PaperKind.CUSTOMER) -> tuple[list[str], list[str]]:
    """Return texts and codes of one paper."""
    roll, rig = Roll(576), Rig()

    async def known(_sale: Sale, _job: PrintJob) -> PaperFacts:
        return facts

    papers = Papers(roll, rig.tasks, replace(SITE, is_demo=False), lambda _language: EN, facts_of=known)

    async def through() -> None:
        papers.print(job_of(kind))
        await rig.done()

    run(through())
    texts, codes = [], []
    for block in roll.requests[0].blocks:
        match block:
            case TextLine():
                texts.append(block.text)
            case PairLine():
                texts.append(f"{block.left} {block.right}")
            case QrBlock():
                codes.append(block.data)
    return texts, codes


def test_an_owed_signature_is_said_as_the_law_wants() -> None:
    texts, codes = printed(PaperFacts(number="12", is_unsigned=True))
    assert "Signing device failed" in texts
    assert "This receipt is signed later." in texts
    assert codes == []


def test_a_signature_stands_with_its_device_and_counter() -> None:
    texts, codes = printed(PaperFacts(number="12", signature=SIGNATURE))
    for own in ("Receipt number 12", "Device SIM-1", "Counter 7", SIGNATURE.at, "ab12"):
        assert own in texts
    assert codes == ["SIM1;7"]
    assert "Signing device failed" not in texts


@pytest.mark.parametrize("kind", [PaperKind.CUSTOMER, PaperKind.REVERSAL])
def test_the_seller_stands_on_each_receipt(kind: PaperKind) -> None:
    texts, _codes = printed(PaperFacts(seller=("Havenkade 1",), tax_no="NL1"), kind)
    assert "Havenkade 1" in texts
    assert "Tax number NL1" in texts


def test_the_code_for_returns_stands_last_with_its_day() -> None:
    texts, codes = printed(PaperFacts(number="12", signature=SIGNATURE, back_code="PRONTO-RETURN:x", back_until=20_000))
    assert codes == ["SIM1;7", "PRONTO-RETURN:x"]
    assert any(own.startswith("Return until") for own in texts)
    assert "Return code" in texts


def test_nothing_is_added_where_nothing_is_known() -> None:
    texts, codes = printed(PaperFacts())
    assert codes == []
    assert not any("Receipt number" in own for own in texts)
