"""The log's pages: what is chosen is shown, and a file is made only with leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.text import text
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, StopTimer, TimedOut
from kiosk.flows.guests import Gone, Pass
from kiosk.flows.logs import EXAMPLES, MOVES, SCREENS, enter, step, view
from kiosk.flows.logs.events import (
    ExportPressed,
    IncidentFailed,
    IncidentMade,
    LogAboutChosen,
    LogCodePressed,
    LogLevelChosen,
    LogLine,
    LogTold,
    MakeIncident,
    ReadLog,
)
from kiosk.flows.logs.flow import LOOK_TIMER, Code, Exported, Exporting, Lines
from kiosk.flows.logs.view import MOST_CODED, coded
from kiosk.flows.shell.examples import SITE
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from tests.unit.flows.given import Clock

RUI = Person("rui", frozenset({Role.TECHNICIAN}))
LINE = LogLine("14:03:12.044", "ERROR", "kiosk.effects.print: paper out")
CLOCK = Clock()


def took(state: object, *events: Event) -> tuple[object, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for event in events:
        state, effects = step(state, event, CLOCK.stamp(), SITE)  # type: ignore[arg-type]  # a test walks past the end
    return state, effects


def exporting() -> tuple[Exporting, AskPermit]:
    state, effects = took(Lines(RUI, lines=(LINE,)), ExportPressed())
    asked = [effect for effect in effects if isinstance(effect, AskPermit)]
    assert isinstance(state, Exporting)
    return state, asked[0]


# --- faults first ---------------------------------------------------------------------------------------------------


def test_without_a_person_there_is_no_log() -> None:
    assert enter(None, CLOCK.stamp(), SITE) == (Gone(), ())


@pytest.mark.parametrize(("why", "problem"), [("not-permitted", "refused"), ("withdrawn", ""), ("locked", "refused")])
def test_without_leave_no_file_is_made(why: str, problem: str) -> None:
    state, ask = exporting()
    refused, effects = took(state, NotPermitted(ask.ask_id, why))
    assert isinstance(refused, Lines)
    assert refused.problem == problem
    assert not any(isinstance(effect, MakeIncident) for effect in effects)


def test_leave_for_another_act_makes_no_file() -> None:
    state, _ = exporting()
    assert took(state, Permitted("other", "log-export", "rui")) == (state, ())
    assert took(state, IncidentMade("x", 1, is_same=True)) == (state, ())


@pytest.mark.parametrize("event", [IncidentFailed("full"), EffectFailed("MakeIncident", "incident")])
def test_a_file_that_cannot_be_written_is_told(event: Event) -> None:
    state, ask = exporting()
    told, _ = took(state, Permitted(ask.ask_id, "log-export", "rui"), event)
    assert isinstance(told, Lines)
    assert view(told, SITE).toast is not None


@pytest.mark.parametrize("event", [LogLevelChosen("loud"), LogAboutChosen("nothing"), IncidentFailed("full")])
def test_what_there_is_not_cannot_be_chosen(event: Event) -> None:
    state = Lines(RUI, lines=(LINE,))
    assert took(state, event) == (state, ())


def test_lines_of_what_is_no_longer_chosen_are_not_shown() -> None:
    state, _ = took(Lines(RUI), LogLevelChosen("error"), LogTold("all", "", (LINE,)))
    assert state == Lines(RUI, level="error")


def test_no_code_is_made_of_no_lines() -> None:
    state = Lines(RUI, lines=())
    assert took(state, LogCodePressed()) == (state, ())


@pytest.mark.parametrize("state", EXAMPLES.values(), ids=EXAMPLES)
def test_who_walks_away_leaves_no_timer(state: object) -> None:
    left, effects = took(state, Abandoned())
    assert left == Gone()
    assert StopTimer(LOOK_TIMER) in effects


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_the_log_is_read_anew_while_it_is_looked_at() -> None:
    state, effects = enter(RUI, CLOCK.stamp(), SITE)
    assert effects[0] == ReadLog("all", "")
    _, again = took(state, TimedOut(LOOK_TIMER))
    assert again == effects
    told, _ = took(state, LogTold("all", "", (LINE,)))
    assert told == Lines(RUI, lines=(LINE,))
    assert took(told, LogTold("all", "", (LINE,))) == (told, ())


def test_a_device_and_a_severity_are_chosen() -> None:
    _, effects = took(Lines(RUI), LogAboutChosen("printer"), LogLevelChosen("error"))
    assert effects[0] == ReadLog("error", "printer")


def test_with_leave_the_file_is_made_and_the_audit_log_knows() -> None:
    state, ask = exporting()
    assert ask.act is Permission.LOG_EXPORT
    making, effects = took(state, Permitted(ask.ask_id, "log-export", "rui", "sofia"))
    assert effects == (Record(Permission.LOG_EXPORT, RUI, subject="incident", second_id="sofia"), MakeIncident(RUI))
    done, _ = took(making, IncidentMade("incident.jsonl", 12, is_same=False))
    assert isinstance(done, Exported)
    assert (done.name, done.events) == ("incident.jsonl", 12)
    back, _ = took(done, BackPressed())
    assert isinstance(back, Lines)


def test_back_leads_to_the_menu_with_the_same_person() -> None:
    assert took(Lines(RUI), BackPressed())[0] == Pass("staff", RUI)
    assert isinstance(took(Code(Lines(RUI, lines=(LINE,))), BackPressed())[0], Lines)


def test_a_code_holds_the_newest_lines_that_a_phone_can_read() -> None:
    many = tuple(replace(LINE, time=f"14:{n // 60:02}:{n % 60:02}.000") for n in range(300))
    said = coded(many)
    assert 0 < len(said.encode()) <= MOST_CODED
    assert said.endswith("14:00:00.000 ERROR kiosk.effects.print: paper out")
    assert coded((replace(LINE, text="é" * 2000),)) == "14:03:12.044 ERROR"
    assert coded(()) == ""


def test_the_offset_of_the_clock_is_named_once_above_the_lines_and_in_the_code() -> None:
    told, _ = took(Lines(RUI), LogTold("all", "", (LINE,), "UTC+01:00"))
    assert isinstance(told, Lines)
    assert view(told, SITE).instruction == text("logs.text.site", offset="UTC+01:00")
    assert view(Code(told), SITE).parts["qr"] == "UTC+01:00\n14:03:12.044 ERROR kiosk.effects.print: paper out"
    many = tuple(replace(LINE, time=f"14:{n // 60:02}:{n % 60:02}.000") for n in range(300))
    assert len(coded(many, "UTC+01:00").encode()) <= MOST_CODED


def test_the_map_of_moves_is_exact() -> None:
    found: dict[type, set[type]] = {kind: set() for kind in SCREENS}
    state, ask = exporting()
    making = replace(state, ask_id="")
    read = Lines(RUI, lines=(LINE,))
    events: tuple[Event, ...] = (
        Abandoned(), BackPressed(), ExportPressed(), LogCodePressed(), Permitted(ask.ask_id, "log-export", "rui"),
        NotPermitted(ask.ask_id, "locked"), IncidentMade("x", 1, is_same=True), IncidentFailed("full"),
    )  # fmt: skip
    for start in (read, state, making, Exported(read, "x", 1, is_same=True), Code(read)):
        for event in events:
            end = type(took(start, event)[0])
            if end is not type(start):
                found[type(start)].add(end)
    assert found == {kind: set(ends) for kind, ends in MOVES.items()}
