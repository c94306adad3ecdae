"""What may go wrong where travellers check in, beside all that goes wrong in a shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.faults.simulate.faults import Fault

IDENTIFY, COMPLETING, PRINTING = "checkin/Identify", "checkin/Completing", "checkin/Printing"
_ORDERED: Final = (COMPLETING,)
_PRINTED: Final = (PRINTING,)
FAULTS: Final[Mapping[str, Fault]] = {
    "departures: does not answer": Fault(0.05, (IDENTIFY, COMPLETING)),
    "departures: answer lost": Fault(0.06, _ORDERED),
    "departures: silent for long": Fault(0.02, (IDENTIFY, COMPLETING)),
    "departures: slow": Fault(0.1, (IDENTIFY, COMPLETING)),
    "departures: another kiosk was faster": Fault(0.15, _ORDERED),
    "departures: a flight changes": Fault(0.05, (IDENTIFY, COMPLETING)),
    "departures: a flight closes": Fault(0.08, _ORDERED),
    "tags: paper ends": Fault(0.25, _PRINTED),
    "tags: no proof": Fault(0.3, _PRINTED),
    "tags: fails inside": Fault(0.1, _PRINTED),
    "tags: away": Fault(0.03, (PRINTING, IDENTIFY)),
    "scale: no weight": Fault(0.2, ("checkin/Bags",)),
    "scale: away": Fault(0.03, (IDENTIFY,)),
    "documents: unreadable": Fault(0.15, (IDENTIFY, "checkin/Documents")),
    "documents: of somebody else": Fault(0.1, (IDENTIFY, "checkin/Documents")),
    "documents: expired": Fault(0.1, (IDENTIFY, "checkin/Documents")),
    "documents: away": Fault(0.03, (IDENTIFY,)),
}
