"""Makes badges at this kiosk: drawn, put on paper by somebody else, and only then good.

A badge that was drawn opens nothing: the one before it stays the person's badge until the new one is kept, so a kill or
an empty roll in between takes nobody's badge away and leaves no second one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.people.audit import Audited, Deed, Record
from kiosk.people.badges.code import Badge, BadgeIssuer
from kiosk.people.door import Clocks
from kiosk.people.register import Problem
from kiosk.people.secret import Pepper, legible
from kiosk.people.store import NotKept, PeopleStore

DAYS: Final = 365
"""How long a badge is good: a lost one that nobody reported ends by itself."""
_SERIAL_LENGTH: Final = 10
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class Drawn:
    """A badge that opens nothing yet. `text` is the code for the paper."""

    badge: Badge
    text: str = field(repr=False)


def issuer_of(pepper: Pepper) -> BadgeIssuer:
    """Return what signs this kiosk's badges, with a key made of its key file: no second secret has to be guarded."""
    secret = pepper.badge_key()
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return BadgeIssuer(f"k{hashlib.sha256(public).hexdigest()[:12]}", secret)


class BadgeMaking:
    """Draws badges and lets them open. Who may have one made is asked of `Register` and `Door` first."""

    def __init__(self, store: PeopleStore, pepper: Pepper, record: Record, clocks: Clocks) -> None:
        self._store, self._record, self._clocks = store, record, clocks
        self.issuer = issuer_of(pepper)

    async def draw(self, person_id: str) -> Drawn | Problem:
        """Draw a badge for somebody who may sign in. Nothing is kept of it."""
        stored = await self._store.stored(person_id)
        if stored is None or not stored.is_active:
            return Problem.NOBODY
        if not self._clocks.is_clock_believed():
            return Problem.NO_CLOCK  # how long it is good could not be said
        badge = Badge(
            legible(_SERIAL_LENGTH), person_id, self._clocks.utc_ms() // 1000 + DAYS * _DAY_S, key_id=self.issuer.key_id
        )
        return Drawn(badge, self.issuer.text(badge))

    async def keep(self, drawn: Drawn, by_id: str, why: str = "") -> Problem | None:
        """Let a badge open that is on paper; the person's older one opens nothing from now on. None: it is so."""
        badge = drawn.badge
        try:
            before = await self._store.hold_badge(badge.person_id, badge.serial)
        except NotKept:
            return Problem.NOBODY
        await self._record(Audited(Deed.BADGE_MADE, by_id, badge.person_id, why=why, before=before, after=badge.serial))
        return None
