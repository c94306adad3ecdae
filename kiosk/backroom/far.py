"""What only `main` can reach, handed to the backroom as callables: each area adds what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.backroom.hardware.found import Finding
from kiosk.backroom.hardware.simulated import Simulators
from kiosk.backroom.hardware.wires import Wires
from kiosk.domain.basket import Product


def not_said(_text: str, _language: str) -> None:
    """Stand in where nothing speaks."""


def nothing_sold(_item: str) -> Product | None:
    """Stand in where no goods are known."""
    return None


def never_again() -> bool:
    """Stand in where nobody starts the kiosk again."""
    return False


@dataclass(frozen=True, slots=True)
class Far:
    """Callables of `main`; a field per need, with a default that says what stands in where there is none."""

    wires: Wires = field(default_factory=Wires)  # the taps on the devices' lines
    say: Callable[[str, str], None] = not_said  # a sentence and its language, for the test of the speaker
    finding: Finding = field(default_factory=Finding)  # what may replace a device
    find_in_store: Callable[[str], Product | None] = nothing_sold  # by the item of an in-store number
    restart: Callable[[], bool] = never_again  # start again when nobody pays; False: a person has to
    simulators: Simulators = field(default_factory=Simulators)  # of a demo or a training
