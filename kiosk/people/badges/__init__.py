"""Badges: how their code is written and read, and how a kiosk makes them."""

from kiosk.people.badges.code import MARK, PERSON_ID, Badge, BadgeFault, BadgeIssuer, read

__all__ = ["MARK", "PERSON_ID", "Badge", "BadgeFault", "BadgeIssuer", "read"]
