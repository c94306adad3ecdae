"""What may go wrong where goods are weighed and coupons are brought, beside all that goes wrong in a shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.faults.simulate.faults import Fault

WEIGHING: Final = "checkout/Weighing"
FAULTS: Final[Mapping[str, Fault]] = {
    "pan: says nothing": Fault(0.1, (WEIGHING,)),
    "pan: finds no rest": Fault(0.1, (WEIGHING,)),
    "pan: away": Fault(0.03),
    "coupons: no answer": Fault(0.1),
    "coupons: answer lost": Fault(0.1),
    "coupons: fail at once": Fault(0.05),
    "gifts: away": Fault(0.05),
    "gifts: no answer": Fault(0.05),
    "gifts: answer lost": Fault(0.05),
    "gifts: late": Fault(0.03),
    "members: no answer": Fault(0.2),
    "members: answer lost": Fault(0.2),
}
