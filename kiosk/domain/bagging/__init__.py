"""The bagging scale: weights that are learned, and doubts that are explained."""

from kiosk.domain.bagging.carrying import can_carry, carrying_seen, checked
from kiosk.domain.bagging.costs import Costs
from kiosk.domain.bagging.expected import Expected, exactly, learned, prior
from kiosk.domain.bagging.judging import accepted, carried, confirmed, own_bag, removed, scanned, told, unseen, weighed
from kiosk.domain.bagging.state import Bagging, Doubt, Level, Piece, Sample, Why

__all__ = [
    "Bagging",
    "Costs",
    "Doubt",
    "Expected",
    "Level",
    "Piece",
    "Sample",
    "Why",
    "accepted",
    "can_carry",
    "carried",
    "carrying_seen",
    "checked",
    "confirmed",
    "exactly",
    "learned",
    "own_bag",
    "prior",
    "removed",
    "scanned",
    "told",
    "unseen",
    "weighed",
]
