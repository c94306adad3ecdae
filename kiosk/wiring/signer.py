"""A signing device on a wire behind the port for signing: what of a receipt it gets, and what its silence means."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import quote

from devices.api import DeviceError, Refused, Signed, SigningRequest, SigningUnit
from kiosk.domain.fiscal.signing import Signature, ToSign
from kiosk.services.fiscal.port import NotSigned, Silent

PROCESS: Final = "Receipt-V1"
OPENS_S: Final = 3.0
"""How long the first question waits for a device that is being opened."""
_LOOK_S: Final = 0.05
_REASONS: Final = {"MEMORY_FULL": "FULL", "CLOCK_NOT_SET": "CLOCK", "CERTIFICATE_EXPIRED": "EXPIRED"}


class WiredDevice:
    """Implements `kiosk.services.fiscal.port.SigningDevice` with a device of the settings."""

    def __init__(self, unit: SigningUnit) -> None:
        self._unit = unit
        self._was_waited_for = False

    async def sign(self, own: ToSign) -> Signature:
        """See `SigningDevice`."""
        await self._opened()
        try:
            return _signature(await self._unit.sign(request_of(own)))
        except Refused as error:
            if error.code == "ALREADY_SIGNED":
                raise Silent from error
            raise NotSigned(_REASONS.get(error.code, error.code)) from error
        except DeviceError as error:
            raise Silent from error

    async def signed(self, paper_id: str) -> Signature | None:
        """See `SigningDevice`."""
        await self._opened()
        try:
            found = await self._unit.signed(paper_id)
        except DeviceError as error:
            raise NotSigned("DOWN") from error
        return None if found is None else _signature(found)

    async def ready(self) -> None:
        """See `SigningDevice`."""
        await self._opened()
        health = self._unit.health
        if not health.is_usable:
            raise NotSigned(next((_REASONS[own.value] for own in health.reasons if own.value in _REASONS), "DOWN"))

    async def _opened(self) -> None:
        """Give a device that is opened with the kiosk a moment, once: it is not away yet."""
        if self._was_waited_for:
            return
        self._was_waited_for = True
        for _look in range(round(OPENS_S / _LOOK_S)):
            if self._unit.health.is_usable:
                return
            await asyncio.sleep(_LOOK_S)


def request_of(own: ToSign) -> SigningRequest:
    """Return what the device gets: number, series, currency, sum and taxes; the customer's number apart."""
    taxes = ",".join(f"{rate_bp}:{net}:{tax}" for rate_bp, net, tax in own.taxes)
    content = "^".join((f"{own.book}-{own.no}", own.series.value, own.currency, str(own.total_minor), taxes))
    return SigningRequest(own.id, quote(own.kiosk, safe=" "), PROCESS, content, own.customer_no.value)


def _signature(own: Signed) -> Signature:
    return Signature(own.serial, own.counter, own.log_time, own.value, own.code)
