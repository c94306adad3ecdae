"""Every fault of a device is found with its cause and its log in three taps, and nothing is done without leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.api import HealthState, Reason
from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.staff.parts import ROLES
from kiosk.domain.text import Text
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, StopTimer, TimedOut, View
from kiosk.flows.guests import Gone, Pass
from kiosk.flows.maintenance import EXAMPLES, MOVES, SCREENS, enter, step, view
from kiosk.flows.maintenance.events import (
    BeginCounts,
    CountsResetPressed,
    LookAtMachine,
    LookAtParts,
    MachinePressed,
    MachineSeen,
    PartActed,
    PartChosen,
    PartResetPressed,
    PartsSeen,
    RoomPressed,
    StartPartAnew,
)
from kiosk.flows.maintenance.flow import LOOK_TIMER, Asking, Dashboard, Device, Machine
from kiosk.flows.maintenance.values import MachineFact, Seen, Why
from kiosk.flows.shell.examples import SITE
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.flows.given import Clock

RUI = Person("rui", frozenset({Role.TECHNICIAN}))
LINE = ("14:21:07.310 WARNING", "printer: NEEDS_PERSON MEDIA_JAMMED")
CLOCK = Clock()
CODES = (*(own.value for own in Reason), *(own.value for own in HealthState if own.value not in ("READY", "BUSY")))


def took(state: object, *events: Event) -> tuple[object, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for event in events:
        state, effects = step(state, event, CLOCK.stamp(), SITE)  # type: ignore[arg-type]  # a test walks past the end
    return state, effects


def shown(state: object) -> View:
    assert isinstance(state, Dashboard | Device | Asking | Machine)
    return view(state, SITE)


def rows(state: object) -> tuple[dict[str, object], ...]:
    found = shown(state).parts["rows"]
    assert isinstance(found, tuple)
    return tuple(dict(row) for row in found if isinstance(row, dict))


def faulty(role: str, code: str) -> Seen:
    return Seen(role, "NEEDS_PERSON", is_usable=False, since="14:21", whys=(Why(code),), log=(LINE,))


# --- faults first ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("role", ROLES)
def test_every_fault_is_found_with_cause_and_log_in_three_taps_from_the_menu(role: str, code: str) -> None:
    well = tuple(Seen(own, "READY", is_usable=True) for own in ROLES if own != role)
    taps = 1  # the tile of the menu
    board, _ = took(enter(RUI, CLOCK.stamp(), SITE)[0], PartsSeen((*well, faulty(role, code))))
    fault = shown(board).parts["fault"]
    assert isinstance(fault, dict)
    assert fault["code"] == Text(f"advice.{code}.cause")
    assert fault["test"].args == (("part", role),)
    device, effects = took(board, PartChosen(role))
    taps += 1
    assert LookAtParts(role) in effects
    said = rows(device)
    assert any(row["title"] == Text(f"advice.{code}.cause") and row["value"] == code for row in said)
    assert any(row["title"] == LINE[1] for row in said)
    assert taps <= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_and_cure_can_be_said(language: str) -> None:
    words = Words(language, SiteFormat())
    assert all(words.say(f"advice.{code}.{part}") for code in CODES for part in ("cause", "todo"))


@pytest.mark.parametrize("state", EXAMPLES.values(), ids=EXAMPLES)
def test_who_walks_away_leaves_no_timer(state: object) -> None:
    left, effects = took(state, Abandoned())
    assert left == Gone()
    assert StopTimer(LOOK_TIMER) in effects


def test_without_a_person_nothing_is_seen() -> None:
    assert enter(None, CLOCK.stamp(), SITE) == (Gone(), ())


@pytest.mark.parametrize("why", ["not-permitted", "withdrawn", "locked"])
def test_without_leave_no_device_is_started_anew(why: str) -> None:
    state, effects = took(EXAMPLES["Device"], PartResetPressed())
    assert isinstance(state, Asking)
    back, effects = took(state, NotPermitted(state.ask_id, why))
    assert isinstance(back, Device)
    assert (back.problem == "") == (why == "withdrawn")
    assert not any(isinstance(effect, StartPartAnew) for effect in effects)


def test_leave_for_another_act_starts_nothing() -> None:
    state, _ = took(EXAMPLES["Device"], PartResetPressed())
    for event in (Permitted("other", "device-tests", "rui"), PartActed("printer", "FAULT", "READY")):
        assert took(state, event) == (state, ())


def test_a_room_that_the_person_may_not_enter_stays_shut() -> None:
    board = Dashboard(Person("ana", frozenset({Role.SUPERVISOR})), ())
    assert took(board, RoomPressed("wire")) == (board, ())
    assert took(board, RoomPressed("nowhere")) == (board, ())
    tools = shown(board).parts["tools"]
    assert isinstance(tools, tuple)
    assert len(tools) == 1


def test_a_device_that_there_is_not_cannot_be_chosen_and_one_that_goes_says_so() -> None:
    board = EXAMPLES["Dashboard"]
    assert took(board, PartChosen("nothing")) == (board, ())
    gone, _ = took(EXAMPLES["Device"], PartsSeen(()))
    assert rows(gone) == ()
    assert shown(gone).parts["empty"] == Text("maintenance.gone")


def test_what_a_device_raised_is_told_and_audited() -> None:
    state, _ = took(EXAMPLES["Device"], PartResetPressed())
    assert isinstance(state, Asking)
    doing, _ = took(state, Permitted(state.ask_id, "device-tests", "rui"))
    done, effects = took(doing, PartActed("printer", "FAULT", problem="OSError no such port"))
    assert Record(Permission.DEVICE_TESTS, RUI, "printer", before="FAULT", after="OSError no such port") in effects
    lead = shown(done).parts["lead"]
    assert isinstance(lead, Text)
    assert lead.key == "maintenance.done.failed"
    failed, _ = took(doing, EffectFailed("StartPartAnew", "anew:printer"))
    assert isinstance(failed, Device)
    assert failed.problem == "failed"


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_the_worst_comes_first() -> None:
    ready, soon = Seen("scanner", "READY", is_usable=True), Seen("scale", "DEGRADED", is_usable=True)
    hand = Seen("tags", "NEEDS_PERSON", is_usable=True)
    away, wanted = (
        Seen("keypad", "ABSENT", is_usable=False),
        Seen("terminal", "ABSENT", is_usable=False, is_required=True),
    )
    board = Dashboard(RUI, (ready, soon, hand, away, wanted))
    tiles = shown(board).parts["devices"]
    assert isinstance(tiles, tuple)
    assert [dict(tile)["device"] for tile in tiles if isinstance(tile, dict)] == [
        "terminal", "keypad", "tags", "scale", "scanner",
    ]  # fmt: skip


def test_devices_are_looked_at_again_while_the_page_is_up() -> None:
    board, effects = enter(RUI, CLOCK.stamp(), SITE)
    assert effects[0] == LookAtParts()
    assert took(board, TimedOut(LOOK_TIMER))[1] == effects
    seen, _ = took(board, PartsSeen((replace(faulty("printer", "CUTTER")),)))
    assert took(seen, PartsSeen((replace(faulty("printer", "CUTTER")),))) == (seen, ())


def test_a_device_is_started_anew_with_its_state_before_and_after() -> None:
    state, effects = took(EXAMPLES["Device"], PartResetPressed())
    ask = next(effect for effect in effects if isinstance(effect, AskPermit))
    doing, effects = took(state, Permitted(ask.ask_id, "device-tests", "rui"))
    assert effects == (StartPartAnew("printer"),)
    done, _ = took(doing, PartActed("printer", "NEEDS_PERSON", "READY"))
    assert isinstance(done, Device)
    assert shown(done).parts["lead"] == Text(
        "maintenance.done.anew",
        (("after", Text("maintenance.state.READY")), ("before", Text("maintenance.state.NEEDS_PERSON"))),
    )


def test_counters_begin_anew_with_leave() -> None:
    state, effects = took(EXAMPLES["Device"], CountsResetPressed())
    ask = next(effect for effect in effects if isinstance(effect, AskPermit))
    assert ask.act is Permission.RESET_COUNTERS
    doing, effects = took(state, Permitted(ask.ask_id, "reset-counters", "rui"))
    assert effects == (BeginCounts("printer"),)
    assert shown(took(doing, PartActed("printer"))[0]).parts["lead"] == Text("maintenance.done.counts")


def test_the_machine_is_seen_and_left() -> None:
    state, effects = took(EXAMPLES["Dashboard"], MachinePressed())
    assert LookAtMachine() in effects
    fact = MachineFact("disk", "1.0 GB", "bad")
    seen, _ = took(state, MachineSeen((fact,)))
    assert rows(seen)[0]["kind"] == "bad"
    assert isinstance(took(seen, BackPressed())[0], Dashboard)


def test_the_map_of_moves_is_exact() -> None:
    found: dict[type, set[type]] = {kind: set() for kind in SCREENS}
    asking, _ = took(EXAMPLES["Device"], PartResetPressed())
    assert isinstance(asking, Asking)
    starts = (EXAMPLES["Dashboard"], EXAMPLES["Device"], asking, EXAMPLES["Machine"])
    events: tuple[Event, ...] = (
        Abandoned(), BackPressed(), PartChosen("printer"), MachinePressed(), RoomPressed("logs"), PartResetPressed(),
        NotPermitted(asking.ask_id, "locked"),
    )  # fmt: skip
    for start in starts:
        for event in events:
            end = type(took(start, event)[0])
            if end is not type(start):
                found[type(start)].add(end)
    assert found == {kind: set(ends) for kind, ends in MOVES.items()}
    assert took(EXAMPLES["Dashboard"], RoomPressed("logs"))[0] == Pass("logs", RUI)
