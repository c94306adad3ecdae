"""Machine-readable zones of travel documents (ICAO Doc 9303): read, repair look-alikes, build."""

from kiosk.formats.mrz.building import Content, build
from kiosk.formats.mrz.layouts import Field, Format
from kiosk.formats.mrz.names import transliterated
from kiosk.formats.mrz.reading import is_zone, parse
from kiosk.formats.mrz.repairing import Doubt, Doubtful, Repair, Repaired, Swap, repair
from kiosk.formats.mrz.zone import Checks, Mrz, Sex

__all__ = [
    "Checks",
    "Content",
    "Doubt",
    "Doubtful",
    "Field",
    "Format",
    "Mrz",
    "Repair",
    "Repaired",
    "Sex",
    "Swap",
    "build",
    "is_zone",
    "parse",
    "repair",
    "transliterated",
]
