"""T10: whatever raises, on whichever screen: a safe screen within a second, and the payment is what it was."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from devices.sim.fleet import ROOT
from kiosk.flows.base import Rows
from kiosk.session import screens
from kiosk.words import SiteFormat, Words
from screens.bridge import MOST_MENDS
from screens.rows import ROW_ROLE, RowModel
from tests.faults.raising.rows import BEHIND, SEEN, boom
from tests.journeys.floor import environment

pytestmark = [pytest.mark.glass, pytest.mark.slow]


def _boom(item: object) -> dict[str, str]:
    boom(item)
    return {}


@pytest.fixture(scope="module")
def told() -> list[dict[str, Any]]:
    """Run the kiosk once through all screens and rows; return what it told of each pair, and of its log at last."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.faults.raising.child"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=1200, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr[-4000:]
    return [json.loads(line) for line in child.stdout.splitlines()]


def test_every_row_was_raised_on_every_screen(told: list[dict[str, Any]]) -> None:
    raised = Counter(one["screen"] for one in told if "screen" in one)
    assert set(raised) == set(screens())
    assert set(raised.values()) == {len(SEEN) + len(BEHIND)}


def test_a_safe_screen_comes_and_the_payment_is_what_it_was(told: list[dict[str, Any]]) -> None:
    wrong = [f"{one['row']} on {one['screen']}: {one['problem']}" for one in told if one.get("problem")]
    assert wrong == []


def test_only_who_pays_or_is_done_stays_before_a_screen_that_raised(told: list[dict[str, Any]]) -> None:
    stays = {one["screen"] for one in told if one.get("stays") and one["screen"].startswith("checkout/")}
    assert stays <= {"checkout/Paying", "checkout/PaymentUnclear", "checkout/PartPaid", "checkout/GivingBack",
                     "checkout/ThankYou", "checkout/TakingBack", "checkout/Refunding",
                     "checkout/Reprinting"}  # fmt: skip


def test_a_page_that_raised_before_who_stays_is_made_anew_and_not_for_ever(told: list[dict[str, Any]]) -> None:
    stays = [one for one in told if one.get("stays") and one["row"] in SEEN and one["screen"][:9] == "checkout/"]
    anew = Counter(one["screen"] for one in stays if one["is_anew"])
    assert set(anew.values()) == {MOST_MENDS}
    assert set(anew) == {one["screen"] for one in stays}


def test_a_list_whose_row_raises_answers_with_an_empty_row(caplog: pytest.LogCaptureFixture) -> None:
    """2.1: an override of a virtual of Qt has its own try; what it shows then is nothing, and the log says why."""
    model = RowModel()
    model.show("checkout/Scanning", Rows((SimpleNamespace(n=1),), _boom), Words("en", SiteFormat()))
    assert model.data(model.index(0, 0), ROW_ROLE) == {}
    assert "row 0" in caplog.text


def test_payments_were_among_them(told: list[dict[str, Any]]) -> None:
    paying = {one["screen"] for one in told if one.get("is_paying")}
    assert {"checkout/Paying", "checkout/PaymentUnclear"} <= paying


def test_what_was_raised_stands_in_the_log_without_its_card_number(told: list[dict[str, Any]]) -> None:
    assert told[-1]["log"] == []
