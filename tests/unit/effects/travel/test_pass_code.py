"""The link of a pass for a phone: signed, empty where it cannot be, and told to the flow in every case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.private import Private
from kiosk.effects.checkin.pass_code import PassCodes
from kiosk.flows.base import Event
from kiosk.flows.checkin.events import MakePassCode, PassCodeMade
from kiosk.papers.boarding.message import message_of
from kiosk.words import SiteFormat, Words
from tests.unit.papers.test_digital import KEY as RECEIPT_KEY
from tests.unit.papers.test_digital import opened
from tests.unit.papers.travel.travellers import KEY, NOW_MS, booking

MAKE = MakePassCode(booking(), "p1", 1, "nl", "sale-1")


def codes(site: str = "https://airport.example", signer: Any = RECEIPT_KEY) -> PassCodes:
    zone = ZoneInfo("Europe/Amsterdam")
    return PassCodes(
        site, ("Airport", "Kiosk 4"), zone, (signer, KEY), lambda own: Words(own, SiteFormat()), is_demo=True
    )  # fmt: skip


@pytest.mark.parametrize("without", [codes(site=""), codes(signer=None)])
def test_without_a_page_or_a_key_the_answer_is_an_empty_link(without: PassCodes) -> None:
    posted: list[Event] = []
    without.performer(posted.append)(MAKE)
    assert posted == [PassCodeMade("sale-1/p1/1", Private(""))]


@pytest.mark.allowed_logs("ERROR kiosk.effects.checkin.pass_code: no boarding pass for a phone: not checked in")
def test_what_no_pass_can_be_made_of_is_logged_without_a_name() -> None:
    assert codes().link(replace(MAKE, segment_n=2), NOW_MS) == ""


def test_the_link_says_what_the_paper_says_and_carries_its_message() -> None:
    told = opened(codes().link(MAKE, NOW_MS))
    assert told["msg"] == message_of(booking(), "p1", 1, NOW_MS, KEY)
    assert (told["kind"], told["demo"], told["at"]) == ("PASS", True, "2026-11-21T10:30:00+01:00")
    assert ["Instappen", "11:55"] in told["rows"]
    assert ["Datum", "21-11-2026"] in told["rows"]


def test_the_answer_names_whose_pass_it_is_and_its_repr_shows_no_link() -> None:
    posted: list[Event] = []
    codes().performer(posted.append)(MAKE)
    (told,) = posted
    assert isinstance(told, PassCodeMade)
    assert told.pass_link.value.startswith("https://airport.example/r#")
    assert "airport.example" not in repr(told)
