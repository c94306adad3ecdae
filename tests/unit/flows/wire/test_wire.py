"""The pages of the lines: nothing begins without leave, nothing is shown of another line, and a look is one chain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText
from kiosk.flows.base import BackPressed, EffectFailed, Event, Place, Site
from kiosk.flows.guests import Customer, Gone, Pass
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from kiosk.flows.wire import enter, step, view
from kiosk.flows.wire.events import (
    HOST,
    LINE,
    ListRecordings,
    ListWires,
    LookAtWire,
    PlayRecording,
    RecordWire,
    StopWire,
    WireChosen,
    WireFile,
    WireFilesListed,
    WireFilesPressed,
    WireLine,
    WireOf,
    WirePaused,
    WirePlayed,
    WirePlayPressed,
    WireRecordPressed,
    WireSeen,
    WiresListed,
    WireStopPressed,
    WireWayChosen,
)
from kiosk.flows.wire.flow import BUSY, MOST, REFUSED, Devices, Recording, Replayed, State, Trace

SITE = Site("Shop", "K1", "EUR", ("en",), "en", Place(LocalText(()), "", "", ""))
RUI = Person("rui", frozenset({Role.TECHNICIAN}))
AT = Stamp(1_790_000_000_000, 5, 77)
LATER = Stamp(1_790_000_001_000, 1005, 78)
LISTED = WiresListed((WireOf("printer", "escpos", is_open=True, count=3),))
FILES = WireFilesListed("printer", (WireFile("a.wire", 1, ""), WireFile("b.wire", 2, "")))


def line(n: int, kind: str = "<") -> WireLine:
    return WireLine(n, "12:00:00.000", kind, "16")


def after(state: State, *events: Event, site: Site = SITE) -> State:
    """The page after some events, all of which keep the glass."""
    for event in events:
        stepped, _ = step(state, event, AT, site)
        assert not isinstance(stepped, Gone | Pass)
        state = stepped
    return state


def trace() -> Trace:
    state = after(Devices(RUI), LISTED, WireChosen("printer"))
    assert isinstance(state, Trace)
    return state


def recording() -> Recording:
    state = after(trace(), WireFilesPressed(), FILES)
    assert isinstance(state, Recording)
    return state


def test_nobody_signed_in_sees_no_line() -> None:
    assert enter(None, AT, SITE) == (Gone(), ())
    assert enter(RUI, AT, SITE) == (Devices(RUI), (ListWires(),))


def test_a_line_that_is_not_there_cannot_be_chosen() -> None:
    listed = after(Devices(RUI), LISTED)
    assert step(listed, WireChosen("terminal"), AT, SITE) == (listed, ())
    assert step(Devices(RUI), WireChosen("printer"), AT, SITE) == (Devices(RUI), ())


def test_each_answer_asks_once_for_what_comes_after_it() -> None:
    own = trace()
    seen, effects = step(own, WireSeen(own.look, (line(2), line(1)), 2, "a.wire"), AT, SITE)
    assert isinstance(seen, Trace)
    assert ([shown.n for shown in seen.lines], seen.recording) == ([2, 1], "a.wire")
    assert effects == (LookAtWire(own.look, "printer", 2),)


def test_an_answer_to_an_earlier_look_changes_nothing_and_asks_for_nothing() -> None:
    own = trace()
    held = after(own, WirePaused())
    assert step(held, WireSeen(own.look, (line(1),), 1), AT, SITE) == (held, ())
    again, effects = step(held, WirePaused(), LATER, SITE)
    assert isinstance(again, Trace)
    assert again.look != own.look, "the old chain has ended: two would never be one again"
    assert effects == (LookAtWire(again.look, "printer", 0),)
    assert step(again, WireSeen(own.look, (line(1),), 1), LATER, SITE) == (again, ())


def test_a_look_that_failed_stands_still_until_somebody_asks_again() -> None:
    assert after(trace(), EffectFailed("LookAtWire", "any")) == replace(trace(), is_paused=True, look="")


def test_the_page_holds_the_newest_lines_and_no_more() -> None:
    own = trace()
    state = after(
        own,
        WireSeen(own.look, tuple(line(n) for n in range(MOST, 0, -1)), MOST),
        WireSeen(own.look, (line(MOST + 1),), MOST + 1),
    )
    assert isinstance(state, Trace)
    assert [shown.n for shown in state.lines] == list(range(MOST + 1, 1, -1))


@pytest.mark.parametrize(("way", "count"), [("both", 3), ("in", 1), ("out", 1)])
def test_either_direction_can_be_read_alone(way: str, count: int) -> None:
    own = trace()
    lines = (line(3), line(2, HOST), WireLine(1, "", LINE, "opened"))
    state = after(own, WireSeen(own.look, lines, 3), WireWayChosen(way), WireWayChosen("sideways"))
    shown = view(state, SITE).parts["lines"]
    assert isinstance(shown, tuple)
    assert len(shown) == count


def test_a_recording_begins_with_leave_alone() -> None:
    asked, effects = step(recording(), WireRecordPressed(), AT, SITE)
    assert isinstance(asked, Recording)
    assert effects == (AskPermit(asked.ask_id, Permission.WIRE_VIEW, RUI),)
    foreign = Permitted("other", "wire-view", "rui")
    assert step(asked, foreign, AT, SITE) == (asked, ())
    assert step(asked, WireRecordPressed(), AT, SITE) == (asked, ())
    begun, effects = step(asked, Permitted(asked.ask_id, "wire-view", "rui"), AT, SITE)
    assert isinstance(begun, Recording)
    assert effects == (RecordWire("printer"), Record(Permission.WIRE_VIEW, RUI, "printer", after="recorded"))
    assert step(begun, Permitted(asked.ask_id, "wire-view", "rui"), AT, SITE) == (begun, ()), "once"
    assert after(asked, NotPermitted(asked.ask_id, "not-permitted")) == replace(recording(), problem=REFUSED)


def test_no_line_is_closed_under_a_payment_or_a_paper() -> None:
    busy = replace(SITE, customer=Customer("checkout/Paying", "s", is_busy=True))
    assert step(recording(), WireRecordPressed(), AT, busy) == (replace(recording(), problem=BUSY), ())
    asked = after(recording(), WireRecordPressed())
    assert isinstance(asked, Recording)
    assert step(asked, Permitted(asked.ask_id, "wire-view", "rui"), AT, busy) == (
        replace(recording(), problem=BUSY), (),
    )  # fmt: skip


def test_what_is_written_can_be_stopped_and_not_played() -> None:
    running = after(recording(), replace(FILES, recording="a.wire"))
    assert step(running, WireStopPressed(), AT, SITE) == (running, (StopWire("printer"),))
    assert step(running, WirePlayPressed("a.wire"), AT, SITE) == (running, ())
    assert step(running, WireRecordPressed(), AT, SITE) == (running, ())


@pytest.mark.parametrize("name", ["c.wire", "../a.wire", ""])
def test_only_a_recording_of_the_list_can_be_played(name: str) -> None:
    assert step(recording(), WirePlayPressed(name), AT, SITE) == (recording(), ())


def test_what_came_of_playing_is_shown_and_what_could_not_be_played_is_said() -> None:
    playing, effects = step(recording(), WirePlayPressed("b.wire"), AT, SITE)
    assert isinstance(playing, Replayed)
    assert effects == (PlayRecording("b.wire"),)
    assert step(playing, WirePlayed("a.wire", "whole"), AT, SITE) == (playing, ())
    for event in (WirePlayed("b.wire", "waits", 3, 9, "why", ("READY",)), EffectFailed("PlayRecording", "b.wire")):
        done = after(playing, event)
        assert isinstance(done, Replayed)
        assert done.result is not None
        assert view(done, SITE).instruction is not None
        assert step(done, WirePlayed("b.wire", "whole"), AT, SITE) == (done, ())


def test_back_goes_the_way_that_came() -> None:
    playing = after(recording(), WirePlayPressed("b.wire"))
    files, effects = step(playing, BackPressed(), AT, SITE)
    assert (files, effects) == (Recording(RUI, "printer"), (ListRecordings("printer"),))
    looking = after(recording(), BackPressed())
    assert isinstance(looking, Trace)
    assert after(looking, BackPressed()) == Devices(RUI)
    assert step(Devices(RUI), BackPressed(), AT, SITE) == (Pass("staff", RUI), ())
