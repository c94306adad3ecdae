"""Lights on a relay board: implements `devices.api.Lights`. One task speaks; verbs say what is wanted and wait."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from devices.api import (
    DoorChanged,
    DriverUrl,
    Garbled,
    HealthState,
    LightsCapabilities,
    NoAnswer,
    Pattern,
    PresenceChanged,
    Reason,
    Refused,
    Sensed,
    Unplugged,
)
from devices.condition import Conditioned
from devices.drivers.lights.board import Board
from devices.drivers.lights.talk import Talk
from devices.loop import together
from devices.transport import OpenPort

CHECK_S = 1.0
SENSE_S = 0.2
MISSES_TO_SILENT = 2
SPOILT_TO_FAULT = 5
BAD_ANSWERS = 5
BAD_WINDOW_S = 10.0

log = logging.getLogger(__name__)


class Tower(Conditioned):
    """One relay board. `run` keeps its relays as they are wanted."""

    def __init__(self, url: DriverUrl, open_port: OpenPort, board: Board) -> None:
        self._url = url
        self._open_port = open_port
        self._board = board
        super().__init__()
        self._listener: Callable[[Sensed], None] | None = None
        self._pattern = Pattern.OFF
        self._is_ringing = False
        self._is_linked = False
        self._wanted = asyncio.Event()
        self._waiting: list[asyncio.Future[None]] = []
        self._known: dict[int, bool] = {}
        self._stuck: Mapping[int, bool] = {}
        self._sensed: dict[type, bool] = {}
        self._bad: deque[float] = deque(maxlen=BAD_ANSWERS)

    @property
    def capabilities(self) -> LightsCapabilities:
        """What these lights have, from their profile."""
        return self._board.capabilities

    @property
    def pattern(self) -> Pattern:
        """What they are to show."""
        return self._pattern

    def on_sensed(self, listener: Callable[[Sensed], None]) -> None:
        """Tell `listener` what the contacts say."""
        self._listener = listener

    async def reset(self) -> None:
        """Set every relay anew."""
        self._known.clear()
        self._wanted.set()

    # --- verbs ---

    async def show(self, pattern: Pattern) -> None:
        """Show a pattern. See `devices.api.Lights`."""
        self._pattern = pattern
        await self._reached()

    async def ring(self) -> None:
        """Ring once. See `devices.api.Lights`."""
        if not self.capabilities.has_bell:
            raise Refused("NOT_SUPPORTED", "there is no bell on this board")
        self._is_ringing = True
        try:
            await self._reached()
            await asyncio.sleep(self._board.wiring.ring_s)
        finally:
            self._is_ringing = False
            self._wanted.set()
        await self._reached()

    async def _reached(self) -> None:
        """Wait until the relays are as they are wanted now. Raises `Refused`, `Unplugged`."""
        if not self._is_linked:
            raise Unplugged("no link to the lights")
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        self._wanted.set()
        await waiting

    # --- the life of the link ---

    async def run(self) -> None:
        """Open the port and keep the lights. Raises `DeviceError`."""
        with self._condition.opened():
            port = await self._open_port(self._url)
            talk = Talk(self._board, port)
            self._is_linked = True
            self._known.clear()
            self._bad.clear()
            try:
                await together(talk.link.serve(), self._keep(talk))
            finally:
                self._is_linked = False
                talk.link.close()
                self._answer(Unplugged("the link to the lights was lost"), tuple(self._waiting))

    async def _keep(self, talk: Talk) -> None:
        """Set what is wanted, check it, and listen to the contacts, for ever."""
        misses = spoilt = 0
        while True:
            self._wanted.clear()
            try:
                await self._round(talk)
                misses = spoilt = 0
                self._judge()
                await self._pause(talk)
                continue
            except NoAnswer as error:
                misses += 1
                if misses >= MISSES_TO_SILENT:
                    raise
                problem = str(error)
            except Garbled as error:
                spoilt += 1
                if spoilt >= SPOILT_TO_FAULT:
                    raise
                problem = str(error)
            log.info("lights: a bad answer: %s", problem)
            self._bad.append(asyncio.get_running_loop().time())
            await talk.link.quiet()

    async def _round(self, talk: Talk) -> None:
        """Bring the relays to what is wanted; whoever waits is told whether they are there."""
        waiting, wanted = tuple(self._waiting), self._wanted_relays()
        for _attempt in range(2):
            wrong = {relay: is_on for relay, is_on in wanted.items() if self._known.get(relay) is not is_on}
            for relay, is_on in wrong.items():
                self._known.pop(relay, None)  # until it is told, nobody knows
                await talk.switch(relay, is_on=is_on)
                self._known[relay] = is_on
            if self._board.relay_state is not None:
                self._known = await talk.relays()
            if self._known == wanted:
                break
        self._stuck = {relay: is_on for relay, is_on in self._known.items() if wanted[relay] is not is_on}
        self._answer(Refused("STUCK", self._stuck_words()) if self._stuck else None, waiting)

    def _wanted_relays(self) -> dict[int, bool]:
        wiring = self._board.wiring
        lit = wiring.lamps[self._pattern] | ({wiring.bell} if self._is_ringing else set())
        return {relay: relay in lit for relay in wiring.used}

    def _stuck_words(self) -> str:
        return ", ".join(f"relay {relay} stays {'on' if is_on else 'off'}" for relay, is_on in self._stuck.items())

    def _answer(self, error: Exception | None, waiting: Sequence[asyncio.Future[None]]) -> None:
        for future in waiting:
            self._waiting.remove(future)
            if future.done():
                continue
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)

    def _judge(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._stuck:
            self._condition.set(HealthState.DEGRADED, Reason.HARDWARE_ERROR, detail=self._stuck_words())
        elif len([at for at in self._bad if at > now - BAD_WINDOW_S]) >= BAD_ANSWERS:
            detail = f"{BAD_ANSWERS} bad answers in {BAD_WINDOW_S:g} s: check baud and profile"
            self._condition.set(HealthState.DEGRADED, Reason.BAUD_MISMATCH, detail=detail)
        else:
            self._condition.set(HealthState.READY)

    async def _pause(self, talk: Talk) -> None:
        """Listen to the contacts until something is wanted, or the relays are to be checked."""
        until = asyncio.get_running_loop().time() + CHECK_S
        while (left_s := until - asyncio.get_running_loop().time()) > 0:
            await self._sense(talk)
            try:
                async with asyncio.timeout(min(left_s, SENSE_S) if self._board.input_state else left_s):
                    await self._wanted.wait()
            except TimeoutError:
                continue
            return

    async def _sense(self, talk: Talk) -> None:
        wiring = self._board.wiring
        if wiring.presence:
            self._tell(PresenceChanged, await talk.is_closed(wiring.presence))
        if wiring.door:
            self._tell(DoorChanged, await talk.is_closed(wiring.door) is not wiring.door_closes)

    def _tell(self, kind: type[PresenceChanged] | type[DoorChanged], is_so: bool) -> None:
        if self._sensed.get(kind) is is_so:
            return
        self._sensed[kind] = is_so
        if self._listener is not None:
            self._listener(kind(is_so, asyncio.get_running_loop().time()))
