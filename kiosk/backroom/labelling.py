"""Reads labels for the page on which their masks are tried: scans are the page's while it is open, then given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from devices.api import BadScan, Scan
from kiosk.backroom.testing.answers import Lendable
from kiosk.flows.configure.labels import (
    MOST_TYPED,
    Labels,
    LabelTablesTold,
    LabelTried,
    LabelTyping,
    ReadLabels,
    ReadNoLabels,
    Tried,
    TryLabel,
)
from kiosk.formats import aim
from kiosk.formats.errors import Malformed
from kiosk.formats.in_store import InStoreTable
from kiosk.formats.label_trial import tried
from kiosk.services.in_store import FOLDER, BadTable, countries, in_store_table

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table


def table(inside: Inside) -> Table:
    """Return what performs the effects of the page of labels."""
    desk = Labelling(inside)
    return {
        ReadLabels: lambda _effect: desk.read(),
        ReadNoLabels: lambda _effect: desk.give_back(),
        TryLabel: lambda effect: desk.told(effect.number),
    }


class Labelling:
    """The tables of the countries and the scanners, for their page."""

    def __init__(self, inside: Inside, folder: Path = FOLDER) -> None:
        self._inside, self._folder = inside, folder
        self._tables: tuple[InStoreTable, ...] = ()
        self._backs: list[Callable[[], None]] = []

    def read(self) -> None:
        """Read the tables anew, tell them, and take what the scanners read."""
        self.give_back()
        found: list[InStoreTable] = []
        bad: list[tuple[str, str]] = []
        for country in countries(self._folder):
            try:
                found.append(in_store_table(country, self._folder))
            except BadTable as wrong:
                bad.append((country, str(wrong)))
        self._tables = tuple(found)
        known, mine = tuple(own.country for own in found), self._inside.settings.site.in_store
        self._inside.post(LabelTablesTold(known, mine if mine in known else "", tuple(bad)))
        scanners = [own for part, own in self._inside.devices.items() if part.partition("-")[0] == "scanner"]
        self._backs = [cast(Lendable, own).lend(self._heard) for own in scanners]

    def give_back(self) -> None:
        """Let scans be the customer's again."""
        backs, self._backs = self._backs, []
        for back in backs:
            back()

    def told(self, number: str) -> None:
        """Tell what every table makes of a number."""
        self._inside.post(LabelTried(number, tuple(self._tried(own, number) for own in self._tables)))

    def _tried(self, own: InStoreTable, number: str) -> Tried:
        trial = tried(own, number)
        product = self._inside.far.find_in_store(trial.number.item) if trial.number is not None else None
        return Tried(trial, product.name if product is not None else None)

    def _heard(self, told: object) -> None:
        over = self._inside.session().over
        if over is None or not isinstance(over.state, Labels | LabelTyping):
            self.give_back()  # the page is gone in a way that told nobody
        elif isinstance(told, BadScan):
            self._inside.post(LabelTried("", problem="unreadable"))
        elif isinstance(told, Scan):
            self._scanned(told.data)

    def _scanned(self, content: bytes) -> None:
        try:
            message = aim.parse(content.decode("ascii")).message
        except (Malformed, UnicodeDecodeError):
            self._inside.post(LabelTried("", problem="unreadable"))
            return
        self.told(message[:MOST_TYPED])
