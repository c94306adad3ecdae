"""A scale behind a port, whatever it speaks: implements `devices.api.Scale`.

Source of the rules: protocols.md 6. A weight is taken only stable, within range and twice the same; it is void a
second after the last answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from devices.api import (
    DriverUrl,
    Garbled,
    NoAnswer,
    Reading,
    Refused,
    ScaleCapabilities,
    Settling,
    Unplugged,
)
from devices.asking import AskedLine
from devices.condition import Conditioned
from devices.loop import together
from devices.transport import OpenPort, Port
from devices.weighing.judging import Judge
from devices.weighing.profile import ScaleProfile
from devices.weighing.rest import Rest, Verdict

POLL_S = 0.2
VOID_AFTER_S = 1.0
REST_LIMIT_S = 5.0
MISSES_TO_SILENT = 2
SPOILT_TO_FAULT = 5
_REFUSALS = {
    Settling.OVER_CAPACITY: Refused("OVER_CAPACITY", "more is on the scale than it can weigh"),
    Settling.UNDER_ZERO: Refused("UNDER_ZERO", "the scale shows less than nothing"),
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one frame says. `weight_g` only with STABLE; `is_net`: the scale has a tare."""

    settling: Settling
    weight_g: int | None = None
    is_net: bool = False


class Talk(Protocol):
    """One protocol on one open port. Every call raises `NoAnswer`, `Garbled` or `Unplugged`."""

    @property
    def link(self) -> AskedLine[Any]:
        """The port."""
        ...

    @property
    def is_polled(self) -> bool:
        """False when the scale sends by itself."""
        ...

    async def weight(self) -> Answer:
        """Ask for the load, or give the next frame."""
        ...

    async def zero(self) -> None:
        """Set to zero. Raises `Refused`."""
        ...

    async def tare(self, tare_g: int) -> None:
        """Set a known tare; 0 takes it away. Raises `Refused`."""
        ...


