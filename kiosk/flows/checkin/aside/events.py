"""What is touched of extras, beside the events of `kiosk/flows/checkin/events`."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flows.base import Event


@dataclass(frozen=True, slots=True)
class ExtrasPressed(Event):
    """What may be bought beyond the ticket is to be looked at."""


@dataclass(frozen=True, slots=True)
class ExtraToggled(Event):
    """An extra for a passenger, or not."""

    code: str
    passenger: str


@dataclass(frozen=True, slots=True)
class NoExtrasPressed(Event):
    """None of what is offered is wanted."""
