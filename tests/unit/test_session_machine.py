"""The Qt state machine moves the screens by the flows' own maps, and never leaves a customer before a stuck picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.flows.base import ForPayment
from kiosk.flows.registry import flows, guests
from kiosk.flows.shell import EXAMPLES, Frame, frame
from kiosk.flows.shell import MOVES as SHELL_MOVES
from kiosk.flows.shell.session import InFlow, OutOfService
from kiosk.session import FIRST, ScreenMachine, is_covering, moves, screens

WAIT_MS = 60_000
FRAMES = {shown.screen: shown for shown in map(frame, EXAMPLES.values())}


@dataclass
class Glass:
    """A machine with what it showed and where it strayed."""

    machine: ScreenMachine
    qtbot: QtBot
    shown: list[str] = field(default_factory=list)
    strayed: list[tuple[str, str]] = field(default_factory=list)
    fails_on: str = ""

    def show(self, one: Frame) -> None:
        if one.screen == self.fails_on:
            raise RuntimeError("this picture fails")
        self.shown.append(one.screen)

    def walk(self, *names: str) -> list[str]:
        """Present frames in one turn of the loop; return what was shown once all have come through."""
        done = len(self.shown) + len([name for name in names if name != self.fails_on])
        for name in names:
            self.machine.present(FRAMES[name])
        self.qtbot.waitUntil(lambda: len(self.shown) >= done, timeout=WAIT_MS)
        return self.shown


@pytest.fixture
def make_glass(qtbot: QtBot) -> Iterator[Callable[[], Glass]]:
    made: list[Glass] = []

    def make() -> Glass:
        def show(one: Frame) -> None:
            own.show(one)

        own = Glass(ScreenMachine(show), qtbot)
        own.machine.strayed.connect(lambda start, to: own.strayed.append((start, to)))
        made.append(own)
        return own

    yield make
    for own in made:
        own.machine.deleteLater()
    QCoreApplication.processEvents()


@pytest.fixture
def glass(make_glass: Callable[[], Glass]) -> Glass:
    made = make_glass()
    made.machine.start()
    return made


# --- faults first ---------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("on no map: shell/Attract to shell/Home")
def test_a_move_that_is_on_no_map_is_reported_and_shown_all_the_same(glass: Glass) -> None:
    assert glass.walk("shell/Attract", "shell/Home") == ["shell/Attract", "shell/Home"]
    assert glass.strayed == [("shell/Attract", "shell/Home")]


@pytest.mark.allowed_logs("on no map: shell/Attract to checkout/Receipt")
def test_after_a_stray_the_next_moves_go_by_the_map_again(glass: Glass) -> None:
    walked = ["shell/Attract", "checkout/Receipt", "checkout/ThankYou", "shell/Attract", "shell/Language"]
    assert glass.walk(*walked) == walked
    assert glass.strayed == [("shell/Attract", "checkout/Receipt")]


@pytest.mark.allowed_logs("showing shell/Language raised .*this picture fails")
def test_a_picture_that_fails_does_not_hold_up_the_next_one(glass: Glass) -> None:
    glass.fails_on = "shell/Language"
    assert glass.walk("shell/Attract", "shell/Language", "shell/Home") == ["shell/Attract", "shell/Home"]
    assert not glass.strayed


def test_frames_that_come_before_the_machine_runs_wait_for_it(make_glass: Callable[[], Glass]) -> None:
    early = make_glass()
    early.machine.present(FRAMES["shell/Attract"])
    QCoreApplication.processEvents()
    assert early.shown == []
    early.machine.start()
    assert early.walk("checkout/Scanning") == ["shell/Attract", "checkout/Scanning"]


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_fast_frames_of_one_turn_all_arrive_in_order(glass: Glass) -> None:
    walked = [
        "shell/Starting", "shell/Attract", "checkout/Scanning", "checkout/Scanning", "checkout/Paying",
        "checkout/Declined", "checkout/Paying", "checkout/Receipt", "checkout/ThankYou", "checkout/Scanning",
        "checkout/Paying", "checkout/PaymentUnclear", "shell/Attract", "shell/OutOfService",
    ]  # fmt: skip
    assert glass.walk(*walked) == walked
    assert not glass.strayed


def test_every_move_of_the_map_is_walked_by_its_own_arrow(make_glass: Callable[[], Glass]) -> None:
    waiting, here = set(moves()), FIRST
    walked: list[str] = []
    arrow_from: dict[str, list[str]] = {}
    for start, to in sorted(moves()):
        arrow_from.setdefault(start, []).append(to)
    over = [name for name in screens() if name.partition("/")[0] in guests()]
    while waiting:
        path = _path_to_an_unwalked_move(here, waiting, arrow_from)
        if path is None:  # by way of a guest, which comes over any screen and gives the glass back to any
            here = min(waiting)[0]
            walked += [next(name for name in over if is_covering(name, here) and name != here), here]
            continue
        for to in path:
            waiting.discard((here, to))
            walked.append(to)
            here = to
    glass = make_glass()
    glass.machine.start()
    assert glass.walk(*walked) == walked
    assert not glass.strayed


def _path_to_an_unwalked_move(
    here: str, waiting: set[tuple[str, str]], arrow_from: dict[str, list[str]]
) -> list[str] | None:
    paths: list[list[str]] = [[]]
    seen = {here}
    while paths:
        path = paths.pop(0)
        at = path[-1] if path else here
        for to in arrow_from.get(at, []):
            if (at, to) in waiting:
                return [*path, to]
            if to not in seen:
                seen.add(to)
                paths.append([*path, to])
    return None


LENT = {  # to the payment, and back from it
    "checkin": {"checkout/Paying"},
    "checkout": {"checkin/Completing", "checkin/Summary", "checkin/CheckedIn"},
}


def test_the_map_is_what_the_flows_declare() -> None:
    known = moves()
    for name, flow in flows().items():
        own = {(start, to) for start, to in known if start.startswith(f"{name}/") and to.startswith(f"{name}/")}
        declared = {
            (f"{name}/{start.__name__}", f"{name}/{to.__name__}")
            for start, ends in flow.MOVES.items()
            for to in ends
            if start is not ForPayment and to in flow.SCREENS
        }
        first = f"{name}/{flow.SCREENS[0].__name__}"
        assert own == declared | {(f"{name}/{start.__name__}", first) for start in flow.SCREENS}
        out = {to for start, to in known if start.startswith(f"{name}/") and not to.startswith(f"{name}/")}
        nexts = {f"{other}/{one.SCREENS[0].__name__}" for other, one in flows().items() if other != name}
        assert out == {f"shell/{to.__name__}" for to in SHELL_MOVES[InFlow]} | nexts | LENT.get(name, set())
    shell = {(start, to) for start, to in known if start.startswith("shell/") and to.startswith("shell/")}
    assert shell == {
        (f"shell/{start.__name__}", f"shell/{to.__name__}")
        for start, ends in SHELL_MOVES.items()
        for to in ends
        if InFlow not in (start, to)
    }


def test_every_screen_has_an_example_and_is_known_once() -> None:
    assert set(screens()) == set(FRAMES)
    assert len(set(screens())) == len(screens())
    own = {name for name in screens() if name.partition("/")[0] not in guests()}
    assert own <= {name for move in moves() for name in move} <= set(screens())


def test_nothing_leaves_out_of_service_but_a_restart_and_a_device_that_came_back() -> None:
    assert [to for start, to in moves() if start == f"shell/{OutOfService.__name__}"] == ["shell/Attract"]
