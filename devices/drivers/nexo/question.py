"""What became of a transaction of ours: asked by its reference, and the verdict read from inside the answer.

An outer success only says that the transaction ended. Without a reference a terminal would name its latest
transaction, so one is always sent and the repeated message must be ours.
Source: nexo Retailer 3.0, TransactionStatus; reliability.md 5.5.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from devices.api import DeviceError, Garbled, LastPayment, NoAnswer, Refused
from devices.drivers.nexo import answers, codes, messages
from devices.drivers.nexo.answers import Asked
from devices.drivers.nexo.charge import READERS, TakeBack, settled
from devices.drivers.nexo.wire.envelope import Header, part
from devices.drivers.nexo.wire.exchange import Caller

QUERY_LIMIT_S = 15.0
GIVE_UP_AFTER_S = 180.0
"""A transaction that is still in progress after that long is given up once; the asking goes on."""


@dataclass(slots=True)
class Question:
    """Asks one terminal. `new_id` makes the id of each request; `is_idle` says whether the terminal holds nothing."""

    caller: Caller
    columns: int
    new_id: Callable[[], str]
    is_idle: Callable[[], Awaitable[bool]]
    give_up: Callable[[str], Awaitable[bool]]
    take_back: TakeBack
    takes_parts: bool = False
    alarms: list[str] = field(default_factory=list)
    _running_since: dict[str, float | None] = field(default_factory=dict)

    async def ask(self, asked: Asked) -> LastPayment:
        """Give what became of it; `result` None: the terminal knows neither payment nor reversal of that name.

        Raises `DeviceError` when nothing is known: silence, a transaction that still runs, a refusal to answer.
        """
        for category in READERS:
            told = await self._ask(category, asked)
            if told is not None:
                self._running_since.pop(asked.reference, None)
                return told
        return LastPayment(None, await self.is_idle())

    async def _ask(self, category: str, asked: Asked) -> LastPayment | None:
        header = Header("TransactionStatus", self.new_id(), asked.names)
        request = messages.transaction_status(category, asked.reference, asked.names)
        body = await self.caller.call(header, "TransactionStatus", request, QUERY_LIMIT_S)
        verdict, condition = answers.verdict_of(body)
        self._check_reference(part(body, "MessageReference"), asked)
        if verdict == codes.SUCCESS:
            return await self._told(category, answers.repeated(body, f"{category}Response"), asked)
        if verdict == codes.FAILURE and condition == codes.NOT_FOUND:
            return None
        if condition in (codes.IN_PROGRESS, codes.BUSY):
            await self._still_running(asked.reference)
        raise Refused(condition or verdict, "the terminal did not say what became of the transaction")

    def _check_reference(self, reference: dict[str, object], asked: Asked) -> None:
        expected = {"ServiceID": asked.reference, "SaleID": asked.names.sale_id, "POIID": asked.names.poi_id}
        for name, value in expected.items():
            if reference.get(name, value) != value:
                raise Garbled("the terminal answered about another transaction")

    async def _told(self, category: str, found: tuple[object, dict[str, object]], asked: Asked) -> LastPayment:
        header, body = found
        Header(category, asked.reference, asked.names).check(header)
        told = READERS[category](body, asked, self.columns)
        self.alarms += told.alarms
        if told.is_running:
            await self._still_running(asked.reference)
        return LastPayment(await settled(told, self.take_back, takes_parts=self.takes_parts), True, told.lines)

    async def _still_running(self, reference: str) -> None:
        now = asyncio.get_running_loop().time()
        since = self._running_since.setdefault(reference, now)
        if since is not None and now - since >= GIVE_UP_AFTER_S:
            self._running_since[reference] = None  # once
            await self._tell_to_give_up(reference)
        raise NoAnswer("the transaction is still in progress at the terminal")

    async def _tell_to_give_up(self, reference: str) -> None:
        try:
            await self.give_up(reference)
        except DeviceError:
            return  # the asking goes on, whether it was heard or not
