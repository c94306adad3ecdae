"""The departures system at the flow's service: bookings, seats, orders, and what came out of the printers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from kiosk.domain.private import Private
from kiosk.domain.travel.asking import Done, No, Outcome, Refused
from kiosk.domain.travel.departures import Departures, DeparturesSilent
from kiosk.effects.attend import Goods
from kiosk.effects.base import Perform, Post, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkin.events import (
    AskSeats,
    BookingTold,
    CarryOut,
    FindBooking,
    LetGo,
    OrderTold,
    PlateRenewed,
    PrepareOrder,
    SeatsTold,
    TellPrinted,
)
from kiosk.flows.checkout.attended.events import ServicesTold, TakeServicesBack
from kiosk.flows.checkout.events import NotReleased, Released, ReleaseGoods

log = logging.getLogger(__name__)
PAUSES_S: Final = (1, 2, 4, 8, 15)


class Counter:
    """Performs what check-in asks of a departures system. What it is told again is done once: the system sees to it."""

    def __init__(self, departures: Departures, tasks: Tasks) -> None:
        self._departures = departures
        self._tasks = tasks
        self._post: Post = tasks.post

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {
            FindBooking: lambda own: self._tasks.start(own, own.key, self._find(own)),
            AskSeats: lambda own: self._tasks.start(own, own.key, self._seats(own)),
            PrepareOrder: lambda own: self._tasks.start(own, own.key, self._prepare(own)),
            CarryOut: lambda own: self._tasks.start(own, own.key, self._carry_out(own)),
            LetGo: lambda own: self._tasks.start(own, own.order_id, self._let_go(own)),
            TellPrinted: lambda own: self._tasks.start(own, own.key, self._tell(own)),
        }

    async def _find(self, effect: FindBooking) -> None:
        self._post(BookingTold(effect.lookup, Private(await self._departures.find(effect.facts))))

    async def _seats(self, effect: AskSeats) -> None:
        try:
            inventory = await self._departures.seats(effect.flight_id)
        except DeparturesSilent as error:
            log.warning("seats not told: %s", error)
            inventory = None
        gone = inventory.taken | inventory.blocked if inventory is not None else frozenset()
        self._post(SeatsTold(effect.flight_id, tuple(sorted(gone)), inventory is not None))

    async def _prepare(self, effect: PrepareOrder) -> None:
        self._told(effect.order.id, await self._departures.prepare(effect.order))

    async def _carry_out(self, effect: CarryOut) -> None:
        self._told(effect.order_id, await self._departures.complete(effect.order_id))

    def _told(self, order_id: str, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._post(OrderTold(order_id, Private(outcome.booking)))
            return
        log.info("order refused: %s", outcome.why.value)
        self._post(OrderTold(order_id, None, outcome))

    async def _let_go(self, effect: LetGo) -> None:
        outcome = await self._departures.release(effect.order_id)
        if isinstance(outcome, Refused) and outcome.why is No.SILENT:
            log.warning("what was held for an order ends by itself: the departures system is silent")

    async def _tell(self, effect: TellPrinted) -> None:
        try:
            if not effect.plate:
                await self._departures.pass_printed(effect.ref, effect.passenger_id, effect.segment_n)
            elif effect.is_printed:
                await self._departures.tag_printed(effect.plate)
            else:
                new = await self._departures.tag_failed(effect.plate)
                self._post(PlateRenewed(Private(effect.plate), Private(new or effect.plate)))
        except DeparturesSilent as error:
            log.error("the departures system was not told what was printed: %s", error)
            if not effect.is_printed:
                raise  # somebody waits for the bag's new number


class Release:
    """Releases what is paid for: goods at once, services by the departures system, which may refuse.

    A system that is silent is asked the same again: it may have done what it did not answer. What it does not confirm
    is let go of, and its money goes back only when it said so, too: till then neither is known, and the effect fails
    for the flow to ask again. So it is either carried out, or undone and given back.
    """

    def __init__(self, departures: Departures | None, tasks: Tasks) -> None:
        self._departures = departures
        self._tasks = tasks
        self._goods = Goods(tasks.post)

    def release(self, effect: ReleaseGoods) -> None:
        """Release, once for each sale."""
        if not effect.is_service:
            self._goods.release(effect)
            return
        self._tasks.start(effect, effect.sale_id, self._carry_out(effect.sale_id))

    async def _carry_out(self, order_id: str) -> None:
        why = No.UNKNOWN if self._departures is None else await self._refusal(self._departures, order_id)
        if why is None:
            self._tasks.post(Released(order_id))
            return
        log.error("a paid order is refused (%s): its money goes back", why.value)
        self._tasks.post(NotReleased(order_id, why.value))

    async def _refusal(self, departures: Departures, order_id: str) -> No | None:
        """Carry an order out and return None, or why it is not. Raises `DeparturesSilent`: nobody knows whether."""
        for pause_s in PAUSES_S:
            outcome = await departures.complete(order_id)
            if isinstance(outcome, Done):
                return None
            if outcome.why is not No.SILENT:
                return outcome.why
            await asyncio.sleep(pause_s)
        let_go = await departures.release(order_id)
        if isinstance(let_go, Refused) and let_go.why is No.SILENT:
            raise DeparturesSilent("it is not known whether a paid order is carried out")
        is_done = isinstance(let_go, Refused) and let_go.why is No.CHANGED  # only the word of it was lost
        return None if is_done else No.SILENT


class TakingBack:
    """Asks for paid services to be taken back. Silence is asked the same again: it is done once, whoever asks.

    What was not answered in the end is not refunded; the flow is told so, and asks again when staff want it.
    """

    def __init__(self, departures: Departures, tasks: Tasks) -> None:
        self._departures = departures
        self._tasks = tasks

    def take_back(self, effect: TakeServicesBack) -> None:
        """Ask, and post the answer."""
        self._tasks.start(effect, effect.key, self._take_back(effect.sale_id))

    async def _take_back(self, order_id: str) -> None:
        for pause_s in PAUSES_S:
            told = await self._departures.take_back(order_id)
            if not isinstance(told, Refused):
                self._tasks.post(ServicesTold(order_id, told))
                return
            if told.why is not No.SILENT:
                log.warning("services of a sale are not taken back: %s", told.why.value)
                self._tasks.post(ServicesTold(order_id, None, told.why.value))
                return
            await asyncio.sleep(pause_s)
        log.warning("services of a sale are not taken back yet: the departures system is silent")
        self._tasks.post(ServicesTold(order_id, None, No.SILENT.value))
