"""Devices that sign receipts: each reference once, with a counter and a clock of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from devices.api.common import Device


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """What is to be signed. `reference` makes it happen once; `client` names the till, `process` what the data is.

    All are printable ASCII without a semicolon, for they stand in the signed text. `external` is signed and told to
    nobody again: what must not stand in the code of a receipt. It may be empty and have any letters.
    """

    reference: str
    client: str
    process: str
    content: str
    external: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """The device's word on one reference. `counter` has no gap; `log_time` is the device's own time, ISO 8601.

    `code` holds everything by which the signature can be checked, except what was `external`.
    """

    reference: str
    serial: str
    transaction: int
    counter: int
    log_time: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class SigningIdentity:
    """Which device it is: serial number, certificate (X.509, DER), how long that holds, and how far it counted."""

    serial: str
    certificate: bytes = field(repr=False)
    valid_until: str
    counter: int
    left: int


@dataclass(frozen=True, slots=True)
class SigningCapabilities:
    """What a signing device has. `is_certified`: by the authority of a country, so that it may be used in trade."""

    algorithm: str
    most_bytes: int
    is_certified: bool = False


class SigningUnit(Device, Protocol):
    """A device that signs receipts."""

    @property
    def capabilities(self) -> SigningCapabilities:
        """What this device has."""
        ...

    async def identity(self) -> SigningIdentity:
        """Ask which device it is and how far it counted. Raises `DeviceError`."""
        ...

    async def sign(self, own: SigningRequest) -> Signed:
        """Sign one reference. Nothing is sent twice by itself.

        Raises `Refused` when it was certainly not signed by this (`MEMORY_FULL`, `CLOCK_NOT_SET`,
        `CERTIFICATE_EXPIRED`, `ALREADY_SIGNED`, `BAD_REQUEST`). After any other `DeviceError` nobody knows: ask
        `signed` before anything is sent again.
        """
        ...

    async def signed(self, reference: str) -> Signed | None:
        """Give what was signed for a reference; None: it was not, and will not be by what was sent before.

        Raises `DeviceError` when the device does not say.
        """
        ...