class WeighingScale(Conditioned):
    """One scale. `run` polls it; `weigh`, `zero` and `tare` work while it runs."""

    def __init__(
        self, url: DriverUrl, open_port: OpenPort, profile: ScaleProfile, talk_on: Callable[[Port], Talk]
    ) -> None:
        self._url = url
        self._open_port = open_port
        self._profile = profile
        self._talk_on = talk_on
        self._judge = Judge()
        super().__init__(self._judge.condition)
        self._listener: Callable[[Reading], None] | None = None
        self._talk: Talk | None = None
        self._asking = asyncio.Lock()
        self._resting: dict[asyncio.Future[Verdict], Rest] = {}
        self._voiding: asyncio.TimerHandle | None = None
        self._last: Reading | None = None
        self._tare_g = 0
        self._is_net = False
        self._sequence = 0

    @property
    def capabilities(self) -> ScaleCapabilities:
        """What this scale has, from its profile."""
        return self._profile.capabilities

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Tell `listener` each answer."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget the last weight and bad answers; whoever waits for rest begins anew."""
        self._judge.forget()
        for rest in self._resting.values():
            rest.begin()

    # --- the life of the link ---

    async def run(self) -> None:
        """Open the port and poll the scale. Raises `DeviceError`."""
        with self._judge.condition.opened():
            port = await self._open_port(self._url)
            talk = self._talk_on(port)
            self._sequence = self._tare_g = 0
            try:
                await together(talk.link.serve(), self._poll(talk))
            finally:
                self._end()
                talk.link.close()

    def _end(self) -> None:
        self._talk = None
        self._judge.forget()
        if self._voiding is not None:
            self._voiding.cancel()
        self._void()
        for waiting in self._resting:
            if not waiting.done():
                waiting.set_exception(Unplugged("the link to the scale was lost"))

    async def _poll(self, talk: Talk) -> None:
        await self._begin(talk)
        self._talk = talk
        loop = asyncio.get_running_loop()
        misses = spoilt = 0
        while True:
            started = loop.time()
            try:
                async with self._asking:
                    answer = await talk.weight()
            except NoAnswer:
                misses += 1
                if misses >= MISSES_TO_SILENT:
                    raise
                self._interrupt()
                await talk.link.quiet()
                continue
            except Garbled as error:
                misses, spoilt = 0, spoilt + 1
                if spoilt >= SPOILT_TO_FAULT:
                    raise Garbled(f"{error}; {spoilt} bad answers in a row: check baud, parity and profile") from error
                self._interrupt()
                self._judge.spoilt(str(error))
            else:
                misses = spoilt = 0
                self._take(answer)
            if talk.is_polled:
                await asyncio.sleep(max(0.0, started + POLL_S - loop.time()))

    async def _begin(self, talk: Talk) -> None:
        """Take away the tare that a customer before may have left."""
        if self.capabilities.can_tare:
            try:
                await talk.tare(0)
            except (NoAnswer, Garbled, Refused) as error:
                log.info("scale: the tare of before could not be taken away: %s", error)
                await talk.link.quiet()

    def _take(self, answer: Answer) -> None:
        loop = asyncio.get_running_loop()
        self._sequence += 1
        self._is_net = answer.is_net
        if not answer.is_net and answer.settling is Settling.STABLE:
            self._tare_g = 0  # taken away at the scale itself
        self._tell(Reading(answer.settling, answer.weight_g, self._tare_g, self._sequence, loop.time()))
        if self._voiding is not None:
            self._voiding.cancel()
        self._voiding = loop.call_later(VOID_AFTER_S, self._void)
        self._judge.answered(answer.settling)
        for waiting, rest in list(self._resting.items()):
            verdict = rest.take(answer.settling, answer.weight_g)
            if verdict is not None and not waiting.done():
                waiting.set_result(verdict)

    def _interrupt(self) -> None:
        """A missing or bad answer stands between two good ones: they are not in a row."""
        for rest in self._resting.values():
            rest.begin()

    def _void(self) -> None:
        """Take the last weight back: nothing was heard of it for a second, or the link is gone."""
        if self._last is not None and self._last.weight_g is not None:
            now = asyncio.get_running_loop().time()
            self._tell(Reading(Settling.MOVING, None, self._tare_g, self._sequence, now))

    def _tell(self, reading: Reading) -> None:
        self._last = reading
        if self._listener is not None:
            self._listener(reading)

    # --- verbs ---

    async def weigh(self) -> Reading:
        """Give the next stable weight. See `devices.api.Scale`."""
        self._running()
        waiting: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._resting[waiting] = Rest()
        try:
            async with asyncio.timeout(REST_LIMIT_S):
                verdict = await waiting
        except TimeoutError:
            raise Refused("NOT_SETTLED", f"no rest within {REST_LIMIT_S:g} s") from None
        finally:
            del self._resting[waiting]
        if verdict.settling in _REFUSALS:
            refusal = _REFUSALS[verdict.settling]
            raise Refused(refusal.code, refusal.text)
        if self._is_net and not self._tare_g:
            raise Refused("TARE_AT_SCALE", "a tare was set at the scale itself: nobody here knows how much")
        now = asyncio.get_running_loop().time()
        return Reading(verdict.settling, verdict.weight_g, self._tare_g, self._sequence, now)

    async def zero(self) -> None:
        """Set the empty scale to zero. See `devices.api.Scale`."""
        talk = self._running()
        if not self.capabilities.can_zero:
            raise Refused("NOT_SUPPORTED", "this scale is set to zero at the scale")
        async with self._asking:
            await talk.zero()
        if (await self.weigh()).weight_g != 0:
            raise Refused("ZERO", "the scale did not take zero")

    async def tare(self, tare_g: int | None = None) -> int:
        """Take the load as tare, or a known one; 0 takes it away. See `devices.api.Scale`.

        The tare is sent as a number, so that what is told here is what the scale subtracts.
        """
        talk = self._running()
        if not self.capabilities.can_tare:
            raise Refused("NOT_SUPPORTED", "this scale takes no tare from the kiosk")
        if tare_g is None:
            if self._tare_g:
                await self._set_tare(talk, 0)
            tare_g = (await self.weigh()).weight_g or 0
            if not tare_g:
                raise Refused("NOTHING_ON_SCALE", "there is no load to take as tare")
        self._check_tare(tare_g)
        await self._set_tare(talk, tare_g)
        return tare_g

    async def _set_tare(self, talk: Talk, tare_g: int) -> None:
        async with self._asking:
            await talk.tare(tare_g)
            self._tare_g = tare_g
        self._interrupt()

    def _check_tare(self, tare_g: int) -> None:
        scale = self.capabilities
        if not 0 <= tare_g <= scale.max_g or tare_g % scale.resolution_g:
            raise Refused("TARE", f"a tare is 0 to {scale.max_g} g in steps of {scale.resolution_g} g")

    def _running(self) -> Talk:
        if self._talk is None:
            raise Unplugged("no link to the scale")
        return self._talk
