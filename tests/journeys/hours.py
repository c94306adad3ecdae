"""People at the desk at every hour: a script plays by day and by night, whatever hours the demo shop keeps."""

from __future__ import annotations

from kiosk.domain.text import LocalText
from kiosk.flows.base import Place


def open_at_every_hour() -> None:
    """Let the kiosk of this process stand where people are there day and night."""
    from kiosk import site

    site.Place = _always_open  # type: ignore[attr-defined, assignment]  # this process stands somewhere else


def _always_open(desk: LocalText, phone: str, _opens: str, _closes: str) -> Place:
    return Place(desk, phone, "00:00", "24:00")
