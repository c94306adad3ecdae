"""What a call looks like: a short word over the screen when something has changed, and all of it in its sheet."""

from __future__ import annotations

from kiosk.domain.calls import Call, Stage, usual_wait_min
from kiosk.domain.hours import Opening
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, Toast
from kiosk.flows.glass import SheetView, people
from kiosk.flows.shell.session import Session


def said(call: Call) -> Text:
    """Return what has become of a call, in one sentence. Nobody "is coming" before a person said so."""
    if call.is_unanswered:
        return text("call.unanswered")
    match call.stage:
        case Stage.SENT:
            return text("call.sent")
        case Stage.COMING:
            return text("call.coming", name=call.by) if call.by else text("call.coming.somebody")
        case Stage.HERE:
            return text("call.here")
        case _:
            return text("call.heard")


def note(session: Session) -> Toast | None:
    """Return the short word over the screen, with the way back from a call that was just sent."""
    call = session.open_call
    if call is None or not session.call_note:
        return None
    if call.is_unanswered:
        return Toast(said(call), Action(text("call.where"), "PersonCalled", icon="concierge-bell"))
    undo = Action(text("action.undo"), "CallWithdrawn", icon="undo-2") if call.is_waiting else None
    return Toast(said(call), undo)


def sheet(session: Session, close: Action) -> SheetView:
    """Return where a person is, and of an open call what has become of it and how to take it back."""
    site, call = session.site, session.open_call
    if call is None:
        return SheetView("person", text("sheet.person.title"), _about(site), (), (close,), parts=people(site))
    withdraw = Action(text("call.withdraw"), "CallWithdrawn", icon="x")
    text_ = text("call.go_on") if not call.is_unanswered else _about(site)
    minutes = usual_wait_min(session.waited_s) if call.is_waiting else None
    lines = (text("call.wait", n=minutes),) if minutes is not None and not call.is_unanswered else ()
    return SheetView("person", said(call), text_, lines, (close, withdraw), parts=people(site))


def _about(site: Site) -> Text | None:
    """Return what to do about a person; with nobody there, where and when next is all there is to say."""
    return text("sheet.person.text") if site.opening is not Opening.CLOSED else None
