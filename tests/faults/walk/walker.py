"""Does one thing after the other on a kiosk's glass, each when the one before has come to rest, and looks each time."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk.flows.glass import Frame
from kiosk.flows.shell import Session
from kiosk.runtime import Core
from screens.bridge import Shell
from screens.gallery.geometry import walk
from tests.faults.walk import hands
from tests.faults.walk.aim import Aim, walked
from tests.faults.walk.judging.busy import Busy
from tests.faults.walk.judging.rules import left_behind, live_screen, way_to_a_person
from tests.faults.walk.moved import Clock, CountedRuntime
from tests.faults.walk.report import Report
from tests.faults.walk.shop import READY, Fitted, Shop

SETTLES_WITHIN_S = 60.0
GONE_WITHIN_S = 1.0  # I7
LOOK_MS = 20
LOOKS = 20  # at least: a machine that stood still for a second is no fault of the kiosk
GOODS = tuple(f"95200010{number:05d}".encode() for number in (10, 27, 34, 41, 58))
OTHERS = (
    b"4006381333931",
    b"9520001000011",
    b"]C1\x1d0109520001000010",
    b"M1DOE/JOHN",
    b"'; DROP TABLE sale; --",
    b"7",
)
MEMBER = b"9980000000020"  # of the demo store, as the gift cards are
GIFTS = (b"990000000010000034", b"990000000020000065", b"990000000030000097", b"990000000040000129")
BAD = ("too_long", "control_characters", "not_ascii", "incomplete", "two_codes")
SELDOM = {
    "language": 4,
    "access": 2,
    "reach": 1,
    "help": 2,
    "call": 2,
    "cancel": 2,
    "key": 3,
    "primary": 60,
    "start": 60,
}
USUALLY = 20
LAYS = {"checkout/Weighing": 40, "checkout/Choosing": 5}  # where things are laid on the scale, and how often
WAITS_S = (0.3, 1, 2, 3, 5, 5, 10, 31, 65, 125)


class Told(QObject):
    """Brings the core's rest to the glass."""

    came = Signal(object, str)


