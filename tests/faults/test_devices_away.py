"""Devices that are not there: said in the customer's words, nothing lost, nothing charged twice."""

from __future__ import annotations

import pytest

from kiosk.settings import DEFAULT_FILE
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.unit.sim.processes import Control, running

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def assert_paid_once(floor: Floor) -> None:
    books = floor.books()
    assert len(books.charged()) == 1
    assert books.charged() == floor.kept()
    assert books.states() == ["FULFILLED"]
    assert_settled(books)
    assert_believable(floor.data_dir)


def test_a_terminal_that_is_away_at_the_start_is_said_and_the_basket_is_paid_when_it_is_back(floor: Floor) -> None:
    floor.allow("terminal ABSENT", "terminal SILENT", "terminal not reached")
    floor.bench.ask("terminal", "unplug")
    floor.play("terminal_away_at_start")
    assert_paid_once(floor)


def test_a_terminal_that_is_gone_at_payment_costs_nothing_and_loses_nothing(floor: Floor) -> None:
    floor.allow("terminal ABSENT", "terminal SILENT", "terminal not reached")
    floor.play("terminal_away_at_payment")
    assert_paid_once(floor)


def test_a_scanner_pulled_in_the_middle_of_a_basket_is_said_and_scans_on_when_it_is_back(floor: Floor) -> None:
    floor.allow("scanner ABSENT")
    floor.play("scanner_unplugged")
    assert floor.books().states() == ["VOID"]
    assert floor.kept() == []
    assert_believable(floor.data_dir)


def test_a_site_that_requires_its_terminal_is_out_of_service_without_it_and_sells_again_with_it(floor: Floor) -> None:
    floor.allow("terminal ABSENT", "terminal SILENT")
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    floor.config = floor.folder / "requires-terminal.toml"
    floor.config.write_text(text.replace('# required = ["terminal"]', 'required = ["terminal"]'), encoding="utf-8")
    floor.play("required_device_away")
    assert_paid_once(floor)


def switched(control: Control) -> list[tuple[int, bool]]:
    """Return what the kiosk told the simulated relay board, in order: relay and on or off."""
    told = [bytes.fromhex(entry["hex"]) for entry in control.do(do="log")["entries"] if entry["what"] == "received"]
    return [(four[1], four[2] == 1) for four in told if len(four) == 4]


def test_lights_follow_the_kiosk_and_are_out_when_it_has_ended(floor: Floor) -> None:
    floor.allow("scanner ABSENT")
    with running("lights") as (process, control):
        floor.urls["lights"] = f"lights+{process.line['address']}?profile=lcus-4"
        floor.play("scanner_unplugged")
        assert control.do(do="state")["on"] == []
        lit = {relay for relay, is_on in switched(control) if is_on}
        assert lit == {1, 2}  # free and a customer: nobody was called, and the kiosk served
    assert floor.books().states() == ["VOID"]


def test_lights_that_are_away_stop_nobody_from_buying(floor: Floor) -> None:
    floor.allow("scanner ABSENT", "lights ABSENT")
    floor.urls["lights"] = f"lights+serial://{floor.folder}/none?profile=lcus-4"
    floor.play("scanner_unplugged")
    assert floor.books().states() == ["VOID"]
    assert_believable(floor.data_dir)
