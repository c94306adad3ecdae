"""Carries out self-tests: one step at a time, each with its time limit, and everything a device does is a result."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from devices.api import DeviceError, PrintRequest, PrintVerdict
from kiosk.backroom.testing import certificates, looking, printing, reading
from kiosk.backroom.testing.answers import Answer, Tell, of_error, of_health
from kiosk.backroom.testing.fitted import fitted
from kiosk.domain.selftests import NOTHING, Ask, Measured, planned
from kiosk.effects.print import blocks_of
from kiosk.flows.base import Effect
from kiosk.flows.selftest import events as e
from kiosk.flows.shell.session import Session
from kiosk.papers.certificate import certificate

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

Act: TypeAlias = "Callable[[Inside, e.MeasureStep, Tell], Awaitable[Answer]]"
FLOW: Final = "selftest"
LOOK_S: Final = 1.0
"""How often a step looks whether anybody still looks at it."""
ACTS: Final[Mapping[Ask, tuple[Act, float]]] = {
    Ask.PRINT: (printing.print_paper, 60.0),
    Ask.READ_BACK: (reading.scan, 120.0),
    Ask.SCAN: (reading.scan, 120.0),
    Ask.EMPTY: (reading.weigh, 30.0),
    Ask.WEIGHT: (reading.weigh, 60.0),
    Ask.DIAGNOSE: (looking.diagnose, 120.0),
    Ask.LAY: (reading.lay, 120.0),
    Ask.TAG: (printing.print_tag, 60.0),
    Ask.TAG_BACK: (reading.scan, 120.0),
    Ask.KEYS: (reading.keys, 120.0),
    Ask.LAMPS: (looking.lamps, 30.0),
    Ask.IDENTIFY: (looking.identify, 20.0),
    Ask.HEAR: (looking.hear, 10.0),
}
"""What each step does, and how many seconds it may take."""
_OF_OTHERS: Final = (Ask.READ_BACK, Ask.TAG_BACK)  # the printer may be open meanwhile: a scanner reads
log: Final = logging.getLogger(__name__)


class Bench:
    """Performs the effects of self-tests; on the core's loop."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._wanted = ""
        self._task: asyncio.Task[Any] | None = None

    def table(self) -> dict[type[Effect], Callable[[Any], None]]:
        """Return who performs what."""
        return {
            e.FindSelfTests: self.find,
            e.MeasureStep: self.measure,
            e.StopStep: self.stop,
            e.KeepCertificate: self.keep,
            e.PrintCertificate: self.print,
        }

    def find(self, effect: e.FindSelfTests) -> None:
        """Tell what can be tried here."""
        self._inside.tasks.start(effect, effect.key, self._find())

    async def _find(self) -> None:
        own = self._inside
        last = await asyncio.to_thread(certificates.last_results, own.data_dir)
        site = own.settings.site
        own.post(e.SelfTestsFound(planned(fitted(own), last), site.name, site.kiosk, own.version))

    # --- one step -----------------------------------------------------------------------------------------------------

    def measure(self, effect: e.MeasureStep) -> None:
        """Begin a step; the one before it is over."""
        self._end()
        self._wanted = effect.step_id
        self._inside.tasks.start(effect, effect.key, self._measure(effect))

    def stop(self, effect: e.StopStep) -> None:
        """End a step without an answer."""
        if effect.step_id == self._wanted:
            self._end()

    def _end(self) -> None:
        self._wanted = ""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _measure(self, effect: e.MeasureStep) -> None:
        if effect.step_id != self._wanted:
            return
        self._task = acting = asyncio.ensure_future(self._answer(effect))
        try:
            while not acting.done() and self._is_seen():
                await asyncio.wait({acting}, timeout=LOOK_S)
        finally:
            acting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await acting
        if not acting.cancelled() and effect.step_id == self._wanted:
            self._wanted = ""
            answer = acting.result()
            self._inside.post(e.StepMeasured(effect.step_id, answer.is_right, answer.measured, answer.why))

    def _is_seen(self) -> bool:
        return is_on_glass(self._inside.session())

    async def _answer(self, effect: e.MeasureStep) -> Answer:
        device = None if effect.step.ask in _OF_OTHERS else self._inside.devices.get(effect.part)
        if device is not None and not device.health.is_usable:
            return of_health(device.health)
        last = NOTHING

        def tell(measured: Measured) -> None:
            nonlocal last
            if measured != last:
                last = measured
                self._inside.post(e.StepProgressed(effect.step_id, measured))

        act, limit_s = ACTS[effect.step.ask]
        try:
            async with asyncio.timeout(limit_s):
                return await act(self._inside, effect, tell)
        except TimeoutError:
            if device is not None and not device.health.is_usable:
                return of_health(device.health)
            return Answer(False, last, "time-out")
        except DeviceError as error:
            return of_error(error)

    # --- the certificate ----------------------------------------------------------------------------------------------

    def keep(self, effect: e.KeepCertificate) -> None:
        """Store a self-test."""
        self._inside.tasks.start(effect, effect.key, self._keep(effect))

    async def _keep(self, effect: e.KeepCertificate) -> None:
        own, self_test = self._inside, effect.self_test
        try:
            sha256 = await asyncio.to_thread(certificates.keep, own.data_dir, self_test)
        except OSError as error:
            log.error("the certificate of a self-test is not stored: %s", error.strerror)
            own.post(e.CertificateLost(self_test.id))
        else:
            own.post(e.CertificateKept(self_test.id, sha256))

    def print(self, effect: e.PrintCertificate) -> None:
        """Print a certificate at the kiosk's own printer."""
        self._inside.tasks.start(effect, effect.key, self._print(effect))

    async def _print(self, effect: e.PrintCertificate) -> None:
        printer: Any = self._inside.devices.get("printer")
        if printer is None:
            self._inside.post(e.CertificatePrinted(effect.self_test.id, PrintVerdict.FAILED.value, "not-fitted"))
            return
        words = self._inside.words_for(effect.language)
        blocks = tuple(blocks_of(block, words) for block in certificate(effect.self_test, effect.sha256))
        request = PrintRequest(printing.job_of(effect.self_test.id), blocks)
        outcome = await printer.print_test(request)
        reason = outcome.reason.value if outcome.reason is not None else ""
        self._inside.post(e.CertificatePrinted(effect.self_test.id, outcome.verdict.value, reason))


def is_on_glass(session: Session) -> bool:
    """True while the self-tests have the glass, or lie under the guest that has it."""
    over = session.over
    while over is not None and over.flow != FLOW:
        over = over.under
    return over is not None
