"""Everything that watches over one kiosk process, put together for `main.py`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kiosk.watch import service
from kiosk.watch.faults import Faults
from kiosk.watch.hooks import catch_all, catch_in
from kiosk.watch.restarts import Restarts
from kiosk.watch.stalls import Stalls
from kiosk.watch.watchdog import Watchdog

RESTART: Final = 75  # exit status: start me again
BEAT_S: Final = 1.0
GLASS, CORE = "glass", "core"
SEEN: Final = frozenset({"screen", "callback", "move"})  # what is raised there may leave half a picture
if TYPE_CHECKING:  # the first picture waits for this file
    import asyncio

log = logging.getLogger(__name__)


class Served(Protocol):
    """The running core, as far as it concerns a guard; called on the core's thread."""

    def screen_failed(self) -> None:
        """End the session of who is not paying."""
        ...

    def when_free(self, act: Callable[[], None]) -> None:
        """Call once when nobody pays and no paper is under way; at once if that is now."""
        ...


class Guard:
    """Watches from the first picture on. `is_strict`: somebody starts the process again, so it may end itself."""

    def __init__(
        self, restart: Callable[[int], None], *, is_strict: bool, end: Callable[[int], object] = os._exit
    ) -> None:
        self._restart = restart
        self._is_strict = is_strict
        self._end = end
        self._faults = Faults()
        self._restarts: Restarts | None = None
        self._watchdog: Watchdog | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._next_beat: asyncio.TimerHandle | None = None
        self._served: Served | None = None
        self._is_restarting = False
        self._undo: Callable[[], None] | None = None

    def catch(self) -> None:
        """Catch from now on what nobody catches, wherever it is raised."""
        self._undo = catch_all(self.fault)

    def open(self, data_dir: Path) -> bool:
        """Take up what earlier processes left in the data folder; True when the kiosk started again too often."""
        self._restarts = restarts = Restarts(data_dir)
        try:
            self._watchdog = Watchdog(Stalls(data_dir / "logs", restarts, is_strict=self._is_strict, end=self._end))
        except OSError as error:
            log.error("no watch over stalls: %s", error)
        return self._is_strict and restarts.is_too_often()

    def serve(self, loop: asyncio.AbstractEventLoop, served: Served) -> None:
        """Begin the watch: the kiosk is up. On the core's thread."""
        self._loop, self._served = loop, served
        catch_in(loop, self.fault)
        if self._watchdog is not None:
            self._beat()
            self._watchdog.start()
        service.tell(service.READY)

    def _beat(self) -> None:
        if self._watchdog is not None and self._loop is not None:
            self._watchdog.beat(CORE)
            self._next_beat = self._loop.call_later(BEAT_S / 2, self._beat)

    def pulse(self) -> None:
        """Give a sign of life of the glass, each second; the service hears of it only while the core moves, too."""
        watchdog = self._watchdog
        if watchdog is None or self._served is None:
            return
        watchdog.beat(GLASS)
        if watchdog.is_fresh(CORE):
            service.tell(service.ALIVE)

    def fault(self, where: str, what: BaseException | str) -> None:
        """Take what a screen or a callback raised; from any thread. The payment machine is not touched."""
        if isinstance(what, BaseException):
            log.error("%s raised", where, exc_info=what)
        else:
            log.error("%s: %s", where, what)
        loop, served = self._loop, self._served
        if not self._faults.add() or loop is None or served is None or loop.is_closed():
            return
        if where in SEEN:
            loop.call_soon_threadsafe(served.screen_failed)
        if self._faults.is_too_many:
            loop.call_soon_threadsafe(served.when_free, self.start_again)

    def start_again(self) -> None:
        """End in good order, to be started anew; only where somebody does that."""
        if not self._is_strict or self._is_restarting:
            return
        self._is_restarting = True
        log.error("the kiosk starts again because of its faults")
        if self._restarts is not None:
            self._restarts.add("faults")
        self._restart(RESTART)

    def start_anew(self) -> bool:
        """Start again because a person wants it, when nobody pays; False where nobody starts the process again."""
        if not self._is_strict or self._served is None:
            return False
        self._served.when_free(self._anew)
        return True

    def _anew(self) -> None:
        if not self._is_restarting:
            self._is_restarting = True
            log.info("the kiosk starts again because a person wants it")
            self._restart(RESTART)

    def stop(self, exit_status: int) -> None:
        """Watch no more: the application has ended; with 0 a person ended it."""
        service.tell(service.STOPPING)
        if self._undo is not None:
            self._undo()
        if self._watchdog is not None:
            self._watchdog.stop()
            self._watchdog = None
        if self._next_beat is not None and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._next_beat.cancel)
        if self._restarts is not None and exit_status == 0:
            self._restarts.forget()
