"""A staff badge on paper: whose it is, its code, the number by which it is revoked, and how long it is good."""

from __future__ import annotations

from kiosk.domain.text import text
from kiosk.papers.document import Block, Day, Feed, Line, Pair, Paper, Rule


def above_code(site: str, person_id: str, *, is_demo: bool) -> Paper:
    """Return what stands above the code. `person_id` is the staff id; no name is known."""
    head: list[Block] = [Line(text("demo.paper"), "centre", is_bold=True), Rule()] if is_demo else []
    return (
        *head,
        Line(text("badge.title"), "centre", is_bold=True, is_double=True),
        Line(site, "centre"),
        Line(person_id, "centre", is_bold=True, is_double=len(person_id) <= 16),  # double letters: half as many fit
        Feed(),
    )


def below_code(serial: str, last_day: int) -> Paper:
    """Return what stands below the code. `last_day`: the last whole day it is good, in days since 1970-01-01."""
    return (
        Feed(),
        Pair(text("badge.number"), serial),
        Pair(text("badge.until"), Day(last_day)),
        Rule(),
        Line(text("badge.older")),
        Line(text("badge.lost")),
    )
