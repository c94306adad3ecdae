"""The glass as a whole, and its first picture: light enough to be made before any flow is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.hours import Opening
from kiosk.domain.text import Text, text
from kiosk.flows.base import PLAIN, Access, Action, Site, View, Viewable


@dataclass(frozen=True, slots=True)
class Strip:
    """The utility strip: at the same place with the same words on every screen. `called`: how far an open call is.

    `has_corner`: holding the upper left corner of the glass asks for the sign-in of staff; `awaited`: what they
    are told while they wait for it, in the place where a customer's step stands.
    """

    language: Action
    help: Action
    access: Action
    reach: Action
    call: Action
    brand: str
    place: str
    called: Text | None = None
    has_corner: bool = False
    awaited: Text | None = None


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet over the screen; `seconds` counts down when above zero. The first action is the safe one."""

    kind: str
    title: Text
    text: Text | None = None
    lines: tuple[Viewable, ...] = ()
    actions: tuple[Action, ...] = ()
    seconds: int = 0
    parts: Mapping[str, Viewable] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the glass. `screen` names the QML file: `checkout/Scanning`.

    `is_anew`: its page raised; what it is made of is made again. `call`: the stage of an open call for a person.
    `is_staffed`: staff have the glass over a customer, who gets it back.
    """

    screen: str
    view: View
    language: str
    strip: Strip
    sheet: SheetView | None
    is_demo: bool
    access: Access = PLAIN
    is_anew: bool = False
    call: str = ""
    is_training: bool = False
    is_staffed: bool = False


def starting(site: Site) -> Frame:
    """Return the first picture, with nobody at the glass."""
    first = starting_view(site)
    return Frame("shell/Starting", first, site.language, strip(site), None, site.is_demo, is_training=site.is_training)


def starting_view(site: Site) -> View:
    """Return what the first picture shows: the same as attract, with another word."""
    return View(text("shell.starting.title"), parts=picture(site), timeout_s=None)


def strip(site: Site, access: Access = PLAIN, called: Text | None = None, awaited: Text | None = None) -> Strip:
    """Return the strip at the foot; its wheelchair turns reach mode on, or off again."""
    reach = "off" if access.reach == "on" else "on"
    return _strip(site.language.partition("-")[0], site.name, site.kiosk, reach, called, site.has_corner, awaited)


@lru_cache(maxsize=32)
def _strip(
    language: str, brand: str, place: str, reach: str, called: Text | None, has_corner: bool, awaited: Text | None
) -> Strip:
    turned = (("setting", "reach"), ("value", reach))
    return Strip(
        language=Action(text(f"language.{language}"), "LanguagePressed", icon="globe"),
        help=Action(text("action.help"), "HelpPressed", icon="circle-help"),
        access=Action(text("action.access"), "AccessPressed", icon="a-large-small"),
        reach=Action(text("action.reach"), "AccessChosen", turned, icon="accessibility"),
        call=Action(text("action.call_person"), "PersonCalled", icon="concierge-bell"),
        brand=brand,
        place=place,
        called=called,
        has_corner=has_corner,
        awaited=awaited,
    )


def people(site: Site) -> Mapping[str, Viewable]:
    """Return where a person is."""
    place = site.place
    title = text("people.title")
    return {
        "title": text("people.back", opens=place.opens) if site.opening is Opening.CLOSED else title,
        "desk": place.desk,
        "phone": place.phone,
        "phone_heard": text("speech.phone", digits=" ".join(place.phone)),
        "hours": text("people.hours", opens=place.opens, closes=place.closes),
    }


CHECKIN_ONLY = ("checkin",)
READERS_OF = {"checkout": 1, "checkin": 2}  # how many readers attract names of each journey


def for_journeys(site: Site, key: str) -> str:
    """Return the key of words for what a site offers: the bare one is of shopping, `.checkin` and `.both` follow it."""
    if "checkin" not in site.journeys:
        return key
    return f"{key}.checkin" if site.journeys == CHECKIN_ONLY else f"{key}.both"


def picture(site: Site) -> Mapping[str, Viewable]:
    """Return what the first picture and attract share. `kind`: which art stands on the line; `lanes`: of readers."""
    kinds = {"shell.attract": "shopping", "shell.attract.checkin": "travel"}
    return {
        "poster": text("shell.attract.poster"),
        "lead": text(for_journeys(site, "shell.attract.lead")),
        "lanes": sum(READERS_OF.get(journey, 0) for journey in site.journeys),
        "kind": kinds.get(for_journeys(site, "shell.attract"), "both"),
        "people": people(site),
    }
