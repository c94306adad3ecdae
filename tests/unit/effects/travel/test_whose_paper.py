"""Two travellers, two flights, two bags: each paper is of the one it was asked for, and a copy says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.api import PageRequest, Pdf417Block, TextLine
from kiosk.domain.sale import PaperKind
from kiosk.domain.travel.booking import Passenger, Proof
from kiosk.effects.checkin.readers import document_of
from kiosk.flows.checkin.events import MakePassCode, PrintPass, PrintTag
from kiosk.formats import mrz
from kiosk.formats.mrz import Content, Format
from kiosk.papers.boarding.message import message_of
from kiosk.words import SiteFormat, Words
from tests.unit.effects.travel.test_pass_code import codes
from tests.unit.effects.travel.test_readers import TODAY
from tests.unit.effects.travel.test_travel_papers import Roll, Stock, job, performed
from tests.unit.papers.test_digital import opened
from tests.unit.papers.travel.travellers import ADULT, KEY, NOW_MS, bag, booking

BEN = Passenger("p2", "Voorbeeld", "Ben", proof=Proof.SCANNED)
BOTH = booking(2, (ADULT, BEN), (bag(), bag(123457)))
WHO = [(person, flight) for person in ("p1", "p2") for flight in (1, 2)]


@pytest.mark.parametrize(("person", "segment_n"), WHO)
def test_a_pass_on_paper_is_of_whom_and_of_which_flight_it_was_asked_for(person: str, segment_n: int) -> None:
    roll = Roll()
    performed(PrintPass(job(), BOTH, person, segment_n), roll)
    (code,) = (block for block in roll.requests[0].blocks if isinstance(block, Pdf417Block))
    unsigned = message_of(BOTH, person, segment_n, NOW_MS, None)
    assert code.data[:60] == unsigned[:60]


@pytest.mark.parametrize(("person", "segment_n"), WHO)
def test_a_pass_on_the_phone_is_of_whom_and_of_which_flight_it_was_asked_for(person: str, segment_n: int) -> None:
    told = opened(codes().link(MakePassCode(BOTH, person, segment_n, "nl", "sale-1"), NOW_MS))
    assert told["msg"] == message_of(BOTH, person, segment_n, NOW_MS, KEY)


def test_each_bag_has_its_own_number_on_its_tag() -> None:
    pages: list[PageRequest] = []
    for own in BOTH.bags:
        tags = Stock()
        performed(PrintTag(job(PaperKind.BAGTAG), BOTH, own.plate), tags=tags)
        pages += tags.pages
    assert [[plate in repr(page) for plate in ("0999123456", "0999123457")] for page in pages] == [
        [True, False], [False, True]
    ]  # fmt: skip


@pytest.mark.parametrize("copy_no", [1, 2])
def test_a_pass_that_came_before_says_copy(copy_no: int) -> None:
    roll = Roll()
    performed(PrintPass(job(copy_no=copy_no), BOTH, "p1", 1), roll)
    texts = [block.text for block in roll.requests[0].blocks if isinstance(block, TextLine)]
    assert (Words("nl", SiteFormat()).say("paper.copy") in texts) is (copy_no > 1)


def test_a_name_that_had_no_room_in_the_zone_is_known_to_be_cut() -> None:
    told = Content("P", "NLD", "X1", "VOORBEELD", "ANASTASIA" * 5, "800512", "F", "330131", "NLD")
    for content, is_cut in ((told, True), (replace(told, given_names="ANA"), False)):
        zone = mrz.parse("\n".join(mrz.build(Format.TD3, content).lines))
        assert document_of(zone, TODAY).is_truncated is is_cut
