"""The map of a checkout: its screens, those a restart may come back to, and which leads to which."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    Explained,
    GivingBack,
    Keeping,
    Membership,
    PartPaid,
    Paying,
    PaymentUnclear,
    Receipt,
    Refunding,
    Reprinting,
    ResumeOffer,
    Returned,
    Scanning,
    State,
    TakingBack,
    ThankYou,
    Typing,
)
from kiosk.flows.checkout.taxno.states import TaxNumber

SCREENS: tuple[type[State], ...] = (
    Scanning,
    Typing,
    TaxNumber,
    Explained,
    Membership,
    Enrolling,
    Choosing,
    Naming,
    Weighing,
    Extras,
    Keeping,
    ResumeOffer,
    Paying,
    PartPaid,
    GivingBack,
    Returned,
    Declined,
    PaymentUnclear,
    Receipt,
    TakingBack,
    Refunding,
    Reprinting,
    ThankYou,
)
RESUMES: tuple[type[State], ...] = (ResumeOffer, PaymentUnclear, Paying, PartPaid, GivingBack, Returned, Receipt)
MOVES: Mapping[type[State], frozenset[type[State]]] = {
    Scanning: frozenset({Typing, Explained, Membership, Choosing, Weighing, Extras, Keeping, Paying, Ended}),
    Typing: frozenset({Scanning, TaxNumber, Membership, Enrolling, Weighing, Ended}),
    TaxNumber: frozenset({Scanning, Weighing, Ended}),
    Explained: frozenset({Scanning, Weighing, Ended}),
    Membership: frozenset({Scanning, Weighing, Ended}),
    Enrolling: frozenset({Membership, Scanning, Weighing, Ended}),
    Choosing: frozenset({Scanning, Typing, Naming, Weighing, Ended}),
    Naming: frozenset({Choosing, Scanning, Weighing, Ended}),
    Weighing: frozenset({Choosing, Scanning, Ended}),
    Extras: frozenset({Scanning, Weighing, Paying, Ended}),
    Keeping: frozenset({Scanning, Ended}),
    ResumeOffer: frozenset({Scanning, Ended}),
    Paying: frozenset({Scanning, Declined, PaymentUnclear, PartPaid, GivingBack, Receipt}),
    PartPaid: frozenset({Paying, GivingBack, Ended}),
    GivingBack: frozenset({Returned, Ended}),
    Returned: frozenset({Scanning, PartPaid, Ended}),
    Declined: frozenset({Paying, PartPaid, GivingBack, Scanning, Ended}),
    PaymentUnclear: frozenset({Paying, PartPaid, GivingBack, Declined, Ended}),
    Receipt: frozenset({ThankYou, Ended}),
    TakingBack: frozenset({Refunding, Ended}),
    Refunding: frozenset({Returned, Ended}),
    Reprinting: frozenset({Ended}),
    ThankYou: frozenset({Ended}),
}
