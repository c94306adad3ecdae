"""The Qt state machine that moves the screens: a compound state per flow, a child per screen, transitions from MOVES.

The reducers decide; this moves. A move that is on no map is an error: it is reported, and the frame is shown all the
same by a jump, because a customer in front of a stuck picture is worse.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtStateMachine import QState, QStateMachine

from kiosk.flows.base import ForPayment
from kiosk.flows.glass import Frame
from kiosk.flows.registry import flows, guests
from kiosk.flows.shell import MOVES as SHELL_MOVES
from kiosk.flows.shell import SCREENS as SHELL_SCREENS
from kiosk.flows.shell.lending import PAYMENT
from kiosk.flows.shell.session import InFlow, Starting

log = logging.getLogger(__name__)
FIRST = "shell/Starting"


def moves() -> frozenset[tuple[str, str]]:
    """Return every allowed move between two screens, as `(from, to)` names; read by the machine and the diagram."""
    return frozenset((*_shell_moves(), *_flow_moves(), *_guest_moves(), *_leaving(), *_entering()))


def screens() -> tuple[str, ...]:
    """Return the names of all screens: `shell/Attract`, `checkout/Scanning`."""
    shell = [f"shell/{screen.__name__}" for screen in SHELL_SCREENS]
    own = [f"{name}/{screen.__name__}" for name, flow in flows().items() for screen in flow.SCREENS]
    over = [f"{name}/{screen.__name__}" for name, guest in guests().items() for screen in guest.SCREENS]
    return (*shell, *own, *over)


def _shell_moves() -> Iterator[tuple[str, str]]:
    for source, targets in SHELL_MOVES.items():
        for target in targets:
            if InFlow not in (source, target):
                yield f"shell/{source.__name__}", f"shell/{target.__name__}"


def _flow_moves() -> Iterator[tuple[str, str]]:
    for name, flow in flows().items():
        for source, targets in flow.MOVES.items():
            if source is ForPayment:
                yield from _back_from_payment(name, targets)
                continue
            for target in targets:
                if target in flow.SCREENS:
                    yield f"{name}/{source.__name__}", f"{name}/{target.__name__}"
                elif target is ForPayment:
                    yield f"{name}/{source.__name__}", f"{PAYMENT}/Paying"


def _guest_moves() -> Iterator[tuple[str, str]]:
    """Within each guest. It comes over any screen and gives the glass back to whatever is beneath by then."""
    for name, guest in guests().items():
        for source, targets in guest.MOVES.items():
            for target in targets & frozenset(guest.SCREENS):
                yield f"{name}/{source.__name__}", f"{name}/{target.__name__}"


def is_covering(source: str, target: str) -> bool:
    """True when one of two screens is a guest's, and the other another flow's."""
    left, right = source.partition("/")[0], target.partition("/")[0]
    return left != right and (left in guests() or right in guests())


def _back_from_payment(name: str, targets: Iterable[type]) -> Iterator[tuple[str, str]]:
    """From where the checkout hands the glass back to a flow that lent it: where a sale is on, or paid."""
    for source, ends in flows()[PAYMENT].MOVES.items():
        if {end.__name__ for end in ends} & {"Scanning", "Receipt"}:
            for target in targets:
                yield f"{PAYMENT}/{source.__name__}", f"{name}/{target.__name__}"


def _leaving() -> Iterator[tuple[str, str]]:
    """From where a flow may end: to attract, or into the next customer's flow. From anywhere: out of service."""
    for name, flow in flows().items():
        for source in flow.SCREENS:
            yield f"{name}/{source.__name__}", "shell/OutOfService"
            if flow.MOVES[source] - frozenset((*flow.SCREENS, ForPayment)):
                yield f"{name}/{source.__name__}", "shell/Attract"
                for other, next_flow in flows().items():
                    yield f"{name}/{source.__name__}", f"{other}/{next_flow.SCREENS[0].__name__}"


def _entering() -> Iterator[tuple[str, str]]:
    """Into the first screen of a flow; from the start of the program also to where a restart takes it up again."""
    for source, targets in SHELL_MOVES.items():
        if InFlow in targets:
            for name, flow in flows().items():
                for screen in flow.RESUMES if source is Starting else flow.SCREENS[:1]:
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
        self._is_moving = False
        self._machine = QStateMachine(self)
        self._glass = QState(self._machine)
        self._states = self._made_states()
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._machine.started.connect(self._advance)
        self._arrows = {move: self._arrow(self._states[move[0]], move[1]) for move in sorted(moves())}
        self._jumps = {name: self._arrow(self._glass, name) for name in self._states}  # for what is on no map

    def _arrow(self, source: QState, target: str) -> _Move:
        arrow = _Move(self)
        source.addTransition(arrow.fired, self._states[target])
        return arrow

    def _made_states(self) -> dict[str, QState]:
        states: dict[str, QState] = {}
        groups: dict[str, QState] = {}
        for name in screens():
            group = name.partition("/")[0]
            if group not in groups:
                groups[group] = QState(self._glass)
                groups[group].setObjectName(group)
            state = QState(groups[group])
            state.setObjectName(name)
            if groups[group].initialState() is None:
                groups[group].setInitialState(state)
            state.entered.connect(self._entered)
            states[name] = state
        self._glass.setInitialState(groups["shell"])
        self._machine.setInitialState(self._glass)
        return states

    def start(self) -> None:
        """Start at the first picture."""
        self._machine.start()

    def present(self, frame: Frame) -> None:
        """Show a frame, by the move it needs."""
        self._arrived.emit(frame)

    def _take(self, frame: Frame) -> None:
        self._waiting.append(frame)
        self._advance()

    def _advance(self) -> None:
        """Show what waits, up to the next move; frames that come before the machine runs wait for it."""
        while self._waiting and not self._is_moving and self._machine.isRunning():
            frame = self._waiting[0]
            if frame.screen != self._current:
                self._move(frame.screen)
                return  # `_entered` goes on
            self._show_guarded(self._waiting.pop(0))

    def _move(self, target: str) -> None:
        arrow = self._arrows.get((self._current, target))
        if arrow is None and is_covering(self._current, target):
            arrow = self._jumps[target]
        elif arrow is None:
            log.error("a move that is on no map: %s to %s", self._current, target)
            self.strayed.emit(self._current, target)
            arrow = self._jumps[target]
        self._is_moving = True
        arrow.fired.emit()

    def _show_guarded(self, frame: Frame) -> None:
        """A picture that fails must not hold up the next one."""
        try:
            self._show(frame)
        except Exception:
            log.exception("showing %s raised", frame.screen)

    def _entered(self) -> None:
        sender = self.sender()
        if sender is not None and self._is_moving and sender.objectName() == self._waiting[0].screen:
            self._current = sender.objectName()
            self._is_moving = False
            self._advance()
