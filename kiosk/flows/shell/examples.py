"""The session in each of its states, and every flow's examples on its glass; invented and said to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.domain.calls import Call, Stage
from kiosk.domain.hours import Opening
from kiosk.domain.text import LocalText
from kiosk.flows.base import PLAIN, Access, DeviceChanged, Place, Site
from kiosk.flows.checkin.aside.tables import RULES
from kiosk.flows.registry import flows, guests
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
    Over,
    PersonSheet,
    Session,
    Starting,
    StillThere,
)

DESK = LocalText(
    (
        ("en", "Service desk beside lane 1"),
        ("nl", "Servicebalie naast kassa 1"),
        ("es", "Mostrador junto a la caja 1"),
        ("pt-BR", "Balcão ao lado do caixa 1"),
        ("pt-PT", "Balcão ao lado da caixa 1"),
    )
)
DEVICES = {name: DeviceChanged(name, "READY", True) for name in ("scanner", "printer", "terminal")}
SITE = Site(
    name="Kade Markt",
    kiosk="Kiosk 4",
    currency="EUR",
    languages=("en", "nl", "es", "pt-BR", "pt-PT"),
    language="en",
    place=Place(DESK, "4410", "06:00", "22:00"),
    devices=DEVICES,
    is_demo=True,
)
SESSION = Session(SITE, "en")
READER = DeviceChanged("documents", "READY", True)
BOTH = replace(SITE, journeys=("checkout", "checkin"), devices={**DEVICES, "documents": READER})
AIRPORT = replace(
    BOTH,
    journeys=("checkin",),
    devices={**BOTH.devices, **{name: DeviceChanged(name, "READY", True) for name in ("tags", "scale")}},
    travel=RULES,
)


def _away(device: str, *reasons: str) -> Site:
    gone = DeviceChanged(device, "ABSENT" if not reasons else "NEEDS_PERSON", False, reasons)
    return replace(SITE, devices={**DEVICES, device: gone})


def _examples() -> dict[str, Session]:
    found = {
        "shell/Starting": replace(SESSION, screen=Starting()),
        "shell/Attract": replace(SESSION, screen=Attract()),
        "shell/Attract-closing": replace(SESSION, screen=Attract(), site=replace(SITE, opening=Opening.CLOSING)),
        "shell/Attract-closed": replace(SESSION, screen=Attract(), site=replace(SITE, opening=Opening.CLOSED)),
        "shell/Attract-no-card": replace(SESSION, screen=Attract(), site=_away("terminal")),
        "shell/Attract-no-paper": replace(SESSION, screen=Attract(), site=_away("printer", "MEDIA_EMPTY")),
        "shell/Attract-airport": replace(SESSION, screen=Attract(), site=AIRPORT),
        "shell/Attract-both": replace(SESSION, screen=Attract(), site=BOTH),
        "shell/Language": replace(SESSION, id="s", screen=Language()),
        "shell/Home": replace(SESSION, id="s", screen=Home()),
        "shell/Home-no-card": replace(SESSION, id="s", screen=Home(), site=_away("terminal")),
        "shell/OutOfService": replace(SESSION, screen=OutOfService("SYS.STORAGE")),
        "shell/OutOfService-terminal": replace(
            SESSION,
            screen=OutOfService("DEV.REQUIRED_AWAY", "terminal"),
            site=replace(_away("terminal"), required=("terminal",)),
        ),
        "shell/OutOfService-paused": replace(
            SESSION,
            screen=OutOfService("LANE.PAUSED", "lane"),
            site=replace(SITE, devices={**DEVICES, "lane": DeviceChanged("lane", "paused", False, ("14:30",))}),
        ),
    }
    for name, flow in flows().items():
        for example, state in flow.EXAMPLES.items():
            site = AIRPORT if name == "checkin" else SITE
            found[f"{name}/{example}"] = replace(SESSION, id="s", screen=InFlow(name, state), site=site)
    scanning = found["checkout/Scanning"]
    for name, guest in guests().items():
        for example, state in guest.EXAMPLES.items():
            found[f"{name}/{example}"] = replace(scanning, over=Over(name, state, SITE.language, PLAIN))
    found["sheet/StillThere"] = replace(scanning, sheet=StillThere(30))
    found["sheet/Person"] = replace(scanning, sheet=PersonSheet())
    found["sheet/Language"] = replace(scanning, sheet=LanguageSheet())
    found["sheet/Access"] = replace(scanning, sheet=AccessSheet())
    found["sheet/Guidance"] = replace(scanning, sheet=GuidanceSheet(), access=Access(speech="on"))
    found["sheet/Cancel"] = replace(scanning, sheet=CancelSheet())
    for name, change in CALLS.items():
        call = replace(Call("call", 1_790_000_000_000, "checkout/Scanning", (), "en"), **change)
        is_sheet = name.startswith("sheet/")
        found[name] = replace(
            scanning, call=call, call_note=not is_sheet, waited_s=(70, 110), sheet=PersonSheet() if is_sheet else None
        )
    found["checkout/Scanning-no-paper"] = replace(scanning, site=_away("printer", "MEDIA_EMPTY"))
    found["checkout/Scanning-no-scanner"] = replace(scanning, site=_away("scanner"))
    found["checkout/Receipt-no-printer"] = replace(found["checkout/Receipt"], site=_away("printer"))
    return found


CALLS: Mapping[str, Mapping[str, Any]] = {
    "call/Sent": {},
    "call/Coming": {"stage": Stage.COMING, "by": "Sofia"},
    "call/Unanswered": {"stage": Stage.HEARD, "level": 3},
    "sheet/Call": {"stage": Stage.HEARD},  # with how long it usually takes
    "sheet/Call-coming": {"stage": Stage.COMING},
    "sheet/Call-here": {"stage": Stage.HERE, "by": "Sofia"},
}
EXAMPLES: Mapping[str, Session] = _examples()
