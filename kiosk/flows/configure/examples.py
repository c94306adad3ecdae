"""The settings' pages in each of their states; keys and values of an invented kiosk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.staff.configured import BundleFacts, BundleFault, Change, Key, Kind, Source, Standing, Wrong
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.configure.events import BundleRefused, Drafted
from kiosk.flows.configure.flow import State
from kiosk.flows.configure.labels import Labels, LabelTried, LabelTyping, Tried
from kiosk.flows.configure.states import (
    Applied,
    Applying,
    BundleFound,
    Bundles,
    Choose,
    Difference,
    Edit,
    Keys,
    Sections,
    Visit,
)
from kiosk.formats.ean import check_digit
from kiosk.formats.in_store import InStoreTable, Measure, Rule
from kiosk.formats.label_trial import tried

_ADMIN: Final = Person("noor", frozenset({Role.ADMIN}))
_LOOKS: Final = ("light", "dark", "contrast")
_NAMES: Final = (
    "site", "brand", "departures", "store", "staff", "people", "service", "receipt", "speech", "keypad"
)  # fmt: skip
_PRINTER: Final = "escpos+tcp://10.0.0.7:9100?profile=tm-t88v"
_KEYS: Final = (
    Key("screen.viewing_mm", Kind.NUMBER, "500", "mm", "300 – 1500", text("configure.setting.screen.viewing_mm.does")),
    Key("screen.look", Kind.CHOICE, "light", allowed=" | ".join(_LOOKS), choices=_LOOKS, is_changed=True),
    Key("screen.diagonal_in", Kind.NUMBER, "21.5", "inch", "10 – 60"),
    Key("devices.printer", Kind.TEXT, _PRINTER, does=text("configure.setting.devices.printer.does")),
    Key("devices.hangs_on", Kind.TABLE, "", is_fixed=True),
    Key("audio.sounds", Kind.YES_NO, "true", choices=("true", "false")),
    *(Key(f"{name}.name", Kind.TEXT, "x") for name in _NAMES),
)
_CHANGES: Final = (
    Change("screen.viewing_mm", "500", "650"),
    Change("devices.printer", _PRINTER, "escpos+tcp://10.0.0.8:9100?profile=tm-t88v"),
    Change("service.bundle_keys.office-2", "", "QmFkZ2VzIGFuZCBidW5kbGVzIGFyZSBzaWduZWQgaGVyZQ", False),
)
_TYPED: Final = (("screen.viewing_mm", "650"),)
_PLAIN: Final = Visit(_ADMIN, _KEYS, Standing(3, 7, True))
_CHANGED: Final = Visit(_ADMIN, _KEYS, Standing(3, 7, True), _TYPED, _CHANGES[:1])
_TOLD: Final = "2 starts did not come into service"
_FELL: Final = Visit(_ADMIN, _KEYS, Standing(4, 7, True, _TOLD))
_FACTS: Final = BundleFacts(
    "winter-hours.bundle", "5f0c2ab4d1e99a07", 8, "office-1", "Kade Markt", ("Kiosk 3", "Kiosk 4"), "2026-11-20 00:00",
    "2026-12-20 00:00",
)  # fmt: skip
_DRAFTED: Final = Drafted(Source.SCREEN, _CHANGES[:1], 3, _TYPED)
_BUNDLE: Final = Drafted(Source.BUNDLE, _CHANGES, 3, (), _FACTS)
_REFUSED: Final = BundleRefused(
    "winter-hours.bundle", BundleFault.EXPIRED, "winter-hours.bundle: valid until 2026-11-21 00:00 UTC"
)
_WHY: Final = text("configure.why.range", least="300", most="1500")
_WRONG: Final = Wrong("screen.viewing_mm", "5000", "Input should be less than or equal to 1500", _WHY)
_COUNTRIES: Final = ("DE", "DK", "EE", "FI", "GB", "LT", "LV", "NO", "SE")
_KINDS: Final = 3 * (Measure.PRICE, Measure.WEIGHT, Measure.PRICE)
_TABLES: Final = tuple(
    InStoreTable(country, "EUR", 2, (Rule(f"2{n % 4}IIIIVMMMMMC", measure, 2),))
    for n, (country, measure) in enumerate(zip(_COUNTRIES, _KINDS, strict=True))
)


def _label(digits: str) -> LabelTried:
    number = f"{digits}{check_digit(digits)}"
    return LabelTried(number, tuple(Tried(tried(table, number)) for table in _TABLES))


_LABELS: Final = Labels(_PLAIN, _COUNTRIES, "DE", "FI", last=_label("201234501299"))
_AMISS: Final = (("XX", "xx.toml, line 8 and 13: masks 2IIIIIIIMMMMC and 21IIIIIIMMMMC both fit some number"),)

EXAMPLES: Mapping[str, State] = {
    "Sections": Sections(_CHANGED),
    "Sections-fallen": Sections(_FELL),
    "Keys": Keys(_CHANGED, "screen"),
    "Edit": Edit(_CHANGED, "screen.viewing_mm"),
    "Edit-wrong": Edit(_PLAIN, "screen.viewing_mm", wrong=_WRONG),
    "Choose": Choose(_PLAIN, "screen.look"),
    "Difference": Difference(_CHANGED, _DRAFTED),
    "BundleFound": BundleFound(_PLAIN, _BUNDLE),
    "Applying": Applying(Difference(_CHANGED, _DRAFTED), "ask"),
    "Applied": Applied(_PLAIN, _DRAFTED),
    "Bundles": Bundles(_PLAIN, ("summer-hours.bundle", "winter-hours.bundle"), "/run/media/service", refused=_REFUSED),
    "Labels": _LABELS,
    "Labels-none": replace(_LABELS, last=None),
    "Labels-amiss": replace(_LABELS, bad=_AMISS, last=LabelTried("2012345", _label("2012345").tried)),
    "LabelTyping": LabelTyping(_LABELS),
}
