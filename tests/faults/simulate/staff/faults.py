"""What may go wrong with staff, beside all that goes wrong in a shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.faults.simulate.faults import Fault

FAULTS: Final[Mapping[str, Fault]] = {
    "staff: walks away": Fault(0.02, ("staff/Menu", "assist/Lane", "assist/Line", "maintenance/Dashboard")),
    "staff: mistypes": Fault(0.15, ("staff/SignIn",)),
    "staff: the register fails": Fault(0.05, ("staff/Checking", "assist/Asking")),
    "staff: nothing is found": Fault(0.05, ("assist/Lane", "help/Topics", "day/Copies", "maintenance/Dashboard")),
}
