"""Words that the entrance, the page for one act and the register of persons share."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from kiosk.domain.access.roles import Role
from kiosk.domain.text import Text, text

WHY: Final = frozenset({
    "wrong", "locked", "bad-badge", "code-wrong", "no-clock", "no-code-set-up", "cannot-check", "not-permitted",
    "same-person", "second-not-permitted", "first-over", "key-lost", "withdrawn", "no-printer", "not-printed",
    "not-proved",
})  # fmt: skip
"""Values of `Refusal` and `Verdict` that are told, two of the entrance's own, and why no badge is on paper."""

TYPED: Final = frozenset({
    "bad-id", "id-taken", "nobody", "no-role", "last-admin", "not-digits", "too-short", "too-long", "too-easy",
    "is-person-id", "not-alike", "not-the-code",
})  # fmt: skip
"""Values of `Problem` and `PinProblem` that are told at a field."""


def why_text(why: str, left_s: int = 0) -> Text:
    """Return in plain words why nothing was done, with the time that is left until a try is taken."""
    if left_s > 60:
        return text("staff.wait.minutes", n=-(-left_s // 60))
    if left_s:
        return text("staff.wait.seconds", n=left_s)
    if why in TYPED:
        return text(f"staff.typed.{why}")
    return text(f"staff.why.{why}" if why in WHY else "staff.why.cannot-check")


def roles_text(roles: Set[Role]) -> Text:
    """Return the names of roles in their order, as one text."""
    names = [text(f"staff.role.{role.value}") for role in Role if role in roles]
    if not names:
        return text("staff.role.none")
    told = names[0]
    for name in names[1:]:
        told = text("staff.role.and", a=told, b=name)
    return told
