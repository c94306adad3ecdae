"""What a country wants of who sells there: whether receipts are signed, and what happens while that fails."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Signing(StrEnum):
    """How receipts are signed: not at all, by a simulated device, or by one that is certified and not built yet."""

    NONE = "none"
    SIMULATED = "simulated"
    MISSING = "missing"


class OnFailure(StrEnum):
    """What the country says while the device is away: sell with the legal marking, or stop selling."""

    MARK = "mark"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class CustomerNo:
    """The tax number that customers may have on a receipt: its name there, the keys it is typed with, most signs."""

    name: str
    keys: str
    longest: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One country's rules. `reason`: why it is as it is, for who reads the refusal; `source` is where that stands.

    `customer_no` is None where receipts carry no tax number of the customer.
    """

    country: str
    signing: Signing
    on_failure: OnFailure = OnFailure.MARK
    reason: str = ""
    source: str = ""
    customer_no: CustomerNo | None = None

    @property
    def is_signed(self) -> bool:
        """True where a receipt needs a signature; a demo's comes from the simulated device."""
        return self.signing is not Signing.NONE

    @property
    def is_for_demo_only(self) -> bool:
        """True while nothing that is certified signs here: real goods are not sold."""
        return self.signing is not Signing.NONE

    def refusal(self, *, is_demo: bool) -> str:
        """Return why nothing may be sold; empty where it may."""
        if is_demo or not self.is_for_demo_only:
            return ""
        return f"sells in a demo only: {self.reason}"


NO_RULES = Profile("", Signing.NONE)
