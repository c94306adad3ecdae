"""How long each screen waits for a sign of life, and when that time begins anew."""

from __future__ import annotations

from kiosk.flows.base import PLAIN, SLOW_FACTOR, Effect, Event, StartTimer, StopTimer
from kiosk.flows.shell.over.covered import is_for_staff, site_on
from kiosk.flows.shell.session import Attract, Home, InFlow, Language, Session, StillThere
from kiosk.flows.shell.views import view_of

IDLE_TIMER = "shell.idle"
LEAVE_TIMER = "shell.leave"
STOP = (StopTimer(IDLE_TIMER), StopTimer(LEAVE_TIMER))
SHELL_TIMEOUT_S = 60


def wait_s(session: Session) -> int | None:
    """Return how long this screen waits; three times as long for who reads slowly, or for a customer with a call."""
    wait = _screen_wait_s(session)
    is_slow = session.access.is_slow or (session.open_call is not None and not _is_staffs(session))
    return wait * SLOW_FACTOR if wait is not None and is_slow else wait


def _is_staffs(session: Session) -> bool:
    return session.over is not None and is_for_staff(session.over)


def _screen_wait_s(session: Session) -> int | None:
    shown = session.shown
    if isinstance(shown, InFlow):
        wait = view_of(shown, site_on(session)).timeout_s
        return min(wait, session.site.staff_idle_s) if wait is not None and _is_staffs(session) else wait
    if isinstance(session.screen, Attract):  # neither language nor sheet of somebody who left is the next one's
        is_plain = session.site.language == session.home_language and session.access == PLAIN
        is_touched = not is_plain or session.sheet is not None
        return SHELL_TIMEOUT_S if is_touched else None
    return SHELL_TIMEOUT_S if isinstance(session.screen, Language | Home) else None


def armed(before: Session, after: Session, event: Event) -> tuple[Effect, ...]:
    """Arm the time-out anew by what a customer does, by a new screen and by a new length; the warning goes with it."""
    if isinstance(after.sheet, StillThere):
        return ()
    is_new_screen = type(_shown(before)) is not type(_shown(after))
    wait = wait_s(after)
    if wait is None:
        is_armed = is_new_screen or wait_s(before) is not None
        return STOP if is_armed else ()
    if is_new_screen or event.is_activity or wait_s(before) != wait:
        return StartTimer(IDLE_TIMER, wait), STOP[1]
    return ()


def _shown(session: Session) -> object:
    shown = session.shown
    return shown.state if isinstance(shown, InFlow) else shown
