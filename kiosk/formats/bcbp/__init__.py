"""Bar-coded boarding passes (BCBP): reading what airlines really print, and writing version 6."""

from kiosk.formats.bcbp.building import build, unsigned
from kiosk.formats.bcbp.dates import flight_dates, issue_date
from kiosk.formats.bcbp.reading import LONGEST, SHORTEST, looks_like_one, parse
from kiosk.formats.bcbp.values import (
    BagTags,
    BoardingPassMessage,
    Deviation,
    Leg,
    RepeatedConditional,
    Security,
    UniqueConditional,
)

__all__ = [
    "LONGEST", "SHORTEST", "BagTags", "BoardingPassMessage", "Deviation", "Leg", "RepeatedConditional", "Security",
    "UniqueConditional", "build", "flight_dates", "issue_date", "looks_like_one", "parse",
    "unsigned",
]  # fmt: skip
