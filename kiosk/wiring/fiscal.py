"""Receipts and their signing device: the oldest unsigned one first, each asked for by its id, none ever left out.

Which receipts have to be signed stands in the tables, written with the event that sold; so a restart goes on where it
was, and a device that comes back signs in order what it missed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeVar

from sqlalchemy import Connection

from kiosk.domain.fiscal.profile import OnFailure, Profile
from kiosk.domain.fiscal.signing import NOBODYS, PaperNo, Series, Signature, to_sign
from kiosk.domain.private import Private
from kiosk.effects.base import Post
from kiosk.flows.base import FISCAL, DeviceChanged
from kiosk.flows.signing import PaperSigned, SignatureKept
from kiosk.services.fiscal.port import NotSigned, SigningDevice, Silent
from kiosk.store import papers
from kiosk.store.day import sale_with

T = TypeVar("T")
log: Final = logging.getLogger(__name__)
AGAIN_S: Final = 5.0  # between two looks at what is due
ASK_S: Final = 10.0  # for one word of the device; after that it is silent
PRINT_S: Final = 6.0  # that a customer's paper waits for its signature
MOST: Final = 20  # read at once


class Reader(Protocol):
    """Reads the tables away from the loop."""

    def __call__(self, read: Callable[[Connection], T]) -> Awaitable[T]:
        """Return what `read` makes of a connection."""
        ...


class Signing:
    """Signs what has to be, while it runs; tells the shell when the device goes and comes."""

    def __init__(self, device: SigningDevice, profile: Profile, kiosk: str, read: Reader, post: Post) -> None:
        self._device = device
        self._profile = profile
        self._kiosk = kiosk
        self._read = read
        self._post = post
        self._woken = asyncio.Event()
        self._moved = asyncio.Event()
        self._posted: set[int] = set()
        self._failed = ""  # why the device did not sign last; empty: it did, or was not asked yet
        self._is_told = False

    def kept(self, effect: SignatureKept) -> None:
        """Take note that a signature is durable: who waits for it reads it, and the next one is signed."""
        self._posted.discard(effect.n)
        self._woken.set()
        self._tell_waiting()

    async def run(self, now_utc_ms: Callable[[], int]) -> None:
        """Sign for ever, until cancelled."""
        while True:
            self._woken.clear()
            await self.work(now_utc_ms())
            try:
                async with asyncio.timeout(AGAIN_S):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def work(self, utc_ms: int) -> None:
        """Sign the oldest receipt that is due; the next one once this is durable."""
        due = await self._read(lambda connection: papers.due(connection, 1))
        if not due:
            await self._look()
        if not due or due[0].n in self._posted:
            return
        try:
            signature = await self._signature(due[0], utc_ms)
        except NotSigned as error:
            self._tell(error.reason)
            return
        self._tell("")
        self._posted.add(due[0].n)
        self._post(PaperSigned(due[0].n, due[0].about, signature))

    async def _look(self) -> None:
        """Hear of a device that goes and comes while nothing is due: a country may forbid to begin a sale."""
        try:
            await self._device.ready()
        except NotSigned as error:
            self._tell(error.reason)
        else:
            if self._failed:
                self._tell("")

    async def waited_for(self, paper: PaperNo) -> Signature | None:
        """Return the signature of a receipt that is about to be printed; None: it is not there in time."""
        self._woken.set()
        try:
            async with asyncio.timeout(PRINT_S):
                while True:
                    moved = self._moved
                    own = await self._read(lambda connection: papers.signature_of(connection, paper.n))
                    if own is not None or self._failed:
                        return own
                    await moved.wait()
        except TimeoutError:
            return None

    async def _signature(self, paper: PaperNo, utc_ms: int) -> Signature:
        """Ask for the signature of an id that may have been sent before; only what never came is sent."""
        sale = await self._read(lambda connection: sale_with(connection, paper.sale_id))
        if sale is None:
            raise NotSigned("NO_SALE")
        number = await self._customer_no(paper)
        try:
            async with asyncio.timeout(ASK_S):
                known = await self._device.signed(paper.about)
                return known or await self._device.sign(to_sign(paper, sale, self._kiosk, utc_ms, number))
        except TimeoutError:
            raise Silent from None

    async def _customer_no(self, paper: PaperNo) -> Private[str]:
        if self._profile.customer_no is None or paper.series is Series.RETURN:
            return NOBODYS
        return Private(await self._read(lambda connection: papers.customer_no(connection, paper.sale_id)))

    def _tell(self, reason: str) -> None:
        """Tell the shell of a change; while the device fails a country may forbid to sell."""
        if reason == self._failed and self._is_told:
            return
        if reason:
            log.error("alert: the signing device does not sign: %s", reason)
        elif self._failed:
            log.info("the signing device signs again")
        self._failed, self._is_told = reason, True
        may_sell = not reason or self._profile.on_failure is OnFailure.MARK
        self._post(DeviceChanged(FISCAL, "AWAY" if reason else "READY", may_sell, (reason,) if reason else ()))
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
