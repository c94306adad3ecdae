"""Each state of the entrance, and the hard ones."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.staff.states import Checking, First, Menu, Prove, Refused, Secret, SignIn, State

_EVERYTHING = Person("night-shift-supervisor-of-lane-4", frozenset(Role))
_URI = (
    "otpauth://totp/Kade%20Markt%20Kiosk%204:A1?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kade%20Markt%20Kiosk%204"
)

EXAMPLES: Mapping[str, State] = {
    "Checking": Checking("person"),
    "SignIn": SignIn(),
    "SignIn, the PIN": SignIn("pin", "sofia"),
    "Refused": Refused("wrong"),
    "Refused, locked": Refused("locked", 3_600_000, 3_540),
    "First": First("7HX2K-9QWPM"),
    "First, the PIN was too easy": First("7HX2K-9QWPM", "pin", "7HX2K-9QWPM", "A1", problem="too-easy"),
    "Secret": Secret("A1", _URI),
    "Prove": Prove("A1", _URI, problem="code-wrong"),
    "Menu": Menu(_EVERYTHING),
    "Menu, nothing allowed": Menu(Person("guest", frozenset())),
}
