"""One state of each page of a day, and the hard ones."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.money import Money
from kiosk.domain.sale import Sale
from kiosk.domain.settling.day import SchemeSum
from kiosk.domain.settling.figures import DayFigures, TaxSum
from kiosk.domain.settling.resolving import Outcome
from kiosk.flows.checkout.examples import EXAMPLES as CHECKOUT
from kiosk.flows.checkout.states import PaymentUnclear
from kiosk.flows.day.events import DayClosed, Doubt, ReceiptFound, Reckoned
from kiosk.flows.day.states import Case, Choosing, Closing, Copies, Figures, Reviews, Stage, State

_SOFIA = Person("sofia", frozenset({Role.SUPERVISOR}))
_FIGURES = DayFigures(
    "EUR", 12, 4711, 1_790_000_000_000, 1_790_040_000_000,
    schemes=(SchemeSum("Demo Card", 148, 342_188, 2, 4_490), SchemeSum("Maestro", 12, 18_240, 0, 0)),
    taxes=(TaxSum(900, 240_110, 21_610), TaxSum(2100, 77_100, 16_191)),
    sales=160, pieces=1_204, sold_minor=355_011, given_up=7, given_up_minor=9_120, discounts=3, discount_minor=450,
    late_pieces=5, late_minor=1_240, donations=31, donated_minor=1_502, refunds=1, refunded_minor=2_190, reviews=2,
)  # fmt: skip
_DOUBTS = tuple(
    Doubt(f"sale-{n}", f"8F3A-0C1{n}-77D2", Money(2_399 + n, "EUR"), f"22/11/2026 1{n}:05", state)
    for n, state in enumerate(("UNKNOWN", "REVIEW"))
)
_DAY = Reckoned(_FIGURES, 36, "21/11/2026 20:04", "22/11/2026 19:58")
_TOLD = Reckoned(_FIGURES, 36, "21/11/2026 20:04", "22/11/2026 19:58", 358_337, True, _DOUBTS)
_RECEIPTS = tuple(
    ReceiptFound(f"sale-{n}", f"77D{n}-8F3A-0C11", Money(1_295 * (n + 1), "EUR"), f"22/11/2026 19:{48 - n}", n % 3)
    for n in range(9)
)


def _unclear() -> Sale:
    return next(own.inquiry.sale for own in CHECKOUT.values() if isinstance(own, PaymentUnclear) and own.is_review)


def _examples() -> dict[str, State]:
    case = Case(_SOFIA, "", "sale-1", _unclear(), "22/11/2026 18:05")
    closed = DayClosed("key", 37, _FIGURES, 358_337, "sofia")
    return {
        "Choosing": Choosing(_SOFIA),
        "Figures": Figures(_SOFIA, "key", _DAY),
        "Figures-reckoning": Figures(_SOFIA, "key"),
        "Closing": Closing(_SOFIA, "key", Stage.READY, _TOLD),
        "Closing-closed": Closing(_SOFIA, "key", Stage.CLOSED, _TOLD, closed=closed, note="FAILED", prints=1),
        "Reviews": Reviews(_SOFIA, "key", _DOUBTS),
        "Case": case,
        "Case-chosen": Case(_SOFIA, "", "sale-1", _unclear(), "22/11/2026 18:05", Outcome.NOT_PAID),
        "Copies": Copies(_SOFIA, "key", _RECEIPTS, note="DONE"),
        "Copies-printing": Copies(_SOFIA, "key", _RECEIPTS, "sale-1", sale=_unclear(), job_id="job"),
    }


EXAMPLES: Mapping[str, State] = _examples()
