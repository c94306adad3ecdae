"""A signing device on a line: implements `devices.api.SigningUnit`. What it said nothing about is never sent twice."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
from typing import Final

from devices.api import (
    DriverUrl,
    Garbled,
    HealthState,
    NoAnswer,
    Reason,
    Signed,
    SigningCapabilities,
    SigningIdentity,
    SigningRequest,
    Unplugged,
)
from devices.condition import Conditioned
from devices.drivers.signdemo.lines import Answer, Line, count_of, text_of
from devices.loop import together
from devices.transport import OpenPort

LOOK_S: Final = 5.0
MISSES_TO_LOST: Final = 2
LOW: Final = 1000
"""So few signatures left that somebody has to think of it."""
CAPABILITIES: Final = SigningCapabilities("ecdsa-plain-SHA256", 3000)
_OK: Final = "OK"
_TROUBLES: Final = {own.value: own for own in (Reason.MEMORY_FULL, Reason.CLOCK_NOT_SET, Reason.CERTIFICATE_EXPIRED)}
log = logging.getLogger(__name__)


class DemoSigner(Conditioned):
    """One device of the demo protocol."""

    def __init__(self, url: DriverUrl, open_port: OpenPort) -> None:
        super().__init__()
        self._url = url
        self._open_port = open_port
        self._line: Line | None = None

    @property
    def capabilities(self) -> SigningCapabilities:
        """What it has: certified by nobody."""
        return CAPABILITIES

    async def reset(self) -> None:
        """There is nothing to drop: a transaction that was only started is forgotten when it is asked about."""

    # --- verbs ---

    async def identity(self) -> SigningIdentity:
        """See `devices.api.SigningUnit`."""
        return _identity(await self._linked().ask("GetStatus"))

    async def sign(self, own: SigningRequest) -> Signed:
        """See `devices.api.SigningUnit`."""
        line, reference = self._linked(), own.reference
        begun = await line.ask("StartTransaction", reference=reference, clientId=own.client)
        done = await line.ask(
            "FinishTransaction", reference=reference, transactionNumber=count_of(begun, "transactionNumber"),
            processType=own.process, processData=own.content, externalData=own.external,
        )  # fmt: skip
        return _signed(done)

    async def signed(self, reference: str) -> Signed | None:
        """See `devices.api.SigningUnit`."""
        answer = await self._linked().ask("GetTransaction", reference=reference)
        match text_of(answer, "state"):
            case "FINISHED":
                return _signed(answer)
            case "UNKNOWN":
                return None
        raise Garbled("a transaction in a state that there is not")

    def _linked(self) -> Line:
        if self._line is None:
            raise Unplugged("no link to the signing device")
        return self._line

    # --- the life of the link ---

    async def run(self) -> None:
        """Open the port and look after the device. Raises `DeviceError`."""
        with self._condition.opened():
            line = Line(await self._open_port(self._url))
            try:
                await together(line.serve(), self._look(line))
            finally:
                self._line = None
                line.close()

    async def _look(self, line: Line) -> None:
        """Ask how the device is, for ever; only one that answered may be used."""
        misses = 0
        while True:
            try:
                self._judge(await line.ask("GetStatus"))
                self._line, misses = line, 0
            except (NoAnswer, Garbled) as error:
                misses += 1
                if misses >= MISSES_TO_LOST:
                    raise
                log.info("signing device: %s", error)
                continue
            await asyncio.sleep(LOOK_S)

    def _judge(self, answer: Answer) -> None:
        known, condition = _identity(answer), text_of(answer, "condition")
        detail = f"{known.serial}, {known.counter} signatures, certificate until {known.valid_until[:10]}"
        if condition != _OK:
            reason = _TROUBLES.get(condition, Reason.HARDWARE_ERROR)
            self._condition.set(HealthState.FAULT, reason, detail=f"{condition}: {detail}")
        elif known.left < LOW:
            self._condition.set(HealthState.DEGRADED, Reason.THRESHOLD_USAGE, detail=f"{known.left} left: {detail}")
        else:
            self._condition.set(HealthState.READY, detail=detail)


def _identity(answer: Answer) -> SigningIdentity:
    try:
        certificate = base64.b64decode(text_of(answer, "certificate"), validate=True)
    except binascii.Error:
        raise Garbled("a certificate that is none") from None
    return SigningIdentity(
        text_of(answer, "serialNumber"), certificate, text_of(answer, "certificateUntil"),
        count_of(answer, "signatureCounter"), count_of(answer, "transactionsLeft"),
    )  # fmt: skip


def _signed(answer: Answer) -> Signed:
    value = text_of(answer, "signatureValue")
    return Signed(
        text_of(answer, "reference"), text_of(answer, "serialNumber"), count_of(answer, "transactionNumber"),
        count_of(answer, "signatureCounter"), text_of(answer, "logTime"), value,
        ";".join((text_of(answer, "signedText"), value, text_of(answer, "publicKey"))),
    )  # fmt: skip
