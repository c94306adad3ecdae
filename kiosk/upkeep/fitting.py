"""How each device of the settings is fitted: what it is by its driver, and what of it the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from devices.api import Card
from kiosk.health.view import Fitting
from kiosk.settings import DeviceSettings


class Made(Protocol):
    """A device with what is known of it before it runs; `devices.roles.Opened` is one."""

    @property
    def driver(self) -> str:
        """The name of its driver."""
        ...

    @property
    def card(self) -> Card:
        """The driver's card."""
        ...

    @property
    def has(self) -> tuple[str, ...]:
        """What is built into it."""
        ...


def fittings_of(made: Mapping[str, Made], urls: Mapping[str, str], asked: DeviceSettings) -> list[Fitting]:
    """Return the fitting of each device, and of each required role that has none."""
    hung = {str(part): str(parent) for part, parent in asked.hangs_on.items()}
    fittings = [
        Fitting(part, own.driver, urls[part], own.card, part in asked.required, hung.get(part, ""), own.has)
        for part, own in made.items()
    ]
    return fittings + [Fitting(role, is_required=True) for role in asked.required if role not in made]
