"""Everything the gallery shows, by name and in order: the hero screens, the other examples, the sheets of parts."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flows.shell import EXAMPLES, Frame, frame
from screens.gallery.heroes import heroes
from screens.gallery.pseudo import PSEUDO
from screens.gallery.sheets import sheets
from screens.gallery.stage import in_language
from screens.keyboards.examples import keyboards

# The yardstick of all other screens; pictures of them are kept (see `golden`).
HEROES = (
    "shell/Attract",
    "heroes/Home",
    "checkout/Scanning",
    "checkout/Paying",
    "checkout/ThankYou",
    "heroes/Identify",
    "heroes/Seats",
    "heroes/Dashboard",
)


def screen_names() -> list[str]:
    """Return the names of all screens, the heroes first."""
    return list(dict.fromkeys((*HEROES, *heroes(), *EXAMPLES, *keyboards())))


def names(only: str = "") -> list[str]:
    """Return the names that begin with `only`: the heroes, the other screens, the sheets of parts."""
    return [name for name in (*screen_names(), *sheets()) if name.startswith(only)]


def frame_of(name: str, language: str) -> Frame:
    """Return an example in a language. Raises KeyError for an unknown name."""
    if name in EXAMPLES:
        return frame(in_language(EXAMPLES[name], language))
    real = "en" if language == PSEUDO else language
    made = {"heroes": heroes, "keyboards": keyboards, "sheets": sheets}[name.partition("/")[0]](real)
    return replace(made[name], language=language)
