"""Finds every driver, its simulator and the URLs by which they meet. What cannot be exercised is named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.registry import drivers, open_device
from devices.roles import Kind, kind_of
from devices.sim.fleet import URLS
from devices.sim.process.kinds import NAMES, usual_url
from devices.url import UrlError
from tests.conformance.exercise import Practice
from tests.conformance.kinds import (
    document_reader,
    keypad,
    lights,
    printer,
    scale,
    scanner,
    signing,
    tag_printer,
    terminal,
)

PRACTICES: dict[Kind, Practice] = {
    part.PRACTICE.kind: part.PRACTICE
    for part in (document_reader, keypad, lights, printer, scale, scanner, signing, tag_printer, terminal)
}
PLACES = {"serial": "/dev/serial/by-id/usb-Conform-if00", "tcp": "127.0.0.1:4711", "folder": "/pictures"}

OTHER_ON_SERIAL = ("zvt",)
"""Drivers that put blocks of their own around what they say on a serial line."""


class NotExercised(Exception):
    """A driver that the suite cannot try, and what it lacks."""


@dataclass(frozen=True, slots=True)
class Case:
    """A driver on one transport."""

    driver: str
    transport: str
    pattern: str
    practice: Practice

    @property
    def name(self) -> str:
        """As it stands in the table."""
        return f"{self.driver}+{self.transport}"

    def url(self, place: str = "") -> str:
        """The driver's URL, to the usual place of that transport or to another."""
        place = place or PLACES.get(self.transport, PLACES["tcp"])
        return self.pattern.format(address=f"{self.transport}://{place}", place=place)

    @property
    def listen(self) -> str:
        """The simulator's link for it."""
        return {"serial": "pty", "folder": "folder"}.get(self.transport, "tcp")


def cases_of(driver: str) -> list[Case]:
    """Give each way in which a driver meets its simulator. Raises `NotExercised`."""
    if driver not in NAMES:
        raise NotExercised(f"{driver} has no simulator: see docs/how-to/add-a-flow-a-screen-a-driver.md")
    pattern = usual_url(driver) or URLS.get(driver, ("", f"{driver}+{{address}}"))[1]
    transports = tuple(PLACES) if "{address}" in pattern else (pattern.split("+")[1].split(":")[0],)
    found, problems = [], []
    for transport in transports:
        bare = Case(driver, transport, pattern, PRACTICES[Kind.SCANNER])
        try:
            kind = kind_of(open_device(bare.url()))
        except UrlError as error:
            problems.append(str(error))
            continue
        if kind is None or kind not in PRACTICES:
            raise NotExercised(f"{driver} is of a kind ({kind}) that has no file in tests/conformance/kinds")
        found.append(replace(bare, practice=PRACTICES[kind]))
    if not found:
        raise NotExercised(f"{driver} opens none of its URLs: {'; '.join(problems)}")
    return found


def every_case() -> list[Case]:
    """Give the cases of all drivers that can be exercised; `test_everyone` names the others."""
    found = []
    for driver in drivers():
        try:
            found += cases_of(driver)
        except NotExercised:
            continue  # failed by name in test_everyone
    return found


def first_cases() -> list[Case]:
    """Give one case per driver, and a second where the bytes on its serial line are others."""
    firsts = {case.driver: case for case in reversed(every_case())}
    return [case for case in every_case() if case == firsts[case.driver] or case.driver in OTHER_ON_SERIAL]
