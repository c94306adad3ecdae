"""Makes members by asking who keeps them. A contact that is none reaches nobody; no text of it reaches a log."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final, Protocol

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.contact import contact_of
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkout.enrolling.asking import ALREADY, CONTACT
from kiosk.flows.checkout.enrolling.events import Enrol, EnrolTold

ANSWER_S: Final = 5.0


class Members(Protocol):
    """Who keeps the members. Any thread may ask, twice and late too; what fails raises, without the contact."""

    def enrol(self, ref: str, contact: str) -> Member | None:
        """Make a member. The same `ref` is the same member; None: somebody is one by this contact."""
        ...


class NotEnrolled(RuntimeError):
    """Who keeps the members failed; what it said may hold what was typed, so nothing of it is passed on."""


class Enrolments:
    """Performs `Enrol`."""

    def __init__(self, members: Members, tasks: Tasks) -> None:
        self._members = members
        self._tasks = tasks
        self._turn = asyncio.Lock()  # one after another: an answer that comes late is not overtaken

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        return {Enrol: self.enrol}

    def enrol(self, effect: Enrol) -> None:
        """Ask; silence and failure are told as a failed effect, and may be asked again."""
        contact = contact_of(effect.contact.value)
        if not contact:
            self._tasks.post(EnrolTold(effect.sale_id, CONTACT))
            return
        self._tasks.start(effect, effect.key, self._enrolled(effect.sale_id, contact))

    async def _enrolled(self, sale_id: str, contact: str) -> None:
        member, failed = None, ""
        try:
            async with asyncio.timeout(ANSWER_S), self._turn:
                member = await asyncio.to_thread(self._members.enrol, sale_id, contact)
        except Exception as error:  # any text of it could be the customer's
            failed = type(error).__name__
        if failed:
            raise NotEnrolled(failed)
        self._tasks.post(EnrolTold(sale_id, ALREADY if member is None else "", member))