class Walker:
    """The walk of one life: `steps` steps, then `over`."""

    def __init__(
        self, view: QQuickView, shell: Shell, shop: Shop, clock: Clock, report: Report, draws: random.Random
    ) -> None:
        self._view, self._shell, self._shop = view, shell, shop
        self._clock, self._report, self._draws = clock, report, draws
        self._finger = hands.Finger(view, QTest.createTouchDevice())
        self._told = Told()
        self._told.came.connect(self._rested, Qt.ConnectionType.QueuedConnection)
        self._core: Core | None = None
        self._left = 0
        self._is_over: Callable[[], bool] = lambda: False
        self._over: Callable[[], None] = lambda: None
        self._act = "start"
        self._screens = walked()
        self._aim = Aim(self._screens, report, draws)
        self._shop.terminal.next_end = self._aim.end
        self._busy = Busy(self._served)
        self._since = time.monotonic()
        self._session_id = ""
        self._is_leaving, self._looks = False, 0
        self.pace = 0.0  # how many seconds pass in one, beside those the walk lets pass
        self.typed: set[str] = set()
        self.complaints: list[str] = []
        self.trace: list[str] = []

    def start(self, core: Core, steps: int, is_over: Callable[[], bool], over: Callable[[], None]) -> None:
        """Begin; on the UI thread, once the kiosk serves."""
        self._core, self._left, self._is_over, self._over = core, steps, is_over, over
        self._wait()

    # --- rest ---------------------------------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Ask the core to say when it rests; what it showed until then is on its way to the glass before that."""
        core, self._since = self._core, time.monotonic()
        if core is not None:
            core.call(lambda: core.spawn(self._rest(), lambda error: self._report.find([repr(error)], self._act)))

    async def _rest(self) -> None:
        runtime = CountedRuntime.newest
        if runtime is not None:
            await runtime.quiet()
            session = runtime.session
            self._told.came.emit(session, _name(session))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do the walk's own work; what it raises ends the life and stands in the report."""
        try:
            work()
        except Exception:
            self._report.find([traceback.format_exc()], self._act)
            self._over()

    def _rested(self, session: Session, screen: str) -> None:
        self._guarded(lambda: self._compare(session, screen))

    def _compare(self, session: Session, screen: str) -> None:
        """The core rests: let the glass come to show the same, then look."""
        shown = str(self._shell.property("screen"))
        waited_s = time.monotonic() - self._since
        if shown != screen and waited_s < SETTLES_WITHIN_S:
            QTimer.singleShot(1, lambda: self._rested(session, screen))
            return
        if shown != screen:
            self._report.find([f"I8: the glass shows {shown}, the session is on {screen}"], self._act)
        self._look(session)

    def _look(self, session: Session) -> None:
        if session.id != self._session_id:
            self._report.sessions += bool(session.id)
            self._is_leaving, self._looks = not session.id, 0
            self._session_id = session.id
            if session.id:
                self.typed.clear()
        if self._is_leaving:
            self._see_off(session)
            return
        self._report.meet(self._screen, self._shell.language, self._screens)
        seen = list(walk(self._view.contentItem()))
        problems = [*live_screen(self._view, self._shell, 1, seen), *way_to_a_person(self._view, self._shell, seen)]
        problems += self.complaints
        self.complaints.clear()
        self._report.find(problems, " > ".join(self.trace[-6:]))
        self._next()

    def _see_off(self, session: Session) -> None:
        """Look until nothing of the customer is left, for as long as I7 allows."""
        problems = left_behind(self._view, self._shell, self.typed)
        self._looks += 1
        if problems and (self._looks < LOOKS or time.monotonic() - self._since < GONE_WITHIN_S):
            QTimer.singleShot(LOOK_MS, lambda: self._guarded(lambda: self._see_off(session)))
            return
        self._report.find(problems, " > ".join(self.trace[-6:]))
        self._is_leaving = False
        self._look(session)

    def _served(self, took_ms: float, own_ms: float) -> None:
        self._report.served(took_ms, own_ms, f"{self._act.partition(' ')[0]} on {self._screen}")

    @property
    def _screen(self) -> str:
        return str(self._shell.property("screen"))

    # --- acts ---------------------------------------------------------------------------------------------------------

    def _next(self) -> None:
        if self._left <= 0 or self._is_cut() or self._is_over():
            self._busy.stop()
            self._over()
            return
        self._left -= 1
        self._report.steps += 1
        QTimer.singleShot(0, lambda: self._guarded(self._do))

    def _is_cut(self) -> bool:
        """True when this life shall end now."""
        return self._aim.is_cut(self._screen, self._shell.property("rows").rowCount())

    def _wants(self) -> bool:
        return self._aim.wants()

    def _do(self) -> None:
        passed_s = self.pace * (time.monotonic() - self._since)
        self._on_core(lambda: self._clock.move(passed_s))
        self._act = (self._wants() and self._aimed()) or self._unaimed()
        self.trace.append(f"{self._screen}: {self._act}")
        self._report.acts[self._act.partition(" ")[0]] += 1
        self._wait()

    def _aimed(self) -> str:
        """Do what leads to a screen in a language that was not met; return nothing where nothing does."""
        screen = self._screen
        if role := self._aim.device(screen):
            device: Fitted = self._shop.scanner if role == "scanner" else self._shop.terminal
            if device.health == READY:
                self._on_core(device.go)
                return f"device {type(device).__name__}"
        if self._aim.is_card(screen):
            return self._read(MEMBER)
        known = {item.objectName(): item for item in hands.controls(self._view)}
        if name := self._aim.control(screen, known):
            return self._pressed(known[name])
        return self._pass_time() if self._aim.is_time(screen) else ""

    def _unaimed(self) -> str:
        acts = (
            self._press, self._scan, self._pass_time, self._key, self._touch, self._twice, self._drag, self._break,
            self._lay,
        )  # fmt: skip
        is_broken = any(device.health != READY for device in self._devices())
        is_nobody = self._screen == "shell/Attract"  # then a device that is away shows most
        weights = (60, 14, 14, 6, 2, 2, 1, 8 if is_broken or is_nobody else 2, LAYS.get(self._screen, 0))
        return self._draws.choices(acts, weights)[0]()

    def _devices(self) -> tuple[Fitted, ...]:
        return self._shop.scanner, self._shop.printer, self._shop.terminal, self._shop.pan

    def _one(self) -> QQuickItem | None:
        """Choose what to press: the step on more often than what stands on every screen."""
        found = hands.controls(self._view)
        if not found:
            return None
        return self._draws.choices(found, [SELDOM.get(item.objectName(), USUALLY) for item in found])[0]

    def _press(self) -> str:
        item = self._one()
        return "nothing to press" if item is None else self._pressed(item)

    def _pressed(self, item: QQuickItem) -> str:
        name = item.objectName()
        if self._draws.random() < 0.5:
            self._finger.press(item)
            return f"key-press {name}"
        self._finger.tap(hands.middle(item))
        return f"tap {name}"

    def _twice(self) -> str:
        item = self._one()
        if item is None:
            return "nothing to press"
        at, name = hands.middle(item), item.objectName()
        self._finger.tap(at)
        self._finger.tap(at)
        return f"double-tap {name}"

    def _anywhere(self) -> QPoint:
        return QPoint(self._draws.randrange(self._view.width()), self._draws.randrange(self._view.height()))

    def _touch(self) -> str:
        at = self._anywhere()
        self._finger.tap(at)
        return f"touch {at.x()},{at.y()}"

    def _drag(self) -> str:
        start, end = self._anywhere(), self._anywhere()
        self._finger.drag(start, end)
        return f"drag {start.x()},{start.y()} to {end.x()},{end.y()}"

    def _key(self) -> str:
        name = self._draws.choice((*hands.KEYS, *hands.KEYS_OF_NOBODY))
        self._finger.key(name)
        return f"key {name}"

    def _scan(self) -> str:
        kind = self._draws.random()
        if kind < 0.1:
            problem = self._draws.choice(BAD)
            self._on_core(lambda: self._shop.scanner.fail(problem))
            return f"bad-scan {problem}"
        return self._read(self._draws.choice(GOODS if kind < 0.8 else (*OTHERS, *GIFTS, *GIFTS, MEMBER)))

    def _read(self, code: bytes) -> str:
        self._on_core(lambda: self._shop.scanner.read(code))
        return f"scan {code!r}"

    def _pass_time(self) -> str:
        seconds = self._draws.choice(WAITS_S)
        self._on_core(lambda: self._clock.move(seconds))
        return f"time {seconds:g} s"

    def _break(self) -> str:
        broken = [device for device in self._devices() if device.health != READY]
        device = self._draws.choice(broken or self._devices())
        self._on_core(device.turn)
        return f"device {type(device).__name__}"

    def _lay(self) -> str:
        self._on_core(self._shop.pan.lay)
        return "lay"

    def _on_core(self, work: Callable[[], object]) -> None:
        if self._core is not None:
            self._core.call(work)


def _name(session: Session) -> str:
    from kiosk.flows.shell import frame

    shown: Frame = frame(session)
    return shown.screen
