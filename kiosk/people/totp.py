"""Codes of an authenticator app: 6 digits, 30 seconds, one step early or late, each step once.

Source: RFC 6238; 5.2 (a step is accepted once).
"""

from __future__ import annotations

import hmac
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pyotp

STEP_S: Final = 30
DIGITS: Final = 6
_DRIFT: Final = (0, -1, 1)


class TotpRefusal(StrEnum):
    """Why a code was not taken: for the log. A person hears the same plain words for `WRONG` and `USED`."""

    WRONG = "wrong"
    USED = "used"
    NO_CLOCK = "no-clock"
    NOT_SET_UP = "not-set-up"


@dataclass(frozen=True, slots=True)
class Step:
    """The 30 seconds a code belongs to, counted since 1970: to be kept as used before anything is done."""

    number: int


def new_secret() -> str:
    """Draw a secret of 160 bits, in base32."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, person_id: str, site: str) -> str:
    """Return what an authenticator app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=person_id, issuer_name=site)


def near(utc_ms: int) -> tuple[int, ...]:
    """Return the steps whose codes are taken at this time."""
    now = utc_ms // 1000 // STEP_S
    return tuple(now + drift for drift in _DRIFT)


def checked(secret: str, code: object, utc_ms: int, used: Set[int], *, is_clock_believed: bool) -> Step | TotpRefusal:
    """Return the step a code belongs to, or why it is refused. `used`: steps of this person that were taken."""
    if not is_clock_believed:
        return TotpRefusal.NO_CLOCK
    if not isinstance(code, str) or len(code) != DIGITS or not code.isascii() or not code.isdigit():
        return TotpRefusal.WRONG
    own = pyotp.TOTP(secret)
    fitting = [step for step in near(utc_ms) if step >= 0 and hmac.compare_digest(own.generate_otp(step), code)]
    if not fitting:
        return TotpRefusal.WRONG
    fresh = [step for step in fitting if step not in used]
    return Step(fresh[0]) if fresh else TotpRefusal.USED
