"""Signatures and the shell: kept whoever has the glass; without the device nothing is sold where a country says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.fiscal.signing import Signature
from kiosk.flows.base import FISCAL, DeviceChanged
from kiosk.flows.checkout.paid_view import printer_note
from kiosk.flows.shell import EXAMPLES
from kiosk.flows.shell.examples import SESSION, SITE
from kiosk.flows.shell.session import Attract, InFlow, OutOfService
from kiosk.flows.signing import PaperSigned, SignatureKept
from tests.unit.flows.given import Glass, without

SIGNED = PaperSigned(7, "sale-7", Signature("SIM-1", 1, "2026-05-31T12:00:00+00:00", "ab12"))
AWAY = DeviceChanged(FISCAL, "AWAY", False, ("DOWN",))
MARKED = DeviceChanged(FISCAL, "AWAY", True, ("DOWN",))
BACK = DeviceChanged(FISCAL, "READY", True)


def test_where_the_country_says_stop_the_kiosk_leaves_service_and_comes_back() -> None:
    glass = Glass(replace(SESSION, screen=Attract()))
    glass.take(AWAY)
    assert glass.session.screen == OutOfService("FISCAL.DEVICE_NEEDED", FISCAL)
    glass.take(BACK)
    assert isinstance(glass.session.screen, Attract)


def test_who_is_shopping_finishes_first() -> None:
    glass = Glass(EXAMPLES["checkout/Scanning"])
    glass.take(AWAY)
    assert isinstance(glass.session.screen, InFlow)


def test_where_the_country_lets_go_on_the_glass_says_that_the_receipt_will() -> None:
    glass = Glass(replace(SESSION, screen=Attract()))
    glass.take(MARKED)
    assert isinstance(glass.session.screen, Attract)
    note = printer_note(glass.session.site)
    assert note is not None
    assert note["title"] == printer_note(replace(SITE, devices={**SITE.devices, FISCAL: MARKED}))["title"]  # type: ignore[index] # it is one
    assert printer_note(replace(SITE, devices={**SITE.devices, FISCAL: BACK})) is None


def test_a_printer_that_is_away_matters_more() -> None:
    gone = without("printer")
    both = replace(gone, devices={**gone.devices, FISCAL: MARKED})
    assert printer_note(both) == printer_note(gone)


@pytest.mark.parametrize("name", ["checkout/Scanning", "checkout/Receipt", "shell/Attract", "shell/OutOfService"])
def test_a_signature_is_kept_and_changes_no_glass(name: str) -> None:
    glass = Glass(EXAMPLES[name])
    before = glass.session
    glass.take(SIGNED)
    assert glass.session == before
    assert SignatureKept(7) in glass.effects
