"""Counts: what happened is counted once, nothing is counted that did not happen, and nothing is lost on the way."""

from __future__ import annotations

import pytest

from devices.api import Consumable, Health, HealthState, Reason, Supply
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.flows.checkout.events import DialogueEnded, TerminalAnswered, TerminalConnected, TerminalNotReached
from kiosk.health.counts import NAMES, Count, Counts

READY, ABSENT = Health(HealthState.READY), Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,))
STARTING = Health(HealthState.STARTING)


class Rig:
    """Counts with clocks that are moved by hand."""

    def __init__(self, supplies: dict[tuple[str, str], tuple[str, int]] | None = None) -> None:
        self.now = 100.0
        self.counts = Counts(lambda: self.now, lambda: round(self.now * 1000), supplies or {})

    def of(self, part: str) -> dict[str, int]:
        return {name: n for (owner, name), n in self.counts.total().items() if owner == part and name in set(Count)}


def with_paper(supply: Supply) -> Health:
    return Health(HealthState.READY, consumables=(Consumable("paper", supply),))


def answered(attempt_id: str, *, is_approved: bool) -> TerminalAnswered:
    return TerminalAnswered(attempt_id, Result(is_approved=is_approved, amount=Money(100, "EUR"), receipt_no=1))


# --- links ----------------------------------------------------------------------------------------------------------


def test_a_link_that_was_never_there_is_no_fault_and_one_that_is_lost_counts_once() -> None:
    rig = Rig()
    for health in (ABSENT, STARTING, ABSENT, READY):
        rig.counts.heard("scanner", health)
    assert rig.of("scanner") == {}
    for health in (ABSENT, STARTING, Health(HealthState.SILENT), READY):
        rig.counts.heard("scanner", health)
    assert rig.of("scanner") == {"link_faults": 1, "reconnects": 1}


def test_the_time_in_each_state_adds_up_to_the_time_that_passed() -> None:
    rig = Rig()
    for health, seconds in ((STARTING, 0.4999), (READY, 10.0001), (ABSENT, 3.5), (READY, 0.0001)):
        rig.counts.heard("scale", health)
        rig.now += seconds
    total = rig.counts.total()
    assert total["scale", "absent_ms"] == pytest.approx(3500, abs=1)
    assert total["scale", "ready_ms"] == pytest.approx(10_000, abs=1)
    assert sum(ms for (_, name), ms in total.items() if name.endswith("_ms")) == pytest.approx(14_000, abs=1)


def test_time_goes_on_where_nothing_is_heard() -> None:
    rig = Rig()
    rig.counts.heard("scale", READY)
    rig.counts.drain()
    rig.now += 30
    assert rig.counts.drain().counts == (("scale", "ready_ms", 30_000),)
    assert rig.counts.drain().counts == ()


# --- consumables ----------------------------------------------------------------------------------------------------


def test_paper_that_is_put_in_is_a_refill_and_its_change_keeps_its_time() -> None:
    rig = Rig()
    for supply in (Supply.OK, Supply.OK, Supply.LOW, Supply.EMPTY, Supply.OK):
        rig.counts.heard("printer", with_paper(supply))
        rig.now += 1
    assert rig.of("printer") == {"refills": 1}
    assert rig.counts.drain().supplies == (("printer", "paper", "ok", 104_000),)
    assert rig.counts.drain().supplies == ()


def test_paper_that_was_empty_before_a_restart_is_a_refill_after_it() -> None:
    rig = Rig({("printer", "paper"): ("empty", 5)})
    rig.counts.heard("printer", with_paper(Supply.OK))
    assert rig.of("printer") == {"refills": 1}


def test_a_printer_that_was_away_and_tells_the_same_again_changes_nothing() -> None:
    rig = Rig({("printer", "paper"): ("low", 5)})
    for health in (ABSENT, with_paper(Supply.LOW)):
        rig.counts.heard("printer", health)
    assert rig.counts.supplies["printer", "paper"] == ("low", 5)
    assert rig.counts.drain().supplies == ()


# --- payments -------------------------------------------------------------------------------------------------------


def test_payments_are_counted_by_their_outcome() -> None:
    rig = Rig()
    for event in (
        answered("a", is_approved=True),
        DialogueEnded("a", "completed"),
        answered("b", is_approved=False),
        DialogueEnded("b", "completed"),
        DialogueEnded("c", "unknown"),
        DialogueEnded("d", "not_sent"),
    ):
        rig.counts.seen(event)
    assert rig.of("terminal") == {"payments_approved": 1, "payments_declined": 1, "payments_unknown": 1}


def test_an_answer_whose_dialogue_was_cut_afterwards_is_not_unknown_too() -> None:
    rig = Rig()
    rig.counts.seen(answered("a", is_approved=True))
    rig.counts.seen(DialogueEnded("a", "unknown"))
    assert rig.of("terminal") == {"payments_approved": 1}


def test_it_is_known_while_somebody_pays() -> None:
    rig = Rig()
    said = []
    for event in (TerminalConnected("a", "t", 1), DialogueEnded("a", "completed"), TerminalNotReached("b", "")):
        rig.counts.seen(event)
        said.append(rig.counts.is_paying)
    assert said == [True, False, False]


# --- batches --------------------------------------------------------------------------------------------------------


def test_what_could_not_be_written_is_in_the_next_batch_and_not_counted_twice() -> None:
    rig = Rig()
    rig.counts.add("scanner", Count.READS, 2)
    rig.counts.heard("printer", with_paper(Supply.LOW))
    lost = rig.counts.drain()
    rig.counts.add("scanner", Count.READS)
    rig.counts.give_back(lost)
    again = rig.counts.drain()
    assert ("scanner", "reads", 3) in again.counts
    assert again.supplies == lost.supplies
    assert rig.of("scanner") == {"reads": 3}


def test_nothing_is_not_counted() -> None:
    rig = Rig()
    rig.counts.add("scanner", Count.READS, 0)
    assert rig.counts.drain().counts == ()


def test_every_name_of_a_count_is_written_once() -> None:
    assert len(NAMES) == len(set(NAMES)) == len(Count) + len(HealthState)
