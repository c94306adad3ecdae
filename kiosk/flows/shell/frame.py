"""What the glass shows as a whole: the screen's view, the strip, and the sheet above it, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import assert_never

from kiosk.domain.blockers import LANE_CLOSED, LANE_PAUSED, Blocker
from kiosk.domain.hours import Opening
from kiosk.domain.text import Text, text
from kiosk.domain.values import replace
from kiosk.flows.base import CHOICES, LANE, Access, Action, Site, View, Viewable
from kiosk.flows.glass import CHECKIN_ONLY, Frame, SheetView, for_journeys, people, picture, starting_view, strip
from kiosk.flows.lane.events import LaneState
from kiosk.flows.registry import offered
from kiosk.flows.shell import callview
from kiosk.flows.shell.over.covered import is_for_staff, site_on
from kiosk.flows.shell.session import (
    AccessSheet,
    Attract,
    CancelSheet,
    GuidanceSheet,
    Home,
    InFlow,
    Language,
    LanguageSheet,
    OutOfService,
    PersonSheet,
    Session,
    Starting,
    StillThere,
    name_of,
)
from kiosk.flows.shell.views import forget, view_of

LOOKS = ("text", "look", "motion", "speech", "sounds")  # the reach has its own place in the strip
VOICE = ("rate", "screen", "keys")
READERS = (  # of which journey, the role of the reader, its sign, and what it reads
    ("checkout", ("scanner", "scan-barcode", "shell.attract.product")),
    ("checkin", ("scanner", "ticket", "shell.attract.pass")),
    ("checkin", ("documents", "book-user", "shell.attract.passport")),
)
VOICE_AND_KEYS = Action(text("action.guidance"), "GuidancePressed", icon="headphones")


def frame(session: Session) -> Frame:
    """Return what the glass shows for a session."""
    site, call = session.site, session.open_call
    view, note = _view(session), callview.note(session)
    if note is not None and view.toast is None:  # what was just done to the basket is said first
        view = replace(view, toast=note)
    return Frame(
        name_of(session.shown),
        view,
        site.language,
        strip(site, session.access, None if call is None else callview.said(call), _awaited(session)),
        _sheet(session),
        site.is_demo,
        session.access,
        call="" if call is None else call.stage,
        is_training=site.is_training,
        is_staffed=bool(session.id) and session.over is not None and is_for_staff(session.over),
    )


def _awaited(session: Session) -> Text | None:
    """Return what staff are told who wait until a payment or a paper is done."""
    return text("staff.awaited") if session.is_staff_asked else None


def _view(session: Session) -> View:
    site, shown = session.site, session.shown
    if not isinstance(shown, InFlow):
        forget()
    match shown:
        case InFlow():
            return view_of(shown, site_on(session))
        case Starting():
            return starting_view(site)
        case Attract():
            return _attract(site)
        case Language():
            return _language(site)
        case Home():
            return _home(site)
        case OutOfService():
            return _out_of_service(shown, site)
        case _:
            assert_never(shown)


def _languages(site: Site) -> tuple[Mapping[str, Viewable], ...]:
    return tuple(
        {
            "name": text(f"language.{language}"),
            "language": language,
            "is_chosen": language == site.language,
            "event": "LanguageChosen",
            "args": {"language": language},
        }
        for language in site.languages
    )


def _for(site: Site, key: str) -> Text:
    """Return the words of a key for what this site offers: shopping by the bare key, `.checkin`, or `.both`."""
    return text(for_journeys(site, key))


def _limits(site: Site) -> Text | None:
    if site.journeys == CHECKIN_ONLY:
        return None if site.is_usable("printer") else text("shell.attract.no_passes")
    if site.is_terminal_asked or not site.is_usable("terminal"):
        return text("shell.attract.no_card")
    if not site.is_usable("printer"):
        return text("shell.attract.no_paper")
    return None


def _hours(site: Site) -> Text:
    """Return until when people are there, that they go soon, or when they come back."""
    match site.opening:
        case Opening.OPEN:
            return text("people.open_until", closes=site.place.closes)
        case Opening.CLOSING:
            return text("people.closing_soon", closes=site.place.closes)
        case Opening.CLOSED:
            return text("people.closed", opens=site.place.opens)


def _attract(site: Site) -> View:
    is_ready = site.is_usable("scanner")
    parts: dict[str, Viewable] = {
        **picture(site),
        "start": Action(text("shell.attract.start"), "StartPressed", icon="pointer", heard=text("speech.start")),
        "readers_hint": _for(site, "shell.attract.readers"),
        "readers": tuple(_reader(site, *own) for journey, own in READERS if journey in site.journeys),
        "languages": _languages(site),
        "opening": str(site.opening),
        "open_until": _hours(site),
        "limited": _limits(site),
    }
    heard = _for(site, "speech.begin") if is_ready else text("shell.home.needs_scanner")
    return View(text("shell.attract.poster"), parts=parts, takes_scans=True, timeout_s=None, heard=heard)


def _reader(site: Site, device: str, icon: str, name: str) -> Mapping[str, Viewable]:
    is_ready = site.is_usable(device)
    return {
        "icon": icon,
        "name": text(name),
        "state": text("shell.attract.ready" if is_ready else "shell.attract.not_ready"),
        "is_ready": is_ready,
    }


def _language(site: Site) -> View:
    return View(
        title=text("shell.language.title"),
        instruction=text("shell.language.instruction"),
        cancel=Action(text("action.cancel"), "CancelPressed", icon="x"),
        parts={"languages": _languages(site)},
        takes_scans=True,
    )


def _home(site: Site) -> View:
    tiles: list[Viewable] = []
    for name, flow in offered(site).items():
        missing = next((need for need in flow.ENTRY.needs if not site.is_usable(need)), None)
        tiles.append(
            {
                "title": flow.ENTRY.title,
                "text": flow.ENTRY.text,
                "art": flow.ENTRY.art,
                "event": "FlowChosen",
                "args": {"flow": name},
                "is_ready": missing is None,
                "why_not": text(f"shell.home.needs_{missing}") if missing is not None else None,
            }
        )
    small: tuple[Viewable, ...] = (
        _tile(text("action.help"), text("shell.home.help"), "circle-help", "HelpPressed"),
        _tile(text("action.call_person"), site.place.desk, "concierge-bell", "PersonCalled"),
        _tile(text("action.access"), text("shell.home.access"), "a-large-small", "AccessPressed"),
    )
    return View(
        title=text("shell.home.title"),
        instruction=_for(site, "shell.home.instruction"),
        cancel=Action(text("action.cancel"), "CancelPressed", icon="x"),
        parts={"tiles": tuple(tiles), "small": small},
        takes_scans=True,
        heard=_for(site, "shell.home.heard"),
    )


def _tile(title: Text, detail: Viewable, icon: str, event: str) -> Mapping[str, Viewable]:
    return {"title": title, "text": detail, "icon": icon, "event": event}


def _lane(site: Site) -> View:
    """Return what a lane shows that staff paused or closed."""
    known = site.devices[LANE]
    until = text("lane.out.paused_until", time=known.reasons[0]) if known.reasons else None
    code = LANE_PAUSED if known.state == LaneState.PAUSED else LANE_CLOSED
    return View(
        title=until or text(f"lane.out.{known.state}"),
        instruction=text("lane.out.works"),
        parts={
            "what_happened": Blocker("", code, ("kiosk", site.kiosk)).words("what"),
            "what_works": text("shell.out.works"),
            "where": people(site),
            "code_label": text("shell.out.code"),
            "code": code,
            "lane": known.state,
        },
        timeout_s=None,
    )


def _out_of_service(screen: OutOfService, site: Site) -> View:
    if screen.waits_for == LANE:
        return _lane(site)
    blocker = Blocker("", screen.code, ("kiosk", site.kiosk))
    return View(
        title=text("shell.out.title"),
        instruction=text("shell.out.instruction"),
        parts={
            "what_happened": blocker.words("what"),
            "what_works": text("shell.out.works"),
            "where": people(site),
            "code_label": text("shell.out.code"),
            "code": " ".join(filter(None, (screen.code, screen.waits_for))),
        },
        timeout_s=None,
    )


def _access_groups(access: Access) -> tuple[Mapping[str, Viewable], ...]:
    """Return what the sheet of looks offers."""
    return _groups(access, LOOKS)


def _groups(access: Access, settings: tuple[str, ...]) -> tuple[Mapping[str, Viewable], ...]:
    """Return choices by groups; what the customer did not choose stands at its usual value."""
    chosen = {**asdict(access), "look": access.look or "light", "speech": access.speech or "off"}
    chosen["sounds"] = access.sounds or "on"
    return tuple(
        {
            "name": text(f"access.{setting}"),
            "choices": tuple(
                {
                    "name": text(f"access.{setting}.{value}"),
                    "key": f"{setting}:{value}",
                    "is_chosen": value == chosen[setting],
                    "event": "AccessChosen",
                    "args": {"setting": setting, "value": value},
                }
                for value in CHOICES[setting]
            ),
        }
        for setting in settings
    )


def _guidance_groups(access: Access) -> tuple[Mapping[str, Viewable], ...]:
    """Return what the sheet of the voice offers; loudness goes by steps."""
    rate, *others = _groups(access, VOICE)
    return rate, _loudness(access), *others


def _loudness(access: Access) -> Mapping[str, Viewable]:
    levels = CHOICES["volume"]
    at = levels.index(access.volume)
    steps = {"quieter": levels[max(0, at - 1)], "louder": levels[min(len(levels) - 1, at + 1)]}
    return {
        "name": text("access.volume", level=at + 1, most=len(levels)),
        "choices": tuple(
            {
                "name": text(f"access.volume.{step}"),
                "key": f"volume:{step}",
                "is_chosen": False,
                "event": "AccessChosen",
                "args": {"setting": "volume", "value": value},
            }
            for step, value in steps.items()
        ),
    }


def _sheet(session: Session) -> SheetView | None:
    close = Action(text("action.close"), "SheetClosed", icon="x")
    site = session.site
    match session.sheet:
        case None:
            return None
        case StillThere(seconds=seconds):
            more = Action(text("action.more_time"), "MoreTimePressed", icon="clock")
            code = view_of(session.screen, session.site).kept_as if isinstance(session.screen, InFlow) else ""
            said = text("sheet.still_there.kept", code=code) if code else text("sheet.still_there.text")
            return SheetView("still_there", text("sheet.still_there.title"), said, actions=(more,), seconds=seconds)
        case PersonSheet():
            return callview.sheet(session, close)
        case AccessSheet():
            choices: Mapping[str, Viewable] = {"groups": _access_groups(session.access)}
            return SheetView("access", text("sheet.access.title"), None, (), (close, VOICE_AND_KEYS), parts=choices)
        case GuidanceSheet():
            voice: Mapping[str, Viewable] = {"groups": _guidance_groups(session.access)}
            again = Action(text("action.read_again"), "ReadAgainPressed", icon="volume-2")
            actions = (close, again) if session.access.speech == "on" else (close,)
            title = text("sheet.guidance.title")
            return SheetView("guidance", title, text("speech.keys"), actions=actions, parts=voice)
        case LanguageSheet():
            languages: Mapping[str, Viewable] = {"languages": _languages(site)}
            return SheetView("language", text("shell.language.title"), None, (), (close,), parts=languages)
        case CancelSheet():
            stop = Action(text("sheet.cancel.stop"), "CancelConfirmed", icon="trash-2")
            on = Action(text("sheet.cancel.keep"), "SheetClosed", icon="arrow-left")
            later = view_of(session.screen, session.site).keep if isinstance(session.screen, InFlow) else None
            ways = (on, stop) if later is None else (on, later, stop)
            return SheetView("question", text("sheet.cancel.title"), text("sheet.cancel.text"), actions=ways)
        case _:
            assert_never(session.sheet)
