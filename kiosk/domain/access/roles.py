"""The permission table: which role may do what, what wants a TOTP code again, and what a second person must confirm."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What a person is at this site; one person may have several."""

    ATTENDANT = "attendant"
    TECHNICIAN = "technician"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Permission(StrEnum):
    """One act at a kiosk that customers may not do."""

    RESOLVE_BLOCKER = "resolve-blocker"
    VOID_LINE = "void-line"
    CHANGE_QUANTITY = "change-quantity"
    CHANGE_PRICE = "change-price"
    DISCOUNT = "discount"
    AGE_CHECK = "age-check"
    END_SESSION = "end-session"
    REPRINT = "reprint"
    BRING_BACK = "bring-back"
    REFUND_LAST_SALE = "refund-last-sale"
    VOID_PAYMENT = "void-payment"
    RESOLVE_REVIEW = "resolve-review"
    END_OF_DAY = "end-of-day"
    READ_REPORTS = "read-reports"
    OPEN_LANE = "open-lane"
    PAUSE_LANE = "pause-lane"
    CLOSE_LANE = "close-lane"
    TRAINING_MODE = "training-mode"
    DASHBOARD = "dashboard"
    DEVICE_TESTS = "device-tests"
    CALIBRATION = "calibration"
    RESET_COUNTERS = "reset-counters"
    WIRE_VIEW = "wire-view"
    REPLACE_DEVICE = "replace-device"
    READ_LOGS = "read-logs"
    LOG_EXPORT = "log-export"
    RESTART = "restart"
    SHELL = "shell"
    CONFIGURE = "configure"
    KEY_IMPORT = "key-import"
    USERS = "users"
    READ_AUDIT = "read-audit"


_P = Permission
_ATTENDANT: Final = frozenset({
    _P.RESOLVE_BLOCKER, _P.VOID_LINE, _P.CHANGE_QUANTITY, _P.AGE_CHECK, _P.END_SESSION, _P.REPRINT,
    _P.BRING_BACK, _P.OPEN_LANE, _P.PAUSE_LANE, _P.CLOSE_LANE,
})  # fmt: skip
_TECHNICIAN: Final = frozenset({
    _P.DASHBOARD, _P.DEVICE_TESTS, _P.CALIBRATION, _P.RESET_COUNTERS, _P.WIRE_VIEW, _P.REPLACE_DEVICE, _P.READ_LOGS,
    _P.LOG_EXPORT, _P.RESTART, _P.OPEN_LANE, _P.PAUSE_LANE, _P.CLOSE_LANE, _P.TRAINING_MODE,
})  # fmt: skip
_SUPERVISOR: Final = _ATTENDANT | {
    _P.CHANGE_PRICE, _P.DISCOUNT, _P.REFUND_LAST_SALE, _P.VOID_PAYMENT, _P.RESOLVE_REVIEW, _P.END_OF_DAY,
    _P.READ_REPORTS, _P.DASHBOARD, _P.TRAINING_MODE,
}  # fmt: skip
_ADMIN: Final = frozenset({
    _P.CONFIGURE, _P.KEY_IMPORT, _P.USERS, _P.READ_AUDIT, _P.READ_LOGS, _P.LOG_EXPORT, _P.RESTART, _P.SHELL,
    _P.DASHBOARD, _P.READ_REPORTS,
})  # fmt: skip

ALLOWED: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType({
    Role.ATTENDANT: _ATTENDANT, Role.TECHNICIAN: _TECHNICIAN, Role.SUPERVISOR: _SUPERVISOR, Role.ADMIN: _ADMIN,
})  # fmt: skip
"""What each role may do. What is in no row here, nobody may."""

DANGEROUS: Final = frozenset({
    _P.CONFIGURE, _P.REFUND_LAST_SALE, _P.VOID_PAYMENT, _P.KEY_IMPORT, _P.LOG_EXPORT, _P.SHELL, _P.RESTART, _P.USERS,
})  # fmt: skip
"""Acts that want a fresh TOTP code each time."""

CAN_NEED_TWO: Final = frozenset({
    _P.VOID_LINE, _P.CHANGE_PRICE, _P.DISCOUNT, _P.REFUND_LAST_SALE, _P.VOID_PAYMENT, _P.RESOLVE_REVIEW,
    _P.END_OF_DAY, _P.CONFIGURE, _P.KEY_IMPORT, _P.USERS,
})  # fmt: skip
"""Acts for which settings may ask that a second person, who may do them too, confirms."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person that was recognised: staff id and roles. Nothing else is known of anybody."""

    id: str
    roles: frozenset[Role]

    def may(self, act: Permission) -> bool:
        """Whether one of the roles lists the act."""
        return any(act in ALLOWED[role] for role in self.roles if role in ALLOWED)


class Verdict(StrEnum):
    """What becomes of an act that was asked for."""

    ALLOWED = "allowed"
    NOT_PERMITTED = "not-permitted"
    NEEDS_TOTP = "needs-totp"
    NEEDS_SECOND = "needs-second"
    SAME_PERSON = "same-person"
    SECOND_NOT_PERMITTED = "second-not-permitted"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the site's settings ask for: acts that want two persons. Raises ValueError for one that cannot."""

    two_persons: frozenset[Permission] = frozenset()

    def __post_init__(self) -> None:
        wrong = sorted(act.value for act in self.two_persons - CAN_NEED_TWO)
        if wrong:
            raise ValueError(f"no second person can be asked for: {', '.join(wrong)}")


def verdict(
    act: Permission, first: Person, rule: Rule, *, second: Person | None = None, has_fresh_totp: bool = False
) -> Verdict:
    """Say whether `first` may do `act` now. `has_fresh_totp`: they gave a code for this very act."""
    if not first.may(act):
        return Verdict.NOT_PERMITTED
    if act in DANGEROUS and not has_fresh_totp:
        return Verdict.NEEDS_TOTP
    return _second_verdict(act, first, second) if act in rule.two_persons else Verdict.ALLOWED


def acts_of(roles: Set[Role]) -> frozenset[Permission]:
    """Return everything that these roles together may do."""
    return frozenset().union(*(ALLOWED[role] for role in roles))


def _second_verdict(act: Permission, first: Person, second: Person | None) -> Verdict:
    if second is None:
        return Verdict.NEEDS_SECOND
    if second.id == first.id:
        return Verdict.SAME_PERSON
    return Verdict.ALLOWED if second.may(act) else Verdict.SECOND_NOT_PERMITTED
