"""Loose goods: what is on the pan, and when its weight may be sold."""

from kiosk.domain.loose.pan import Load, Pan, Rest
from kiosk.domain.loose.selling import Group, NotToSell, container_of, net_of, taken_of, why_not

__all__ = ["Group", "Load", "NotToSell", "Pan", "Rest", "container_of", "net_of", "taken_of", "why_not"]
