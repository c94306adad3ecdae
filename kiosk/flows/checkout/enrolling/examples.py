"""Becoming a member, each step and the hard ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.domain.benefits.changing import Member, with_member
from kiosk.domain.sale import Sale
from kiosk.flows.checkout.enrolling.asking import ALREADY, CONTACT, FAILED
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.states import Membership


def examples(sale: Callable[[int], Sale]) -> Mapping[str, Enrolling | Membership]:
    """Return the states by name; `sale` gives a basket of so many lines."""
    return {
        "Enrolling": Enrolling(sale(3)),
        "Enrolling-contact": Enrolling(sale(3), CONTACT),
        "Enrolling-already": Enrolling(sale(3), ALREADY),
        "Enrolling-failed": Enrolling(sale(3), FAILED),
        "Enrolling-asking": Enrolling(sale(3), is_asking=True),
        "Membership-new": Membership(with_member(sale(3), Member("9981000000017", 0, 100), is_new=True)),
    }
