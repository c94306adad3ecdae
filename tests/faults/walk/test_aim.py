"""The walk goes where it has not been."""

from __future__ import annotations

import random

from tests.faults.walk.aim import Aim, walked
from tests.faults.walk.report import LANGUAGES, Report

STRIP = ("language", "access", "help", "call")
SHEET = (*(f"language:{tag}" for tag in LANGUAGES), "sheet0")


def aim(*lacking: tuple[str, str]) -> Aim:
    """Return the aim of a walk that was everywhere but there."""
    everywhere = {(screen, tag) for screen in walked() for tag in LANGUAGES}
    return Aim(walked(), Report(1, reached=everywhere - set(lacking)), random.Random(1))  # noqa: S311  # no secret


def test_a_screen_that_lacks_a_language_is_shown_in_it() -> None:
    own = aim(("checkout/Declined", "es"))
    assert own.control("checkout/Declined", STRIP) == "language"
    assert own.control("checkout/Declined", SHEET) == "language:es"
    assert own.control("checkout/Scanning", STRIP) == ""
    assert own.control("checkout/Scanning", (*STRIP, "primary")) == "primary"
    assert "declined" in {own.end() for _ in range(20)}


def test_home_is_looked_for_with_the_terminal_away_and_the_closed_kiosk_without_its_scanner() -> None:
    assert aim(("shell/Home", "nl")).control("shell/Attract", ("start", *STRIP)) == "start"
    assert aim(("shell/Home", "nl")).device("shell/Language") == "terminal"
    assert aim(("shell/OutOfService", "nl")).device("shell/Attract") == "scanner"


def test_a_basket_is_kept_while_that_page_is_lacking() -> None:
    own = aim(("checkout/Keeping", "nl"))
    assert own.control("checkout/Scanning", (*STRIP, "sheet0", "sheet1", "sheet2")) == "sheet1"
    assert "cancel" in {own.control("checkout/Scanning", (*STRIP, "cancel", "primary")) for _ in range(99)}
    assert aim().control("checkout/Scanning", (*STRIP, "sheet0", "sheet1", "sheet2")) == "sheet0"


def test_loose_goods_are_chosen_and_a_number_is_typed_while_those_pages_are_lacking() -> None:
    assert aim(("checkout/Weighing", "nl")).control("checkout/Scanning", ("primary", "secondary")) == "secondary"
    assert aim(("checkout/Weighing", "nl")).control("checkout/Choosing", ("goods:3", "primary", "back")) == "goods:3"
    assert aim(("checkout/Naming", "nl")).control("checkout/Choosing", ("goods:3", "primary", "back")) == "primary"
    assert aim(("checkout/Typing", "nl")).control("checkout/Choosing", ("secondary", "primary", "back")) == "secondary"
    assert aim(("checkout/Typing", "nl")).control("checkout/Scanning", ("secondary", "sheet0")) == "sheet0"
    assert aim().control("checkout/Choosing", ("goods:3", "primary", "back")) == "back"


def test_a_members_card_is_read_and_an_address_is_asked_for_while_those_pages_are_lacking() -> None:
    own = aim(("checkout/Membership", "nl"))
    assert any(own.is_card("checkout/Scanning") for _ in range(99))
    assert not any(own.is_card("checkout/Typing") for _ in range(99))
    assert not any(aim().is_card("checkout/Scanning") for _ in range(99))
    own = aim(("checkout/Enrolling", "nl"))
    assert own.control("checkout/Scanning", ("primary", "secondary")) == "secondary"
    assert own.control("checkout/Choosing", ("secondary", "primary", "back")) == "secondary"
    assert own.control("checkout/Typing", ("secondary", "primary", "back")) == "secondary"


def test_time_passes_where_a_payment_holds_nothing_new() -> None:
    assert aim(("checkout/Returned", "en")).is_time("checkout/GivingBack")
    assert not aim(("checkout/GivingBack", "en")).is_time("checkout/GivingBack")


def test_a_basket_is_left_behind_while_its_offer_is_lacking() -> None:
    own = aim(("checkout/ResumeOffer", "en"))
    assert any(own.is_cut("checkout/Scanning", 1) for _ in range(100))
    assert not any(own.is_cut("checkout/Scanning", 0) for _ in range(100))


def test_a_walk_that_was_everywhere_has_no_aim() -> None:
    own = aim()
    assert own.is_met
    assert not any(own.wants() for _ in range(20))
