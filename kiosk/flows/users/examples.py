"""Each state of the register, and the hard ones."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.users.states import Asking, Draft, Everybody, Member, NewCode, One, Reason, Roles, State, Typed

_BY = Person("A1", frozenset({Role.ADMIN}))
_LONG = Member(
    "night-shift-supervisor-of-lane-4", tuple(sorted(role.value for role in Role)), has_code=True, badge="7K2MQ9XAHT"
)
_MANY = tuple(Member(f"lane-{n}", ("attendant",), is_active=n % 5 != 0) for n in range(1, 30))
_DRAFT = Draft("roles", "sofia", frozenset({Role.ATTENDANT, Role.SUPERVISOR}))
_URI = "otpauth://totp/Kade%20Markt%20Kiosk%204:sofia?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kade%20Markt"

EXAMPLES: Mapping[str, State] = {
    "Everybody": Everybody(_BY, (_LONG, *_MANY), "enrol", "lane-1"),
    "One": One(_BY, _LONG),
    "Typed": Typed(_BY, Draft("enrol"), "id", "id-taken"),
    "Roles": Roles(_BY, _DRAFT),
    "Reason": Reason(_BY, Draft("end", "lane-5")),
    "Asking": Asking(_BY, _DRAFT, "ask"),
    "Asking, a badge is printed": Asking(_BY, Draft("badge", "sofia"), "ask", is_doing=True),
    "NewCode": NewCode(_BY, "sofia", _URI),
}
