"""The Qt state machine that moves the screens: a compound state per flow, a child per screen, transitions from MOVES.

The reducers decide; this moves. A move that is on no map is an error: it is reported, and the frame is shown all the
same, because a customer in front of a stuck picture is worse.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtStateMachine import QState, QStateMachine

from kiosk.flows.registry import flows
from kiosk.flows.shell import MOVES as SHELL_MOVES
from kiosk.flows.shell import SCREENS as SHELL_SCREENS
from kiosk.flows.shell.frame import Frame
from kiosk.flows.shell.session import InFlow

log = logging.getLogger(__name__)
FIRST = "shell/Starting"


def moves() -> frozenset[tuple[str, str]]:
    """Return every allowed move between two screens, as `(from, to)` names; read by the machine and the diagram."""
    return frozenset((*_shell_moves(), *_flow_moves(), *_leaving(), *_entering()))


def screens() -> tuple[str, ...]:
    """Return the names of all screens: `shell/Attract`, `checkout/Scanning`."""
    shell = [f"shell/{screen.__name__}" for screen in SHELL_SCREENS]
    own = [f"{name}/{screen.__name__}" for name, flow in flows().items() for screen in flow.SCREENS]
    return (*shell, *own)


def _shell_moves() -> Iterator[tuple[str, str]]:
    for source, targets in SHELL_MOVES.items():
        for target in targets:
            if InFlow not in (source, target):
                yield f"shell/{source.__name__}", f"shell/{target.__name__}"


def _flow_moves() -> Iterator[tuple[str, str]]:
    for name, flow in flows().items():
        for source, targets in flow.MOVES.items():
            for target in targets:
                if target in flow.SCREENS:
                    yield f"{name}/{source.__name__}", f"{name}/{target.__name__}"


def _leaving() -> Iterator[tuple[str, str]]:
    """From any screen of a flow to where the shell may go from a flow, or at once into the next customer's flow."""
    for name, flow in flows().items():
        for source in flow.SCREENS:
            for target in SHELL_MOVES[InFlow]:
                yield f"{name}/{source.__name__}", f"shell/{target.__name__}"
            for other, next_flow in flows().items():
                yield f"{name}/{source.__name__}", f"{other}/{next_flow.SCREENS[0].__name__}"


def _entering() -> Iterator[tuple[str, str]]:
    for source, targets in SHELL_MOVES.items():
        if InFlow in targets:
            for name, flow in flows().items():
                for screen in flow.SCREENS:
                    if source.__name__ == "Starting" or screen is flow.SCREENS[0]:
                        yield f"shell/{source.__name__}", f"{name}/{screen.__name__}"


class _Move(QObject):
    """One arrow of the map."""

    fired = Signal()


class ScreenMachine(QObject):
    """Moves the screens. `present` may be called from any thread; frames are shown in the order they come.

    Signals:
        strayed: a frame asked for a move that is on no map; `(from, to)`.
    """

    strayed = Signal(str, str)
    _arrived = Signal(object)

    def __init__(self, show: Callable[[Frame], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._current = FIRST
        self._waiting: list[Frame] = []
        self._machine = QStateMachine(self)
        self._arrows: dict[tuple[str, str], _Move] = {}
        self._states = self._made_states()
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        for source, target in sorted(moves()):
            arrow = _Move(self)
            self._states[source].addTransition(arrow.fired, self._states[target])
            self._arrows[source, target] = arrow

    def _made_states(self) -> dict[str, QState]:
        states: dict[str, QState] = {}
        groups: dict[str, QState] = {}
        for name in screens():
            group = name.partition("/")[0]
            if group not in groups:
                groups[group] = QState(self._machine)
                groups[group].setObjectName(group)
            state = QState(groups[group])
            state.setObjectName(name)
            if groups[group].initialState() is None:
                groups[group].setInitialState(state)
            state.entered.connect(self._entered)
            states[name] = state
        self._machine.setInitialState(groups["shell"])
        return states

    def start(self) -> None:
        """Start at the first picture."""
        self._machine.start()

    def present(self, frame: Frame) -> None:
        """Show a frame, by the move it needs."""
        self._arrived.emit(frame)

    def _take(self, frame: Frame) -> None:
        self._waiting.append(frame)
        if len(self._waiting) == 1:
            self._advance()

    def _advance(self) -> None:
        while self._waiting:
            frame = self._waiting[0]
            if frame.screen == self._current:
                self._show(self._waiting.pop(0))
                continue
            arrow = self._arrows.get((self._current, frame.screen))
            if arrow is not None:
                arrow.fired.emit()
                return  # `_entered` shows it
            log.error("a move that is on no map: %s to %s", self._current, frame.screen)
            self.strayed.emit(self._current, frame.screen)
            self._current = frame.screen

    def _entered(self) -> None:
        sender = self.sender()
        if sender is not None and self._waiting and sender.objectName() == self._waiting[0].screen:
            self._current = sender.objectName()
            self._advance()
